//! Meetings: arranged, published, asked at, answered, corrected and closed; public at once, and nothing lost on a form that is refused.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    http::Request,
};
use domain::{
    people::audit::Deed,
    store::{People, Releases, Sought},
};
use server::http::router;
use tower::ServiceExt;

use super::browser::{Answer, Browser, Office};
use crate::{calder_vale, html::text};

const CODE: &str = "calder-vale";
const LIST: &str = "/manage/meetings";
const NEW: &str = "/manage/meetings/new";
const ONE: &str = "/manage/meetings/1";

const TYPED: [(&str, &str); 4] =
    [("name", "Neighbourhoods <Select> Committee"), ("on", "2099-02-03"), ("at", "18:30"), ("place", "Moot Hall")];

/// A public page, as it is told from what the office has recorded.
async fn public(office: &Office, address: &str) -> (u16, String) {
    let register = office.desk.store.register(CODE).await.unwrap();
    let told = Arc::new(calder_vale().state.telling(register));
    let request = Request::builder().uri(address).body(Body::empty()).unwrap();
    let (parts, body) = router(told).oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, 1 << 26).await.unwrap();
    (parts.status.as_u16(), text(&String::from_utf8_lossy(&bytes)))
}

/// Does something to the meeting as the page that is opened now shows it.
async fn act(browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> Answer {
    browser.get(ONE).await.is(200);
    let seen = seen(&browser.page);
    let fields: Vec<_> = fields.iter().copied().chain([("seen", seen.as_str())]).collect();
    browser.post(ONE, &fields).await
}

fn seen(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"seen\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn add(browser: &mut Browser<'_>, fields: &[(&str, &str)]) {
    let fields: Vec<_> = fields.iter().copied().chain([("act", "add")]).collect();
    act(browser, &fields).await.leads_to(&format!("{ONE}?done=added"));
}

/// A meeting that is published, with a measure of the service repairs, a report and words on its agenda.
async fn published(team: &mut Browser<'_>) {
    team.get(NEW).await.is(200);
    team.post(NEW, &TYPED).await.leads_to(&format!("{ONE}?done=saved"));
    add(team, &[("measure", "repairs-on-time"), ("area", "CV-P05"), ("group", "female"), ("words", "After the frost")]).await;
    add(team, &[("report", "/reports/quarterly/council")]).await;
    add(team, &[("words", "Any other business")]).await;
    act(team, &[("act", "publish")]).await.leads_to(&format!("{ONE}?done=published"));
}

/// Records something at an item.
async fn say(browser: &mut Browser<'_>, at: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("{ONE}/say?{at}");
    browser.get(&path).await.is(200);
    let query = at.split('&').filter_map(|part| part.split_once('='));
    let fields: Vec<_> = query.chain(fields.iter().copied()).collect();
    browser.post(&format!("{ONE}/say"), &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_arranged_published_and_closed() {
    let office = Office::new().await;
    let mut team = office.signed_in("team", &["performance-team"]).await;
    team.get("/manage").await.is(200).says("Agendas, and what was asked and answered");
    team.get(LIST).await.is(200).says("There is no meeting yet.");
    // What is wrong is named, and nothing that was typed is lost.
    team.get(NEW).await.is(200);
    let wrong = [("name", "Vale <Committee>"), ("on", "2026-02-30"), ("at", "25:00"), ("place", "Hall")];
    let refused = team.post(NEW, &wrong).await.is(422).says("such as 2026-02-03").says("such as 10:00 or 18:30");
    assert!(refused.body.contains("value=\"Vale &lt;Committee&gt;\"") && refused.body.contains("value=\"25:00\""), "{}", refused.body);
    team.post(NEW, &TYPED).await.leads_to(&format!("{ONE}?done=saved"));
    team.get(LIST).await.is(200).says("Neighbourhoods &lt;Select&gt; Committee").says("3 February 2099, 18:30, Moot Hall").says("Draft");
    act(&mut team, &[("act", "publish")]).await.is(422).says("Nothing is on the agenda yet: add an item first.");
    act(&mut team, &[("act", "close")]).await.is(422).says("A meeting is published before it is closed.");
    act(&mut team, &[("act", "dance")]).await.is(422).says("use one of the buttons");

    for (fields, told) in [
        ([("measure", "falls"), ("report", "/reports/quarterly/council"), ("group", "")], "clear one of them"),
        ([("measure", "no-such"), ("report", ""), ("group", "")], "There is no such measure"),
        ([("measure", ""), ("report", ""), ("group", "")], "or write what the item is"),
        ([("measure", ""), ("report", "https://example.org/reports/x"), ("group", "")], "without what is before /reports/"),
        ([("measure", "falls"), ("report", ""), ("group", "female")], "is not broken down by sex"),
        ([("measure", ""), ("report", ""), ("group", "female")], "Choose a measure"),
    ] {
        let fields: Vec<_> = fields.into_iter().chain([("act", "add"), ("area", ""), ("words", "")]).collect();
        act(&mut team, &fields).await.is(422).says(told);
    }
    let kept = [("act", "add"), ("measure", "falls"), ("area", "CV-P05"), ("group", "nobody"), ("words", "After the <frost>")];
    let refused = act(&mut team, &kept).await.is(422).says("There is no such group");
    assert!(
        refused.body.contains("<option selected=\"\" value=\"falls\">") || refused.body.contains("selected value=\"falls\""),
        "{}",
        refused.body
    );
    assert!(refused.body.contains("value=\"After the &lt;frost&gt;\""), "{}", refused.body);

    add(&mut team, &[("measure", "repairs-on-time"), ("area", "CV-P05"), ("group", "female"), ("words", "")]).await;
    add(&mut team, &[("words", "First of all")]).await;
    add(&mut team, &[("words", "A mistake")]).await;
    act(&mut team, &[("act", "earlier"), ("item", "2")]).await.leads_to(&format!("{ONE}?done=moved"));
    act(&mut team, &[("act", "remove"), ("item", "3")]).await.leads_to(&format!("{ONE}?done=removed"));
    act(&mut team, &[("act", "remove"), ("item", "3")]).await.is(422).says("There is no such item");
    assert_eq!(public(&office, "/meetings/1").await.0, 404, "a draft is not public");
    assert!(!public(&office, "/meetings").await.1.contains("Select"));
    act(&mut team, &[("act", "publish")]).await.leads_to(&format!("{ONE}?done=published"));
    let (status, words) = public(&office, "/meetings/1").await;
    assert_eq!(status, 200);
    let (before, after) = words.split_once("1. First of all").unwrap();
    assert!(before.contains("Neighbourhoods <Select> Committee") && after.contains("2. Repairs done on time"), "{words}");
    assert!(public(&office, "/meetings").await.1.contains("3 February 2099, 18:30, Moot Hall: 2 items"));

    // Of two who change it at once, the second is told, and keeps what was typed.
    team.get(ONE).await.is(200);
    let stale = [("act", "details"), ("seen", "1"), ("name", "Another name"), ("on", "2099-02-04"), ("at", "10:00"), ("place", "")];
    let refused = team.post(ONE, &stale).await.is(422).says("Somebody changed this meeting since you opened it");
    assert!(refused.body.contains("value=\"Another name\""), "{}", refused.body);
    act(&mut team, &stale[..1].iter().chain(&stale[2..]).copied().collect::<Vec<_>>()).await.leads_to(&format!("{ONE}?done=saved"));
    assert!(public(&office, "/meetings/1").await.1.contains("4 February 2099, 10:00."));
    act(&mut team, &[("act", "close")]).await.leads_to(&format!("{ONE}?done=closed"));
    team.get(ONE).await.is(200).says("stays as it is");
    team.post(ONE, &[("act", "remove"), ("item", "2"), ("seen", "9")]).await.is(422).says("This meeting was closed");
    let audit = office.desk.store.audit(&Sought { limit: 500, ..Sought::default() }).await.unwrap();
    let count = |deed| audit.iter().filter(|one| one.entry.deed == deed && one.entry.on.starts_with("meeting 1, version ")).count();
    // Begun, three items, one moved, one removed, its name changed; what was refused is in no entry.
    assert_eq!([Deed::SaveMeeting, Deed::PublishMeeting, Deed::CloseMeeting].map(count), [7, 1, 1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_asked_answered_corrected_and_withdrawn() {
    let office = Office::new().await;
    let mut team = office.signed_in("team", &["performance-team"]).await;
    let mut councillor = office.signed_in("ward", &["viewer:CV-P05"]).await;
    let mut repairs = office.signed_in("repairs", &["contributor:repairs"]).await;
    let mut others = office.signed_in("others", &["contributor:care"]).await;
    let mut people = office.signed_in("people", &["administrator"]).await;
    team.get(NEW).await.is(200);
    team.post(NEW, &TYPED).await.leads_to(&format!("{ONE}?done=saved"));
    councillor.get(ONE).await.is(404);
    councillor.get(LIST).await.is(200).says("There is no meeting yet.");
    add(&mut team, &[("measure", "repairs-on-time"), ("area", "CV-P05"), ("group", "female"), ("words", "After the frost")]).await;
    add(&mut team, &[("words", "Any other business")]).await;
    act(&mut team, &[("act", "publish")]).await.leads_to(&format!("{ONE}?done=published"));

    // A councillor asks, and arranges nothing.
    let page = councillor.get(ONE).await.is(200);
    assert!(!page.body.contains("Add an item") && !page.body.contains("Move up"), "{}", page.body);
    councillor.post(ONE, &[("act", "close"), ("seen", "4")]).await.is(403);
    people.get(ONE).await.is(403);
    councillor.get(&format!("{ONE}/say?item=1")).await.is(200).says("value=\"Councillor\"");
    councillor.get(&format!("{ONE}/say?item=9")).await.is(404);
    let typed = [("by", "ada@example.org"), ("words", "")];
    let refused = say(&mut councillor, "item=1", &typed).await.is(422).says("Leave the e-mail address out").says("Write what was said.");
    assert!(refused.body.contains("value=\"ada@example.org\"") && refused.body.contains("name=\"item\" value=\"1\""), "{}", refused.body);
    let asked = "Why so late in <b>Mill Lane</b>?";
    say(&mut councillor, "item=1", &[("by", "Councillor"), ("words", asked)]).await.leads_to(&format!("{ONE}?done=recorded"));
    let (_, words) = public(&office, "/meetings/1/1").await;
    assert!(words.contains("Councillor asked") && words.contains(asked), "{words}");
    assert!(!words.contains("Name of ward"), "the public reads a role, and no account");
    let (_, words) = public(&office, "/measures/repairs-on-time/questions").await;
    assert!(words.contains(asked) && words.contains("Neighbourhoods <Select> Committee"), "{words}");
    act(&mut team, &[("act", "remove"), ("item", "1")]).await.is(422).says("Something was asked about this item");

    // Those answer who answer for the measure.
    councillor.get(&format!("{ONE}/say?item=1&answers=1")).await.is(403);
    others.get(&format!("{ONE}/say?item=1&answers=1")).await.is(403);
    others.post(&format!("{ONE}/say"), &[("item", "1"), ("answers", "1"), ("by", "x"), ("words", "x")]).await.is(403);
    repairs.get(&format!("{ONE}/say?item=1&answers=9")).await.is(404);
    repairs.get(&format!("{ONE}/say?item=2&answers=1")).await.is(404);
    say(&mut repairs, "item=1&answers=1", &[("by", "Head of Repairs"), ("words", "Two vans were off the road.")])
        .await
        .leads_to(&format!("{ONE}?done=recorded"));
    assert!(public(&office, "/meetings/1").await.1.contains("Head of Repairs answered"));

    // It is corrected by who recorded it, with a reason, and the words of before are not public.
    let (question, answer) = (format!("{ONE}/remarks/1"), format!("{ONE}/remarks/2"));
    councillor.get(&answer).await.is(403);
    repairs.get(&question).await.is(403);
    repairs.get(&answer).await.is(200);
    repairs
        .post(&answer, &[("act", "correct"), ("seen", "0"), ("words", "Three vans were."), ("reason", "Short")])
        .await
        .is(422)
        .says("Say why")
        .says("Three vans were.");
    repairs
        .post(&answer, &[("act", "correct"), ("seen", "0"), ("words", "Two vans were off the road."), ("reason", "It was misheard.")])
        .await
        .is(422)
        .says("Nothing has been changed");
    repairs
        .post(&answer, &[("act", "correct"), ("seen", "0"), ("words", "Three vans were."), ("reason", "It was misheard.")])
        .await
        .leads_to(&format!("{ONE}?done=corrected"));
    repairs.get(&answer).await.is(200).says("Before it said: Two vans");
    repairs
        .post(&answer, &[("act", "correct"), ("seen", "0"), ("words", "Four."), ("reason", "It was misheard.")])
        .await
        .is(422)
        .says("Somebody changed or withdrew it");
    let (_, words) = public(&office, "/meetings/1").await;
    assert!(words.contains("Three vans were.") && words.contains("Corrected on") && !words.contains("Two vans"), "{words}");

    // Closed, it takes answers and no question; the team withdraws what should not be public.
    act(&mut team, &[("act", "close")]).await.leads_to(&format!("{ONE}?done=closed"));
    say(&mut councillor, "item=2", &[("by", "Councillor"), ("words", "One more?")])
        .await
        .is(422)
        .says("takes answers only")
        .says("One more?");
    say(&mut repairs, "item=1&answers=1", &[("by", "Head of Repairs"), ("words", "They are back.")])
        .await
        .leads_to(&format!("{ONE}?done=recorded"));
    team.get(&question).await.is(200);
    team.post(&question, &[("act", "withdraw"), ("seen", "0"), ("words", ""), ("reason", "It named a resident.")])
        .await
        .leads_to(&format!("{ONE}?done=withdrawn"));
    let (_, words) = public(&office, "/meetings/1").await;
    assert!(words.contains("It named a resident.") && !words.contains("Mill Lane") && !words.contains("They are back."), "{words}");
    team.get(&question).await.is(200).says("It was withdrawn, and stays so.");
    team.get(ONE).await.is(200).says("Withdrawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_release_and_its_preview_know_no_meetings() {
    let office = Office::new().await;
    let mut team = office.signed_in("team", &["performance-team"]).await;
    published(&mut team).await;
    let register = office.desk.store.register(CODE).await.unwrap();
    let then = domain::register::Register { meetings: register.meetings.clone(), ..(*calder_vale().state.register).clone() };
    assert_eq!((register.meetings.len(), then.as_of(1).meetings.len()), (1, 0));
}
