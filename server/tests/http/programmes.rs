//! Programmes of the fictional council, as they stood on days of their past.

use super::{calder_vale, reading::ageless};
use crate::html::text;

const WARM: &str = "/programmes/warm-homes";

/// `INSTA_UPDATE=always` writes the words anew; read the difference before it is kept.
#[tokio::test]
async fn the_words_of_a_programme_as_it_stood() {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, query) in [("page_programme_autumn", "?on=2025-09-30"), ("page_programme_winter", "?on=2026-01-15&since=2025-09-30")] {
        let page = calder_vale().get(&format!("{WARM}{query}")).await.is(200);
        settings.bind(|| insta::assert_snapshot!(name, ageless(&text(page.body()))));
    }
}

#[tokio::test]
async fn what_came_after_a_day_is_not_known_on_it() {
    let page = calder_vale().get(&format!("{WARM}?on=2025-07-19")).await.is(200);
    let words = text(page.body());
    assert!(words.contains("As it stood on 19 July 2025") && words.contains("At risk"), "{words}");
    let before = calder_vale().get(&format!("{WARM}?on=2025-05-05")).await.is(200);
    assert!(
        text(before.body()).contains("Posts advertised: due 30 April 2025") && !text(before.body()).contains("reached"),
        "it was reached later"
    );
    assert!(words.contains("Posts advertised: due 30 April 2025, reached 6 May 2025"), "{words}");
    for later in ["Five are in post", "put off", "Two of four turned the post down", "As counted on"] {
        assert!(!words.contains(later), "{later}: {words}");
    }
}

#[tokio::test]
async fn what_is_overdue_is_never_green() {
    // The boilers were told to be on track and never again: a day after their last date they are red.
    let on = async |day: &str| calder_vale().get(&format!("{WARM}?on={day}")).await.is(200).body().to_owned();
    let of_boilers = |page: String| {
        let (_, rest) = page.split_once("id=\"replace-boilers\"").unwrap();
        rest.split_once("</section>").unwrap().0.to_owned()
    };
    let (before, after) = (of_boilers(on("2025-12-31").await), of_boilers(on("2026-01-01").await));
    assert!(before.contains("rating on-target") && !before.contains("overdue"), "{before}");
    assert!(after.contains("rating off-target") && after.contains("On track, overdue"), "{after}");
    assert!(!after.contains("rating on-target"), "{after}");
}

#[tokio::test]
async fn what_is_no_day_or_no_programme_is_told_with_a_way_on() {
    for query in ["?on=yesterday", "?since=2025-13-01", "?on=%3Cscript%3E"] {
        let page = calder_vale().get(&format!("{WARM}{query}")).await.is(400);
        let words = text(page.body());
        assert!(words.contains("is not a day. Write year, month and day, such as 2025-03-31."), "{words}");
        assert!(page.body().contains(&format!("href=\"{WARM}\"")) && !page.body().contains("<script>"));
    }
    for (query, words) in [
        ("?on=2199-01-01", "1 January 2199 has not come"),
        ("?since=2199-01-01", "Nothing can have changed since 1 January 2199"),
        ("?on=2025-06-01&since=2025-07-01", "Nothing can have changed since 1 July 2025"),
    ] {
        let page = calder_vale().get(&format!("{WARM}{query}")).await.is(400);
        assert!(text(page.body()).contains(words) && page.body().contains(&format!("href=\"{WARM}\"")), "{query}");
    }
    let page = calder_vale().get("/programmes/cold-homes").await.is(404);
    assert!(text(page.body()).contains("Warm homes by winter"));
    calder_vale().get(&format!("{WARM}?on=&since=")).await.is(200);
}
