//! A large chart: what it finds, room for the drawing, one sentence, and its table.

use domain::view::chart::{Chart, Drawing};

use super::{heads, row::made_up, scrolling};
use crate::{
    charts,
    markup::{Element, Text, el},
};

/// The charts that a page can have, in order.
pub const CHARTS: [&str; 4] = ["trend", "groups", "gap", "comparators"];

/// The id of the canvas of a chart.
pub fn canvas_id(id: &str) -> String {
    format!("canvas-{id}")
}

/// The place of a chart on its page, empty where there is no chart, so that the others keep theirs when one comes or goes.
pub fn slot(chart: Option<&Chart>) -> Element {
    el("div").class("slot").with(chart.map(figure))
}

/// The figure of a chart. Without a script the canvas stays empty and the table open.
fn figure(chart: &Chart) -> Element {
    let class: Text = match chart.drawing {
        Drawing::Lines => "large lines",
        Drawing::Points => "large points",
    }
    .into();
    let note = el("p").class("note").with(&chart.subtitle).with(" ").with(chart.illustrative.then(made_up));
    // The drawing has its own say over the style of the canvas, so the room is the figure's.
    el("figure")
        .class(class)
        .attr("id", format!("chart-{}", chart.id))
        .attr("style", format!("--room: {}px;", charts::height(chart)))
        .with(el("figcaption").with(el("h2").with(&chart.headline)).with(note))
        .with(el("div").class("canvas").attr("id", canvas_id(&chart.id)).attr("aria-hidden", "true"))
        .with(el("p").class("chart-sentence").with(&chart.sentence))
        .with(el("details").class("chart-table").attr("open", "").with(el("summary").with("The figures as a table")).with(table(chart)))
}

/// The table of a chart.
fn table(chart: &Chart) -> Element {
    let rows = chart.labels.iter().enumerate().map(|(at, label)| {
        let cells = chart.series.iter().map(|series| el("td").with(series.texts.get(at)));
        el("tr").with(el("th").attr("scope", "row").with(label)).all(cells)
    });
    let columns = std::iter::once(&chart.label_head).chain(chart.series.iter().map(|series| &series.name));
    scrolling(&chart.headline, el("table").class("figures").with(heads(columns)).with(el("tbody").all(rows)))
}
