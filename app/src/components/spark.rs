//! The sparkline.

use domain::view::row::{SPARK, Spark};

use crate::markup::{Element, el};

/// The sparkline of a row, with what it shows in words for screen readers.
pub fn sparkline(spark: &Spark) -> Option<[Element; 2]> {
    let (width, height) = SPARK;
    let path = |class: &'static str, d: String| el("path").class(class).attr("d", d);
    (!spark.line.is_empty()).then(|| {
        let drawing = el("svg")
            .class("spark")
            .attr("viewBox", format!("0 0 {width} {height}"))
            .attr("aria-hidden", "true")
            .attr("focusable", "false")
            .with(spark.target.map(|y| path("target", format!("M0 {y}H{width}"))))
            .with(path("reference", spark.reference.clone()))
            .with(path("line", spark.line.clone()))
            .with(spark.dot.map(|(x, y)| el("circle").class("dot").num("cx", x).num("cy", y).attr("r", "3")));
        [drawing, el("span").class("unseen").with(&spark.words)]
    })
}
