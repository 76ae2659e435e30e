//! Neighbourhood plans of the fictional council, and what was learned.

use super::{calder_vale, reading::ageless};
use crate::html::text;

/// `INSTA_UPDATE=always` writes the words anew; read the difference before it is kept.
#[tokio::test]
async fn the_words_of_a_plan_and_of_what_was_learned() {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, path) in [
        ("page_plan", "/areas/CV-C2/plan"),
        ("page_plan_of_a_ward_of_its_own", "/areas/CV-P05/plan"),
        ("page_learning", "/learning"),
        ("page_learning_chosen", "/learning?topic=warm-homes&not=CV-C2"),
    ] {
        let page = calder_vale().get(path).await.is(200);
        settings.bind(|| insta::assert_snapshot!(name, ageless(&text(page.body()))));
    }
}

#[tokio::test]
async fn a_ward_without_a_plan_shows_that_of_its_neighbourhood() {
    let page = calder_vale().get("/areas/CV-P04/plan").await.is(200);
    let words = text(page.body());
    assert!(words.contains("Dunnock Green is part of Millwater, and this is its plan."), "{words}");
    assert!(words.contains("Boilers that work by winter") && words.contains("Open a repairs desk at Dunnock Green"));
    // The dashboard leads to it, priority by priority.
    let dashboard = calder_vale().get("/areas/CV-P04").await.is(200);
    assert!(dashboard.body().contains("href=\"/areas/CV-P04/plan#millwater-warm\""));
    assert!(!calder_vale().get("/areas/CV-C3").await.is(200).body().contains("/plan#"));
}

#[tokio::test]
async fn where_there_is_no_plan_or_no_such_choice_there_is_a_way_on() {
    let page = calder_vale().get("/areas/CV-C3/plan").await.is(404);
    assert!(page.body().contains("href=\"/areas/CV-C2/plan\"") && page.body().contains("href=\"/areas/CV-C3\""));
    calder_vale().get("/areas/CV-X/plan").await.is(404);
    for query in ["?topic=cold-homes", "?worked=maybe", "?area=CV-C3", "?not=%3Cscript%3E"] {
        let page = calder_vale().get(&format!("/learning{query}")).await.is(400);
        assert!(page.body().contains("href=\"/learning\"") && !page.body().contains("<script>"), "{query}");
    }
    let page = calder_vale().get("/learning?topic=company").await.is(200);
    assert!(text(page.body()).contains("Nothing fits what is chosen."));
}

#[tokio::test]
async fn what_was_learned_is_narrowed_by_each_choice() {
    let found = async |query: &str| {
        let page = calder_vale().get(&format!("/learning{query}")).await.is(200);
        ["Repairs in the evening", "A spare boiler in each depot", "Lime instead of cement"].map(|tried| page.body().contains(tried))
    };
    assert_eq!(found("").await, [true; 3]);
    assert_eq!(found("?worked=yes").await, [false, true, false]);
    assert_eq!(found("?area=CV-P05").await, [false, false, true]);
    assert_eq!(found("?topic=warm-homes&not=CV-P05&worked=in-part").await, [true, false, false]);
}
