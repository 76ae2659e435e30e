//! Who may sign in, and what they may do.

use super::form::{Field, error, field, post, problems, submit, title};
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// A person in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Number.
    pub id: i64,
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// Whether they may sign in.
    pub active: bool,
    /// What they are granted, as text: `contributor:housing`.
    pub grants: Vec<String>,
    /// The same in words.
    pub words: Vec<String>,
}

/// What can be granted: the text of the grant, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Heading of its kind.
    pub kind: &'static str,
    /// Grants of that kind: text and words.
    pub grants: Vec<(String, String)>,
}

/// What was typed before something was wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// Grants ticked.
    pub grants: Vec<String>,
    /// What is wrong.
    pub wrong: Vec<(&'static str, String)>,
}

/// The list, and a form to add somebody.
pub fn list(token: &str, people: &[Person], offers: &[Offer], typed: &Typed) -> Page {
    let heading = "People";
    let rows = people.iter().map(|person| {
        let state = if person.active { "may sign in" } else { "deactivated" };
        el("tr")
            .with(el("th").attr("scope", "row").with(link(format!("/manage/people?user={}", person.id), &person.name)))
            .with(el("td").with(&person.login))
            .with(el("td").with(person.words.join("; ")))
            .with(el("td").with(state))
    });
    let head = ["Name", "Login", "May", "State"].map(|label| el("th").attr("scope", "col").with(label));
    let table = el("table")
        .class("figures")
        .with(el("caption").class("unseen").with("Everybody who has an account"))
        .with(el("thead").with(el("tr").all(head)))
        .with(el("tbody").all(rows));
    let scroll = el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", "People").with(table);
    let login = Field {
        name: "login",
        label: "Login",
        kind: "text",
        autocomplete: "off",
        hint: "Their e-mail address at the council.",
        value: &typed.login,
        error: error(&typed.wrong, "login"),
        longest: 100,
    };
    let name = Field {
        name: "name",
        label: "Name",
        kind: "text",
        autocomplete: "off",
        value: &typed.name,
        error: error(&typed.wrong, "name"),
        longest: 100,
        ..Field::default()
    };
    let form = post("/manage/people/add", token)
        .class("stack")
        .with(field(login))
        .with(field(name))
        .with(choices(offers, &typed.grants, "new"))
        .with(submit("Add"));
    let body = el("div")
        .class("page")
        .with(problems(&typed.wrong))
        .with(el("h1").with(heading))
        .with(scroll)
        .with(el("section").with(el("h2").attr("id", "person").with("Add somebody")).with(form));
    let status = if typed.wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(heading, !typed.wrong.is_empty()), body) }
}

/// Boxes to tick, by kind.
fn choices(offers: &[Offer], ticked: &[String], prefix: &str) -> Vec<Element> {
    let mut at = 0;
    let sets = offers.iter().filter(|offer| !offer.grants.is_empty()).map(|offer| {
        let boxes = offer.grants.iter().map(|(text, words)| {
            at += 1;
            let id = format!("{prefix}-grant-{at}");
            let tick = el("input")
                .attr("type", "checkbox")
                .attr("name", "grant")
                .attr("id", id.clone())
                .attr("value", text.clone())
                .maybe("checked", ticked.contains(text).then_some(""));
            el("div").class("tick").with(tick).with(el("label").attr("for", id).with(words.clone()))
        });
        el("fieldset").with(el("legend").with(offer.kind)).with(el("div").class("grants").all(boxes))
    });
    sets.collect()
}

/// What can be changed of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Why what they may do cannot be changed here, if so.
    pub fixed: Option<&'static str>,
    /// Whether they sign in by another service, so that they have no password and no second step here.
    pub elsewhere: bool,
}

/// One person: what they may do, and whether they may sign in.
pub fn person(token: &str, person: &Person, shown: Shown, offers: &[Offer], wrong: &[(&'static str, String)]) -> Page {
    let user = || el("input").attr("type", "hidden").attr("name", "user").attr("value", person.id.to_string());
    let act = |action: &'static str, label: &'static str, note: &'static str| {
        el("li")
            .with(post(action, token).with(user()).with(el("button").attr("type", "submit").with(label)))
            .with(el("p").class("note").with(note))
    };
    let grants = match shown.fixed {
        None => post("/manage/people/grant", token)
            .class("stack")
            .with(user())
            .with(choices(offers, &person.grants, "own"))
            .with(submit("Save what they may do"))
            .with(el("p").class("note").with("They are signed out and sign in anew.")),
        Some(why) => {
            el("div").with(el("ul").all(person.words.iter().map(|words| el("li").with(words)))).with(el("p").class("note").with(why))
        }
    };
    let state = if person.active {
        act("/manage/people/deactivate", "Deactivate", "They are signed out at once, and cannot sign in. The audit keeps what they did.")
    } else {
        act("/manage/people/reactivate", "Let them sign in again", "With the password and the second step that they had.")
    };
    let resets = (!shown.elsewhere).then(|| {
        [
            act(
                "/manage/people/reset-password",
                "Reset the password",
                "A new one is shown to you once. They are signed out and must choose their own.",
            ),
            act(
                "/manage/people/reset-factor",
                "Remove the second step",
                "For a lost phone: they set it up anew at the next sign-in. Be sure that it is they who ask.",
            ),
        ]
    });
    let acts = std::iter::once(state).chain(resets.into_iter().flatten());
    let body = el("div")
        .class("page narrow")
        .with(problems(wrong))
        .with(el("p").with(link("/manage/people", "People")))
        .with(el("h1").attr("id", "person").with(&person.name))
        .with(el("p").class("lead").with(format!("{}, {}", person.login, if person.active { "may sign in" } else { "deactivated" })))
        .with(el("section").with(el("h2").with("What they may do")).with(grants))
        .with(el("section").with(el("h2").with("Their account")).with(el("ul").class("acts").all(acts)));
    let status = if wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(&person.name, !wrong.is_empty()), body) }
}

/// A temporary password, shown once.
pub fn temporary(name: &str, login: &str, password: &str) -> Page {
    let row = |term: &'static str, text: &str| {
        el("div").with(el("dt").with(term)).with(el("dd").with(el("code").attr("translate", "no").with(text.to_owned())))
    };
    let body = el("div")
        .class("page narrow")
        .with(el("h1").with("A password for them"))
        .with(el("p").class("lead").with(format!("Hand this to {name} in person or by telephone. It is shown this once.")))
        .with(el("dl").class("about").with(row("Login", login)).with(row("Password", password)))
        .with(el("p").with("It is good for seven days. At the first sign-in they set up a second step and choose a password of their own."))
        .with(el("p").with(link("/manage/people", "Back to people")));
    Page::new("A password for them", body)
}
