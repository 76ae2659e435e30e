//! What is told of releases, and what is due when.

use std::collections::BTreeMap;

use super::{
    calder_vale,
    past::{register, shelf},
};
use crate::html::text;

type Rows = Vec<BTreeMap<String, String>>;

async fn rows(address: &str) -> Rows {
    let file = shelf().service.get(address).await.is(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert!(file.header("content-disposition").starts_with("attachment; filename="), "{address}");
    assert!(file.bytes.ends_with(b"\r\n"), "{address}");
    csv::Reader::from_reader(file.bytes.as_slice()).deserialize().map(Result::unwrap).collect()
}

#[tokio::test]
async fn the_words_of_the_registers() {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, address) in [("releases", "/data/releases"), ("corrections", "/data/corrections")] {
        let page = shelf().service.get(address).await.is(200);
        settings.bind(|| insta::assert_snapshot!(format!("page_{name}"), text(page.body())));
    }
}

#[tokio::test]
async fn where_nothing_was_wrong_it_says_so() {
    let page = calder_vale().get("/data/corrections").await.is(200);
    assert!(text(page.body()).contains("Nothing that was published here has been corrected or withdrawn so far."));
    let page = text(calder_vale().get("/data/due").await.is(200).body());
    assert!(page.contains("No day has been told for it."), "{page}");
    assert!(!text(calder_vale().get("/data").await.is(200).body()).contains("Corrected lately"));
}

#[tokio::test]
async fn releases_are_listed_in_a_file() {
    let rows = rows("/data/releases.csv").await;
    let told = |at: usize, column: &str| rows[at][column].as_str();
    assert_eq!(rows.len(), 5);
    assert_eq!((told(0, "status"), told(0, "planned_for"), told(0, "release")), ("planned", "2026-08-25T09:30:00Z", ""));
    assert_eq!((told(2, "status"), told(2, "withdrawn_because")), ("withdrawn", "'=People could be told from it."));
    assert_eq!((told(3, "status"), told(3, "corrects"), told(3, "release")), ("shown", "1", "2"));
    assert_eq!((told(4, "status"), told(4, "corrected_in"), told(4, "published_at")), ("earlier", "2", "2026-02-06T09:30:00Z"));
}

#[tokio::test]
async fn corrections_are_listed_in_a_file() {
    let rows = rows("/data/corrections.csv").await;
    assert_eq!(rows.len(), register().errata().len());
    assert_eq!((rows[0]["became"].as_str(), rows[0]["release"].as_str(), rows[0]["right_from"].as_str()), ("withdrawn", "3", ""));
    assert_eq!((rows[1]["became"].as_str(), rows[1]["release"].as_str(), rows[1]["right_from"].as_str()), ("corrected", "1", "2"));
}

/// Each measure once; what the page says is late is late in the file.
#[tokio::test]
async fn what_is_due_is_listed_in_a_file() {
    let rows = rows("/releases/1/data/due.csv").await;
    let measures = &shelf().service.state.release.catalogue.measures;
    assert_eq!(rows.len(), measures.len());
    let late: Vec<_> = rows.iter().filter(|row| row["status"] == "late").collect();
    assert!(!late.is_empty() && late.len() < rows.len());
    let page = text(shelf().service.get("/releases/1/data/due").await.is(200).body());
    assert!(page.contains(&format!("{} of {} measures", late.len(), rows.len())), "{page}");
    for row in &rows {
        assert_eq!(row["status"] == "late", !row["days_late"].is_empty(), "{row:?}");
        assert_eq!(row["status"] == "none", row["due_by"].is_empty(), "{row:?}");
        assert_eq!(row["release"], "1");
        if row["status"] == "late" {
            let days: i64 = row["days_late"].parse().unwrap();
            let by: domain::NaiveDate = row["due_by"].parse().unwrap();
            assert_eq!(by + chrono::TimeDelta::days(days), "2026-02-06".parse().unwrap(), "{row:?}");
        }
    }
}

/// A correction of the last month is told of where files are downloaded. The clock of pages is the real one, so this goes by the release’s own day.
#[tokio::test]
async fn what_was_corrected_lately_is_told_beside_the_downloads() {
    let page = text(shelf().service.get("/releases/2/data").await.is(200).body());
    assert!(
        page.contains("Corrected lately") && page.contains("18 March 2026: release 1 corrected. Repairs of Fellgate were counted twice."),
        "{page}"
    );
    let page = text(shelf().service.get("/releases/1/data").await.is(200).body());
    assert!(!page.contains("Corrected lately"), "{page}");
}
