//! One import: what it changes, how it differs from another, and its withdrawal.

use super::{
    Listed,
    file::{Changes, changes},
    select,
};
use crate::{
    manage::form::{post, submit},
    markup::{el, link},
    page::Page,
};

/// An import, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct One {
    /// What the list says of it.
    pub listed: Listed,
    /// Whether it is in force.
    pub in_force: bool,
    /// What it changes of what it stands over.
    pub changes: Changes,
    /// The others that it can be compared with.
    pub others: Vec<Listed>,
    /// The number of one of them, and how this one differs from it.
    pub against: Option<(i64, Changes)>,
}

/// The page of an import.
pub fn one(token: &str, one: &One) -> Page {
    let listed = &one.listed;
    let heading = format!("Import {}", listed.number);
    let number = || el("input").attr("type", "hidden").attr("name", "number").attr("value", listed.number.to_string());
    let fact = |term: &'static str, text: &str| el("div").with(el("dt").with(term)).with(el("dd").with(text.to_owned()));
    let facts = el("dl").class("about").all([
        fact("File", &listed.file),
        fact("Figures", &listed.figures),
        fact("Accepted by", &listed.by),
        fact("When (UTC)", &listed.at),
        fact("State", &listed.state),
    ]);
    let withdraw = one.in_force.then(|| {
        el("section")
            .with(el("h2").with("Withdraw it"))
            .with(el("p").with("What it stands over is in force again; its figures stay on record. Nothing is published by it. It cannot be put back: import the file again."))
            .with(post("/manage/imports/withdraw", token).with(number()).with(el("button").attr("type", "submit").with("Withdraw this import")))
    });
    let others =
        one.others.iter().map(|other| (other.number.to_string(), format!("Import {}: {}, {}", other.number, other.file, other.at)));
    let chosen = one.against.as_ref().map_or_else(String::new, |(number, _)| number.to_string());
    let compare = (!one.others.is_empty()).then(|| {
        let form = el("form")
            .class("finder")
            .attr("action", "/manage/imports/import")
            .attr("method", "get")
            .with(number())
            .with(select("with", "Another import", "", others, &chosen, None))
            .with(submit("Compare"));
        let found = one.against.as_ref().map(|(number, found)| {
            let words = format!("Against import {number}, this one has these figures new, changed, left out or the same.");
            (el("p").with(words), changes(found, "Left out by this one"))
        });
        el("section").with(el("h2").with("Compare it")).with(form).with(found)
    });
    let body = el("div")
        .class("page")
        .with(el("p").with(link("/manage/imports", "Imports")))
        .with(el("h1").with(heading.clone()))
        .with(facts)
        .with(
            el("section")
                .with(el("h2").with("What it changes"))
                .with(el("p").with("Of the council's folder, and of the imports before it that are in force."))
                .with(changes(&one.changes, "Left out by it, and so as before")),
        )
        .with(compare)
        .with(withdraw);
    Page::new(heading, body)
}
