//! Figures that are in force and not released: who sees them, and how.

use domain::{
    observation::{Figure, Flags, Observation, Provenance},
    people::audit::{Deed, Entry},
    store::{Brought, Imports, People, Sought},
};

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
    let brought = Brought { council: "calder-vale", file: "figures.csv", digest: "5", by: "a test" };
    let entry = Entry { at: office.now(), who: None, deed: Deed::Import, on: String::new(), place: "a test".to_owned() };
    office.desk.store.accept(&brought, &entry, observations.collect::<Vec<_>>().into_iter()).await.unwrap();
    office
}

/// The row of an area, as text between tags.
fn row(browser: &Browser<'_>, area: &str) -> String {
    let rows = browser.page.split("<tr>").find(|row| row.contains(&format!(">{area}</a></th>")));
    let row = rows.unwrap_or_else(|| panic!("there is no row {area}: {}", browser.page));
    let parts = row.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text.trim())).filter(|text| !text.is_empty());
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
