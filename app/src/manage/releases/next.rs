//! What goes into the next release, and what is said of it.

use super::above;
use crate::{
    manage::{
        form::{Field, error, field, long, post, submit, title},
        imports::{select, table},
    },
    markup::{Element, el, link},
    page::Page,
};

/// A measure of which something has come in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fresh {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its new periods.
    pub periods: String,
    /// How many figures are new, changed, or no longer there.
    pub counts: [String; 3],
    /// Titles of measures that are held with it.
    pub linked: String,
    /// Whether it is held.
    pub held: bool,
}

/// The form of the next release.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Next {
    /// Measures of which something has come in.
    pub fresh: Vec<Fresh>,
    /// What was typed as its note.
    pub note: String,
    /// The releases that could be corrected: number and label.
    pub releases: Vec<(String, String)>,
    /// Number of the one that is corrected.
    pub corrects: String,
    /// What was wrong in it.
    pub said: String,
    /// Whether it is published at a set time.
    pub planned: bool,
    /// The day.
    pub day: String,
    /// The time, UTC.
    pub time: String,
    /// The time now, UTC.
    pub now: String,
    /// What is wrong with what was typed.
    pub wrong: Vec<(&'static str, String)>,
}

/// The form of the next release.
pub fn next(token: &str, next: &Next) -> Page {
    let heading = "Prepare a release";
    let (problems, back) = above(&next.wrong);
    let corrects = select(
        "corrects",
        "It corrects",
        "Shown on the public register of corrections.",
        std::iter::once((String::new(), "No earlier release".to_owned())).chain(next.releases.clone()),
        &next.corrects,
        error(&next.wrong, "corrects"),
    );
    let form = post("/manage/releases/new", token)
        .class("stack")
        .with(el("fieldset").attr("id", "held").with(el("legend").with("What has come in")).with(fresh(&next.fresh)))
        .with(long(Field {
            name: "note",
            label: "What is new in it",
            hint: "The public reads this beside the release, once it is published. Blank for nothing.",
            value: &next.note,
            error: error(&next.wrong, "note"),
            longest: 2_000,
            ..Field::default()
        }))
        .with(corrects)
        .with(long(Field {
            name: "wrong",
            label: "What was wrong in it, and why",
            hint: "If it corrects something: in a sentence or two, for the public.",
            value: &next.said,
            error: error(&next.wrong, "wrong"),
            longest: 2_000,
            ..Field::default()
        }))
        .with(when(next))
        .with(submit("Work it out"));
    let body = el("div")
        .class("page")
        .with(problems)
        .with(back)
        .with(el("h1").attr("id", "release").with(heading))
        .with(el("p").class("lead").with("Nothing is published by this: you see what it would be first."))
        .with(form);
    let status = if next.wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(heading, !next.wrong.is_empty()), body) }
}

fn fresh(fresh: &[Fresh]) -> Element {
    if fresh.is_empty() {
        return el("p").with("No figure has come in since the release that is served. What else its folder says may have changed.");
    }
    let rows = fresh.iter().map(|one| {
        let id = format!("held-{}", one.code);
        let tick = el("input")
            .attr("type", "checkbox")
            .attr("name", "held")
            .attr("id", id.clone())
            .attr("value", one.code.clone())
            .maybe("checked", one.held.then_some(""));
        let label = el("label").attr("for", id).with("Hold").with(el("span").class("unseen").with(format!(" {}", one.title)));
        let linked = (!one.linked.is_empty()).then(|| el("p").class("note").with(format!("Held together with {}.", one.linked)));
        el("tr")
            .with(el("th").attr("scope", "row").with(link(format!("/manage/measures/{}", one.code), &one.title)).with(linked))
            .with(el("td").with(&one.periods))
            .all(one.counts.iter().map(|count| el("td").with(count)))
            .with(el("td").with(el("div").class("tick").with(tick).with(label)))
    });
    let head = ["Measure", "New periods", "New figures", "Changed", "No longer there", "Hold"];
    el("div")
        .with(el("p").class("note").with("A measure that is held stays as the public sees it now, until it is let go in a later release."))
        .with(table("What has come in, by measure", &head, rows))
}

fn when(next: &Next) -> Element {
    let choice = |value: &'static str, label: &'static str, chosen: bool| {
        let id = format!("when-{value}");
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "when")
            .attr("id", id.clone())
            .attr("value", value)
            .maybe("checked", chosen.then_some(""));
        el("div").class("tick").with(input).with(el("label").attr("for", id).with(label))
    };
    let hint = format!("Times are UTC: in summer an hour behind clocks in the United Kingdom. It is {} UTC now.", next.now);
    let part = |name, label, kind, value| Field {
        name,
        label,
        kind,
        autocomplete: "off",
        value,
        error: error(&next.wrong, name),
        longest: 10,
        ..Field::default()
    };
    el("fieldset")
        .with(el("legend").with("When"))
        .with(choice("now", "As soon as I have looked at it", !next.planned))
        .with(choice("set", "At a set time, which the public is told", next.planned))
        .with(el("p").class("note").with(hint))
        .with(field(part("day", "Day", "date", &next.day)))
        .with(field(part("time", "Time (UTC)", "time", &next.time)))
}
