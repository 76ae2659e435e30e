//! A ward in one minute: one page to print, each sentence with the figures that it is made from.

use domain::report::{
    licence,
    minute::{Minute, Sentence, minute},
};

use super::{Asked, reports::trace};
use crate::{
    components::{crumbs::crumbs, row::made_up},
    draw,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};
use domain::view::area::Link;

/// What is told of a ward by its code.
///
/// # Errors
/// There is no such area, or it is no ward.
pub(super) fn told(asked: &Asked, code: &str) -> Result<Minute, PageError> {
    let area = draw::find_area(asked.catalogue, code)?;
    minute(asked.release, area, asked.site.today).ok_or_else(|| {
        let catalogue = asked.catalogue;
        let inside = catalogue.children(area).map(|at| &catalogue.areas[usize::from(at)]);
        let wards = inside.map(|ward| (format!("{} in one minute", ward.name), format!("/areas/{}/minute", ward.code)));
        let itself = ("The area itself".to_owned(), format!("/areas/{}", catalogue.areas[usize::from(area)].code));
        PageError::NotFound {
            what: format!("{} with a minute of its own", asked.site.words.ward.0),
            given: catalogue.areas[usize::from(area)].name.clone(),
            nearest: [itself].into_iter().chain(wards.take(12)).collect(),
        }
    })
}

/// The page of a ward by its code.
///
/// # Errors
/// There is no such area, or it is no ward.
pub(super) fn page(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let minute = told(asked, code)?;
    let title = format!("{} in one minute", minute.name);
    let up = Link { label: minute.name.clone(), href: format!("/areas/{}", minute.code) };
    let lists = minute.lists(&asked.site.place).map(|(heading, sentences, none)| list(heading, sentences, none, true));
    let body = el("div")
        .class("page narrow minute")
        .with(crumbs(&[up], "In one minute"))
        .with(el("h1").with(&title))
        .with(el("p").class("lead").with(&minute.about).with(" ").with(minute.illustrative.then(made_up)))
        .with(tools(&minute))
        .all(lists)
        .with(near(&minute))
        .with(el("p").class("note").with(caveat(asked)));
    Ok(Page::new(title, body))
}

/// The same as a card on another page.
///
/// # Errors
/// There is no such area, or it is no ward.
pub(super) fn card(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let minute = told(asked, code)?;
    let lists = minute.lists(&asked.site.place).map(|(heading, sentences, none)| list(heading, sentences, none, false));
    let body = el("div")
        .class("card minute")
        .with(el("h1").with(&minute.name))
        .with(el("p").with(&minute.about).with(" ").with(minute.illustrative.then(made_up)))
        .all(lists)
        .with(near(&minute))
        .with(el("p").class("note").with(caveat(asked)));
    Ok(Page::new(minute.name.clone(), body))
}

fn list(heading: String, sentences: &[Sentence], none: &'static str, traced: bool) -> Element {
    let items = sentences.iter().map(|sentence| item(sentence, traced));
    let content = if sentences.is_empty() { el("p").with(none) } else { el("ul").class("plain").all(items) };
    el("section").with(el("h2").with(heading)).with(content)
}

fn item(sentence: &Sentence, traced: bool) -> Element {
    let from = (traced && !sentence.from.is_empty()).then(|| trace(&sentence.from));
    el("li")
        .with(link(sentence.href.clone(), &sentence.head).class("title"))
        .with(" ")
        .with(sentence.illustrative.then(made_up))
        .with(" ")
        .with(el("span").with(&sentence.words))
        .with(" ")
        .with(from)
}

/// What comes first in the neighbourhood, and one action.
fn near(minute: &Minute) -> Option<Element> {
    let mut items = minute.first.iter().chain(&minute.action).map(|sentence| item(sentence, false)).peekable();
    items.peek()?;
    Some(el("section").with(el("h2").with("First here, and nearby")).with(el("ul").class("plain").all(items)))
}

fn tools(minute: &Minute) -> Element {
    let print =
        el("button").class("link").attr("type", "button").attr("data-needs-script", "").attr("data-print", "").with("Print this page");
    let all = link(format!("/areas/{}", minute.code), "Every measure here");
    let paper = link(format!("/reports/ward/{}/report.pdf", minute.code), "On paper (PDF)").attr("rel", "external").attr("download", "");
    let card = link(format!("/embed/areas/{}", minute.code), "As a card for another page").attr("rel", "external");
    el("ul").class("tools").with(el("li").with(paper)).with(el("li").with(print)).with(el("li").with(all)).with(el("li").with(card))
}

/// What a reader should bear in mind, and where it is from.
fn caveat(asked: &Asked) -> String {
    let site = asked.site;
    format!(
        "Better and worse are told only where chance alone would hardly make the difference; what is about few people is hidden. {}, release {}. {}",
        site.name,
        site.release,
        licence(&site.attribution)
    )
}
