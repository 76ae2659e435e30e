//! `targets.csv`: who set what level for when.

use std::collections::BTreeMap;

use super::{
    areas::{Areas, TYPES},
    issue::{Issues, Mark, Shown, Spot, Text},
    measures::Measures,
    table::{self, Column, Row},
    value,
};
use crate::{
    area::AreaType,
    measure::{Kind, Measure, Polarity, Target, Tolerance},
    observation::Provenance,
};

const COLUMNS: &[Column] = &[
    ("measure", true),
    ("area", false),
    ("period", true),
    ("value", true),
    ("upper", false),
    ("tolerance", true),
    ("tolerance_kind", true),
    ("set_by", true),
    ("set_on", true),
    ("provenance", true),
    ("note", false),
];
const PROVENANCES: &[(&str, Provenance)] =
    &[("published", Provenance::Published), ("council", Provenance::Council), ("illustrative", Provenance::Illustrative)];

/// Reads the file.
pub(super) fn read(text: &Text<'_>, issues: &Issues, areas: &Areas, measures: &Measures) -> Vec<Target> {
    let mut targets = Vec::new();
    let mut seen = BTreeMap::new();
    table::read(text, issues, COLUMNS, |row| {
        let Some(target) = read_row(row, areas, measures) else { return };
        let key = (target.measure.clone(), target.area.clone(), target.period);
        if let Some(first) = seen.get(&key) {
            let first = Mark { text, issues, offset: *first }.named();
            row.cell(0).raise(format_args!("this measure, area and period have a target at {first} already"), format_args!("Keep one."));
        } else {
            seen.insert(key, row.start());
        }
        targets.push(target);
    });
    targets
}

fn read_row(row: &Row<'_>, areas: &Areas, measures: &Measures) -> Option<Target> {
    let cell = |column| row.cell(column);
    let measure = cell(0).needed().and_then(|text| measures.find(text, &cell(0)));
    let about = measure.and_then(|measure| measure.about.as_ref());
    let area = cell(1).given().map(|text| areas.find(text, &cell(1)));
    if let (Some(measure), Some(Some(area))) = (about, area)
        && let Some(kind) = area.about
    {
        check_level(&cell(1), measure, kind);
    }
    let period = cell(2).needed().and_then(|text| value::period(&cell(2), text));
    let number = |column: usize| cell(column).given().and_then(|text| value::number(&cell(column), text));
    let value = cell(3).needed().and_then(|_| number(3));
    let upper = number(4);
    if let Some(measure) = about {
        check_range(row, measure, value, upper);
    }
    let tolerance = read_tolerance(row, value, upper);
    let set_by = cell(7).needed();
    let set_on = cell(8).needed().and_then(|text| value::date(&cell(8), text));
    let provenance = cell(9).needed().and_then(|text| value::choice(&cell(9), "provenance", text, PROVENANCES));
    Some(Target {
        measure: measure?.code.clone(),
        area: match area {
            None => None,
            Some(area) => Some(area?.code.clone()),
        },
        period: period?,
        value: value?,
        upper,
        tolerance: tolerance?,
        set_by: set_by?.to_owned(),
        set_on: set_on?,
        provenance: provenance?,
        note: cell(10).given().map(str::to_owned),
    })
}

/// A measure is only spoken of for the types of area that it is reported for.
pub(super) fn check_level(spot: &dyn Spot, measure: &Measure, kind: AreaType) {
    if !measure.levels.contains(&kind) {
        let name = TYPES.iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| name);
        spot.raise(
            format_args!("`{}` is not reported for an area of type {}", measure.code, Shown(name)),
            format_args!("Add the type to the measure's `levels`, or remove this row."),
        );
    }
}

/// An upper limit belongs to a measure best within a range, and to no other; a share lies from 0 to 100.
fn check_range(row: &Row<'_>, measure: &Measure, value: Option<f64>, upper: Option<f64>) {
    let given = row.cell(4).given().is_some();
    match measure.polarity {
        Polarity::Range if !given => row.cell(4).raise(
            format_args!("this target has no upper limit"),
            format_args!("A measure best within a range needs `value` and `upper`."),
        ),
        Polarity::Range if value.zip(upper).is_some_and(|(value, upper)| upper < value) => {
            row.cell(4).raise(format_args!("the upper limit is below the lower"), format_args!("Write the lower one in `value`."));
        }
        Polarity::Range => {}
        _ if given => {
            row.cell(4).raise(format_args!("only a measure best within a range has an upper limit"), format_args!("Leave `upper` blank."));
        }
        _ => {}
    }
    for (column, number) in [(3, value), (4, upper)] {
        if measure.kind == Kind::Proportion && number.is_some_and(|number| !(0.0..=100.0).contains(&number)) {
            row.cell(column).raise(format_args!("a proportion lies from 0 to 100"), format_args!("Write the target in %."));
        }
    }
}

/// A share of 0 is nothing: a target of 0 needs an absolute tolerance (STANDARDS §6).
fn read_tolerance(row: &Row<'_>, value: Option<f64>, upper: Option<f64>) -> Option<Tolerance> {
    let (size, kind) = (row.cell(5), row.cell(6));
    let number = size.needed().and_then(|text| value::number(&size, text));
    let relative =
        kind.needed().and_then(|text| value::choice(&kind, "kind of tolerance", text, &[("relative", true), ("absolute", false)]));
    let (number, relative) = (number?, relative?);
    if number < 0.0 {
        size.raise(format_args!("a tolerance is not negative"), format_args!("Write how far off is still near, either way."));
    }
    if !relative {
        return Some(Tolerance::Absolute(number));
    }
    if number > 1.0 {
        size.raise(format_args!("a relative tolerance of {number} is more than the target itself"), format_args!("Write 0.05 for 5 %."));
    }
    if value == Some(0.0) || upper == Some(0.0) {
        kind.raise(
            format_args!("a target of 0 has no relative tolerance"),
            format_args!("Write `absolute`, and the tolerance in the measure's unit."),
        );
    }
    Some(Tolerance::Relative(number))
}
