//! A large chart: what it finds, the drawing, one sentence, and its table.

use domain::view::chart::{Chart, Drawing};
use leptos::prelude::*;

use super::row::made_up;

/// The table of a chart.
fn table(chart: &Chart) -> AnyView {
    let heads = chart.series.iter().map(|series| view! { <th scope="col">{series.name.clone()}</th> });
    let rows = chart.labels.iter().enumerate().map(|(at, label)| {
        let cells = chart.series.iter().map(|series| view! { <td>{series.texts.get(at).cloned()}</td> });
        view! { <tr><th scope="row">{label.clone()}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=format!("Table: {}", chart.headline)>
            <table class="figures">
                <thead><tr><th scope="col">{chart.label_head.clone()}</th>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A large chart. Nothing where there is none.
#[component]
pub fn LargeChart(
    /// The chart.
    chart: Signal<Option<Chart>>,
) -> impl IntoView {
    move || {
        chart.get().map(|chart| {
            let class = match chart.drawing {
                Drawing::Lines => "large lines",
                Drawing::Points => "large points",
            };
            view! {
                <figure class=class id=format!("chart-{}", chart.id)>
                    <figcaption>
                        <h3>{chart.headline.clone()}</h3>
                        <p class="note">{chart.subtitle.clone()} " " {chart.illustrative.then(made_up)}</p>
                    </figcaption>
                    <p class="chart-sentence">{chart.sentence.clone()}</p>
                    <details class="chart-table">
                        <summary>"The figures as a table"</summary>
                        {table(&chart)}
                    </details>
                </figure>
            }
        })
    }
}
