//! What waits for approval, and the decision on it.

use super::{
    done,
    entry::{Entry, findings, said},
    form::{post, problems, title},
};
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// One that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its page.
    pub href: String,
    /// Measure and period.
    pub title: String,
    /// Who handed it in, and when.
    pub by: String,
    /// Whether the reader had a hand in it.
    pub own: bool,
}

/// All that wait for a reader.
pub fn approvals(lines: &[Line], done: Option<&'static str>) -> Page {
    let heading = "Approvals";
    let items = lines.iter().map(|line| {
        let own = line.own.then(|| el("p").class("note").with("You had a hand in it, so somebody else decides."));
        el("li").with(link(line.href.clone(), &line.title).class("title")).with(" ").with(el("span").class("note").with(&line.by)).with(own)
    });
    let list = if lines.is_empty() { el("p").with("Nothing waits for your approval.") } else { el("ul").class("cards").all(items) };
    Page::new(heading, el("div").class("page narrow").with(done::done(done)).with(el("h1").with(heading)).with(list))
}

/// A figure that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Area and group.
    pub place: String,
    /// As it is; none where the reader may not see it, blank where there is none.
    pub before: Option<String>,
    /// As it would be.
    pub after: String,
}

/// One that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Approval {
    /// Where the decision is sent.
    pub action: String,
    /// What was handed in.
    pub entry: Entry,
    /// Whether the reader may decide.
    pub decides: bool,
    /// Why they may not; blank where they may.
    pub why_not: String,
    /// How many figures would be new, changed, and stay.
    pub counts: [u64; 3],
    /// The first of those that are new or would change.
    pub changes: Vec<Changed>,
    /// The note, as typed.
    pub note: String,
    /// What is wrong with the decision.
    pub wrong: Vec<(&'static str, String)>,
}

/// The page of one that waits.
pub fn approval(approval: &Approval, token: &str) -> Page {
    let entry = &approval.entry;
    let heading = format!("{}, {}", entry.title, entry.period);
    let body = el("div")
        .class("page entry")
        .with(problems(&approval.wrong))
        .with(el("p").with(link("/manage/approvals", "Approvals")))
        .with(el("h1").with(&heading))
        .with(el("p").class("facts").with(&entry.unit).with(" · ").with(link(entry.public.clone(), "Public page")))
        .with(el("p").class("lead").with(&entry.state))
        .with(changes(approval))
        .with(findings(entry))
        .with(said(&entry.commentary))
        .with(decision(approval, token));
    let status = if approval.wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(&heading, !approval.wrong.is_empty()), body) }
}

fn changes(approval: &Approval) -> Element {
    let [new, changed, same] = approval.counts;
    let sums = format!("{new} new, {changed} changed, {same} as before.");
    let shows_before = approval.changes.iter().any(|one| one.before.is_some());
    let head = ["Area", "In force", "Handed in"].into_iter().filter(|label| shows_before || *label != "In force");
    let rows = approval.changes.iter().map(|one| {
        el("tr")
            .with(el("th").attr("scope", "row").with(&one.place))
            .with(shows_before.then(|| el("td").with(one.before.clone().unwrap_or_default())))
            .with(el("td").with(&one.after))
    });
    let table = el("table")
        .class("figures")
        .with(el("caption").class("unseen").with("What would change of what is in force"))
        .with(el("thead").with(el("tr").all(head.map(|label| el("th").attr("scope", "col").with(label)))))
        .with(el("tbody").all(rows));
    let shown = approval.changes.len() as u64;
    let more = (shown < new + changed).then(|| el("p").class("note").with(format!("The first {shown} are shown.")));
    el("section")
        .with(el("h2").with("What would change"))
        .with(el("p").with(sums))
        .with((!approval.changes.is_empty()).then(|| {
            el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", "What would change").with(table)
        }))
        .with(more)
}

fn decision(approval: &Approval, token: &str) -> Element {
    let section = el("section").with(el("h2").with("Your decision"));
    if !approval.decides {
        return section.with(el("p").with(&approval.why_not));
    }
    let version = || el("input").attr("type", "hidden").attr("name", "version").attr("value", approval.entry.version.to_string());
    let act =
        |value: &'static str, label: &'static str| el("button").attr("type", "submit").attr("name", "act").attr("value", value).with(label);
    let error = super::form::error(&approval.wrong, "note")
        .map(|words| el("p").class("asked-error").attr("id", "note-error").with(words.to_owned()));
    let invalid = error.is_some();
    let note = el("textarea")
        .attr("id", "note")
        .attr("name", "note")
        .attr("rows", "4")
        .attr("maxlength", "1000")
        .maybe("aria-invalid", invalid.then_some("true"))
        .maybe("aria-describedby", invalid.then_some("note-error"))
        .with(&approval.note);
    section
        .with(
            post(approval.action.clone(), token)
                .class("stack")
                .with(version())
                .with(el("p").with("Approved figures go into the next release; until then the public does not see them."))
                .with(act("approve", "Approve").class("primary")),
        )
        .with(
            post(approval.action.clone(), token)
                .class("stack")
                .with(version())
                .with(
                    el("div")
                        .class("asked wide")
                        .with(el("label").attr("for", "note").with("What is to be changed"))
                        .with(error)
                        .with(note),
                )
                .with(act("return", "Return with this note")),
        )
}
