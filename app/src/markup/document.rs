//! Markup in the document.

use std::sync::Arc;

use leptos::tachys::renderer::{Rndr, types};

use super::{Element, patch};
use crate::browser::apply::{apply, dress, later};

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

/// How many bytes of steps are followed before the next frame: the two screens that come first in a page take less.
const FIRST: usize = 36_000;

/// Changes `made`, which is as `before`, to be as `after`, an element of the same tag. A long change is made in two parts: what comes first in the
/// page at once, the rest when that has been shown. Says whether it could: where a translator or an extension has been in the document, it is not
/// as it was left.
pub(super) fn change(made: &types::Element, before: &Arc<Element>, after: &Arc<Element>) -> bool {
    let (steps, rest) = patch::part(before, after, &[], FIRST);
    let followed = apply(made, &steps);
    if let Some(from) = rest.filter(|_| followed) {
        let (made, before, after) = (made.clone(), Arc::clone(before), Arc::clone(after));
        later(move || apply(&made, &patch::part(&before, &after, &from, usize::MAX).0));
    }
    followed
}
