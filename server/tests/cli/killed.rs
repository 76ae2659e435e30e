//! An import that is killed at any moment has changed nothing, or all.

use std::{
    fmt::Write as _,
    fs,
    hash::{BuildHasher, RandomState},
    process::Stdio,
    thread::sleep,
    time::{Duration, Instant},
};

use chrono::{NaiveDate, TimeDelta};
use domain::store::{Imports, Store};
use store_sqlite::SqliteStore;

use crate::program::{Place, program, said, whole};

/// How many figures the file of a round has.
const ROWS: i64 = 6_000;

/// Figures of many days, of which each round has others.
fn table(round: usize) -> String {
    let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    let mut text = "measure,area,period,group,numerator,denominator,status\n".to_owned();
    for day in 0..ROWS {
        writeln!(text, "recycling,CV-D,{},everyone,{},1000,", first + TimeDelta::days(day), round + 1).unwrap();
    }
    text
}

/// How many imports there are, and the numerators that are in force on those days: one of each round, whole or not at all.
fn found(database: &str) -> (usize, Vec<f64>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = SqliteStore::open(database).await.unwrap();
        let imports = store.imports("calder-vale").await.unwrap();
        assert!(imports.iter().all(|import| import.batch.observations == ROWS));
        let batch = store.latest_batch("calder-vale").await.unwrap().unwrap();
        let all = store.observations(batch.id, &"recycling".parse().unwrap()).await.unwrap();
        let days = all.iter().filter(|one| one.period.start() == one.period.end() && one.area.as_str() == "CV-D");
        let mut numerators: Vec<f64> = days
            .map(|one| match one.figure {
                domain::observation::Figure::Parts { numerator, .. } => numerator,
                other => panic!("{other:?}"),
            })
            .collect();
        assert!(numerators.is_empty() || i64::try_from(numerators.len()) == Ok(ROWS), "{} days", numerators.len());
        numerators.dedup();
        store.close().await;
        (imports.len(), numerators)
    })
}

#[test]
fn a_killed_import_is_as_before_or_complete() {
    let place = Place::new();
    said(&place.run("load"));
    let file = place.home.join("days.csv");
    let import = || {
        let mut command = program();
        command.args(["import", file.to_str().unwrap(), "--council", &place.council, "--database", &place.database]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    // Once to its end, to know how long it takes.
    fs::write(&file, table(0)).unwrap();
    let begun = Instant::now();
    assert!(import().wait().unwrap().success());
    let takes = begun.elapsed();
    let mut before = found(&place.database);
    assert_eq!(before, (1, vec![1.0]));
    for round in 1..=20 {
        fs::write(&file, table(round)).unwrap();
        let mut child = import();
        let moment = takes.mul_f64(f64::from(u16::try_from(RandomState::new().hash_one(round) % 1_000).unwrap()) / 1_000.0);
        sleep(moment.max(Duration::from_millis(1)));
        child.kill().unwrap();
        child.wait().unwrap();
        let (imports, numerators) = found(&place.database);
        let complete = (before.0 + 1, vec![f64::from(u8::try_from(round).unwrap() + 1)]);
        assert!(
            (imports, numerators.clone()) == before || (imports, numerators.clone()) == complete,
            "killed after {moment:?}: {imports} {numerators:?}"
        );
        before = (imports, numerators);
        assert!(whole(&place.database).is_some());
    }
}
