//! Downloads: that they are the figures of the release, in a form that others can read.

use std::collections::BTreeMap;

use domain::cell::{Cell, status};

use server::http::state::State;

use super::calder_vale;
use crate::service::Service;

/// The rows of a download, by column.
pub(super) type Rows = Vec<BTreeMap<String, String>>;

pub(super) async fn download(service: &Service, address: &str) -> Rows {
    let answer = service.get(address).await.is(200);
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present", "{address}");
    let mut reader = csv::Reader::from_reader(answer.bytes.as_slice());
    reader.deserialize().map(|row| row.unwrap_or_else(|error| panic!("{address}: {error}"))).collect()
}

#[tokio::test]
async fn files_are_as_rfc_4180_has_them() {
    for (address, name) in [
        ("/measures/repairs-on-time/data.csv", "repairs-on-time.csv"),
        ("/measures/repairs-on-time/figures.csv?area=CV-P05", "repairs-on-time-figures.csv"),
        ("/areas/CV-P04/figures.csv?group=female&compare=CV-P05", "CV-P04-figures.csv"),
    ] {
        let answer = calder_vale().get(address).await.is(200);
        let text = answer.body();
        assert!(text.ends_with("\r\n") && !text.starts_with('\u{feff}'), "{address}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{address}: every line ends in CR LF");
        let head = text.lines().next().unwrap();
        assert_eq!(
            head,
            "measure,measure_title,unit,geographic_level,area_code,area_name,boundary_set,time_period,time_label,characteristic,group,\
             group_name,numerator,denominator,value,lower_95,upper_95,interval_method,obs_status,provenance,source,release",
            "{address}"
        );
        assert!(text.lines().count() > 4, "{address}");
        assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"{name}\""));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
}

/// A number of a file, which is a release's to six decimals.
fn same(written: &str, known: Option<f64>) -> bool {
    match (written, known) {
        ("", None) => true,
        (written, Some(known)) => written.parse::<f64>().is_ok_and(|number| (number - known).abs() < 1e-6),
        _ => false,
    }
}

#[tokio::test]
async fn a_measures_file_holds_every_figure_of_the_release() {
    let release = &calder_vale().state.release;
    let catalogue = &release.catalogue;
    for (at, measure) in (0..).zip(&catalogue.measures) {
        let rows = download(calder_vale(), &format!("/measures/{}/data.csv", measure.code)).await;
        let frame = release.measure(at);
        assert_eq!(rows.len(), frame.cubes.iter().map(|cube| cube.cells.len()).sum::<usize>(), "{}", measure.code);
        for row in rows {
            let area = catalogue.area_index(&row["area_code"].parse().unwrap()).unwrap();
            let group = catalogue.group_index(&row["group"].parse().unwrap()).unwrap();
            let period = catalogue.periods.binary_search(&row["time_period"].parse().unwrap()).unwrap();
            let (cell, notes) = frame.cell(area, group, u16::try_from(period).unwrap());
            let (numerator, denominator) = match cell {
                Cell::Parts { numerator, denominator } => (Some(numerator), (denominator > 0.0).then_some(denominator)),
                _ => (None, None),
            };
            assert!(same(&row["numerator"], numerator) && same(&row["denominator"], denominator), "{cell:?}: {row:?}");
            assert!(same(&row["value"], cell.value(measure)), "{cell:?}: {row:?}");
            match cell.missing() {
                Some(why) => assert_eq!(row["obs_status"], status(why), "{row:?}"),
                None => assert!(row["obs_status"].split(' ').all(|mark| matches!(mark, "" | "p" | "r" | "b" | "e")), "{row:?}"),
            }
            assert_eq!(row["provenance"] == "illustrative", notes.illustrative(), "{row:?}");
            assert_eq!((row["release"].as_str(), row["source"].as_str()), ("1", measure.source.as_str()));
            assert_eq!(row["area_name"], catalogue.areas[usize::from(area)].name);
            let limits = (row["lower_95"].parse::<f64>(), row["upper_95"].parse::<f64>(), row["value"].parse::<f64>());
            if let (Ok(lower), Ok(upper), Ok(value)) = limits {
                assert!(lower <= value && value <= upper, "{row:?}");
            } else {
                assert_eq!(row["lower_95"].is_empty(), row["upper_95"].is_empty(), "{row:?}");
            }
        }
    }
}

/// A status other than hidden, notes on a value, and a true zero, each as the folder says.
#[tokio::test]
async fn notes_and_reasons_come_through() {
    let mut marks = BTreeMap::<String, usize>::new();
    for measure in &calder_vale().state.release.catalogue.measures {
        for row in download(calder_vale(), &format!("/measures/{}/data.csv", measure.code)).await {
            let empty = ["numerator", "denominator", "value", "lower_95", "upper_95"].iter().all(|name| row[*name].is_empty());
            let missing = matches!(row["obs_status"].as_str(), "c" | "x" | "z" | "n" | "u" | "d" | "l");
            // A figure out of nobody has no value, and no reason either: it is there.
            assert!(empty == missing, "{row:?}");
            *marks.entry(row["obs_status"].clone()).or_default() += 1;
        }
    }
    for mark in ["", "c", "x", "p", "l"] {
        assert!(marks.contains_key(mark), "no figure of the fixture has status {mark:?}: {marks:?}");
    }
}

#[tokio::test]
async fn an_areas_file_holds_the_figures_its_page_shows() {
    let catalogue = &calder_vale().state.release.catalogue;
    for query in ["", "group=female&compare=CV-P05", "show=all&comparator=CV-N1", "period=2024-10-01/P3M"] {
        let rows = download(calder_vale(), &format!("/areas/CV-C2/figures.csv?{query}")).await;
        let view = app::draw::area(&*calder_vale().state.release, State::today(), "CV-C2", query).unwrap();
        let group = if query.contains("female") { "female" } else { "everyone" };
        let mut shown = 0;
        for row in view.sections.iter().flat_map(|section| &section.rows).filter(|row| row.figure.present) {
            let own = rows.iter().find(|own| own["measure"] == row.code.as_str() && own["area_code"] == "CV-C2" && own["group"] == group);
            let own = own.unwrap_or_else(|| panic!("{query}: {} is not in the file", row.code));
            let measure = &catalogue.measures[usize::from(catalogue.measure_index(&row.code).unwrap())];
            let value = domain::format::value(own["value"].parse().unwrap(), &measure.prefix, &measure.suffix, measure.decimals);
            assert_eq!(row.figure.text, value, "{query}: {}", row.code);
            shown += 1;
        }
        assert!(shown > 0, "{query}: the page shows nothing");
        let areas: std::collections::BTreeSet<&str> = rows.iter().map(|row| row["area_code"].as_str()).collect();
        for (part, area) in [("compare=CV-P05", "CV-P05"), ("comparator=CV-N1", "CV-N1")] {
            assert_eq!(areas.contains(area), query.contains(part), "{query}: {areas:?}");
        }
    }
}
