//! `observations/*.csv`: the figures.

use std::collections::{BTreeMap, HashMap};

use super::{
    areas::Areas,
    characteristics::Groups,
    directorates::Sources,
    figure,
    issue::{Issues, Mark, Spot, Text},
    measures::Measures,
    table::{self, Column, Row},
    targets::check_level,
    validity::{self, Validity},
    value,
};
use crate::{
    code::AreaCode,
    observation::{Observation, Provenance},
    period::Period,
};

const COLUMNS: &[Column] = &[
    ("measure", true),
    ("area", true),
    ("period", true),
    ("group", true),
    ("numerator", false),
    ("denominator", false),
    ("value", false),
    ("lower", false),
    ("upper", false),
    ("status", false),
    ("provenance", true),
    ("source", false),
    ("note", false),
];
const MEASURE: usize = 0;
const AREA: usize = 1;
const PERIOD: usize = 2;
const GROUP: usize = 3;
/// The columns that say the figure.
pub(super) const NUMERATOR: usize = 4;
pub(super) const DENOMINATOR: usize = 5;
pub(super) const VALUE: usize = 6;
pub(super) const LOWER: usize = 7;
pub(super) const UPPER: usize = 8;
pub(super) const STATUS: usize = 9;
const PROVENANCE: usize = 10;
const SOURCE: usize = 11;

/// What observations refer to.
pub(super) struct Around<'a> {
    pub(super) areas: &'a Areas,
    pub(super) groups: &'a Groups,
    pub(super) sources: &'a Sources,
    pub(super) measures: &'a Measures,
    pub(super) validity: &'a Validity,
}

/// Measure, area, period and group, by number.
type Key = (u32, u32, Period, u32);

/// Reads all files in order of name. Also gives how many figures stand under each code that was replaced.
pub(super) fn read(texts: &[Text<'_>], issues: &Issues, around: &Around<'_>) -> (Vec<Observation>, Vec<(AreaCode, usize)>) {
    let mut observations = Vec::new();
    let mut renamed: BTreeMap<AreaCode, usize> = BTreeMap::new();
    // Only looked up, never walked, so its order does not matter.
    let mut seen: HashMap<Key, (usize, usize)> = HashMap::new();
    for (file, text) in texts.iter().enumerate() {
        table::read(text, issues, COLUMNS, |row| {
            let (key, observation) = read_row(row, around);
            if let Some(key) = key {
                if let Some((other, offset)) = seen.get(&key) {
                    let first = Mark { text: &texts[*other], issues, offset: *offset }.named();
                    row.cell(MEASURE).raise(
                        format_args!("this measure, area, period and group have a value at {first} already"),
                        format_args!("Keep one."),
                    );
                } else {
                    seen.insert(key, (file, row.start()));
                }
            }
            if let Some(observation) = observation {
                if let Some(old) = row.cell(AREA).value.parse().ok().filter(|code| *code != observation.area) {
                    *renamed.entry(old).or_default() += 1;
                }
                observations.push(observation);
            }
        });
    }
    (observations, renamed.into_iter().collect())
}

fn read_row(row: &Row<'_>, around: &Around<'_>) -> (Option<Key>, Option<Observation>) {
    let cell = |column| row.cell(column);
    let measure = cell(MEASURE).needed().and_then(|text| around.measures.find(text, &cell(MEASURE)));
    let area = cell(AREA).needed().and_then(|text| around.areas.find(text, &cell(AREA)));
    let period = cell(PERIOD).needed().and_then(|text| value::period(&cell(PERIOD), text));
    let group = cell(GROUP).needed().and_then(|text| around.groups.find(text, &cell(GROUP)));
    let about = measure.and_then(|measure| measure.about.as_ref());
    if let (Some(measure), Some(kind)) = (about, area.and_then(|area| area.about)) {
        check_level(&cell(AREA), measure, kind);
    }
    if let (Some(measure), Some(characteristic)) = (about, group.and_then(|group| group.about.as_ref()))
        && !measure.breakdowns.contains(characteristic)
    {
        cell(GROUP).raise(
            format_args!("`{}` is not broken down by `{characteristic}`", measure.code),
            format_args!("Add the characteristic to the measure's `breakdowns`, or remove this row."),
        );
    }
    let figure = figure::read(row, about);
    let provenance = cell(PROVENANCE).needed().and_then(|text| read_provenance(row, text));
    let source = cell(SOURCE).given().map(|text| around.sources.find(text, &cell(SOURCE)));
    let (Some(measure), Some(area), Some(period), Some(group)) = (measure, area, period, group) else { return (None, None) };
    let key = (measure.number, area.number, period, group.number);
    // The row's own source, else the measure's: without one it is not known whether the figure is a best fit.
    let from = match source {
        Some(own) => own,
        None => about.and_then(|about| around.sources.get(about.source.as_str())),
    };
    if let (Some((figure, _)), Some(from)) = (&figure, from) {
        validity::check(&cell(PERIOD), around.validity, &area.code, period, figure, from.about);
    }
    let observation = || {
        let (figure, flags) = figure?;
        Some(Observation {
            measure: measure.code.clone(),
            area: area.code.clone(),
            period,
            group: group.code.clone(),
            figure,
            flags,
            provenance: provenance?,
            source: match source {
                None => None,
                Some(source) => Some(source?.code.clone()),
            },
        })
    };
    (Some(key), observation())
}

fn read_provenance(row: &Row<'_>, text: &str) -> Option<Provenance> {
    let cell = row.cell(PROVENANCE);
    if text == "illustrative" {
        cell.raise(
            format_args!("made-up figures are never in files"),
            format_args!("Write `published` or `council`, or make a recipe in illustrative.toml."),
        );
        return None;
    }
    value::choice(&cell, "provenance", text, &[("published", Provenance::Published), ("council", Provenance::Council)])
}
