//! Links that change what is shown and leave the reader where they are.

use leptos::attr::{Attribute, custom::custom_attribute};

/// Put on a link: following it does not scroll.
pub fn stay() -> impl Attribute {
    custom_attribute("noscroll", "")
}
