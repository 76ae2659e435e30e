//! Every file of the shared public data imports with a stated mapping or is refused for the right reason.
//!
//! `MEASURE_UP_SHARED` says where the data are; without them the test says so and tests nothing. The expected numbers were worked out from the raw
//! files with another program (Python's `csv`), not with this one: rows by counting the file's records, missing by counting markers, sums by adding
//! up the value column. A row that comes twice under an old and a new code of one area counts once.

use super::help;
use super::shared_table::{CASES, Case, Outcome};
use domain::{
    council::Council,
    folder::mapping,
    ingest::{Asked, Import, issue::Kind, read},
};
use ingest::{Limits, Refusal};

fn import(shared: &std::path::Path, case: &Case, council: &Council) -> Result<Import, Refusal> {
    let bytes = std::fs::read(shared.join("data").join(case.file)).unwrap();
    let given = case.mapping.map(|text| mapping("mapping.toml", text).unwrap_or_else(|issues| panic!("{}: {issues:?}", case.file)));
    let sheets = ingest::read(case.file.rsplit('/').next().unwrap(), &bytes, &Limits::default())?;
    Ok(read(&sheets, council, &Asked { mapping: given.as_ref(), ..Asked::default() }))
}

/// Kinds of issues with the number of their rows; those that only say that a measure is not the council's, or that a column is not used, are left
/// out.
fn kinds(import: &Import) -> Vec<(Kind, u64)> {
    let mut found: Vec<(Kind, u64)> = Vec::new();
    for issue in import.issues.iter().filter(|issue| !matches!(issue.kind, Kind::Unlinked | Kind::Unused)) {
        match found.iter_mut().find(|(kind, _)| *kind == issue.kind) {
            Some((_, count)) => *count += issue.count,
            None => found.push((issue.kind, issue.count)),
        }
    }
    found.sort();
    found
}

#[test]
fn every_file_is_in_the_table() {
    let Some(shared) = help::shared() else { return };
    for file in help::files(&shared) {
        assert!(CASES.iter().any(|case| case.file == file), "{file} is not in the table");
    }
}

#[test]
fn every_file_reads_as_was_worked_out_from_it() {
    let Some(shared) = help::shared() else { return };
    // All that are wrong, and not only the first.
    let wrong: Vec<&str> =
        CASES.iter().filter(|case| std::panic::catch_unwind(|| check(&shared, case)).is_err()).map(|case| case.file).collect();
    assert_eq!(wrong, [""; 0]);
}

fn check(shared: &std::path::Path, case: &Case) {
    let name = (case.file, case.mapping.is_some());
    let bytes = std::fs::read(shared.join("data").join(case.file)).unwrap();
    let read = import(shared, case, &help::council_with(&bytes));
    match (&case.outcome, read) {
        (Outcome::NoTable(words), Err(refusal)) => assert!(refusal.to_string().contains(words), "{name:?}: {refusal}"),
        (Outcome::Stopped(wanted), Ok(import)) => {
            assert!(import.refused(), "{name:?}");
            for (kind, words) in *wanted {
                let told = import.issues.iter().any(|issue| issue.kind == *kind && issue.to_string().contains(words));
                assert!(told, "{name:?}: {kind:?} {words} is not told: {:?}", import.issues);
            }
        }
        (Outcome::Reads { layout, rows, missing, sum, issues, .. }, Ok(import)) => {
            let totals = import.totals();
            let all: f64 = totals.iter().map(|total| total.sum).sum();
            let without: u64 = totals.iter().map(|total| total.missing).sum();
            assert_eq!(import.sheets[0].layout, *layout, "{name:?}");
            assert_eq!((import.rows.len(), without), (*rows, *missing), "{name:?}: {:?}", import.issues);
            assert!((all - sum).abs() <= 1e-6 * sum.abs().max(1.0), "{name:?}: {all} is not {sum}");
            assert_eq!(kinds(&import), issues.to_vec(), "{name:?}: {:?}", import.issues);
        }
        (outcome, read) => panic!("{name:?}: {outcome:?} was expected: {:?}", read.map(|import| import.issues)),
    }
}

/// Of the example council, only its own areas and those it is compared with are taken; the others are counted.
#[test]
fn rows_of_other_areas_are_counted_and_left() {
    let Some(shared) = help::shared() else { return };
    let council = help::council("liverpool");
    for case in CASES {
        let Outcome::Reads { rows, liverpool, .. } = &case.outcome else { continue };
        let import = import(&shared, case, &council).unwrap();
        assert_eq!(import.rows.len(), *liverpool, "{} {:?}: {:?}", case.file, case.mapping, import.issues);
        if *liverpool < *rows {
            let elsewhere: u64 = import.sheets.iter().map(|sheet| sheet.elsewhere).sum();
            let named: u64 = import.elsewhere.values().sum();
            assert!(elsewhere > 0 && named == elsewhere, "{}: {elsewhere} {named}", case.file);
        }
        if *liverpool == 0 {
            assert!(import.issues.iter().any(|issue| issue.kind == Kind::NothingLeft), "{}: {:?}", case.file, import.issues);
        }
    }
}
