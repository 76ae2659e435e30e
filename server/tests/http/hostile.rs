//! A council whose folder holds figures that would show anywhere they leaked, and names that a spreadsheet would run.

use std::{collections::BTreeMap, sync::OnceLock};

use super::{calder_vale, downloads::download, reading::attributes};
use crate::{
    council::{Copy, shipped},
    html::text,
    service::Service,
};

/// The hidden figures: 3 and 4 out of a number that no other figure is near.
const PARTS: [(&str, &str); 3] =
    [("male,280,304,", "male,3,987654,"), ("female,80,88,", "female,876543,876547,"), ("sex-unknown,24,24,", "sex-unknown,765432,765432,")];
/// What each would look like: as it is, and with commas.
const TRACES: [&str; 8] = ["987654", "987,654", "876543", "876,543", "876547", "876,547", "765432", "765,432"];

fn hostile() -> &'static Service {
    static SERVICE: OnceLock<Service> = OnceLock::new();
    SERVICE.get_or_init(|| {
        let copy = Copy::of(&shipped("fixtures/calder-vale"));
        for (old, new) in PARTS {
            let found = copy.edit("observations/homes-and-care.csv", old, new);
            assert!(found > 1);
        }
        copy.edit("areas.csv", "CV-P05,Elderbeck,", "CV-P05,=Elderbeck(A1),");
        copy.edit("areas.csv", "CV-P06,Fellgate,", "CV-P06,@Fellgate,");
        copy.edit("measures/homes.toml", "Repairs done on time", "+Repairs done on time");
        copy.edit("measures/homes.toml", "% of repairs", "-% of repairs");
        copy.edit("characteristics.toml", "name = \"Male\"", "name = \"=Male\"");
        copy.edit("areas.csv", "CV-P04,Dunnock Green,", "CV-P04,\"Dunnock \"\"Green\"\", <b>East</b>\",");
        Service::of(&copy.folder)
    })
}

/// Follows every link from the first page, each address once, up to a number of choices for each page.
#[tokio::test]
async fn no_page_view_or_file_holds_a_hidden_figure() {
    let mut seen = std::collections::BTreeSet::new();
    let mut waiting: Vec<String> = vec!["/measures/repairs-on-time".into()];
    for area in &hostile().state.release.catalogue.areas {
        for query in ["", "group=male", "group=female&against=male", "group=sex-unknown&show=all", "period=2024-04-01/P3M&group=male"] {
            waiting.push(format!("/areas/{}?{query}", area.code));
            waiting.push(format!("/areas/{}/figures.csv?{query}", area.code));
            let chosen = format!("area={}&{query}", area.code);
            waiting.push(format!("/measures/repairs-on-time?{chosen}"));
            waiting.push(format!("/measures/repairs-on-time/why?{chosen}"));
            waiting.push(format!("/measures/repairs-on-time/figures.csv?{chosen}"));
            waiting.push(format!("/measures/repairs-on-time/figures.json?{chosen}"));
            waiting.push(format!("/measures/repairs-on-time/take?{chosen}"));
            waiting.push(format!("/cite?page=/measures/repairs-on-time%3F{}", domain::filter::encode(&chosen)));
        }
    }
    waiting.extend(["/", "/areas", "/themes/sound-homes", "/directorates/homes", "/measures/repairs-on-time/data.csv"].map(str::to_owned));
    for address in waiting {
        if !seen.insert(address.clone()) {
            continue;
        }
        let answer = hostile().get(&address).await.is(200);
        // What the browser draws its large charts from.
        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
        let (page, _) = app::page_at(&hostile().state.release, &hostile().state.register, &hostile().state.site(), path, query);
        for trace in TRACES {
            assert!(!answer.body().contains(trace) && !format!("{:?}", page.charts).contains(trace), "{address} holds {trace}");
        }
    }
    assert!(seen.len() > 300);
}

/// The figures hidden above would show if they were not hidden: they are in the file, and where they are as many as they were, it has them.
#[tokio::test]
async fn the_places_of_the_hidden_figures_are_in_the_file() {
    let hidden = download(hostile(), "/measures/repairs-on-time/data.csv").await;
    let open = download(calder_vale(), "/measures/repairs-on-time/data.csv").await;
    let first = |rows: &[BTreeMap<String, String>], area: &str, group: &str| {
        let found = rows.iter().find(|row| row["area_code"] == area && row["group"] == group && row["time_period"] == "2024-04-01/P3M");
        let found = found.unwrap_or_else(|| panic!("no row of {area}, {group}"));
        (found["obs_status"].clone(), found["value"].clone())
    };
    for (area, group) in [("CV-C1", "male"), ("CV-C3", "female"), ("CV-C1", "sex-unknown")] {
        assert_eq!(first(&hidden, area, group), ("c".to_owned(), String::new()));
    }
    assert!(!first(&open, "CV-D", "everyone").1.is_empty());
}

#[tokio::test]
async fn no_text_of_a_file_is_a_formula() {
    for address in ["/measures/repairs-on-time/data.csv", "/areas/CV-P05/figures.csv?group=male&compare=CV-P06"] {
        let mut guarded = 0;
        for row in download(hostile(), address).await {
            for (column, value) in &row {
                let number = value.parse::<f64>().is_ok();
                assert!(number || !value.starts_with(['=', '+', '-', '@', '\t', '\r']), "{address}: {column} is {value}");
                guarded += usize::from(value.starts_with('\''));
            }
        }
        assert!(guarded > 3, "{address}: only {guarded} texts needed a guard");
    }
}

#[tokio::test]
async fn names_are_text_on_pages_and_in_files() {
    let page = hostile().get("/areas/CV-P04").await.is(200);
    let (_, body) = page.body().split_once("<body").unwrap();
    assert!(!body.contains("<b>East"), "a name became markup");
    assert!(text(page.body()).contains("Dunnock \"Green\", <b>East</b>"));
    assert!(attributes(page.body(), "href").iter().all(|link| !link.contains('"')));
    let rows = download(hostile(), "/measures/repairs-on-time/data.csv").await;
    assert!(rows.iter().any(|row| row["area_name"] == "Dunnock \"Green\", <b>East</b>"));
}

/// A spreadsheet is looked into as a whole: its cells, what they are shown as, its cover and its notes.
#[tokio::test]
async fn no_spreadsheet_holds_a_hidden_figure_or_a_formula() {
    for query in ["", "area=CV-C1&group=male", "area=CV-C3&group=female", "area=CV-C1&group=sex-unknown"] {
        let file = hostile().get(&format!("/measures/repairs-on-time/figures.ods?{query}")).await.is(200);
        let mut parts = zip::ZipArchive::new(std::io::Cursor::new(file.bytes)).unwrap();
        for at in 0..parts.len() {
            let text = std::io::read_to_string(parts.by_index(at).unwrap()).unwrap();
            for trace in TRACES {
                assert!(!text.contains(trace), "{query}: {trace}");
            }
            assert!(!text.contains("table:formula"), "{query}");
        }
    }
}
