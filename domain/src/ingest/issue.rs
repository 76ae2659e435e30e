//! What an import has to say about a file: where, what, and how to mend it.

use std::{collections::BTreeMap, fmt};

/// Most issues of one file that are kept; the rest are counted.
pub const MAX_ISSUES: usize = 500;
/// Most rows of one issue that are named; the rest are counted.
pub const MAX_PLACES: usize = 20;

/// How grave an issue is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing of the sheet can be imported.
    Stopped,
    /// These rows are not imported.
    Refused,
    /// These rows are imported, and were read as something else than what they say letter by letter.
    Repaired,
    /// Worth knowing; nothing is wrong.
    Note,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $severity:ident $word:literal,)*) => {
        /// What is the matter. Each kind has one severity.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind { $($(#[$doc])* $name,)* }
        impl Kind {
            /// How grave it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
            /// Its name in machine-readable form.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

kinds! {
    /// A column looks personal: nothing of the file may be read, kept or shown.
    PersonalData Stopped "personal-data",
    /// Nothing is in it.
    Empty Stopped "empty",
    /// No row names the columns.
    NoHeader Stopped "no-header",
    /// A column that says something is there twice.
    ColumnTwice Stopped "column-twice",
    /// A column that is needed is not there.
    ColumnMissing Stopped "column-missing",
    /// The mapping names a column that is not there, or contradicts itself.
    Mapping Stopped "mapping",
    /// No row could be used.
    NothingLeft Stopped "nothing-left",
    /// The file is of several measures, and only one was named.
    SeveralMeasures Stopped "several-measures",
    /// The row has too few or too many cells.
    Width Refused "width",
    /// There is no figure and no reason in a cell that should hold one.
    BadNumber Refused "bad-number",
    /// There is a figure, and a reason why there is none.
    FigureAndReason Refused "figure-and-reason",
    /// It is not known what the figure is to be multiplied by.
    BadMultiplier Refused "bad-multiplier",
    /// The figure was made up.
    MadeUp Refused "made-up",
    /// A formula had failed when the file was saved.
    FailedFormula Refused "failed-formula",
    /// The text is no period that is known.
    BadPeriod Refused "bad-period",
    /// Two columns contradict each other about the period.
    PeriodsDisagree Refused "periods-disagree",
    /// No area is named.
    NoArea Refused "no-area",
    /// The name is none of the council's areas, and nearly one.
    NearName Refused "near-name",
    /// Several areas have this name.
    AmbiguousArea Refused "ambiguous-area",
    /// The council has no such group.
    UnknownGroup Refused "unknown-group",
    /// No group is named.
    NoGroup Refused "no-group",
    /// The row is of two groups at once.
    TwoGroups Refused "two-groups",
    /// No measure is named.
    NoMeasure Refused "no-measure",
    /// There are more measures in the file than any has.
    ManyMeasures Refused "many-measures",
    /// The measure is not reported for areas of this type.
    WrongLevel Refused "wrong-level",
    /// The measure is not broken down by this characteristic.
    WrongBreakdown Refused "wrong-breakdown",
    /// The area was not there in this period.
    OutOfTime Refused "out-of-time",
    /// The figure cannot be one of its measure.
    Impossible Refused "impossible",
    /// The source has hidden the figure, and the measure's own protection needs it.
    HiddenBefore Refused "hidden-before",
    /// The same measure, area, period and group came before, with another figure.
    Duplicate Refused "duplicate",
    /// A code that was replaced was read as the area's present one.
    OldCode Repaired "old-code",
    /// The area was found by its name.
    ByName Repaired "by-name",
    /// The text of a period can be read in two ways.
    PeriodTaken Repaired "period-taken",
    /// Fractions of one were read as percentages.
    Fractions Repaired "fractions",
    /// Figures in thousands or millions were multiplied.
    Multiplied Repaired "multiplied",
    /// The same measure, area, period and group came before, with the same figure.
    Repeated Repaired "repeated",
    /// A range, or a figure below a limit, was read as a hidden figure.
    Range Repaired "range",
    /// A blank cell was read as not available.
    Blank Repaired "blank",
    /// The limits were left out.
    LimitsDropped Repaired "limits-dropped",
    /// Numbers were written for people.
    NumberForm Repaired "number-form",
    /// A column that is usual in this layout is not there.
    UsualColumn Repaired "usual-column",
    /// The whole area was taken where no area is named.
    WholeArea Repaired "whole-area",
    /// Places that are told by names which are none of the council's.
    OtherNames Note "other-names",
    /// A column that says nothing here is there twice.
    NotedTwice Note "noted-twice",
    /// A column was not used.
    Unused Note "unused",
    /// A column says the same throughout.
    Constant Note "constant",
    /// Rows above the header or below the table.
    Around Note "around",
    /// A value and its parts tell different figures.
    PartsDiffer Note "parts-differ",
    /// A measure of the file is none of the council's yet.
    Unlinked Note "unlinked",
    /// Periods of several kinds are in one measure.
    MixedPeriods Note "mixed-periods",
    /// A sheet was passed over.
    SheetLeft Note "sheet-left",
    /// A name and a code are of different areas; the code was followed.
    NameDiffers Note "name-differs",
}

/// One issue: rows of a sheet that share a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// What is the matter.
    pub kind: Kind,
    /// The sheet.
    pub sheet: String,
    /// The name of the column; blank where it is about whole rows or the whole sheet.
    pub column: String,
    /// Numbers of the rows, at most [`MAX_PLACES`]; none where it is about the whole sheet.
    pub rows: Vec<u32>,
    /// How many rows there are in all; 0 where it is about the whole sheet.
    pub count: u64,
    /// What is wrong, without a full stop.
    pub what: String,
    /// How to mend it, as whole sentences.
    pub mend: String,
}

impl Issue {
    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

impl fmt::Display for Issue {
    /// `SHEET, row 5, column VALUE: what. mend (7 rows: 5, 6, 9 …)`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sheet)?;
        if let Some(row) = self.rows.first() {
            write!(f, ", row {row}")?;
        }
        if !self.column.is_empty() {
            write!(f, ", column {}", self.column)?;
        }
        write!(f, ": {}. {}", self.what, self.mend)?;
        if self.count > 1 {
            let rows: Vec<String> = self.rows.iter().map(u32::to_string).collect();
            let more = if self.count > rows.len() as u64 { " …" } else { "" };
            write!(f, " ({} rows: {}{more})", crate::format::count(self.count), rows.join(", "))?;
        }
        Ok(())
    }
}

/// Collects issues: those of one kind and subject are one issue.
#[derive(Debug, Default)]
pub(super) struct Issues {
    /// Each with the last row it was raised for.
    kept: BTreeMap<(Kind, String, String, String), (Issue, u32)>,
    more: u64,
    /// Where faults are found now.
    sheet: String,
}

impl Issues {
    /// From now on issues are of this sheet.
    pub(super) fn enter(&mut self, sheet: &str) {
        sheet.clone_into(&mut self.sheet);
    }

    /// Raises an issue of a row, or of the whole sheet (row 0). `subject` tells apart issues of one kind and column; `tell` says what is wrong and
    /// how to mend it, and is called once for each.
    pub(super) fn raise(&mut self, kind: Kind, row: u32, column: &str, subject: &str, tell: impl FnOnce() -> (String, String)) {
        let key = (kind, self.sheet.clone(), column.to_owned(), subject.chars().take(80).collect());
        let full = self.kept.len() >= MAX_ISSUES;
        let (issue, last) = match self.kept.entry(key) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(_) if full => {
                self.more += 1;
                return;
            }
            std::collections::btree_map::Entry::Vacant(entry) => {
                let (what, mend) = tell();
                let (sheet, column) = (one_line(&self.sheet), one_line(column));
                entry.insert((Issue { kind, sheet, column, rows: Vec::new(), count: 0, what: one_line(&what), mend: one_line(&mend) }, 0))
            }
        };
        if row > 0 && *last != row {
            *last = row;
            issue.count += 1;
            if issue.rows.len() < MAX_PLACES {
                issue.rows.push(row);
            }
        }
    }

    /// Whether an issue stops this sheet.
    pub(super) fn stopped(&self) -> bool {
        self.kept.values().any(|(issue, _)| issue.severity() == Severity::Stopped && issue.sheet == one_line(&self.sheet))
    }

    /// The gravest first, then by place; and how many more were raised than could be kept.
    pub(super) fn finish(self) -> (Vec<Issue>, u64) {
        let mut all: Vec<Issue> = self.kept.into_values().map(|(issue, _)| issue).collect();
        all.sort_by(|a, b| (a.severity(), &a.sheet, a.rows.first(), a.kind).cmp(&(b.severity(), &b.sheet, b.rows.first(), b.kind)));
        (all, self.more)
    }
}

/// A text without line ends: names in a header may have them.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A text from a file as it is shown in an issue: in quotes, on one line, cut to 60 characters.
pub(super) fn shown(text: &str) -> String {
    let cut: String = text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let more = if text.chars().nth(60).is_some() { "…" } else { "" };
    format!("`{cut}{more}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> (String, String) {
        ("`x` is not a number".to_owned(), "Write one.".to_owned())
    }

    #[test]
    fn rows_of_one_fault_are_one_issue() {
        let mut issues = Issues::default();
        issues.enter("KPIs");
        for row in (3..40).chain([39]) {
            issues.raise(Kind::BadNumber, row, "value", "x", told);
        }
        issues.raise(Kind::Unused, 0, "notes", "", told);
        assert!(!issues.stopped());
        let (all, more) = issues.finish();
        assert_eq!((all.len(), more, all[0].count, all[0].rows.len(), all[1].count), (2, 0, 37, MAX_PLACES, 0));
        let text = all[0].to_string();
        assert!(text.starts_with("KPIs, row 3, column value: `x` is not a number. Write one. (37 rows: 3, 4, "), "{text}");
        assert!(text.ends_with("22 …)"), "{text}");
    }

    #[test]
    fn issues_are_bounded() {
        let mut issues = Issues::default();
        for n in 0..MAX_ISSUES + 7 {
            issues.raise(Kind::BadNumber, 1, "value", &n.to_string(), told);
        }
        let (all, more) = issues.finish();
        assert_eq!((all.len(), more), (MAX_ISSUES, 7));
    }
}
