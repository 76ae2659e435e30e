//! A directorate's measures, what is not released beside what is, reds first.

use super::beside::{Beside, table};
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// A directorate, as those who work for it see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Directorate {
    /// Name.
    pub name: String,
    /// Its public page.
    pub public: String,
    /// How many measures are off target and so on, in a sentence.
    pub lead: String,
    /// Services and their measures.
    pub services: Vec<(String, Vec<Beside>)>,
    /// The way to figures as they were entered.
    pub way: Option<Element>,
}

/// The dashboard.
pub fn directorate(view: &Directorate) -> Page {
    let services = view
        .services
        .iter()
        .map(|(name, rows)| el("section").with(el("h2").with(name)).with(table(&format!("Measures of {name}"), "Measure", rows)));
    let body = el("div")
        .class("page")
        .with(el("p").with(link("/manage/measures", "My measures")))
        .with(el("h1").with(&view.name))
        .with(el("p").class("lead").with(&view.lead))
        .with(el("p").with(link(view.public.clone(), "Public page")))
        .with(view.way.clone())
        .all(services);
    Page::new(view.name.clone(), body)
}
