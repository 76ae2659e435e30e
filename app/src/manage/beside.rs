//! What is not released beside what is: marked as such, in every row.

use domain::rating::Rating;

use crate::{
    components::rating::rating_mark,
    markup::{Element, el, link},
};

/// A measure or an area, with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// The measure or the area.
    pub name: String,
    /// Its page; blank where it has none.
    pub href: String,
    /// The newest released figure and its period.
    pub released: (String, String),
    /// Its rating.
    pub rating: Rating,
    /// The newest figure that is not released, its period, and its rating; none where all of them are.
    pub unreleased: Option<(String, String, Rating)>,
    /// The newest figure as it was entered, where that is shown.
    pub unmasked: Option<String>,
    /// What is due.
    pub next: String,
}

/// A table of them. `first` is what a row is.
pub fn table(caption: &str, first: &str, rows: &[Beside]) -> Element {
    let unmasked = rows.iter().any(|row| row.unmasked.is_some());
    let due = rows.iter().any(|row| !row.next.is_empty());
    let head = [
        Some(first.to_owned()),
        Some("Released".to_owned()),
        Some("Not released".to_owned()),
        unmasked.then(|| "As entered: not for the public".to_owned()),
        due.then(|| "Next figure".to_owned()),
    ];
    let head = head.into_iter().flatten().map(|label| el("th").attr("scope", "col").with(label));
    let dated = |(figure, period): (&String, &String)| {
        el("p").with(el("span").class("value").with(figure)).with(" ").with(el("span").class("note").with(period))
    };
    let rows = rows.iter().map(|row| {
        let name = if row.href.is_empty() { el("span").with(&row.name) } else { link(row.href.clone(), &row.name) };
        let unreleased = match &row.unreleased {
            Some((figure, period, rating)) => el("td")
                .class("unreleased")
                .with(dated((figure, period)))
                .with(rating_mark(*rating))
                .with(el("p").class("note").with("not released")),
            None => el("td").class("note").with("–"),
        };
        el("tr")
            .with(el("th").attr("scope", "row").with(name))
            .with(el("td").with(dated((&row.released.0, &row.released.1))).with(rating_mark(row.rating)))
            .with(unreleased)
            .with(unmasked.then(|| el("td").class("unmasked").with(row.unmasked.clone().unwrap_or_default())))
            .with(due.then(|| el("td").with(&row.next)))
    });
    let table = el("table")
        .class("figures beside")
        .with(el("caption").class("unseen").with(caption.to_owned()))
        .with(el("thead").with(el("tr").all(head)))
        .with(el("tbody").all(rows));
    el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", caption.to_owned()).with(table)
}

/// The way to figures as they were entered, and back; with what it means. None where the reader may not see them.
pub fn way(may: bool, shown: bool, href: String) -> Option<Element> {
    let said = if shown {
        el("p")
            .class("advice")
            .with(el("strong").with("You see figures that are hidden from the public to protect people. "))
            .with("That you looked has been recorded. Do not copy them. ")
            .with(link(href, "Hide them"))
    } else {
        el("p")
            .with(link(href, "Show figures as they were entered"))
            .with(" ")
            .with(el("span").class("note").with("That you look is recorded."))
    };
    may.then_some(said)
}
