//! The forecast: will a measure meet its target at the end of the financial year (STANDARDS §6: kept apart from the rating).
//!
//! The figures that are there count as they are. Each quarter (or month) of the year still to come is taken to be like the same one last
//! year; for the range all of them like the lowest, and all like the highest, of the latest eight quarters or half-years (24 months). Then the year is put
//! together by the measure's aggregation:
//!
//! | aggregation | the year |
//! |---|---|
//! | sum | all its figures added up |
//! | ratio | numerators over denominators; those to come with last year's denominators |
//! | mean | the average of its figures |
//! | last | the last figure: the latest stands for it, between the lowest and the highest |
//!
//! It takes six quarters or half-years, or 18 months, since the last break. The chance that a next figure lies between the lowest and the highest of n
//! before it is (n − 1)/(n + 1), seven in nine for eight, whatever their distribution, as long as none is likelier than another to be the
//! lowest (order statistics; general knowledge). A steady trend is not carried on. Only released figures are read, and one of this year that is
//! hidden leaves no forecast. A better figure never makes a worse forecast: every step is a sum, a share, a smallest or a largest.

use std::borrow::Cow;

use crate::{
    catalogue::Catalogue,
    cell::Cell,
    frame::Cube,
    measure::{Aggregation, Kind, Measure, Polarity, Reach, Target},
    observation::Missing,
    period::{Period, PeriodKind},
    rating::{self, Rating, meets, rate},
    target::at_year_end,
    unknown,
    view::figure::value_text,
};

/// One figure of the series that a forecast is made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Past {
    /// Period.
    pub period: Period,
    /// The figure, as it was released.
    pub cell: Cell,
    /// Whether the series breaks here.
    pub break_in_series: bool,
}

/// What the year is expected to come to, in the measure's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlook {
    /// The expected value.
    pub value: f64,
    /// The lower end of its range.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Will it meet its target at year-end?
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Forecast {
    /// The whole range meets the target.
    Likely(Outlook),
    /// Part of the range meets it.
    Uncertain(Outlook),
    /// No part does.
    Unlikely(Outlook),
    /// Every figure of the year is there: what the year came to, and how that stands against the target.
    Over(f64, Rating),
    /// There is no forecast, and why.
    CannotTell(Unclear),
}

/// Why there is no forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// There could be no rating either.
    Unrated(rating::Why),
    /// Its figures are for a year or longer, or for single days.
    NotWithinYear,
    /// No target is set for the year as a whole.
    NoYearTarget,
    /// A figure of this year is missing.
    Hole(Missing),
    /// Figures come without their parts, and shares cannot be averaged.
    NoParts,
    /// Fewer than six quarters or half-years, or 18 months, since the last break.
    TooFew,
}

/// The forecast for a group of a cube, as of a period.
pub fn of(catalogue: &Catalogue, cube: &Cube, group: u16, at: u16) -> Forecast {
    let (measure, now) = (&catalogue.measures[usize::from(cube.measure)], catalogue.periods[usize::from(at)]);
    if unknown::withheld(catalogue, cube, measure, group, at) {
        return Forecast::CannotTell(Unclear::Unrated(rating::Why::Unknown));
    }
    let target = year_target(catalogue, cube, group, now);
    let series = cube.shape.periods.iter().map(|&at| {
        let (cell, notes) = cube.cell(group, at);
        Past { period: catalogue.periods[usize::from(at)], cell, break_in_series: notes.flags().break_in_series }
    });
    forecast(measure, target.as_deref(), &series.collect::<Vec<_>>(), now)
}

/// The target that a forecast is held against. A group's count has none: the one set is everyone's.
pub fn year_target<'a>(catalogue: &'a Catalogue, cube: &Cube, group: u16, now: Period) -> Option<Cow<'a, Target>> {
    let (measure, area) = (&catalogue.measures[usize::from(cube.measure)], &catalogue.areas[usize::from(cube.area)]);
    at_year_end(&catalogue.targets, measure, &area.code, now).filter(|_| group == 0 || measure.kind != Kind::Count)
}

/// The forecast for the financial year that holds `now`, the latest period of the series that counts. `target` is the one of that year
/// ([`crate::target::at_year_end`]).
pub fn forecast(measure: &Measure, target: Option<&Target>, series: &[Past], now: Period) -> Forecast {
    weigh(measure, target, series, now).unwrap_or_else(Forecast::CannotTell)
}

fn weigh(measure: &Measure, target: Option<&Target>, series: &[Past], now: Period) -> Result<Forecast, Unclear> {
    let unrated = |why| Err(Unclear::Unrated(why));
    match (measure.reach, measure.polarity) {
        (Reach::Context, _) => return unrated(rating::Why::Context),
        (_, Polarity::None) => return unrated(rating::Why::NoPolarity),
        _ => {}
    }
    // Halves of a calendar year do not make a financial one. So many figures are looked back on.
    let (step, back) = match now.kind() {
        PeriodKind::Month => (1, 24),
        PeriodKind::Quarter => (3, 8),
        PeriodKind::HalfYear => (6, 8),
        _ => return Err(Unclear::NotWithinYear),
    };
    let target = target.ok_or(Unclear::NoYearTarget)?;
    let per_year = 12 / step;
    let place = |period: Period| Period::months_between(chrono::NaiveDate::MIN, period.start()) / step;
    let here = place(now);
    let start = here - place_in_year(now, step);
    let at = |place_of: i32| series.iter().find(|past| past.period.kind() == now.kind() && place(past.period) == place_of);
    let number = |past: &Past| match past.cell.value(measure) {
        Some(value) if value.is_finite() => Ok(value),
        _ => Err(past.cell.missing().unwrap_or(Missing::NotApplicable)),
    };
    // What a figure weighs when the year is put together.
    let weight = |past: &Past| match measure.aggregation {
        Aggregation::Ratio => past.cell.parts().map(|(_, of)| of).ok_or(Unclear::NoParts),
        _ => Ok(1.0),
    };
    let latest_only = measure.aggregation == Aggregation::Last;
    let mut year = Sum::default();
    for place in if latest_only { here } else { start }..=here {
        let past = at(place).ok_or(Unclear::Hole(Missing::NotAvailable))?;
        year.add(number(past).map_err(Unclear::Hole)?, weight(past)?);
    }
    let summed = measure.aggregation == Aggregation::Sum;
    let rated = |value: f64| rate(Ok(value), Some(target), measure.polarity, measure.reach);
    let end = start + per_year;
    if here + 1 == end {
        let value = year.total(summed);
        return Ok(Forecast::Over(value, rated(value)));
    }
    let broken = series.iter().filter(|past| past.break_in_series && past.period <= now).map(|past| place(past.period)).max();
    let window = (here - back + 1).max(broken.unwrap_or(i32::MIN))..=here;
    let held: Vec<(f64, f64)> = window.clone().filter_map(&at).filter_map(|past| Some((number(past).ok()?, weight(past).ok()?))).collect();
    let count = held.len() as f64;
    if count < 0.75 * f64::from(back) {
        return Err(Unclear::TooFew);
    }
    let lowest = held.iter().map(|held| held.0).fold(f64::INFINITY, f64::min);
    let highest = held.iter().map(|held| held.0).fold(f64::NEG_INFINITY, f64::max);
    let mean = (held.iter().map(|held| held.0 / count).sum(), held.iter().map(|held| held.1 / count).sum());
    let (mut low, mut high) = (year, year);
    if latest_only {
        (low, high) = (Sum::of(lowest), Sum::of(highest));
    } else {
        for place in here + 1..end {
            let last_year = at(place - per_year).filter(|_| window.contains(&(place - per_year)));
            let (value, weight) = last_year.and_then(|past| Some((number(past).ok()?, weight(past).ok()?))).unwrap_or(mean);
            year.add(value, weight);
            low.add(lowest, weight);
            high.add(highest, weight);
        }
    }
    let (low, high) = (low.total(summed), high.total(summed));
    if !(low.is_finite() && high.is_finite()) {
        return Err(Unclear::Hole(Missing::NotAvailable));
    }
    let outlook = Outlook { value: year.total(summed).max(low).min(high), low, high };
    if let Rating::CannotTell(why) = rated(outlook.value) {
        return unrated(why);
    }
    Ok(match meets(low, high, target, measure.polarity) {
        Some(true) => Forecast::Likely(outlook),
        Some(false) => Forecast::Unlikely(outlook),
        None => Forecast::Uncertain(outlook),
    })
}

/// How many periods of so many months come before this one in its financial year.
fn place_in_year(period: Period, step: i32) -> i32 {
    let start = period.within().map_or(period.start(), |year| year.start());
    Period::months_between(start, period.start()).saturating_sub(1) / step
}

/// Figures with their weights, added up.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    weighed: f64,
    weight: f64,
}

impl Sum {
    fn of(value: f64) -> Self {
        Self { weighed: value, weight: 1.0 }
    }

    fn add(&mut self, value: f64, weight: f64) {
        self.weighed += value * weight;
        self.weight += weight;
    }

    fn total(self, summed: bool) -> f64 {
        if summed { self.weighed } else { self.weighed / self.weight }
    }
}

impl Forecast {
    /// The forecast in words.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Likely(_) => "Likely to meet year-end",
            Self::Uncertain(_) => "Could go either way",
            Self::Unlikely(_) => "Unlikely to meet year-end",
            Self::Over(..) => "The year is complete",
            Self::CannotTell(_) => "Cannot tell",
        }
    }

    /// The forecast with its numbers or its reason, in a line.
    pub fn line(&self, measure: &Measure) -> String {
        let words = self.words();
        match self {
            Self::Likely(found) | Self::Uncertain(found) | Self::Unlikely(found) => {
                let [value, low, high] = [found.value, found.low, found.high].map(|value| value_text(value, measure));
                format!("{words}: {value}, between {low} and {high}")
            }
            Self::Over(value, rating) => format!("{words}: {}. {}", value_text(*value, measure), rating.words()),
            Self::CannotTell(why) => format!("{words}: {}", why.sentence()),
        }
    }
}

impl Unclear {
    /// The reason in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Unrated(why) => why.sentence(),
            Self::NotWithinYear => "Its figures do not come within the year, so there is nothing to go by before the year ends.",
            Self::NoYearTarget => "No target is set for the year as a whole.",
            Self::Hole(Missing::Suppressed) => "A figure of this year is hidden to protect people.",
            Self::Hole(_) => "A figure of this year is missing.",
            Self::NoParts => "Its figures come without the numbers they are worked out from, so they cannot be put together for the year.",
            Self::TooFew => {
                "There are too few figures to go by: it takes a year and a half of them, or three years of half-years, counted in the same way."
            }
        }
    }
}

#[cfg(test)]
mod tests;
