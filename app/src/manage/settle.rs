//! What can be done with something that one person proposed and another decides on.

use super::form::{Field, error, long, post};
use crate::markup::{Element, el};

/// What the reader may do, and what is said where nothing may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settle<'a> {
    /// Where the form goes.
    pub(super) action: &'a str,
    /// Whether the reader may approve or return it.
    pub(super) decides: bool,
    /// Whether the reader may take it back.
    pub(super) own: bool,
    /// Whether it still waits.
    pub(super) waits: bool,
    /// The note, as typed.
    pub(super) note: &'a str,
    /// What is wrong.
    pub(super) wrong: &'a [(&'static str, String)],
    /// What is said to whoever proposed it.
    pub(super) yours: &'static str,
    /// What approving it is called.
    pub(super) approve: &'static str,
    /// What follows once it is approved.
    pub(super) once: &'static str,
    /// Whom it waits for.
    pub(super) whom: &'static str,
}

impl Settle<'_> {
    /// The forms; none once it was decided on.
    pub(super) fn acts(&self, token: &str) -> Option<Element> {
        let action = self.action.to_owned();
        let act = |value: &'static str, label: &'static str| {
            el("button").attr("type", "submit").attr("name", "act").attr("value", value).with(label)
        };
        let section = el("section").with(el("h2").with("Your decision"));
        if self.decides {
            let note = long(Field {
                name: "note",
                label: "What is to be changed",
                value: self.note,
                error: error(self.wrong, "note"),
                longest: 2_000,
                ..Field::default()
            });
            let approve = post(action.clone(), token)
                .class("stack")
                .with(el("p").with(self.once))
                .with(act("approve", self.approve).class("primary"));
            return Some(
                section.with(approve).with(post(action, token).class("stack").with(note).with(act("return", "Return with this note"))),
            );
        }
        let says = |words: &'static str| el("p").attr("id", "note").with(words);
        if self.own {
            return Some(section.with(says(self.yours)).with(post(action, token).class("stack").with(act("take-back", "Take it back"))));
        }
        self.waits.then(|| section.with(says(self.whom)))
    }
}
