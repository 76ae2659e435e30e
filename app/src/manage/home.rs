//! The first page of those who sign in: what is theirs, and where to go.

use domain::own::words::Told;

use super::form::{self, Field};
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// How many things of a list are shown at once; the others are folded.
const SHOWN: usize = 7;

/// What the first page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Name of the reader.
    pub name: String,
    /// Their login.
    pub login: String,
    /// What they have been granted, in words.
    pub grants: Vec<String>,
    /// What they can do now: address, label, and what for.
    pub links: Vec<(String, String, String)>,
    /// What waits for them.
    pub waits: Vec<Waits>,
    /// What is theirs.
    pub own: Own,
    /// Their digest by e-mail; none where none are sent from here.
    pub digest: Option<Digest>,
    /// What a form of theirs carries.
    pub token: String,
}

/// Something that waits for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waits {
    /// Where it is.
    pub href: String,
    /// What it is.
    pub words: String,
    /// What was said of it; blank for nothing.
    pub note: String,
}

/// What is theirs, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Whether anything is.
    pub any: bool,
    /// What is late.
    pub late: Vec<Told>,
    /// What is due soon.
    pub soon: Vec<Told>,
    /// The last day of soon, in words.
    pub until: String,
    /// What has changed.
    pub changed: Vec<Told>,
    /// Since when, in words.
    pub since: String,
    /// Whether they said themselves that they had looked then.
    pub looked: bool,
    /// What figures are compared with, in a sentence.
    pub compared: String,
    /// How far they have seen once they have looked at this: names and values of the form.
    pub seen: [(&'static str, String); 2],
}

/// Somebody's digest by e-mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// Where it goes; none where they want none.
    pub address: Option<String>,
    /// What became of the last, in a sentence.
    pub last: String,
    /// What is in the field for an address.
    pub typed: String,
    /// What is wrong with it; blank for nothing.
    pub wrong: String,
}

/// The first page.
pub fn home(home: &Home) -> Page {
    let granted = el("ul").all(home.grants.iter().map(|words| el("li").with(words)));
    let links = home.links.iter().map(|(href, label, note)| {
        el("li").with(link(href.clone(), label).class("title")).with(" ").with(el("span").class("note").with(note))
    });
    let wrong = home.digest.as_ref().filter(|digest| !digest.wrong.is_empty());
    let problems = wrong.and_then(|digest| form::problems(&[("address", digest.wrong.clone())]));
    let body = el("div")
        .class("page narrow")
        .with(problems)
        .with(el("h1").with("Your pages"))
        .with(el("p").class("lead").with(format!("{} ({})", home.name, home.login)))
        .with(waits(&home.waits))
        .all(own(&home.own, &home.token))
        .with(home.digest.as_ref().filter(|_| home.own.any).map(|one| digest(one, &home.token)))
        .with(el("section").with(el("h2").with("Where to go")).with(el("ul").class("cards").all(links)))
        .with(el("section").with(el("h2").with("What you may do")).with(granted));
    Page { status: if wrong.is_some() { 422 } else { 200 }, ..Page::new(form::title("Your pages", wrong.is_some()), body) }
}

/// What waits for the reader; nothing where nothing does.
fn waits(all: &[Waits]) -> Option<Element> {
    let items = all.iter().map(|one| {
        let note = (!one.note.is_empty()).then(|| el("span").class("note").with(format!("“{}”", one.note)));
        el("li").with(el("span").with(link(one.href.clone(), &one.words).class("title"))).with(" ").with(note)
    });
    (!all.is_empty()).then(|| section("Waiting for you", vec![el("ul").class("due own-list").all(items)]))
}

/// What is late, due soon and changed.
fn own(own: &Own, token: &str) -> Vec<Element> {
    if !own.any {
        let none = "No measure, action or area is yours, so nothing is gathered here. What is yours follows from what you may do: an administrator says so.";
        return vec![section("What is yours", vec![el("p").with(none)])];
    }
    let heading =
        if own.looked { format!("Changed since you last looked ({})", own.since) } else { format!("Changed since {}", own.since) };
    let note = if own.looked { String::new() } else { "You have not said yet that you have looked. ".to_owned() };
    let note = el("p").class("note").with(format!("{note}{} What chance would give is left out.", own.compared));
    let hidden = own.seen.iter().map(|(name, value)| el("input").attr("type", "hidden").attr("name", *name).attr("value", value.clone()));
    let seen = form::post("/manage/seen", token).all(hidden).with(form::submit("I have seen this"));
    let until = format!("Nothing of yours is due by {}.", own.until);
    vec![
        section("Late", list(&own.late, "Nothing of yours is late.")),
        section("Due soon", list(&own.soon, &until)),
        section(&heading, [vec![note], list(&own.changed, "Nothing of yours has changed."), vec![seen]].concat()),
    ]
}

fn section(heading: &str, content: Vec<Element>) -> Element {
    el("section").with(el("h2").with(heading.to_owned())).all(content)
}

/// The first of a list, and the others folded; or that there is none.
fn list(all: &[Told], none: &str) -> Vec<Element> {
    if all.is_empty() {
        return vec![el("p").with(none.to_owned())];
    }
    let (first, others) = all.split_at(all.len().min(SHOWN));
    let of = |told: &[Told]| el("ul").class("due own-list").all(told.iter().map(item));
    let folded = (!others.is_empty())
        .then(|| el("details").class("own-more").with(el("summary").with(format!("{} more", others.len()))).with(of(others)));
    std::iter::once(of(first)).chain(folded).collect()
}

fn item(told: &Told) -> Element {
    let made_up = told.illustrative.then(|| {
        let mark = el("span").class("made-up").attr("aria-hidden", "true");
        (" ", el("span").class("made-up-tag").with(mark).with("illustrative"))
    });
    el("li")
        .with(el("span").with(link(told.href.clone(), &told.title).class("title")).with(made_up))
        .with(" ")
        .with(el("span").with(&told.words))
}

fn digest(digest: &Digest, token: &str) -> Element {
    let what = "Once a week at most, and only when a figure of yours has changed by more than chance would give or an action of yours has slipped: the worst few of it, as the public sees them. One click in it ends it.";
    let content = if let Some(address) = &digest.address {
        vec![
            el("p").with("It goes to ").with(el("strong").with(address)).with(format!(". {}", digest.last)),
            el("p").class("note").with(what),
            form::post("/manage/digest/end", token).with(form::submit("Send me no more of these")),
        ]
    } else {
        let field = form::field(Field {
            name: "address",
            label: "E-mail address",
            kind: "email",
            autocomplete: "email",
            hint: "It is kept for this alone, and only as long as you want it.",
            value: &digest.typed,
            error: Some(digest.wrong.as_str()).filter(|wrong| !wrong.is_empty()),
            longest: 254,
        });
        vec![
            el("p").class("note").with(what),
            form::post("/manage/digest", token).attr("novalidate", "").with(field).with(form::submit("Send me a digest")),
        ]
    };
    section("A digest by e-mail", content)
}
