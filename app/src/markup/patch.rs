//! What has to change in the document for one markup to become another, written down as steps.
//!
//! A page of rows changes in a thousand places when a group is chosen, and each call from WebAssembly into the document costs several
//! microseconds. So all steps go over in one text, which `browser/apply.js` follows: words divided by NUL, which no markup holds.

use super::{Element, Node};

/// Divides the words of the steps.
const DIVIDE: char = '\0';

/// A node by its places among its parents' children, from below the root down.
pub(super) type Place = Vec<usize>;

/// The steps that change the inside and the attributes of `before` to be as `after`, an element of the same tag, and where to go on: a change of
/// which more than `most` bytes have been written stops before the next node. `from` is where an earlier part has stopped; of nothing at first.
pub(super) fn part(before: &Element, after: &Element, from: &[usize], most: usize) -> (String, Option<Place>) {
    let mut steps = Steps { text: String::new(), path: Vec::new(), from, most, whole: false, stopped: None };
    steps.path.push(Level { place: 0, children: before.children.len(), entered: true, counted: false });
    steps.change(before, after);
    steps.text.push_str("end");
    (steps.text, steps.stopped)
}

/// The steps so far, and the way from the root to the element that is looked at. Most elements stay as they are: the steps that lead to one
/// are written only when something in it changes.
struct Steps<'a> {
    text: String,
    path: Vec<Level>,
    /// Where an earlier part has stopped, as long as that is ahead.
    from: &'a [usize],
    /// How many bytes may be written before a stop.
    most: usize,
    /// Whether the children looked at may change their places, so that nobody could find the way back to them.
    whole: bool,
    /// Where this part has stopped.
    stopped: Option<Place>,
}

/// An element on the way.
struct Level {
    /// Its place among its parent's children.
    place: usize,
    /// How many children the document is to have there.
    children: usize,
    /// Whether the step into it has been written.
    entered: bool,
    /// Whether the step that counts its children has been written.
    counted: bool,
}

impl Steps<'_> {
    fn word(&mut self, word: &str) {
        if word.as_bytes().contains(&0) {
            // A text with a NUL in it would be read as more steps.
            self.text.extend(word.split(DIVIDE));
        } else {
            self.text.push_str(word);
        }
        self.text.push(DIVIDE);
    }

    fn place(&mut self, step: &str, place: usize) {
        self.word(step);
        self.word(&place.to_string());
    }

    /// Writes the steps that lead to the element that is looked at.
    fn enter(&mut self) {
        for at in 0..self.path.len() {
            if !self.path[at].entered {
                self.count(at - 1);
                self.path[at].entered = true;
                self.place("down", self.path[at].place);
            }
        }
    }

    /// Writes the step that counts the children of an element on the way, before the first of them is touched.
    fn count(&mut self, at: usize) {
        if !std::mem::replace(&mut self.path[at].counted, true) {
            self.place("count", self.path[at].children);
        }
    }

    /// Writes the first word of a step that changes a child, after those that lead to it.
    fn at_child(&mut self, step: &str, place: usize) {
        self.enter();
        self.count(self.path.len() - 1);
        self.place(step, place);
    }

    fn change(&mut self, before: &Element, after: &Element) {
        // An element in which an earlier part has stopped has its attributes already.
        if self.from.is_empty() {
            self.change_attributes(before, after);
        }
        if before.children.len() == after.children.len() {
            self.change_in_place(0, &before.children, &after.children);
        } else {
            let within = std::mem::replace(&mut self.whole, true);
            self.change_children(&before.children, &after.children);
            self.whole = within;
        }
    }

    fn change_attributes(&mut self, before: &Element, after: &Element) {
        for (at, (name, value)) in after.attributes.iter().enumerate() {
            // Nearly always the same attributes come in the same order.
            let known = before.attributes.get(at).filter(|known| known.0 == *name);
            let known = known.or_else(|| before.attributes.iter().find(|known| known.0 == *name));
            if known.is_none_or(|known| known.1 != *value) {
                self.enter();
                self.word("set");
                self.word(name);
                self.word(value);
            }
        }
        for (at, (name, _)) in before.attributes.iter().enumerate() {
            let stays = after.attributes.get(at).is_some_and(|known| known.0 == *name);
            if !stays && !after.attributes.iter().any(|(known, _)| known == name) {
                self.enter();
                self.word("unset");
                self.word(name);
            }
        }
    }

    /// Changes nodes one by one, the first of them at `start`. What is the same leaves no step, so both are walked only once.
    fn change_in_place(&mut self, start: usize, before: &[Node], after: &[Node]) {
        let (done, inside) = self.from.split_first().map_or((0, &[][..]), |(first, inside)| (*first, inside));
        self.from = inside;
        for (at, (one, other)) in (start..).zip(before.iter().zip(after)).skip(done) {
            if self.stopped.is_some() {
                return;
            }
            if self.text.len() > self.most && !self.whole {
                let place = self.path.iter().skip(1).map(|level| level.place);
                self.stopped = Some(place.chain([at]).collect());
                return;
            }
            match (one, other) {
                (Node::Text(one), Node::Text(other)) => {
                    if one != other {
                        self.at_child("text", at);
                        self.word(other);
                    }
                }
                (Node::Element(one), Node::Element(other)) if one.tag == other.tag => {
                    self.path.push(Level { place: at, children: one.children.len(), entered: false, counted: false });
                    self.change(one, other);
                    if self.path.pop().is_some_and(|level| level.entered) {
                        self.word("up");
                    }
                }
                _ => {
                    self.at_child("remove", at);
                    self.insert(at, other);
                }
            }
            self.from = &[];
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
            self.at_child("remove", start + new.len());
        }
        for (at, node) in new.iter().enumerate().skip(old.len()) {
            self.insert(start + at, node);
        }
    }

    fn insert(&mut self, at: usize, node: &Node) {
        let mut html = String::new();
        node.write_undressed(&mut html);
        self.at_child("insert", at);
        self.word(&html);
    }
}
