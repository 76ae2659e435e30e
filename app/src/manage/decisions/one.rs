//! A proposal: what it says, and what can be done with it.

use super::back;
use crate::{
    manage::{
        form::{problems, title},
        settle::Settle,
    },
    markup::{Element, el, link},
    page::Page,
};

/// A part of a decision: what it is called, as it is told now, and as it would be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// As it is told now; none where nothing is.
    pub before: Option<String>,
    /// As it would be.
    pub after: String,
}

/// A proposal, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Its number.
    pub id: i64,
    /// Title of the decision, or its reference.
    pub title: String,
    /// Whether it is new, a correction or a withdrawal; who proposed it, and when.
    pub about: String,
    /// Why it is corrected or withdrawn; blank for a new one.
    pub reason: String,
    /// Where the public reads it as it is told now; none where nothing is.
    pub public: Option<String>,
    /// What it says.
    pub parts: Vec<Part>,
    /// What became of it, in a sentence; blank while it waits.
    pub state: String,
    /// Whether the reader may approve or return it.
    pub decides: bool,
    /// Whether the reader may take it back.
    pub own: bool,
    /// Whether the reader may propose it anew, as it was returned.
    pub again: bool,
    /// The note, as typed.
    pub note: String,
    /// What is wrong.
    pub wrong: Vec<(&'static str, String)>,
}

/// The page of a proposal.
pub fn proposal(one: &Proposal, token: &str) -> Page {
    let wrong = !one.wrong.is_empty();
    let settle = Settle {
        action: &format!("/manage/decisions/{}", one.id),
        decides: one.decides,
        own: one.own,
        waits: one.state.is_empty(),
        note: &one.note,
        wrong: &one.wrong,
        yours: "You proposed it, so somebody else approves it.",
        approve: "Approve",
        once: "Once approved, the public sees it within seconds, and it is never changed: only corrected.",
        whom: "It waits for somebody who may approve it and had no hand in it.",
    };
    let reason = (!one.reason.is_empty()).then(|| el("p").with(el("strong").with("Why: ")).with(&one.reason));
    let again = one.again.then(|| {
        let href = format!("/manage/decisions/new?from={}", one.id);
        el("p").with(link(href, "Change it and propose it again"))
    });
    let public = one.public.clone().map(|href| el("p").with(link(href, "Public page")));
    let state = (!one.state.is_empty()).then(|| el("p").with(&one.state));
    let body = el("div")
        .class("page")
        .with(problems(&one.wrong))
        .with(back())
        .with(el("h1").with(&one.title))
        .with(el("p").class("lead").with(&one.about))
        .with(reason)
        .with(public)
        .with(state)
        .with(again)
        .with((!one.parts.is_empty()).then(|| parts(&one.parts)))
        .with(settle.acts(token));
    Page { status: if wrong { 422 } else { 200 }, ..Page::new(title(&one.title, wrong), body) }
}

fn parts(parts: &[Part]) -> Element {
    let compared = parts.iter().any(|part| part.before.is_some());
    let rows = parts.iter().map(|part| {
        let changed = part.before.as_ref().is_some_and(|before| *before != part.after);
        let name = el("th").attr("scope", "row").with(&part.name).with(changed.then(|| el("span").class("note").with("changed")));
        el("tr").with(name).with(compared.then(|| el("td").with(part.before.clone().unwrap_or_default()))).with(el("td").with(&part.after))
    });
    let head: Vec<&'static str> =
        if compared { vec!["Part", "As it is told", "As it would be"] } else { vec!["Part", "As it would be told"] };
    let table = el("table")
        .class("figures words")
        .with(el("caption").class("unseen").with("What is proposed"))
        .with(el("thead").with(el("tr").all(head.into_iter().map(|label| el("th").attr("scope", "col").with(label)))))
        .with(el("tbody").all(rows));
    el("section")
        .with(el("h2").with("What is proposed"))
        .with(el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", "What is proposed").with(table))
}
