//! A mapping's columns by their place in a header, and what is wrong with the two together.

use std::collections::BTreeSet;

use super::{
    head::Head,
    issue::{Issues, Kind, shown},
    mapping::{Mapping, ValueColumn},
    word::plain,
};
use crate::period::Period;

/// A figure's columns by place.
#[derive(Debug, Clone, Default)]
pub(super) struct ValueAt {
    pub(super) value: Option<usize>,
    pub(super) numerator: Option<usize>,
    pub(super) denominator: Option<usize>,
    pub(super) lower: Option<usize>,
    pub(super) upper: Option<usize>,
    pub(super) measure: Option<String>,
    pub(super) group: Option<(String, String)>,
    pub(super) period: Option<Period>,
}

impl ValueAt {
    /// The columns that say whether there is a figure.
    pub(super) fn says(&self) -> impl Iterator<Item = usize> {
        self.value.into_iter().chain(self.numerator)
    }
}

/// A mapping's columns by place.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) area: Vec<usize>,
    pub(super) period: Option<usize>,
    /// Each with the words that its name adds to what it says, as `quarter` to `1`.
    pub(super) period_kind: Vec<(usize, &'static str)>,
    pub(super) from_to: Option<(usize, usize)>,
    pub(super) measure: Vec<usize>,
    /// Each with the characteristic it is of, or its own name.
    pub(super) groups: Vec<(usize, String)>,
    pub(super) dimension: Option<usize>,
    pub(super) values: Vec<ValueAt>,
    pub(super) status: Option<usize>,
    /// Each with the texts that are meant, as they are and in plain letters.
    pub(super) only: Vec<(usize, Vec<(String, String)>)>,
    /// Says in every layout where a figure comes from.
    pub(super) provenance: Option<usize>,
    /// Says in every layout whether figures are given in thousands.
    pub(super) multiplier: Option<usize>,
}

impl Columns {
    /// Every column that something is read from.
    pub(super) fn used(&self) -> BTreeSet<usize> {
        let values = self.values.iter().flat_map(|value| [value.value, value.numerator, value.denominator, value.lower, value.upper]);
        let single = [self.period, self.dimension, self.status, self.provenance, self.multiplier].into_iter().chain(values).flatten();
        let named = self.area.iter().chain(&self.measure).copied();
        let kinds = self.period_kind.iter().map(|(at, _)| *at);
        let pairs = self.groups.iter().map(|(at, _)| *at).chain(self.only.iter().map(|(at, _)| *at)).chain(kinds);
        single.chain(named).chain(pairs).chain(self.from_to.into_iter().flat_map(|(from, to)| [from, to])).collect()
    }
}

impl Columns {
    /// Whether a row is one of those that the mapping asks for.
    pub(super) fn wanted(&self, cells: &[&str]) -> bool {
        let cell = |at: usize| cells.get(at).copied().unwrap_or("");
        self.only.iter().all(|(at, texts)| {
            texts.iter().any(|(text, _)| cell(*at) == text) || {
                let said = plain(cell(*at));
                texts.iter().any(|(_, text)| *text == said)
            }
        })
    }
}

/// What the name of a column that says a part of a year adds to its cells: `1` in a column of quarters is the first.
fn part_word(plain: &str) -> &'static str {
    match plain.replace(' ', "").as_str() {
        "quarter" | "qtr" | "financialquarter" | "quarterno" | "quarternumber" => "quarter",
        "half" | "halfyear" | "financialhalf" => "half",
        "month" | "monthno" | "monthnumber" | "financialmonth" => "month",
        "yearrange" => "years taken",
        _ => "",
    }
}

struct Finder<'a> {
    head: &'a Head,
    issues: &'a mut Issues,
    row: u32,
}

impl Finder<'_> {
    fn one(&mut self, name: &str) -> Option<usize> {
        match self.head.columns(name)[..] {
            [at] => Some(at),
            [] => {
                let columns = self.head.names.join(", ");
                self.issues.raise(Kind::ColumnMissing, self.row, name, name, || {
                    (format!("there is no column {}", shown(name)), format!("The columns are {}.", cut(&columns)))
                });
                None
            }
            [first, ..] => {
                self.issues.raise(Kind::ColumnTwice, self.row, name, name, || {
                    (
                        format!("column {} comes twice, and it cannot be known which is meant", shown(name)),
                        "Keep one, or give them different names.".to_owned(),
                    )
                });
                Some(first)
            }
        }
    }

    fn maybe(&mut self, name: Option<&String>) -> Option<usize> {
        name.and_then(|name| self.one(name))
    }

    fn all(&mut self, names: &[String]) -> Vec<usize> {
        names.iter().filter_map(|name| self.one(name)).collect()
    }

    fn value(&mut self, value: &ValueColumn) -> ValueAt {
        ValueAt {
            value: self.maybe(value.value.as_ref()),
            numerator: self.maybe(value.numerator.as_ref()),
            denominator: self.maybe(value.denominator.as_ref()),
            lower: self.maybe(value.lower.as_ref()),
            upper: self.maybe(value.upper.as_ref()),
            measure: value.measure.clone(),
            group: value.group.clone(),
            period: value.period,
        }
    }
}

fn cut(text: &str) -> String {
    let cut: String = text.chars().take(300).collect();
    if cut.len() < text.len() { format!("{cut} …") } else { cut }
}

/// Finds the columns of a mapping; each that is not there, or there twice, is an issue that stops the sheet.
pub(super) fn columns(mapping: &Mapping, head: &Head, row: u32, issues: &mut Issues) -> Columns {
    let mut finder = Finder { head, issues, row };
    let columns = Columns {
        area: finder.all(&mapping.area),
        period: finder.maybe(mapping.period.as_ref()),
        period_kind: finder.all(&mapping.period_kind).into_iter().map(|at| (at, part_word(&head.plain[at]))).collect(),
        from_to: mapping.from_to.as_ref().and_then(|(from, to)| Some((finder.one(from)?, finder.one(to)?))),
        measure: finder.all(&mapping.measure),
        groups: mapping
            .groups
            .iter()
            .filter_map(|group| Some((finder.one(&group.column)?, group.characteristic.clone().unwrap_or_else(|| group.column.clone()))))
            .collect(),
        dimension: finder.maybe(mapping.dimension.as_ref()),
        values: mapping.values.iter().map(|value| finder.value(value)).collect(),
        status: finder.maybe(mapping.status.as_ref()),
        only: mapping
            .only
            .iter()
            .filter_map(|(column, texts)| Some((finder.one(column)?, texts.iter().map(|text| (text.clone(), plain(text))).collect())))
            .collect(),
        provenance: head.find(&["provenance"]),
        multiplier: head.find(&["unit multiplier", "unit mult", "multiplier"]),
    };
    let mut lack = |what: &str, mend: &str| {
        issues.raise(Kind::ColumnMissing, row, "", what, || (format!("no column says the {what}"), mend.to_owned()));
    };
    if mapping.area.is_empty() && mapping.area_is.is_none() && !mapping.whole_area {
        lack("area", "Name the column in a mapping (area = \"…\"), or the area of every row (area_is = \"…\").");
    }
    let by_column = !mapping.values.is_empty() && mapping.values.iter().all(|value| value.period.is_some());
    if mapping.period.is_none() && mapping.from_to.is_none() && mapping.period_is.is_none() && !by_column {
        lack("period", "Name the column in a mapping (period = \"…\"), or the period of every row (period_is = \"2024-04-01/P1Y\").");
    }
    if mapping.values.iter().all(|value| value.value.is_none() && value.numerator.is_none()) {
        lack("value", "Name the column in a mapping (value = \"…\"); a list of names without figures is not imported.");
    }
    note_twice(head, row, issues);
    columns
}

/// Columns that are there twice and are not used.
fn note_twice(head: &Head, row: u32, issues: &mut Issues) {
    for (at, name) in head.plain.iter().enumerate() {
        if head.plain.iter().skip(at + 1).any(|other| other == name) {
            issues.raise(Kind::NotedTwice, row, &head.names[at], name, || {
                (format!("column {} comes twice", shown(&head.names[at])), "Nothing is read from it.".to_owned())
            });
        }
    }
}
