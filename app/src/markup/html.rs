//! Markup as HTML.

use super::{Element, Node};

/// Elements that have no children and no end tag.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

impl Element {
    /// Writes the element as HTML.
    pub fn write(&self, to: &mut String) {
        to.push('<');
        to.push_str(self.tag);
        for (name, value) in &self.attributes {
            to.push(' ');
            to.push_str(name);
            if !value.is_empty() {
                to.push_str("=\"");
                escape(value, to);
                to.push('"');
            }
        }
        to.push('>');
        if !VOID.contains(&self.tag) {
            self.write_children(to);
            to.push_str("</");
            to.push_str(self.tag);
            to.push('>');
        }
    }

    /// Writes what is inside the element as HTML.
    pub fn write_children(&self, to: &mut String) {
        for child in &self.children {
            child.write(to);
        }
    }
}

impl Node {
    /// Writes the node as HTML.
    pub fn write(&self, to: &mut String) {
        match self {
            Self::Element(element) => element.write(to),
            Self::Text(text) => escape(text, to),
        }
    }
}

/// Writes a text so that it stays a text, between tags and between double quotes.
fn escape(text: &str, to: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        to.push_str(&rest[..at]);
        to.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    to.push_str(rest);
}
