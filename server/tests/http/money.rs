//! Money of the fictional council, demand beside it, and what is promised to those who ask.

use super::{calder_vale, reading::ageless};
use crate::html::text;

fn snapshots() -> insta::Settings {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// `INSTA_UPDATE=always` writes the words anew; read the difference before it is kept.
#[tokio::test]
async fn the_words_of_money_and_of_the_promise() {
    for (name, address) in [
        ("page_money", "/money"),
        ("page_money_directorate", "/money?directorate=people&year=2025-04-01/P1Y"),
        ("page_money_year", "/money?year=2024-04-01/P1Y"),
        ("page_gateway_frozen", "/money/autumn-2025"),
        ("page_gateway_lost", "/money/winter-2025"),
        ("page_gateway_to_come", "/money/one-day"),
        ("page_customer", "/customer"),
        ("page_customer_parish", "/customer?area=CV-P05&service=repairs"),
    ] {
        let page = calder_vale().get(address).await.is(200);
        let words = ageless(&text(page.body()));
        snapshots().bind(|| insta::assert_snapshot!(name, words));
    }
}

#[tokio::test]
async fn every_amount_says_where_it_was_read_or_that_it_is_made_up() {
    let page = calder_vale().get("/money?directorate=homes").await.is(200);
    let words = text(page.body());
    assert!(words.contains("Department returns: Third return of 2025/26, row 4") && page.body().contains("made-up-tag"), "{words}");
    for row in page.body().split("<tr").skip(1).filter(|row| row.contains("class=\"amount\"")) {
        assert!(row.contains("class=\"source\"") || row.contains("made-up-tag"), "{row}");
    }
}

#[tokio::test]
async fn nothing_is_said_of_what_is_not_told() {
    // Of care only the budget is told, so of the department and of the council nothing is added up.
    let page = calder_vale().get("/money?year=2025-04-01/P1Y").await.is(200);
    let words = text(page.body());
    assert!(words.contains("What it will come to is not told of every part"), "{words}");
    let people = page.body().split("<tr").find(|row| row.contains("directorate=people")).unwrap();
    assert!(people.contains("cannot be told") && !people.contains("over") && !people.contains("under"), "{people}");
    let homes = page.body().split("<tr").find(|row| row.contains("directorate=homes")).unwrap();
    // 2,460 + 1,770 against 2,100 + 1,800, in thousands.
    assert!(homes.contains("£330,000 over"), "{homes}");
}

#[tokio::test]
async fn what_is_overdue_or_fell_short_is_never_green() {
    let page = calder_vale().get("/money?year=2024-04-01/P1Y").await.is(200);
    let carers = page.body().split("<tr").find(|row| row.contains("Fewer agency carers")).unwrap();
    assert!(carers.contains("off-target") && carers.contains("Not delivered") && carers.contains("£140,000 short"), "{carers}");
    let overdue = page.body().split("<li").find(|item| item.contains("Costs like a sister district")).unwrap();
    assert!(overdue.contains("off-target") && overdue.contains("Overdue") && !overdue.contains("on-target"), "{overdue}");
}

#[tokio::test]
async fn what_was_frozen_stays_and_since_then_stands_beside_it() {
    let words = text(calder_vale().get("/money/autumn-2025").await.is(200).body());
    for told in [
        "frozen: later figures stand beside it",
        "Frozen on the day",
        "Since then",
        "3,310 repairs on time",
        "3,290 repairs on time",
        "between 3,250 and 3,360",
        "£461,000",
        "£11,000 over the budget",
        "no more than 3,214 repairs on time: 76 fewer than are expected",
        "no more than £136",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    let words = text(calder_vale().get("/money/one-day").await.is(200).body());
    assert!(
        words.contains("still to come. Nothing is frozen yet") && words.contains("As known today") && !words.contains("Frozen on the day")
    );
    assert!(words.contains("comes without the number"), "days are no demand: {words}");
    let words = text(calder_vale().get("/money/winter-2025").await.is(200).body());
    assert!(words.contains("was not frozen") && words.contains("Up to the day, not frozen"), "{words}");
}

#[tokio::test]
async fn what_a_release_hides_is_not_told_by_what_was_written_down() {
    let page = calder_vale().get("/money/autumn-2025").await.is(200);
    let hidden = page.body().split("<section").find(|section| section.contains("id=\"evictions\"")).unwrap();
    let words = text(hidden);
    assert!(words.contains("Frozen on the day") && words.contains("[c] The figure is hidden to protect people"), "{words}");
    for written in ["12", "47", "43", "49", "108,000", "423,000"] {
        assert!(!words.contains(written), "{written}: {words}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_with_a_way_on() {
    for (address, words, way) in [
        ("/money?directorate=roads", "There is no department “roads”", "/money?directorate=homes"),
        ("/money?year=2031", "Nothing is told here about money of “2031”", "/money?year=2025-04-01/P1Y"),
        ("/money?year=%3Cscript%3E", "“&lt;script&gt;”", "/money"),
        ("/customer?service=repair", "There is no service “repair” here", "/customer?service=repairs"),
        ("/customer?area=nowhere", "nowhere", "/customer"),
    ] {
        let page = calder_vale().get(address).await.is(400);
        assert!(text(page.body()).contains(words) || page.body().contains(words), "{address}: {}", text(page.body()));
        assert!(page.body().contains(&format!("href=\"{way}\"")) && !page.body().contains("<script>"), "{address}: {}", page.body());
    }
    let page = calder_vale().get("/money/spring").await.is(404);
    assert!(text(page.body()).contains("Autumn look at the year"));
    calder_vale().get("/money?directorate=&year=").await.is(200);
    calder_vale().get("/customer?area=&service=").await.is(200);
}

#[tokio::test]
async fn standards_are_kept_or_not_as_they_are_rated() {
    let page = calder_vale().get("/customer").await.is(200);
    let words = text(page.body());
    assert!(words.contains("Of 2 standards"), "{words}");
    for parish in ["Aldershaw", "Fellgate", "Inglestead"] {
        assert!(words.contains(parish), "{parish}: {words}");
    }
    let page = calder_vale().get("/customer?area=CV-C2").await.is(200);
    let table = page.body().split("By parish").nth(1).unwrap();
    assert!(table.contains("Elderbeck") && !table.contains("Aldershaw"), "only the parishes of the cluster: {table}");
}
