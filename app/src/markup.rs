//! The body of a page as a plain value: elements, attributes and texts, and nothing else.
//!
//! The server writes it as HTML. The browser adopts what the server has written as it stands, without a walk over it, and from then on
//! compares the body that was drawn with the one that is to be drawn and touches only what differs (ADR 0011).

mod document;
mod html;
mod patch;
mod reading;
mod view;

use std::borrow::Cow;

pub use view::Body;

/// A text that is often the same for the life of the program.
pub type Text = Cow<'static, str>;

/// An element or a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// A text, never empty and never beside another.
    Text(Text),
}

/// An element.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    tag: &'static str,
    attributes: Vec<(&'static str, Text)>,
    children: Vec<Node>,
}

/// An element without attributes or children.
pub fn el(tag: &'static str) -> Element {
    Element { tag, attributes: Vec::new(), children: Vec::new() }
}

/// A link.
pub fn link(href: impl Into<Text>, label: impl Content) -> Element {
    el("a").attr("href", href).with(label)
}

/// A link that changes what is shown and leaves the reader where they are: following it does not scroll.
pub fn stay(href: impl Into<Text>, label: impl Content) -> Element {
    link(href, label).attr("noscroll", "")
}

impl Element {
    /// With a class.
    #[must_use]
    pub fn class(self, class: impl Into<Text>) -> Self {
        self.attr("class", class)
    }

    /// With an attribute. Each is given once.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Into<Text>) -> Self {
        self.with_attribute(name, value.into())
    }

    /// With an attribute that is a coordinate, rounded to a tenth of a pixel.
    #[must_use]
    pub fn num(self, name: &'static str, value: f64) -> Self {
        self.with_attribute(name, domain::geometry::text(value).into())
    }

    /// With an attribute, if there is a value.
    #[must_use]
    pub fn maybe(self, name: &'static str, value: Option<impl Into<Text>>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// With children after those it has.
    #[must_use]
    pub fn with(mut self, content: impl Content) -> Self {
        content.append(&mut self.children);
        self
    }

    /// With a child for each item.
    #[must_use]
    pub fn all<T: Content>(mut self, items: impl IntoIterator<Item = T>) -> Self {
        for item in items {
            item.append(&mut self.children);
        }
        self
    }

    /// Changes the addresses that it and all within it lead to: each is given, and another comes back where there is one.
    pub fn readdress(&mut self, to: &dyn Fn(&str) -> Option<String>) {
        for (name, value) in &mut self.attributes {
            if let ("href" | "action", Some(to)) = (*name, to(value)) {
                *value = to.into();
            }
        }
        for child in &mut self.children {
            if let Node::Element(child) = child {
                child.readdress(to);
            }
        }
    }

    fn with_attribute(mut self, name: &'static str, value: Text) -> Self {
        debug_assert!(self.attributes.iter().all(|(known, _)| *known != name), "{name} twice");
        self.attributes.push((name, value));
        self
    }
}

/// What can be put into an element.
pub trait Content {
    /// Puts it after what is there.
    fn append(self, children: &mut Vec<Node>);
}

fn append_text(text: Text, children: &mut Vec<Node>) {
    // A browser reads neighbouring texts as one and an empty text as none.
    match children.last_mut() {
        _ if text.is_empty() => {}
        Some(Node::Text(before)) => before.to_mut().push_str(&text),
        _ => children.push(Node::Text(text)),
    }
}

impl Content for &'static str {
    fn append(self, children: &mut Vec<Node>) {
        append_text(Cow::Borrowed(self), children);
    }
}

impl Content for String {
    fn append(self, children: &mut Vec<Node>) {
        append_text(Cow::Owned(self), children);
    }
}

impl Content for &String {
    fn append(self, children: &mut Vec<Node>) {
        append_text(Cow::Owned(self.clone()), children);
    }
}

impl Content for Element {
    fn append(self, children: &mut Vec<Node>) {
        children.push(Node::Element(self));
    }
}

impl<T: Content> Content for Option<T> {
    fn append(self, children: &mut Vec<Node>) {
        if let Some(content) = self {
            content.append(children);
        }
    }
}

impl<'a, T> Content for &'a Option<T>
where
    &'a T: Content,
{
    fn append(self, children: &mut Vec<Node>) {
        self.as_ref().append(children);
    }
}

impl<T: Content, const N: usize> Content for [T; N] {
    fn append(self, children: &mut Vec<Node>) {
        for content in self {
            content.append(children);
        }
    }
}

impl<T: Content> Content for Vec<T> {
    fn append(self, children: &mut Vec<Node>) {
        for content in self {
            content.append(children);
        }
    }
}

impl<A: Content, B: Content> Content for (A, B) {
    fn append(self, children: &mut Vec<Node>) {
        self.0.append(children);
        self.1.append(children);
    }
}

impl<A: Content, B: Content, C: Content> Content for (A, B, C) {
    fn append(self, children: &mut Vec<Node>) {
        self.0.append(children);
        self.1.append(children);
        self.2.append(children);
    }
}

#[cfg(test)]
mod tests;
