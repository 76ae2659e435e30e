//! What was read of a file: rows, what they are about, and what there is to say.

use std::collections::BTreeMap;

use super::{
    issue::{Issue, Kind, Severity},
    mapping::Layout,
};
use crate::{
    code::{AreaCode, GroupCode, MeasureCode, SourceCode},
    observation::{Figure, Flags, Observation, Provenance},
    period::Period,
};

/// A measure of a file: its name there, and the council's measure that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// As the file names it.
    pub name: String,
    /// The council's measure; none where it is not known yet.
    pub code: Option<MeasureCode>,
}

/// A row that can be imported. What it is about is told by index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row {
    /// Index of its measure.
    pub measure: u32,
    /// Index of its area.
    pub area: u32,
    /// Index of its period.
    pub period: u32,
    /// Index of its group.
    pub group: u32,
    /// Index of its sheet.
    pub sheet: u16,
    /// Number of the row in the file.
    pub row: u32,
    /// The figure.
    pub figure: Figure,
    /// Notes on it.
    pub flags: Flags,
}

/// What was understood of one sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Understood {
    /// Its name.
    pub sheet: String,
    /// Its layout.
    pub layout: Layout,
    /// Number of the row that names the columns; 0 where none was found.
    pub header: u32,
    /// What each column is used for.
    pub columns: Vec<(&'static str, String)>,
    /// Rows below the header.
    pub rows: u64,
    /// Rows about areas that are not the council's.
    pub elsewhere: u64,
    /// Rows that are refused, in whole or in part.
    pub refused: u64,
    /// Rows that the mapping leaves out.
    pub left_out: u64,
    /// Blank figures of wide rows.
    pub blank: u64,
}

/// What was read of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Import {
    /// Sheet by sheet.
    pub sheets: Vec<Understood>,
    /// The measures of its rows.
    pub measures: Vec<Named>,
    /// The areas of its rows.
    pub areas: Vec<AreaCode>,
    /// The periods of its rows.
    pub periods: Vec<Period>,
    /// The groups of its rows.
    pub groups: Vec<GroupCode>,
    /// Rows that can be imported, in file order.
    pub rows: Vec<Row>,
    /// Areas that are not the council's, with the number of their rows: the first thousand.
    pub elsewhere: BTreeMap<String, u64>,
    /// What there is to say, the gravest first.
    pub issues: Vec<Issue>,
    /// How many issues more there are.
    pub more_issues: u64,
}

/// Figures of one measure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Total {
    /// Figures.
    pub figures: u64,
    /// Rows that only say why there is none.
    pub missing: u64,
    /// Sum of all values, or of numerators where there is no value.
    pub sum: f64,
    /// First and last period.
    pub periods: Option<(Period, Period)>,
    /// How many areas.
    pub areas: usize,
    /// How many groups.
    pub groups: usize,
}

impl Import {
    /// Whether nothing of the file can be imported.
    pub fn refused(&self) -> bool {
        self.rows.is_empty()
    }

    /// Lets go of the rows, once they were made into observations. That there were some stays known.
    pub fn let_rows_go(&mut self) {
        self.rows.truncate(1);
        self.rows.shrink_to_fit();
    }

    /// What says that the file is about people one by one, in words that tell nothing of them; none where nothing does.
    pub fn personal(&self) -> Option<String> {
        let told: Vec<String> = self.issues.iter().filter(|issue| issue.kind == Kind::PersonalData).map(ToString::to_string).collect();
        (!told.is_empty()).then(|| told.join(" "))
    }

    /// How many rows are refused, in whole or in part: what is left can be imported only where that is said.
    pub fn refused_rows(&self) -> u64 {
        self.sheets.iter().map(|sheet| sheet.refused).sum()
    }

    /// Issues of a severity.
    pub fn issues_of(&self, severity: Severity) -> impl Iterator<Item = &Issue> {
        self.issues.iter().filter(move |issue| issue.severity() == severity)
    }

    /// The rows of measures that are the council's, as observations in file order.
    pub fn observations<'a>(&'a self, provenance: Provenance, source: Option<&'a SourceCode>) -> impl Iterator<Item = Observation> + 'a {
        self.rows.iter().filter_map(move |row| {
            Some(Observation {
                measure: self.measures.get(row.measure as usize)?.code.clone()?,
                area: self.areas.get(row.area as usize)?.clone(),
                period: *self.periods.get(row.period as usize)?,
                group: self.groups.get(row.group as usize)?.clone(),
                figure: row.figure,
                flags: row.flags,
                provenance,
                source: source.cloned(),
            })
        })
    }

    /// Totals of each measure, in the order of `measures`.
    pub fn totals(&self) -> Vec<Total> {
        let mut totals = vec![Total::default(); self.measures.len()];
        let mut seen: Vec<(Vec<bool>, Vec<bool>)> = vec![(vec![false; self.areas.len()], vec![false; self.groups.len()]); totals.len()];
        for row in &self.rows {
            let at = row.measure as usize;
            let (total, (areas, groups)) = (&mut totals[at], &mut seen[at]);
            match row.figure {
                Figure::Value { value, .. } => total.sum += value,
                Figure::Parts { numerator, .. } => total.sum += numerator,
                Figure::Missing(_) => total.missing += 1,
            }
            total.figures += u64::from(!matches!(row.figure, Figure::Missing(_)));
            let period = self.periods[row.period as usize];
            let (first, last) = total.periods.unwrap_or((period, period));
            total.periods = Some((first.min(period), last.max(period)));
            areas[row.area as usize] = true;
            groups[row.group as usize] = true;
        }
        for (total, (areas, groups)) in totals.iter_mut().zip(seen) {
            total.areas = areas.into_iter().filter(|seen| *seen).count();
            total.groups = groups.into_iter().filter(|seen| *seen).count();
        }
        totals
    }
}
