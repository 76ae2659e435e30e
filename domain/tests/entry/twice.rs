//! What should be looked at twice in figures of a file.

use chrono::NaiveDate;
use domain::{
    entry::twice,
    observation::{Figure, Observation},
};

use super::help::{folder, newest};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The figures of Calder Vale of some measures, as a file could bring them.
fn file(codes: &[&str]) -> Vec<Observation> {
    folder().observations.iter().filter(|one| codes.contains(&one.measure.as_str())).cloned().collect()
}

#[test]
fn figures_that_are_over_and_add_up_are_passed_over() {
    let all = file(&["repairs-on-time", "recycling", "evictions"]);
    assert!(all.len() > 100);
    assert_eq!(twice(&folder().council, &all, day("2026-06-01")), Vec::<String>::new());
    assert_eq!(twice(&folder().council, &[], day("2026-06-01")), Vec::<String>::new());
}

#[test]
fn a_total_that_is_less_than_its_parts_is_named_in_the_newest_period_alone() {
    let mut all = file(&["repairs-on-time"]);
    let last = newest(&all);
    for one in all.iter_mut().filter(|one| one.period == last && one.area.as_str() == "CV-D" && one.group.is_everyone()) {
        one.figure = Figure::Parts { numerator: 10.0, denominator: Some(20.0) };
    }
    let told = twice(&folder().council, &all, day("2026-06-01"));
    assert!(!told.is_empty());
    assert!(told.iter().all(|words| words.starts_with(&format!("Repairs done on time, {}: ", last.label()))), "{told:#?}");
    assert!(told.iter().any(|words| words.contains("Calder Vale") && words.contains(" add up to ")), "{told:#?}");
}

#[test]
fn a_period_that_is_not_over_is_named() {
    let mut all = file(&["evictions"]);
    let last = newest(&all);
    all.retain(|one| one.period == last);
    let council = &folder().council;
    assert_eq!(twice(council, &all, last.end().succ_opt().unwrap()), Vec::<String>::new());
    // On its last day more may happen.
    let told = twice(council, &all, last.end());
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("Evictions") && told[0].contains(&format!("{} is not over before ", last.label())), "{told:?}");
}
