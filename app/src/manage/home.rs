//! The first page of those who sign in.

use crate::{
    markup::{el, link},
    page::Page,
};

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
}

/// The first page.
pub fn home(home: &Home) -> Page {
    let granted = el("ul").all(home.grants.iter().map(|words| el("li").with(words)));
    let links = home.links.iter().map(|(href, label, note)| {
        el("li").with(link(href.clone(), label).class("title")).with(" ").with(el("span").class("note").with(note))
    });
    let body = el("div")
        .class("page narrow")
        .with(el("h1").with("Your pages"))
        .with(el("p").class("lead").with(format!("{} ({})", home.name, home.login)))
        .with(el("section").with(el("h2").with("What you may do")).with(granted))
        .with(el("section").with(el("h2").with("Where to go")).with(el("ul").class("cards").all(links)));
    Page::new("Your pages", body)
}
