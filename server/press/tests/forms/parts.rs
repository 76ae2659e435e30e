//! Parts of archives, as XML.

use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

/// A part of an archive.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(raw(bytes, name)).unwrap()
}

/// The bytes of a part of an archive.
pub(crate) fn raw(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut whole = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut whole).unwrap();
    whole
}

/// The names of all parts, in their order.
pub(crate) fn names(bytes: &[u8]) -> Vec<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned()).collect()
}

/// All elements of a name, whatever its prefix.
pub(crate) fn all<'a>(xml: &'a Document, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    xml.descendants().filter(move |node| node.has_tag_name(name) || node.is_element() && node.tag_name().name() == name)
}

/// An attribute, whatever its prefix.
pub(crate) fn of<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// All text in an element.
pub(crate) fn text(node: Node) -> String {
    let piece = |node: Node| match node.tag_name().name() {
        "s" => Some(" ".to_owned()),
        _ => node.is_text().then(|| node.text().unwrap_or_default().to_owned()),
    };
    node.descendants().filter_map(piece).collect()
}
