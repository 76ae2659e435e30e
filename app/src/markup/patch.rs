//! What has to change in the document for one markup to become another, written down as steps.
//!
//! A page of rows changes in a thousand places when a group is chosen, and each call from WebAssembly into the document costs several
//! microseconds. So all steps go over in one text, which `browser/apply.js` follows: words divided by NUL, which no markup holds.

use super::{Element, Node};

/// Divides the words of the steps.
const DIVIDE: char = '\0';

/// The steps that change the inside and the attributes of `before` to be as `after`, an element of the same tag.
pub(super) fn steps(before: &Element, after: &Element) -> String {
    let mut steps = Steps(String::new());
    steps.change(before, after);
    steps.0.push_str("end");
    steps.0
}

struct Steps(String);

impl Steps {
    fn word(&mut self, word: &str) {
        // A text with a NUL in it would be read as more steps.
        for part in word.split(DIVIDE) {
            self.0.push_str(part);
        }
        self.0.push(DIVIDE);
    }

    fn place(&mut self, step: &str, place: usize) {
        self.word(step);
        self.word(&place.to_string());
    }

    fn change(&mut self, before: &Element, after: &Element) {
        for (name, value) in &after.attributes {
            if !before.attributes.iter().any(|known| known.0 == *name && known.1 == *value) {
                self.word("set");
                self.word(name);
                self.word(value);
            }
        }
        for (name, _) in &before.attributes {
            if !after.attributes.iter().any(|(known, _)| known == name) {
                self.word("unset");
                self.word(name);
            }
        }
        let start = self.0.len();
        self.place("count", before.children.len());
        let counted = self.0.len();
        if before.children.len() == after.children.len() {
            self.change_in_place(0, &before.children, &after.children);
        } else {
            self.change_children(&before.children, &after.children);
        }
        if self.0.len() == counted {
            self.0.truncate(start);
        }
    }

    /// Changes nodes one by one, the first of them at `start`. What is the same leaves no step, so both are walked only once.
    fn change_in_place(&mut self, start: usize, before: &[Node], after: &[Node]) {
        for (at, (one, other)) in (start..).zip(before.iter().zip(after)) {
            match (one, other) {
                (Node::Text(one), Node::Text(other)) => {
                    if one != other {
                        self.place("text", at);
                        self.word(other);
                    }
                }
                (Node::Element(one), Node::Element(other)) if one.tag == other.tag => {
                    let outside = self.0.len();
                    self.place("down", at);
                    let inside = self.0.len();
                    self.change(one, other);
                    if self.0.len() == inside {
                        self.0.truncate(outside);
                    } else {
                        self.word("up");
                    }
                }
                _ => {
                    self.place("remove", at);
                    self.insert(at, other);
                }
            }
        }
    }

    /// What is the same at both ends stays; between them nodes are changed in order, then those left over go or those missing come.
    fn change_children(&mut self, before: &[Node], after: &[Node]) {
        let start = before.iter().zip(after).take_while(|(one, other)| one == other).count();
        let end = before[start..].iter().rev().zip(after[start..].iter().rev()).take_while(|(one, other)| one == other).count();
        let (old, new) = (&before[start..before.len() - end], &after[start..after.len() - end]);
        self.change_in_place(start, old, new);
        // What follows moves up to the same place.
        for _ in new.len()..old.len() {
            self.place("remove", start + new.len());
        }
        for (at, node) in new.iter().enumerate().skip(old.len()) {
            self.insert(start + at, node);
        }
    }

    fn insert(&mut self, at: usize, node: &Node) {
        let mut html = String::new();
        node.write(&mut html);
        self.place("insert", at);
        self.word(&html);
    }
}
