//! The attack: what is hidden is looked for in every file, in every form that a number is written in.

use std::{collections::BTreeMap, io::Read};

use domain::{
    measure::Kind,
    observation::{Figure, Observation, Provenance},
};

use crate::{
    common::Figures,
    help::{Case, calder_vale, day, figures},
};

/// A number of people that is in no council, and in no file by chance.
const PEOPLE: f64 = 918_273_645_546.0;

/// A share of real people, of everyone in a ward, in a measure whose small figures are hidden.
fn victim(figures: &Figures) -> usize {
    let hides = |observation: &Observation| {
        let measure = figures.council.measure(&observation.measure).unwrap();
        measure.kind == Kind::Proportion
            && matches!(measure.disclosure, domain::measure::Disclosure::Threshold { round_to: None, .. })
            && observation.group.as_str() == "everyone"
            && observation.provenance != Provenance::Illustrative
            && matches!(observation.figure, Figure::Parts { .. })
    };
    figures.observations.iter().position(hides).unwrap()
}

/// The release with one figure that is a few of very many.
fn with(numerator: f64) -> (Case, Observation) {
    let mut figures = figures().clone();
    let at = victim(&figures);
    figures.observations[at].figure = Figure::Parts { numerator, denominator: Some(PEOPLE) };
    let observation = figures.observations[at].clone();
    (Case::of(figures.publish(7, day())), observation)
}

/// The files that hold the number: as text, or as the bytes of a column of Parquet or of a cell of SQLite.
fn holders(case: &Case) -> Vec<&str> {
    let whole = (PEOPLE as i64).to_be_bytes();
    // SQLite keeps a whole number in as few bytes as it needs.
    let needles = [b"918273645546".to_vec(), PEOPLE.to_le_bytes().to_vec(), PEOPLE.to_be_bytes().to_vec(), whole[2..].to_vec()];
    let found = case.written.files.iter().filter(|file| {
        let mut bytes = case.bytes(&file.name);
        if file.media_type() == "application/gzip" {
            let packed = std::mem::take(&mut bytes);
            flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes).unwrap();
        }
        needles.iter().any(|needle| bytes.windows(needle.len()).any(|part| part == needle))
    });
    found.map(|file| file.name.as_str()).collect()
}

#[test]
fn a_hidden_number_is_in_no_file_in_any_form() {
    let (case, observation) = with(3.0);
    let rows = case.rows("observations.csv");
    let row = rows.iter().find(|row| {
        (&row["measure"], &row["area_code"], &row["group"], &row["time_period"])
            == (
                &observation.measure.to_string(),
                &observation.area.to_string(),
                &observation.group.to_string(),
                &observation.period.to_string(),
            )
    });
    assert_eq!(row.unwrap()["obs_status"], "c");
    assert_eq!(holders(&case), Vec::<&str>::new());
}

#[test]
fn the_same_search_finds_a_number_that_is_shown() {
    let (case, observation) = with(459_136_822_773.0);
    let cube = format!("json-stat/{}.json", observation.measure);
    assert_eq!(holders(&case), [cube.as_str(), "observations.csv", "observations.csv.gz", "observations.parquet", "release.sqlite"]);
}

#[test]
fn what_is_hidden_has_no_number_beside_it_in_any_table() {
    let case = calder_vale();
    let mut hidden: BTreeMap<String, u64> = BTreeMap::new();
    for row in case.rows("observations.csv").into_iter().filter(|row| row["obs_status"] == "c") {
        for column in ["numerator", "denominator", "value", "lower_95", "upper_95", "interval_method"] {
            assert_eq!(row[column], "", "{row:?}");
        }
        *hidden.entry(row["measure"].clone()).or_default() += 1;
    }
    assert!(hidden.values().sum::<u64>() > 20, "{hidden:?}");
    let database = rusqlite::Connection::open(case.path("release.sqlite")).unwrap();
    let with_number = "SELECT count(*) FROM observations WHERE obs_status = 'c' AND
        coalesce(numerator, denominator, value, lower_95, upper_95, interval_method) IS NOT NULL";
    assert_eq!(database.query_row(with_number, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
    for (measure, count) in hidden {
        let dataset = case.json(&format!("json-stat/{measure}.json"));
        let figures = dataset["size"][3].as_u64().unwrap() as usize;
        let places = dataset["status"].as_object().unwrap().iter().filter(|(_, mark)| *mark == "c");
        let mut found = 0;
        for (place, _) in places {
            let first = place.parse::<usize>().unwrap() / figures * figures;
            let values = &dataset["value"].as_array().unwrap()[first..first + figures];
            assert!(values.iter().all(serde_json::Value::is_null), "{measure}: {values:?}");
            found += 1;
        }
        assert_eq!(found, count, "{measure}");
    }
}
