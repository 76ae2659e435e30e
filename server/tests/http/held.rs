//! Measures that are held, published the way real ones are.

use std::{collections::BTreeSet, fs, path::Path};

use domain::{code::MeasureCode, frame::Cube, store::Releases};
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

/// File, code, and what else its policy says.
const LINKED: [(&str, &str, &str); 2] =
    [("measures/homes.toml", "repairs-on-time", "\nround_to = 5"), ("measures/people.toml", "carers-heard", "")];

fn set(codes: &[&str]) -> BTreeSet<MeasureCode> {
    codes.iter().map(|code| code.parse().unwrap()).collect()
}

/// What a release shows of a measure, cell by cell.
async fn cubes(store: &SqliteStore, release: i64, measure: &str) -> Vec<Cube> {
    let release = publish::open(store.release("calder-vale", release).await.unwrap().unwrap()).unwrap();
    let at = release.catalogue.measure_index(&measure.parse().unwrap()).unwrap();
    release.measure(at).cubes.iter().map(|cube| Cube::clone(cube)).collect()
}

#[tokio::test]
async fn linked_measures_are_held_together_cell_by_cell_and_not_under_another_policy() {
    let home = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&format!("sqlite:{}", home.path().join("council.db").display())).await.unwrap();
    let copy = Copy::of(&shipped("fixtures/calder-vale"));
    for (file, code, more) in LINKED {
        let path = copy.folder.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        let (before, after) = text.split_at(text.find(&format!("code = \"{code}\"")).unwrap());
        std::fs::write(path, before.to_owned() + &after.replacen("threshold = 5", &format!("threshold = 5\nlinked = \"few\"{more}"), 1))
            .unwrap();
    }
    let code = folder::code(&copy.folder).unwrap();
    let refused = async |hold: &[&str]| {
        let refused = publish::publish_newest(&store, &code, &set(hold), moment(), Compared::WithBefore).await;
        refused.unwrap_err().to_string()
    };
    load(&store, &copy.folder, moment()).await.unwrap();
    assert!(refused(&["repairs-on-time"]).await.contains("nothing has been published yet"));
    publish::publish(&store, &code, moment(), Compared::WithBefore).await.unwrap();

    // A figure of the one is another, and every figure that is made up, as all of the other are.
    copy.edit(
        "observations/homes-and-care.csv",
        "repairs-on-time,CV-D,2024-04-01/P3M,everyone,2904,",
        "repairs-on-time,CV-D,2024-04-01/P3M,everyone,2804,",
    );
    copy.edit("illustrative.toml", "seed = ", "seed = 1");
    load(&store, &copy.folder, moment()).await.unwrap();
    let hold = set(&["repairs-on-time"]);
    assert_eq!(publish::publish_newest(&store, &code, &hold, moment(), Compared::WithBefore).await.unwrap(), 2);
    assert_eq!(store.held(2).await.unwrap().into_keys().collect::<BTreeSet<_>>(), set(&["repairs-on-time", "carers-heard"]));
    for (_, measure, _) in LINKED {
        assert_eq!(cubes(&store, 1, measure).await, cubes(&store, 2, measure).await, "{measure}");
    }
    assert_ne!(cubes(&store, 1, "library-visits").await, cubes(&store, 2, "library-visits").await);
    // Held from a release that held it: as in the first.
    assert_eq!(publish::publish(&store, &code, moment(), Compared::WithBefore).await.unwrap(), 3);
    assert_eq!(cubes(&store, 1, "repairs-on-time").await, cubes(&store, 3, "repairs-on-time").await);

    for (file, ..) in LINKED {
        copy.edit(file, "threshold = 5\nlinked", "threshold = 6\nlinked");
    }
    load(&store, &copy.folder, moment()).await.unwrap();
    assert!(refused(&["repairs-on-time"]).await.contains("cannot be held: how it is counted or protected"));
    assert_eq!(publish::publish_newest(&store, &code, &BTreeSet::new(), moment(), Compared::WithBefore).await.unwrap(), 4);
    for (_, measure, _) in LINKED {
        assert_ne!(cubes(&store, 1, measure).await, cubes(&store, 4, measure).await, "{measure}");
    }
}

/// Replaces a text in all files of a folder.
fn replace(folder: &Path, old: &str, new: &str) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            replace(&path, old, new);
        } else {
            fs::write(&path, fs::read_to_string(&path).unwrap().replace(old, new)).unwrap();
        }
    }
}

#[tokio::test]
async fn what_is_held_keeps_its_history_where_an_area_has_another_code() {
    const PERIOD: &str = "2024-04-01/P3M";
    let home = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&format!("sqlite:{}", home.path().join("council.db").display())).await.unwrap();
    let copy = Copy::of(&shipped("fixtures/calder-vale"));
    let code = folder::code(&copy.folder).unwrap();
    load(&store, &copy.folder, moment()).await.unwrap();
    publish::publish(&store, &code, moment(), Compared::WithBefore).await.unwrap();
    // The figure of the ward, and whether it is kept from before.
    let ward = async |release: i64, area: &str| {
        let release = publish::open(store.release(&code, release).await.unwrap().unwrap()).unwrap();
        let catalogue = &release.catalogue;
        let measure = catalogue.measure_index(&"repairs-on-time".parse().unwrap()).unwrap();
        let period = catalogue.periods.binary_search(&PERIOD.parse().unwrap()).unwrap() as u16;
        let area = catalogue.area_index(&area.parse().unwrap()).unwrap();
        let (cell, notes) = release.area(area).cell(measure, 0, period);
        (cell.parts(), notes.held())
    };
    assert_eq!(ward(1, "CV-P04").await, (Some((960.0, 1160.0)), false));

    // The ward has another code, and one more person.
    replace(&copy.folder, "CV-P04", "CV-X04");
    let areas = copy.folder.join("areas.csv");
    let rows: Vec<String> = fs::read_to_string(&areas)
        .unwrap()
        .lines()
        .map(|row| if row.starts_with("CV-X04,") { format!("{}CV-P04,", row.strip_suffix(",").unwrap()) } else { row.to_owned() })
        .collect();
    fs::write(&areas, rows.join("\n") + "\n").unwrap();
    for (area, group, was, is) in [
        ("CV-X04", "everyone", "960,1160", "961,1161"),
        ("CV-X04", "female", "496,632", "497,633"),
        ("CV-C2", "everyone", "2152,2656", "2153,2657"),
        ("CV-C2", "female", "1136,1408", "1137,1409"),
        ("CV-D", "everyone", "2904,3472", "2905,3473"),
        ("CV-D", "female", "1504,1816", "1505,1817"),
    ] {
        let row = format!("repairs-on-time,{area},{PERIOD},{group},");
        copy.edit("observations/homes-and-care.csv", &format!("{row}{was},"), &format!("{row}{is},"));
    }
    load(&store, &copy.folder, moment()).await.unwrap();
    let hold = set(&["repairs-on-time"]);
    for number in 2..=3 {
        assert_eq!(publish::publish_newest(&store, &code, &hold, moment(), Compared::WithBefore).await.unwrap(), number);
        assert_eq!(ward(number, "CV-X04").await, (Some((960.0, 1160.0)), false), "release {number}");
    }
    // Let go: who compares the releases would know of one person.
    assert_eq!(publish::publish_newest(&store, &code, &BTreeSet::new(), moment(), Compared::WithBefore).await.unwrap(), 4);
    assert_eq!(ward(4, "CV-X04").await, (Some((960.0, 1160.0)), true));
}
