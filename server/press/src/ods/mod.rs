//! The report as an OpenDocument spreadsheet (ODF 1.2), by the field's rules for spreadsheets: a cover, contents and notes, then one table a sheet, each
//! with one row of headings, marked up and named, without merged cells, blank rows, colour that means something, or anything hidden.

mod book;
mod content;
mod format;
mod notes;

use domain::report::document::Document;

use crate::{Fault, archive, links::Links, plan::Plan, words, xml::Xml};

pub(crate) const MIMETYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const OFFICE: (&str, &str) = ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0");
const STYLE: (&str, &str) = ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0");
const FO: (&str, &str) = ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0");
const VERSION: (&str, &str) = ("office:version", "1.2");

/// A spreadsheet of a document. Its text is in a last sheet, so that it says as much as the other forms; pictures are there as their captions and what
/// they show in words.
pub fn ods(document: &Document, base: Option<&str>) -> Result<Vec<u8>, Fault> {
    let plan = Plan::new(document)?;
    let sheets = book::sheets(&plan, &Links::new(base));
    let parts = [
        ("mimetype", MIMETYPE.as_bytes().to_vec()),
        ("content.xml", content::content(&sheets)),
        ("styles.xml", styles(document)),
        ("meta.xml", meta(document)),
        ("settings.xml", settings(&sheets)),
        ("META-INF/manifest.xml", manifest()),
    ];
    archive::pack(parts.map(|(name, bytes)| (name.to_owned(), bytes)))
}

/// The language and the type of all cells.
fn styles(document: &Document) -> Vec<u8> {
    let (language, country) = words::language(&document.language);
    Xml::part("office:document-styles", &[OFFICE, STYLE, FO, VERSION], |xml| {
        xml.element("office:styles", &[], |xml| {
            xml.element("style:default-style", &[("style:family", "table-cell")], |xml| {
                let country = country.as_deref().unwrap_or("none");
                xml.empty("style:text-properties", &[("fo:font-size", "12pt"), ("fo:language", &language), ("fo:country", country)]);
            });
        });
    })
}

fn meta(document: &Document) -> Vec<u8> {
    const DC: (&str, &str) = ("xmlns:dc", "http://purl.org/dc/elements/1.1/");
    const META: (&str, &str) = ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0");
    let at = format!("{}T00:00:00", document.dated.format("%Y-%m-%d"));
    Xml::part("office:document-meta", &[OFFICE, DC, META, VERSION], |xml| {
        xml.element("office:meta", &[], |xml| {
            xml.words("dc:title", &[], words::title(document));
            xml.words("dc:subject", &[], &document.subtitle);
            xml.words("dc:description", &[], &document.licence);
            xml.words("meta:initial-creator", &[], &document.council);
            xml.words("dc:creator", &[], &document.council);
            xml.words("meta:creation-date", &[], &at);
            xml.words("dc:date", &[], &at);
            xml.words("dc:language", &[], &words::tag(document));
        });
    })
}

/// The file opens on its first sheet, with the cursor in A1 of each.
fn settings(sheets: &[book::Sheet]) -> Vec<u8> {
    const CONFIG: (&str, &str) = ("xmlns:config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0");
    let item =
        |xml: &mut Xml, name, kind, value: &str| xml.words("config:config-item", &[("config:name", name), ("config:type", kind)], value);
    Xml::part("office:document-settings", &[OFFICE, CONFIG, VERSION], |xml| {
        xml.element("office:settings", &[], |xml| {
            xml.element("config:config-item-set", &[("config:name", "ooo:view-settings")], |xml| {
                xml.element("config:config-item-map-indexed", &[("config:name", "Views")], |xml| {
                    xml.element("config:config-item-map-entry", &[], |xml| {
                        item(xml, "ViewId", "string", "view1");
                        xml.element("config:config-item-map-named", &[("config:name", "Tables")], |xml| {
                            for sheet in sheets {
                                xml.element("config:config-item-map-entry", &[("config:name", &sheet.name)], |xml| {
                                    item(xml, "CursorPositionX", "int", "0");
                                    item(xml, "CursorPositionY", "int", "0");
                                });
                            }
                        });
                        item(xml, "ActiveTable", "string", sheets.first().map_or("", |sheet| &sheet.name));
                    });
                });
            });
        });
    })
}

fn manifest() -> Vec<u8> {
    const MANIFEST: (&str, &str) = ("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0");
    let parts =
        [("/", MIMETYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml"), ("settings.xml", "text/xml")];
    Xml::part("manifest:manifest", &[MANIFEST, ("manifest:version", "1.2")], |xml| {
        for (path, kind) in parts {
            let mut attributes = vec![("manifest:full-path", path), ("manifest:media-type", kind)];
            if path == "/" {
                attributes.push(("manifest:version", "1.2"));
            }
            xml.empty("manifest:file-entry", &attributes);
        }
    })
}
