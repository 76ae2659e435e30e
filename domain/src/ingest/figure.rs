//! From the numbers of a row to the figure of a measure.

use super::issue::Kind as Fault;
use crate::{
    cell::of_parts,
    measure::{Disclosure, Kind, Measure},
    observation::{Figure, Missing},
};

/// The numbers of a row, as far as they are there.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Numbers {
    pub(crate) value: Option<f64>,
    pub(crate) numerator: Option<f64>,
    pub(crate) denominator: Option<f64>,
    pub(crate) lower: Option<f64>,
    pub(crate) upper: Option<f64>,
}

impl Numbers {
    /// Whether there is none at all.
    pub(crate) fn nothing(&self) -> bool {
        self.value.is_none() && self.numerator.is_none()
    }
}

/// A figure, and what has to be said of it beside.
pub(crate) struct Made {
    pub(crate) figure: Figure,
    pub(crate) aside: Option<Fault>,
}

/// Why there is none: the fault, what is wrong, and how to mend it.
pub(crate) type Wrong = (Fault, &'static str, &'static str);

/// Why a figure is missing; refused where the measure hides what is small itself, and so needs what was counted.
pub(crate) fn missing(why: Missing, measure: Option<&Measure>) -> Result<Figure, Wrong> {
    let counted = measure.is_some_and(|measure| matches!(measure.disclosure, Disclosure::Threshold { .. }));
    if counted && matches!(why, Missing::Suppressed | Missing::Unreliable) {
        return Err((
            Fault::HiddenBefore,
            "this figure was hidden before it came here, and those beside it could give it away",
            "Bring the figure as it was counted: it is hidden where it must be. Where the source has protected all of them, make the measure's policy \"exempt\".",
        ));
    }
    Ok(Figure::Missing(why))
}

/// The figure that numbers make of a measure; of one that is not the council's, as they stand.
pub(crate) fn figure(numbers: Numbers, measure: Option<&Measure>) -> Result<Made, Wrong> {
    let (interval, dropped) = interval(&numbers)?;
    if numbers.denominator.is_some_and(|n| n <= 0.0) && numbers.numerator.is_some() {
        return impossible("the denominator is not above zero", "Where there is nobody to count, leave the figure blank and write z.");
    }
    let as_it_is = |value: f64| Made { figure: Figure::Value { value, interval }, aside: dropped };
    let parts = |numerator: f64, denominator: Option<f64>| Figure::Parts { numerator, denominator };
    let Some(measure) = measure else {
        return Ok(match (numbers.value, numbers.numerator) {
            (Some(value), _) => as_it_is(value),
            (None, Some(numerator)) => Made { figure: parts(numerator, numbers.denominator), aside: dropped },
            (None, None) => Made { figure: Figure::Missing(Missing::NotAvailable), aside: Some(Fault::Blank) },
        });
    };
    match (measure.kind, numbers.value, numbers.numerator, numbers.denominator) {
        (_, None, None, _) => Ok(Made { figure: Figure::Missing(Missing::NotAvailable), aside: Some(Fault::Blank) }),
        (Kind::Count, value, numerator, _) => {
            let count = numerator.or(value).unwrap_or_default();
            check_parts(count, None, measure)?;
            Ok(Made { figure: parts(count, None), aside: None })
        }
        (Kind::Proportion | Kind::Rate | Kind::Mean, value, Some(numerator), Some(denominator)) => {
            check_parts(numerator, Some(denominator), measure)?;
            let worked_out = of_parts(numerator, denominator, measure);
            let apart = value.zip(worked_out).is_some_and(|(value, out)| (value - out).abs() > 0.06_f64.max(0.005 * out.abs()));
            Ok(Made { figure: parts(numerator, Some(denominator)), aside: apart.then_some(Fault::PartsDiffer) })
        }
        (Kind::Value, None, Some(_), _) => impossible("a measure of kind value has no parts", "Name the column of its value."),
        (_, None, Some(_), _) => {
            impossible("there is a numerator and no denominator", "Name the column of the denominator, or of the value.")
        }
        (Kind::Proportion, Some(value), ..) if !(0.0..=100.0).contains(&value) => {
            impossible("a proportion lies from 0 to 100", "Mend the figure, or the kind of the measure.")
        }
        (Kind::Rate, Some(value), ..) if value < 0.0 => impossible("a rate is not below zero", "Mend the figure."),
        (_, Some(value), ..) => Ok(as_it_is(value)),
    }
}

fn impossible<T>(what: &'static str, mend: &'static str) -> Result<T, Wrong> {
    Err((Fault::Impossible, what, mend))
}

/// Lower and upper limit.
type Limits = Option<(f64, f64)>;

/// Both limits, where both are there and hold the value; and whether one stood alone.
fn interval(numbers: &Numbers) -> Result<(Limits, Option<Fault>), Wrong> {
    let Some(value) = numbers.value else { return Ok((None, None)) };
    match (numbers.lower, numbers.upper) {
        (Some(lower), Some(upper)) if lower <= value && value <= upper => Ok((Some((lower, upper)), None)),
        (Some(_), Some(_)) => {
            impossible("the limits do not hold the value", "See whether columns have been swapped; or leave out the columns of limits.")
        }
        (None, None) => Ok((None, None)),
        _ => Ok((None, Some(Fault::LimitsDropped))),
    }
}

/// The rules of parts, by kind of measure; those of a council's own files.
fn check_parts(numerator: f64, denominator: Option<f64>, measure: &Measure) -> Result<(), Wrong> {
    if measure.kind != Kind::Mean && numerator < 0.0 {
        return impossible("the numerator is below zero", "Nothing can be counted fewer times than never.");
    }
    if measure.kind == Kind::Proportion && denominator.is_some_and(|denominator| numerator > denominator) {
        return impossible("the numerator is larger than the denominator", "Mend one of the two, or make the measure a rate.");
    }
    // Small counts are protected by counting people, so these must be whole (STANDARDS §5).
    let people = matches!(measure.disclosure, Disclosure::Threshold { .. });
    let broken = |number: f64| people && number.fract() != 0.0;
    if measure.kind != Kind::Mean && broken(numerator) || measure.kind != Kind::Rate && denominator.is_some_and(broken) {
        return impossible("people are counted in whole numbers", "Bring whole numbers, or change the measure's disclosure policy.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(value: Option<f64>, numerator: Option<f64>, denominator: Option<f64>) -> Numbers {
        Numbers { value, numerator, denominator, ..Numbers::default() }
    }

    #[test]
    fn of_no_measure_the_numbers_stand_as_they_came() {
        let made = figure(numbers(Some(5.0), Some(1.0), Some(20.0)), None).unwrap_or_else(|_| panic!());
        assert_eq!(made.figure, Figure::Value { value: 5.0, interval: None });
        let made = figure(numbers(None, Some(1.0), Some(20.0)), None).unwrap_or_else(|_| panic!());
        assert_eq!(made.figure, Figure::Parts { numerator: 1.0, denominator: Some(20.0) });
        let blank = figure(Numbers::default(), None).unwrap_or_else(|_| panic!());
        assert_eq!((blank.figure, blank.aside), (Figure::Missing(Missing::NotAvailable), Some(Fault::Blank)));
    }

    #[test]
    fn limits_hold_the_value_or_the_row_is_refused() {
        let with = |lower, upper| figure(Numbers { value: Some(5.0), lower, upper, ..Numbers::default() }, None);
        assert_eq!(with(Some(4.0), Some(6.0)).map(|made| made.figure).ok(), Some(Figure::Value { value: 5.0, interval: Some((4.0, 6.0)) }));
        assert_eq!(with(Some(6.0), Some(7.0)).err().map(|wrong| wrong.0), Some(Fault::Impossible));
        assert_eq!(with(Some(4.0), None).ok().and_then(|made| made.aside), Some(Fault::LimitsDropped));
        let none = figure(numbers(Some(1.0), Some(0.0), Some(0.0)), None);
        assert_eq!(none.err().map(|wrong| wrong.0), Some(Fault::Impossible));
    }
}
