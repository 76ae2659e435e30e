//! The figures as CSV: that they are those of the release, all of them, once each.

use std::{collections::BTreeSet, io::Read};

use domain::{
    cell::{Cell, status},
    record::{COLUMNS, number},
};

use crate::help::calder_vale;

#[test]
fn every_figure_of_the_release_is_a_line_and_nothing_else_is() {
    let case = calder_vale();
    let catalogue = &case.release.catalogue;
    let rows = case.rows("observations.csv");
    assert_eq!(rows.len(), case.release.cells());
    assert_eq!(rows.len() as u64, case.written.figures);
    let mut places = BTreeSet::new();
    for row in &rows {
        let measure = catalogue.measure_index(&row["measure"].parse().unwrap()).unwrap();
        let area = catalogue.area_index(&row["area_code"].parse().unwrap()).unwrap();
        let group = catalogue.group_index(&row["group"].parse().unwrap()).unwrap();
        let period = catalogue.periods.binary_search(&row["time_period"].parse().unwrap()).unwrap() as u16;
        let place = (measure, area, group, period);
        assert!(places.last().is_none_or(|last| *last < place), "{row:?} is not in order");
        places.insert(place);
        let (cell, notes) = case.release.area(area).cell(measure, group, period);
        let (numerator, denominator) = match cell {
            Cell::Parts { numerator, denominator } => {
                (number(numerator), if denominator > 0.0 { number(denominator) } else { String::new() })
            }
            _ => Default::default(),
        };
        let value = cell.value(&catalogue.measures[usize::from(measure)]).map(number).unwrap_or_default();
        assert_eq!((&row["numerator"], &row["denominator"], &row["value"]), (&numerator, &denominator, &value), "{row:?}");
        if let Some(why) = cell.missing() {
            assert_eq!(row["obs_status"], status(why), "{row:?}");
            assert!(
                ["numerator", "denominator", "value", "lower_95", "upper_95", "interval_method"].iter().all(|name| row[*name].is_empty())
            );
        }
        assert_eq!(row["provenance"] == "illustrative", notes.illustrative(), "{row:?}");
        assert_eq!(row["area_name"], catalogue.areas[usize::from(area)].name);
        assert_eq!(row["release"], "7");
    }
}

#[test]
fn what_was_counted_is_what_is_in_the_file() {
    let case = calder_vale();
    let rows = case.rows("observations.csv");
    let count = |column: &str, text: &str| rows.iter().filter(|row| row[column] == text).count() as u64;
    assert_eq!(case.written.hidden, count("obs_status", "c"));
    assert_eq!(case.written.illustrative, count("provenance", "illustrative"));
    assert!(case.written.hidden > 0 && case.written.illustrative > 0);
}

#[test]
fn csv_is_as_rfc_4180_has_it() {
    for name in ["observations.csv", "measures.csv", "areas.csv", "groups.csv", "periods.csv"] {
        let text = String::from_utf8(calder_vale().bytes(name)).unwrap();
        assert!(text.ends_with("\r\n") && !text.starts_with('\u{feff}'), "{name}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}: every line ends in CR LF");
    }
    let text = String::from_utf8(calder_vale().bytes("observations.csv")).unwrap();
    assert_eq!(text.lines().next().unwrap().trim_end(), COLUMNS.join(","));
}

#[test]
fn the_archive_unpacks_to_the_same_file_and_tells_no_time() {
    let archive = calder_vale().bytes("observations.csv.gz");
    assert_eq!(archive[4..8], [0; 4], "the time in its head");
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(archive.as_slice()).read_to_end(&mut text).unwrap();
    assert!(text == calder_vale().bytes("observations.csv"));
}

#[test]
fn every_code_that_a_figure_names_is_in_its_list() {
    let case = calder_vale();
    for (list, key) in [("measures", "measure"), ("areas", "area_code"), ("groups", "group"), ("periods", "time_period")] {
        let codes: Vec<String> = case.rows(&format!("{list}.csv")).into_iter().map(|mut row| row.remove(key).unwrap()).collect();
        let known: BTreeSet<&String> = codes.iter().collect();
        assert_eq!(known.len(), codes.len(), "{list}: a code is there twice");
        for row in case.rows("observations.csv") {
            assert!(known.contains(&row[key]), "{list}: {row:?}");
        }
    }
    let areas = case.rows("areas.csv");
    let within = areas.iter().filter(|area| !area["within"].is_empty());
    assert!(within.clone().count() > 0);
    for area in within {
        assert!(areas.iter().any(|other| other["area_code"] == area["within"]), "{area:?}");
    }
}
