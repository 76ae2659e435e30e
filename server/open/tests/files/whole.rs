//! The folder: complete, the same each time, and never half there.

use std::{collections::BTreeSet, fs, path::Path};

use open_data::{Fault, write};
use sha2::{Digest, Sha256};

use crate::help::{Case, calder_vale, day, figures};

/// The files below a folder, by their names in it.
fn names(folder: &Path, prefix: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            found.extend(names(&path, &format!("{name}/")));
        } else {
            found.insert(name);
        }
    }
    found
}

#[test]
fn every_file_is_listed_with_its_length_and_digest() {
    let case = calder_vale();
    let listed: BTreeSet<String> = case.written.files.iter().map(|file| file.name.clone()).collect();
    assert_eq!(listed, names(&case.path(""), ""));
    let sums = String::from_utf8(case.bytes("SHA256SUMS")).unwrap();
    assert_eq!(sums.lines().count(), listed.len() - 1, "all but itself");
    for file in &case.written.files {
        let bytes = case.bytes(&file.name);
        assert_eq!(file.bytes, bytes.len() as u64, "{}", file.name);
        assert_eq!(file.sha256, format!("{:x}", Sha256::digest(&bytes)), "{}", file.name);
        if file.name != "SHA256SUMS" {
            assert!(sums.lines().any(|line| line == format!("{}  {}", file.sha256, file.name)), "{}", file.name);
        }
    }
}

#[test]
fn the_same_release_gives_the_same_bytes() {
    let again = Case::of(figures().publish(7, day()));
    assert_eq!(again.written, calder_vale().written);
}

#[test]
fn nothing_is_left_beside_the_folder() {
    let beside: Vec<String> =
        fs::read_dir(calder_vale().home()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(beside, ["7"]);
}

#[test]
fn what_is_published_is_not_written_over() {
    let case = calder_vale();
    let before = names(case.home(), "");
    let again = write(&case.release, &case.about, &case.path(""));
    assert!(matches!(&again, Err(Fault::There(_))), "{again:?}");
    assert_eq!(names(case.home(), ""), before);
}

#[test]
fn what_somebody_left_half_made_is_neither_served_nor_in_the_way() {
    let case = calder_vale();
    let home = tempfile::tempdir().unwrap();
    let left = home.path().join(".7.new-0");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("observations.csv"), "measure").unwrap();
    write(&case.release, &case.about, &home.path().join("7")).unwrap();
    assert_eq!(names(&home.path().join("7"), ""), names(&case.path(""), ""));
    assert_eq!(fs::read_to_string(left.join("observations.csv")).unwrap(), "measure");
}

#[test]
fn where_nothing_can_be_written_nothing_is() {
    let case = calder_vale();
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("open-data"), "a file, not a folder").unwrap();
    let fault = write(&case.release, &case.about, &home.path().join("open-data/7")).unwrap_err();
    assert!(fault.to_string().contains("could not be written"), "{fault}");
    assert_eq!(names(home.path(), ""), BTreeSet::from(["open-data".to_owned()]));
}

#[test]
fn a_release_without_figures_has_all_files_and_no_lines() {
    let mut figures = figures().clone();
    figures.observations.clear();
    let case = Case::of(figures.publish(7, day()));
    assert_eq!(case.written.figures, 0);
    assert_eq!(case.rows("observations.csv").len(), 0);
    assert_eq!(case.json("json-stat/index.json")["link"]["item"].as_array().unwrap().len(), 0);
    assert!(!case.rows("measures.csv").is_empty());
}
