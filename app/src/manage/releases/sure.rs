//! Withdrawing a release and cancelling a planned one: a reason first, and then whether it is meant.

use super::above;
use crate::{
    manage::form::{Field, error, long, post, submit, title},
    markup::{Element, el, link},
    page::Page,
};

/// What is to be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A release that is published: its number.
    Release(i64),
    /// A release that is planned: the number of its plan.
    Plan(i64),
}

impl What {
    fn heading(self) -> String {
        match self {
            Self::Release(number) => format!("Withdraw release {number}"),
            Self::Plan(_) => "Cancel the planned release".to_owned(),
        }
    }

    fn form(self, token: &str) -> Element {
        let (path, name, number) = match self {
            Self::Release(number) => ("/manage/releases/withdraw", "release", number),
            Self::Plan(number) => ("/manage/releases/cancel", "plan", number),
        };
        let number = el("input").attr("type", "hidden").attr("name", name).attr("value", number.to_string());
        post(path, token).class("stack").with(number)
    }

    fn words(self) -> &'static str {
        match self {
            Self::Release(_) => {
                "If it is the one that is served, the one before it is served then. What it said has been read and cannot be taken back; that it was withdrawn, \
                 and why, is public. Releases after it have its figures too, where nothing was changed: mend or withdraw what was brought in. Where a figure was wrong and the right one is known, publish a correction instead."
            }
            Self::Plan(_) => "It is not published, and the public is no longer told of it. Its figures stay where they are.",
        }
    }
}

/// Asks for the reason.
pub fn reason(token: &str, what: What, typed: &str, wrong: &[(&'static str, String)]) -> Page {
    let (problems, back) = above(wrong);
    let why = long(Field {
        name: "reason",
        label: "Why",
        hint: match what {
            What::Release(_) => "The public reads this. In a sentence or two.",
            What::Plan(_) => "In a sentence. Kept with the plan.",
        },
        value: typed,
        error: error(wrong, "reason"),
        longest: 2_000,
        ..Field::default()
    });
    let correct = matches!(what, What::Release(_)).then(|| {
        let href = match what {
            What::Release(number) | What::Plan(number) => format!("/manage/releases/new?corrects={number}"),
        };
        el("p").with(link(href, "Publish a correction instead"))
    });
    let body = el("div")
        .class("page narrow")
        .with(problems)
        .with(back)
        .with(el("h1").attr("id", "release").with(what.heading()))
        .with(el("p").class("lead").with(what.words()))
        .with(correct)
        .with(what.form(token).with(why).with(submit("Go on")));
    let status = if wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(&what.heading(), !wrong.is_empty()), body) }
}

/// Asks whether it is meant.
pub fn sure(token: &str, what: What, reason: &str) -> Page {
    let heading = format!("{}?", what.heading());
    let hidden = |name: &'static str, value: &str| el("input").attr("type", "hidden").attr("name", name).attr("value", value.to_owned());
    let label = match what {
        What::Release(_) => "Yes, withdraw it",
        What::Plan(_) => "Yes, cancel it",
    };
    let body = el("div")
        .class("page narrow")
        .with(above(&[]).1)
        .with(el("h1").with(heading.clone()))
        .with(el("p").class("lead").with(what.words()))
        .with(el("p").with(el("strong").with("Why: ")).with(reason.to_owned()))
        .with(what.form(token).with(hidden("reason", reason)).with(hidden("sure", "yes")).with(submit(label)))
        .with(el("p").with(link("/manage/releases", "No, leave it")));
    Page::new(heading, body)
}
