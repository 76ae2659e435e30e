//! The same figures published again, some of them revised.

use std::{collections::BTreeMap, fs};

use domain::{cell::Cell, store::Store};
use server::{
    folder,
    load::load,
    publish::{self, Compared},
};
use store_sqlite::SqliteStore;

use crate::{
    council::{Copy, shipped},
    service::moment,
};

const FILE: &str = "observations/homes-and-care.csv";
const PERIOD: &str = "2024-04-01/P3M";

/// Adds people to a ward's figures for everyone and for women, and to those of all that it is a part of.
fn revise(copy: &Copy, (with, of): (u32, u32)) {
    let path = copy.folder.join(FILE);
    let revised = |line: &str| {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        let here = cells[0] == "repairs-on-time" && cells[2] == PERIOD;
        if here && ["CV-P04", "CV-C2", "CV-D"].contains(&cells[1].as_str()) && ["everyone", "female"].contains(&cells[3].as_str()) {
            for (at, more) in [(4, with), (5, of)] {
                cells[at] = (cells[at].parse::<u32>().unwrap() + more).to_string();
            }
        }
        cells.join(",")
    };
    let text: Vec<String> = fs::read_to_string(&path).unwrap().lines().map(revised).collect();
    fs::write(path, text.join("\n") + "\n").unwrap();
}

/// Every figure of the measure in the period, by area and group: as it is released, and whether it is kept from before.
type Shown = BTreeMap<(String, String), (Option<(f64, f64)>, bool)>;

async fn published(store: &SqliteStore, copy: &Copy) -> Shown {
    load(store, &copy.folder, moment()).await.unwrap();
    let code = folder::code(&copy.folder).unwrap();
    publish::publish(store, &code, moment(), Compared::WithBefore).await.unwrap();
    let release = publish::open(store.current_release(&code).await.unwrap().unwrap()).unwrap();
    let catalogue = &release.catalogue;
    let measure = catalogue.measure_index(&"repairs-on-time".parse().unwrap()).unwrap();
    let period = catalogue.periods.binary_search(&PERIOD.parse().unwrap()).unwrap() as u16;
    let mut shown = Shown::new();
    for (at, area) in (0..).zip(&catalogue.areas) {
        for group in ["everyone", "female", "male", "sex-unknown"] {
            let index = catalogue.group_index(&group.parse().unwrap()).unwrap();
            let (cell, notes) = release.area(at).cell(measure, index, period);
            shown.insert((area.code.to_string(), group.to_owned()), (cell.parts(), notes.held()));
        }
    }
    shown
}

#[tokio::test]
async fn a_revision_about_few_people_is_held_back_and_a_large_one_is_told() {
    let home = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&format!("sqlite:{}", home.path().join("council.db").display())).await.unwrap();
    let copy = Copy::of(&shipped("fixtures/calder-vale"));
    let figure = |shown: &Shown, area: &str, group: &str| shown[&(area.to_owned(), group.to_owned())];
    let first = published(&store, &copy).await;
    assert_eq!(figure(&first, "CV-P04", "everyone"), (Some((960.0, 1160.0)), false));

    // Nothing is revised: nothing is another, and nothing is said to be kept.
    let again = published(&store, &copy).await;
    assert_eq!(again, first);

    // One more woman, whose repair was on time: whoever compares the two would know that of her.
    revise(&copy, (1, 1));
    let second = published(&store, &copy).await;
    assert_eq!(figure(&second, "CV-P04", "everyone"), (Some((960.0, 1160.0)), true));
    for (place, (parts, _)) in &first {
        assert_eq!(second[place].0, *parts, "{place:?}");
    }

    // With a hundred more it is about enough people, against what was published.
    revise(&copy, (80, 100));
    let third = published(&store, &copy).await;
    assert_eq!(figure(&third, "CV-P04", "female"), (Some((577.0, 733.0)), false));
    assert_eq!(figure(&third, "CV-D", "everyone"), (Some((2985.0, 3573.0)), false));
    // What was hidden and is the same stays hidden.
    for (place, (parts, _)) in &first {
        assert!(parts.is_some() || third[place].0.is_none(), "{place:?}");
    }

    // One fewer again: the release before has it, and so has the memory of those before that.
    let sealed = store.current_release(&folder::code(&copy.folder).unwrap()).await.unwrap().unwrap();
    let told = sealed.parts.iter().find(|part| part.key == "told").unwrap();
    let told = std::str::from_utf8(&told.bytes).unwrap();
    assert!(told.lines().any(|line| line == format!("repairs-on-time,CV-P04,everyone,{PERIOD},960,1160")), "{told}");
}

#[tokio::test]
async fn rounded_releases_keep_and_hide_what_exact_ones_do() {
    const MEASURES: &str = "measures/homes.toml";
    const ROUNDED: &str = "threshold = 5\nround_to = 10";
    const TO: u32 = 10;
    let home = tempfile::tempdir().unwrap();
    // Never rounded; always; only in the second and the fifth release.
    let mut councils = Vec::new();
    for name in ["never", "always", "sometimes"] {
        let store = SqliteStore::open(&format!("sqlite:{}", home.path().join(format!("{name}.db")).display())).await.unwrap();
        councils.push((store, Copy::of(&shipped("fixtures/calder-vale"))));
    }
    councils[1].1.edit(MEASURES, "threshold = 5", ROUNDED);
    let mut kept = 0;
    for (at, more) in [(0, 0), (1, 1), (2, 3), (80, 100), (1, 2), (0, 0)].into_iter().enumerate() {
        match at {
            1 | 4 => drop(councils[2].1.edit(MEASURES, "threshold = 5", ROUNDED)),
            2 | 5 => drop(councils[2].1.edit(MEASURES, ROUNDED, "threshold = 5")),
            _ => {}
        }
        let mut shown = Vec::new();
        for (store, copy) in &councils {
            revise(copy, more);
            shown.push(published(store, copy).await);
        }
        let nearest = |(x, n): (f64, f64)| (Cell::Parts { numerator: x, denominator: n }).rounded(TO).parts();
        for (place, &(parts, held)) in &shown[0] {
            let rounded = (parts.and_then(nearest), held);
            assert_eq!(shown[1][place], rounded, "release {at}, {place:?}");
            assert_eq!(shown[2][place], if matches!(at, 1 | 4) { rounded } else { (parts, held) }, "release {at}, {place:?}");
            kept += u32::from(held && parts.is_some());
        }
    }
    assert!(kept > 0, "nothing was kept: the releases show nothing");
}
