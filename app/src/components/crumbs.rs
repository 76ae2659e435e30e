//! The way up.

use domain::view::area::Link;

use crate::markup::{Element, el, link};

/// The way up from a page: links, then where one is.
pub fn crumbs(trail: &[Link], here: &str) -> Element {
    let links = trail.iter().map(|up| el("li").with(link(up.href.clone(), &up.label)));
    let here = el("li").attr("aria-current", "page").with(here.to_owned());
    el("nav").class("crumbs").attr("aria-label", "Up from here").with(el("ol").all(links).with(here))
}
