//! Decisions that are recorded: the list, the form, and what waits for approval.

pub mod form;
pub mod one;

use super::{done::done, imports::table};
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// A proposal in a list, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: i64,
    /// Title of the decision, or its reference.
    pub title: String,
    /// Whether it is new, a correction or a withdrawal.
    pub kind: &'static str,
    /// Who proposed it, and when.
    pub by: String,
    /// What became of it.
    pub state: String,
}

/// A decision as it is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Reference.
    pub code: String,
    /// Title.
    pub title: String,
    /// Day and body.
    pub when: String,
    /// Whether the reader may correct and withdraw it.
    pub open: bool,
}

/// The list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// What was just done.
    pub done: Option<&'static str>,
    /// Those that wait.
    pub waiting: Vec<Line>,
    /// Those of the reader that were returned.
    pub returned: Vec<Line>,
    /// Those that were decided on last.
    pub decided: Vec<Line>,
    /// Decisions as they are told.
    pub told: Vec<Told>,
}

/// The list of decisions.
pub fn list(list: &List) -> Page {
    let heading = "Decisions";
    let done = done(list.done);
    let section = |heading: &'static str, content: Element| el("section").with(el("h2").with(heading)).with(content);
    let lines = |all: &[Line], none: &'static str| {
        let items = all.iter().map(|line| {
            el("li")
                .with(link(format!("/manage/decisions/{}", line.id), &line.title).class("title"))
                .with(" ")
                .with(el("span").class("note").with(format!("{}. {}", line.kind, line.by)))
                .with((!line.state.is_empty()).then(|| el("p").with(&line.state)))
        });
        if all.is_empty() { el("p").with(none) } else { el("ul").class("plain").all(items) }
    };
    let body = el("div")
        .class("page")
        .with(done)
        .with(el("h1").with(heading))
        .with(el("p").class("lead").with("One person proposes, another approves, and the public sees it within seconds. Nothing that was told is ever changed: a correction is another version, with its reason."))
        .with(el("p").with(link("/manage/decisions/new", "Record a decision")))
        .with(section("Waiting for approval", lines(&list.waiting, "Nothing waits.")))
        .with((!list.returned.is_empty()).then(|| section("Returned to you", lines(&list.returned, ""))))
        .with(section("The register", told(&list.told)))
        .with((!list.decided.is_empty()).then(|| section("Decided last", lines(&list.decided, ""))));
    Page::new(heading, body)
}

fn told(all: &[Told]) -> Element {
    if all.is_empty() {
        return el("p").with("No decision is told yet.");
    }
    let rows = all.iter().map(|one| {
        let acts = one.open.then(|| {
            let act = |href: String, label: &'static str| link(href, label).attr("aria-label", format!("{label}: {}", one.title));
            let correct = act(format!("/manage/decisions/new?code={}", one.code), "Correct");
            let withdraw = act(format!("/manage/decisions/withdraw?code={}", one.code), "Withdraw");
            (correct, " · ", withdraw)
        });
        el("tr")
            .with(el("th").attr("scope", "row").with(link(format!("/decisions/{}", one.code), &one.title)))
            .with(el("td").with(&one.when))
            .with(el("td").with(acts))
    });
    table("Decisions as they are told, the newest first", &["Decision", "Taken", "What you can do"], rows)
}

/// The way back to the list.
fn back() -> Element {
    el("p").with(link("/manage/decisions", "Decisions"))
}
