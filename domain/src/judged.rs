//! What is rated: the value and the target that it is held against.
//!
//! A target is for its own period. A level (a share, a rate, an average, a stock) holds in every part of it. A sum does not: figures that add
//! up are added up from the start of the target's period and held against a share of the target, the part of the period that has passed.
//! A council that expects more in some quarters sets targets for quarters, the profile, and each quarter is held against its own
//! (STANDARDS §6, cumulative and profiled targets).

use std::borrow::Cow;

use crate::{
    catalogue::Catalogue,
    cell::Cell,
    frame::Cube,
    measure::{Kind, Measure, Target},
    observation::Missing,
    period::Period,
    rating::{Rating, Why, rate},
    target::adds_up,
    unknown,
};

/// What is rated.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged<'a> {
    /// The value, in the measure's unit: of the period, or added up from the start of the target's.
    pub value: Result<f64, Missing>,
    /// The target it is held against: as it was set, or for the part of its period that has passed. Its tolerance is as it was set.
    pub target: Option<Cow<'a, Target>>,
    /// Where figures are added up: how many, of how many there will be.
    pub so_far: Option<(i32, i32)>,
    /// Whether too many records do not say which group they are of for a verdict on this one ([`crate::unknown::MOST_UNKNOWN`]).
    pub withheld: bool,
}

impl<'a> Judged<'a> {
    /// What is rated of a group, in a period (as an index into `periods`). A group's count has no target: the one set is everyone's.
    pub fn of(measure: &Measure, periods: &[Period], cube: Option<&Cube>, group: u16, at: Option<u16>, target: Option<&'a Target>) -> Self {
        let cell = match (cube, at) {
            (Some(cube), Some(at)) => cube.cell(group, at).0,
            _ => Cell::Missing(Missing::NotAvailable),
        };
        let target = target.filter(|_| group == 0 || measure.kind != Kind::Count);
        let alone = Self { value: value(cell, measure), target: target.map(Cow::Borrowed), so_far: None, withheld: false };
        match (cube, at, target) {
            (Some(cube), Some(at), Some(target)) if adds_up(measure, target, periods[usize::from(at)]) => {
                let now = periods[usize::from(at)];
                let earlier = cube.shape.periods.iter().filter(|&&other| {
                    let other = periods[usize::from(other)];
                    other.kind() == now.kind() && other <= now && target.period.contains(&other)
                });
                let figures = earlier.map(|&at| value(cube.cell(group, at).0, measure));
                // One of several that add up is not held against what all of them are to come to.
                added_up(figures, target, now).unwrap_or(Self { target: None, ..alone })
            }
            _ => alone,
        }
    }

    /// The same of a figure of a release, where it is also known how many records do not say which group they are of.
    pub fn in_release(
        catalogue: &'a Catalogue,
        measure: &Measure,
        cube: Option<&Cube>,
        group: u16,
        at: Option<u16>,
        target: Option<&'a Target>,
    ) -> Self {
        let withheld = cube.zip(at).is_some_and(|(cube, at)| unknown::withheld(catalogue, cube, measure, group, at));
        Self { withheld, ..Self::of(measure, &catalogue.periods, cube, group, at, target) }
    }

    /// Its rating.
    pub fn rate(&self, measure: &Measure) -> Rating {
        match rate(self.value, self.target.as_deref(), measure.polarity, measure.reach) {
            Rating::CannotTell(why) => Rating::CannotTell(why),
            _ if self.withheld => Rating::CannotTell(Why::Unknown),
            rating => rating,
        }
    }
}

/// The value of a cell, or why there is none: nobody to count is not applicable.
fn value(cell: Cell, measure: &Measure) -> Result<f64, Missing> {
    cell.value(measure).ok_or(cell.missing().unwrap_or(Missing::NotApplicable))
}

/// Figures added up, and the part of the target that goes with them; a figure that is missing leaves no sum. None where the target's period
/// is not made of whole periods like this one.
fn added_up(figures: impl Iterator<Item = Result<f64, Missing>>, target: &Target, now: Period) -> Option<Judged<'_>> {
    let (whole, part) = (target.period.months(), now.months());
    let until = Period::months_between(target.period.start(), now.end());
    if part == 0 || whole % part != 0 || until % part != 0 {
        return None;
    }
    let (passed, of) = (until / part, whole / part);
    let mut known = 0;
    let sum = figures.inspect(|_| known += 1).sum::<Result<f64, Missing>>();
    let value = if sum.is_ok() && known != passed { Err(Missing::NotAvailable) } else { sum };
    let share = f64::from(passed) / f64::from(of);
    let by_now = Target { value: target.value * share, upper: target.upper.map(|upper| upper * share), ..target.clone() };
    Some(Judged { value, target: Some(Cow::Owned(by_now)), so_far: Some((passed, of)), withheld: false })
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, sync::Arc};

    use super::*;
    use crate::{
        cell::Notes,
        frame::Shape,
        measure::{Aggregation, Tolerance},
        rating::{self, tests::measure},
        target::tests::target,
    };

    fn quarters() -> Vec<Period> {
        let mut all = vec!["2023-01-01/P3M".parse::<Period>().unwrap()];
        while all.len() < 6 {
            all.push(all[all.len() - 1].next().unwrap());
        }
        all
    }

    fn counted() -> Measure {
        Measure { kind: Kind::Count, aggregation: Aggregation::Sum, per: 1, ..measure("high", "") }
    }

    fn cube(counts: [Option<f64>; 6]) -> Cube {
        let shape = Shape::new(vec![0, 1], (0..6).collect());
        let cell =
            |count: Option<f64>| count.map_or(Cell::Missing(Missing::Suppressed), |numerator| Cell::Parts { numerator, denominator: 0.0 });
        let cells = counts.into_iter().chain(counts).map(cell).collect();
        Cube { area: 0, measure: 0, notes: vec![Notes::default(); shape.len()], cells, shape: Arc::new(shape), intervals: BTreeMap::new() }
    }

    #[test]
    fn a_sum_is_held_against_the_part_of_the_year_that_has_passed() {
        let (measure, periods, cube) = (counted(), quarters(), cube([90.0, 10.0, 30.0, 15.0, 30.0, 7.0].map(Some)));
        let year = Target { value: 100.0, ..target("", "2023-04-01/P1Y") };
        let at = |at: u16, target| Judged::of(&measure, &periods, Some(&cube), 0, Some(at), Some(target));
        // 10, 40, 55 and 85 by the end of each quarter, against 25, 50, 75 and 100: the year before does not count.
        let found: Vec<_> = (1..5).map(|quarter| at(quarter, &year)).collect();
        assert_eq!(found.iter().map(|judged| judged.value).collect::<Vec<_>>(), [10.0, 40.0, 55.0, 85.0].map(Ok));
        let goals: Vec<f64> = found.iter().map(|judged| judged.target.as_ref().unwrap().value).collect();
        assert_eq!(goals, [25.0, 50.0, 75.0, 100.0]);
        assert_eq!(found.iter().map(|judged| judged.so_far).collect::<Vec<_>>(), (1..5).map(|n| Some((n, 4))).collect::<Vec<_>>());
        assert!(found.iter().all(|judged| judged.rate(&measure) == Rating::OffTarget));
        // A quarter's own target is the profile: the quarter is held against it as it is.
        let own = Target { value: 30.0, ..target("", "2023-07-01/P3M") };
        let judged = at(2, &own);
        assert_eq!((judged.value, judged.so_far, judged.rate(&measure)), (Ok(30.0), None, Rating::OnTarget));
        // A level holds in every quarter.
        let level = Measure { aggregation: Aggregation::Last, ..counted() };
        let judged = Judged::of(&level, &periods, Some(&cube), 0, Some(2), Some(&year));
        assert_eq!((judged.value, judged.so_far), (Ok(30.0), None));
    }

    #[test]
    fn what_is_hidden_or_not_there_leaves_no_sum() {
        let (measure, periods) = (counted(), quarters());
        let year = Target { value: 100.0, ..target("", "2023-04-01/P1Y") };
        let hidden = cube([Some(1.0), None, Some(30.0), Some(15.0), Some(30.0), Some(7.0)]);
        let judged = Judged::of(&measure, &periods, Some(&hidden), 0, Some(3), Some(&year));
        assert_eq!(judged.value, Err(Missing::Suppressed));
        assert_eq!(judged.rate(&measure), Rating::CannotTell(rating::Why::NoValue(Missing::Suppressed)));
        let longer = Target { period: "2022-04-01/P12M".parse().unwrap(), ..year.clone() };
        let none = Judged::of(&measure, &periods, Some(&cube([1.0; 6].map(Some))), 0, Some(0), Some(&longer));
        assert_eq!((none.value, none.so_far), (Err(Missing::NotAvailable), Some((4, 4))), "three quarters are not there");
        assert_eq!(Judged::of(&measure, &periods, None, 0, None, Some(&year)).value, Err(Missing::NotAvailable));
    }

    #[test]
    fn too_many_unknown_withhold_a_verdict_and_nothing_else() {
        let (measure, periods, cube) = (counted(), quarters(), cube([50.0; 6].map(Some)));
        let quarter = Target { value: 30.0, ..target("", "2023-07-01/P3M") };
        let withheld = |target| Judged { withheld: true, ..Judged::of(&measure, &periods, Some(&cube), 0, Some(2), target) };
        assert_eq!(Judged { withheld: false, ..withheld(Some(&quarter)) }.rate(&measure), Rating::OnTarget);
        assert_eq!(withheld(Some(&quarter)).rate(&measure), Rating::CannotTell(Why::Unknown));
        assert_eq!(withheld(None).rate(&measure), Rating::CannotTell(Why::NoTarget));
    }

    #[test]
    fn the_count_of_a_group_has_no_target() {
        let (measure, periods, cube) = (counted(), quarters(), cube([50.0; 6].map(Some)));
        let year = Target { value: 100.0, tolerance: Tolerance::Absolute(1.0), ..target("", "2023-04-01/P1Y") };
        let judged = Judged::of(&measure, &periods, Some(&cube), 1, Some(1), Some(&year));
        assert_eq!((judged.value, judged.rate(&measure)), (Ok(50.0), Rating::CannotTell(rating::Why::NoTarget)));
        let share = Measure { kind: Kind::Value, aggregation: Aggregation::Mean, ..counted() };
        assert!(Judged::of(&share, &periods, Some(&cube), 1, Some(1), Some(&year)).target.is_some());
    }
}
