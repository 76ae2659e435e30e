//! What moved since a priority is worked on: here, and in the areas most like this one.
//!
//! It is a comparison, not a proof: that a figure moved more here than in places alike does not say that the actions moved it.

use chrono::{Datelike, Months};

use crate::{
    alike::{Expected, expected},
    catalogue::Catalogue,
    change::Change,
    frame::Cube,
    interval,
    measure::{Measure, Polarity},
    period::Period,
    release::Release,
    statistics::{Estimate, good},
};

/// What a measure did in an area since a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// The last period of its kind that was over when it began, as many whole years before the newest as that takes.
    pub before: (Period, f64),
    /// The newest period, which began on the day or later.
    pub now: (Period, f64),
    /// Whether the difference is more than chance would make.
    pub change: Change,
    /// The same difference in the areas most like this one, and how this one's stands against theirs.
    pub beside: Expected,
    /// How many areas alike have both figures.
    pub peers: usize,
    /// Whether any of the figures here is made up.
    pub made_up: bool,
}

/// What a measure did for everyone in an area since a day; why that cannot be told, where it cannot. `like`: the areas most like it.
///
/// # Errors
/// A clause that says why: no figure of before, none since, or a break in the series between.
pub fn moved(release: &Release, measure: u16, area: u16, like: &[u16], since: chrono::NaiveDate) -> Result<Moved, &'static str> {
    let catalogue = &*release.catalogue;
    let rules = &catalogue.measures[usize::from(measure)];
    let frame = release.area(area);
    let cube = frame.cube(measure).ok_or("it is not reported for this area")?;
    let (before, now) = ends(catalogue, cube, rules, since)?;
    let own = difference(cube, rules, before, now).ok_or("the limits of the two figures are not known")?;
    let peers: Vec<f64> = like
        .iter()
        .filter_map(|&other| {
            let frame = release.area(other);
            let cube = frame.cube(measure)?;
            let value = |at: u16| cube.cell(0, at).0.value(rules);
            (!breaks(catalogue, cube, before, now)).then_some(())?;
            Some(value(now)? - value(before)?)
        })
        .collect();
    let beside = expected(Ok((own.0, own.1)), &peers, rules.polarity);
    let value = |at: u16| (catalogue.periods[usize::from(at)], cube.cell(0, at).0.value(rules).unwrap_or(f64::NAN));
    let made_up = [before, now].iter().any(|&at| cube.cell(0, at).1.illustrative());
    Ok(Moved { before: value(before), now: value(now), change: verdict(own.1, rules.polarity), beside, peers: peers.len(), made_up })
}

/// The periods to compare: the newest with a figure, and the one as many whole years before it as lead to before the day.
fn ends(catalogue: &Catalogue, cube: &Cube, rules: &Measure, since: chrono::NaiveDate) -> Result<(u16, u16), &'static str> {
    let known: Vec<u16> = cube.shape.periods.iter().copied().filter(|&at| cube.cell(0, at).0.value(rules).is_some()).collect();
    let period = |at: u16| catalogue.periods[usize::from(at)];
    let now = known.iter().copied().max_by_key(|&at| period(at)).ok_or("there is no figure of it here")?;
    if period(now).start() < since {
        return Err("there is no figure yet of a time since it began");
    }
    let years = |at: u16| (0..=50_u32).find(|&years| shifted(period(now), years) == Some((period(at).start(), period(at).end())));
    let before = known
        .iter()
        .copied()
        .filter(|&at| period(at).kind() == period(now).kind() && period(at).end() < since && years(at).is_some())
        .max_by_key(|&at| period(at))
        .ok_or("there is no figure of the same time of year from before it began")?;
    if breaks(catalogue, cube, before, now) {
        return Err("it has been counted differently since, so that the two figures cannot be compared");
    }
    Ok((before, now))
}

/// First and last day of a period so many years earlier.
fn shifted(period: Period, years: u32) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
    let back = Months::new(12 * years);
    let after = period.end().succ_opt()?;
    let end = after.checked_sub_months(back)?.pred_opt()?;
    let start = period.start().checked_sub_months(back)?;
    // A day by itself stays one, in a leap year too.
    Some(if period.start() == period.end() { (start, start) } else { (start, end) }).filter(|(start, _)| start.year() > 1900)
}

/// Whether the series breaks after one period and up to another.
fn breaks(catalogue: &Catalogue, cube: &Cube, before: u16, now: u16) -> bool {
    let period = |at: u16| catalogue.periods[usize::from(at)];
    let between = cube.shape.periods.iter().copied().filter(|&at| period(at) > period(before) && period(at) <= period(now));
    between.map(|at| cube.cell(0, at).1.flags()).any(|flags| flags.break_in_series)
}

/// Now less before, with its limits where both have them.
fn difference(cube: &Cube, rules: &Measure, before: u16, now: u16) -> Option<(f64, Option<Estimate>)> {
    let value = |at: u16| cube.cell(0, at).0.value(rules);
    let estimate = |at: u16| interval::estimate(cube.cell(0, at).0, cube.supplied(0, at), rules);
    Some((value(now)? - value(before)?, interval::difference(estimate(now), estimate(before))))
}

/// Whether a difference is one, and which way.
fn verdict(difference: Option<Estimate>, polarity: Polarity) -> Change {
    let Some(own) = difference else { return Change::TooFewPoints };
    if !interval::beyond_chance(own) {
        return Change::NoRealChange;
    }
    let rise = own.value > 0.0;
    match (good(polarity, rise), rise) {
        (Some(true), _) => Change::Improving,
        (Some(false), _) => Change::GettingWorse,
        (None, true) => Change::Higher,
        (None, false) => Change::Lower,
    }
}
