//! Of observations.

use super::check;
use crate::folder::help::{faults, with, written};

#[test]
fn faults_of_observations() {
    let (care, money) = ("observations/homes-and-care.csv", "observations/places-and-money.csv");
    let count = "observations/household-count.csv";
    let row = "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,x,council,,";
    check(&[
        (care, "measure,area,period,group,numerator", "measure,area,period,group,«numerators", "Did you mean `numerator`?"),
        (care, row, "«eviction,CV-P90,2024-04-01/P3M,everyone,,,,,,x,council,,", "Did you mean `evictions`?"),
        (care, row, "evictions,«CV-N1,2024-04-01/P3M,everyone,,,,,,x,council,,", "type `comparator`"),
        (care, row, "evictions,CV-P90,«2024,everyone,,,,,,x,council,,", "not a period"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,«evryone,,,,,,x,council,,", "Did you mean `everyone`?"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,«female,,,,,,x,council,,", "not broken down by `sex`"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,«,council,,", "no value and no reason"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,«3,,,,,x,council,,", "a status that says there is none"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,«x p,council,,", "p, r, b and e go with a value"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,«x z,council,,", "two reasons"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,3,,,,,«p p,council,,", "comes twice"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,3,,,,,«q,council,,", "no status `q`"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,3,«10,,,,,council,,", "a count has no denominator"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,,,«3,,,,council,,", "a count is written in `numerator`"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,«2.5,,,,,,council,,", "whole numbers"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,«-2,,,,,,council,,", "below zero"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,«\"1,200\",,,,,,council,,", "no commas"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,«inf,,,,,,council,,", "not a number"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,x,«illustrative,,", "never in files"),
        (care, row, "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,x,council,«return,", "Did you mean `returns`?"),
        (care, row, "«evictions,CV-D,2024-04-01/P3M,everyone,1,,,,,,council,,", "have a value at observations/homes-and-care.csv:"),
        (
            count,
            "residents,CV-C1,2023-06-30,female",
            "«evictions,CV-D,2024-04-01/P3M,everyone,1,,,,,,council,,\nresidents,CV-C1,2023-06-30,female",
            "have a value at observations/homes-and-care.csv:",
        ),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,«9,8,,,,,council,,", "larger than the denominator"),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,0,«0,,,,,council,,", "not above zero"),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,1,«-2,,,,,council,,", "not above zero"),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,«,8,,,,,council,,", "a denominator and no numerator"),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,8,«,,,,,council,,", "a numerator and no denominator"),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,7,8,«87.5,,,,council,,", "parts and a value"),
        (care, row, "repairs-on-time,CV-P90,2024-04-01/P3M,everyone,,,«120,,,,council,,", "from 0 to 100"),
        (money, "33.1,29.9,36.6", "«39.1,29.9,36.6", "between its limits"),
        (money, "33.1,29.9,36.6", "33.1,29.9,«", "a lower limit and no upper"),
        (money, "33.1,29.9,36.6", "«,29.9,36.6", "limits and no value"),
        (money, "everyone,3.4,,,,,", "everyone,,,,«3.4,,", "has no parts"),
        // The row before holds a cell of two lines.
        (money, "2025-01-01/P3M,recycling,CV-P04", "2025-01-01/P3M,recycling,«CV-P44", "no area `CV-P44`"),
    ]);
}

/// A fault of a measure does not hide those of its observations that any measure's would have.
#[test]
fn observations_of_a_faulty_measure_are_checked() {
    let care = "observations/homes-and-care.csv";
    let row = "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,x,council,,";
    let mut hidden = Vec::new();
    for (wrong, phrases) in [
        ("repairs-on-time,CV-P99,2024-04-01/P3M,everyone,7,8,,,,,council,,", &["no area `CV-P99`"][..]),
        ("repairs-on-time,CV-P90,2024,everyone,7,8,,,,,council,,", &["not a period"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,evryone,7,8,,,,,council,,", &["no group `evryone`"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,7,0,,,,,council,,", &["not above zero"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,7,-1,,,,,council,,", &["not above zero"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,seven,8,,,,,council,,", &["not a number"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,,8,,,,,council,,", &["a denominator and no numerator"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,,,9,1,2,,council,,", &["between its limits"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,,,,,,,council,,", &["no value and no reason"]),
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,7,8,,,,,hearsay,,", &["`hearsay` is no provenance"]),
        ("repairs-on-time,CV-D,2024-04-01/P3M,everyone,7,8,,,,,council,,", &["have a value at observations/homes-and-care.csv:"]),
        // A status that cannot be read does not hide the numbers beside it.
        ("repairs-on-time,CV-P90,2024-04-01/P3M,everyone,seven,eight,,,,q,council,,", &["no status `q`", "`seven`", "`eight`"]),
    ] {
        let mut files = with(care, row, wrong);
        let measures = files.0.get_mut("measures/homes.toml").unwrap();
        *measures = measures.replacen("kind = \"proportion\"", "kind = \"share\"", 1);
        let all = written(&faults(&files));
        for phrase in ["measures/homes.toml:5:"].iter().chain(phrases) {
            if !all.contains(phrase) {
                hidden.push(format!("{wrong}: {phrase} is not told:\n{all}"));
            }
        }
    }
    assert!(hidden.is_empty(), "{}", hidden.join("\n"));
}

#[test]
fn a_figure_belongs_to_a_time_in_which_its_area_was_there() {
    let care = "observations/homes-and-care.csv";
    let before = "repairs-on-time,CV-P01,2024-04-01/P3M,everyone,";
    check(&[
        (care, before, "repairs-on-time,CV-P01,«2022-04-01/P3M,everyone,", "ended before `CV-P01` began, on 2023-05-04"),
        (
            care,
            "evictions,CV-P90,2024-04-01/P3M,everyone,,,,,,x,",
            "evictions,CV-P90,«2024-04-01/P3M,everyone,7,,,,,,",
            "began after `CV-P90` ended, on 2023-05-03",
        ),
    ]);
}
