//! The report as a text document (Office Open XML) for those who must edit it: with headings that are headings, tables whose first row is repeated over
//! pages, its title and its language.
//!
//! Pictures are dots, drawn in the fonts of reports, as every program that edits text can show them; without fonts, or where one cannot be drawn, what
//! it shows is told in words.

mod body;
mod drawing;
mod package;
mod styles;

use domain::report::document::Document;

use crate::{Fault, Fonts, archive, links::Links, plan::Plan};

const W: (&str, &str) = ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
const R: (&str, &str) = ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");

/// A text document of a document; with its pictures where there are fonts to draw them with.
pub fn docx(document: &Document, fonts: Option<&Fonts>, base: Option<&str>) -> Result<Vec<u8>, Fault> {
    let plan = Plan::new(document)?;
    let body = body::body(&plan, &Links::new(base), fonts);
    let relations = package::relations(&body);
    let parts = [
        ("[Content_Types].xml", package::types()),
        ("_rels/.rels", package::package()),
        ("docProps/core.xml", package::core(document)),
        ("word/document.xml", body.text),
        ("word/_rels/document.xml.rels", relations),
        ("word/styles.xml", styles::styles(document)),
        ("word/numbering.xml", styles::numbering()),
        ("word/settings.xml", styles::settings(document)),
        ("word/footer1.xml", body::footer(document)),
    ];
    let parts = parts.into_iter().map(|(name, bytes)| (name.to_owned(), bytes));
    let pictures = body.pictures.into_iter().map(|(number, dots)| (format!("word/{}", drawing::place(number)), dots));
    archive::pack(parts.chain(pictures))
}
