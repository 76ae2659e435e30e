//! The page that ends a digest by e-mail, for whoever holds a letter of it.

use super::form;
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// What is to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// That it can be ended: by a button.
    Asked,
    /// That it has ended.
    Ended,
    /// That the address is none of a letter.
    Unknown,
}

/// The page.
pub fn unsubscribe(said: Said) -> Page {
    let (status, heading, words) = match said {
        Said::Asked => (200, "End the digest", "Nothing more will be sent to the address that this letter came to. Nothing else changes."),
        Said::Ended => (200, "The digest has ended", "Nothing more is sent. You can ask for it again on your own page."),
        Said::Unknown => (
            404,
            "This link ends nothing",
            "It is not whole, or is none of ours: copy all of it from the letter. You can also end the digest on your own page.",
        ),
    };
    // No token: a mailbox ends it by the same address, without a form and without signing in (RFC 8058).
    let button = || el("form").attr("method", "post").with(form::submit("Send me no more of these"));
    let form: Option<Element> = (said == Said::Asked).then(button);
    let body = el("div")
        .class("page narrow")
        .with(el("h1").with(heading))
        .with(el("p").class("lead").with(words))
        .with(form)
        .with(el("p").with(link("/manage", "Your own page")));
    Page { status, ..Page::new(heading, body) }
}
