//! Markup in the document.

use leptos::tachys::renderer::{Rndr, types};

use super::{Element, patch};
use crate::browser::apply::{apply, dress};

/// Makes an element for the document.
pub(super) fn make(element: &Element) -> types::Element {
    let made = Rndr::create_element(element.tag, None);
    for (name, value) in &element.attributes {
        Rndr::set_attribute(&made, name, value);
    }
    let mut html = String::new();
    element.write_children_undressed(&mut html);
    Rndr::set_inner_html(&made, &html);
    dress(&made);
    made
}

/// Changes `made`, which is as `before`, to be as `after`, an element of the same tag. Says whether it could: where a translator or an
/// extension has been in the document, it is not as it was left.
pub(super) fn change(made: &types::Element, before: &Element, after: &Element) -> bool {
    apply(made, &patch::steps(before, after))
}
