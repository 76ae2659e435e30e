//! Attacks on generated cubes.

use domain::{
    NaiveDate,
    cell::Cell,
    disclosure::Sums,
    measure::{Disclosure, Kind},
    period::Period,
};
use proptest::{prelude::*, strategy::ValueTree};

use super::{cube::Cube, intruder::recovered};

/// A city of two neighbourhoods of three and two wards, and people by two characteristics of three and two groups.
pub(super) fn sums() -> Sums {
    Sums {
        parents: vec![None, Some(0), Some(0), Some(1), Some(1), Some(1), Some(2), Some(2)],
        characteristics: vec![None, Some(0), Some(0), Some(0), Some(1), Some(1)],
        unknown: vec![false, false, false, true, false, false],
    }
}

/// How many people of each ward and pair of groups are counted in a period, and of how many: mostly few, sometimes many.
pub(super) fn people(periods: usize) -> impl Strategy<Value = Vec<(u32, u32)>> {
    let number = || prop_oneof![3 => Just(0_u32), 4 => 0..4_u32, 3 => 3..15_u32, 2 => 15..300_u32];
    prop::collection::vec((number(), number()), 5 * 6 * periods)
}

/// Adds up what was counted in wards and pairs of groups to every figure of the cube.
pub(super) fn cube(kind: Kind, threshold: u32, periods: &[Period], people: &[(u32, u32)]) -> Cube {
    let sums = sums();
    let mut counted = Vec::new();
    for (at, &period) in periods.iter().enumerate() {
        for area in 0..8_u16 {
            for group in 0..6_u16 {
                let (mut x, mut n) = (0.0, 0.0);
                for (place, &(with, without)) in people[at * 30..(at + 1) * 30].iter().enumerate() {
                    let (ward, first, second) = ((place / 6) as u16 + 3, (place % 3) as u16 + 1, (place / 3 % 2) as u16 + 4);
                    let parent = sums.parents[usize::from(ward)];
                    if (area == ward || Some(area) == parent || area == 0) && (group == 0 || group == first || group == second) {
                        x += f64::from(with);
                        n += f64::from(with + without);
                    }
                }
                counted.push((area, group, period, x, if kind == Kind::Count { 0.0 } else { n }));
            }
        }
    }
    Cube::new(kind, threshold, sums, counted)
}

/// The quarters of a year, and the year where it is asked for with what is counted in all of them.
pub(super) fn with_the_year(kind: Kind, threshold: u32, people: &[(u32, u32)]) -> Cube {
    let starts = [(2024, 4), (2024, 7), (2024, 10), (2025, 1)];
    let quarters: Vec<Period> =
        starts.into_iter().map(|(year, month)| Period::quarter(NaiveDate::from_ymd_opt(year, month, 1).unwrap()).unwrap()).collect();
    let mut cube = cube(kind, threshold, &quarters, people);
    let year = Period::financial_year(2024).unwrap();
    let of_a_quarter = cube.counted.len() / 4;
    for at in 0..of_a_quarter {
        let (area, group, ..) = cube.counted[at];
        let sum = |part: &dyn Fn(usize) -> f64| (0..4).map(|quarter| part(at + quarter * of_a_quarter)).sum::<f64>();
        let (x, n) = (sum(&|at| cube.counted[at].3), sum(&|at| cube.counted[at].4));
        cube.counted.push((area, group, year, x, n));
    }
    cube
}

/// The same with the halves of the year; of the periods those are left out whose places in time are given.
fn with_halves(kind: Kind, threshold: u32, people: &[(u32, u32)], left_out: &[&str]) -> Cube {
    let mut cube = with_the_year(kind, threshold, people);
    let of_a_quarter = cube.counted.len() / 5;
    for (half, start) in [(0, (2024, 4)), (1, (2024, 10))] {
        let period = Period::half_year(NaiveDate::from_ymd_opt(start.0, start.1, 1).unwrap()).unwrap();
        for at in 0..of_a_quarter {
            let (one, two) = (cube.counted[at + 2 * half * of_a_quarter], cube.counted[at + (2 * half + 1) * of_a_quarter]);
            cube.counted.push((one.0, one.1, period, one.3 + two.3, one.4 + two.4));
        }
    }
    cube.counted.retain(|figure| !left_out.contains(&figure.2.to_string().as_str()));
    cube
}

pub(super) fn kinds() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![Kind::Count, Kind::Proportion, Kind::Rate, Kind::Mean])
}

pub(super) fn quarter() -> Period {
    Period::quarter(NaiveDate::from_ymd_opt(2024, 4, 1).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 180, ..ProptestConfig::default() })]

    #[test]
    fn no_released_figure_gives_a_hidden_one_away(
        kind in kinds(), people in people(1), threshold in prop::sample::select(vec![3_u32, 5, 10]), late in any::<bool>()
    ) {
        let mut cube = cube(kind, threshold, &[quarter()], &people);
        if late {
            cube.counted.retain(|figure| figure.0 != 3);
            cube.late.push(3);
        }
        let released = cube.released();
        prop_assert_eq!(&released.exposed, &[]);
        prop_assert_eq!(recovered(&cube, &released.cells), []);
    }
}

proptest! {
    #[test]
    fn rounding_hides_the_same_and_shows_multiples(
        kind in prop::sample::select(vec![Kind::Count, Kind::Proportion, Kind::Rate]), people in people(1), to in 2..=10_u32
    ) {
        let mut cube = cube(kind, 5, &[quarter()], &people);
        let exact = cube.released();
        cube.measure.disclosure = Disclosure::Threshold { threshold: 5, round_to: Some(to), linked: None };
        let rounded = cube.released();
        prop_assert_eq!((rounded.tally, &rounded.held), (exact.tally, &exact.held));
        for ((one, other), &(.., x, n)) in exact.cells.iter().zip(&rounded.cells).zip(&cube.counted) {
            prop_assert_eq!(one.missing(), other.missing());
            if let Cell::Parts { numerator, denominator } = *other {
                for (shown, counted) in [(numerator, x), (denominator, n)] {
                    prop_assert!(shown % f64::from(to) == 0.0 && (shown - counted).abs() <= f64::from(to) / 2.0, "{} of {}", shown, counted);
                    // Nothing is nothing, and nothing else is.
                    prop_assert_eq!(shown == 0.0, counted == 0.0);
                }
                prop_assert!(kind != Kind::Proportion || numerator <= denominator);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn no_year_less_its_quarters_gives_a_hidden_one_away(kind in kinds(), people in people(4)) {
        let cube = with_the_year(kind, 5, &people);
        let released = cube.released();
        prop_assert_eq!(&released.exposed, &[]);
        prop_assert_eq!(recovered(&cube, &released.cells), []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn no_year_less_a_half_and_quarters_gives_a_hidden_one_away(kind in kinds(), people in people(4), left_out in prop::sample::select(vec![
        &["2024-04-01/P3M", "2024-07-01/P3M", "2024-10-01/P6M"][..],
        &["2024-07-01/P3M", "2024-10-01/P3M", "2025-01-01/P3M"],
    ])) {
        let cube = with_halves(kind, 5, &people, left_out);
        let released = cube.released();
        prop_assert_eq!(&released.exposed, &[]);
        prop_assert_eq!(recovered(&cube, &released.cells), []);
    }
}

/// The attack works: where nothing is hidden beside what is too small, it tells figures.
#[test]
fn without_complementary_suppression_figures_are_told() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut told = 0;
    for kind in [Kind::Count, Kind::Proportion, Kind::Rate] {
        for _ in 0..10 {
            let people = people(1).new_tree(&mut runner).unwrap().current();
            let cube = cube(kind, 5, &[quarter()], &people);
            told += usize::from(!recovered(&cube, &cube.primary_only()).is_empty());
        }
    }
    assert!(told >= 25, "only {told} of 30 cubes were broken: the attack is too weak to show anything");
}

/// What is released is worth having: hiding everything would be safe too.
#[test]
fn most_of_what_may_be_told_is_told() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut open, mut shown) = (0, 0);
    for kind in [Kind::Count, Kind::Proportion, Kind::Rate] {
        for _ in 0..40 {
            let people = people(1).new_tree(&mut runner).unwrap().current();
            let cube = cube(kind, 5, &[quarter()], &people);
            open += cube.primary_only().iter().filter(|cell| cell.missing().is_none()).count();
            shown += cube.released().cells.iter().filter(|cell| cell.missing().is_none()).count();
        }
    }
    assert!(shown * 2 > open, "{shown} of {open} figures that are not too small by themselves are shown");
}
