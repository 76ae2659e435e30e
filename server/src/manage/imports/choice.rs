//! What somebody says of the columns of a file. A choice makes a mapping, and a mapping a choice.

mod back;
mod made;

use domain::{council::Council, ingest::Sheet};

pub use self::made::mapping;

/// What a column may be: its short name, as [`domain::ingest::Mapping::uses`] calls it, and what it is called on the page.
pub const USES: [(&str, &str); 20] = [
    ("area", "Area: its code or name"),
    ("period", "Period"),
    ("kind of period", "Kind of period, or the quarter, half or month of its year"),
    ("first day", "First day of the period"),
    ("last day", "Last day of the period"),
    ("measure", "Name of the measure, or a part of it"),
    ("group", "Group of people"),
    ("characteristic", "What the group is by, such as sex"),
    ("value", "Value"),
    ("numerator", "Numerator: how many"),
    ("denominator", "Denominator: out of how many"),
    ("lower limit", "Lower limit (95 %)"),
    ("upper limit", "Upper limit (95 %)"),
    ("status", "Status, such as p or c"),
    ("figure", "Figures of a measure of their own"),
    ("part", "Figures of a period or a group of their own"),
    ("its numerator", "Numerator of the figures of their own before it"),
    ("its denominator", "Denominator of the figures of their own before it"),
    ("its lower limit", "Lower limit of the figures of their own before it"),
    ("its upper limit", "Upper limit of the figures of their own before it"),
];
/// The most columns that are asked about: as many as a file may have.
pub const MOST_COLUMNS: usize = 1_000;
/// The most texts of groups that are asked about.
pub const MOST_GROUPS: usize = 100;
/// The most texts in place of figures that are asked about.
pub const MOST_MARKERS: usize = 40;
/// Stands in place of an area: rows that name none are about the whole area.
pub const WHOLE: &str = "whole";
/// Stands in place of a reason: the text is as good as blank.
pub const BLANK: &str = "blank";

/// A column by which rows are kept, by its place, and the texts that are meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keep {
    /// The column, by its place from 0.
    pub column: Option<usize>,
    /// The texts; none where it has only been asked what stands in it.
    pub texts: Vec<String>,
}

/// What a column of figures is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// The column, by its place from 0.
    pub column: usize,
    /// Whether they are numerators, and not values.
    pub numerator: bool,
    /// The period; blank where rows say it.
    pub period: String,
    /// The codes of a characteristic and of one of its groups, with a space between; blank where rows say it.
    pub group: String,
}

/// What was chosen on the page, as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The sheet, by its place from 0.
    pub sheet: usize,
    /// The number of the row that names the columns, the last of several.
    pub header: String,
    /// How many rows name the columns.
    pub header_rows: String,
    /// What each column is, by its place; blank for nothing.
    pub uses: Vec<String>,
    /// The measure that every figure is of; blank where columns say it.
    pub measure: String,
    /// `financial` or `academic`.
    pub years: String,
    /// The period of every row; blank where columns say it.
    pub period: String,
    /// The area of every row, or [`WHOLE`]; blank where columns say it.
    pub area: String,
    /// `skip` where a blank figure is none at all.
    pub blanks: String,
    /// Names of measures in the file, and the codes of the council's.
    pub links: Vec<(String, String)>,
    /// Columns by which rows are kept.
    pub keeps: Vec<Keep>,
    /// Texts in place of figures, and why there is none, or [`BLANK`]; blank where they are read as they are.
    pub markers: Vec<(String, String)>,
    /// Columns or characteristics, the texts of groups in them, and the codes of the council's groups; blank where they are read as they are.
    pub groups: Vec<(String, String, String)>,
    /// What columns of figures are about.
    pub figures: Vec<Figures>,
}

impl Choice {
    /// The sheet that is meant, the number of the row that names its columns, and in how many rows the names stand.
    pub fn table<'a>(&self, sheets: &'a [Sheet]) -> Option<(&'a Sheet, u32, u8)> {
        let rows = self.header_rows.parse().unwrap_or(1_u8).clamp(1, domain::ingest::HEADER_ROWS);
        Some((sheets.get(self.sheet)?, self.header.trim().parse().unwrap_or(0), rows))
    }

    /// The places of the columns that are one thing.
    pub fn columns(&self, wanted: &str) -> Vec<usize> {
        self.uses.iter().enumerate().filter(|(_, one)| *one == wanted).map(|(at, _)| at).collect()
    }
}

/// The council's group of a characteristic's code and its own, with a space between.
pub fn group_of<'a>(council: &'a Council, text: &str) -> Option<(&'a str, &'a domain::group::Group)> {
    let (of, code) = text.split_once(' ')?;
    let characteristic = council.characteristics.iter().find(|one| one.code.as_str() == of)?;
    let group = characteristic.groups.iter().find(|group| group.code.as_str() == code)?;
    Some((characteristic.code.as_str(), group))
}
