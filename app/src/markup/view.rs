//! Markup as a view of the framework: drawn on the server, adopted in the browser, changed when it is drawn again.

use std::sync::Arc;

use leptos::{
    attr::any_attribute::AnyAttribute,
    tachys::{
        hydration::Cursor,
        renderer::{CastFrom, Rndr, types},
        view::{Mountable, Position, PositionState, Render, RenderHtml},
    },
};

use super::{Element, document, el};
use crate::browser::apply::{finish, let_go};

/// Markup in the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// What it is about. Markup about something else is made anew, not changed.
    pub about: String,
    /// Which of the states of what it is about: what the server drew for the same state is taken to be the same.
    pub state: String,
    /// The markup; none where what the server drew is to stay as it stands.
    pub markup: Option<Arc<Element>>,
}

impl Body {
    /// Markup that is about one thing only.
    pub fn of(markup: Element) -> Self {
        Self { about: String::new(), state: String::new(), markup: Some(Arc::new(markup)) }
    }
}

/// Markup that is in the document, and the element it has become.
#[derive(Debug)]
pub struct Drawn {
    made: types::Element,
    body: Body,
}

impl Drawn {
    /// Makes the markup anew, in place of what is there.
    fn replace(&mut self, markup: &Element) {
        let made = document::make(markup);
        if let Some(parent) = Rndr::get_parent(&self.made).and_then(types::Element::cast_from) {
            Rndr::insert_node(&parent, &made, Some(&self.made));
        }
        Rndr::remove(&self.made);
        self.made = made;
    }
}

impl Render for Body {
    type State = Drawn;

    fn build(self) -> Drawn {
        let made = match &self.markup {
            Some(markup) => document::make(markup),
            None => document::make(&el("div")),
        };
        Drawn { made, body: self }
    }

    fn rebuild(self, drawn: &mut Drawn) {
        let Some(markup) = &self.markup else { return };
        finish();
        match &drawn.body.markup {
            Some(before) if Arc::ptr_eq(before, markup) => {}
            Some(before) if self.about == drawn.body.about && before.tag == markup.tag && document::change(&drawn.made, before, markup) => {
            }
            None if self.about == drawn.body.about && self.state == drawn.body.state => {}
            _ => drawn.replace(markup),
        }
        if let Some(before) = std::mem::replace(&mut drawn.body, self).markup {
            let_go(before);
        }
    }
}

// Markup has all its attributes.
leptos::tachys::no_attrs!(Body);

impl RenderHtml for Body {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, html: &mut String, position: &mut Position, _escape: bool, _branches: bool, _extra: Vec<AnyAttribute>) {
        if let Some(markup) = &self.markup {
            markup.write(html);
        }
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Drawn {
        if position.get() == Position::FirstChild {
            cursor.child();
        } else {
            cursor.sibling();
        }
        position.set(Position::NextChild);
        let node = cursor.current();
        if let Some(made) = types::Element::cast_from(node.clone()) {
            return Drawn { made, body: self };
        }
        // What is not an element was not drawn by this program: ours goes before it.
        let mut drawn = self.build();
        if let Some(parent) = Rndr::get_parent(&node).and_then(types::Element::cast_from) {
            drawn.mount(&parent, Some(&node));
        }
        drawn
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        Rndr::remove(&self.made);
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        Rndr::insert_node(parent, &self.made, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        Rndr::get_parent(&self.made).and_then(types::Element::cast_from).is_some_and(|parent| {
            child.mount(&parent, Some(&self.made));
            true
        })
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.made.clone()]
    }
}
