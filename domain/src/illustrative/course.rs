//! The course of time in a measure's figures: its periods, and what each does to all areas alike.

use chrono::{Datelike, NaiveDate};

use super::draw;
use crate::{
    measure::Frequency,
    period::{Period, PeriodKind},
    recipe::{Illustrative, Recipe},
};

/// Months over which a ward in trouble goes from bad to worst.
const MONTHS_OF_DECLINE: f64 = 18.0;
/// How much of its trouble such a ward has before that.
const TROUBLE_BEFORE: f64 = 0.4;

/// One period of a measure.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    /// The period.
    pub(super) period: Period,
    /// The key of its draws.
    pub(super) key: u64,
    /// Years since the first period.
    pub(super) years: f64,
    /// The yearly wave, -1 to 1: highest in the last quarter of the financial year, level for periods of a year.
    pub(super) wave: f64,
    /// Whether the series has broken by the end of the period.
    pub(super) broken: bool,
    /// Whether the series broke in the period.
    pub(super) breaks: bool,
    /// How much of its trouble a ward in trouble has by now, 0 to 1.
    pub(super) worsening: f64,
}

/// The periods of a measure, oldest first.
pub(super) fn moments(recipes: &Illustrative, recipe: &Recipe, frequency: Frequency) -> Vec<Moment> {
    let periods = periods(recipes, frequency);
    let broken = |period: &Period| recipe.break_at.is_some_and(|at| period.end() >= at.start());
    let Some((oldest, newest)) = periods.first().copied().zip(periods.last().copied()) else { return Vec::new() };
    periods
        .iter()
        .enumerate()
        .map(|(place, period)| {
            let length = months_between(period.start(), period.end()) + 1.0;
            let middle = f64::from(period.start().month0()) + length / 2.0;
            let to_go = months_between(period.end(), newest.end());
            Moment {
                period: *period,
                key: draw::text_key(&period.to_string()),
                years: months_between(oldest.start(), period.start()) / 12.0,
                wave: if length < 12.0 { (std::f64::consts::TAU * (middle - 1.5) / 12.0).cos() } else { 0.0 },
                broken: broken(period),
                breaks: place > 0 && broken(period) && !broken(&periods[place - 1]),
                worsening: TROUBLE_BEFORE + (1.0 - TROUBLE_BEFORE) * (1.0 - to_go / MONTHS_OF_DECLINE).max(0.0),
            }
        })
        .collect()
}

/// The periods from the first to the last at this frequency, oldest first.
fn periods(recipes: &Illustrative, frequency: Frequency) -> Vec<Period> {
    let (first, last) = (recipes.first, recipes.last);
    let start = first.start();
    let beginning = match frequency {
        Frequency::Monthly => format!("{start}/P1M").parse().ok(),
        Frequency::Quarterly => Some(first),
        Frequency::HalfYearly => [0, 3].into_iter().find_map(|months| {
            let half = Period::half_year(start.checked_add_months(chrono::Months::new(months))?)?;
            (half.kind() == PeriodKind::HalfYear).then_some(half)
        }),
        Frequency::Annual | Frequency::Occasional => Period::financial_year(start.year() + i32::from(start.month() > 4)),
    };
    let beginning = beginning.filter(|period: &Period| period.start() >= start);
    let mut all: Vec<Period> = std::iter::successors(beginning, Period::next).take_while(|period| period.end() <= last.end()).collect();
    if frequency == Frequency::Occasional {
        all = all.into_iter().rev().step_by(2).collect();
        all.reverse();
    }
    all
}

/// Months from the month of one day to the month of another.
fn months_between(from: NaiveDate, to: NaiveDate) -> f64 {
    let months = |day: NaiveDate| f64::from(day.year()) * 12.0 + f64::from(day.month0());
    months(to) - months(from)
}
