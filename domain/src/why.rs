//! Why a measure is rated as it is: every input of the rating, the change and the forecast, and what they come to.
//!
//! Read from released cells alone: what is hidden is not here, and nothing that follows from it. The server draws it; the browser has no
//! need of it.

mod words;

use crate::{
    catalogue::Catalogue,
    change::Change,
    changed::changed,
    filter::Resolved,
    forecast::{self, Forecast, Unclear},
    frame::Cube,
    interval,
    judged::Judged,
    measure::{Measure, Polarity, Target, Tolerance},
    observation::Missing,
    period::Period,
    rating::{self, Rating, shortfall},
    target::target_for,
    usual::{Usual, usual},
    view::row::rated_for_everyone,
};

/// How many periods are looked back on.
const LOOKED_BACK: usize = 8;

/// The numbers that decide between on, near and off target (STANDARDS §6, product rule).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arithmetic {
    /// What the value is held against: the target, or the limit of a range that is nearer. In the measure's unit.
    pub limit: f64,
    /// s(v − t), in the measure's unit: below 0 where the value misses the target.
    pub difference: f64,
    /// d = s(v − t)/|t|, where the tolerance is a share of the target.
    pub share: Option<f64>,
    /// The most that the difference may be below 0 and the value still near, in the measure's unit.
    pub allowed: f64,
}

/// A period looked back on.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// The period.
    pub period: Period,
    /// What was rated, in the measure's unit, or why there is nothing.
    pub value: Result<f64, Missing>,
    /// The target it was held against.
    pub target: Option<Target>,
    /// Its rating.
    pub rating: Rating,
}

/// Why a measure is rated as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The measure.
    pub measure: Measure,
    /// Name of the area.
    pub area: String,
    /// The group asked about, as it reads in a sentence.
    pub group: String,
    /// Whether everyone is rated in its place, as the measure is not broken down that way.
    pub for_everyone: bool,
    /// Whether the group rated is not everyone.
    pub of_group: bool,
    /// The period; none where there is no figure up to the one asked about.
    pub period: Option<Period>,
    /// The figure of the period, in the measure's unit, or why there is none.
    pub figure: Result<f64, Missing>,
    /// Its numerator and denominator, where both are released.
    pub parts: Option<(f64, f64)>,
    /// Its 95 % limits.
    pub limits: Option<(f64, f64)>,
    /// Whether the figure is made up.
    pub illustrative: bool,
    /// What is rated: the figure, or the sum since the start of the target's period.
    pub value: Result<f64, Missing>,
    /// What it is held against: the target as it was set, or the part of it that goes with the sum.
    pub target: Option<Target>,
    /// The target as it was set.
    pub set: Option<Target>,
    /// Where figures are added up: how many, of how many there will be.
    pub so_far: Option<(i32, i32)>,
    /// The rating.
    pub rating: Rating,
    /// How it comes about; none where there is none.
    pub arithmetic: Option<Arithmetic>,
    /// Whether all of the interval meets the target, or none of it; nothing where part of it does.
    pub interval_meets: Option<bool>,
    /// The change from a year before.
    pub change: Change,
    /// The figure of a year before, and its period.
    pub before: Option<(Period, Result<f64, Missing>)>,
    /// The range that its figures are usually in.
    pub usual: Usual,
    /// The forecast.
    pub forecast: Forecast,
    /// The target that the forecast is held against.
    pub year_target: Option<Target>,
    /// The target that held for the same period a year before, for this period, and how today's value is rated by it.
    pub last_rule: Option<(Target, Rating)>,
    /// Periods looked back on, newest first.
    pub past: Vec<Earlier>,
}

/// Why a measure is rated as it is in an area, for the group and period chosen. `cube` holds its figures there.
pub fn why(catalogue: &Catalogue, cube: Option<&Cube>, (at, area): (u16, u16), chosen: &Resolved) -> Why {
    let (measure, place) = (&catalogue.measures[usize::from(at)], &catalogue.areas[usize::from(area)]);
    let period = catalogue.as_of(at, chosen.until);
    let for_everyone = rated_for_everyone(cube, chosen.group, period);
    let group = if for_everyone { 0 } else { chosen.group };
    let target = |period: Period| target_for(&catalogue.targets, &measure.code, &place.code, period);
    let judge = |at: Option<u16>, target| Judged::in_release(catalogue, measure, cube, group, at, target);
    let now = period.map(|at| catalogue.periods[usize::from(at)]);
    let set = now.and_then(target);
    let judged = judge(period, set);
    let rating = judged.rate(measure);
    let value = |at: u16| judge(Some(at), None).value;
    let held = cube.zip(period);
    let cell = held.map(|(cube, at)| cube.cell(group, at));
    // The range of one figure says nothing of a sum.
    let alone = held.filter(|_| judged.so_far.is_none());
    let limits = alone.zip(cell).and_then(|((cube, at), (cell, _))| interval::of(cell, cube.supplied(group, at), measure));
    let arithmetic = match (judged.value, &judged.target, rating) {
        (_, _, Rating::CannotTell(_)) | (Err(_), ..) | (_, None, _) => None,
        (Ok(value), Some(target), _) => arithmetic(value, target, measure.polarity),
    };
    let before = now.and_then(|now| now.year_before());
    let index = |period: Period| catalogue.periods.binary_search(&period).ok().map(|at| at as u16);
    let last_rule = before.and_then(target).zip(now).and_then(|(last, now)| {
        let moved = Target { period: moved_to(last.period, now)?, ..last.clone() };
        let judged = Judged::in_release(catalogue, measure, cube, group, period, Some(&moved));
        let rating = judged.rate(measure);
        Some((judged.target?.into_owned(), rating))
    });
    let looked_back = held.map(|(cube, until)| {
        let same = |other: u16| catalogue.periods[usize::from(other)].kind() == catalogue.periods[usize::from(until)].kind();
        let earlier = cube.shape.periods.iter().rev().copied().filter(|&other| other <= until && same(other));
        let line = |at: u16| {
            let period = catalogue.periods[usize::from(at)];
            let judged = judge(Some(at), target(period));
            let rating = judged.rate(measure);
            Earlier { period, value: judged.value, target: judged.target.map(std::borrow::Cow::into_owned), rating }
        };
        earlier.take(LOOKED_BACK).map(line).collect()
    });
    Why {
        area: place.name.clone(),
        group: catalogue.phrase(chosen.group).to_owned(),
        for_everyone,
        of_group: group != 0,
        period: now,
        figure: period.map_or(Err(Missing::NotAvailable), value),
        parts: cell.and_then(|(cell, _)| cell.parts()),
        limits,
        illustrative: cell.is_some_and(|(cell, notes)| cell.missing().is_none() && notes.illustrative()),
        interval_meets: limits.zip(judged.target.as_deref()).and_then(|((low, high), t)| rating::meets(low, high, t, measure.polarity)),
        value: judged.value,
        so_far: judged.so_far,
        rating,
        arithmetic,
        change: held.map_or(Change::TooFewPoints, |(cube, at)| changed(catalogue, cube, group, at)),
        usual: held.map_or(Usual::TooFew(0), |(cube, at)| usual(catalogue, cube, group, at)),
        before: before.and_then(|period| Some((period, value(index(period)?)))),
        forecast: held
            .map_or(Forecast::CannotTell(Unclear::Hole(Missing::NotAvailable)), |(cube, at)| forecast::of(catalogue, cube, group, at)),
        year_target: cube.zip(now).and_then(|(cube, now)| Some(forecast::year_target(catalogue, cube, group, now)?.into_owned())),
        last_rule,
        past: looked_back.unwrap_or_default(),
        target: judged.target.map(std::borrow::Cow::into_owned),
        set: set.cloned(),
        measure: measure.clone(),
    }
}

/// The numbers that decide.
fn arithmetic(value: f64, target: &Target, polarity: Polarity) -> Option<Arithmetic> {
    let found = shortfall(value, target, polarity).ok()?;
    let share = match target.tolerance {
        Tolerance::Relative(_) if found.limit != 0.0 => Some(-found.miss / found.limit.abs()),
        _ => None,
    };
    Some(Arithmetic { limit: found.limit, difference: -found.miss, share, allowed: found.allowed })
}

/// The period of a target of a year before, moved on until it holds a period: the target as if it had been set again.
fn moved_to(mut period: Period, now: Period) -> Option<Period> {
    while !period.contains(&now) {
        period = period.next().filter(|next| next.start() <= now.start())?;
    }
    Some(period)
}
