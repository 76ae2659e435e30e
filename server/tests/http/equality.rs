//! What averages hide, the gaps, the evidence map and the statement, of the fictional council.

use domain::equality::evidence::State;

use super::{calder_vale, reading::ageless};
use crate::html::text;

/// Where snapshots are kept.
fn settings() -> insta::Settings {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// The words of the pages, as a reader reads them. `INSTA_UPDATE=always` writes them anew; read the difference before it is kept.
#[tokio::test]
async fn the_words_of_the_pages_on_equality() {
    let pages = [
        ("equality", "/equality"),
        ("equality_ward", "/equality?area=CV-P05&by=sex"),
        ("equality_evidence", "/equality/evidence"),
        ("average", "/measures/repairs-on-time/average"),
        ("average_without_target", "/measures/carers-heard/average"),
        ("average_of_a_count", "/measures/residents/average"),
    ];
    for (name, address) in pages {
        let page = calder_vale().get(address).await.is(200);
        let words = ageless(&text(page.body()));
        settings().bind(|| insta::assert_snapshot!(format!("page_{name}"), words));
    }
}

#[tokio::test]
async fn the_statement_is_plain_text_and_the_same_as_on_the_page() {
    let answer = calder_vale().get("/equality/statement.txt?area=CV-D").await.is(200);
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"equality-statement.txt\"");
    let page = calder_vale().get("/equality?area=CV-D").await.is(200);
    let words = text(page.body());
    for paragraph in answer.body().trim().split("\n\n") {
        assert!(words.contains(paragraph), "the page does not say: {paragraph}\n{words}");
    }
    settings().bind(|| insta::assert_snapshot!("equality_statement", answer.body()));
}

#[tokio::test]
async fn every_cell_of_the_evidence_map_is_in_exactly_one_state() {
    let catalogue = &calder_vale().state.release.catalogue;
    for area in ["CV-D", "CV-P05"] {
        let page = calder_vale().get(&format!("/equality/evidence?area={area}")).await.is(200);
        let table = page.body().split_once("<tbody>").and_then(|(_, rest)| rest.split_once("</tbody>")).unwrap().0;
        let cells = catalogue.measures.len() * catalogue.characteristics.len();
        assert_eq!(table.matches("<td>").count(), cells, "{area}");
        let states: usize = State::ALL.iter().map(|state| table.matches(&format!("class=\"state {}\"", state.code())).count()).sum();
        assert_eq!(states, cells, "{area}");
        assert_eq!(table.matches("class=\"state").count(), cells, "{area}");
    }
}

#[tokio::test]
async fn a_wrong_choice_says_what_is_wrong() {
    for (address, status) in [
        ("/equality?area=nowhere", 400),
        ("/equality?by=shoe-size", 400),
        ("/equality?period=soon", 400),
        ("/equality/nothing", 404),
        ("/equality/statement.txt?by=shoe-size", 400),
        ("/measures/nothing/average", 404),
        ("/measures/repairs-on-time/average?period=soon", 400),
    ] {
        let answer = calder_vale().get(address).await;
        assert_eq!(answer.status, status, "{address}");
    }
}

/// The badge counts what the page behind it lists, on every page that has one.
#[tokio::test]
async fn the_badge_counts_what_the_page_lists() {
    let release = &calder_vale().state.release;
    let catalogue = &release.catalogue;
    let mut badges = 0;
    for (at, measure) in (0..).zip(&catalogue.measures) {
        for period in catalogue.quarters() {
            let spread = release.spread(*period);
            let Some(label) = spread.hidden(at).and_then(|hidden| domain::average::counted(catalogue, hidden)) else { continue };
            let badge = format!("Hidden by the average: {label}");
            for path in ["", "/average"] {
                let address = format!("/measures/{}{path}?period={period}", measure.code);
                let words = text(calder_vale().get(&address).await.is(200).body());
                let said = if path.is_empty() { badge.clone() } else { format!("Hidden by that average: {label}, off target") };
                assert!(words.contains(&said), "{address} does not say {said}:\n{words}");
            }
            badges += 1;
        }
    }
    assert!(badges > 0, "no figure of the fixture hides anything, so this test shows nothing");
}
