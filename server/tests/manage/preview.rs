//! The next release, as those see it who may before it is published.

use std::time::Duration;

use chrono::TimeDelta;
use domain::{
    people::audit::Deed,
    store::{People, Sought},
};
use server::{
    folder,
    load::load_folder,
    publish::{self, Compared},
};

use super::browser::{Browser, Office};
use crate::{
    council::{Copy, shipped},
    html::text,
};

/// What only the next release has.
const NEW: &str = "Repairs finished in time";

/// An office that has published Calder Vale, and has prepared a release in which a measure has another title; and who has prepared it.
async fn office() -> Office {
    let office = Office::new().await;
    let copy = Copy::of(&shipped("fixtures/calder-vale"));
    let (first, digest) = folder::read(&copy.folder).unwrap();
    load_folder(&office.desk.store, &first, &digest, office.now()).await.unwrap();
    publish::publish(&office.desk.store, &first.council.code, office.now(), Compared::WithBefore).await.unwrap();
    copy.edit("measures/homes.toml", "Repairs done on time", NEW);
    office.later(TimeDelta::seconds(1));
    let (second, digest) = folder::read(&copy.folder).unwrap();
    load_folder(&office.desk.store, &second, &digest, office.now()).await.unwrap();
    let mut team = office.signed_in("team", &["performance-team"]).await;
    team.get("/manage/preview/").await.is(404).says("Nothing is prepared");
    team.get("/manage/releases/new").await.is(200);
    let fields = [
        ("when", "set"),
        ("day", "2027-03-01"),
        ("time", "09:00"),
        ("note", "The quarter to December."),
        ("corrects", "1"),
        ("wrong", "Repairs were counted twice."),
    ];
    team.post("/manage/releases/new", &fields).await.leads_to("/manage/releases/check");
    while !team.get("/manage/releases/check").await.is(200).header("refresh").is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    office
}

/// Asks for pages of the next release, and gives the statuses.
async fn statuses(browser: &mut Browser<'_>, paths: &[&str]) -> Vec<u16> {
    let mut all = Vec::new();
    for path in paths {
        all.push(browser.get(&format!("/manage/preview{path}")).await.status);
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn who_publishes_sees_every_page_as_it_will_be() {
    let office = Box::pin(office()).await;
    let mut ada = office.signed_in("ada", &["performance-team"]).await;
    let page = ada.get("/manage/preview/measures/repairs-on-time?area=CV-P05&group=female").await.is(200);
    let words = text(&page.body);
    assert!(words.contains(NEW) && words.contains("Release 2 · published 1 March 2027"), "{words}");
    for said in [
        "Not published. This is how this page will be in release 2, planned for 1 March 2027.",
        "Prepared on 15 January 2027 by Name of team. Held: nothing.",
        "This page as it is published now",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let page = page.says("href=\"/manage/releases\"").says("<a href=\"/measures/repairs-on-time?area=CV-P05&amp;group=female\">This page");
    assert_eq!((page.header("cache-control"), page.header("etag"), page.header("referrer-policy")), ("no-store", "", "same-origin"));
    assert_eq!(page.header("x-robots-tag"), "noindex");
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'") && !page.body.contains("<script"));
    // Every link stays in it, but for those of the strip.
    let (before, rest) = page.body.split_once("<aside class=\"release-strip\"").unwrap();
    let (_, after) = rest.split_once("</aside>").unwrap();
    for link in crate::reading::attributes(after, "href").iter().chain(&crate::reading::attributes(before, "action")) {
        let outside = ["#", "/manage/preview/", "/sign-in", "/data/releases", "/data/corrections", "https:"];
        assert!(outside.iter().any(|known| link.starts_with(known)), "{link}");
    }
    for path in
        ["/", "/areas", "/areas/CV-P05?group=female", "/themes/sound-homes", "/directorates/people", "/data", "/data/due", "/find?q=fell"]
    {
        ada.get(&format!("/manage/preview{path}")).await.is(200).says("Not published.");
    }
    let file = ada.get("/manage/preview/measures/repairs-on-time/data.csv").await.is(200).says(NEW);
    assert_eq!((file.header("cache-control"), file.header("content-type")), ("no-store", "text/csv; charset=utf-8; header=present"));
    assert!(text(&ada.get("/manage/preview/data").await.body).contains("1 March 2027: release 1 corrected. Repairs were counted twice."));
    // What is not there leads nowhere; the frames of it are not sent.
    assert_eq!(statuses(&mut ada, &["/nowhere", "//example.org", "/frames/x/catalogue", "/manage/people", "/releases/1/"]).await, [404; 5]);
    // The public sees nothing of it.
    for path in [
        "/measures/repairs-on-time",
        "/measures/repairs-on-time/data.csv",
        "/measures/repairs-on-time/figures.json",
        "/measures/repairs-on-time/take",
        "/cite?page=/measures/repairs-on-time",
        "/cite/citation.bib?page=/measures/repairs-on-time",
        "/data/releases",
    ] {
        assert!(!ada.get(path).await.is(200).body.contains(NEW), "{path}");
    }
    // A citation takes nothing from what is prepared, whoever asks: neither by its path nor by its number.
    for page in ["/manage/preview/measures/repairs-on-time", "/releases/2/measures/repairs-on-time"] {
        assert!(!ada.get(&format!("/cite?page={page}")).await.is(404).body.contains(NEW), "{page}");
    }
}

/// A card of what is not published is its readers' alone: no other site may show it, or read it.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_not_published_may_be_framed() {
    let office = Box::pin(office()).await;
    let mut ada = office.signed_in("ada", &["performance-team"]).await;
    for path in [
        "/embed/measures/repairs-on-time?area=CV-P05",
        "/embed/areas/CV-P05",
        "/measures/repairs-on-time/picture.svg",
        "/measures/repairs-on-time",
    ] {
        let page = ada.get(&format!("/manage/preview{path}")).await.is(200);
        let policy = page.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("frame-ancestors *"), "{path}: {policy}");
        assert_eq!((page.header("x-frame-options"), page.header("cross-origin-resource-policy")), ("DENY", "same-origin"), "{path}");
        assert_eq!(page.header("access-control-allow-origin"), "", "{path}");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
    }
    let figures = ada.get("/manage/preview/api/v1/observations?limit=1").await.is(200);
    assert_eq!((figures.header("access-control-allow-origin"), figures.header("cross-origin-resource-policy")), ("", "same-origin"));
    // What is published may be.
    let card = ada.get("/embed/measures/repairs-on-time?area=CV-P05").await.is(200);
    assert!(card.header("content-security-policy").contains("frame-ancestors *") && card.header("x-frame-options").is_empty());
    assert!(!card.body.contains(NEW));
}

const PATHS: [&str; 9] = [
    "/measures/repairs-on-time",
    "/measures/repairs-on-time/why?area=CV-P05",
    "/measures/repairs-on-time/data.csv",
    "/measures/falls",
    "/directorates/homes",
    "/directorates/people",
    "/areas/CV-P01",
    "/measures",
    "/",
];

#[tokio::test(flavor = "multi_thread")]
async fn others_see_the_pages_of_what_they_may_see_before_it_is_released() {
    let office = Box::pin(office()).await;
    for (who, grants, expected) in [
        ("service", &["contributor:repairs"][..], [200, 200, 200, 403, 403, 403, 403, 403, 403]),
        ("approver", &["approver:homes"][..], [200, 200, 200, 403, 200, 403, 403, 403, 403]),
        ("councillor", &["viewer", "viewer:CV-P01"][..], [403; 9]),
        ("unmasked", &["unmasked:homes"][..], [403; 9]),
        ("admin", &["administrator"][..], [403; 9]),
    ] {
        let mut browser = office.signed_in(who, grants).await;
        assert_eq!(statuses(&mut browser, &PATHS).await, expected, "{who}");
        // However the path is written, it is read as the page that is drawn.
        let other = [
            "/measures//repairs-on-time",
            "/measures/repairs-on-time%2F..%2Ffalls",
            "/measures/%66alls",
            "/measures/falls/",
            "/directorates/%70eople",
        ];
        assert_eq!(statuses(&mut browser, &other).await, [403; 5], "{who}");
    }
    let sought = Sought { deed: Some(Deed::Refused), limit: 100, ..Sought::default() };
    let refusals = office.desk.store.audit(&sought).await.unwrap();
    assert_eq!(refusals.len(), 6 + 5 + 9 * 3 + 5 * 5);
    assert!(refusals.iter().all(|one| one.entry.on == "see these figures before they are released"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_publish_is_not_led_to_where_that_is_done() {
    let office = Box::pin(office()).await;
    let mut ben = office.signed_in("ben", &["approver:homes"]).await;
    let page = ben.get("/manage/preview/directorates/homes").await.is(200).says("href=\"/manage\"");
    assert!(!page.body.contains("/manage/releases"));
    // Once it is put away there is nothing to see.
    let mut ada = office.signed_in("ada", &["performance-team"]).await;
    ada.get("/manage/releases").await.is(200);
    ada.post("/manage/releases/give-up", &[]).await.leads_to("/manage/releases");
    ben.get("/manage/preview/directorates/homes").await.is(404).says("Nothing is prepared");
    ben.get("/manage/preview/directorates/people").await.is(403);
}
