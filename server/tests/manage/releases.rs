//! From what has come in to what the public sees, and back: held, published, planned, withdrawn, corrected.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use domain::{
    cell::Cell,
    code::AreaCode,
    people::audit::Deed,
    register::Register,
    store::{Ended, People, Releases, Sought, Stand, Store},
};
use server::{
    folder,
    http::state::{Served, State},
    load::load_folder,
    manage::releases::press::Stage,
    publish::{self, Compared},
    serve::follow,
};

use super::browser::{Answer, Browser, Office};
use crate::council::Copy;

const LIST: &str = "/manage/releases";
const NEW: &str = "/manage/releases/new";
const CHECK: &str = "/manage/releases/check";
const CODE: &str = "calder-vale";
const HEAD: &str = "measure,area,period,group,numerator,denominator,status\n";
const WHY: &str = "The depot counted the week before Christmas twice.";

/// An office whose council has been loaded, and is published as release 1.
async fn published() -> Office {
    let office = Office::new().await;
    let (folder, digest) = folder::read(&crate::council::shipped("fixtures/calder-vale")).unwrap();
    load_folder(&office.desk.store, &folder, &digest, office.now()).await.unwrap();
    publish::publish(&office.desk.store, CODE, office.now(), Compared::WithBefore).await.unwrap();
    office
}

/// Brings a figure of the city in, of a measure that is not protected and of one that is.
async fn bring(office: &Office, browser: &mut Browser<'_>, rows: &str) {
    browser.get("/manage/imports").await.is(200);
    browser.upload("/manage/imports/upload", &[], "figures.csv", &format!("{HEAD}{rows}")).await.leads_to("/manage/imports/file");
    rested(browser, "/manage/imports/file").await.is(200);
    let (_, shown) = browser.page.split_once("name=\"shown\" value=\"").unwrap();
    let shown = shown.split('"').next().unwrap().to_owned();
    browser.post("/manage/imports/accept", &[("shown", &shown)]).await.leads_to("/manage/imports/file");
    rested(browser, "/manage/imports/file").await.is(200).says("is in force");
    browser.post("/manage/imports/give-up", &[]).await.leads_to("/manage/imports");
    // So that no two things are at one moment.
    office.later(TimeDelta::seconds(1));
}

/// A page, once nothing is under way.
async fn rested(browser: &mut Browser<'_>, path: &str) -> Answer {
    loop {
        let answer = browser.get(path).await;
        if answer.header("refresh").is_empty() {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Prepares a release. The page to look at.
async fn prepare(browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> Answer {
    browser.get(NEW).await.is(200);
    browser.post(NEW, fields).await.leads_to(CHECK);
    rested(browser, CHECK).await
}

/// What the form of the page shown says that it publishes.
fn print(browser: &Browser<'_>) -> String {
    let (_, rest) = browser.page.split_once("name=\"print\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn send(browser: &mut Browser<'_>) -> Answer {
    let print = print(browser);
    browser.post(CHECK, &[("print", &print)]).await
}

/// What a release shows of a measure of the city, of everyone, in a quarter.
async fn shown(office: &Office, release: i64, measure: &str) -> Option<f64> {
    let sealed = office.desk.store.release(CODE, release).await.unwrap().unwrap();
    let release = publish::open(sealed).unwrap();
    let catalogue = &release.catalogue;
    let period = catalogue.periods.binary_search(&"2024-04-01/P3M".parse().unwrap()).unwrap() as u16;
    let at = catalogue.measure_index(&measure.parse().unwrap()).unwrap();
    let (cell, _) = release.area(catalogue.area_index(&"CV-D".parse().unwrap()).unwrap()).cell(at, 0, period);
    match cell {
        Cell::Parts { numerator, .. } => Some(numerator),
        _ => None,
    }
}

async fn register(office: &Office) -> Register {
    office.desk.store.register(CODE).await.unwrap()
}

/// Deeds on releases, oldest first.
async fn deeds(office: &Office) -> Vec<(Deed, String, bool)> {
    let all = office.desk.store.audit(&Sought { limit: 500, ..Sought::default() }).await.unwrap();
    let own = all.into_iter().rev().map(|one| (one.entry.deed, one.entry.on, one.entry.who.is_some()));
    own.filter(|(deed, ..)| deed.code().starts_with("release-")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_is_published_again_unchanged_and_let_go_later() {
    let office = published().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    browser.get("/manage").await.is(200).says("Publish, plan, correct and withdraw");
    browser.get(NEW).await.is(200).says("No figure has come in");
    let before = (shown(&office, 1, "recycling").await, shown(&office, 1, "repairs-on-time").await);
    let rows = "recycling,CV-D,2024-04-01/P3M,everyone,4810,10000,\nrecycling,CV-D,2039-04-01/P3M,everyone,1,2,\n\
                repairs-on-time,CV-D,2024-04-01/P3M,everyone,2000,3472,\n";
    bring(&office, &mut browser, rows).await;
    browser.get(NEW).await.is(200).says("held-recycling").says("held-repairs-on-time").says("Q1 2039/40");
    let page = prepare(&mut browser, &[("held", "recycling"), ("note", "Repairs of <spring>")]).await.is(200);
    let page = page.says("Repairs of &lt;spring&gt;").says("href=\"/manage/preview/\"").says("Beside those");
    let news = page.body.split("What is hidden").next().unwrap();
    assert!(!news.contains("Q1 2039/40"), "what is held is new: {news}");
    // Another looked at is not this one.
    browser.post(CHECK, &[("print", "another")]).await.is(422).says("has changed since");
    assert_eq!(register(&office).await.releases.len(), 1);
    rested(&mut browser, CHECK).await.is(200);
    let sent = print(&browser);
    browser.post(CHECK, &[("print", &sent)]).await.leads_to("/manage/releases?done=2");
    // A second click is told what the first one did.
    browser.post(CHECK, &[("print", &sent)]).await.leads_to("/manage/releases?done=2");
    assert_eq!(register(&office).await.releases.len(), 2);
    browser.get("/manage/releases?done=2").await.is(200).says("Release 2 is published").says("href=\"/releases/2/\"");
    assert_eq!(shown(&office, 2, "recycling").await, before.0);
    assert_ne!(shown(&office, 2, "repairs-on-time").await, before.1);
    assert_eq!(shown(&office, 2, "repairs-on-time").await, Some(2000.0));
    let told = register(&office).await;
    assert_eq!(told.release(2).map(|release| release.note.as_str()), Some("Repairs of <spring>"));
    let sealed = office.desk.store.release(CODE, 2).await.unwrap().unwrap();
    let period = "2039-04-01/P3M".parse().unwrap();
    assert!(publish::open(sealed).unwrap().catalogue.periods.binary_search(&period).is_err(), "a period of what is held is told");

    // It stays held where nobody lets it go: on the page, and from the command line.
    let page = browser.get(NEW).await.is(200);
    assert!(page.body.contains("value=\"recycling\" checked"), "{}", page.body);
    office.later(TimeDelta::seconds(1));
    assert_eq!(publish::publish(&office.desk.store, CODE, office.now(), Compared::WithBefore).await.unwrap(), 3);
    assert_eq!(shown(&office, 3, "recycling").await, before.0);
    prepare(&mut browser, &[]).await.is(200).says("Q1 2039/40");
    send(&mut browser).await.leads_to("/manage/releases?done=4");
    assert_eq!(shown(&office, 4, "recycling").await, Some(4810.0));
    let by_hand = |number: i64| (Deed::Publish, format!("release {number}"), true);
    let by_machine = |number: i64| (Deed::Publish, format!("release {number}"), false);
    assert_eq!(deeds(&office).await, [by_machine(1), by_hand(2), by_machine(3), by_hand(4)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_of_two_publishers_is_told() {
    let office = published().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    bring(&office, &mut browser, "recycling,CV-D,2024-04-01/P3M,everyone,4810,10000,\n").await;
    prepare(&mut browser, &[]).await.is(200);
    office.later(TimeDelta::seconds(1));
    assert_eq!(publish::publish(&office.desk.store, CODE, office.now(), Compared::WithBefore).await.unwrap(), 2);
    send(&mut browser).await.is(422).says("has changed since");
    assert_eq!(register(&office).await.releases.len(), 2);
    // What was withdrawn since is not published either.
    let import = browser.get("/manage/imports").await.body.split("import?number=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    prepare(&mut browser, &[]).await.is(200);
    let print = print(&browser);
    browser.post("/manage/imports/withdraw", &[("number", &import)]).await.leads_to("/manage/imports");
    rested(&mut browser, CHECK).await.is(200);
    browser.post(CHECK, &[("print", &print)]).await.is(422).says("have been withdrawn since");
    assert_eq!(register(&office).await.releases.len(), 2);
    browser.post("/manage/releases/give-up", &[]).await.leads_to(LIST);
    browser.get(CHECK).await.leads_to(LIST);
}

/// Plans what has come in for twenty minutes from now.
async fn plan(office: &Office, browser: &mut Browser<'_>, held: &[(&str, &str)]) {
    let at = office.now() + TimeDelta::minutes(20);
    let (day, time) = (at.format("%Y-%m-%d").to_string(), at.format("%H:%M").to_string());
    let fields: Vec<_> = held.iter().copied().chain([("when", "set"), ("day", &day), ("time", &time), ("note", "Spring")]).collect();
    prepare(browser, &fields).await.is(200).says("Plan it");
    send(browser).await.leads_to("/manage/releases?done=planned");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planned_release_is_published_at_its_time_and_a_cancelled_one_never() {
    let office = published().await;
    let desk = Arc::clone(&office.desk);
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    bring(&office, &mut browser, "recycling,CV-D,2024-04-01/P3M,everyone,4810,10000,\n").await;
    // Times that are none, or not in the coming year.
    browser.get(NEW).await.is(200);
    let past = (office.now() - TimeDelta::hours(1)).format("%Y-%m-%d").to_string();
    for (day, time, words) in [
        ("soon", "09:30", "Type the day"),
        ("2027-06-01", "noon", "Type the time"),
        (past.as_str(), "00:00", "This time has passed"),
        ("2039-01-01", "09:30", "a year ahead at most"),
    ] {
        browser.post(NEW, &[("when", "set"), ("day", day), ("time", time)]).await.is(422).says(words);
    }
    plan(&office, &mut browser, &[]).await;
    browser.get(LIST).await.is(200).says("Planned by Name of team").says("Spring");
    assert!(register(&office).await.coming.is_some_and(|coming| coming.at > office.now()));
    // What comes in after it waits, and nothing else is published before it.
    bring(&office, &mut browser, "recycling,CV-D,2024-04-01/P3M,everyone,4900,10000,\n").await;
    prepare(&mut browser, &[]).await.is(200);
    send(&mut browser).await.is(422).says("A release is planned");
    assert_eq!(desk.publish_due(CODE).await.unwrap(), None, "it is too early");
    office.later(TimeDelta::minutes(20));
    assert_eq!(desk.publish_due(CODE).await.unwrap(), Some(Ok(2)));
    assert_eq!(desk.publish_due(CODE).await.unwrap(), None, "it is published once");
    assert_eq!(shown(&office, 2, "recycling").await, Some(4810.0));
    assert_eq!(register(&office).await.coming, None);

    plan(&office, &mut browser, &[]).await;
    let id = desk.store.plans(CODE).await.unwrap()[0].id.to_string();
    browser.get(&format!("/manage/releases/cancel?plan={id}")).await.is(200).says("Cancel the planned release");
    browser.post("/manage/releases/cancel", &[("plan", &id), ("reason", "no")]).await.is(422).says("10 to 2000");
    browser.post("/manage/releases/cancel", &[("plan", &id), ("reason", WHY)]).await.is(200).says("Yes, cancel it");
    assert!(register(&office).await.coming.is_some(), "it was only asked");
    browser.post("/manage/releases/cancel", &[("plan", &id), ("reason", WHY), ("sure", "yes")]).await.leads_to(LIST);
    browser.get(LIST).await.is(200).says("was cancelled");
    office.later(TimeDelta::minutes(40));
    assert_eq!(desk.publish_due(CODE).await.unwrap(), None);
    let found: Vec<_> = deeds(&office).await.into_iter().map(|(deed, _, by_somebody)| (deed, by_somebody)).collect();
    let expected =
        [(Deed::Publish, false), (Deed::PlanRelease, true), (Deed::Publish, false), (Deed::PlanRelease, true), (Deed::CancelPlanned, true)];
    assert_eq!(found, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planned_release_is_worked_out_for_its_day() {
    let office = Office::new().await;
    let copy = Copy::of(&crate::council::shipped("fixtures/calder-vale"));
    let ward = "CV-P09,Inglestead,ward,CV-C3,PAR2023,2023-05-04,";
    copy.edit("areas.csv", ward, &format!("{ward}2027-01-31"));
    let (folder, digest) = folder::read(&copy.folder).unwrap();
    load_folder(&office.desk.store, &folder, &digest, office.now()).await.unwrap();
    publish::publish(&office.desk.store, CODE, office.now(), Compared::WithBefore).await.unwrap();
    let ward: AreaCode = "CV-P09".parse().unwrap();
    let has = async |number: i64| {
        let sealed = office.desk.store.release(CODE, number).await.unwrap().unwrap();
        publish::open(sealed).unwrap().catalogue.area_index(&ward).is_some()
    };
    assert!(has(1).await, "it is a ward still");
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    let set = [("when", "set"), ("day", "2027-02-01"), ("time", "00:00")];
    prepare(&mut browser, &set).await.is(200).says("Plan it");
    let Stage::Ready(ready) = office.desk.pressed().unwrap().stage() else { panic!("it is not ready") };
    assert!(ready.prepared.release.catalogue.area_index(&ward).is_none(), "what is looked at is not of the day that it is published");
    // Of a planned release the day it is prepared does not count.
    office.later(TimeDelta::days(1));
    let mut browser = office.signed_in("other", &["performance-team"]).await;
    rested(&mut browser, CHECK).await.is(200);
    send(&mut browser).await.leads_to("/manage/releases?done=planned");
    office.later(TimeDelta::days(20));
    assert_eq!(office.desk.publish_due(CODE).await.unwrap(), Some(Ok(2)));
    assert!(!has(2).await, "the ward has ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planned_release_whose_figures_were_withdrawn_is_refused() {
    let office = published().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    bring(&office, &mut browser, "recycling,CV-D,2024-04-01/P3M,everyone,4810,10000,\n").await;
    plan(&office, &mut browser, &[]).await;
    let import = browser.get("/manage/imports").await.body.split("import?number=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    browser.post("/manage/imports/withdraw", &[("number", &import)]).await.leads_to("/manage/imports");
    office.later(TimeDelta::minutes(20));
    let why = office.desk.publish_due(CODE).await.unwrap().unwrap().unwrap_err();
    assert!(why.contains("withdrawn") && why.contains(&format!("import {import}")), "{why}");
    assert_eq!(office.desk.publish_due(CODE).await.unwrap(), None, "it is told once");
    let ended = office.desk.store.plans(CODE).await.unwrap().remove(0).ended.unwrap().1;
    assert_eq!(ended, Ended::Refused(why));
    browser.get(LIST).await.is(200).says("could not be published");
    // Nor is one that another release has come before.
    plan(&office, &mut browser, &[]).await;
    publish::publish(&office.desk.store, CODE, office.now(), Compared::WithBefore).await.unwrap();
    office.later(TimeDelta::minutes(20));
    let why = office.desk.publish_due(CODE).await.unwrap().unwrap().unwrap_err();
    assert!(why.contains("release 2 has been published since"), "{why}");
    assert_eq!(register(&office).await.releases.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_is_withdrawn_corrected_and_what_it_told_stays_told() {
    let office = published().await;
    let store = &office.desk.store;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    browser.get("/manage/releases/withdraw?release=1").await.is(200).says("Publish a correction instead");
    let sure = |number: &'static str| [("release", number), ("reason", WHY), ("sure", "yes")];
    browser.post("/manage/releases/withdraw", &sure("1")).await.is(422).says("the only one that stands");
    bring(&office, &mut browser, "repairs-on-time,CV-D,2024-04-01/P3M,everyone,2000,3472,\n").await;
    prepare(&mut browser, &[]).await.is(200);
    send(&mut browser).await.leads_to("/manage/releases?done=2");

    // A server that serves release 2 follows to release 1.
    let state = State::new(
        publish::open(store.current_release(CODE).await.unwrap().unwrap()).unwrap(),
        Arc::clone(&crate::calder_vale().state.built),
    );
    let served = Served::from(Arc::new(state));
    let looking = tokio::spawn({
        let (store, served) = (store.clone(), served.clone());
        async move { follow(&store, CODE, &served, Duration::from_millis(10)).await }
    });
    browser.get("/manage/releases/withdraw?release=2").await.is(200);
    browser.post("/manage/releases/withdraw", &[("release", "2"), ("reason", WHY)]).await.is(200).says("Yes, withdraw it");
    assert_eq!(store.stand(CODE).await.unwrap().standing, Some(2), "it was only asked");
    browser.post("/manage/releases/withdraw", &sure("2")).await.leads_to(LIST);
    browser.get(LIST).await.is(200).says("Withdrawn").says(WHY);
    browser.post("/manage/releases/withdraw", &sure("2")).await.is(422).says("withdrawn already");
    assert_eq!(store.stand(CODE).await.unwrap(), Stand { newest: Some(2), standing: Some(1) });
    while served.now().release.catalogue.release != 1 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    looking.abort();

    // What it told stays told: the next release is compared with it, and remembers what only it has shown.
    let page = prepare(&mut browser, &[("corrects", "2"), ("wrong", WHY), ("held", "repairs-on-time")]).await.is(200);
    page.says(&format!("Release 2: {WHY}"));
    send(&mut browser).await.leads_to("/manage/releases?done=3");
    let sealed = store.release(CODE, 3).await.unwrap().unwrap();
    let told = sealed.parts.iter().find(|part| part.key == "told").map(|part| String::from_utf8(part.bytes.clone()).unwrap()).unwrap();
    assert!(told.lines().any(|line| line == "repairs-on-time,CV-D,everyone,2024-04-01/P3M,2000,3472"), "{told}");
    assert_eq!(shown(&office, 3, "repairs-on-time").await, shown(&office, 1, "repairs-on-time").await);
    let told = register(&office).await;
    let correction = told.release(3).and_then(|release| release.correction.clone()).unwrap();
    assert_eq!((correction.of, correction.wrong.as_str()), (2, WHY));
    assert_eq!(told.standing().map(|release| release.number), Some(3));
    browser.get(LIST).await.is(200).says("Corrects release 2");
    let deeds = deeds(&office).await;
    assert!(deeds.contains(&(Deed::WithdrawRelease, "release 2".to_owned(), true)), "{deeds:?}");
    // What is corrected is there, and said in a sentence.
    browser.get(NEW).await.is(200);
    for (corrects, wrong) in [("9", WHY), ("1", "no"), ("", WHY)] {
        browser.post(NEW, &[("corrects", corrects), ("wrong", wrong)]).await.is(422);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_prepared_goes_when_nobody_looks_at_it() {
    let office = published().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    prepare(&mut browser, &[])
        .await
        .is(200)
        .says("No figure that the public sees changes")
        .says("this release would only have another number");
    office.later(TimeDelta::minutes(20));
    office.desk.sweep_releases();
    assert!(office.desk.pressed().is_some());
    office.later(TimeDelta::minutes(61));
    office.desk.sweep_releases();
    assert!(office.desk.pressed().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_is_listed_also_where_nothing_new_has_come_in() {
    let office = published().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    prepare(&mut browser, &[("held", "recycling")]).await.is(200);
    send(&mut browser).await.leads_to("/manage/releases?done=2");
    let page = browser.get(NEW).await.is(200);
    assert!(page.body.contains("value=\"recycling\" checked"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_that_were_let_go_meanwhile_are_told_as_having_changed() {
    let office = published().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    bring(&office, &mut browser, "recycling,CV-D,2024-04-01/P3M,everyone,4810,10000,\n").await;
    prepare(&mut browser, &[]).await.is(200);
    let sent = print(&browser);
    for name in ["Elderbrook", "Elderbank", "Elderburn"] {
        let copy = crate::council::Copy::of(&crate::council::shipped("fixtures/calder-vale"));
        copy.edit("areas.csv", "Elderbeck", name);
        let (folder, digest) = folder::read(&copy.folder).unwrap();
        load_folder(&office.desk.store, &folder, &digest, office.now()).await.unwrap();
    }
    rested(&mut browser, CHECK).await.is(200);
    browser.post(CHECK, &[("print", &sent)]).await.is(422).says("has changed since");
    assert_eq!(register(&office).await.releases.len(), 1);
}
