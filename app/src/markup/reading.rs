//! Reading markup that has been made: what the head of a document says is taken from the page itself. Only the server does so.

use super::{Element, Node};

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_ref())
    }

    /// The first element with a class, itself or within it, in the order of the page.
    pub fn find(&self, class: &str) -> Option<&Self> {
        if self.attribute("class").is_some_and(|classes| classes.split(' ').any(|known| known == class)) {
            return Some(self);
        }
        self.children.iter().find_map(|child| match child {
            Node::Element(element) => element.find(class),
            Node::Text(_) => None,
        })
    }

    /// Every element of a tag within it, in the order of the page.
    pub fn every(&self, tag: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        self.gather(tag, &mut found);
        found
    }

    fn gather<'a>(&'a self, tag: &str, found: &mut Vec<&'a Self>) {
        for child in &self.children {
            if let Node::Element(element) = child {
                if element.tag == tag {
                    found.push(element);
                }
                element.gather(tag, found);
            }
        }
    }

    /// Its words in one line, without what is in elements of a class.
    pub fn words(&self, without: &str) -> String {
        let mut text = String::new();
        self.say(without, &mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn say(&self, without: &str, to: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(text) => to.push_str(text),
                Node::Element(element) if element.attribute("class") == Some(without) => {}
                Node::Element(element) => element.say(without, to),
            }
        }
    }
}
