//! The report as a text document (Office Open XML) for those who must edit it: with headings that are headings, tables whose first row is repeated over
//! pages, its title and its language.
//!
//! Pictures are SVG, which such a document can only hold beside a bitmap of the same: they are left out, with what they show in words and their captions
//! in their place.

mod body;
mod package;
mod styles;

use domain::report::document::Document;

use crate::{Fault, archive, links::Links, plan::Plan};

const W: (&str, &str) = ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
const R: (&str, &str) = ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");

/// A text document of a document.
pub fn docx(document: &Document, base: Option<&str>) -> Result<Vec<u8>, Fault> {
    let plan = Plan::new(document)?;
    let (body, relations) = body::body(&plan, &Links::new(base));
    let parts = [
        ("[Content_Types].xml", package::types()),
        ("_rels/.rels", package::package()),
        ("docProps/core.xml", package::core(document)),
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", package::relations(&relations)),
        ("word/styles.xml", styles::styles(document)),
        ("word/numbering.xml", styles::numbering()),
        ("word/settings.xml", styles::settings(document)),
        ("word/footer1.xml", body::footer(document)),
    ];
    archive::pack(parts.map(|(name, bytes)| (name.to_owned(), bytes)))
}
