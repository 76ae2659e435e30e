//! Meetings: the list, a new one, one with its agenda, and the forms on which questions and answers are recorded.

pub mod one;
pub mod said;

use domain::{decision::typed::LONGEST_LINE, meeting::typed::Typed};

use super::{
    form::{Field, error, field, post, problems, submit, title},
    imports::table,
};
use crate::{
    markup::{Element, Text, el, link},
    page::Page,
};

/// What is wrong, field by field.
pub type Wrong = Vec<(&'static str, String)>;

/// A meeting in the list, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// When and where.
    pub when: String,
    /// How far it is.
    pub stage: &'static str,
    /// How many items and questions it has.
    pub counts: String,
}

/// The list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// Meetings, the newest first.
    pub meetings: Vec<Line>,
    /// Whether the reader arranges meetings.
    pub arranges: bool,
}

/// A field that is not shown.
fn hidden(name: &'static str, value: impl Into<Text>) -> Element {
    el("input").attr("type", "hidden").attr("name", name).attr("value", value)
}

/// The way back to the list.
fn back() -> Element {
    el("p").with(link("/manage/meetings", "Meetings"))
}

/// The page of the list.
pub fn list(list: &List) -> Page {
    let heading = "Meetings";
    let rows = list.meetings.iter().map(|one| {
        el("tr")
            .with(el("th").attr("scope", "row").with(link(format!("/manage/meetings/{}", one.id), &one.name)))
            .all([one.when.clone(), one.stage.to_owned(), one.counts.clone()].map(|text| el("td").with(text)))
    });
    let all = if list.meetings.is_empty() {
        el("p").with("There is no meeting yet.")
    } else {
        table("Meetings, the newest first", &["Meeting", "When and where", "State", "Agenda"], rows)
    };
    let new = list.arranges.then(|| el("p").with(link("/manage/meetings/new", "Arrange a meeting")));
    let lead = "Pin measures to an agenda, and keep questions and answers with them. What is published is public within seconds.";
    let body = el("div").class("page").with(el("h1").with(heading)).with(el("p").class("lead").with(lead)).with(new).with(all);
    Page::new(heading, body)
}

/// The fields of name, day, time and place.
fn details(typed: &Typed, wrong: &[(&'static str, String)]) -> [Element; 4] {
    let line = |name, label, hint, value| {
        field(Field { name, label, kind: "text", autocomplete: "off", hint, value, error: error(wrong, name), longest: LONGEST_LINE })
    };
    let short = |name, label, kind, hint, value, longest| {
        field(Field { name, label, kind, autocomplete: "off", hint, value, error: error(wrong, name), longest })
    };
    [
        line("name", "Name", "Such as that of the committee.", &typed.name),
        short("on", "Day", "date", "", &typed.on, 10),
        short("at", "Time", "time", "By the clock of the place.", &typed.at, 5),
        line("place", "Place", "May be left blank.", &typed.place),
    ]
}

/// The form of a new meeting.
pub fn new(typed: &Typed, wrong: &[(&'static str, String)], token: &str) -> Page {
    let heading = "Arrange a meeting";
    let body = el("div")
        .class("page narrow")
        .with(problems(wrong))
        .with(back())
        .with(el("h1").with(heading))
        .with(el("p").class("lead").with("It begins as a draft that only the performance team sees. The agenda comes next."))
        .with(post("/manage/meetings/new", token).class("stack").all(details(typed, wrong)).with(submit("Save the draft")));
    let bad = !wrong.is_empty();
    Page { status: if bad { 422 } else { 200 }, ..Page::new(title(heading, bad), body) }
}
