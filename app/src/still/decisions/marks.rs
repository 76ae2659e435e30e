//! What a lens did and what something does under it: word, shape and colour, always together.

use domain::{decision::Made, lens::Effect};

use crate::markup::{Element, el};

/// What a lens did to a decision. The shapes are those of the evidence map: full, half, square, dotted, a line.
pub(in crate::still) fn made(made: Made) -> Element {
    let shape = match made {
        Made::Difference => "published",
        Made::NotShown => "too-small",
        Made::Nothing => "not-analysed",
        Made::NotConsidered => "not-collected",
        Made::NotTold => "not-relevant",
    };
    el("span").class(format!("state {shape}")).with(made.words())
}

/// What something does under a lens.
pub(in crate::still) fn effect(effect: Effect) -> Element {
    let (class, sign) = match effect {
        Effect::Helps => ("on-target", "▲"),
        Effect::Harms => ("off-target", "▼"),
        Effect::Neither => ("cannot-tell", "–"),
        Effect::CannotTell => ("cannot-tell", "?"),
    };
    el("span").class(format!("effect {class}")).with(el("span").attr("aria-hidden", "true").with(sign)).with(" ").with(effect.words())
}
