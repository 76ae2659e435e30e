//! JSON-stat: that the cubes are the release's, and that their sizes agree.

use std::collections::BTreeMap;

use domain::record::number;
use serde_json::Value;

use crate::help::{Row, calder_vale};

/// The categories of each dimension of a dataset, in order.
fn axes(dataset: &Value) -> Vec<Vec<&str>> {
    let of = |id: &Value| {
        let category = &dataset["dimension"][id.as_str().unwrap()]["category"];
        let codes: Vec<&str> = category["index"].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
        assert!(codes.iter().all(|code| category["label"][code].is_string()), "{category}");
        assert_eq!(category["label"].as_object().unwrap().len(), codes.len());
        codes
    };
    dataset["id"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn the_collection_names_a_dataset_for_each_measure_that_has_figures() {
    let case = calder_vale();
    let index = case.json("json-stat/index.json");
    assert_eq!((index["class"].as_str(), index["version"].as_str()), (Some("collection"), Some("2.0")));
    let named: Vec<&str> = index["link"]["item"].as_array().unwrap().iter().map(|item| item["href"].as_str().unwrap()).collect();
    let mut measures: Vec<String> = case.rows("observations.csv").into_iter().map(|mut row| row.remove("measure").unwrap()).collect();
    measures.dedup();
    let expected: Vec<String> =
        measures.iter().map(|measure| format!("https://vale.example/open-data/7/json-stat/{measure}.json")).collect();
    assert_eq!(named, expected);
    assert_eq!(case.written.files.iter().filter(|file| file.name.starts_with("json-stat/")).count(), measures.len() + 1);
}

#[test]
fn every_number_and_status_is_at_its_place_and_nothing_else_is() {
    let case = calder_vale();
    let mut lines: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in case.rows("observations.csv") {
        lines.entry(row["measure"].clone()).or_default().push(row);
    }
    for (measure, rows) in lines {
        let dataset = case.json(&format!("json-stat/{measure}.json"));
        assert_eq!(dataset["role"], serde_json::json!({ "geo": ["area"], "time": ["period"], "metric": ["figure"] }), "{measure}");
        let axes = axes(&dataset);
        let size: Vec<u64> = dataset["size"].as_array().unwrap().iter().map(|size| size.as_u64().unwrap()).collect();
        assert_eq!(size, axes.iter().map(|axis| axis.len() as u64).collect::<Vec<_>>(), "{measure}");
        let values = dataset["value"].as_array().unwrap();
        assert_eq!(values.len() as u64, size.iter().product::<u64>(), "{measure}");
        let status = dataset["status"].as_object().unwrap();
        let at = |axis: usize, code: &str| axes[axis].iter().position(|known| *known == code);
        let (mut numbers, mut marks) = (0, 0);
        for row in &rows {
            let place = [&row["area_code"], &row["group"], &row["time_period"]];
            let place = place.into_iter().enumerate().fold(0, |sum, (axis, code)| sum * axes[axis].len() + at(axis, code).unwrap());
            for figure in ["numerator", "denominator", "value", "lower_95", "upper_95"] {
                // A dimension has no figure that no line has.
                let Some(last) = at(3, figure) else {
                    assert_eq!(row[figure], "", "{row:?}");
                    continue;
                };
                let place = place * axes[3].len() + last;
                let text = values[place].as_f64().map(number).unwrap_or_default();
                assert_eq!(text, row[figure], "{figure} of {row:?}");
                numbers += usize::from(!text.is_empty());
                let mark = status.get(&place.to_string()).and_then(Value::as_str).unwrap_or_default();
                assert_eq!(mark, if figure == "value" { row["obs_status"].as_str() } else { "" }, "{row:?}");
                marks += usize::from(!mark.is_empty());
            }
        }
        assert_eq!(values.iter().filter(|value| !value.is_null()).count(), numbers, "{measure}: numbers without a line");
        assert_eq!(status.len(), marks, "{measure}: marks without a line");
        let meanings = dataset["extension"]["status"]["label"].as_object().unwrap();
        assert!(status.values().flat_map(|mark| mark.as_str().unwrap().split(' ')).all(|mark| meanings.contains_key(mark)), "{measure}");
    }
}
