//! Reports drafted by one, frozen by another, read by everybody for good; corrected and withdrawn in public.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request},
};
use domain::{
    people::audit::{Deed, Entry},
    report::document::Document,
    store::{People, Releases, Taken},
};
use server::{
    http::{self, state::Served},
    publish::{self, Compared},
    serve::archive,
};
use sha2::{Digest, Sha256};
use tower::ServiceExt;

use super::browser::{Answer, Browser, Office};
use crate::{calder_vale, html::text, service::moment};

const CODE: &str = "calder-vale";
const LIST: &str = "/manage/reports";
const FORMS: [&str; 6] = ["report.json", "report.html", "report.pdf", "report.ods", "report.docx", "report.csv"];

/// An office whose database has the release that is served, and serves frozen reports.
async fn office() -> (Office, Served) {
    let mut office = Office::with_figures().await;
    let store = office.desk.store.clone();
    publish::publish(&store, CODE, moment(), Compared::WithBefore).await.unwrap();
    let register = store.register(CODE).await.unwrap();
    let served = Served::from(Arc::new(calder_vale().state.telling(register))).with_archive(archive(store, CODE.to_owned()));
    office.router = http::manage::router(served.clone(), Arc::clone(&office.desk));
    (office, served)
}

/// Serves what the database tells now, as the program does within seconds.
async fn follow(office: &Office, served: &Served) {
    served.swap(served.now().telling(office.desk.store.register(CODE).await.unwrap()));
}

async fn public(office: &Office, address: &str) -> (u16, HeaderMap, Vec<u8>) {
    let request = Request::builder().uri(address).body(Body::empty()).unwrap();
    let (parts, body) = office.router.clone().oneshot(request).await.unwrap().into_parts();
    (parts.status.as_u16(), parts.headers, to_bytes(body, 64 * 1024 * 1024).await.unwrap().to_vec())
}

async fn words(office: &Office, address: &str) -> String {
    let (status, _, body) = public(office, address).await;
    format!("{status} {}", text(std::str::from_utf8(&body).unwrap()).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The fields of a draft as its page has them, with some in place of theirs.
async fn write(browser: &mut Browser<'_>, id: i64, act: &str, change: &[(&str, &str)]) -> Answer {
    let path = format!("{LIST}/{id}");
    let page = browser.get(&path).await.is(200);
    let seen = page.body.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut fields: BTreeMap<&str, &str> = [("seen", seen.as_str()), ("title", "Equality in the vale"), ("act", act)].into();
    fields.extend([("in-gaps", "yes"), ("at-gaps", "1"), ("in-notes", "yes"), ("at-notes", "2")]);
    fields.extend(change.iter().copied());
    fields.retain(|_, value| *value != "-");
    browser.post(&path, &fields.into_iter().collect::<Vec<_>>()).await
}

async fn settle(browser: &mut Browser<'_>, id: i64, fields: &[(&str, &str)]) -> Answer {
    let path = format!("{LIST}/{id}");
    browser.get(&path).await.is(200);
    browser.post(&path, fields).await
}

/// Freezes what waits, and looks how far it is until something has come of it: the last answer.
async fn approve(browser: &mut Browser<'_>, id: i64) -> Answer {
    let path = format!("{LIST}/{id}");
    settle(browser, id, &[("act", "approve")]).await.leads_to(&path);
    loop {
        let page = browser.get(&path).await;
        if page.status != 200 || !page.body.contains("It is being frozen") {
            return page;
        }
        // Whoever looks is told how far it is, and looks again by themselves.
        assert!(page.body.contains("<progress") || page.body.contains("0 of 0 are made"), "{}", page.body);
        assert_eq!(page.headers["refresh"].to_str().unwrap().chars().next(), Some('1'), "{:?}", page.headers);
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

/// Begins a report of equality, writes it, hands it in and has it frozen.
async fn freeze(one: &mut Browser<'_>, other: &mut Browser<'_>, id: i64, change: &[(&str, &str)]) {
    one.get(LIST).await.is(200);
    one.post(LIST, &[("what", "equality")]).await.leads_to(&format!("{LIST}/{id}"));
    write(one, id, "hand-in", change).await.leads_to(&format!("{LIST}/{id}?done=handed-in"));
    approve(other, id).await.leads_to(&format!("{LIST}?done=approved"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_written_by_one_frozen_by_another_and_never_changes() {
    let (office, served) = office().await;
    let mut one = office.signed_in("one", &["performance-team"]).await;
    let mut other = office.signed_in("other", &["performance-team"]).await;
    one.get(LIST).await.is(200).says("No report is frozen yet.").says("optgroup label=\"Ward profile\"");
    one.post(LIST, &[("what", "weekly")]).await.is(422).says("Choose what to report.");
    one.post(LIST, &[("what", "ward X1")]).await.is(422).says("Choose one of the reports of this list.");
    one.post(LIST, &[("what", "equality")]).await.leads_to("/manage/reports/1");

    // What is wrong is said, and nothing that was typed is lost.
    let typed = [("title", ""), ("intro-gaps", "Read <this> first.")];
    let page = write(&mut one, 1, "save", &typed).await.is(422).says("Give it a title.").says("Read &lt;this&gt; first.");
    assert!(!page.body.contains("<this>"), "{}", page.body);
    write(&mut one, 1, "save", &[("in-gaps", "-"), ("in-notes", "-")]).await.is(422).says("Choose at least one section.");
    // The order is that of the places, and what is not ticked is not there.
    let change = [("at-gaps", "2"), ("at-notes", "1"), ("intro-gaps", "Read <this> first.\n\nThen this.")];
    write(&mut one, 1, "save", &change).await.leads_to("/manage/reports/1?done=saved");
    write(&mut other, 1, "save", &[("seen", "1"), ("title", "Theirs")]).await.is(422).says("Somebody else saved this report since");
    write(&mut one, 1, "look", &change).await.leads_to("/manage/reports/1/look");
    let look = text(&one.get("/manage/reports/1/look").await.is(200).body);
    let places =
        ["How to read this report", "Gaps between groups", "Read <this> first.", "Then this."].map(|words| look.find(words).unwrap());
    assert!(places.is_sorted(), "{look}");
    assert!(!look.contains("What there is evidence of"), "{look}");

    write(&mut one, 1, "hand-in", &change).await.leads_to("/manage/reports/1?done=handed-in");
    let page = one.get("/manage/reports/1").await.is(200).says("with the figures of release 1").says("Read &lt;this&gt; first.");
    assert!(!page.body.contains("value=\"approve\""), "{}", page.body);
    one.post("/manage/reports/1", &[("act", "approve")]).await.is(403);
    one.waits(None).await;
    other.waits(Some("1 report waits for you to freeze or return")).await;
    one.post("/manage/reports/1", &[("act", "save"), ("title", "Late")]).await.leads_to("/manage/reports/1?done=closed");
    settle(&mut other, 1, &[("act", "take-back")]).await.is(422).says("Only whoever handed it in");
    settle(&mut other, 1, &[("act", "return"), ("note", "No")]).await.is(422).says("Say what is to be changed");
    follow(&office, &served).await;
    assert!(!words(&office, "/reports").await.contains("Frozen reports"), "what waits is not public");
    settle(&mut other, 1, &[("act", "return"), ("note", "Say more of disability.")]).await.leads_to("/manage/reports?done=returned");
    one.get("/manage/reports/1").await.is(200).says("Returned: ").says("Say more of disability.");
    write(&mut one, 1, "hand-in", &change).await.leads_to("/manage/reports/1?done=handed-in");
    approve(&mut other, 1).await.leads_to("/manage/reports?done=approved");
    settle(&mut other, 1, &[("act", "approve")]).await.leads_to("/manage/reports/1?done=closed");

    follow(&office, &served).await;
    assert!(words(&office, "/reports").await.contains("Frozen reports"));
    let page = words(&office, "/reports/frozen/1").await;
    assert!(page.starts_with("200 ") && page.contains("Report 1, frozen on") && page.contains("Equality in the vale"), "{page}");
    assert!(!page.contains("There are newer figures"), "{page}");
    let told = served.now().register.reports[0].clone();
    assert_eq!(told.forms.iter().map(|form| form.name.as_str()).collect::<Vec<_>>(), FORMS);
    let mut first = BTreeMap::new();
    for form in &told.forms {
        let (status, headers, bytes) = public(&office, &told.kept(&form.name)).await;
        assert_eq!((status, bytes.len() as u64), (200, form.bytes), "{}", form.name);
        assert_eq!(format!("{:x}", Sha256::digest(&bytes)), form.sha256, "{}", form.name);
        assert_eq!(headers["cache-control"], "no-cache", "{}: a copy must ask whether it was withdrawn", form.name);
        first.insert(form.name.clone(), bytes);
    }
    assert_eq!(told.digest, told.forms[0].sha256, "the address is the content's");
    let document: Document = serde_json::from_slice(&first["report.json"]).unwrap();
    assert_eq!((document.number, document.address.as_deref(), document.release), (Some(1), Some("/reports/frozen/1"), 1));
    let html = std::str::from_utf8(&first["report.html"]).unwrap();
    assert!(html.contains("Read &lt;this&gt; first.") && !html.contains("<script") && !html.contains("rel=\"stylesheet\""), "{html}");
    assert!(lopdf::Document::load_mem(&first["report.pdf"]).unwrap().get_pages().len() > 1);

    // Another release, and the program that serves it: what was kept is the same byte for byte, and a banner says that there is newer.
    let mut register = (*served.now().register).clone();
    let newest = domain::register::Listed { number: 2, ..register.releases[0].clone() };
    register.releases.insert(0, newest);
    served.swap(served.now().telling(register));
    for (name, bytes) in &first {
        assert_eq!(&public(&office, &told.kept(name)).await.2, bytes, "{name}");
    }
    let nowhere = ["/reports/frozen/2", "/reports/frozen/01", "/reports/frozen/x", "/reports/kept/0/report.pdf"];
    for address in nowhere.map(str::to_owned).into_iter().chain([told.kept("report.exe"), "/releases/1/reports/frozen/1".to_owned()]) {
        assert_eq!(public(&office, &address).await.0, 404, "{address}");
    }
    let deeds = office.desk.store.audit_after(0).await.unwrap().into_iter().map(|one| one.entry.deed);
    let deeds: Vec<_> = deeds.filter(|deed| deed.code().starts_with("report-")).collect();
    let (begin, save, hand, back) = (Deed::BeginReport, Deed::SaveReport, Deed::HandReportIn, Deed::ReturnReport);
    assert_eq!(deeds, [begin, save, hand, back, hand, Deed::FreezeReport]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_frozen_reports_are_compared_one_corrects_the_other_and_what_is_withdrawn_is_told_nowhere() {
    let (office, served) = office().await;
    let mut one = office.signed_in("one", &["performance-team"]).await;
    let mut other = office.signed_in("other", &["performance-team"]).await;
    freeze(&mut one, &mut other, 1, &[]).await;
    follow(&office, &served).await;
    let path = "/manage/reports/frozen/1";
    one.get(path).await.is(200);
    one.post(path, &[("act", "correct"), ("wrong", "No")]).await.is(422).says("Say what, in a few words");
    one.post(path, &[("act", "correct"), ("wrong", "Gaps were left out.")]).await.leads_to("/manage/reports/2");
    one.get("/manage/reports/2").await.is(200).says("It puts right what was wrong in ").says("Gaps were left out.");
    write(&mut one, 2, "hand-in", &[("in-evidence", "yes"), ("at-evidence", "3")]).await.leads_to("/manage/reports/2?done=handed-in");
    approve(&mut other, 2).await.leads_to("/manage/reports?done=approved");
    freeze(&mut one, &mut other, 3, &[("in-gaps", "-")]).await;
    follow(&office, &served).await;

    let first = words(&office, "/reports/frozen/1").await;
    assert!(first.contains("Something in this report was wrong: Gaps were left out. It is right in report 2."), "{first}");
    let second = words(&office, "/reports/frozen/2").await;
    assert!(second.contains("puts right what was wrong in report 1: Gaps were left out."), "{second}");
    let same = words(&office, "/reports/frozen/2/since/1").await;
    assert!(same.starts_with("200 ") && same.contains("Their sentences rest on the same figures."), "{same}");
    let less = words(&office, "/reports/frozen/3/since/1").await;
    assert!(less.contains("Since you last met") && less.contains("not told"), "{less}");
    assert_eq!(public(&office, "/reports/frozen/1/since/2").await.0, 400);
    assert_eq!(public(&office, "/reports/frozen/1/since/9").await.0, 404);

    one.get(path).await.is(200);
    one.post(path, &[("act", "withdraw"), ("sure", "yes"), ("why", "")]).await.is(422).says("Say what, in a few words");
    let first = served.now().register.reports[2].clone();
    let why = ("why", "A person could be recognised.");
    one.post(path, &[("act", "withdraw"), why]).await.is(422).says("Tick that it is to be withdrawn").says("A person could be recognised.");
    one.post(path, &[("act", "withdraw"), ("sure", "yes"), why]).await.leads_to("/manage/reports?done=withdrawn");
    follow(&office, &served).await;
    let gone = words(&office, "/reports/frozen/1").await;
    assert!(gone.starts_with("410 ") && gone.contains("A person could be recognised.") && !gone.contains("Gaps between"), "{gone}");
    assert_eq!(public(&office, "/reports/frozen/3/since/1").await.0, 410);
    // Its title may be what must not be read: no list tells it, but those of the two others.
    for list in ["/reports", "/api/v1/reports?kind=equality"] {
        let told = String::from_utf8(public(&office, list).await.2).unwrap();
        assert_eq!(told.matches("Equality in the vale").count(), 2, "{list}: {told}");
    }
    for form in FORMS {
        assert_eq!(public(&office, &first.kept(form)).await.0, 410, "{form}");
    }

    // The release is withdrawn: nothing of its figures is told by a report any more.
    let mut register = (*served.now().register).clone();
    let withdrawn = register.releases.iter_mut().find(|release| release.number == 1).unwrap();
    withdrawn.withdrawn = Some((moment(), "People could be told from it.".to_owned()));
    let second = register.reports[1].clone();
    served.swap(served.now().telling(register));
    let gone = words(&office, "/reports/frozen/2").await;
    assert!(gone.starts_with("410 ") && gone.contains("The release that its figures are from was withdrawn"), "{gone}");
    for form in FORMS {
        assert_eq!(public(&office, &second.kept(form)).await.0, 410, "{form}");
    }
}

/// What was handed in before its release was withdrawn is shown to nobody, and cannot be frozen.
#[tokio::test(flavor = "multi_thread")]
async fn a_report_whose_release_was_withdrawn_while_it_waited_is_returned() {
    let (office, _served) = office().await;
    let mut one = office.signed_in("one", &["performance-team"]).await;
    let mut other = office.signed_in("other", &["performance-team"]).await;
    one.get(LIST).await.is(200);
    one.post(LIST, &[("what", "equality")]).await.leads_to("/manage/reports/1");
    write(&mut one, 1, "hand-in", &[]).await.leads_to("/manage/reports/1?done=handed-in");
    other.get("/manage/reports/1").await.is(200).says("As it was handed in").says("Gaps between groups");
    let place = "command line".to_owned();
    let entry = Entry { at: moment(), who: None, deed: Deed::WithdrawRelease, on: "release 1".to_owned(), place };
    let store = &office.desk.store;
    publish::publish(store, CODE, moment(), Compared::WithBefore).await.unwrap();
    assert_eq!(store.withdraw_release(CODE, 1, "People could be told from it.", &entry).await.unwrap(), Taken::Done);
    let page = other.get("/manage/reports/1").await.is(200).says("That release was withdrawn");
    assert!(!page.body.contains("Gaps between groups"), "{}", page.body);
    settle(&mut other, 1, &[("act", "approve")]).await.is(422).says("was withdrawn: return it, to be made of another.");
    settle(&mut other, 1, &[("act", "return"), ("note", "Make it of the next release.")]).await.leads_to("/manage/reports?done=returned");
}
