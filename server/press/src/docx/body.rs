//! The text of the text document, and what runs below its pages.

use domain::report::document::{Document, Run, Table, TableCell};

use super::{R, W, drawing};
use crate::{
    Fonts,
    columns::{ON_ITS_SIDE, UPRIGHT, shares},
    links::Links,
    plan::{Item, Part, Plan, Words},
    words,
    xml::Xml,
};

/// The place that numbers in brackets lead to.
const FACTS: &str = "facts";

/// The text and what it refers to.
pub(super) struct Body {
    /// The text.
    pub(super) text: Vec<u8>,
    /// The addresses that its links lead to, in the order of their numbers.
    pub(super) links: Vec<String>,
    /// The dots of its pictures, by their numbers.
    pub(super) pictures: Vec<(usize, Vec<u8>)>,
}

/// The text; with pictures where there are fonts to draw them with.
pub(super) fn body(plan: &Plan, links: &Links, fonts: Option<&Fonts>) -> Body {
    let mut writer = Writer { links, fonts, relations: Vec::new(), pictures: Vec::new() };
    let written = Xml::part("w:document", &[W, R], |xml| {
        xml.element("w:body", &[], |xml| {
            writer.opening(xml, plan.document);
            for (at, part) in plan.parts.iter().enumerate() {
                writer.part(xml, part);
                // The direction of pages changes where a section ends whose neighbour has the other.
                if plan.parts.get(at + 1).is_some_and(|next| next.wide() != part.wide()) {
                    xml.element("w:p", &[], |xml| xml.element("w:pPr", &[], |xml| pages(xml, part.wide())));
                }
            }
            pages(xml, plan.parts.last().is_some_and(Part::wide));
        });
    });
    Body { text: written, links: writer.relations, pictures: writer.pictures }
}

/// What is below every page.
pub(super) fn footer(document: &Document) -> Vec<u8> {
    let release = format!("Release {}", document.release);
    let mut running = [document.council.as_str(), words::title(document), &release].join(" · ");
    if document.illustrative {
        running = format!("{running} · {}", words::ILLUSTRATIVE_SHORT);
    }
    Xml::part("w:ftr", &[W, R], |xml| {
        paragraph(xml, "Note", None, |xml| {
            words_of(xml, &format!("{running} · Page "), Look::default());
            field(xml, "PAGE");
            words_of(xml, " of ", Look::default());
            field(xml, "NUMPAGES");
        });
        paragraph(xml, "Note", None, |xml| words_of(xml, &document.licence, Look::default()));
    })
}

/// A number that the program which shows the text works out.
fn field(xml: &mut Xml, what: &str) {
    xml.element("w:fldSimple", &[("w:instr", what)], |xml| words_of(xml, "1", Look::default()));
}

/// The pages of what stands before: A4, with the footer.
fn pages(xml: &mut Xml, wide: bool) {
    let (width, height) = if wide { ("16838", "11906") } else { ("11906", "16838") };
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "footer")]);
        let mut size = vec![("w:w", width), ("w:h", height)];
        if wide {
            size.push(("w:orient", "landscape"));
        }
        xml.empty("w:pgSz", &size);
        let margins =
            [("w:top", "1134"), ("w:right", "1247"), ("w:bottom", "1247"), ("w:left", "1247"), ("w:header", "567"), ("w:footer", "567")];
        xml.empty("w:pgMar", &margins);
    });
}

/// How a stretch of text looks.
#[derive(Clone, Copy, Default)]
struct Look {
    strong: bool,
    link: bool,
    raised: bool,
}

fn words_of(xml: &mut Xml, text: &str, look: Look) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| {
            if look.link {
                xml.empty("w:rStyle", &[("w:val", "Hyperlink")]);
            }
            if look.strong {
                xml.empty("w:b", &[]);
            }
            if look.raised {
                xml.empty("w:vertAlign", &[("w:val", "superscript")]);
            }
        });
        xml.words("w:t", &[("xml:space", "preserve")], text);
    });
}

fn paragraph(xml: &mut Xml, style: &str, align: Option<&str>, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            if !style.is_empty() {
                xml.empty("w:pStyle", &[("w:val", style)]);
            }
            if let Some(align) = align {
                xml.empty("w:jc", &[("w:val", align)]);
            }
        });
        inside(xml);
    });
}

struct Writer<'a> {
    links: &'a Links<'a>,
    fonts: Option<&'a Fonts>,
    relations: Vec<String>,
    pictures: Vec<(usize, Vec<u8>)>,
}

impl Writer<'_> {
    fn opening(&mut self, xml: &mut Xml, document: &Document) {
        let mut line = |style, text: &str| {
            if !text.trim().is_empty() {
                paragraph(xml, style, None, |xml| words_of(xml, text, Look::default()));
            }
        };
        line("Council", &document.council);
        line("Title", words::title(document));
        line("Subtitle", &document.subtitle);
        for (label, text) in words::about(document) {
            line("About", &format!("{label}: {text}"));
        }
        line("About", &document.licence);
        if document.illustrative {
            line("Notice", words::ILLUSTRATIVE);
        }
        if let Some(whole) = document.address.as_deref().and_then(|address| self.links.whole(address)) {
            let online = [Run::plain("Read online: "), Run::link(&*whole, &*whole)];
            paragraph(xml, "About", None, |xml| self.runs(xml, &online));
        }
    }

    fn part(&mut self, xml: &mut Xml, part: &Part) {
        paragraph(xml, "Heading1", None, |xml| {
            if part.facts {
                xml.empty("w:bookmarkStart", &[("w:id", "1"), ("w:name", FACTS)]);
            }
            words_of(xml, part.heading, Look::default());
            if part.facts {
                xml.empty("w:bookmarkEnd", &[("w:id", "1")]);
            }
        });
        for item in &part.items {
            self.item(xml, item, if part.wide() { ON_ITS_SIDE } else { UPRIGHT });
        }
    }

    fn item(&mut self, xml: &mut Xml, item: &Item, width: f64) {
        let line = |xml: &mut Xml, style, text: &str| paragraph(xml, style, None, |xml| words_of(xml, text, Look::default()));
        match item {
            Item::Heading(text) => line(xml, "Heading2", text),
            Item::Paragraph(text) => self.text(xml, "", text),
            Item::List(items) => items.iter().for_each(|text| self.text(xml, "ListBullet", text)),
            Item::Table(number, table) => {
                line(xml, "Caption", &format!("Table {number}. {}", table.caption));
                self.table(xml, table, width);
                table.notes.iter().for_each(|note| line(xml, "Note", note));
                // Two tables without a paragraph between them would be one.
                line(xml, "Note", "");
            }
            Item::Picture(number, picture) => {
                line(xml, "Caption", &format!("Figure {number}. {}", picture.caption));
                match self.fonts.and_then(|fonts| drawing::dots(picture, fonts)) {
                    Some(dots) => {
                        paragraph(xml, "", None, |xml| xml.element("w:r", &[], |xml| drawing::drawing(xml, *number, picture)));
                        self.pictures.push((*number, dots));
                    }
                    None => line(xml, "", &format!("What the picture shows: {}", picture.alt)),
                }
            }
        }
    }

    fn text(&mut self, xml: &mut Xml, style: &str, text: &Words) {
        paragraph(xml, style, None, |xml| {
            self.runs(xml, &text.runs);
            if !text.facts.is_empty() {
                words_of(xml, "\u{a0}", Look::default());
                xml.element("w:hyperlink", &[("w:anchor", FACTS)], |xml| {
                    words_of(xml, &text.facts, Look { raised: true, ..Look::default() });
                });
            }
        });
    }

    fn runs(&mut self, xml: &mut Xml, runs: &[Run]) {
        for run in runs {
            self.run(xml, &run.text, run.strong, run.href.as_deref());
        }
    }

    fn run(&mut self, xml: &mut Xml, text: &str, strong: bool, href: Option<&str>) {
        match href.and_then(|href| self.links.whole(href)) {
            Some(whole) => {
                self.relations.push(whole);
                let id = format!("link{}", self.relations.len());
                xml.element("w:hyperlink", &[("r:id", &id)], |xml| words_of(xml, text, Look { strong, link: true, raised: false }));
            }
            None => words_of(xml, text, Look { strong, ..Look::default() }),
        }
    }

    fn table(&mut self, xml: &mut Xml, table: &Table, width: f64) {
        let widths: Vec<String> = shares(table, width).into_iter().map(|points| ((points * 20.0) as u32).to_string()).collect();
        xml.element("w:tbl", &[], |xml| {
            xml.element("w:tblPr", &[], |xml| {
                xml.empty("w:tblStyle", &[("w:val", "ReportTable")]);
                xml.empty("w:tblW", &[("w:w", "5000"), ("w:type", "pct")]);
                xml.empty("w:tblLook", &[("w:val", "00A0"), ("w:firstRow", "1"), ("w:firstColumn", "1")]);
                xml.empty("w:tblCaption", &[("w:val", &table.caption)]);
            });
            xml.element("w:tblGrid", &[], |xml| widths.iter().for_each(|width| xml.empty("w:gridCol", &[("w:w", width)])));
            let headings: Vec<TableCell> = table.columns.iter().map(|column| TableCell::words(&*column.heading)).collect();
            self.row(xml, table, &headings, &widths, true);
            for row in &table.rows {
                self.row(xml, table, row, &widths, false);
            }
        });
    }

    fn row(&mut self, xml: &mut Xml, table: &Table, cells: &[TableCell], widths: &[String], heading: bool) {
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                if heading {
                    xml.empty("w:tblHeader", &[]);
                }
            });
            for ((cell, column), width) in cells.iter().zip(&table.columns).zip(widths) {
                xml.element("w:tc", &[], |xml| {
                    xml.element("w:tcPr", &[], |xml| xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]));
                    let style = if heading { "TableHeading" } else { "TableText" };
                    let align = column.number.then_some("right");
                    paragraph(xml, style, align, |xml| self.run(xml, &cell.text, false, cell.href.as_deref()));
                });
            }
        });
    }
}
