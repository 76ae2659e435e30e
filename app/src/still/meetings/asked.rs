//! Questions and answers: below the item that they are about, and for a measure those of every meeting.

use domain::{
    meeting::{Held, Pinned, Remark},
    period::long_date,
    view::area::Link,
};

use super::{super::Asked, address, all, questions, when};
use crate::{
    components::crumbs::crumbs,
    draw,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// What was asked about an item and answered; nothing where nothing was.
pub(super) fn of_item(held: &Held, item: u32) -> Option<Element> {
    let mut all = held.questions(item).peekable();
    all.peek()?;
    let items = all.map(|question| {
        let answers = held.answers(question.id).filter(|_| question.now().is_some()).map(|answer| el("li").all(remark(answer, "answered")));
        let mut answers = answers.peekable();
        let answers = answers.peek().is_some().then(|| el("ul").all(answers));
        el("li").attr("id", format!("question-{}", question.id)).all(remark(question, "asked")).with(answers)
    });
    Some(el("ul").class("plain talk").all(items))
}

/// One question or answer: who, when, the words, and what became of them. Of one that was withdrawn nothing is told but that, and why.
fn remark(remark: &Remark, did: &str) -> Vec<Element> {
    let (_, at) = remark.said;
    let changed = remark.changes.last().map(|change| {
        let what = if change.words.is_some() { "Corrected" } else { "Withdrawn" };
        el("p").class("note").with(format!("{what} on {}: {}", long_date(change.made.1.date()), change.reason))
    });
    let Some(words) = remark.now() else {
        let what = if remark.answers.is_some() { "An answer" } else { "A question" };
        let head = el("p").with(format!("{what} of {} was withdrawn.", long_date(at.date())));
        return [Some(head), changed].into_iter().flatten().collect();
    };
    let head = el("p").with(el("strong").with(&remark.by)).with(format!(" {did}, {}:", long_date(at.date())));
    let quote = el("blockquote").all(words.lines().filter(|line| !line.trim().is_empty()).map(|line| el("p").with(line.to_owned())));
    [Some(head), Some(quote), changed].into_iter().flatten().collect()
}

/// What was asked about a measure, at whatever meeting.
///
/// # Errors
/// There is no such measure, or it is asked for below the address of another release.
pub(in crate::still) fn page(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let meetings = all(asked, &questions(code))?;
    let at = draw::find_measure(asked.catalogue, code)?;
    let measure = &asked.catalogue.measures[usize::from(at)];
    let mut sections = Vec::new();
    for held in meetings {
        let pins = held
            .meeting
            .items
            .iter()
            .filter(|item| matches!(&item.pinned, Pinned::Measure { measure: known, .. } if *known == measure.code));
        let told: Vec<Element> = pins
            .filter_map(|item| {
                let talk = of_item(held, item.number)?;
                let about = item.about(asked.catalogue).map(|about| el("p").class("note").with(format!("It was shown for {about}.")));
                Some(el("div").with(about).with(talk))
            })
            .collect();
        if !told.is_empty() {
            let name = el("h2").with(link(address(held), &held.meeting.name));
            sections.push(el("section").class("said-at").with(name).with(el("p").class("note").with(when(held))).all(told));
        }
    }
    let heading = "Asked at meetings";
    let up = [
        Link { label: "Measures".to_owned(), href: "/measures".to_owned() },
        Link { label: measure.title.clone(), href: format!("/measures/{}", measure.code) },
    ];
    let none = sections.is_empty().then(|| el("p").class("empty").with("Nothing was asked about this measure at a meeting yet."));
    let body = el("div")
        .class("page narrow meetings")
        .with(crumbs(&up, heading))
        .with(el("h1").with(heading))
        .with(el("p").class("lead").with(&measure.title))
        .with(none)
        .all(sections)
        .with(
            el("ul")
                .class("tools")
                .with(el("li").with(link(format!("/measures/{}", measure.code), "The measure")))
                .with(el("li").with(link(super::LIST, "Every meeting"))),
        );
    Ok(Page::new(format!("{heading}: {}", measure.title), body))
}
