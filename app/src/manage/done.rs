//! What was just done, on the page that somebody comes to after it.

use crate::markup::{Content, Element, el};

/// What was just done, where something was.
pub(crate) fn done(words: Option<impl Content>) -> Option<Element> {
    words.map(|words| el("p").class("advice").attr("role", "status").with(words))
}
