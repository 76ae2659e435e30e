//! What a report says, apart from how it looks: sections of text, tables and pictures. Every form of it, page, PDF, text document and spreadsheet, is
//! made from this and from nothing else, so that none can say more than another.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A report in full.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its title, such as `Council Plan 2023–27: quarter 2 of 2026/27`.
    pub title: String,
    /// What it is and whom it is for, in one line.
    pub subtitle: String,
    /// The council whose report it is.
    pub council: String,
    /// The language of its text (BCP 47).
    pub language: String,
    /// Its number, once it is frozen.
    pub number: Option<u32>,
    /// The day it is of.
    #[serde(with = "crate::day")]
    pub dated: NaiveDate,
    /// The release that every figure is from.
    pub release: u32,
    /// The day of that release.
    #[serde(with = "crate::day")]
    pub published: NaiveDate,
    /// Where it is read, without a host: `/reports/12`.
    pub address: Option<String>,
    /// The licence and the attribution that it may be used with, in one sentence.
    pub licence: String,
    /// Whether any figure in it is illustrative: then every form of it says so on its first page.
    pub illustrative: bool,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

/// A section of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its key, unique in the report: lower-case words joined by hyphens, the anchor on a page.
    pub key: String,
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading below the section's.
    Heading {
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph(Text),
    /// A list, without numbers.
    List {
        /// Its items.
        items: Vec<Text>,
    },
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
}

/// A paragraph or an item of a list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// Its runs, read one after the other.
    pub runs: Vec<Run>,
    /// The figures that a generated sentence is made from; empty where somebody wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<Fact>,
}

/// A stretch of text of one look.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they weigh more.
    #[serde(default, skip_serializing_if = "is_false")]
    pub strong: bool,
    /// What they lead to: an address without a host, or a whole one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// A figure that a sentence rests on, as the release tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The measure's code.
    pub measure: String,
    /// The measure's title.
    pub title: String,
    /// The area's GSS code.
    pub area: String,
    /// The area's name.
    pub area_name: String,
    /// The group's name; `Everyone` is the total.
    pub group: String,
    /// The period, ISO 8601.
    pub period: String,
    /// The figure in words and with its unit, or its marker and why there is none.
    pub value: String,
    /// The page that has it.
    pub href: String,
}

/// A table: one row of headings, and a heading at the start of each row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with one cell a column; the first is the row's heading.
    pub rows: Vec<Vec<TableCell>>,
    /// Notes on it, such as what a marker means.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading, with the unit.
    pub heading: String,
    /// Whether its cells are numbers, which stand at the right.
    #[serde(default, skip_serializing_if = "is_false")]
    pub number: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TableCell {
    /// What is read in it; never empty: a figure that is not there has its marker, such as `[c]`.
    pub text: String,
    /// Its number, for those who calculate with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// What it leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// A picture: a drawing of its own that needs no style, no script and no other file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The drawing as SVG, with `viewBox`, `width` and `height`.
    pub svg: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// The sentence below it.
    pub caption: String,
    /// Its width and height in CSS pixels.
    pub size: (f64, f64),
}

impl Text {
    /// One run of plain words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { runs: vec![Run::plain(text)], from: Vec::new() }
    }

    /// All of its words.
    pub fn words(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl Run {
    /// Plain words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: false, href: None }
    }

    /// Words that weigh more.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { strong: true, ..Self::plain(text) }
    }

    /// Words that lead somewhere.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..Self::plain(text) }
    }
}

impl TableCell {
    /// A cell of words.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), value: None, href: None }
    }

    /// A cell of a number, as it is read and as it is: to six decimals, so that it is the same again when it is read back.
    pub fn number(text: impl Into<String>, value: f64) -> Self {
        Self { value: Some((value * 1e6).round() / 1e6), ..Self::words(text) }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
