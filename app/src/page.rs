//! What a page shows, whatever it is about.

use std::sync::Arc;

use domain::view::chart::Chart;

use crate::{
    error::PageError,
    markup::{Element, el, link},
};

/// What a page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// What a screen reader is told when it has changed; empty for nothing.
    pub announcement: String,
    /// Its HTTP status.
    pub status: u16,
    /// Its body, with room for the charts.
    pub body: Arc<Element>,
    /// Its large charts.
    pub charts: Vec<Chart>,
}

impl Page {
    /// A page without charts.
    pub fn new(title: impl Into<String>, body: Element) -> Self {
        Self { title: title.into(), announcement: String::new(), status: 200, body: Arc::new(body), charts: Vec::new() }
    }

    /// Its title in full, as a tab of a browser shows it.
    pub fn full_title(&self, council: &str) -> String {
        let name = format!("Measure Up · {council}");
        if self.title.is_empty() { name } else { format!("{} · {name}", self.title) }
    }

    /// The beginning of its document's head, where the page is not one that searches should find.
    pub(crate) fn unlisted_head(&self, council: &str) -> Element {
        self.head(council).with(el("meta").attr("name", "robots").attr("content", "noindex"))
    }

    /// The beginning of its document's head.
    pub(crate) fn head(&self, council: &str) -> Element {
        el("head")
            .with(el("meta").attr("charset", "utf-8"))
            .with(el("title").with(self.full_title(council)))
            .with(el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"))
            .with(el("meta").attr("name", "color-scheme").attr("content", "light dark"))
            .with(el("link").attr("rel", "icon").attr("href", "/favicon.svg").attr("type", "image/svg+xml"))
    }

    /// With what a screen reader is told when it has changed.
    #[must_use]
    pub fn announced(self, announcement: &str) -> Self {
        Self { announcement: announcement.to_owned(), ..self }
    }

    /// A page that says what is wrong, and offers the nearest that is right.
    pub fn wrong(error: &PageError) -> Self {
        let (heading, nearest) = match error {
            PageError::NotFound { nearest, .. } => ("Not found", nearest.as_slice()),
            PageError::BadRequest { nearest, .. } => ("That address is not quite right", nearest.as_slice()),
            PageError::Internal => ("This page could not be shown", [].as_slice()),
        };
        let links = nearest.iter().map(|(label, href)| el("li").with(link(href.clone(), label)));
        let offered = (!nearest.is_empty()).then(|| [el("p").with("Try:"), el("ul").all(links)]);
        let body = el("div")
            .class("page narrow")
            .with(el("h1").with(heading))
            .with(el("p").class("lead").with(format!("{}.", error.to_string().trim_end_matches('.'))))
            .with(offered)
            .with(el("p").with(link("/", "Start from the city at a glance")));
        Self { status: error.status(), ..Self::new(heading, body) }
    }
}
