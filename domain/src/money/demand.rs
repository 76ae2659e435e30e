//! A demand as a release knows it: the newest figure of its measure for the whole area until a day, and what its year is expected to come to.
//!
//! Money is spent on people and homes, not on rates: of a rate or a share the number itself is taken, as it was released, and what is expected
//! is worked out with the newest number that it is a share of. Only released figures are read.

use chrono::NaiveDate;

use super::gateway::Expected;
use crate::{
    cell::Cell,
    code::MeasureCode,
    forecast::{self, Forecast, Outlook},
    measure::{Aggregation, Kind, Measure},
    observation::Missing,
    period::Period,
    release::Release,
};

/// A demand as a release knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The period of the newest figure.
    pub period: Period,
    /// The newest figure, in whole things.
    pub newest: u32,
    /// What the year is expected to come to, or why nothing is.
    pub expected: Result<Expected, NoForecast>,
    /// Whether the figure is made up.
    pub illustrative: bool,
}

/// Why nothing is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoForecast {
    /// The measure has none, and why.
    None(forecast::Unclear),
    /// The newest figure is of another year than the money.
    OtherYear,
}

/// Why a demand is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// The measure has no figure for the whole area until then.
    NoFigure,
    /// Its figure comes without the number that it was worked out from.
    NoNumber,
    /// Its figures are of parts of a year, and nothing says what they will come to.
    PartOfYear,
    /// The release has its figure and shows none, and why.
    NotShown(Missing),
    /// The release has no figure of that period.
    NotReleased,
}

impl NoForecast {
    /// The reason in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::None(why) => why.sentence(),
            Self::OtherYear => "The newest figure is of another year than the money.",
        }
    }
}

impl Unknown {
    /// The reason in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NoFigure => "There is no figure of the demand up to this day.",
            Self::NoNumber => "The figure of the demand comes without the number that it was worked out from.",
            Self::PartOfYear => "The figures of the demand are of parts of the year, and there is no forecast of what they will come to.",
            Self::NotShown(Missing::Suppressed) => {
                "[c] The figure is hidden to protect people, so what was written down on the day is not shown either."
            }
            Self::NotShown(_) => "The release shows no figure of that period, so what was written down on the day is not shown either.",
            Self::NotReleased => "There is no published figure of that period, so what was written down on the day is not shown.",
        }
    }
}

/// A demand as a release knows it until a day, for the money of a year.
///
/// # Errors
/// Why it is not known.
pub fn known(release: &Release, code: &MeasureCode, until: NaiveDate, year: Period) -> Result<Known, Unknown> {
    let catalogue = &release.catalogue;
    let at = catalogue.measure_index(code).ok_or(Unknown::NoFigure)?;
    let measure = &catalogue.measures[usize::from(at)];
    let frame = release.area(catalogue.city());
    let cube = frame.cube(at).ok_or(Unknown::NoFigure)?;
    let mut periods = cube.shape.periods.iter().copied();
    let shown = |at: &u16| catalogue.periods[usize::from(*at)].end() <= until && cube.cell(0, *at).0.missing().is_none();
    let newest_at = periods.rfind(shown).ok_or(Unknown::NoFigure)?;
    let (period, (cell, notes)) = (catalogue.periods[usize::from(newest_at)], cube.cell(0, newest_at));
    let newest = number(cell, measure).ok_or(Unknown::NoNumber)?;
    let expected = if year.contains(&period) {
        expected(forecast::of(catalogue, cube, 0, newest_at), cell, measure)
    } else {
        Err(NoForecast::OtherYear)
    };
    // A quarter's number times what one costs in a year would be the cost of nothing.
    if expected.is_err() && measure.aggregation == Aggregation::Sum && period.months() < 12 {
        return Err(Unknown::PartOfYear);
    }
    Ok(Known { period, newest, expected, illustrative: notes.illustrative() })
}

/// Whether what was written down of a period may be shown: only where the release shows the figure of that period for the whole area. What a
/// folder holds has not been through disclosure control, and the release has.
///
/// # Errors
/// Why it may not.
pub fn public(release: &Release, code: &MeasureCode, period: Period) -> Result<(), Unknown> {
    let catalogue = &release.catalogue;
    let at = catalogue.measure_index(code).ok_or(Unknown::NotReleased)?;
    let frame = release.area(catalogue.city());
    let cube = frame.cube(at).ok_or(Unknown::NotReleased)?;
    let at = cube.shape.periods.iter().find(|at| catalogue.periods[usize::from(**at)] == period).ok_or(Unknown::NotReleased)?;
    cube.cell(0, *at).0.missing().map_or(Ok(()), |why| Err(Unknown::NotShown(why)))
}

/// What a forecast comes to in whole things.
fn expected(forecast: Forecast, newest: Cell, measure: &Measure) -> Result<Expected, NoForecast> {
    let outlook = match forecast {
        Forecast::Likely(outlook) | Forecast::Uncertain(outlook) | Forecast::Unlikely(outlook) => outlook,
        Forecast::Over(value, _) => Outlook { value, low: value, high: value },
        Forecast::CannotTell(why) => return Err(NoForecast::None(why)),
    };
    let things = |value: f64| match measure.kind {
        Kind::Count | Kind::Value => whole(value),
        Kind::Proportion | Kind::Rate => newest.parts().and_then(|(_, of)| whole(value * of / f64::from(measure.per))),
        Kind::Mean => None,
    };
    let found = things(outlook.value).zip(things(outlook.low)).zip(things(outlook.high));
    let ((number, low), high) = found.ok_or(NoForecast::None(forecast::Unclear::NoParts))?;
    Ok(Expected { number, low, high })
}

/// The number that a figure was worked out from.
fn number(cell: Cell, measure: &Measure) -> Option<u32> {
    match (cell, measure.kind) {
        (_, Kind::Mean) => None,
        (Cell::Parts { numerator, .. }, _) => whole(numerator),
        (Cell::Value(value), Kind::Count | Kind::Value) => whole(value),
        (Cell::Value(_) | Cell::Missing(_), _) => None,
    }
}

/// The nearest whole number; none of what is negative or too large.
fn whole(value: f64) -> Option<u32> {
    let value = value.round();
    (value >= 0.0 && value <= f64::from(u32::MAX)).then_some(value as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rating::tests::measure;

    #[test]
    fn a_rate_is_told_in_things() {
        let rate = Measure { kind: Kind::Rate, per: 1_000, ..measure("low", "") };
        let cell = Cell::Parts { numerator: 2_045.0, denominator: 500_000.0 };
        assert_eq!(number(cell, &rate), Some(2_045));
        let outlook = Outlook { value: 4.1, low: 4.0, high: 4.3 };
        assert_eq!(expected(Forecast::Uncertain(outlook), cell, &rate), Ok(Expected { number: 2_050, low: 2_000, high: 2_150 }));
        assert_eq!(number(Cell::Value(4.1), &rate), None, "of how many is not told");
        let without = expected(Forecast::Likely(outlook), Cell::Value(4.1), &rate);
        assert_eq!(without, Err(NoForecast::None(forecast::Unclear::NoParts)));
    }

    #[test]
    fn a_count_is_what_it_is_and_an_average_is_no_number() {
        let count = Measure { kind: Kind::Count, ..measure("low", "") };
        assert_eq!(number(Cell::Parts { numerator: 7.0, denominator: 0.0 }, &count), Some(7));
        let mean = Measure { kind: Kind::Mean, ..count };
        assert_eq!(number(Cell::Parts { numerator: 70.0, denominator: 10.0 }, &mean), None);
        assert_eq!([-1.0, f64::NAN, 1e12, 0.4].map(whole), [None, None, None, Some(0)]);
    }
}
