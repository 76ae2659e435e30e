//! The sparkline.

use domain::view::row::{SPARK, Spark};
use leptos::prelude::*;

/// The sparkline of a row, with what it shows in words for screen readers.
pub fn sparkline(spark: &Spark) -> AnyView {
    let (width, height) = SPARK;
    let words = spark.words.clone();
    (!spark.line.is_empty())
        .then(|| {
            view! {
                <svg class="spark" viewBox=format!("0 0 {width} {height}") aria-hidden="true" focusable="false">
                    {spark.target.map(|y| view! { <path class="target" d=format!("M0 {y}H{width}") /> })}
                    <path class="reference" d=spark.reference.clone() />
                    <path class="line" d=spark.line.clone() />
                    {spark.dot.map(|(x, y)| view! { <circle class="dot" cx=x cy=y r="3" /> })}
                </svg>
                <span class="unseen">{words}</span>
            }
        })
        .into_any()
}
