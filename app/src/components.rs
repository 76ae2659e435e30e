//! Parts of pages: one a file, each with one reason to exist.

pub mod bar;
pub mod chart;
pub mod crumbs;
pub mod footer;
pub mod header;
pub mod lead;
pub mod map;
pub mod rating;
pub mod row;
pub mod said;
pub mod spark;
pub mod strip;

use domain::view::area::Link;

use crate::markup::{Element, el, link};

/// A small drawing beside words that say the same.
pub(crate) fn sign(view_box: &'static str, size: &'static str) -> Element {
    el("svg").attr("viewBox", view_box).attr("width", size).attr("height", size).attr("aria-hidden", "true").attr("focusable", "false")
}

/// Items of a list, each a link.
pub fn links(list: &[Link]) -> impl Iterator<Item = Element> {
    list.iter().map(|item| el("li").with(link(item.href.clone(), &item.label)))
}

/// An item of a list: a link with a note beside it.
pub fn noted(label: &str, href: &str, note: &str) -> Element {
    el("li").with(link(href.to_owned(), label.to_owned())).with(" ").with(el("span").class("note").with(note.to_owned()))
}

/// Says that no measure fits what is chosen, and leads out of it.
pub fn nothing_fits(path: &str) -> Element {
    el("p").class("empty").with("No measure fits what is chosen. ").with(link(path.to_owned(), "Clear every choice"))
}

/// A table that scrolls by itself where the screen is narrow.
pub fn scrolling(label: &str, table: Element) -> Element {
    el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", format!("Table: {label}")).with(table)
}

/// The heads of a table's columns.
pub fn heads<T: crate::markup::Content>(columns: impl IntoIterator<Item = T>) -> Element {
    el("thead").with(el("tr").all(columns.into_iter().map(|head| el("th").attr("scope", "col").with(head))))
}
