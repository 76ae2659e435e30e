//! The figure of an observation: parts, a value as it came, or the reason why there is none.

use super::{
    issue::{Shown, Spot},
    observations::{DENOMINATOR, LOWER, NUMERATOR, STATUS, UPPER, VALUE},
    table::Row,
    value,
};
use crate::{
    measure::{Disclosure, Kind, Measure},
    observation::{Figure, Flags, Missing},
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
    let counted = measure.is_some_and(|measure| matches!(measure.disclosure, Disclosure::Threshold { .. }));
    match (missing, filled) {
        (Some(Missing::Suppressed | Missing::Unreliable), None) if counted => {
            row.cell(STATUS).raise(
                format_args!("this figure was hidden before it came here, and those beside it could give it away"),
                format_args!(
                    "Write the figure as it was counted: it is hidden where it must be, and others beside it. Where the source has protected \
                     all of them, make the measure's policy \"exempt\"; where there is no figure, write x."
                ),
            );
            None
        }
        (Some(missing), None) => Some((Figure::Missing(missing), flags)),
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
        let sound = match measure {
            Some(measure) => check_parts(row, measure, numerator, denominator),
            None => check_denominator(row, denominator),
        };
        return sound.then_some(Figure::Parts { numerator, denominator });
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
    if interval.is_some_and(|(lower, upper)| !(lower <= value && value <= upper)) {
        return raise(VALUE, "the value does not lie between its limits", "Mend `lower`, `value` or `upper`.");
    }
    if interval.is_none() && measure.is_some_and(|measure| measure.survey.is_some()) {
        return raise(VALUE, "a survey's figure comes without its base and without its margin", "Write its parts, or `lower` and `upper`.");
    }
    match measure.map(|measure| measure.kind) {
        Some(Kind::Count) => raise(VALUE, "a count is written in `numerator`", "Move it there; its `value` stays blank."),
        Some(Kind::Proportion) if !(0.0..=100.0).contains(&value) => raise(VALUE, "a proportion lies from 0 to 100", "Write it in %."),
        Some(Kind::Rate) if value < 0.0 => raise(VALUE, "a rate is not negative", "Mend the value."),
        _ => Some(Figure::Value { value, interval }),
    }
}

/// Whatever is measured, it is not out of nothing.
fn check_denominator(row: &Row<'_>, denominator: Option<f64>) -> bool {
    let sound = denominator.is_none_or(|denominator| denominator > 0.0);
    if !sound {
        row.cell(DENOMINATOR).raise(
            format_args!("the denominator is not above zero"),
            format_args!("Where there is nobody to count, leave the parts blank and write z in `status`."),
        );
    }
    sound
}

/// The rules of parts, by kind of measure.
fn check_parts(row: &Row<'_>, measure: &Measure, numerator: f64, denominator: Option<f64>) -> bool {
    let raise = |column: usize, what: &str, mend: &str| {
        row.cell(column).raise(format_args!("{what}"), format_args!("{mend}"));
        false
    };
    match (measure.kind, denominator) {
        (Kind::Value, _) => return raise(NUMERATOR, "a measure of kind value has no parts", "Write the figure in `value`."),
        (Kind::Count, Some(_)) => return raise(DENOMINATOR, "a count has no denominator", "Leave it blank, or change the measure's kind."),
        (Kind::Count, None) => {}
        (_, None) => return raise(DENOMINATOR, "there is a numerator and no denominator", "Write both parts."),
        (_, Some(_)) if !check_denominator(row, denominator) => return false,
        (Kind::Proportion, Some(denominator)) if numerator > denominator => {
            return raise(
                NUMERATOR,
                "the numerator is larger than the denominator",
                "A proportion is part of its denominator: mend one of the two, or make the measure a rate.",
            );
        }
        _ => {}
    }
    if measure.kind != Kind::Mean && numerator < 0.0 {
        return raise(NUMERATOR, "the numerator is below zero", "Nothing can be counted fewer times than never.");
    }
    // Small counts are protected by counting people, so these must be whole (STANDARDS §5).
    let people = matches!(measure.disclosure, Disclosure::Threshold { .. });
    let broken = |number: f64| people && number.fract() != 0.0;
    if measure.kind != Kind::Mean && broken(numerator) {
        return raise(NUMERATOR, "people are counted in whole numbers", "Write a whole number, or change the measure's disclosure policy.");
    }
    if measure.kind != Kind::Rate && denominator.is_some_and(broken) {
        return raise(
            DENOMINATOR,
            "people are counted in whole numbers",
            "Write a whole number, or change the measure's disclosure policy.",
        );
    }
    true
}
