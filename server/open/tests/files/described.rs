//! What describes the files: that it is of these files, and leaves none out.

use std::collections::BTreeSet;

use domain::measure::Disclosure;
use serde_json::Value;

use crate::help::calder_vale;

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

#[test]
fn every_column_of_every_table_is_described_in_its_order() {
    let case = calder_vale();
    let metadata = case.json("observations.csv-metadata.json");
    let tables = metadata["tables"].as_array().unwrap();
    let files: Vec<&str> = tables.iter().map(|table| table["url"].as_str().unwrap()).collect();
    assert_eq!(files, ["observations.csv", "measures.csv", "areas.csv", "groups.csv", "periods.csv"]);
    for table in tables {
        let bytes = case.bytes(table["url"].as_str().unwrap());
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let columns = table["tableSchema"]["columns"].as_array().unwrap();
        assert_eq!(columns.iter().map(|column| column["name"].as_str().unwrap()).collect::<Vec<_>>(), head);
        for column in columns {
            assert!(texts(&column["titles"]).contains(&column["name"].as_str().unwrap()), "{column}");
            assert!(column["dc:description"].as_str().unwrap().len() > 5, "{column}");
        }
        for row in reader.records() {
            let row = row.unwrap();
            for (cell, column) in row.iter().zip(columns) {
                assert!(!cell.is_empty() || column["required"] == false, "{}: {row:?}", column["name"]);
                let read = match column["datatype"].as_str() {
                    _ if cell.is_empty() => true,
                    Some("double") => cell.parse::<f64>().is_ok_and(f64::is_finite),
                    Some("integer") => cell.parse::<i64>().is_ok(),
                    Some("boolean") => ["true", "false"].contains(&cell),
                    Some("date") => cell.parse::<domain::NaiveDate>().is_ok(),
                    _ => true,
                };
                assert!(read, "{}: {cell}", column["name"]);
            }
        }
    }
}

#[test]
fn keys_are_unique_and_lead_to_the_lists() {
    let case = calder_vale();
    let metadata = case.json("observations.csv-metadata.json");
    for table in metadata["tables"].as_array().unwrap() {
        let rows = case.rows(table["url"].as_str().unwrap());
        let key = texts(&table["tableSchema"]["primaryKey"]);
        let keys: BTreeSet<Vec<&String>> = rows.iter().map(|row| key.iter().map(|column| &row[*column]).collect()).collect();
        assert_eq!(keys.len(), rows.len(), "{}", table["url"]);
        for foreign in table["tableSchema"]["foreignKeys"].as_array().into_iter().flatten() {
            let reference = &foreign["reference"];
            let list = case.rows(reference["resource"].as_str().unwrap());
            let known: BTreeSet<&String> = list.iter().map(|row| &row[texts(&reference["columnReference"])[0]]).collect();
            let column = texts(&foreign["columnReference"])[0];
            assert!(rows.iter().all(|row| row[column].is_empty() || known.contains(&row[column])), "{column}");
        }
    }
}

#[test]
fn the_catalogue_tells_of_each_file_as_it_is() {
    let case = calder_vale();
    let document = case.json("catalogue.jsonld");
    let dataset = &document["dcat:dataset"];
    assert_eq!(dataset["@id"], "https://vale.example/open-data/7/");
    assert_eq!((dataset["dcat:version"].as_str(), dataset["dct:identifier"].as_str()), (Some("7"), Some("calder-vale-release-7")));
    assert_eq!(dataset["dcat:isVersionOf"]["@id"], "https://vale.example/open-data/");
    assert_eq!(dataset["dcat:previousVersion"]["@id"], "https://vale.example/open-data/6/");
    assert_eq!(dataset["dct:license"]["@id"], "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/");
    assert_eq!(dataset["dct:rights"]["rdfs:label"], case.release.catalogue.attribution);
    let distributions = dataset["dcat:distribution"].as_array().unwrap();
    assert_eq!(distributions.len(), 9);
    for distribution in distributions {
        let address = distribution["dcat:downloadURL"]["@id"].as_str().unwrap();
        let name = address.strip_prefix("https://vale.example/open-data/7/").unwrap();
        let file = case.written.files.iter().find(|file| file.name == name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(distribution["dcat:byteSize"]["@value"], file.bytes.to_string(), "{name}");
        assert_eq!(distribution["spdx:checksum"]["spdx:checksumValue"]["@value"], file.sha256, "{name}");
    }
}

#[test]
fn search_engines_are_told_what_is_measured_when_and_where() {
    let case = calder_vale();
    let document = case.json("dataset.jsonld");
    assert_eq!(document["@type"], "Dataset");
    assert_eq!(document["variableMeasured"].as_array().unwrap().len(), case.release.catalogue.measures.len());
    let (first, last) = document["temporalCoverage"].as_str().unwrap().split_once('/').unwrap();
    let periods = case.rows("periods.csv");
    assert_eq!(Some(first), periods.iter().map(|period| period["first_day"].as_str()).min());
    assert_eq!(Some(last), periods.iter().map(|period| period["last_day"].as_str()).max());
    assert_eq!(document["spatialCoverage"]["name"], "Calder Vale");
}

#[test]
fn the_readme_names_every_file_and_every_mark_in_short_lines() {
    let case = calder_vale();
    let text = String::from_utf8(case.bytes("README.txt")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for file in case.written.files.iter().filter(|file| !file.name.starts_with("json-stat/") && file.name != "README.txt") {
        assert!(lines.contains(&file.name.as_str()), "{} is not in the README", file.name);
    }
    let marks: BTreeSet<String> = case
        .rows("observations.csv")
        .iter()
        .flat_map(|row| row["obs_status"].split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(marks.contains("c"));
    for mark in marks {
        assert!(lines.contains(&mark.as_str()), "{mark} is not in the README");
    }
    for line in &lines {
        assert!(line.chars().count() <= 78 || !line.trim().contains(' '), "{line}");
    }
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line.contains(&case.release.catalogue.attribution) && one_line.contains("Open Government Licence v3.0"));
    assert!(one_line.contains("are made up"));
}

#[test]
fn measures_say_that_their_counts_are_rounded() {
    let case = calder_vale();
    let rows = case.rows("measures.csv");
    for (row, measure) in rows.iter().zip(&case.release.catalogue.measures) {
        let rounded = matches!(measure.disclosure, Disclosure::Threshold { round_to: Some(_), .. });
        assert_eq!(!row["rounding"].is_empty(), rounded, "{row:?}");
    }
}
