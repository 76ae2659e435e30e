//! What a figure must be to be one of its measure: one rule for a council's own files, for imports, and for whatever else brings figures.

use crate::{
    measure::{Disclosure, Kind, Measure},
    observation::{Figure, Missing},
};

/// The part of a figure that is at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Numerator.
    Numerator,
    /// Denominator.
    Denominator,
    /// The value, or its limits.
    Value,
    /// The reason why there is no value.
    Reason,
}

/// Why a figure cannot be one of its measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsound {
    /// The part at fault.
    pub part: Part,
    /// What is wrong, without a full stop.
    pub what: &'static str,
    /// How to mend it, as whole sentences.
    pub mend: &'static str,
}

fn fault<T>(part: Part, what: &'static str, mend: &'static str) -> Result<T, Unsound> {
    Err(Unsound { part, what, mend })
}

/// Holds a figure to its measure; of a measure that is not known, to what holds of all.
///
/// # Errors
/// The first fault.
pub fn check(figure: &Figure, measure: Option<&Measure>) -> Result<(), Unsound> {
    match *figure {
        Figure::Missing(why) => check_reason(why, measure),
        Figure::Value { value, interval } => check_value(value, interval, measure),
        Figure::Parts { numerator, denominator } => check_parts(numerator, denominator, measure),
    }
}

/// Where small counts are hidden by what was counted, a figure that was hidden before lets nobody see what stands beside it (STANDARDS §5).
fn check_reason(why: Missing, measure: Option<&Measure>) -> Result<(), Unsound> {
    if matches!(why, Missing::Suppressed | Missing::Unreliable) && measure.is_some_and(counts_people) {
        return fault(
            Part::Reason,
            "this figure was hidden before it came here, and those beside it could give it away",
            "Write the figure as it was counted: it is hidden where it must be, and others beside it. Where the source has protected all of them, \
             make the measure's policy \"exempt\"; where there is no figure, write x.",
        );
    }
    Ok(())
}

/// Whether small counts are protected by counting people.
pub(crate) fn counts_people(measure: &Measure) -> bool {
    matches!(measure.disclosure, Disclosure::Threshold { .. })
}

fn check_value(value: f64, interval: Option<(f64, f64)>, measure: Option<&Measure>) -> Result<(), Unsound> {
    if interval.is_some_and(|(lower, upper)| !(lower <= value && value <= upper)) {
        return fault(Part::Value, "the value does not lie between its limits", "Mend `lower`, `value` or `upper`.");
    }
    let Some(measure) = measure else { return Ok(()) };
    if interval.is_none() && measure.survey.is_some() {
        return fault(
            Part::Value,
            "a survey's figure comes without its base and without its margin",
            "Write its parts, or `lower` and `upper`.",
        );
    }
    match measure.kind {
        Kind::Count => fault(Part::Value, "a count is written in `numerator`", "Move it there; its `value` stays blank."),
        Kind::Proportion if !(0.0..=100.0).contains(&value) => fault(Part::Value, "a proportion lies from 0 to 100", "Write it in %."),
        Kind::Rate if value < 0.0 => fault(Part::Value, "a rate is not negative", "Mend the value."),
        _ => Ok(()),
    }
}

const WHOLE: &str = "Write a whole number, or change the measure's disclosure policy.";

/// The rules of parts, by kind of measure.
fn check_parts(numerator: f64, denominator: Option<f64>, measure: Option<&Measure>) -> Result<(), Unsound> {
    let Some(measure) = measure else { return check_denominator(denominator) };
    match (measure.kind, denominator) {
        (Kind::Value, _) => return fault(Part::Numerator, "a measure of kind value has no parts", "Write the figure in `value`."),
        (Kind::Count, Some(_)) => {
            return fault(Part::Denominator, "a count has no denominator", "Leave it blank, or change the measure's kind.");
        }
        (Kind::Count, None) => {}
        (_, None) => return fault(Part::Denominator, "there is a numerator and no denominator", "Write both parts."),
        (kind, Some(of)) => {
            check_denominator(denominator)?;
            if kind == Kind::Proportion && numerator > of {
                return fault(
                    Part::Numerator,
                    "the numerator is larger than the denominator",
                    "A proportion is part of its denominator: mend one of the two, or make the measure a rate.",
                );
            }
        }
    }
    if measure.kind != Kind::Mean && numerator < 0.0 {
        return fault(Part::Numerator, "the numerator is below zero", "Nothing can be counted fewer times than never.");
    }
    // Small counts are protected by counting people, so these must be whole (STANDARDS §5).
    let broken = |number: f64| counts_people(measure) && number.fract() != 0.0;
    if measure.kind != Kind::Mean && broken(numerator) {
        return fault(Part::Numerator, "people are counted in whole numbers", WHOLE);
    }
    if measure.kind != Kind::Rate && denominator.is_some_and(broken) {
        return fault(Part::Denominator, "people are counted in whole numbers", WHOLE);
    }
    Ok(())
}

/// Whatever is measured, it is not out of nothing.
fn check_denominator(denominator: Option<f64>) -> Result<(), Unsound> {
    if denominator.is_some_and(|denominator| denominator <= 0.0) {
        return fault(
            Part::Denominator,
            "the denominator is not above zero",
            "Where there is nobody to count, leave the parts blank and write z in `status`.",
        );
    }
    Ok(())
}
