//! A large chart: what it finds, the drawing, one sentence, and its table.

use domain::view::chart::{Chart, Drawing};
use leptos::{html::Div, prelude::*};

use super::row::made_up;
use crate::{browser, charts, site::Site};

/// The table of a chart.
fn table(chart: &Chart) -> impl IntoView + use<> {
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
}

/// The figure of a chart. It stays, and only its texts follow the chart, so that the marks can glide to their new places.
/// Without a script the canvas stays empty and the table open.
fn figure(id: &str, chart: Signal<Option<Chart>>) -> impl IntoView + use<> {
    let text = move |of: fn(&Chart) -> String| move || chart.read().as_ref().map(of);
    let class = move || {
        chart.read().as_ref().map(|chart| match chart.drawing {
            Drawing::Lines => "large lines",
            Drawing::Points => "large points",
        })
    };
    let room = move || chart.read().as_ref().map(|chart| format!("{}px", charts::height(chart)));
    let canvas = NodeRef::<Div>::new();
    let canvas_id = format!("canvas-{id}");
    browser::chart::keep(canvas, canvas_id.clone(), chart, use_context::<Site>().unwrap_or_default().echarts);
    view! {
        <figure class=class id=format!("chart-{id}")>
            <figcaption>
                <h2>{text(|chart| chart.headline.clone())}</h2>
                <p class="note">
                    {text(|chart| chart.subtitle.clone())} " "
                    {move || chart.read().as_ref().is_some_and(|chart| chart.illustrative).then(made_up)}
                </p>
            </figcaption>
            <div class="canvas" id=canvas_id aria-hidden="true" style:min-height=room node_ref=canvas></div>
            <p class="chart-sentence">{text(|chart| chart.sentence.clone())}</p>
            <details class="chart-table" open>
                <summary>"The figures as a table"</summary>
                {move || chart.read().as_ref().map(table)}
            </details>
        </figure>
    }
}

/// A large chart. Nothing where there is none.
#[component]
pub fn LargeChart(
    /// The chart.
    chart: Signal<Option<Chart>>,
) -> impl IntoView {
    // Made where the page puts the chart, so that a `Transition` around it waits for its figures.
    move || {
        let chart = Memo::new(move |_| chart.get());
        let id = Memo::new(move |_| chart.read().as_ref().map(|chart| chart.id.clone()));
        move || id.get().map(|id| figure(&id, chart.into()))
    }
}
