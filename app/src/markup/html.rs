//! Markup as HTML.
//!
//! The policy of a page names its `style` attributes by hash. What is put into the document later has them under [`DRESS`], and the browser's
//! script sets them as the policy allows (`browser/apply.js`). A value is written as a browser writes it back: `--name: value;`.

use super::{Element, Node};

/// Elements that have no children and no end tag.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// The attribute that holds an element's style until the script has set it.
const DRESS: &str = "data-style";

impl Element {
    /// Writes the element as HTML.
    pub fn write(&self, to: &mut String) {
        self.write_as("style", to);
    }

    fn write_as(&self, style: &str, to: &mut String) {
        to.push('<');
        to.push_str(self.tag);
        for (name, value) in &self.attributes {
            to.push(' ');
            to.push_str(if *name == "style" { style } else { name });
            if !value.is_empty() {
                to.push_str("=\"");
                escape(value, to);
                to.push('"');
            }
        }
        to.push('>');
        if !VOID.contains(&self.tag) {
            for child in &self.children {
                match child {
                    // What stands in a script is read as it is. Ours is data (JSON), in which this sign can be written so, and ends nothing.
                    Node::Text(text) if self.tag == "script" => to.push_str(&text.replace('<', "\\u003c")),
                    _ => child.write_as(style, to),
                }
            }
            to.push_str("</");
            to.push_str(self.tag);
            to.push('>');
        }
    }

    /// Writes what is inside the element as HTML that is put into the document, to be dressed there.
    pub(super) fn write_children_undressed(&self, to: &mut String) {
        for child in &self.children {
            child.write_as(DRESS, to);
        }
    }
}

impl Node {
    /// Writes the node as HTML.
    pub fn write(&self, to: &mut String) {
        self.write_as("style", to);
    }

    /// Writes the node as HTML that is put into the document, to be dressed there.
    pub(super) fn write_undressed(&self, to: &mut String) {
        self.write_as(DRESS, to);
    }

    fn write_as(&self, style: &str, to: &mut String) {
        match self {
            Self::Element(element) => element.write_as(style, to),
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
