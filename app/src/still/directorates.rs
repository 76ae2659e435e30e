//! Every directorate.

use domain::{
    council::Directorate,
    format::{joined, plural},
    view::lead::capital,
};

use super::Asked;
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// Every directorate.
pub(super) fn page(asked: &Asked) -> Page {
    let words = &asked.site.words.directorate;
    let heading = capital(&words.1);
    let lead = format!("Who answers for what: open a {} to see its measures, those off target first.", words.0);
    let body = el("div")
        .class("page")
        .with(el("h1").with(&heading))
        .with(el("p").class("lead").with(lead))
        .with(el("ul").class("cards").all(asked.catalogue.directorates.iter().map(|known| card(known, asked))));
    Page::new(heading, body)
}

fn card(directorate: &Directorate, asked: &Asked) -> Element {
    let measures = asked.catalogue.measures.iter().filter(|measure| measure.directorate == directorate.code).count();
    let services: Vec<String> = directorate.services.iter().map(|service| service.name.clone()).collect();
    let note = |text: String| el("span").class("note").with(text);
    el("li")
        .with(link(format!("/directorates/{}", directorate.code), &directorate.name).class("title"))
        .with(" ")
        .with(note(directorate.lead.clone()))
        .with(" ")
        .with(note(joined(&services)))
        .with(" ")
        .with(note(plural(measures as u64, ("measure", "measures"))))
}
