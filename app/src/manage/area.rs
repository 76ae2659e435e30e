//! An area's figures that are not released, for those who may see them before: off target first.

use super::beside::{Beside, table};
use crate::{
    markup::{el, link},
    page::Page,
};

/// An area, as those see it who are told of it before the public is.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Name.
    pub name: String,
    /// Its public page.
    pub public: String,
    /// How many figures wait, and how many are off target, in a sentence; blank where none does.
    pub lead: String,
    /// Measures with a figure that waits.
    pub rows: Vec<Beside>,
}

/// The page.
pub fn area(view: &Area) -> Page {
    let lead = if view.rows.is_empty() {
        format!("Nothing of {} waits to be released: all its figures that are in force are on its public page.", view.name)
    } else {
        view.lead.clone()
    };
    let rows = (!view.rows.is_empty()).then(|| {
        el("section")
            .with(el("h2").with("Not released"))
            .with(el("p").class("advice").with(
                "The public does not see these yet. They are shown as a release of today would show them, with what could tell of single people hidden; they may change until then.",
            ))
            .with(table(&format!("Figures of {} that are not released, off target first", view.name), "Measure", &view.rows))
    });
    let body = el("div")
        .class("page")
        .with(el("p").with(link("/manage", "Your pages")))
        .with(el("h1").with(&view.name))
        .with(el("p").class("lead").with(lead))
        .with(el("p").with(link(view.public.clone(), "Public page")))
        .with(rows);
    Page::new(format!("{}: not released", view.name), body)
}
