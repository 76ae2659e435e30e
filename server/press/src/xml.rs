//! XML, written element by element: what is text is always escaped.

/// An element that is being written, or the whole of a part.
pub(crate) struct Xml(String);

impl Xml {
    /// A part that begins with this element.
    pub(crate) fn part(name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut xml = Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned());
        xml.element(name, attributes, inside);
        xml.0.into_bytes()
    }

    /// An element, and what is in it.
    pub(crate) fn element(&mut self, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        self.0.push('>');
        inside(self);
        for piece in ["</", name, ">"] {
            self.0.push_str(piece);
        }
    }

    /// An element with nothing in it.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.0.push_str("/>");
    }

    /// An element with only text in it.
    pub(crate) fn words(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.element(name, attributes, |xml| xml.text(text));
    }

    /// Text.
    pub(crate) fn text(&mut self, text: &str) {
        self.escaped(text);
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            for piece in [" ", name, "=\""] {
                self.0.push_str(piece);
            }
            self.escaped(value);
            self.0.push('"');
        }
    }

    /// What XML cannot hold is left out; a break of lines is a space, as it is on a page.
    fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\n' | '\r' | '\t' => self.0.push(' '),
                '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
                c => self.0.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_never_markup() {
        let part = Xml::part("a", &[("b", "\"<&>\n")], |xml| xml.words("c", &[], "</c>\0\u{b}\u{ffff}]]>&amp;"));
        let read = String::from_utf8(part).unwrap();
        let body = read.split_once('\n').unwrap().1;
        assert_eq!(body, "<a b=\"&quot;&lt;&amp;&gt; \"><c>&lt;/c&gt;]]&gt;&amp;amp;</c></a>");
    }
}
