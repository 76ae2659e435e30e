//! Money, surveys and outcomes edited here: a text is checked, proposed by one, approved by another, and public at once.

use std::sync::Arc;

use domain::{
    folder::{Files, part},
    people::audit::Deed,
    store::{People, Releases, Sought},
};
use server::{
    folder,
    http::{
        self,
        state::{Served, State},
    },
};

use super::browser::{Browser, Office};
use crate::{calder_vale, council::shipped, html::text};

const CODE: &str = "calder-vale";
const LIST: &str = "/manage/parts";
const EDIT: &str = "/manage/parts/edit";
const FILE: &str = "money/money.toml";
const OLD: &str = "title = \"New depot, over three years\"";
const NEW: &str = "title = \"New depot, over <four> years\"";

fn files() -> Files {
    part::slim(&folder::texts(&shipped("fixtures/calder-vale")).unwrap())
}

/// What is served: the fixture's release, with this folder and what the office has approved.
async fn state(office: &Office, files: Files) -> State {
    let register = office.desk.store.register(CODE).await.unwrap();
    calder_vale().state.telling(register).from_folder(files).following(Vec::new())
}

async fn office() -> (Office, Served) {
    let mut office = Office::new().await;
    let served = Served::from(Arc::new(state(&office, files()).await));
    office.router = http::manage::router(served.clone(), Arc::clone(&office.desk));
    (office, served)
}

fn changed() -> String {
    let text = files().0.remove(FILE).unwrap();
    assert!(text.contains(OLD));
    text.replace(OLD, NEW)
}

async fn send(browser: &mut Browser<'_>, act: &str, text: &str, reason: &str, seen: &str) -> super::browser::Answer {
    browser.get(&format!("{EDIT}?file={FILE}")).await.is(200);
    // As a browser sends the lines of a text area.
    let text = text.replace('\n', "\r\n");
    browser.post(EDIT, &[("file", FILE), ("act", act), ("text", &text), ("reason", reason), ("seen", seen)]).await
}

async fn settle(browser: &mut Browser<'_>, id: i64, fields: &[(&str, &str)]) -> super::browser::Answer {
    let path = format!("{LIST}/{id}");
    browser.get(&path).await.is(200);
    browser.post(&path, fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_goes_from_a_proposal_to_the_public_page() {
    let (office, served) = office().await;
    let mut one = office.signed_in("one", &["performance-team"]).await;
    let mut other = office.signed_in("other", &["performance-team"]).await;
    let page = one.get(LIST).await.is(200).says(FILE).says("surveys.toml").says("The folder’s own").says("Nothing waits.");
    assert!(!page.body.contains("targets.csv") && !page.body.contains("council.toml"), "{}", page.body);

    let page = send(&mut one, "look", &changed(), "", "0").await.is(200).says("What would change").says("Nothing is proposed yet.");
    let words = text(&page.body).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(&format!("Removed: {OLD} Added: {NEW}")) && words.contains("lines as before"), "{words}");
    assert!(page.body.contains("&lt;four&gt;") && !page.body.contains("<four>"), "{}", page.body);

    send(&mut one, "propose", &changed(), "Late", "0").await.is(422).says("Say why, in a few words").says("&lt;four&gt;");
    send(&mut one, "propose", &changed(), "The depot takes a year longer.", "0").await.leads_to("/manage/parts?done=proposed");
    one.get(&format!("{LIST}?done=proposed")).await.is(200).says("It is proposed.").says("/manage/parts/1");
    send(&mut other, "propose", &changed(), "The depot takes a year longer.", "0").await.is(422).says("Proposal 1 of this file waits");
    let page = one.get("/manage/parts/1").await.is(200).says("You proposed it").says("The depot takes a year longer.");
    assert!(!page.body.contains("value=\"approve\""), "{}", page.body);
    one.post("/manage/parts/1", &[("act", "approve")]).await.is(403);
    one.waits(None).await;
    other.waits(Some("1 change of a text waits for your approval")).await;
    other.get("/manage/parts/1").await.is(200);
    other.post("/manage/parts/1", &[("act", "take-back")]).await.is(422).says("Only whoever proposed it");
    settle(&mut other, 1, &[("act", "return"), ("note", "No")]).await.is(422).says("Say what is to be changed");
    assert!(!text(&other.get("/money").await.is(200).body).contains("<four>"), "what waits is not public");
    settle(&mut other, 1, &[("act", "approve")]).await.leads_to("/manage/parts?done=approved");
    settle(&mut other, 1, &[("act", "approve")]).await.is(422).says("Somebody else has decided");

    // The program has not followed yet: what is shown is the old text, and nobody proposes over the new one that they have not seen.
    let unseen = changed().replace("<four>", "six");
    send(&mut other, "propose", &unseen, "It takes six years.", "0").await.is(422).says("Another text of this file was approved since");
    assert!(other.get(&format!("{EDIT}?file={FILE}")).await.is(200).body.contains("name=\"seen\" value=\"0\""));

    served.swap(state(&office, files()).await);
    assert!(text(&other.get("/money").await.is(200).body).contains("New depot, over <four> years"));
    other.get(LIST).await.is(200).says("Approved here").says("Approved by Name of other");
    // What holds now is what is edited next, and what was looked at before it is told to be old.
    other.get(&format!("{EDIT}?file={FILE}")).await.is(200).says("&lt;four&gt;");
    let again = changed().replace("<four>", "five");
    let page = send(&mut other, "propose", &again, "It takes five years.", "0").await.is(422);
    let page = page.says("Another text of this file was approved since").says("What would change").says("value=\"1\"");
    assert!(text(&page.body).contains("over <four> years") && text(&page.body).contains("over five years"), "{}", page.body);
    send(&mut other, "propose", &changed(), "It takes four years.", "1").await.is(422).says("Nothing has been changed.");

    // The folder's own file is changed: then that holds.
    let mut newer = files();
    newer.0.get_mut(FILE).unwrap().push_str("# Looked through.\n");
    served.swap(state(&office, newer).await);
    assert!(text(&other.get("/money").await.is(200).body).contains("New depot, over three years"));
    other.get(LIST).await.is(200).says("The folder’s own");

    let audit = office.desk.store.audit(&Sought { limit: 500, ..Sought::default() }).await.unwrap();
    let deeds: Vec<_> = audit.iter().rev().filter(|entry| entry.entry.deed.code().starts_with("part-")).collect();
    assert_eq!(deeds.iter().map(|entry| entry.entry.deed).collect::<Vec<_>>(), [Deed::ProposePart, Deed::ApprovePart]);
    assert!(deeds.iter().all(|entry| entry.entry.on == "money/money.toml, proposal 1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_with_faults_is_told_line_by_line_and_kept() {
    let (office, _served) = office().await;
    let mut one = office.signed_in("one", &["performance-team"]).await;
    for (old, new, words) in [
        (OLD, "title = ", "money/money.toml:"),
        ("measure = \"evictions\"", "measure = \"eviction\"", "there is no measure `eviction`"),
        ("newest = 12", "newest = 4", "4 is below the measure&#39;s threshold"),
    ] {
        let text = files().0.remove(FILE).unwrap();
        assert!(text.contains(old));
        let page = send(&mut one, "propose", &text.replacen(old, new, 1), "It has changed.", "0").await.is(422).says("There is a problem");
        let told = page.body.contains(words) || crate::html::plain(&page.body).contains(&crate::html::plain(words));
        assert!(told && page.body.contains("It has changed."), "{words}: {}", page.body);
        assert!(page.body.contains(&new.replace('"', "&quot;")) || page.body.contains(new), "{new} is lost: {}", page.body);
    }
    send(&mut one, "propose", " ", "It has changed.", "0").await.is(422).says("Write the text of the file");
    let long = format!("# {}", "x".repeat(300_000));
    send(&mut one, "propose", &long, "It has changed.", "0").await.is(422).says("longer than 300,000 characters");
    assert!(office.desk.store.register(CODE).await.unwrap().parts.is_empty());
    // Only these files, and a new one of money.
    for file in ["council.toml", "measures/homes.toml", "money/../council.toml", "../secret.toml", ""] {
        one.get(&format!("{EDIT}?file={file}")).await.is(404);
        one.post(EDIT, &[("file", file), ("act", "propose"), ("text", "a = 1"), ("reason", "It has changed."), ("seen", "0")])
            .await
            .is(404);
    }
    one.get(&format!("{EDIT}?file=money/2027.toml")).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approved_text_that_fits_no_longer_is_left_out() {
    let (office, served) = office().await;
    let mut one = office.signed_in("one", &["performance-team"]).await;
    let mut other = office.signed_in("other", &["performance-team"]).await;
    send(&mut one, "propose", &changed(), "The depot takes a year longer.", "0").await.leads_to("/manage/parts?done=proposed");
    settle(&mut other, 1, &[("act", "approve")]).await.leads_to("/manage/parts?done=approved");
    // The measure that the text is about has gone from the folder; so has the gateway from the folder's own file, but not from the text.
    let mut files = files();
    let homes = files.0.get_mut("measures/homes.toml").unwrap();
    *homes = homes.replace("code = \"evictions\"", "code = \"moves\"");
    let now = state(&office, files.clone()).await;
    assert!(now.parts.is_empty() && now.release.council.money == calder_vale().state.release.council.money);
    served.swap(now);
    other.get(LIST).await.is(200).says("The folder’s own");
    // Without a folder nothing is edited, and nothing is lost.
    served.swap(state(&office, Files::default()).await);
    other.get(LIST).await.is(200).says("could not read the council’s folder");
    other.get(&format!("{EDIT}?file={FILE}")).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn dashboards_lead_to_priorities_as_they_are_now() {
    let (office, served) = office().await;
    let before = served.now().key.clone();
    let mut one = office.signed_in("one", &["performance-team"]).await;
    let mut other = office.signed_in("other", &["performance-team"]).await;
    let old = &calder_vale().state.release.council.priorities.list[0];
    let text = files().0.remove("priorities.toml").unwrap();
    let new = text.replacen(&format!("title = \"{}\"", old.title), "title = \"Lamps before anything\"", 1);
    assert_ne!(text, new);
    one.get(&format!("{EDIT}?file=priorities.toml")).await.is(200);
    let fields = [("file", "priorities.toml"), ("act", "propose"), ("text", &new), ("reason", "Residents said so in May."), ("seen", "0")];
    one.post(EDIT, &fields).await.leads_to("/manage/parts?done=proposed");
    settle(&mut other, 1, &[("act", "approve")]).await.leads_to("/manage/parts?done=approved");
    let now = state(&office, files()).await;
    // A browser that holds the catalogue of before must not draw it over this one.
    assert_ne!(now.key, before);
    assert_eq!(now.telling(Arc::clone(&calder_vale().state.register)).following(Vec::new()).key, before, "what goes back is as it was");
    served.swap(now);
    for page in [format!("/areas/{}", old.area), format!("/areas/{}/plan", old.area)] {
        other.get(&page).await.is(200).says("Lamps before anything");
    }
}
