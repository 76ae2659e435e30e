//! The gap as a measure of its own: how far a group is from everyone or from another group, which of the two is worse off, and over the
//! years whether the gap narrows, widens or stays, and who has moved (PRODUCT, the gap as a measure; STANDARDS §4, gaps).
//!
//! | what | rule |
//! |---|---|
//! | size | group − reference in the measure's unit (points, of a percentage); ratio = group ÷ reference |
//! | limits | 95 %: Newcombe's of two separate groups; against everyone, those of the group and all others, scaled ([`interval::within`]); of values that came with limits, the same square-and-add |
//! | beyond chance | the limits do not hold 0 |
//! | over time | the newest gap against the first comparable one: same kind of period, same time of year, no break in either series in between |
//! | narrowing, widening | the change of its size is beyond chance: the limits of (gap now − gap then), by square-and-add, do not hold 0; where the two have different signs, those of (gap now + gap then) |
//! | turned round | the two have different signs, and each is beyond chance |
//! | who moved | the change of either side alone, by the same test; against everyone the other side is all others, where their parts are known |
//!
//! A gap that narrows only because the better-off fell is **levelling down**, and is not called progress. What is hidden, on either side, at
//! either end, gives no gap and says why.

use std::fmt;

use crate::{
    catalogue::Catalogue,
    cell::{Cell, reason},
    frame::Cube,
    interval,
    measure::Measure,
    observation::Missing,
    period::Period,
    statistics::{Estimate, good},
};

mod course;

pub use course::{Course, Narrowing, Over, Widening, over_time};

/// The gap between a group and what it is held against, in one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The group.
    pub group: u16,
    /// The period.
    pub period: u16,
    /// The figures of the two, in the measure's unit.
    pub figures: (f64, f64),
    /// Group − reference, in the measure's unit.
    pub size: f64,
    /// Its 95 % limits, where they can be told.
    pub limits: Option<(f64, f64)>,
    /// Group ÷ reference; none where either is not above zero.
    pub ratio: Option<f64>,
    /// Whether the group is the worse off of the two; none where neither high nor low is better, or the two are the same.
    pub worse_off: Option<bool>,
}

impl Gap {
    /// Whether chance alone is an unlikely reason; none where there are no limits.
    pub fn beyond_chance(&self) -> Option<bool> {
        self.limits.map(|(lower, upper)| lower > 0.0 || upper < 0.0)
    }
}

/// Why a gap, or its course, cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// A figure is not there, and why: hidden to protect people, among others.
    Missing(Missing),
    /// There is no earlier figure to compare with.
    NoEarlier,
    /// The series breaks here, and no earlier figure is comparable.
    Break(Period),
    /// The figures have no interval, so change cannot be told from chance.
    NoInterval,
    /// Too many records do not say which group they are of.
    Unknown,
}

impl fmt::Display for WhyNot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(why) => f.write_str(reason(*why)),
            Self::NoEarlier => f.write_str("no comparable figure from an earlier year"),
            Self::Break(at) => write!(f, "the series breaks at {}", at.label()),
            Self::NoInterval => f.write_str("the figures have no interval to tell change from chance"),
            Self::Unknown => f.write_str("too many records do not say which group they are of"),
        }
    }
}

/// The estimate of the difference between two groups of one cube, or of two areas, with its 95 % limits.
///
/// Against everyone of the same area the group is a part of the whole ([`interval::within`]); any other two are taken as separate people.
pub fn estimate(mine: (&Cube, u16), other: (&Cube, u16), period: u16, measure: &Measure) -> Option<Estimate> {
    let [(one, one_limits), (two, two_limits)] =
        [mine, other].map(|(cube, group)| (cube.cell(group, period).0, cube.supplied(group, period)));
    let inside = mine.0.area == other.0.area && other.1 == 0 && mine.1 != 0;
    let whole = if inside { interval::within(one, two, measure) } else { None };
    whole.or_else(|| interval::difference(interval::estimate(one, one_limits, measure), interval::estimate(two, two_limits, measure)))
}

/// The gap of a group of an area's cube in a period.
///
/// # Errors
/// Why a figure of the two is not there.
pub fn gap(cube: &Cube, measure: &Measure, (group, against): (u16, u16), period: u16) -> Result<Gap, WhyNot> {
    let value = |group| {
        let cell: Cell = cube.cell(group, period).0;
        cell.value(measure).ok_or(WhyNot::Missing(cell.missing().unwrap_or(Missing::NotApplicable)))
    };
    // Of two that are missing the reason of the group is told: it is the one asked for.
    let (one, two) = (value(group)?, value(against)?);
    let size = one - two;
    let limits = estimate((cube, group), (cube, against), period, measure).map(|found| (found.lower, found.upper));
    Ok(Gap {
        group,
        period,
        figures: (one, two),
        size,
        limits,
        ratio: (one > 0.0 && two > 0.0).then(|| one / two),
        worse_off: if size == 0.0 { None } else { good(measure.polarity, size > 0.0).map(|better| !better) },
    })
}

/// Periods of the same kind and time of year as one, before it and sharing none of its days, oldest first.
fn earlier(catalogue: &Catalogue, cube: &Cube, period: u16) -> Vec<u16> {
    use chrono::Datelike;
    let periods = &catalogue.periods;
    let now = periods[usize::from(period)];
    let alike = |then: &Period| {
        let same = |one: chrono::NaiveDate, two: chrono::NaiveDate| (one.month(), one.day()) == (two.month(), two.day());
        // The last of February is the same time of year in every year.
        let end = now.end().month() == then.end().month();
        let length = (now.end() - now.start()).num_days() - (then.end() - then.start()).num_days();
        then.kind() == now.kind()
            && then.end() < now.start()
            && end
            && length.abs() <= 1
            && (same(now.start(), then.start()) || length == 0)
    };
    cube.shape.periods.iter().copied().filter(|&at| alike(&periods[usize::from(at)])).collect()
}

#[cfg(test)]
mod tests;
