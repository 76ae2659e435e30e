//! The register of decisions and the Triple Lock of the fictional council.

use super::{calder_vale, reading::ageless};
use crate::html::text;

async fn words(address: &str) -> String {
    text(calder_vale().get(address).await.is(200).body())
}

/// `INSTA_UPDATE=always` writes the words anew; read the difference before it is kept.
#[tokio::test]
async fn the_words_of_the_triple_lock_and_of_decisions() {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, address) in [
        ("page_triple_lock", "/triple-lock"),
        ("page_triple_lock_environment", "/triple-lock/environment?year=2025"),
        ("page_decisions", "/decisions"),
        ("page_decision", "/decisions/library-van"),
    ] {
        let page = calder_vale().get(address).await.is(200);
        settings.bind(|| insta::assert_snapshot!(name, ageless(&text(page.body()))));
    }
}

#[tokio::test]
async fn a_share_is_told_with_its_counts_or_not_at_all() {
    let page = calder_vale().get("/triple-lock").await.is(200);
    let words = text(page.body());
    // Five decisions of a quarter are enough; two are not, and one of which nothing is told is no share of anything.
    assert!(words.contains("40% (2 of 5)") && words.contains("cannot tell (2 of 2)") && words.contains("none told"), "{words}");
    assert!(page.body().contains("style=\"--share: 40%;\""));
    assert_eq!(page.body().matches("share-bar").count(), 3, "a bar for each share that is told, and no other");
    assert!(words.contains("1 decision of which nothing is told"), "{words}");
}

#[tokio::test]
async fn what_helps_under_one_lens_and_harms_under_another_is_told() {
    let words = words("/triple-lock").await;
    let (_, conflicts) = words.split_once("Where the lenses pull apart").unwrap();
    let (conflicts, _) = conflicts.split_once("What is said of themes").unwrap();
    assert!(
        conflicts.contains("A library van for the moor")
            && conflicts.contains("Helps social value and equality and inclusion; harms environment."),
        "{conflicts}"
    );
    assert!(conflicts.contains("To make up for it: Larger bins for households"), "{conflicts}");
    assert!(conflicts.contains("Nothing was changed to make up for it."), "{conflicts}");
    assert!(
        conflicts.contains("Mission one: a sound home for everybody") && conflicts.contains("Replace the forty oldest boilers"),
        "{conflicts}"
    );
    assert!(!conflicts.contains("Forty boilers before winter") && !conflicts.contains("Fees for meals"), "{conflicts}");
}

#[tokio::test]
async fn the_register_is_narrowed_by_what_is_chosen() {
    let found = async |query: &str| {
        let page = words(&format!("/decisions?{query}")).await;
        let mut lines = page.lines().filter_map(|line| line.trim().strip_suffix(" of 8 decisions."));
        lines.find_map(|count| count.parse::<usize>().ok()).unwrap_or(99)
    };
    for (query, expected) in [
        ("q=boilers", 1),
        ("q=BOILERS%20winter", 1),
        ("q=nothing-like-it", 0),
        ("body=Full+meeting", 2),
        ("directorate=people", 3),
        ("theme=sound-homes", 2),
        ("year=2025", 8),
        ("year=2024", 0),
        ("quarter=2025-04-01/P3M", 5),
        // In a ward, of its cluster, and of wards within a cluster.
        ("area=CV-P07", 2),
        ("area=CV-C3", 2),
        ("area=CV-P05", 1),
        ("area=CV-D", 4),
        ("lens=environment", 5),
        ("made=not-considered", 2),
        ("made=not-told", 1),
        ("made=difference&lens=environment", 2),
        ("made=not-shown&lens=equality", 1),
        ("body=Vale+Committee&theme=sound-homes&made=difference&lens=equality", 1),
    ] {
        assert_eq!(found(query).await, expected, "{query}");
    }
    let page = calder_vale().get("/decisions?body=Full+meeting&year=2025").await.is(200);
    assert!(page.body().contains("href=\"/decisions?year=2025\"") && page.body().contains("Remove taken by: Full meeting"));
}

#[tokio::test]
async fn what_there_is_not_is_told_with_a_way_on() {
    for (address, says, leads) in [
        ("/decisions?lens=money", "There is no lens “money”", "href=\"/decisions\""),
        ("/decisions?area=CV-X&q=x", "There is no area “CV-X”", "href=\"/decisions?q=x\""),
        ("/decisions?quarter=2025", "There is no quarter “2025”", "href=\"/decisions\""),
        ("/decisions?area=%3Cscript%3E", "There is no area", "href=\"/decisions\""),
        ("/triple-lock?directorate=none", "There is no department “none”", "href=\"/triple-lock\""),
        ("/triple-lock/equality?year=soon", "There is no year “soon”", "href=\"/triple-lock/equality\""),
    ] {
        let page = calder_vale().get(address).await.is(400);
        assert!(
            text(page.body()).contains(says) && page.body().contains(leads) && !page.body().contains("<script>"),
            "{address}: {}",
            page.body()
        );
    }
    let page = calder_vale().get("/decisions/library-vans").await.is(404);
    assert!(page.body().contains("href=\"/decisions/library-van\"") && page.body().contains("href=\"/decisions\""));
    let page = calder_vale().get("/triple-lock/money").await.is(404);
    assert!(page.body().contains("href=\"/triple-lock/equality\""));
    calder_vale().get("/decisions.csv?lens=money").await.is(400);
    // A year without a decision is empty, and no fault.
    assert!(words("/triple-lock/equality?year=2019").await.contains("No decision of this year is recorded here."));
}

#[tokio::test]
async fn the_file_has_a_row_for_each_lens_and_no_formula() {
    let file = calder_vale().get("/decisions.csv").await.is(200);
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"decisions.csv\"");
    let mut reader = csv::Reader::from_reader(file.bytes.as_slice());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let at = |name: &str| head.iter().position(|known| known == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 8 * 3);
    assert!(rows.iter().all(|row| &row[at("provenance")] == "illustrative"));
    let of = |decision: &str, lens: &str| rows.iter().find(|row| &row[0] == decision && &row[at("lens")] == lens).unwrap().clone();
    assert_eq!(&of("cheap-contract", "social-value")[at("title")], "'=Cheapest bid for \"cleaning\", or not");
    for (decision, lens, considered, result, difference) in [
        ("boilers-first", "equality", "yes", "difference", "yes"),
        ("rubbish-every-fortnight", "equality", "yes", "not-shown", "no"),
        ("library-van", "environment", "yes", "nothing", "no"),
        ("evictions-pause", "environment", "no", "not-considered", "no"),
        ("mill-road-depot", "equality", "", "not-told", ""),
    ] {
        let row = of(decision, lens);
        assert_eq!(
            (&row[at("considered")], &row[at("result")], &row[at("made_a_difference")]),
            (considered, result, difference),
            "{decision}"
        );
    }
    let chosen = calder_vale().get("/decisions.csv?body=Full+meeting").await.is(200);
    assert_eq!(chosen.body().lines().count(), 1 + 2 * 3);
}

#[tokio::test]
async fn lines_stand_with_what_they_are_of() {
    let why = words("/measures/recycling/why").await;
    assert!(why.contains("Through the lenses of the Triple Lock") && why.contains("Shown by: Weights at the depot (invented)"), "{why}");
    assert!(why.contains("Nobody has counted the jobs.") && why.contains("No evidence is given."), "{why}");
    assert!(!words("/measures/residents/why").await.contains("Triple Lock"));
    let programme = words("/programmes/warm-homes").await;
    assert!(programme.contains("New boilers burn a third less."), "{programme}");
    let lines = words("/triple-lock?lines=measures").await;
    assert!(lines.contains("1 lacking evidence") && lines.contains("Without a line under any lens: 7 measures"), "{lines}");
    let narrowed = words("/triple-lock?lines=actions&area=CV-P05").await;
    let (_, narrowed) = narrowed.split_once("What is said of themes").unwrap();
    assert!(narrowed.contains("Replace the forty oldest boilers") && !narrowed.contains("Hire six fitters"), "{narrowed}");
}
