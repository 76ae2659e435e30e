//! Meetings: those to come and those that were, what is on the agenda of each, and what was asked and answered. They are told of the release that is served
//! and of no other: below the address of another release there are none.

pub(super) mod asked;
pub(super) mod one;
mod pinned;

use domain::{
    filter::encode,
    format::plural,
    meeting::{Held, Stage},
    period::long_date,
    view::area::Link,
};

use super::{Asked, nowhere};
use crate::{
    components::crumbs::crumbs,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// Where they are listed.
const LIST: &str = "/meetings";

/// Meetings that the public sees, the newest first.
fn all<'a>(asked: &'a Asked, path: &str) -> Result<Vec<&'a Held>, PageError> {
    if !asked.site.is_served() {
        return Err(nowhere(path));
    }
    Ok(asked.register.meetings.iter().filter(|held| held.is_public()).collect())
}

/// A meeting by its number.
fn found<'a>(asked: &'a Asked, given: &str) -> Result<&'a Held, PageError> {
    let all = all(asked, LIST)?;
    let number = given.parse::<i64>().ok().filter(|number| number.to_string() == given);
    number.and_then(|number| all.into_iter().find(|held| held.id == number)).ok_or_else(|| PageError::NotFound {
        what: "meeting".to_owned(),
        given: given.chars().take(40).collect(),
        nearest: vec![("Every meeting".to_owned(), LIST.to_owned())],
    })
}

/// The address of a meeting.
fn address(held: &Held) -> String {
    format!("{LIST}/{}", held.id)
}

/// When and where, in words.
fn when(held: &Held) -> String {
    let starts = held.meeting.starts;
    let place = if held.meeting.place.is_empty() { String::new() } else { format!(", {}", held.meeting.place) };
    format!("{}, {}{place}", long_date(starts.date()), starts.format("%H:%M"))
}

/// The way up to the list.
fn up() -> [Link; 2] {
    [("Reports", "/reports"), ("Meetings", LIST)].map(|(label, href)| Link { label: label.to_owned(), href: href.to_owned() })
}

/// The list.
///
/// # Errors
/// It is asked for below the address of another release.
pub(super) fn page(asked: &Asked) -> Result<Page, PageError> {
    let all = all(asked, LIST)?;
    let (mut coming, mut past): (Vec<&Held>, Vec<&Held>) = all.into_iter().partition(|held| held.coming(asked.site.today));
    coming.sort_by_key(|held| (held.meeting.starts, held.id));
    past.sort_by_key(|held| (std::cmp::Reverse(held.meeting.starts), held.id));
    let lead = "What committees look at, with the newest figures, and what was asked and answered.";
    let [reports, _] = up();
    let body = el("div")
        .class("page narrow meetings")
        .with(crumbs(&[reports], "Meetings"))
        .with(el("h1").with("Meetings"))
        .with(el("p").class("lead").with(lead))
        .with(list("Coming", &coming, "No meeting is announced here."))
        .with(list("Past", &past, "No meeting was held here yet."));
    Ok(Page::new("Meetings", body))
}

fn list(heading: &'static str, all: &[&Held], empty: &'static str) -> Element {
    let items = all.iter().map(|held| {
        let count = |count: usize, words| plural(count as u64, words);
        let questions = held.remarks.iter().filter(|remark| remark.answers.is_none() && remark.now().is_some()).count();
        let asked = if questions == 0 { String::new() } else { format!(", {}", count(questions, ("question", "questions"))) };
        let closed = if held.stage == Stage::Closed { ". Closed" } else { "" };
        let note = format!("{}: {}{asked}{closed}", when(held), count(held.meeting.items.len(), ("item", "items")));
        el("li").with(link(address(held), &held.meeting.name).class("title")).with(" ").with(el("p").class("note").with(note))
    });
    let content = if all.is_empty() { el("p").class("note").with(empty) } else { el("ul").class("plain").all(items) };
    el("section").with(el("h2").with(heading)).with(content)
}

/// The address of the questions about a measure.
fn questions(code: &str) -> String {
    format!("/measures/{}/questions", encode(code))
}
