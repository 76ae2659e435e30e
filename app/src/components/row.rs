//! One measure as one row.

use domain::{
    filter::address,
    view::{
        figure::Figure,
        row::{Compared, Difference, Row},
    },
};

use super::{
    rating::rating,
    spark::sparkline,
    strip::{mark_sign, strip},
};
use crate::markup::{Content, Element, el, link, stay};

/// A figure: the value and its interval, or the marker and the reason.
pub fn figure(figure: &Figure) -> impl Content + use<> {
    let class = if figure.present { "value" } else { "value missing" };
    (el("span").class(class).with(&figure.text), " ", el("span").class("note").with(&figure.note))
}

fn gap(gap: &Difference) -> impl Content + use<> {
    (el("span").class("gap-text").with(&gap.text), " ", el("span").class("note").with(&gap.note))
}

/// The sign that a figure is made up.
pub fn made_up() -> Element {
    el("span").class("made-up-tag").with(el("span").class("made-up").attr("aria-hidden", "true")).with("illustrative")
}

/// The heads of the columns.
pub fn row_heads(heads: &(String, String), peers: &str) -> Element {
    let head = |class: &'static str| el("th").attr("scope", "col").class(class);
    let row = el("tr")
        .with(head("c-measure").with("Measure"))
        .with(head("c-strip").with(format!("Every {peers}, and this one")))
        .with(head("c-mine").with(&heads.0))
        .with(head("c-ref").with(&heads.1))
        .with(head("c-gap").with("Gap"))
        .with(head("c-now").with("Now · real change?"))
        .with(head("c-spark").with("Over time"));
    el("thead").with(row)
}

/// A table of rows. Without a script it is complete; on a narrow screen each row becomes a card.
pub fn rows(caption: &str, heads: &(String, String), peers: &str, rows: impl IntoIterator<Item = Element>) -> Element {
    el("table")
        .class("rows")
        .with(el("caption").class("unseen").with(caption.to_owned()))
        .with(row_heads(heads, peers))
        .with(el("tbody").all(rows))
}

/// What a city figure hides, as a link to the list of it.
pub fn hidden(row: &Row) -> Option<Element> {
    row.hidden.as_ref().map(|list| {
        let shape = super::sign("0 0 16 16", "16")
            .class("shape off-target")
            .with(el("circle").class("whole").attr("cx", "7").attr("cy", "7").attr("r", "6"))
            .with(el("path").attr("d", "M11 6.5 15.5 11 11 15.5 6.5 11Z"));
        el("p").class("hides").with(link(list.href.clone(), (shape, " ", &list.label)))
    })
}

fn compared(other: &Compared) -> Element {
    let sign = other.mark.map_or_else(|| el("span").class("sum").attr("aria-hidden", "true").with("+"), mark_sign);
    el("li").with(sign).with(" ").with(el("span").class("compared-name").with(&other.name)).with(" ").with(figure(&other.figure))
}

fn name(row: &Row, path: &str) -> Element {
    let map = row
        .map
        .as_ref()
        .map(|query| stay(address(path, query), "on the map").class("to-map").attr("aria-label", format!("{} on the map", row.title)));
    let late = row.late.as_ref().map(|late| el("span").class("late").with(link("/data/due", "Late")).with(": ").with(late));
    let tags = el("span").class("row-tags").with(row.illustrative.then(made_up)).with(" ").with(map);
    el("th")
        .attr("scope", "row")
        .class("c-measure")
        .with(link(row.href.clone(), &row.title).class("title"))
        .with(" ")
        .with(el("span").class("note").with(&row.unit))
        .with(" ")
        .with(el("span").class("note").with(&row.when))
        .with(" ")
        .with(late)
        .with(tags)
}

/// One measure as one row of a table; `path` is the page that the map link stays on.
pub fn measure_row(row: &Row, path: &str) -> Element {
    let others = (!row.compared.is_empty()).then(|| el("ul").class("compared").all(row.compared.iter().map(compared)));
    let cell = |class: &'static str| el("td").class(class);
    let reference = el("span").class("note ref-name").with(&row.reference_name);
    el("tr")
        .class("row")
        .attr("data-rating", row.rating.class.clone())
        .with(name(row, path))
        .with(cell("c-strip").with(strip(&row.strip)).with(el("span").class("unseen").with(&row.sentence)))
        .with(cell("c-mine").with(figure(&row.figure)).with(others))
        .with(cell("c-ref").with(figure(&row.reference)).with(" ").with(reference))
        .with(cell("c-gap").with(row.gap.as_ref().map(gap)))
        .with(cell("c-now").with(rating(row)).with(hidden(row)))
        .with(cell("c-spark").with(sparkline(&row.spark)))
}
