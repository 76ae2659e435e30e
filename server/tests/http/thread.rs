//! The golden thread, outcomes of the whole place, and surveys of the fictional council.

use super::{calder_vale, reading::ageless};
use crate::html::text;

/// `INSTA_UPDATE=always` writes the words anew; read the difference before it is kept.
#[tokio::test]
async fn the_words_of_the_thread_the_city_and_the_surveys() {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, address) in [
        ("page_thread", "/thread"),
        ("page_thread_measure", "/thread?at=measure:repairs-on-time"),
        ("page_thread_theme", "/thread?theme=clean-and-cared-for"),
        ("page_thread_orphans", "/thread/orphans"),
        ("page_city", "/city"),
        ("page_surveys", "/surveys"),
    ] {
        let page = calder_vale().get(address).await.is(200);
        settings.bind(|| insta::assert_snapshot!(name, ageless(&text(page.body()))));
    }
}

/// Every link of a page that puts another knot into the middle.
fn knots(page: &str) -> Vec<String> {
    let links = page.split("href=\"/thread?at=").skip(1);
    let mut all: Vec<String> = links.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect();
    all.sort();
    all.dedup();
    all
}

#[tokio::test]
async fn the_thread_is_walked_from_either_end_to_the_other() {
    let of = async |knot: &str| knots(calder_vale().get(&format!("/thread?at={knot}")).await.is(200).body());
    let (top, end) = ("national:sound-roofs", "action:no-cold-home");
    assert!(of(top).await.contains(&end.to_owned()) && of(end).await.contains(&top.to_owned()));
    // Whatever a knot leads to leads back.
    for knot in knots(calder_vale().get("/thread").await.is(200).body()) {
        for other in of(&knot).await {
            assert!(of(&other).await.contains(&knot), "{knot} leads to {other}, and not back");
        }
    }
}

#[tokio::test]
async fn orphans_are_narrowed_by_theme_and_directorate() {
    let of = async |query: &str| text(calder_vale().get(&format!("/thread/orphans{query}")).await.is(200).body());
    let all = of("").await;
    for words in ["Evictions for arrears alone", "Grit every lane", "Full purses", "Open a repairs desk"] {
        assert!(all.contains(words), "{words}: {all}");
    }
    let homes = of("?theme=sound-homes").await;
    assert!(
        homes.contains("Evictions for arrears alone") && !homes.contains("Grit every lane") && homes.contains("Show everything"),
        "{homes}"
    );
    assert!(!homes.contains("Full purses"), "national outcomes are of no theme: {homes}");
    let people = of("?directorate=people").await;
    assert!(people.contains("Days to decide on care") && !people.contains("Evictions for arrears alone"), "{people}");
}

#[tokio::test]
async fn what_is_not_there_is_told_with_a_way_on() {
    for (address, words, way) in [
        ("/thread?at=measure:repairs", "There is nothing named “measure:repairs” on the thread", "/thread"),
        ("/thread?at=%3Cscript%3E", "There is nothing named", "/thread"),
        ("/thread?theme=nothing", "There is no theme “nothing”", "/thread"),
        ("/thread/orphans?directorate=nothing", "There is no directorate “nothing”", "/thread/orphans"),
        ("/city?year=1066", "No figure is of a year “1066”", "/city"),
        ("/city?year=soon", "No figure is of a year “soon”", "/city"),
        ("/surveys?area=nowhere", "nowhere", "/surveys"),
    ] {
        let page = calder_vale().get(address).await.is(400);
        assert!(text(page.body()).contains(words), "{address}: {}", text(page.body()));
        assert!(page.body().contains(&format!("href=\"{way}\"")) && !page.body().contains("<script>"), "{address}");
    }
}

#[tokio::test]
async fn every_tie_is_a_row_of_the_file() {
    let file = calder_vale().get("/thread.csv").await.is(200);
    let mut lines = file.body().lines();
    assert_eq!(lines.next(), Some("from_kind,from,from_title,from_of,to_kind,to,to_title,to_of,release"));
    let rows: Vec<&str> = lines.collect();
    assert!(rows.iter().any(|row| row.contains("measure:repairs-on-time") && row.contains("action:hire-fitters")), "{rows:?}");
    assert!(
        rows.iter().any(|row| row.starts_with("action,action:hire-fitters") && row.contains("must-do,action:no-cold-home")),
        "{rows:?}"
    );
}

#[tokio::test]
async fn a_year_shows_the_figures_that_there_were_at_its_end() {
    let of = async |query: &str| text(calder_vale().get(&format!("/city{query}")).await.is(200).body());
    let (newest, before) = (of("").await, of("?year=2024").await);
    assert_ne!(newest, before);
    assert!(before.contains("Shown: figures up to the end of 2024/25") && !before.contains("2025/26,"), "{before}");
}

#[tokio::test]
async fn what_was_said_stands_as_its_action_does() {
    let words = text(calder_vale().get("/surveys").await.is(200).body());
    assert!(words.contains("Nobody comes when the boiler fails") && words.contains("Replace the forty oldest boilers"), "{words}");
    assert!(words.contains("No action has been tied to it"), "{words}");
    assert!(words.contains("known carers asked, give or take"), "{words}");
    let ward = text(calder_vale().get("/surveys?area=CV-P05").await.is(200).body());
    assert_ne!(ward, words);
}
