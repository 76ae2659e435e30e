//! The form on which a question or an answer is recorded, and the one on which it is corrected or withdrawn.

use domain::{
    meeting::typed::{LONGEST_ROLE, TypedRemark},
    register::LONGEST,
};

use super::{Wrong, hidden};
use crate::{
    manage::form::{Field, error, field, long, post, problems, submit, title},
    markup::{Element, el, link},
    page::Page,
};

/// What is to be recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Say {
    /// Number of the meeting.
    pub meeting: i64,
    /// Its name.
    pub name: String,
    /// Number of the item.
    pub item: u32,
    /// What the item is called, and what it shows.
    pub title: String,
    /// The question that is answered: its number and words; none for a question.
    pub answers: Option<(i64, String)>,
    /// As typed.
    pub typed: TypedRemark,
    /// What is wrong.
    pub wrong: Wrong,
}

fn way_back(meeting: i64, name: &str) -> Element {
    el("p").with(link(format!("/manage/meetings/{meeting}"), name.to_owned()))
}

fn quote(words: &str) -> Element {
    el("div").class("said").with(el("blockquote").all(words.lines().map(|line| el("p").with(line.to_owned()))))
}

fn words(value: &str, wrong: &[(&'static str, String)]) -> Element {
    long(Field {
        name: "words",
        label: "What was said",
        hint: "The public reads this at once. Name no person who is not a member or an officer, and nobody’s address.",
        value,
        error: error(wrong, "words"),
        longest: LONGEST,
        ..Field::default()
    })
}

/// The form of a question or an answer.
pub fn say(one: &Say, token: &str) -> Page {
    let heading = if one.answers.is_some() { "Record an answer" } else { "Record a question" };
    let by = field(Field {
        name: "by",
        label: if one.answers.is_some() { "Answered by" } else { "Asked by" },
        kind: "text",
        autocomplete: "off",
        hint: "A role, such as Councillor or Head of Housing.",
        value: &one.typed.by,
        error: error(&one.wrong, "by"),
        longest: LONGEST_ROLE,
    });
    let form = post(format!("/manage/meetings/{}/say", one.meeting), token)
        .class("stack")
        .with(hidden("item", one.item.to_string()))
        .with(one.answers.as_ref().map(|(id, _)| hidden("answers", id.to_string())))
        .with(by)
        .with(words(&one.typed.words, &one.wrong))
        .with(submit("Record it"));
    let body = el("div")
        .class("page narrow")
        .with(problems(&one.wrong))
        .with(way_back(one.meeting, &one.name))
        .with(el("h1").with(heading))
        .with(el("p").class("lead").with(&one.title))
        .with(one.answers.as_ref().map(|(_, words)| quote(words)))
        .with(form);
    let bad = !one.wrong.is_empty();
    Page { status: if bad { 422 } else { 200 }, ..Page::new(title(heading, bad), body) }
}

/// A question or an answer that is to be corrected or withdrawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// Number of the meeting.
    pub meeting: i64,
    /// Its name.
    pub name: String,
    /// Its number.
    pub remark: i64,
    /// Who said it, as the public reads it.
    pub by: String,
    /// How many changes there were when the form was drawn.
    pub seen: usize,
    /// Its words as they are now; none where it was withdrawn.
    pub now: Option<String>,
    /// What it said before, and why it was changed: one text for each change, in order.
    pub history: Vec<String>,
    /// The words, as typed.
    pub words: String,
    /// Why, as typed.
    pub reason: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// The form on which it is corrected or withdrawn.
pub fn change(one: &Change, token: &str) -> Page {
    let heading = "Correct or withdraw";
    let reason = long(Field {
        name: "reason",
        label: "Why",
        hint: "The public reads this beside it.",
        value: &one.reason,
        error: error(&one.wrong, "reason"),
        longest: LONGEST,
        ..Field::default()
    });
    let button = |act: &'static str, label: &'static str, class: Option<&'static str>| {
        el("button").maybe("class", class).attr("type", "submit").attr("name", "act").attr("value", act).with(label)
    };
    let form = one.now.is_some().then(|| {
        post(format!("/manage/meetings/{}/remarks/{}", one.meeting, one.remark), token)
            .class("stack")
            .with(hidden("seen", one.seen.to_string()))
            .with(words(&one.words, &one.wrong))
            .with(reason)
            .with(el("p").class("note").with("Withdrawn, none of its words is public any more; that it was withdrawn, and why, is."))
            .with(el("div").class("inline").with(button("correct", "Correct it", Some("primary"))).with(button(
                "withdraw",
                "Withdraw it",
                None,
            )))
    });
    let history = one.history.iter().map(|text| el("li").with(text));
    let history = (!one.history.is_empty()).then(|| el("section").with(el("h2").with("What was changed")).with(el("ol").all(history)));
    let body = el("div")
        .class("page narrow")
        .with(problems(&one.wrong))
        .with(way_back(one.meeting, &one.name))
        .with(el("h1").with(heading))
        .with(el("p").class("lead").with(match &one.now {
            Some(_) => format!("{} said:", one.by),
            None => "It was withdrawn, and stays so.".to_owned(),
        }))
        .with(one.now.as_deref().map(quote))
        .with(form)
        .with(history);
    let bad = !one.wrong.is_empty();
    Page { status: if bad { 422 } else { 200 }, ..Page::new(title(heading, bad), body) }
}
