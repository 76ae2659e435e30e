use std::{collections::BTreeMap, sync::Arc};

use proptest::prelude::*;

use super::*;
pub(crate) use crate::illustrative::tests::fixture::council;
use crate::observation::Missing;
use crate::{
    cell::Notes,
    frame::Shape,
    illustrative::tests::fixture,
    measure::{Kind, Tolerance},
    observation::{Flags, Provenance},
    period::Period,
};

/// A measure of a kind, higher is better.
pub(crate) fn measure(kind: Kind) -> Measure {
    fixture::measure("proportion", kind)
}

/// The catalogue of the small council, its first measure of this kind and polarity, with these periods.
pub(crate) fn catalogue(kind: Kind, polarity: Polarity, periods: &[&str]) -> Catalogue {
    let mut council = council();
    council.measures[0].kind = kind;
    council.measures[0].polarity = polarity;
    let mut catalogue = Catalogue::of(&council, 1, "2026-01-15".parse().unwrap());
    catalogue.periods = periods.iter().map(|period| period.parse::<Period>().unwrap()).collect();
    catalogue
}

/// The cube of the first measure in an area: cells by group, in the order of the periods. A cell's notes say whether the series breaks.
pub(crate) fn cube(area: u16, cells: &[(u16, &[(Cell, bool)])]) -> Cube {
    let notes = |broken| Notes::new(Flags { break_in_series: broken, ..Flags::default() }, Provenance::Council);
    Cube {
        area,
        measure: 0,
        shape: Arc::new(Shape::new(cells.iter().map(|(group, _)| *group).collect(), (0..cells[0].1.len() as u16).collect())),
        cells: cells.iter().flat_map(|(_, cells)| cells.iter().map(|(cell, _)| *cell)).collect(),
        notes: cells.iter().flat_map(|(_, cells)| cells.iter().map(|(_, broken)| notes(*broken))).collect(),
        intervals: BTreeMap::new(),
    }
}

pub(crate) fn parts(numerator: u32, denominator: u32) -> Cell {
    Cell::Parts { numerator: numerator.into(), denominator: denominator.into() }
}

pub(crate) const HIDDEN: Cell = Cell::Missing(Missing::Suppressed);

/// A target of 80 with a tolerance of 5 points.
fn aim(catalogue: &mut Catalogue, upper: Option<f64>) {
    let target = Target {
        measure: "proportion".parse().unwrap(),
        value: 80.0,
        upper,
        tolerance: Tolerance::Absolute(5.0),
        ..crate::target::tests::target("", "2025-01-01/P1Y")
    };
    catalogue.targets = vec![target];
}

const YEAR: [&str; 1] = ["2025-01-01/P1Y"];

#[test]
fn wards_and_groups_off_target_beyond_chance_are_listed() {
    let mut catalogue = catalogue(Kind::Proportion, Polarity::High, &YEAR);
    aim(&mut catalogue, None);
    let one = |area, cell| cube(area, &[(0, &[(cell, false)])]);
    // 82 %: on target. 1 to 3 are sex, of which 3 is "not known"; 3 and 4 are wards of the first neighbourhood.
    let city = cube(
        0,
        &[
            (0, &[(parts(8_200, 10_000), false)]),
            (1, &[(parts(3_000, 5_000), false)]),
            (2, &[(parts(4_900, 4_900), false)]),
            (3, &[(parts(10, 100), false)]),
        ],
    );
    let cubes = [city, one(3, parts(300, 500)), one(4, parts(73, 100)), one(5, HIDDEN), one(10, parts(1, 900))];
    let found = hidden(&catalogue, cubes.iter(), 0);
    assert_eq!(found, Hidden { areas: vec![3], groups: vec![1] }, "one ward is within chance, one hidden, one in another council");
    let seen = look(&catalogue, cubes.iter(), 0);
    assert_eq!(seen.counted(), found);
    assert_eq!((seen.worse.len(), seen.others, seen.hidden, seen.withheld), (0, 2, 1, 0));
    // The city itself off target: nothing is hidden by it.
    let low = [cube(0, &[(0, &[(parts(6_000, 10_000), false)])]), one(3, parts(300, 500))];
    assert_eq!(hidden(&catalogue, low.iter(), 0), Hidden::default());
    catalogue.targets.clear();
    assert_eq!(hidden(&catalogue, cubes.iter(), 0), Hidden::default(), "without a target there is nothing to be off");
    // Without a target, what is worse than the city can still be told.
    let worse = look(&catalogue, cubes.iter(), 0).worse;
    assert_eq!(worse.iter().map(|seen| (seen.part.area, seen.part.group)).collect::<Vec<_>>(), [(3, 0), (0, 1)]);
}

#[test]
fn no_group_is_judged_where_too_many_do_not_say() {
    let mut catalogue = catalogue(Kind::Proportion, Polarity::High, &YEAR);
    aim(&mut catalogue, None);
    let city = |unknown| cube(0, &[(0, &[(parts(8_200, 10_000), false)]), (1, &[(parts(1_000, 2_000), false)]), (3, &[(unknown, false)])]);
    let groups = |unknown| hidden(&catalogue, [city(unknown)].iter(), 0).groups;
    assert_eq!(groups(parts(1_600, 2_000)), [1]);
    assert_eq!(groups(parts(1_600, 2_001)), [] as [u16; 0]);
}

#[test]
fn an_interval_across_a_range_is_not_off_target() {
    let mut catalogue = catalogue(Kind::Proportion, Polarity::Range, &YEAR);
    aim(&mut catalogue, Some(84.0));
    let off = |lower, upper| off_target((lower, upper), catalogue.targets.first(), &catalogue.measures[0]);
    assert!(off(10.0, 70.0) && off(90.0, 99.0) && !off(10.0, 99.0) && !off(10.0, 76.0));
}

#[test]
fn limits_are_at_the_wider_level_unless_the_source_gave_them() {
    let measure = measure(Kind::Proportion);
    let ((lower, upper), level) = limits(parts(65, 100), None, &measure).unwrap();
    assert!(level == Level::P998 && lower < 55.25 && upper > 73.64);
    assert_eq!(limits(Cell::Value(65.0), Some((60.0, 70.0)), &measure), Some(((60.0, 70.0), Level::P95)));
    assert_eq!(limits(HIDDEN, Some((60.0, 70.0)), &measure), None);
    assert_eq!(limits(Cell::Value(65.0), None, &measure), None);
}

proptest! {
    #[test]
    fn what_is_within_the_tolerance_or_hidden_is_never_listed(
        wards in prop::collection::vec((0..400u32, 400..900u32, any::<bool>()), 4), groups in prop::collection::vec((0..400u32, 400..900u32, any::<bool>()), 2)
    ) {
        let mut catalogue = catalogue(Kind::Proportion, Polarity::High, &YEAR);
        aim(&mut catalogue, None);
        let cell = |&(x, n, shown): &(u32, u32, bool)| if shown { parts(x, n) } else { HIDDEN };
        let mut cubes = vec![cube(0, &[(0, &[(parts(90_000, 100_000), false)]), (1, &[(cell(&groups[0]), false)]), (2, &[(cell(&groups[1]), false)])])];
        cubes.extend((3..).zip(&wards).map(|(area, ward)| cube(area, &[(0, &[(cell(ward), false)])])));
        let found = hidden(&catalogue, cubes.iter(), 0);
        prop_assert_eq!(look(&catalogue, cubes.iter(), 0).counted(), found.clone());
        let listed = |place: usize, all: &[u16], first: u16| all.contains(&(place as u16 + first));
        for (figures, all, first) in [(&wards, &found.areas, 3), (&groups, &found.groups, 1)] {
            for (place, &(x, n, shown)) in figures.iter().enumerate() {
                let value = 100.0 * f64::from(x) / f64::from(n);
                prop_assert!(!listed(place, all, first) || (shown && value < 75.0), "{value} {shown}");
                // Far off with many cases is listed.
                prop_assert!(listed(place, all, first) || !shown || value > 40.0, "{value}");
            }
        }
    }
}
