//! Real tables: the Census and the crime count by ward, from files that lie beside the project on some machines and are no part of it.
//! `MEASURE_UP_SHARED` says where; without it `../../shared` from this crate's workspace is tried; without that nothing is tested.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use domain::{NaiveDate, disclosure::Sums, measure::Kind, period::Period};

use super::{cube::Cube, intruder::recovered_of_some};

/// A file of the shared data, if it is there.
fn shared(file: &str) -> Option<PathBuf> {
    let beside = || Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../../../shared");
    let path = std::env::var_os("MEASURE_UP_SHARED").map_or_else(beside, PathBuf::from).join("data/liverpool").join(file);
    path.is_file().then_some(path)
}

/// The table of a file, by the columns of ward, of group and of the count: the city, its wards, everyone and the groups.
fn cube(path: &Path, [ward, group, number]: [&str; 3], only: Option<(&str, &str)>, threshold: u32) -> Cube {
    let mut counts: BTreeMap<(String, String), f64> = BTreeMap::new();
    for row in csv::Reader::from_path(path).unwrap().deserialize::<BTreeMap<String, String>>().map(Result::unwrap) {
        if only.is_none_or(|(column, value)| row[column] == value) {
            *counts.entry((row[ward].clone(), row[group].clone())).or_default() += row[number].parse::<f64>().unwrap();
        }
    }
    let wards: Vec<String> = counts.keys().map(|key| key.0.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let groups: Vec<String> = counts.keys().map(|key| key.1.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let sums = Sums {
        parents: std::iter::once(None).chain(wards.iter().map(|_| Some(0))).collect(),
        characteristics: std::iter::once(None).chain(groups.iter().map(|_| Some(0))).collect(),
        unknown: vec![false; groups.len() + 1],
    };
    let period = Period::quarter(NaiveDate::from_ymd_opt(2021, 1, 1).unwrap()).unwrap();
    let mut counted = Vec::new();
    for area in 0..=wards.len() {
        for group in 0..=groups.len() {
            let own = counts
                .iter()
                .filter(|((ward, name), _)| (area == 0 || *ward == wards[area - 1]) && (group == 0 || *name == groups[group - 1]));
            counted.push((area as u16, group as u16, period, own.map(|(_, count)| count).sum::<f64>(), 0.0));
        }
    }
    Cube::new(Kind::Count, threshold, sums, counted)
}

/// Puts a table through disclosure control, and attacks a sample of what it hides.
fn nothing_is_told(cube: &Cube, one_in: usize) {
    let released = cube.released();
    assert_eq!(released.exposed, []);
    assert!(released.tally.primary > 20 && released.tally.secondary > 0, "{:?}", released.tally);
    assert!(released.tally.released > released.tally.hidden(), "{:?}", released.tally);
    assert_eq!(recovered_of_some(cube, &released.cells, one_in), []);
}

#[test]
fn the_census_by_ward_is_protected() {
    let Some(path) = shared("derived_ward24_census2021_bestfit.csv") else { return };
    for threshold in [5, 10] {
        let cube = cube(&path, ["ward24_code", "group", "numerator"], Some(("dimension", "religion")), threshold);
        nothing_is_told(&cube, 7);
        assert_ne!(recovered_of_some(&cube, &cube.primary_only(), 7), [], "the attack tells nothing of what is too small by itself");
    }
}

#[test]
fn crimes_by_ward_are_protected() {
    let Some(path) = shared("derived_ward_crime_2021-12.csv") else { return };
    nothing_is_told(&cube(&path, ["ward_code", "crime_type", "count"], None, 5), 17);
}
