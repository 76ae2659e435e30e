//! The sentence that comes first.

use domain::view::lead::{Lead, Tone};

use crate::markup::{Element, el};

/// The sentence that comes first.
pub fn lead_sentence(lead: &Lead) -> Element {
    let runs = lead.0.iter().map(|(tone, text)| {
        let tag = match tone {
            Tone::Plain => "span",
            Tone::Strong => "strong",
            Tone::Mine => "mark",
        };
        el(tag).with(text)
    });
    el("p").class("lead").all(runs)
}
