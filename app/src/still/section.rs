//! The pages about what a council does, beside what it measures: the way from each to the others.

use std::sync::Arc;

use crate::{
    components::header::DOING,
    markup::{Element, el, link},
    page::Page,
};

/// A page of these with the way to the others above it; any other as it is.
pub(super) fn within(path: &str, page: Page) -> Page {
    let of = |known: &str| path.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if page.status != 200 || !DOING.iter().any(|(known, _)| of(known)) {
        return page;
    }
    let item = |(known, label): (&'static str, &'static str)| {
        let current = of(known).then_some(if path == known { "page" } else { "true" });
        el("li").with(link(known, label).maybe("aria-current", current))
    };
    let nav: Element = el("nav").class("page kin").attr("aria-label", "Programmes").with(el("ul").class("tabs").all(DOING.map(item)));
    let body = el("div").with(nav).with(Arc::unwrap_or_clone(page.body));
    Page { body: Arc::new(body), ..page }
}
