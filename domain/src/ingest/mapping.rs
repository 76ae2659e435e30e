//! A mapping: which column of a file says what. Recognised layouts are mappings that the program knows; any other is given by whoever brings
//! the file, and kept for the next one like it.

mod write;

use std::{collections::BTreeMap, fmt};

use super::{when::Years, who::Synonym};
use crate::{
    code::{AreaCode, MeasureCode},
    observation::Missing,
    period::Period,
};

/// How a file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Layout {
    /// Our own: the columns of `observations/*.csv`.
    Tidy,
    /// ONS Explore Local Statistics.
    Ons,
    /// A download from Fingertips.
    Fingertips,
    /// An upload to Fingertips, with numbers for ages and sexes.
    FingertipsUpload,
    /// Department for Education open data: filters, then an indicator a column.
    Dfe,
    /// Open SDG: `Year`, any number of disaggregations, `Value`; blank is the total.
    OpenSdg,
    /// A council's dashboard: area, period, indicator, measure, unit, value.
    Dashboard,
    /// One row for each employer, one column for each group of its workforce.
    Workforce,
    /// Told by the names of its columns.
    #[default]
    Guessed,
    /// Told by a mapping.
    Mapped,
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tidy => "tidy (the columns of observations/*.csv)",
            Self::Ons => "ONS Explore Local Statistics",
            Self::Fingertips => "Fingertips download",
            Self::FingertipsUpload => "Fingertips upload",
            Self::Dfe => "Department for Education open data",
            Self::OpenSdg => "Open SDG",
            Self::Dashboard => "council dashboard",
            Self::Workforce => "workforce, one row an employer",
            Self::Guessed => "told by the names of the columns",
            Self::Mapped => "as the mapping says",
        })
    }
}

/// A column that says which group a row is of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupColumn {
    /// Its name.
    pub column: String,
    /// The characteristic, where the column is of one.
    pub characteristic: Option<String>,
}

/// A figure of a row: one in a long table, several in a wide one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ValueColumn {
    /// Column of the value.
    pub value: Option<String>,
    /// Column of the numerator.
    pub numerator: Option<String>,
    /// Column of the denominator.
    pub denominator: Option<String>,
    /// Column of the lower 95 % limit.
    pub lower: Option<String>,
    /// Column of the upper 95 % limit.
    pub upper: Option<String>,
    /// What it measures, or the last part of its name.
    pub measure: Option<String>,
    /// The group it is of: the characteristic as the file names it, and the group.
    pub group: Option<(String, String)>,
    /// The period it is of.
    pub period: Option<Period>,
}

/// Which column says what. Columns are named as in the header, letters and signs not counting.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Mapping {
    /// How the file is laid out.
    pub layout: Layout,
    /// The sheet to read; all where it is not said.
    pub sheet: Option<String>,
    /// The number of the row that names the columns, its last where there are several.
    pub header: Option<u32>,
    /// How many rows name the columns; found out where it is not said.
    pub header_rows: Option<u8>,
    /// Columns with codes or names of areas: the first that is not blank counts.
    pub area: Vec<String>,
    /// The area of every row that names none.
    pub area_is: Option<AreaCode>,
    /// Whether rows that name no area are of the whole area.
    pub whole_area: bool,
    /// Column of the period.
    pub period: Option<String>,
    /// Columns that say of what kind the period is, or which quarter or month of its year.
    pub period_kind: Vec<String>,
    /// Column of the period's first day, and of its last.
    pub from_to: Option<(String, String)>,
    /// The period of every row.
    pub period_is: Option<Period>,
    /// Which years are meant by `2023/24`.
    pub years: Years,
    /// Columns whose texts make the name of the measure.
    pub measure: Vec<String>,
    /// The measure of every row.
    pub measure_is: Option<String>,
    /// The council's measures for names in the file.
    pub measures: BTreeMap<String, MeasureCode>,
    /// Columns of groups.
    pub groups: Vec<GroupColumn>,
    /// Column that names the characteristic of the row's group.
    pub dimension: Option<String>,
    /// The council's groups for texts in the file; of a text that comes twice the last counts.
    pub group_is: Vec<Synonym>,
    /// The figures of a row.
    pub values: Vec<ValueColumn>,
    /// Whether a blank figure is no figure, as in wide tables, or one that is not available.
    pub blanks_skipped: bool,
    /// Column of the status.
    pub status: Option<String>,
    /// Only rows in which each of these columns holds one of its texts.
    pub only: Vec<(String, Vec<String>)>,
    /// Texts that say why there is no figure, beside the markers that are known.
    pub missing: Vec<(String, Missing)>,
    /// Texts that are as good as blank.
    pub blank: Vec<String>,
}

impl Mapping {
    /// What each column is used for, in words.
    pub fn uses(&self) -> Vec<(&'static str, String)> {
        let mut uses: Vec<(&'static str, String)> = Vec::new();
        let mut add = |what: &'static str, column: &str| uses.push((what, column.to_owned()));
        self.area.iter().for_each(|column| add("area", column));
        if let Some(area) = &self.area_is {
            add("area of every row", area.as_str());
        }
        self.period.iter().for_each(|column| add("period", column));
        self.period_kind.iter().for_each(|column| add("kind of period", column));
        if let Some((first, last)) = &self.from_to {
            add("first day", first);
            add("last day", last);
        }
        if let Some(period) = &self.period_is {
            add("period of every row", &period.label());
        }
        self.measure.iter().for_each(|column| add("measure", column));
        if let Some(measure) = &self.measure_is {
            add("measure of every row", measure);
        }
        self.dimension.iter().for_each(|column| add("characteristic", column));
        self.groups.iter().for_each(|group| add("group", &group.column));
        for one in &self.values {
            let columns = [&one.value, &one.numerator, &one.denominator, &one.lower, &one.upper];
            for (what, column) in ["value", "numerator", "denominator", "lower limit", "upper limit"].into_iter().zip(columns) {
                if let Some(column) = column {
                    add(what, column);
                }
            }
        }
        self.status.iter().for_each(|column| add("status", column));
        self.only.iter().for_each(|(column, _)| add("which rows are meant", column));
        uses
    }
}
