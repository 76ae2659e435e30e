//! Releases: which there are, what is planned, and the way to the next.

pub mod check;
pub mod next;
pub mod sure;

use super::{done::done, form::problems, imports::table};
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// A release in the list, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub number: u32,
    /// When it was published, UTC.
    pub at: String,
    /// What is new in it.
    pub note: String,
    /// What it corrects.
    pub corrects: String,
    /// Whether it is served, stands, or was withdrawn, when and why.
    pub state: String,
    /// Whether it can be withdrawn.
    pub stands: bool,
}

/// The release that is planned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coming {
    /// Number of the plan.
    pub id: i64,
    /// When it is published, UTC.
    pub at: String,
    /// What will be new in it.
    pub note: String,
    /// Titles of measures that are held.
    pub held: String,
    /// Who planned it, and when.
    pub by: String,
}

/// The list of releases, and what is around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// The release that is planned.
    pub coming: Option<Coming>,
    /// The releases, the newest first.
    pub releases: Vec<Listed>,
    /// Plans that came to nothing: when they ended, and how.
    pub ended: Vec<(String, String)>,
    /// What was just done.
    pub done: Option<String>,
    /// Whether one is being prepared, or can be looked at.
    pub prepared: bool,
}

/// The list of releases.
pub fn list(list: &List) -> Page {
    let heading = "Releases";
    let done = done(list.done.as_ref());
    let on = if list.prepared {
        link("/manage/releases/check", "Look at the release that is prepared")
    } else {
        link("/manage/releases/new", "Prepare a release")
    };
    let body = el("div")
        .class("page")
        .with(done)
        .with(el("h1").with(heading))
        .with(el("p").class("lead").with("What the public sees changes only by a release. You look at it before it is published."))
        .with(el("p").with(on))
        .with(coming(list.coming.as_ref()))
        .with(el("section").with(el("h2").with("Published")).with(published(&list.releases)))
        .with(ended(&list.ended));
    Page::new(heading, body)
}

fn coming(coming: Option<&Coming>) -> Element {
    let section = el("section").with(el("h2").with("Planned"));
    let Some(coming) = coming else { return section.with(el("p").with("No release is planned.")) };
    section
        .with(el("p").with(el("strong").with(format!("{} UTC", coming.at))).with(". ").with(&coming.by))
        .with((!coming.note.is_empty()).then(|| el("p").with(&coming.note)))
        .with((!coming.held.is_empty()).then(|| el("p").with(format!("Held: {}.", coming.held))))
        .with(el("p").with(link(format!("/manage/releases/cancel?plan={}", coming.id), "Cancel it")))
}

fn published(releases: &[Listed]) -> Element {
    if releases.is_empty() {
        return el("p").with("Nothing has been published yet.");
    }
    let rows = releases.iter().map(|one| {
        let number = link(format!("/releases/{}/", one.number), format!("Release {}", one.number));
        let withdraw = one.stands.then(|| link(format!("/manage/releases/withdraw?release={}", one.number), "Withdraw or correct it"));
        el("tr")
            .with(el("th").attr("scope", "row").with(number))
            .with(el("td").with(&one.at))
            .with(el("td").with(&one.note).with((!one.corrects.is_empty()).then(|| el("p").with(&one.corrects))))
            .with(el("td").with(&one.state))
            .with(el("td").with(withdraw))
    });
    table("Releases, the newest first", &["Release", "Published (UTC)", "What is new", "State", "What you can do"], rows)
}

fn ended(ended: &[(String, String)]) -> Option<Element> {
    let rows = ended.iter().map(|(at, how)| el("li").with(format!("{at}: {how}")));
    (!ended.is_empty()).then(|| el("section").with(el("h2").with("Planned, and not published")).with(el("ul").all(rows)))
}

/// The way back to the list, and what is wrong.
fn above(wrong: &[(&'static str, String)]) -> (Option<Element>, Element) {
    (problems(wrong), el("p").with(link("/manage/releases", "Releases")))
}
