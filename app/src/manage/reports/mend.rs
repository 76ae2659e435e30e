//! A frozen report, to be corrected or withdrawn.

use domain::report::frozen::Frozen;

use super::{Kept, back, button, section};
use crate::{
    manage::form::{Field, error, long, post, problems, title},
    markup::{Element, el, link},
    page::Page,
};

/// That something is to be done for good.
fn sure(wrong: Option<&str>) -> Element {
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("id", "sure")
        .attr("name", "sure")
        .attr("value", "yes")
        .maybe("aria-invalid", wrong.map(|_| "true"))
        .maybe("aria-describedby", wrong.map(|_| "sure-error"));
    let error = wrong.map(|words| {
        el("p").class("asked-error").attr("id", "sure-error").with(el("span").class("unseen").with("Error: ")).with(words.to_owned())
    });
    let label = el("label").attr("for", "sure").with("Nobody is to read this report any more, for good");
    el("div").class("asked wide").with(error).with(el("span").with(tick).with(" ").with(label))
}

/// What can be done with a frozen report. `typed`: what was wrong, and why it is withdrawn.
pub fn mend(one: &Kept, gone: Option<&str>, typed: (&str, &str), wrong: &[(&'static str, String)], token: &str) -> Page {
    let heading = format!("Report {}", one.number);
    let address = format!("/manage/reports/frozen/{}", one.number);
    let field = |name: &'static str, label: &'static str, hint: &'static str, value: &str| {
        long(Field { name, label, hint, value, error: error(wrong, name), longest: 2_000, ..Field::default() })
    };
    let correct =
        post(address.clone(), token)
            .class("stack")
            .with(el("p").with(
                "Another report with the same sections is begun. Once it is frozen, this one says that it was wrong and leads to it.",
            ))
            .with(field("wrong", "What is wrong in it", "The public reads this. Name no person.", typed.0))
            .with(button("correct", "Begin the correction").class("primary"));
    let withdraw = post(address, token)
        .class("stack")
        .with(el("p").with("Only where it must not be read any more, such as when a person could be recognised: its page then shows the reason alone. This cannot be undone."))
        .with(field("why", "Why it is withdrawn", "The public reads this. Name no person.", typed.1))
        .with(sure(error(wrong, "sure")))
        .with(button("withdraw", "Withdraw it"));
    let body = el("div")
        .class("page")
        .with(problems(wrong))
        .with(back())
        .with(el("h1").with(heading.clone()))
        .with(el("p").class("lead").with(&one.title))
        .with(el("p").with(link(Frozen::address(one.number), "Read it as the public does")))
        .with(gone.map(|why| el("p").class("advice").with(format!("It was withdrawn: {why}"))))
        .with(gone.is_none().then(|| section("Correct it", correct)))
        .with(gone.is_none().then(|| section("Withdraw it", withdraw)));
    Page { status: if wrong.is_empty() { 200 } else { 422 }, ..Page::new(title(&heading, !wrong.is_empty()), body) }
}
