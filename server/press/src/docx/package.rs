//! What holds the parts of a text document together, and its properties.

use domain::report::document::Document;

use super::{body::Body, drawing};
use crate::{words, xml::Xml};

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts that the text refers to, each with its name in the text, its kind and its path.
const OWN: [(&str, &str, &str); 4] = [
    ("styles", "styles", "styles.xml"),
    ("numbering", "numbering", "numbering.xml"),
    ("settings", "settings", "settings.xml"),
    ("footer", "footer", "footer1.xml"),
];

/// Of which kind each part is.
pub(super) fn types() -> Vec<u8> {
    Xml::part("Types", &[("xmlns", TYPES)], |xml| {
        let of = |xml: &mut Xml, ending, kind| xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
        of(xml, "rels", "application/vnd.openxmlformats-package.relationships+xml");
        of(xml, "xml", "application/xml");
        of(xml, "png", "image/png");
        let core = "application/vnd.openxmlformats-package.core-properties+xml";
        xml.empty("Override", &[("PartName", "/docProps/core.xml"), ("ContentType", core)]);
        xml.empty("Override", &[("PartName", "/word/document.xml"), ("ContentType", &format!("{WORD}.document.main+xml"))]);
        for (_, kind, path) in OWN {
            xml.empty("Override", &[("PartName", &format!("/word/{path}")), ("ContentType", &format!("{WORD}.{kind}+xml"))]);
        }
    })
}

/// Where the text and the properties are.
pub(super) fn package() -> Vec<u8> {
    Xml::part("Relationships", &[("xmlns", RELATIONSHIPS)], |xml| {
        let kind = format!("{OFFICE}/officeDocument");
        xml.empty("Relationship", &[("Id", "document"), ("Type", &kind), ("Target", "word/document.xml")]);
        xml.empty("Relationship", &[("Id", "core"), ("Type", CORE), ("Target", "docProps/core.xml")]);
    })
}

/// What the text refers to: its other parts, its pictures, and the addresses that its links lead to.
pub(super) fn relations(body: &Body) -> Vec<u8> {
    Xml::part("Relationships", &[("xmlns", RELATIONSHIPS)], |xml| {
        for (id, kind, path) in OWN {
            xml.empty("Relationship", &[("Id", id), ("Type", &format!("{OFFICE}/{kind}")), ("Target", path)]);
        }
        let kind = format!("{OFFICE}/image");
        for (number, _) in &body.pictures {
            xml.empty("Relationship", &[("Id", &drawing::key(*number)), ("Type", &kind), ("Target", &drawing::place(*number))]);
        }
        let kind = format!("{OFFICE}/hyperlink");
        for (at, href) in (1..).zip(&body.links) {
            let id = format!("link{at}");
            xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", href), ("TargetMode", "External")]);
        }
    })
}

/// Title, council, language and day.
pub(super) fn core(document: &Document) -> Vec<u8> {
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let at = format!("{}T00:00:00Z", document.dated.format("%Y-%m-%d"));
    Xml::part("cp:coreProperties", &names, |xml| {
        xml.words("dc:title", &[], words::title(document));
        xml.words("dc:subject", &[], &document.subtitle);
        xml.words("dc:creator", &[], &document.council);
        xml.words("dc:description", &[], &document.licence);
        xml.words("dc:language", &[], &words::tag(document));
        xml.words("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &at);
        xml.words("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &at);
    })
}
