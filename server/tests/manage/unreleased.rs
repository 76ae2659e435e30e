//! Figures that are in force and not released: who sees them, and how.

use chrono::TimeDelta;
use domain::{
    observation::{Figure, Flags, Observation, Provenance},
    people::audit::{Deed, Entry},
    store::{Accepted, Brought, Imports, People, Releases, Sought, Store, Taken},
};
use server::publish::{self, Compared};

use super::browser::{Browser, Office};

const MEASURE: &str = "/manage/measures/evictions";

/// Calder Vale with evictions of a quarter that is not released: three in Dunnock Green, ten in Fellgate.
async fn office() -> Office {
    let office = Office::with_figures().await;
    let areas = [("CV-D", 13.0), ("CV-C1", 0.0), ("CV-C2", 13.0), ("CV-C3", 0.0), ("CV-P04", 3.0), ("CV-P05", 0.0), ("CV-P06", 10.0)];
    let rest = ["CV-P01", "CV-P02", "CV-P03", "CV-P07", "CV-P08"].map(|area| (area, 0.0));
    let observations = areas.into_iter().chain(rest).map(|(area, numerator)| Observation {
        measure: "evictions".parse().unwrap(),
        area: area.parse().unwrap(),
        period: "2026-01-01/P3M".parse().unwrap(),
        group: "everyone".parse().unwrap(),
        figure: Figure::Parts { numerator, denominator: None },
        flags: Flags::default(),
        provenance: Provenance::Council,
        source: None,
    });
    let over = office.desk.store.latest_batch("calder-vale").await.unwrap().map(|batch| batch.id);
    let brought = Brought { council: "calder-vale", file: "figures.csv", digest: "5", by: "a test", over };
    let entry = Entry { at: office.now(), who: None, deed: Deed::Import, on: String::new(), place: "a test".to_owned() };
    office.desk.store.accept(&brought, &entry, observations.collect::<Vec<_>>().into_iter()).await.unwrap();
    office
}

/// The row of an area, as text between tags.
fn row(browser: &Browser<'_>, area: &str) -> String {
    let rows = browser.page.split("<tr>").find(|row| row.contains(&format!(">{area}</a></th>")));
    let row = rows.unwrap_or_else(|| panic!("there is no row {area}: {}", browser.page));
    let parts = row
        .split("</tr>")
        .next()
        .unwrap()
        .split('<')
        .filter_map(|part| part.split_once('>').map(|(_, text)| text.trim()))
        .filter(|text| !text.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

async fn looks(office: &Office) -> Vec<String> {
    let sought = Sought { deed: Some(Deed::SeeUnmasked), limit: 100, ..Sought::default() };
    office.desk.store.audit(&sought).await.unwrap().into_iter().map(|one| one.entry.on).collect()
}

#[tokio::test]
async fn what_is_not_released_is_shown_as_it_would_be_and_marked() {
    let office = office().await;
    let mut ada = office.signed_in("ada", &["performance-team"]).await;
    ada.get(MEASURE).await.is(200);
    assert!(row(&ada, "Calder Vale").contains("Q4 2025/26"), "{}", row(&ada, "Calder Vale"));
    let ward = row(&ada, "Dunnock Green");
    assert!(ward.contains("[c] Q4 2025/26") && ward.ends_with("not released") && !ward.contains("3 Q4"), "{ward}");
    // To ask for more than one may see shows no more, and leaves nothing to be recorded.
    let page = ada.get(&format!("{MEASURE}?unmasked=yes")).await.is(200);
    assert!(!page.body.contains("As entered"), "{}", page.body);
    assert_eq!(looks(&office).await, Vec::<String>::new());
    ada.get("/manage/directorates/homes").await.is(200).says("1 new figure is not released").says("not released");
}

#[tokio::test]
async fn what_a_withdrawn_release_told_is_not_shown_as_if_nobody_knew_it() {
    let office = office().await;
    let store = &office.desk.store;
    let mut ada = office.signed_in("ada", &["performance-team"]).await;
    for number in 1..=2 {
        publish::publish(store, "calder-vale", office.now(), Compared::WithBefore).await.unwrap();
        office.later(TimeDelta::seconds(1));
        ada.get(MEASURE).await.is(200).says("Q4 2025/26");
        let entry = Entry { at: office.now(), who: None, deed: Deed::WithdrawRelease, on: String::new(), place: "a test".to_owned() };
        let taken = store.withdraw_release("calder-vale", number, "It was wrong all over.", &entry).await.unwrap();
        assert_eq!(taken, if number == 1 { Taken::Only } else { Taken::Done });
    }
    // What is served is of before the quarter.
    let page = ada.get(MEASURE).await.is(200);
    assert!(!page.body.contains("Q4 2025/26"), "{}", page.body);
}

#[tokio::test]
async fn hidden_figures_are_seen_with_the_permission_and_on_record() {
    let office = office().await;
    let mut ada = office.signed_in("ada", &["performance-team", "unmasked:homes"]).await;
    ada.get(MEASURE).await.is(200).says("Show figures as they were entered");
    assert_eq!(looks(&office).await, Vec::<String>::new());
    ada.get(&format!("{MEASURE}?unmasked=yes"))
        .await
        .is(200)
        .says("As entered: not for the public")
        .says("That you looked has been recorded");
    assert!(row(&ada, "Dunnock Green").ends_with("not released 3"), "{}", row(&ada, "Dunnock Green"));
    assert_eq!(looks(&office).await, ["measure evictions"]);
    ada.get("/manage/directorates/homes?unmasked=yes").await.is(200).says("As entered");
    assert!(looks(&office).await.len() > 1);
    // Of another directorate they see nothing that is hidden.
    assert!(!ada.get("/manage/directorates/people?unmasked=yes").await.is(200).body.contains("As entered"));
}

#[tokio::test]
async fn a_councillor_sees_their_ward_and_nobody_else_s() {
    let office = office().await;
    let mut viewer = office.signed_in("viewer", &["viewer:CV-P06"]).await;
    viewer.get(&format!("{MEASURE}?unmasked=yes")).await.is(200);
    assert!(
        row(&viewer, "Fellgate").contains("10 Q4 2025/26") || row(&viewer, "Fellgate").contains("[c] Q4 2025/26"),
        "{}",
        row(&viewer, "Fellgate")
    );
    for other in ["Dunnock Green", "Calder Vale", "As entered"] {
        assert!(!viewer.page.contains(&format!(">{other}</a></th>")), "{other}");
    }
    viewer.get("/manage/directorates/homes").await.is(403);
    viewer.get("/manage/directorates/nowhere").await.is(404);
}

#[tokio::test]
async fn a_councillor_is_led_to_what_of_their_ward_is_not_released() {
    let office = office().await;
    let page = "/manage/areas/CV-P04";
    let mut viewer = office.signed_in("viewer", &["viewer", "viewer:CV-P04", "viewer:GONE-1"]).await;
    let home = viewer.get("/manage").await.is(200).says("Figures of Dunnock Green that are in force and not released.");
    assert_eq!(home.body.matches(&format!("<a href=\"{page}\"")).count(), 2, "from the head and from the page: {}", home.body);
    viewer.get(page).await.is(200).says("1 figure is not released").says("Public page");
    // As a release would show it: three people are too few.
    let line = row(&viewer, "Evictions for arrears alone");
    assert!(line.contains("[c] Q4 2025/26") && line.ends_with("not released") && !line.contains("3 Q4"), "{line}");
    assert!(viewer.page.contains("href=\"/manage/measures/evictions\""), "{}", viewer.page);
    assert!(!viewer.page.contains("As entered"), "{}", viewer.page);
    // Another ward is none of theirs; an area that is not there is nobody's, and comparators publish their own.
    viewer.get("/manage/areas/CV-P06").await.is(403);
    for nowhere in ["nowhere", "GONE-1", "%3Cb%3E", "CV-N1"] {
        viewer.get(&format!("/manage/areas/{nowhere}")).await.is(404);
    }
    let mut other = office.signed_in("other", &["viewer"]).await;
    other.get(page).await.is(403);
    assert!(!other.get("/manage").await.is(200).body.contains("/manage/areas/"));
    // Of many areas the first page tells, and the head does not.
    let many = ["viewer:CV-P01", "viewer:CV-P02", "viewer:CV-P03", "viewer:CV-P04"];
    let mut many = office.signed_in("many", &many).await;
    assert_eq!(many.get("/manage").await.is(200).body.matches("href=\"/manage/areas/").count(), 4);
}

#[tokio::test]
async fn where_nothing_waits_the_page_says_so() {
    let office = Office::with_figures().await;
    let mut viewer = office.signed_in("viewer", &["viewer:CV-P04"]).await;
    let page = viewer.get("/manage/areas/CV-P04").await.is(200).says("Nothing of Dunnock Green waits to be released");
    assert!(!page.body.contains("<table"), "{}", page.body);
}

#[tokio::test]
async fn as_entered_is_what_the_figure_beside_it_was_made_of() {
    let office = Office::with_figures().await;
    let store = &office.desk.store;
    server::publish::publish(store, "calder-vale", office.now(), server::publish::Compared::WithBefore).await.unwrap();
    let batch = store.latest_batch("calder-vale").await.unwrap().unwrap();
    let all = store.observations(batch.id, &"evictions".parse().unwrap()).await.unwrap();
    let newest = all.iter().map(|one| one.period).max().unwrap();
    let of_ward = |one: &&Observation| one.area.as_str() == "CV-P04" && one.period == newest && one.group.is_everyone();
    let released = all.iter().find(of_ward).unwrap();
    let Figure::Parts { numerator, .. } = released.figure else { panic!("{released:?}") };
    // What is brought in for a period that is released is not what the public was shown.
    let revised = Observation {
        figure: Figure::Parts { numerator: 4_711.0, denominator: None },
        provenance: Provenance::Council,
        ..released.clone()
    };
    let brought = Brought { council: "calder-vale", file: "f.csv", digest: "6", by: "a test", over: Some(batch.id) };
    let entry = Entry { at: office.now(), who: None, deed: Deed::Import, on: String::new(), place: "a test".to_owned() };
    assert!(matches!(store.accept(&brought, &entry, [revised].into_iter()).await.unwrap(), Accepted::Done(_)));
    for (login, grants) in [("eve", &["unmasked:homes"][..]), ("ada", &["approver:homes"])] {
        let mut browser = office.signed_in(login, grants).await;
        browser.get(&format!("{MEASURE}?unmasked=yes")).await.is(200);
        let line = row(&browser, "Dunnock Green");
        assert!(line.ends_with(&format!(" {numerator}")) && !line.contains("4711") && !line.contains("4,711"), "{login}: {line}");
    }
}
