//! How the text document looks: in typefaces that every office has, with the colours of the PDF.

use domain::report::document::Document;

use super::W;
use crate::{words, xml::Xml};

const INK: &str = "1B1F24";
const QUIET: &str = "5B6470";
const HEAD: &str = "0E2F4E";
const BLUE: &str = "12436D";

/// A style of paragraphs: its key, its name, half points of type, colour, space before and after in twentieths of a point.
struct Style {
    key: &'static str,
    name: &'static str,
    size: u32,
    colour: &'static str,
    before: u32,
    after: u32,
    /// The level in the document's outline, from 0.
    level: Option<u32>,
    bold: bool,
}

const PLAIN: Style = Style { key: "", name: "", size: 22, colour: INK, before: 0, after: 120, level: None, bold: false };

const STYLES: [Style; 12] = [
    Style { key: "Title", name: "Title", size: 56, colour: HEAD, before: 120, after: 120, ..PLAIN },
    Style { key: "Subtitle", name: "Subtitle", size: 28, colour: QUIET, after: 240, ..PLAIN },
    Style { key: "Heading1", name: "heading 1", size: 36, before: 480, after: 160, level: Some(0), bold: true, ..PLAIN },
    Style { key: "Heading2", name: "heading 2", size: 26, before: 320, level: Some(1), bold: true, ..PLAIN },
    Style { key: "Council", name: "Council", size: 22, colour: HEAD, bold: true, ..PLAIN },
    Style { key: "About", name: "About the report", size: 20, colour: QUIET, after: 60, ..PLAIN },
    Style { key: "Notice", name: "Notice", before: 120, bold: true, ..PLAIN },
    Style { key: "ListBullet", name: "List Bullet", after: 80, ..PLAIN },
    Style { key: "Caption", name: "caption", size: 20, before: 240, after: 100, bold: true, ..PLAIN },
    Style { key: "TableText", name: "Table text", size: 18, before: 40, after: 40, ..PLAIN },
    Style { key: "TableHeading", name: "Table heading", size: 18, before: 40, after: 40, bold: true, ..PLAIN },
    Style { key: "Note", name: "Note", size: 17, colour: QUIET, before: 40, after: 40, ..PLAIN },
];

/// All styles, and the language of the text.
pub(super) fn styles(document: &Document) -> Vec<u8> {
    let language = words::tag(document);
    Xml::part("w:styles", &[W], |xml| {
        xml.element("w:docDefaults", &[], |xml| {
            xml.element("w:rPrDefault", &[], |xml| {
                xml.element("w:rPr", &[], |xml| {
                    xml.empty("w:rFonts", &[("w:ascii", "Arial"), ("w:hAnsi", "Arial"), ("w:cs", "Arial")]);
                    xml.empty("w:color", &[("w:val", INK)]);
                    xml.empty("w:sz", &[("w:val", "22")]);
                    xml.empty("w:lang", &[("w:val", &language)]);
                });
            });
            xml.element("w:pPrDefault", &[], |xml| {
                xml.element("w:pPr", &[], |xml| xml.empty("w:spacing", &[("w:after", "120"), ("w:line", "276"), ("w:lineRule", "auto")]));
            });
        });
        xml.element("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")], |xml| {
            xml.empty("w:name", &[("w:val", "Normal")]);
            xml.empty("w:qFormat", &[]);
        });
        for style in &STYLES {
            paragraph(xml, style);
        }
        xml.element("w:style", &[("w:type", "character"), ("w:styleId", "Hyperlink")], |xml| {
            xml.empty("w:name", &[("w:val", "Hyperlink")]);
            xml.element("w:rPr", &[], |xml| {
                xml.empty("w:color", &[("w:val", BLUE)]);
                xml.empty("w:u", &[("w:val", "single")]);
            });
        });
        table(xml);
    })
}

fn paragraph(xml: &mut Xml, style: &Style) {
    let heading = style.level.is_some();
    let keeps = heading || style.key == "Caption";
    xml.element("w:style", &[("w:type", "paragraph"), ("w:styleId", style.key)], |xml| {
        xml.empty("w:name", &[("w:val", style.name)]);
        xml.empty("w:basedOn", &[("w:val", "Normal")]);
        if heading {
            xml.empty("w:next", &[("w:val", "Normal")]);
        }
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| {
            if keeps {
                xml.empty("w:keepNext", &[]);
            }
            if style.key == "ListBullet" {
                xml.element("w:numPr", &[], |xml| xml.empty("w:numId", &[("w:val", "1")]));
            }
            xml.empty("w:spacing", &[("w:before", &style.before.to_string()), ("w:after", &style.after.to_string())]);
            if let Some(level) = style.level {
                xml.empty("w:outlineLvl", &[("w:val", &level.to_string())]);
            }
        });
        xml.element("w:rPr", &[], |xml| {
            if heading || style.key == "Title" {
                xml.empty("w:rFonts", &[("w:ascii", "Georgia"), ("w:hAnsi", "Georgia"), ("w:cs", "Georgia")]);
            }
            if style.bold {
                xml.empty("w:b", &[]);
            }
            xml.empty("w:color", &[("w:val", style.colour)]);
            xml.empty("w:sz", &[("w:val", &style.size.to_string())]);
        });
    });
}

/// Tables have rules between their rows, a strong one below the headings, and nothing else.
fn table(xml: &mut Xml) {
    let rule = |xml: &mut Xml, side, size, colour| {
        xml.empty(side, &[("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", colour)]);
    };
    xml.element("w:style", &[("w:type", "table"), ("w:styleId", "ReportTable")], |xml| {
        xml.empty("w:name", &[("w:val", "Report table")]);
        xml.element("w:tblPr", &[], |xml| {
            xml.element("w:tblBorders", &[], |xml| {
                rule(xml, "w:bottom", "4", "E6E1D8");
                rule(xml, "w:insideH", "4", "E6E1D8");
            });
        });
        xml.element("w:tblStylePr", &[("w:type", "firstRow")], |xml| {
            xml.element("w:tcPr", &[], |xml| xml.element("w:tcBorders", &[], |xml| rule(xml, "w:bottom", "8", HEAD)));
        });
    });
}

/// The mark of lists without numbers.
pub(super) fn numbering() -> Vec<u8> {
    Xml::part("w:numbering", &[W], |xml| {
        xml.element("w:abstractNum", &[("w:abstractNumId", "0")], |xml| {
            xml.empty("w:multiLevelType", &[("w:val", "hybridMultilevel")]);
            xml.element("w:lvl", &[("w:ilvl", "0")], |xml| {
                xml.empty("w:start", &[("w:val", "1")]);
                xml.empty("w:numFmt", &[("w:val", "bullet")]);
                xml.empty("w:lvlText", &[("w:val", "•")]);
                xml.empty("w:lvlJc", &[("w:val", "left")]);
                xml.element("w:pPr", &[], |xml| xml.empty("w:ind", &[("w:left", "357"), ("w:hanging", "357")]));
            });
        });
        xml.element("w:num", &[("w:numId", "1")], |xml| xml.empty("w:abstractNumId", &[("w:val", "0")]));
    })
}

/// The language again, for programs that look for it here.
pub(super) fn settings(document: &Document) -> Vec<u8> {
    Xml::part("w:settings", &[W], |xml| {
        xml.element("w:compat", &[], |xml| {
            let uri = "http://schemas.microsoft.com/office/word";
            xml.empty("w:compatSetting", &[("w:name", "compatibilityMode"), ("w:uri", uri), ("w:val", "15")]);
        });
        xml.empty("w:themeFontLang", &[("w:val", &words::tag(document))]);
    })
}
