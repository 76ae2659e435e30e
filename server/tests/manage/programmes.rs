//! Programmes from a proposal to the public page: by a form and by a spreadsheet, approved, returned, taken back and withdrawn.

mod table;

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use domain::{
    people::audit::Deed,
    store::{People, Proposals, Releases, Store},
};
use server::{
    folder,
    http::{
        self,
        state::{Served, State},
    },
    load::load_folder,
    manage::audit::verify,
    publish::{self, Compared},
    serve::follow,
};

use super::browser::{Answer, Browser, Office};
use crate::{calder_vale, html::text};

const LIST: &str = "/manage/programmes";
const WARM: &str = "/manage/programmes/warm-homes";
const BOILERS: &str = "/manage/programmes/warm-homes/actions/replace-boilers";
const PUBLIC: &str = "/programmes/warm-homes";
const CODE: &str = "calder-vale";

/// An office of January 2026, whose boilers are two weeks late, and what it serves.
async fn office() -> (Office, Served) {
    let mut office = Office::new().await;
    office.later(TimeDelta::days(-365));
    let served = Served::from(Arc::clone(&calder_vale().state));
    office.router = http::manage::router(served.clone(), Arc::clone(&office.desk));
    (office, served)
}

/// What the server does once it sees that something was approved.
async fn followed(office: &Office, served: &Served) {
    let now = served.now();
    let records = office.desk.store.records(CODE).await.unwrap();
    served.swap(now.telling(Arc::clone(&now.register)).following(records));
}

async fn public(browser: &mut Browser<'_>) -> String {
    text(&browser.get(PUBLIC).await.is(200).body)
}

/// Sends the form of the boilers: as they are, with these fields.
async fn boilers(browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> Answer {
    browser.get(BOILERS).await.is(200);
    let mut all = vec![
        ("status", ""),
        ("update", ""),
        ("evidence", ""),
        ("role", "Repairs Manager"),
        ("due", "2025-12-31"),
        ("owner", "Head of Homes and Places"),
        ("text", "Replace the forty oldest boilers"),
        ("reason", ""),
    ];
    for &(name, value) in fields {
        all.retain(|(known, _)| *known != name);
        all.push((name, value));
    }
    browser.post(BOILERS, &all).await
}

const UPDATE: [(&str, &str); 2] = [("status", "at-risk"), ("update", "Thirty-one are done; the rest wait for valves.")];

/// Proposes an update of the boilers; the path of the proposal.
async fn propose(browser: &mut Browser<'_>, number: i64) -> String {
    boilers(browser, &UPDATE).await.leads_to("/manage/programmes?done=proposed");
    format!("/manage/proposals/{number}")
}

async fn approve(browser: &mut Browser<'_>, path: &str) -> Answer {
    browser.get(path).await.is(200);
    browser.post(path, &[("act", "approve"), ("approver", "Homes Committee")]).await
}

#[tokio::test]
async fn a_change_goes_from_a_proposal_to_the_public_ledger() {
    let (office, served) = office().await;
    let mut ada = office.signed_in("ada", &["contributor:repairs"]).await;
    let mut amy = office.signed_in("amy", &["approver:homes"]).await;
    ada.get("/manage").await.is(200).says("href=\"/manage/programmes\"");
    ada.get(LIST).await.is(200).says("Warm homes by winter").says("Nothing waits for you.");
    ada.get(WARM).await.is(200).says("Replace the forty oldest boilers").says("On track, overdue");
    ada.get(BOILERS).await.is(200).says("It should have been complete 15 days ago");

    // Green is refused where only the date moved; what was typed is kept.
    let late =
        [("status", "on-track"), ("update", "The supplier has promised the rest."), ("due", "2026-02-28"), ("reason", "Valves came late.")];
    let told = boilers(&mut ada, &late).await.is(422).says("is called on track because its date was put off").says("href=\"#evidence\"");
    let told =
        told.says("The supplier has promised the rest.</textarea>").says("value=\"2026-02-28\"").says("Valves came late.</textarea>");
    assert!(told.body.contains("<option selected value=\"on-track\">"), "{}", told.body);
    // Each other thing that is wrong is told beside its field.
    for (fields, words) in [
        (vec![("due", "2026-02-28")], "href=\"#reason\""),
        (vec![("due", "2026-01-10"), ("reason", "So.")], "2026-01-10 has passed"),
        (vec![("due", "soon"), ("reason", "So.")], "This is not a day"),
        (vec![("due", "")], "A date that was set is not taken away"),
        (vec![("owner", ""), ("reason", "So.")], "href=\"#owner\""),
        (vec![("reason", "So.")], "Neither date nor owner nor what it covers changes"),
        (vec![("status", "at-risk")], "href=\"#update\""),
        (vec![("update", "Well.")], "Choose how far it is"),
        (vec![("status", "complete"), ("update", "Done.")], "nothing shows it"),
        (vec![("status", "at-risk"), ("update", "Well."), ("role", "")], "Say which role tells it"),
        (vec![], "Nothing is proposed yet"),
    ] {
        boilers(&mut ada, &fields).await.is(422).says(words);
    }
    assert_eq!(office.desk.store.proposals(CODE, None).await.unwrap(), [], "nothing was proposed yet");
    let shown: Vec<(&str, &str)> = late.into_iter().chain([("evidence", "Order 4711")]).collect();
    boilers(&mut ada, &shown).await.leads_to("/manage/programmes?done=proposed");
    ada.get("/manage/programmes?done=proposed").await.is(200).says("It is proposed").says("/manage/proposals/1");
    ada.get(WARM).await.is(200).says("A change of it waits for a decision.");

    // Its author cannot decide on it, and nothing of it is public.
    ada.get("/manage/proposals/1").await.is(200).says("nobody approves their own").says("Take it back");
    ada.post("/manage/proposals/1", &[("act", "approve"), ("approver", "Me")]).await.is(403);
    ada.post("/manage/proposals/1", &[("act", "return"), ("note", "No.")]).await.is(403);
    followed(&office, &served).await;
    assert!(!public(&mut amy).await.contains("The supplier has promised the rest"));

    amy.get(LIST).await.is(200).says("/manage/proposals/1").says("Replace the forty oldest boilers");
    let page = amy.get("/manage/proposals/1").await.is(200);
    let words = text(&page.body);
    for line in
        ["Due | 31 December 2025 | 28 February 2026 | Valves came late.", "Shown by | nothing | Order 4711", "told by: Repairs Manager"]
    {
        assert!(words.contains(line), "{line}: {words}");
    }
    ada.waits(None).await;
    amy.waits(Some("1 change of a programme waits for your decision")).await;
    amy.get("/manage/proposals/1").await.is(200);
    amy.post("/manage/proposals/1", &[("act", "approve"), ("approver", " ")]).await.is(422).says("Say as whom, or which body, approves it");
    approve(&mut amy, "/manage/proposals/1").await.leads_to("/manage/programmes?done=approved");
    approve(&mut amy, "/manage/proposals/1").await.is(422).says("It was decided on before");

    followed(&office, &served).await;
    let words = public(&mut amy).await;
    for line in [
        "15 January 2026, Repairs Manager: on track. The supplier has promised the rest.",
        "Shown by: Order 4711",
        "15 January 2026 | Replace the forty oldest boilers | Put off from 31 December 2025 to 28 February 2026. | Valves came late. | Homes Committee",
    ] {
        assert!(words.contains(line), "{line}: {words}");
    }
    // As it stood the day before, it is not there; and an earlier release shows programmes as they were.
    let before = text(&amy.get(&format!("{PUBLIC}?on=2026-01-14")).await.is(200).body);
    assert!(!before.contains("28 February 2026") && before.contains("On track, overdue"), "{before}");
    let release = served.now().release.catalogue.release;
    let then = amy.get(&format!("/releases/{release}{PUBLIC}")).await.is(200);
    assert!(!text(&then.body).contains("Order 4711"), "{}", then.body);

    let audited = office.desk.store.audit_after(0).await.unwrap();
    let own: Vec<_> =
        audited.iter().filter(|one| one.entry.on.starts_with("proposal ")).map(|one| (one.entry.deed, one.entry.on.as_str())).collect();
    assert_eq!(own, [(Deed::Propose, "proposal 1: warm-homes"), (Deed::ApproveProposal, "proposal 1: warm-homes")]);
    verify(&office.desk.store, None).await.unwrap();
}

#[tokio::test]
async fn a_proposal_is_returned_taken_back_or_withdrawn() {
    let (office, served) = office().await;
    let mut ada = office.signed_in("ada", &["contributor:repairs"]).await;
    let mut amy = office.signed_in("amy", &["approver:homes"]).await;
    let mut other = office.signed_in("other", &["contributor:care", "approver:people"]).await;

    let first = propose(&mut ada, 1).await;
    // Who is of another directorate may look, and no more.
    other.get(&first).await.is(200).says("of a directorate whose changes others approve");
    other.get(BOILERS).await.is(200).says("You may not propose changes of this action");
    other.post(BOILERS, &UPDATE).await.is(403);
    for act in ["approve", "return", "take-back", "withdraw"] {
        other.post(&first, &[("act", act), ("approver", "Me"), ("note", "No."), ("reason", "No.")]).await.is(403);
    }
    amy.get(&first).await.is(200);
    amy.post(&first, &[("act", "return"), ("note", "")]).await.is(422).says("Say what is to be changed");
    amy.post(&first, &[("act", "return"), ("note", "Which valves?")]).await.leads_to("/manage/programmes?done=returned");
    ada.get(LIST).await.is(200).says("Which valves?");

    let second = propose(&mut ada, 2).await;
    amy.get(&second).await.is(200);
    amy.post(&second, &[("act", "take-back")]).await.is(403);
    ada.get(&second).await.is(200);
    ada.post(&second, &[("act", "take-back")]).await.leads_to("/manage/programmes?done=taken-back");
    approve(&mut amy, &second).await.is(422).says("It was decided on before");

    // Of two moves from one date, the second no longer fits once the first is approved.
    let put_off = [("due", "2026-02-28"), ("reason", "Valves came late.")];
    boilers(&mut ada, &put_off).await.leads_to("/manage/programmes?done=proposed");
    boilers(&mut ada, &put_off).await.leads_to("/manage/programmes?done=proposed");
    approve(&mut amy, "/manage/proposals/3").await.leads_to("/manage/programmes?done=approved");
    amy.get("/manage/proposals/4").await.is(200).says("the date before is not what it was: it was 2026-02-28");
    approve(&mut amy, "/manage/proposals/4").await.is(422).says("It does not fit what there is any longer");

    // What was approved is withdrawn once nothing rests on it, and says so in public.
    office.later(TimeDelta::days(2));
    for (browser, login) in [(&mut ada, "ada"), (&mut amy, "amy")] {
        browser.cookies.clear();
        browser.sign_in(login).await.leads_to("/manage");
    }
    boilers(&mut ada, &[("due", "2026-03-31"), ("reason", "Snow.")]).await.leads_to("/manage/programmes?done=proposed");
    approve(&mut amy, "/manage/proposals/5").await.leads_to("/manage/programmes?done=approved");
    amy.get("/manage/proposals/3").await.is(200).says("Withdraw it");
    let withdraw = [("act", "withdraw"), ("reason", "It was another action’s date.")];
    amy.post("/manage/proposals/3", &withdraw).await.is(422).says("Proposal 5 was approved later and rests on it");
    ada.get("/manage/proposals/5").await.is(200);
    ada.post("/manage/proposals/5", &withdraw).await.is(403);
    amy.get("/manage/proposals/5").await.is(200);
    amy.post("/manage/proposals/5", &[("act", "withdraw"), ("reason", "")]).await.is(422).says("Say why it is withdrawn");
    amy.post("/manage/proposals/5", &withdraw).await.leads_to("/manage/programmes?done=withdrawn");
    followed(&office, &served).await;
    let words = public(&mut amy).await;
    assert!(words.contains("Withdrawn on 17 January 2026: It was another action’s date."), "{words}");
    assert!(words.contains("28 February 2026; at first 30 November 2025, put off 2 times"), "{words}");
    amy.get("/manage/proposals/5").await.is(200);
    amy.post("/manage/proposals/5", &withdraw).await.is(422).says("It was decided on before");
}

#[tokio::test]
async fn a_new_action_is_proposed_by_a_form() {
    let (office, served) = office().await;
    let mut ada = office.signed_in("ada", &["contributor:repairs"]).await;
    let mut amy = office.signed_in("amy", &["approver:homes"]).await;
    let add = format!("{WARM}/add");
    ada.get(&add).await.is(200).says("Propose a new action");
    let fields =
        [("title", "Keep spare parts"), ("code", "hire-fitters"), ("owner", "Stores"), ("directorate", "homes"), ("due", "2026-04-30")];
    ada.post(&add, &fields).await.is(422).says("There is an action `hire-fitters` already").says("value=\"Keep spare parts\"");
    let mut fields = fields;
    fields[1].1 = "spare-parts";
    fields[3].1 = "people";
    ada.post(&add, &fields).await.is(422).says("Choose a directorate whose actions you may propose");
    fields[3].1 = "homes";
    ada.post(&add, &fields).await.leads_to("/manage/programmes?done=proposed");
    approve(&mut amy, "/manage/proposals/1").await.leads_to("/manage/programmes?done=approved");
    followed(&office, &served).await;
    assert!(public(&mut amy).await.contains("Keep spare parts"));
    ada.get(&format!("{WARM}/actions/spare-parts")).await.is(200).says("30 April 2026");
}

#[tokio::test]
async fn a_running_server_follows_what_is_approved() {
    let (mut office, _) = office().await;
    let store = office.desk.store.clone();
    let (folder, digest) = folder::read(&crate::council::shipped("fixtures/calder-vale")).unwrap();
    load_folder(&store, &folder, &digest, office.now()).await.unwrap();
    publish::publish(&store, CODE, office.now(), Compared::WithBefore).await.unwrap();
    let sealed = store.current_release(CODE).await.unwrap().unwrap();
    let state = State::new(publish::open(sealed).unwrap(), Arc::clone(&calder_vale().state.built));
    let served = Served::from(Arc::new(state.telling(store.register(CODE).await.unwrap())));
    office.router = http::manage::router(served.clone(), Arc::clone(&office.desk));
    let looking = tokio::spawn({
        let (store, served) = (store.clone(), served.clone());
        async move { follow(&store, CODE, &served, Duration::from_millis(10)).await }
    });
    let mut ada = office.signed_in("ada", &["contributor:repairs"]).await;
    let mut amy = office.signed_in("amy", &["approver:homes"]).await;
    let path = propose(&mut ada, 1).await;
    approve(&mut amy, &path).await.leads_to("/manage/programmes?done=approved");
    while served.now().records.is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    looking.abort();
    assert!(public(&mut amy).await.contains("Thirty-one are done; the rest wait for valves."));
}
