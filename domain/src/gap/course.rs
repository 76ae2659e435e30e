//! The course of a gap: whether it narrows, widens or stays, and who has moved.

use super::{WhyNot, earlier, estimate, gap};
use crate::{
    catalogue::Catalogue,
    cell::Cell,
    frame::Cube,
    interval,
    measure::Measure,
    period::Period,
    statistics::{Estimate, Level, good},
    unknown,
};

/// What a gap has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// Smaller beyond chance.
    Narrowing(Narrowing),
    /// Larger beyond chance.
    Widening(Widening),
    /// The side that was better off beyond chance is now the worse off beyond chance.
    TurnedRound,
    /// No different beyond chance.
    NoRealChange,
}

/// Why a gap is smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrowing {
    /// The worse-off improved beyond chance, and the better-off did not fall: progress.
    WorseOffRose,
    /// The worse-off improved and the better-off fell, both beyond chance.
    Both,
    /// The better-off fell beyond chance, and the worse-off did not improve: not progress.
    LevellingDown,
    /// Neither side has moved beyond chance by itself.
    Unclear,
    /// Neither high nor low is better, so nobody is worse off.
    NoDirection,
}

/// Why a gap is larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Widening {
    /// The worse-off fell beyond chance, and the better-off did not improve.
    WorseOffFell,
    /// The worse-off fell and the better-off improved, both beyond chance.
    Both,
    /// The better-off improved beyond chance, and the worse-off did not follow.
    BetterOffRose,
    /// Neither side has moved beyond chance by itself.
    Unclear,
    /// Neither high nor low is better, so nobody is worse off.
    NoDirection,
}

impl Course {
    /// In two or three words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Narrowing(Narrowing::LevellingDown) => "Levelling down",
            Self::Narrowing(_) => "Narrowing",
            Self::Widening(_) => "Widening",
            Self::TurnedRound => "Turned round",
            Self::NoRealChange => "No real change",
        }
    }

    /// What is behind it, in a sentence without its full stop.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Narrowing(Narrowing::WorseOffRose) => "the worse-off improved",
            Self::Narrowing(Narrowing::Both) => "the worse-off improved, and the better-off got worse",
            Self::Narrowing(Narrowing::LevellingDown) => {
                "the gap is smaller only because the better-off got worse; the worse-off did not improve, so this is not progress"
            }
            Self::Widening(Widening::WorseOffFell) => "the worse-off got worse",
            Self::Widening(Widening::Both) => "the worse-off got worse while the better-off improved",
            Self::Widening(Widening::BetterOffRose) => "the better-off improved, and the worse-off were left behind",
            Self::Narrowing(Narrowing::Unclear) | Self::Widening(Widening::Unclear) => {
                "which of the two has moved cannot be told from chance"
            }
            Self::Narrowing(Narrowing::NoDirection) | Self::Widening(Widening::NoDirection) => "neither high nor low is better",
            Self::TurnedRound => "those who were better off are now the worse off",
            Self::NoRealChange => "the change of the gap is within chance",
        }
    }

    /// Whether it can be called progress: the gap is smaller, and the worse-off are better off for it.
    pub fn progress(self) -> bool {
        matches!(self, Self::Narrowing(Narrowing::WorseOffRose | Narrowing::Both))
    }
}

/// A gap over time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Over {
    /// The first comparable period.
    pub since: u16,
    /// The gap then, in the measure's unit.
    pub then: f64,
    /// What it has done.
    pub course: Course,
}

/// Sizes nearer than this to each other are the same: what is left is noise in the last bits.
const NOISE: f64 = 1e-9;

/// What the gap has done from its first comparable period to this one.
///
/// # Errors
/// Why that cannot be told.
pub fn over_time(catalogue: &Catalogue, cube: &Cube, measure: &Measure, pair: (u16, u16), period: u16) -> Result<Over, WhyNot> {
    gap(cube, measure, pair, period)?;
    let mut before = earlier(catalogue, cube, period);
    let broken = last_break(catalogue, cube, pair, period);
    if let Some(broken) = broken {
        before.retain(|&at| at >= broken);
        if before.is_empty() {
            return Err(WhyNot::Break(catalogue.periods[usize::from(broken)]));
        }
    }
    let withheld = |at: u16| [pair.0, pair.1].iter().any(|&group| unknown::withheld(catalogue, cube, measure, group, at));
    let some = !before.is_empty();
    before.retain(|&at| !withheld(at));
    if withheld(period) || some && before.is_empty() {
        return Err(WhyNot::Unknown);
    }
    let found: Vec<_> = before.into_iter().map(|at| (at, gap(cube, measure, pair, at))).collect();
    let Some(&(since, then)) = found.iter().find(|(_, gap)| gap.is_ok()).or(found.first()) else { return Err(WhyNot::NoEarlier) };
    let then = then?;
    let difference = |at| estimate((cube, pair.0), (cube, pair.1), at, measure);
    let (now, before) = (difference(period), difference(since));
    let other_way = now.zip(before).is_some_and(|(now, before)| now.value * before.value < 0.0);
    let turned = other_way && [now, before].into_iter().flatten().all(interval::beyond_chance);
    // How much the size has changed: of two with different signs, as if both had the same.
    let same_way = if other_way { before.map(Estimate::negated) } else { before };
    let change = interval::difference(now, same_way).ok_or(WhyNot::NoInterval)?;
    let (size, size_then) = (gap(cube, measure, pair, period)?.size.abs(), then.size.abs());
    let real = interval::beyond_chance(change) && (size - size_then).abs() > NOISE;
    let narrower = size < size_then;
    // Who is behind: at the start of a gap that closes, at the end of one that opens.
    let behind = if narrower { then.worse_off } else { gap(cube, measure, pair, period)?.worse_off };
    let moved = |side| moved(cube, measure, pair, (since, period), side);
    let course = match (real, narrower, behind) {
        _ if turned => Course::TurnedRound,
        (false, ..) => Course::NoRealChange,
        (true, true, None) => Course::Narrowing(Narrowing::NoDirection),
        (true, false, None) => Course::Widening(Widening::NoDirection),
        (true, true, Some(group)) => Course::Narrowing(match (moved(group), moved(!group)) {
            (Some(true), Some(false)) => Narrowing::Both,
            (Some(true), _) => Narrowing::WorseOffRose,
            (_, Some(false)) => Narrowing::LevellingDown,
            _ => Narrowing::Unclear,
        }),
        (true, false, Some(group)) => Course::Widening(match (moved(group), moved(!group)) {
            (Some(false), Some(true)) => Widening::Both,
            (Some(false), _) => Widening::WorseOffFell,
            (_, Some(true)) => Widening::BetterOffRose,
            _ => Widening::Unclear,
        }),
    };
    Ok(Over { since, then: then.size, course })
}

/// Whether one side has improved (`true`) or got worse beyond chance since; none within chance. `group` says which side: the group, or
/// what it is held against, which is all others where that is everyone and the parts are known.
fn moved(cube: &Cube, measure: &Measure, pair: (u16, u16), (since, until): (u16, u16), group: bool) -> Option<bool> {
    let side = |at: u16| -> Option<Estimate> {
        let own = |group| (cube.cell(group, at).0, cube.supplied(group, at));
        let of = |(cell, supplied): (Cell, _)| interval::estimate(cell, supplied, measure);
        match (group, pair.1) {
            (true, _) => of(own(pair.0)),
            (false, 0) => match interval::others(own(pair.0).0, own(0).0) {
                Some(others) => interval::of_parts(others, measure, Level::P95),
                None => of(own(0)),
            },
            (false, against) => of(own(against)),
        }
    };
    let change = interval::difference(side(until), side(since)).filter(|change| interval::beyond_chance(*change))?;
    good(measure.polarity, change.value > 0.0)
}

/// The newest period up to this one at which either series breaks: what came before it is not comparable.
fn last_break(catalogue: &Catalogue, cube: &Cube, pair: (u16, u16), period: u16) -> Option<u16> {
    let when = |at: u16| -> Period { catalogue.periods[usize::from(at)] };
    let breaks = |at: u16| [pair.0, pair.1].iter().any(|&group| cube.cell(group, at).1.flags().break_in_series);
    cube.shape.periods.iter().copied().rfind(|&at| when(at).end() <= when(period).end() && breaks(at))
}
