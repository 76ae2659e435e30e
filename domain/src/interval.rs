//! The 95 % interval of a released figure (STANDARDS §4).

use crate::{
    cell::Cell,
    measure::{Kind, Measure},
    statistics::{Estimate, Level, gap, proportion, rate},
};

/// The 95 % limits of a cell in its measure's unit: those its source supplied, else Wilson for a proportion and exact or Byar for a rate.
/// A count is what it is, and a mean or a value that came without limits has none.
pub fn of(cell: Cell, supplied: Option<(f64, f64)>, measure: &Measure) -> Option<(f64, f64)> {
    supplied.or_else(|| at(cell, measure, Level::P95))
}

/// The limits of a cell at a level, worked out from its parts; none for what has no parts or is not a proportion or a rate.
pub fn at(cell: Cell, measure: &Measure, level: Level) -> Option<(f64, f64)> {
    of_parts(cell.parts()?, measure, level).map(|estimate| (estimate.lower, estimate.upper))
}

/// The estimate that a numerator and a denominator make at a level; none of what is not a proportion or a rate.
pub fn of_parts((x, n): (f64, f64), measure: &Measure, level: Level) -> Option<Estimate> {
    let per = f64::from(measure.per);
    match measure.kind {
        Kind::Proportion => Some(proportion::wilson(x, n, level).ok()?.times(per)),
        Kind::Rate => rate::rate(x, n, per, level).ok(),
        Kind::Count | Kind::Mean | Kind::Value => None,
    }
}

/// Where the limits of a figure come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// From the source, kept as they came.
    Supplied,
    /// Wilson's method, for a proportion.
    Wilson,
    /// The exact limits of a count below ten.
    Exact,
    /// Byar's approximation, for a count from ten on.
    Byar,
}

impl Method {
    /// Its name in a file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Supplied => "supplied",
            Self::Wilson => "wilson",
            Self::Exact => "exact",
            Self::Byar => "byar",
        }
    }

    /// Where the limits come from, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Supplied => "The range is the source’s own",
            Self::Wilson => "The range is by Wilson’s method",
            Self::Exact => "The range is by the exact method for small counts",
            Self::Byar => "The range is by Byar’s method",
        }
    }
}

/// Where the limits that [`of`] gives come from; none where there are none.
pub fn method(cell: Cell, supplied: Option<(f64, f64)>, measure: &Measure) -> Option<Method> {
    of(cell, supplied, measure)?;
    Some(match (supplied, measure.kind, cell.parts()) {
        (Some(_), ..) => Method::Supplied,
        (None, Kind::Rate, Some((x, _))) if rate::method(x) == rate::Method::Exact => Method::Exact,
        (None, Kind::Rate, _) => Method::Byar,
        _ => Method::Wilson,
    })
}

/// The value of a cell with its 95 % limits; none where either is not known.
pub fn estimate(cell: Cell, supplied: Option<(f64, f64)>, measure: &Measure) -> Option<Estimate> {
    let (lower, upper) = of(cell, supplied, measure)?;
    Some(Estimate { value: cell.value(measure)?, lower, upper })
}

/// The difference between two figures with its 95 % limits, from their own limits (Newcombe's method for proportions).
pub fn difference(one: Option<Estimate>, two: Option<Estimate>) -> Option<Estimate> {
    gap::difference(one?, two?).ok()
}

/// The difference between a group and everyone, the group among them, with its 95 % limits.
///
/// The two share people, so they are not independent. With w the group's share of all, `group − everyone = (1 − w)(group − the others)`,
/// and the group and the others are separate: the limits are Newcombe's for these two, times 1 − w (STANDARDS §4, gaps). None where the
/// parts are not known or the group is not a part of the whole.
pub fn within(group: Cell, everyone: Cell, measure: &Measure) -> Option<Estimate> {
    let ((_, n), (_, all)) = (group.parts()?, everyone.parts()?);
    let others = others(group, everyone)?;
    let others = of_parts(others, measure, Level::P95);
    Some(difference(estimate(group, None, measure), others)?.times((all - n) / all))
}

/// Numerator and denominator of everyone but a group, where the parts of both are released; none where there is nobody else.
pub fn others(group: Cell, everyone: Cell) -> Option<(f64, f64)> {
    let ((x, n), (all_x, all_n)) = (group.parts()?, everyone.parts()?);
    (all_x >= x && all_n > n).then_some((all_x - x, all_n - n))
}

/// Whether a difference is more than chance alone would make.
pub fn beyond_chance(difference: Estimate) -> bool {
    difference.lower > 0.0 || difference.upper < 0.0
}
