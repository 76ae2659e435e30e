//! What is somebody's own on their page, and the digest of it by e-mail: to a mail server on this machine.

use std::{sync::Arc, time::Duration};

use axum::http::Method;
use chrono::{NaiveDate, TimeDelta};
use domain::{
    people::audit::Deed,
    store::{Digests, Letter, People, Seen, Sought, Store},
};
use server::{
    http::state::State,
    load::load,
    mail::{Mail, Security, round},
    manage::{Desk, secret, settings::Settings},
    publish::{self, Compared},
};

use super::{
    browser::{Browser, Office, PUBLIC},
    mail_server::{Heard, MailServer, Play},
};
use crate::{
    calder_vale,
    council::{Copy, shipped},
    html::text,
};

const ADA: &str = "ada@example.org";

/// How an office is set up that sends by a server.
fn settings(server: &MailServer) -> Settings {
    let mail = Mail {
        server: "127.0.0.1".to_owned(),
        port: server.port,
        security: Security::None,
        from: "Measure Up <measures@example.org>".parse().unwrap(),
        login: None,
        certificate: None,
        origin: PUBLIC.to_owned(),
        every: 3600,
        patience: Duration::from_millis(300),
    };
    Settings::read(Some(PUBLIC), [127, 0, 0, 1].into(), true).unwrap().with_mail(Some(mail))
}

/// An office in the morning of a day.
async fn office_on(server: &MailServer, day: &str) -> Office {
    let office = Office::with(settings(server)).await;
    set(&office, day);
    office
}

/// Sets the clock to the morning of a day.
fn set(office: &Office, day: &str) {
    let morning = day.parse::<NaiveDate>().unwrap().and_hms_opt(8, 0, 0).unwrap();
    office.later(morning - office.now());
}

/// Somebody who has asked for a digest.
async fn asks<'a>(office: &'a Office, login: &str, grants: &[&str]) -> Browser<'a> {
    let mut browser = office.signed_in(login, grants).await;
    browser.get("/manage").await.is(200).says("Send me a digest");
    browser.post("/manage/digest", &[("address", login)]).await.leads_to("/manage");
    browser
}

/// A round: how many letters were sent, and how many failed.
async fn look(desk: &Desk) -> (usize, usize) {
    let round = round(desk, &calder_vale().state).await.unwrap();
    (round.sent, round.failed)
}

/// What ends the digest, as a letter carries it: a path of this site.
fn end(heard: &Heard) -> String {
    let header = heard.header("List-Unsubscribe");
    let address = header.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or_else(|| panic!("{header}"));
    address.strip_prefix(PUBLIC).unwrap().to_owned()
}

#[tokio::test]
async fn a_digest_is_asked_for_sent_once_and_ended_by_one_click() {
    let server = MailServer::start();
    let office = office_on(&server, "2025-11-10").await;
    let mut ada = asks(&office, ADA, &["approver:homes"]).await;
    ada.get("/manage").await.says(ADA).says("None has been sent yet.").says("Send me no more of these");
    // The boilers are put off on this day: what is told of today is told tomorrow.
    assert_eq!(look(&office.desk).await, (0, 0));
    set(&office, "2025-11-11");
    assert_eq!(look(&office.desk).await, (1, 0));
    assert_eq!(look(&office.desk).await, (0, 0), "it has been told");

    let heard = server.heard();
    assert_eq!(heard.len(), 1);
    let letter = &heard[0];
    assert!(
        letter.from.starts_with("MAIL FROM:<measures@example.org>") && letter.to.starts_with("RCPT TO:<ada@example.org>"),
        "{letter:?}"
    );
    for (name, value) in [
        ("Subject", "Calder Vale District Council: something of yours has changed"),
        ("From", "\"Measure Up\" <measures@example.org>"),
        ("To", ADA),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("Auto-Submitted", "auto-generated"),
        ("Date", "Tue, 11 Nov 2025 08:00:00 +0000"),
    ] {
        assert_eq!(letter.header(name), value, "{name}");
    }
    let body = letter.body();
    for words in [
        "What has changed of yours since 9 November 2025",
        "1. Replace the forty oldest boilers",
        "Put off from 30 November 2025 to 31 December 2025: The supplier was late.",
        "Made up, so that the example can be explored.",
        "https://measures.example.org/programmes/warm-homes#replace-boilers",
        "once a week at most",
    ] {
        assert!(body.contains(words), "{words} is not in {body}");
    }
    assert!(!body.contains("\n2. "), "nothing else: {body}");

    // Somebody who looks at the link ends nothing; a mailbox that posts does, as often as it likes, without a cookie.
    let path = end(letter);
    let mut stranger = office.browser();
    let looked = stranger.get(&path).await.is(200).says("End the digest");
    assert_eq!((looked.header("referrer-policy"), looked.header("cache-control")), ("no-referrer", "no-store"));
    assert!(looked.headers.get("set-cookie").is_none(), "nothing is kept of whoever looks");
    assert!(office.desk.store.digests(office.now() + TimeDelta::days(30)).await.unwrap().len() == 1);
    for _ in 0..2 {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        stranger.send(Method::POST, &path, &form, "List-Unsubscribe=One-Click".to_owned()).await.is(200).says("The digest has ended");
    }
    let wrong = format!("/unsubscribe/{}", "A".repeat(43));
    for path in [wrong.as_str(), "/unsubscribe/x", "/unsubscribe/%00"] {
        stranger.get(path).await.is(404).says("This link ends nothing");
        stranger.send(Method::POST, path, &[], String::new()).await.is(404);
    }
    // A slip later on is told to nobody.
    set(&office, "2026-01-02");
    assert_eq!((look(&office.desk).await, server.heard().len()), ((0, 0), 1));
    ada.get("/manage").await.leads_to("/sign-in");
    let deeds = office.desk.store.audit(&Sought { limit: 100, ..Sought::default() }).await.unwrap();
    let of = |deed| deeds.iter().filter(|one| one.entry.deed == deed).collect::<Vec<_>>();
    assert_eq!((of(Deed::AskDigest).len(), of(Deed::EndDigest).len()), (1, 1), "ended once");
    assert!(of(Deed::EndDigest)[0].entry.who.is_none() && of(Deed::EndDigest)[0].entry.on.starts_with("user "));
    assert!(deeds.iter().all(|one| !one.entry.on.contains('@') && !one.entry.place.contains('@')), "no address in the audit");
}

#[tokio::test]
async fn whatever_goes_wrong_is_tried_again_with_growing_waits_and_sent_once() {
    let server = MailServer::start();
    let office = office_on(&server, "2025-11-10").await;
    asks(&office, ADA, &["approver:homes"]).await;
    set(&office, "2025-11-11");
    let mut hours = 1;
    for play in [
        Play::Says("connect", "554 no"),
        Play::Drops("connect"),
        Play::Hangs("EHLO"),
        Play::Says("MAIL", "451 later"),
        Play::Says("RCPT", "550 5.1.1 <ada@example.org> is unknown"),
        Play::Drops("DATA"),
        Play::Says(".", "452 full"),
    ] {
        server.plays(play);
        assert_eq!(look(&office.desk).await, (0, 1), "{play:?}");
        assert_eq!(look(&office.desk).await, (0, 0), "{play:?}: it waits");
        office.later(TimeDelta::hours(hours) - TimeDelta::seconds(1));
        assert_eq!(look(&office.desk).await, (0, 0), "{play:?}: it still waits");
        office.later(TimeDelta::seconds(1));
        hours *= 2;
    }
    server.plays(Play::Right);
    assert_eq!(look(&office.desk).await, (1, 0));
    let heard = server.heard();
    assert_eq!(heard.iter().map(|letter| letter.taken).collect::<Vec<_>>(), [false, true]);
    // A mailbox that had the first after all knows the second.
    assert_eq!(heard[0].header("Message-ID"), heard[1].header("Message-ID"));
    assert_ne!(end(&heard[0]), end(&heard[1]), "each has a token of its own");
    let wanted = office.desk.store.digests(office.now() + TimeDelta::days(7)).await.unwrap();
    assert_eq!((wanted[0].failures, wanted[0].sent_at), (0, Some(office.now())));
    // Both tokens end it.
    office.browser().send(Method::POST, &end(&heard[0]), &[], String::new()).await.is(200).says("The digest has ended");
    assert!(office.desk.store.digests(office.now() + TimeDelta::days(30)).await.unwrap().is_empty());
}

#[tokio::test]
async fn two_who_look_at_once_and_one_that_was_killed_send_nothing_twice() {
    let server = MailServer::start();
    let office = office_on(&server, "2025-11-10").await;
    asks(&office, ADA, &["approver:homes"]).await;
    set(&office, "2025-11-11");
    // Another program on the same database.
    let now = office.now();
    let other = Desk::open(office.desk.store.clone(), settings(&server), Arc::new(move || now)).await.unwrap();
    let (one, two) = tokio::join!(look(&office.desk), look(&other));
    assert_eq!((one.0 + two.0, one.1 + two.1, server.heard().len()), (1, 0, 1));
    // Begun, and then the program was killed: it may have been sent.
    asks(&office, "eve@example.org", &["approver:homes"]).await;
    set(&office, "2026-01-02");
    let wanted = office.desk.store.digests(office.now()).await.unwrap();
    assert_eq!(wanted.len(), 2);
    let eve = wanted.iter().find(|one| one.address.reveal().starts_with("eve")).unwrap();
    let until = office.now().date() - TimeDelta::days(1);
    let not_before = office.now() + TimeDelta::days(7);
    let tells = Seen { release: eve.told.release, until };
    let letter = Letter { token: secret::sha256(b"x"), tells, items: 1, at: office.now(), not_before };
    assert!(office.desk.store.begin_letter(eve, &letter).await.unwrap().is_some());
    assert_eq!(look(&office.desk).await, (1, 0), "to Ada, whose action was to be done by the last of December");
    assert!(server.heard().iter().all(|letter| letter.header("To") == ADA));
}

#[tokio::test]
async fn nobody_is_sent_what_is_not_theirs_and_leavers_are_sent_nothing() {
    let server = MailServer::start();
    let office = office_on(&server, "2025-11-10").await;
    for (login, grants) in [
        ("ward@example.org", &["viewer", "viewer:CV-P05"][..]),
        ("elsewhere@example.org", &["viewer", "viewer:CV-P01"]),
        ("people@example.org", &["approver:people"]),
        ("leaver@example.org", &["approver:homes"]),
    ] {
        asks(&office, login, grants).await;
    }
    // Nothing is offered to somebody of whom nothing is.
    let mut viewer = office.signed_in("viewer@example.org", &["viewer"]).await;
    let page = viewer.get("/manage").await.is(200).says("No measure, action or area is yours");
    assert!(!page.body.contains("Send me a digest"));
    let mut administrator = office.signed_in("admin@example.org", &["administrator"]).await;
    let leaver = office.desk.store.account(&"leaver@example.org".parse().unwrap()).await.unwrap().unwrap().user.id;
    administrator.get("/manage/people").await.is(200);
    administrator.post("/manage/people/deactivate", &[("user", &leaver.to_string())]).await.leads_to("/manage/people");
    set(&office, "2025-11-11");
    assert_eq!(look(&office.desk).await, (1, 0));
    let heard = server.heard();
    assert_eq!((heard.len(), heard[0].header("To")), (1, "ward@example.org".to_owned()));
    assert_eq!(office.desk.store.digest_of(leaver).await.unwrap(), None, "the address is gone");
}

#[tokio::test]
async fn an_address_is_one_or_is_not_taken() {
    let server = MailServer::start();
    let office = office_on(&server, "2025-11-10").await;
    let mut ada = office.signed_in(ADA, &["approver:homes"]).await;
    ada.get("/manage").await.is(200).says("value=\"ada@example.org\"");
    for wrong in ["", "ada", "ada@example.org, eve@example.org", "ada@example.org\r\nBcc: eve@example.org", "<ada@example.org>"] {
        let page = ada.post("/manage/digest", &[("address", wrong)]).await.is(422);
        let page = page.says("There is a problem").says("Write one e-mail address").says("aria-invalid");
        assert!(page.body.contains("<title>Error: Your pages"), "{wrong}");
    }
    assert!(office.desk.store.digests(office.now()).await.unwrap().is_empty());
    ada.post("/manage/digest", &[("address", " ada@example.com ")]).await.leads_to("/manage");
    ada.get("/manage").await.is(200).says("ada@example.com");
    ada.post("/manage/digest/end", &[]).await.leads_to("/manage");
    ada.get("/manage").await.is(200).says("Send me a digest");
}

/// The state of a council's newest release.
async fn served(office: &Office) -> State {
    let sealed = office.desk.store.current_release("calder-vale").await.unwrap().unwrap();
    let state = State::new(publish::open(sealed).unwrap(), Arc::clone(&calder_vale().state.built));
    let register = domain::store::Releases::register(&office.desk.store, "calder-vale").await.unwrap();
    state.telling(register)
}

#[tokio::test]
async fn a_figure_is_told_that_passed_the_test_of_chance() {
    let server = MailServer::start();
    let office = office_on(&server, "2026-02-10").await;
    let copy = Copy::of(&shipped("fixtures/calder-vale"));
    let publish = async || {
        load(&office.desk.store, &copy.folder, office.now()).await.unwrap();
        publish::publish(&office.desk.store, "calder-vale", office.now(), Compared::WithBefore).await.unwrap();
        office.later(TimeDelta::minutes(1));
    };
    publish().await;
    asks(&office, ADA, &["contributor:repairs"]).await;
    let first = served(&office).await;
    assert_eq!(round(&office.desk, &first).await.unwrap().sent, 0, "nothing is new");
    let file = "observations/homes-and-care.csv";
    let (none, bad) =
        ("repairs-on-time,CV-D,2026-01-01/P3M,everyone,,,,,,d,", "repairs-on-time,CV-D,2026-01-01/P3M,everyone,2000,3600,,,,,");
    copy.edit(file, none, bad);
    publish().await;
    let second = served(&office).await;
    assert_eq!(second.release.catalogue.release, 2);
    assert_eq!(round(&office.desk, &second).await.unwrap().sent, 1);
    let body = server.heard()[0].body();
    for words in [
        "1. Repairs done on time",
        "55.6% in Q4 2025/26. Getting worse: the difference from a year before is more than chance would give. Off target.",
        "https://measures.example.org/measures/repairs-on-time",
    ] {
        assert!(body.contains(words), "{words} is not in {body}");
    }
    assert!(!server.heard()[0].header("Subject").contains("55"), "no figure in the subject");
    // A week later nothing else is new.
    office.later(TimeDelta::days(8));
    assert_eq!(round(&office.desk, &second).await.unwrap().sent, 0);
}

#[tokio::test]
async fn the_first_page_gathers_what_is_ones_own_until_it_was_seen() {
    let server = MailServer::start();
    let office = office_on(&server, "2025-11-20").await;
    let mut ada = office.signed_in(ADA, &["viewer:CV-P05"]).await;
    let page = ada.get("/manage").await.is(200);
    let words = text(&page.body);
    for expected in [
        "Late",
        "Due soon",
        "Changed since 21 October 2025",
        "You have not said yet that you have looked.",
        "Put off from 30 November 2025",
    ] {
        assert!(words.contains(expected), "{expected} is not in {words}");
    }
    assert!(page.body.contains("href=\"/programmes/warm-homes#replace-boilers\""));
    // To open it again says nothing; only the button does.
    let again = ada.get("/manage").await.is(200);
    assert!(text(&again.body).contains("Put off from 30 November 2025"));
    let field = |name: &str| {
        let start = format!("name=\"{name}\" value=\"");
        again.body.split_once(&start).unwrap().1.split('"').next().unwrap().to_owned()
    };
    let (release, until) = (field("release"), field("until"));
    assert_eq!(until, "2025-11-20");
    for (release, until) in [("99", until.as_str()), (release.as_str(), "2025-11-21"), ("", ""), (release.as_str(), "soon")] {
        ada.post("/manage/seen", &[("release", release), ("until", until)]).await.is(422);
        ada.get("/manage").await.is(200);
    }
    ada.post("/manage/seen", &[("release", &release), ("until", &until)]).await.leads_to("/manage");
    let seen = text(&ada.get("/manage").await.is(200).body);
    assert!(seen.contains("Changed since you last looked (20 November 2025)") && seen.contains("Nothing of yours has changed."), "{seen}");
    assert!(!seen.contains("Put off from 30 November"), "{seen}");
    // An earlier day takes nothing back.
    ada.post("/manage/seen", &[("release", &release), ("until", "2025-01-01")]).await.leads_to("/manage");
    ada.get("/manage").await.says("20 November 2025");
}
