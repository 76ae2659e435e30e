//! Programmes for those who change them: what there is, what waits, and what was decided.

pub mod action;
pub mod add;
pub mod file;
pub mod one;
pub mod proposal;
pub mod words;

use domain::{
    NaiveDate,
    period::long_date,
    programme::{Action, Withdrawn},
};

use super::{done::done, imports::table};
pub use crate::still::programmes::{mark, tables::because_words as because, tally};
use crate::{
    markup::{Element, el, link},
    page::Page,
    still::programmes::tables::what,
};

/// A programme in the list, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How many of its actions stand how.
    pub tally: String,
}

/// A proposal in a list, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposed {
    /// Its number.
    pub id: i64,
    /// The programme's title.
    pub programme: String,
    /// What it is about: titles of actions, or how many.
    pub about: String,
    /// Who proposed it, and when.
    pub by: String,
    /// How it stands.
    pub state: String,
}

/// The list of programmes, and what is around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// The programmes.
    pub programmes: Vec<Line>,
    /// What waits for the reader's decision.
    pub waiting: Vec<Proposed>,
    /// What the reader proposed, and is not over.
    pub own: Vec<Proposed>,
    /// What was approved and does not fit the folder: the number of the proposal, and why.
    pub misfits: Vec<(i64, String)>,
    /// What was just done.
    pub done: Option<&'static str>,
}

/// The list.
pub fn list(list: &List) -> Page {
    let heading = "Programmes";
    let cards = list.programmes.iter().map(|one| {
        el("li")
            .with(link(format!("/manage/programmes/{}", one.code), &one.title).class("title"))
            .with(" ")
            .with(el("span").class("note").with(&one.tally))
    });
    let programmes =
        if list.programmes.is_empty() { el("p").with("There is no programme yet.") } else { el("ul").class("cards").all(cards) };
    let body = el("div")
        .class("page")
        .with(done(list.done))
        .with(el("h1").with(heading))
        .with(
            el("p")
                .class("lead")
                .with("What somebody proposes here is public once somebody else has approved it, and stays on record for ever."),
        )
        .with(section("Waiting for your decision", &list.waiting, "Nothing waits for you."))
        .with(section("What you proposed", &list.own, "Nothing of yours waits or was returned."))
        .with(misfits(&list.misfits))
        .with(el("section").with(el("h2").with("All programmes")).with(programmes));
    Page::new(heading, body)
}

fn section(heading: &'static str, all: &[Proposed], none: &'static str) -> Element {
    let content = if all.is_empty() { el("p").with(none) } else { proposals(heading, all) };
    el("section").with(el("h2").with(heading)).with(content)
}

/// A table of proposals.
fn proposals(name: &str, all: &[Proposed]) -> Element {
    let rows = all.iter().map(|one| {
        el("tr")
            .with(el("th").attr("scope", "row").with(link(format!("/manage/proposals/{}", one.id), format!("Proposal {}", one.id))))
            .all([&one.programme, &one.about, &one.by, &one.state].map(|text| el("td").with(text)))
    });
    table(name, &["Proposal", "Programme", "About", "Proposed by", "State"], rows)
}

fn misfits(all: &[(i64, String)]) -> Option<Element> {
    let items = all
        .iter()
        .map(|(id, why)| el("li").with(link(format!("/manage/proposals/{id}"), format!("Proposal {id}"))).with(format!(": {why}")));
    (!all.is_empty()).then(|| {
        el("section")
            .with(el("h2").with("Approved, and not shown"))
            .with(el("p").with("The council’s folder has changed since these were approved, and they do not fit it any longer. Mend the folder, or withdraw them."))
            .with(el("ul").all(items))
    })
}

/// What was told and changed of an action, the newest first: when, and what.
pub fn happened(action: &Action, today: NaiveDate) -> Vec<(String, String)> {
    let gone = |withdrawn: Option<&Withdrawn>| {
        withdrawn.map(|gone| format!(" Withdrawn on {}: {}", long_date(gone.on), gone.why)).unwrap_or_default()
    };
    let updates = action.updates.iter().map(|update| {
        let shown = update.evidence.as_ref().map(|evidence| format!(" Shown by: {evidence}")).unwrap_or_default();
        (update.on, format!("{} ({}). {}{shown}{}", update.status.words(), update.by, update.text, gone(update.withdrawn.as_ref())))
    });
    let moves = action
        .moves
        .iter()
        .map(|one| (one.on, format!("{} {} Approved by {}.{}", what(one), one.reason, one.approver, gone(one.withdrawn.as_ref()))));
    let mut all: Vec<(NaiveDate, String)> = updates.chain(moves).filter(|(on, _)| *on <= today).collect();
    all.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    all.into_iter().map(|(on, words)| (long_date(on), words)).collect()
}
