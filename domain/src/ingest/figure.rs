//! From the numbers of a row to the figure of a measure.

use super::issue::Kind as Fault;
use crate::{
    cell::of_parts,
    measure::{Kind, Measure},
    observation::{Figure, Missing},
    sound::{self, Part, Unsound},
};

/// The numbers of a row, as far as they are there.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Numbers {
    pub(crate) value: Option<f64>,
    pub(crate) numerator: Option<f64>,
    pub(crate) denominator: Option<f64>,
    pub(crate) lower: Option<f64>,
    pub(crate) upper: Option<f64>,
    /// Whether the source has hidden a part of it.
    pub(crate) hidden: bool,
    /// Whether the parts stood in one cell, `65/100`.
    pub(crate) fraction: bool,
    /// Whether the value was written with `%`.
    pub(crate) percent: bool,
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

fn wrong(fault: Unsound) -> Wrong {
    (if fault.part == Part::Reason { Fault::HiddenBefore } else { Fault::Impossible }, fault.what, fault.mend)
}

fn impossible<T>(what: &'static str, mend: &'static str) -> Result<T, Wrong> {
    Err((Fault::Impossible, what, mend))
}

/// Why a figure is missing; refused where the measure hides what is small itself, and so needs what was counted.
pub(crate) fn missing(why: Missing, measure: Option<&Measure>) -> Result<Figure, Wrong> {
    let figure = Figure::Missing(why);
    sound::check(&figure, measure).map_err(wrong)?;
    Ok(figure)
}

/// The figure that numbers make of a measure; of one that is not the council's, as they stand.
pub(crate) fn figure(numbers: Numbers, measure: Option<&Measure>) -> Result<Made, Wrong> {
    if numbers.hidden {
        // What is left of a figure whose count was hidden may be all that is needed to work it out.
        missing(Missing::Suppressed, measure)?;
    }
    let made = choose(numbers, measure)?;
    sound::check(&made.figure, measure).map_err(wrong)?;
    Ok(made)
}

fn choose(numbers: Numbers, measure: Option<&Measure>) -> Result<Made, Wrong> {
    let (interval, dropped) = interval(&numbers);
    if let Some(value) = numbers.value {
        // Limits that do not hold their value tell of swapped columns, whatever is kept.
        sound::check(&Figure::Value { value, interval }, None).map_err(wrong)?;
    }
    let as_it_is = |value: f64| Made { figure: Figure::Value { value, interval }, aside: dropped };
    let parts = |numerator: f64, denominator: Option<f64>| Figure::Parts { numerator, denominator };
    let Some(measure) = measure else {
        // Nothing is counted out of nothing, even where only the value is kept.
        if let (Some(numerator), Some(denominator)) = (numbers.numerator, numbers.denominator) {
            sound::check(&parts(numerator, Some(denominator)), None).map_err(wrong)?;
        }
        return Ok(match (numbers.value, numbers.numerator) {
            (Some(value), _) => as_it_is(value),
            (None, Some(numerator)) => Made { figure: parts(numerator, numbers.denominator), aside: dropped },
            (None, None) => Made { figure: Figure::Missing(Missing::NotAvailable), aside: Some(Fault::Blank) },
        });
    };
    let apart = |value: f64, other: f64| (value - other).abs() > 0.06_f64.max(0.005 * other.abs());
    match (measure.kind, numbers.value, numbers.numerator, numbers.denominator) {
        (_, None, None, _) => Ok(Made { figure: Figure::Missing(Missing::NotAvailable), aside: Some(Fault::Blank) }),
        (Kind::Count, ..) if numbers.fraction => {
            impossible("a part of a whole is no count", "Write what was counted alone, or change the measure's kind.")
        }
        (Kind::Count, value, numerator, _) => {
            let count = numerator.or(value).unwrap_or_default();
            let differs = value.is_some_and(|value| apart(value, count));
            Ok(Made { figure: parts(count, None), aside: differs.then_some(Fault::PartsDiffer) })
        }
        (Kind::Proportion | Kind::Rate | Kind::Mean, value, Some(numerator), Some(denominator)) => {
            let worked_out = if denominator > 0.0 { of_parts(numerator, denominator, measure) } else { None };
            let differs = value.zip(worked_out).is_some_and(|(value, out)| apart(value, out));
            Ok(Made { figure: parts(numerator, Some(denominator)), aside: differs.then_some(Fault::PartsDiffer) })
        }
        (_, Some(value), ..) => Ok(as_it_is(value)),
        (_, None, Some(numerator), denominator) => Ok(Made { figure: parts(numerator, denominator), aside: None }),
    }
}

/// Lower and upper limit.
type Limits = Option<(f64, f64)>;

/// Both limits, where both are there; and whether one stood alone.
fn interval(numbers: &Numbers) -> (Limits, Option<Fault>) {
    match (numbers.value, numbers.lower, numbers.upper) {
        (Some(_), Some(lower), Some(upper)) => (Some((lower, upper)), None),
        (None, ..) | (Some(_), None, None) => (None, None),
        _ => (None, Some(Fault::LimitsDropped)),
    }
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
