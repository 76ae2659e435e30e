//! The forms of a report: what each is called, and how it is made of a document. Every one is made of the same document as the page.

use domain::report::{
    Kind,
    document::{Block, Document},
    frozen,
};

use crate::http::site::BuiltSite;

/// A form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The document itself, from which all others are made.
    Json,
    /// A page that needs nothing beside it.
    Html,
    /// A tagged PDF.
    Pdf,
    /// A spreadsheet.
    Ods,
    /// A text to edit.
    Docx,
    /// Every cell of every table, one a row.
    Csv,
}

impl Form {
    /// Every form, the document first.
    pub const ALL: [Self; 6] = [Self::Json, Self::Html, Self::Pdf, Self::Ods, Self::Docx, Self::Csv];

    /// The form of a file's name.
    pub fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Its file's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => frozen::SOURCE,
            Self::Html => "report.html",
            Self::Pdf => "report.pdf",
            Self::Ods => "report.ods",
            Self::Docx => "report.docx",
            Self::Csv => "report.csv",
        }
    }

    /// What its file's name ends with.
    pub fn ending(self) -> &'static str {
        self.name().trim_start_matches("report.")
    }

    /// Its kind of content.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Csv => "text/csv; charset=utf-8; header=present",
        }
    }

    /// Makes it of a document. `kind`: what report it is, if that is known.
    ///
    /// # Errors
    /// The site was built without the fonts of reports, or what sets it refuses the document.
    pub fn of(self, kind: Option<Kind>, document: Document, built: &BuiltSite) -> anyhow::Result<Vec<u8>> {
        // The PDF leaves them out by itself where all of it has room on one page.
        let paper = self == Self::Docx && kind == Some(Kind::Ward);
        let document = &(if paper { short(document) } else { document });
        let fonts = || built.fonts.as_ref().ok_or_else(|| anyhow::anyhow!("the site was built without the fonts of reports"));
        Ok(match self {
            Self::Json => serde_json::to_vec(document)?,
            Self::Html => app::still::kept_report(document).into_bytes(),
            Self::Pdf => press::pdf(document, fonts()?, None)?,
            Self::Ods => press::ods(document, None)?,
            Self::Docx => press::docx(document, built.fonts.as_ref(), None)?,
            Self::Csv => cells(document)?,
        })
    }
}

/// Every cell of every table.
fn cells(document: &Document) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(["section", "table", "row", "column", "text"])?;
    for section in &document.sections {
        for block in &section.blocks {
            let Block::Table(table) = block else { continue };
            for (at, row) in table.rows.iter().enumerate() {
                for (column, cell) in table.columns.iter().zip(row) {
                    let texts = [&section.heading, &table.caption, &(at + 1).to_string(), &column.heading, &cell.text];
                    writer.write_record(texts.map(|text| domain::record::plain(text)))?;
                }
            }
        }
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// Of a ward there is one page: on paper its sentences stand without the list of figures that they hold anyway.
fn short(mut document: Document) -> Document {
    for block in document.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        match block {
            Block::Paragraph(text) => text.from.clear(),
            Block::List { items } => items.iter_mut().for_each(|item| item.from.clear()),
            Block::Heading { .. } | Block::Table(_) | Block::Picture(_) => {}
        }
    }
    document
}
