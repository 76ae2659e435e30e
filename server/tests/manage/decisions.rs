//! Recording decisions: proposed by one, approved by another, public at once, corrected and withdrawn in public.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use domain::{
    people::audit::Deed,
    store::{People, Releases, Sought},
};
use server::{
    http::{router, state::Served},
    serve::follow,
};
use tower::ServiceExt;

use super::browser::{Browser, Office};
use crate::{calder_vale, html::text};

const CODE: &str = "calder-vale";
const LIST: &str = "/manage/decisions";
const NEW: &str = "/manage/decisions/new";

/// A decision as one types it.
const TYPED: [(&str, &str); 14] = [
    ("title", "Lamps for <Mill> Lane"),
    ("on", "2025-12-02"),
    ("body", "Vale Committee"),
    ("decided", "Put up nine lamps."),
    ("directorate", "homes"),
    ("areas", "CV-P05"),
    ("areas", "CV-P06"),
    ("themes", "sound-homes"),
    ("source", "Minutes of 2 December"),
    ("equality", "yes"),
    ("equality-effect", "helps"),
    ("equality-changed", "Lamps stand where people wait for the bus."),
    ("equality-evidence", "Walk with blind residents"),
    ("environment", ""),
];
const MADE: &str = "2025-12-02-lamps-for-mill-lane";

/// The same with one field as another.
fn but<'a>(field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = TYPED.into_iter().filter(|(name, _)| *name != field);
    others.chain([(field, value)]).collect()
}

async fn propose(browser: &mut Browser<'_>, fields: &[(&str, &str)]) {
    browser.get(NEW).await.is(200);
    browser.post(NEW, fields).await.leads_to("/manage/decisions?done=proposed");
}

async fn settle(browser: &mut Browser<'_>, id: i64, fields: &[(&str, &str)]) -> super::browser::Answer {
    let path = format!("{LIST}/{id}");
    browser.get(&path).await.is(200);
    browser.post(&path, fields).await
}

/// A public page, as it is told from what the office has approved.
async fn public(office: &Office, address: &str) -> (u16, String) {
    let register = office.desk.store.register(CODE).await.unwrap();
    let told = Arc::new(calder_vale().state.telling(register));
    get(&router(told), address).await
}

async fn get(router: &Router, address: &str) -> (u16, String) {
    let request = Request::builder().uri(address).body(Body::empty()).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, 1 << 26).await.unwrap();
    (parts.status.as_u16(), text(&String::from_utf8_lossy(&bytes)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_proposed_approved_corrected_and_withdrawn_in_public() {
    let office = Office::new().await;
    let mut one = office.signed_in("one", &["contributor:repairs"]).await;
    let mut other = office.signed_in("other", &["approver:homes"]).await;
    one.get("/manage").await.is(200).says("Record what was decided");
    propose(&mut one, &TYPED).await;
    one.get("/manage/decisions?done=proposed").await.is(200).says("Somebody else approves it now").says("Lamps for &lt;Mill&gt; Lane");
    one.get("/manage/decisions/1").await.is(200).says("You proposed it").says("Walk with blind residents").says("Not known whether");
    assert_eq!(public(&office, &format!("/decisions/{MADE}")).await.0, 404, "what is proposed is not public");
    one.waits(None).await;
    other.waits(Some("1 entry of the register of decisions waits for your approval")).await;
    settle(&mut other, 1, &[("act", "approve")]).await.leads_to("/manage/decisions?done=approved");
    other.waits(None).await;
    let (status, words) = public(&office, &format!("/decisions/{MADE}")).await;
    assert_eq!(status, 200);
    assert!(words.contains("Lamps for <Mill> Lane") && words.contains("Made a difference") && words.contains("Elderbeck"), "{words}");
    let own = words.split_once("Surveys").map_or(words.as_str(), |(_, own)| own);
    assert!(!own.contains("illustrative") && !own.contains("Corrected since"), "{words}");
    assert!(public(&office, "/decisions").await.1.contains("Lamps for <Mill> Lane"));

    // A correction is another version, and its reason is public.
    let form = one.get(&format!("{NEW}?code={MADE}")).await.is(200);
    assert!(form.body.contains("value=\"Lamps for &lt;Mill&gt; Lane\"") && form.body.contains("value=\"CV-P06\" checked"), "{}", form.body);
    let correction = |title: &'static str, reason: &'static str, seen: &'static str| {
        let mut fields = but("title", title);
        fields.extend([("code", MADE), ("corrects", "yes"), ("seen", seen), ("reason", reason)]);
        fields
    };
    one.post(NEW, &correction("Lamps for <Mill> Lane", "There are nine of them.", "1")).await.is(422).says("Nothing has been changed");
    one.post(NEW, &correction("Nine lamps", "No.", "1"))
        .await
        .is(422)
        .says("Say why, in 10 characters or more")
        .says("value=\"Nine lamps\"");
    one.post(NEW, &correction("Nine lamps", "The lane has another name.", "0")).await.is(422).says("Another version was approved since");
    one.post(NEW, &correction("Nine lamps", "The lane has another name.", "1")).await.leads_to("/manage/decisions?done=proposed");
    other.get("/manage/decisions/2").await.is(200).says("As it is told").says("The lane has another name.");
    settle(&mut other, 2, &[("act", "approve")]).await.leads_to("/manage/decisions?done=approved");
    let words = public(&office, &format!("/decisions/{MADE}")).await.1;
    assert!(words.contains("Nine lamps") && words.contains("Corrected since"), "{words}");
    assert!(words.contains("The lane has another name. Changed: the title.") && !words.contains("<Mill>"), "{words}");

    // One of the folder is corrected and withdrawn in the same way.
    let withdraw = "/manage/decisions/withdraw";
    one.get(&format!("{withdraw}?code=boilers-first")).await.is(200).says("Forty boilers before winter");
    one.post(withdraw, &[("code", "boilers-first"), ("seen", "0"), ("reason", "Why")]).await.is(422).says("Say why");
    one.post(withdraw, &[("code", "boilers-first"), ("seen", "0"), ("reason", "It was never taken.")])
        .await
        .leads_to("/manage/decisions?done=proposed");
    settle(&mut other, 3, &[("act", "approve")]).await.leads_to("/manage/decisions?done=approved");
    let (status, words) = public(&office, "/decisions/boilers-first").await;
    assert!(status == 410 && words.contains("It was never taken.") && !words.contains("Forty boilers"), "{words}");
    let register = public(&office, "/decisions").await.1;
    assert!(register.contains("boilers-first, withdrawn on") && !register.contains("Forty boilers before winter"), "{register}");
    one.get(&format!("{withdraw}?code=boilers-first")).await.is(404);

    let audit = office.desk.store.audit(&Sought { limit: 500, ..Sought::default() }).await.unwrap();
    let deeds: Vec<Deed> = audit.iter().rev().map(|entry| entry.entry.deed).filter(|deed| deed.code().starts_with("decision-")).collect();
    assert_eq!(deeds, [Deed::ProposeDecision, Deed::ApproveDecision].repeat(3));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_approved_is_public_without_a_restart() {
    let office = Office::new().await;
    let served = Served::from(Arc::new(calder_vale().state.telling(office.desk.store.register(CODE).await.unwrap())));
    let router = router(served.clone());
    let store = office.desk.store.clone();
    let looking = tokio::spawn(async move { follow(&store, CODE, &served, Duration::from_millis(20)).await });
    assert_eq!(get(&router, &format!("/decisions/{MADE}")).await.0, 404);
    let mut one = office.signed_in("one", &["performance-team"]).await;
    let mut other = office.signed_in("other", &["performance-team"]).await;
    propose(&mut one, &TYPED).await;
    settle(&mut other, 1, &[("act", "approve")]).await.leads_to("/manage/decisions?done=approved");
    let begun = Instant::now();
    while get(&router, &format!("/decisions/{MADE}")).await.0 != 200 {
        assert!(begun.elapsed() < Duration::from_mins(1), "what was approved is not told");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(get(&router, "/triple-lock").await.1.contains("Lamps for <Mill> Lane"));
    looking.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_approves_what_they_had_a_hand_in() {
    let office = Office::new().await;
    let mut one = office.signed_in("one", &["performance-team"]).await;
    let mut other = office.signed_in("other", &["approver:homes"]).await;
    let mut elsewhere = office.signed_in("elsewhere", &["approver:people"]).await;
    propose(&mut one, &TYPED).await;
    let page = one.get("/manage/decisions/1").await.is(200);
    assert!(!page.body.contains("value=\"approve\"") && page.body.contains("value=\"take-back\""), "{}", page.body);
    one.post("/manage/decisions/1", &[("act", "approve")]).await.is(403);
    one.post("/manage/decisions/1", &[("act", "return"), ("note", "Say more of it.")]).await.is(403);
    elsewhere.get("/manage/decisions/1").await.is(200).says("It waits for somebody");
    elsewhere.post("/manage/decisions/1", &[("act", "approve")]).await.is(403);
    elsewhere.post("/manage/decisions/1", &[("act", "take-back")]).await.is(422).says("Only whoever proposed it");
    // Nothing else is proposed of it in the meantime.
    other.get(NEW).await.is(200);
    other.post(NEW, &but("code", MADE)).await.is(422).says("There is a decision with this reference already");
    settle(&mut other, 1, &[("act", "return"), ("note", "Short")]).await.is(422).says("Say why").says(">Short<");
    settle(&mut other, 1, &[("act", "return"), ("note", "Say how many lamps.")]).await.leads_to("/manage/decisions?done=returned");
    settle(&mut other, 1, &[("act", "approve")]).await.is(422).says("Somebody else has decided");
    // The other takes it on: the first has had a hand in it still.
    one.get(LIST).await.is(200).says("Returned to you").says("Say how many lamps.");
    other.get(&format!("{NEW}?from=1")).await.is(200).says("Say how many lamps.").says("Walk with blind residents");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_returned_goes_to_a_third() {
    let office = Office::new().await;
    let mut one = office.signed_in("one", &["performance-team"]).await;
    let mut other = office.signed_in("other", &["performance-team"]).await;
    let mut third = office.signed_in("third", &["performance-team"]).await;
    propose(&mut one, &TYPED).await;
    settle(&mut other, 1, &[("act", "return"), ("note", "Say how many lamps.")]).await.leads_to("/manage/decisions?done=returned");
    propose(&mut other, &but("code", MADE)).await;
    for browser in [&mut one, &mut other] {
        browser.get("/manage/decisions/2").await.is(200);
        browser.post("/manage/decisions/2", &[("act", "approve")]).await.is(403);
    }
    settle(&mut third, 2, &[("act", "approve")]).await.leads_to("/manage/decisions?done=approved");
    assert_eq!(public(&office, &format!("/decisions/{MADE}")).await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost() {
    let office = Office::new().await;
    let mut browser = office.signed_in("one", &["contributor:repairs"]).await;
    browser.get(NEW).await.is(200);
    for (field, value, words) in [
        ("on", "2999-01-01", "This day has not come"),
        ("on", "soon", "Write year, month and day"),
        ("title", "", "Write a title"),
        ("body", "", "Write who took it"),
        ("decided", " ", "Write what was decided"),
        ("source", "", "Write where it can be read"),
        ("directorate", "", "Choose the department"),
        ("areas", "CV-X", "One of these areas is not known"),
        ("code", "a b", "Write letters, digits and - only"),
        ("code", "boilers-first", "There is a decision with this reference already"),
        ("equality-effect", "", "Choose what the decision does under this lens"),
        ("equality-why-not", "No time.", "It was considered"),
        ("environment-changed", "Fewer lamps.", "Say whether it was considered"),
        ("equality", "no", "Say why it was not considered"),
    ] {
        let page = browser.post(NEW, &but(field, value)).await.is(422).says(words).says("There is a problem");
        assert!(
            page.body.contains(&format!("id=\"{field}-error\"")) || ["areas", "equality", "environment-changed"].contains(&field),
            "{field}"
        );
        for kept in ["Put up nine lamps.", "Walk with blind residents", "Minutes of 2 December", "Vale Committee"] {
            assert!(page.body.contains(kept) || value.trim().is_empty(), "{field}: {kept} is lost: {}", page.body);
        }
        assert!(field == "areas" || page.body.contains("value=\"CV-P06\" checked"), "{field}: {}", page.body);
    }
    let long = "x".repeat(2_001);
    browser.post(NEW, &but("decided", &long)).await.is(422).says("This is longer than 2000 characters");
    // A department of others is not theirs to record for.
    browser.post(NEW, &but("directorate", "people")).await.is(403);
    assert!(office.desk.store.register(CODE).await.unwrap().decisions.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_release_knows_nothing_of_what_was_approved_later() {
    let office = Office::new().await;
    let mut one = office.signed_in("one", &["performance-team"]).await;
    let mut other = office.signed_in("other", &["performance-team"]).await;
    propose(&mut one, &TYPED).await;
    settle(&mut other, 1, &[("act", "approve")]).await.leads_to("/manage/decisions?done=approved");
    let register = office.desk.store.register(CODE).await.unwrap();
    let told = register.decisions.clone();
    let then = domain::register::Register { decisions: told, ..(*calder_vale().state.register).clone() };
    assert_eq!((register.decisions.len(), then.as_of(1).decisions.len()), (1, 0));
}
