//! The figure of an observation: parts, a value as it came, or the reason why there is none.

use super::{
    issue::{Shown, Spot},
    observations::{DENOMINATOR, LOWER, NUMERATOR, STATUS, UPPER, VALUE},
    table::Row,
    value,
};
use crate::{
    measure::Measure,
    observation::{Figure, Flags, Missing},
    sound::{self, Part},
};

/// The reasons why there is no value, as files write them.
pub(super) const MISSING: &[(&str, Missing)] = &[
    ("c", Missing::Suppressed),
    ("x", Missing::NotAvailable),
    ("z", Missing::NotApplicable),
    ("n", Missing::NotCollected),
    ("u", Missing::Unreliable),
    ("d", Missing::NotYetDue),
    ("l", Missing::Late),
];

/// Reads the figure and its notes. Every number and the status are read, whatever is wrong with the others. Rules that hang on the kind
/// of measure are checked where the measure is known; all others always.
pub(super) fn read(row: &Row<'_>, measure: Option<&Measure>) -> Option<(Figure, Flags)> {
    let status = read_status(row);
    let numbers = Numbers::read(row);
    let (flags, missing) = status?;
    let filled = (NUMERATOR..=UPPER).find(|column| row.cell(*column).given().is_some());
    match (missing, filled) {
        (Some(missing), None) => Some((held(row, Figure::Missing(missing), measure)?, flags)),
        (Some(_), Some(column)) => {
            row.cell(column).raise(
                format_args!("there is a figure, and a status that says there is none"),
                format_args!("Leave the figure blank, or change `status`: with a value it holds p, r, b or e."),
            );
            None
        }
        (None, None) => {
            row.cell(STATUS).raise(
                format_args!("there is no value and no reason"),
                format_args!("Write a value (a true zero is 0), or say why in `status`: c, x, z, n, u, d or l."),
            );
            None
        }
        (None, Some(_)) => Some((read_value(row, numbers?, measure)?, flags)),
    }
}

fn read_status(row: &Row<'_>) -> Option<(Flags, Option<Missing>)> {
    let cell = row.cell(STATUS);
    let mut flags = Flags::default();
    let (mut missing, mut marked, mut sound) = (None, false, true);
    for marker in cell.value.split_whitespace() {
        let flag = match marker {
            "p" => &mut flags.provisional,
            "r" => &mut flags.revised,
            "b" => &mut flags.break_in_series,
            "e" => &mut flags.estimated,
            other => {
                let known = MISSING.iter().find(|(name, _)| *name == other).map(|(_, missing)| *missing);
                if known.is_none() {
                    sound = false;
                    cell.raise(
                        format_args!("there is no status {}", Shown(other)),
                        format_args!("Write p, r, b or e with a value, joined by spaces; or c, x, z, n, u, d or l without."),
                    );
                } else if missing.is_some() {
                    sound = false;
                    cell.raise(format_args!("there are two reasons for no value"), format_args!("Keep one."));
                }
                missing = missing.or(known);
                continue;
            }
        };
        marked = true;
        if std::mem::replace(flag, true) {
            sound = false;
            cell.raise(format_args!("status `{marker}` comes twice"), format_args!("Keep one."));
        }
    }
    if marked && missing.is_some() {
        sound = false;
        cell.raise(
            format_args!("p, r, b and e go with a value; the other marks say that there is none"),
            format_args!("Keep one or the other."),
        );
    }
    sound.then_some((flags, missing))
}

/// The numbers of a row, where they are given.
struct Numbers {
    numerator: Option<f64>,
    denominator: Option<f64>,
    value: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
}

impl Numbers {
    /// Reads all, so that every fault is raised; none if one of them is no number.
    fn read(row: &Row<'_>) -> Option<Self> {
        let [numerator, denominator, value, lower, upper] = [NUMERATOR, DENOMINATOR, VALUE, LOWER, UPPER]
            .map(|column| row.cell(column).given().map(|text| value::number(&row.cell(column), text)))
            .map(|cell| cell.map_or(Some(None), |number| number.map(Some)));
        Some(Self { numerator: numerator?, denominator: denominator?, value: value?, lower: lower?, upper: upper? })
    }
}

fn read_value(row: &Row<'_>, numbers: Numbers, measure: Option<&Measure>) -> Option<Figure> {
    let Numbers { numerator, denominator, value, lower, upper } = numbers;
    let raise = |column: usize, what: &str, mend: &str| {
        row.cell(column).raise(format_args!("{what}"), format_args!("{mend}"));
        None
    };
    if numerator.is_some() || denominator.is_some() {
        for (column, extra) in [(VALUE, value), (LOWER, lower), (UPPER, upper)] {
            if extra.is_some() {
                return raise(
                    column,
                    "this row has parts and a value as it came",
                    "Leave `value`, `lower` and `upper` blank: the value is computed from the parts.",
                );
            }
        }
        let Some(numerator) = numerator else {
            return raise(NUMERATOR, "there is a denominator and no numerator", "Write both parts.");
        };
        return held(row, Figure::Parts { numerator, denominator }, measure);
    }
    let Some(value) = value else {
        return raise(VALUE, "there are limits and no value", "Write the value that they belong to.");
    };
    let interval = match (lower, upper) {
        (None, None) => None,
        (Some(lower), Some(upper)) => Some((lower, upper)),
        (None, Some(_)) => return raise(LOWER, "there is an upper limit and no lower", "Write both limits, or neither."),
        (Some(_), None) => return raise(UPPER, "there is a lower limit and no upper", "Write both limits, or neither."),
    };
    held(row, Figure::Value { value, interval }, measure)
}

/// The figure, if it is one of its measure; the fault is raised at its cell.
fn held(row: &Row<'_>, figure: Figure, measure: Option<&Measure>) -> Option<Figure> {
    sound::check(&figure, measure)
        .map_err(|fault| {
            let column = match fault.part {
                Part::Numerator => NUMERATOR,
                Part::Denominator => DENOMINATOR,
                Part::Value => VALUE,
                Part::Reason => STATUS,
            };
            row.cell(column).raise(format_args!("{}", fault.what), format_args!("{}", fault.mend));
        })
        .ok()?;
    Some(figure)
}
