//! Entering figures, handing them in, and the decision on them.

use domain::{
    observation::{Figure, Observation, Provenance},
    period::Period,
    store::{Entries, Imports, State, Store},
};
use server::manage::audit::verify;

use super::browser::{Browser, Office};

const PAGE: &str = "/manage/measures/repairs-on-time/2026-01-01_P3M";

/// What is in force of repairs done on time in a quarter.
async fn in_force(office: &Office, period: &str) -> Vec<Observation> {
    let batch = office.desk.store.latest_batch("calder-vale").await.unwrap().unwrap();
    let all = office.desk.store.observations(batch.id, &"repairs-on-time".parse().unwrap()).await.unwrap();
    let period: Period = period.parse().unwrap();
    all.into_iter().filter(|one| one.period == period).collect()
}

/// Every cell of the table, each part of the quarter before doubled.
async fn doubled(office: &Office) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for one in in_force(office, "2025-10-01/P3M").await {
        if let Figure::Parts { numerator, denominator } = one.figure {
            let name = |slot: &str| format!("c.{}.{}.{slot}", one.area, one.group);
            fields.push((name("numerator"), (2.0 * numerator).to_string()));
            fields.push((name("denominator"), (2.0 * denominator.unwrap()).to_string()));
        }
    }
    fields
}

/// The value of a field of the page shown.
fn value(browser: &Browser<'_>, name: &str) -> String {
    let input =
        browser.page.split('<').find(|part| part.contains(&format!("name=\"{name}\""))).unwrap_or_else(|| panic!("no field {name}"));
    input.split_once("value=\"").map(|(_, rest)| rest.split('"').next().unwrap().to_owned()).unwrap_or_default()
}

/// Sends the form of the page shown, with what it was drawn with and these fields.
async fn send(browser: &mut Browser<'_>, act: &str, fields: &[(String, String)]) -> super::browser::Answer {
    let version = value(browser, "version");
    let own = [("version", version.as_str()), ("act", act), ("by", "")];
    let all: Vec<(&str, &str)> = own.into_iter().chain(fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))).collect();
    browser.post(PAGE, &all).await
}

fn field(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[tokio::test]
async fn a_figure_goes_from_a_draft_to_an_import() {
    let office = Office::with_figures().await;
    let mut ada = office.signed_in("ada", &["contributor:repairs"]).await;
    ada.get("/manage/measures").await.is(200).says("Q4 2025/26: late, was due 21 April 2026").says("Enter Q4 2025/26");
    let page = ada.get(PAGE).await.is(200).says("Nothing has been entered yet").says("Before: Q3 2025/26");
    assert!(page.header("content-security-policy").contains("script-src 'self'; connect-src 'self';"), "{:?}", page.headers);
    assert!(!ada.get("/manage/measures").await.header("content-security-policy").contains("script"));
    let mut fields = doubled(&office).await;
    ada.get(PAGE).await.is(200);
    send(&mut ada, "save", &fields).await.leads_to(&format!("{PAGE}?by="));

    // The browser is closed; another finds the draft.
    ada.cookies.clear();
    office.later(chrono::TimeDelta::seconds(60));
    ada.sign_in("ada").await.leads_to("/manage");
    ada.get(PAGE).await.is(200).says("A draft, saved last by Name of ada");
    assert_eq!(value(&ada, "c.CV-P04.everyone.denominator"), "2336");
    ada.get("/manage/measures").await.is(200).says("Q4 2025/26: draft, late: was due").says("Go on with Q4 2025/26");

    // A jump is told, with its rule and a way to the cell, and is not handed in without a reason.
    let at = fields.iter().position(|(name, _)| name == "c.CV-P08.male.denominator").unwrap();
    fields[at].1 = "9000".to_owned();
    ada.get(PAGE).await.is(200);
    let told =
        send(&mut ada, "submit", &fields).await.is(422).says("It cannot be handed in yet").says("Ten times the figure before, or a tenth");
    let told =
        told.says(&format!("href=\"{PAGE}?by=sex&amp;checked=yes#c.CV-P08.male.denominator\"")).says("A part is larger than the whole");
    assert!(told.body.contains("The rule: "), "{}", told.body);
    fields[at].1 = doubled(&office).await[at].1.clone();
    let everyone = fields.iter().position(|(name, _)| name == "c.CV-P08.everyone.numerator").unwrap();
    let one_less = (fields[everyone].1.parse::<u32>().unwrap() - 1).to_string();
    fields[everyone].1 = one_less;
    fields.push(field("role", "Repairs Manager"));
    fields.push(field("commentary", "Joiners left.\r\nStill pleased."));
    send(&mut ada, "check", &fields).await.leads_to(&format!("{PAGE}?by=&checked=yes#findings"));
    ada.get(&format!("{PAGE}?checked=yes"))
        .await
        .is(200)
        .says("Groups do not add up")
        .says("It does not say why")
        .says("It does not say what happens next");
    for check in ["groups", "areas"] {
        fields.push((format!("print.{check}"), value(&ada, &format!("print.{check}"))));
        fields.push(field(&format!("reason.{check}"), "One tenant moved."));
    }
    send(&mut ada, "submit", &fields).await.leads_to("/manage/measures?done=submitted");
    ada.get(PAGE).await.is(200).says("It waits for approval");
    ada.get("/manage/measures?done=submitted").await.is(200).says("1 waiting for approval").says("It is handed in");
    // Nobody is told of what they do not decide on.
    ada.waits(None).await;

    // An approver sees all of it, returns it, and then approves.
    let mut grace = office.signed_in("grace", &["approver:homes"]).await;
    grace.waits(Some("1 submission of figures waits for your approval")).await;
    let list = grace.get("/manage/approvals").await.is(200).says("Repairs done on time, Q4 2025/26").says("Submitted by Name of ada");
    let path = list
        .body
        .split_once("href=\"/manage/approvals/")
        .map(|(_, rest)| format!("/manage/approvals/{}", rest.split('"').next().unwrap()))
        .unwrap();
    grace.get(&path).await.is(200).says("One tenant moved.").says("Joiners left.").says("6400 of 7200 (88.9%)").says("43 new, 1 changed");
    grace.post(&path, &[("act", "return"), ("version", "1"), ("note", " ")]).await.is(422).says("Say what is to be changed");
    let version = value(&grace, "version");
    grace
        .post(&path, &[("act", "return"), ("version", &version), ("note", "Whose count is it?")])
        .await
        .leads_to("/manage/approvals?done=returned");
    grace
        .get("/manage/approvals?done=returned")
        .await
        .is(200)
        .says("Nothing waits for your approval")
        .says("It is returned with your note");
    grace.waits(None).await;
    ada.waits(Some("Repairs done on time, Q4 2025/26: returned to you")).await;
    ada.waits(Some("Whose count is it?")).await;
    ada.get("/manage/measures").await.is(200).says("Q4 2025/26: returned").says("Mend Q4 2025/26");
    ada.get(PAGE).await.is(200).says("Whose count is it?");
    assert_eq!(value(&ada, "reason.groups"), "One tenant moved.");
    send(&mut ada, "submit", &[field("c.CV-P08.sex-unknown.numerator", "z"), field("c.CV-P08.sex-unknown.denominator", "")])
        .await
        .leads_to("/manage/measures?done=submitted");
    grace.get(&path).await.is(200);
    let version = value(&grace, "version");
    grace.post(&path, &[("act", "approve"), ("version", "3")]).await.is(422).says("Somebody else has decided or changed it");
    grace.post(&path, &[("act", "approve"), ("version", &version)]).await.leads_to("/manage/approvals?done=approved");
    grace.get(&path).await.is(200).says("It has been approved");

    let now = in_force(&office, "2026-01-01/P3M").await;
    let city = now.iter().find(|one| one.area.as_str() == "CV-D" && one.group.is_everyone()).unwrap();
    assert_eq!((city.figure, city.provenance), (Figure::Parts { numerator: 6400.0, denominator: Some(7200.0) }, Provenance::Council));
    let imports = office.desk.store.imports("calder-vale").await.unwrap();
    assert_eq!(
        (imports.len(), imports[0].file.as_str(), imports[0].accepted_by.as_str()),
        (1, "Entry: repairs-on-time 2026-01-01/P3M", "grace")
    );
    ada.get("/manage/measures").await.is(200).says("Q4 2025/26 is in, and not released").says("Q1 2026/27: late");
    verify(&office.desk.store, None).await.unwrap();

    // What was said is held against what is said next; and what is in force is where a correction begins.
    ada.get("/manage/measures/repairs-on-time/2026-04-01_P3M")
        .await
        .is(200)
        .says("What was said of the period before")
        .says("Still pleased.");
    ada.get(PAGE).await.is(200).says("Nothing has been entered yet");
    assert_eq!(value(&ada, "c.CV-P04.everyone.denominator"), "2336");
}

#[tokio::test]
async fn the_second_of_two_at_once_is_told_and_loses_nothing() {
    let office = Office::with_figures().await;
    let mut ada = office.signed_in("ada", &["contributor:repairs"]).await;
    let mut grace = office.signed_in("grace", &["performance-team"]).await;
    ada.get(PAGE).await.is(200);
    grace.get(PAGE).await.is(200);
    let saved =
        send(&mut ada, "auto", &[field("c.CV-D.everyone.numerator", "6400"), field("c.CV-D.everyone.denominator", "7200")]).await.is(200);
    assert!(saved.body.starts_with("<section id=\"findings\""), "{}", saved.body);
    assert!(saved.body.contains("data-version=\"1\""), "{}", saved.body);
    let mine = [field("c.CV-D.everyone.numerator", "6401")];
    send(&mut grace, "auto", &mine).await.is(409).says("Somebody else has saved it since you opened it (Name of ada");
    grace.get(&format!("{PAGE}?by=")).await.is(200);
    let late = [("version", "0"), ("act", "save"), ("by", ""), ("c.CV-D.everyone.numerator", "6401")];
    grace.post(PAGE, &late).await.is(422).says("nothing of what you typed is kept yet");
    assert_eq!(value(&grace, "c.CV-D.everyone.numerator"), "6401");
    // To save again puts theirs over the other's, and leaves the rest.
    send(&mut grace, "save", &mine).await.leads_to(&format!("{PAGE}?by="));
    grace.get(PAGE).await.is(200);
    assert_eq!((value(&grace, "c.CV-D.everyone.numerator"), value(&grace, "c.CV-D.everyone.denominator")), ("6401".into(), "7200".into()));
    assert_eq!(value(&grace, "version"), "2");
}

#[tokio::test]
async fn nobody_approves_what_they_had_a_hand_in() {
    let office = Office::with_figures().await;
    let mut ada = office.signed_in("ada", &["contributor:repairs"]).await;
    let mut grace = office.signed_in("grace", &["performance-team"]).await;
    grace.get(PAGE).await.is(200);
    send(&mut grace, "save", &doubled(&office).await).await.leads_to(&format!("{PAGE}?by="));
    ada.get(PAGE).await.is(200);
    send(&mut ada, "submit", &[]).await.leads_to("/manage/measures?done=submitted");
    let outline = office.desk.store.submissions("calder-vale").await.unwrap().remove(0);
    assert_eq!(outline.state, State::Submitted);
    let path = format!("/manage/approvals/{}", outline.id);
    grace.get(&path).await.is(200).says("nobody approves their own");
    grace.waits(None).await;
    for act in ["approve", "return"] {
        let version = outline.version.to_string();
        grace.post(&path, &[("act", act), ("version", &version), ("note", "Mine.")]).await.is(403);
    }
    assert!(office.desk.store.imports("calder-vale").await.unwrap().is_empty());
}

#[tokio::test]
async fn rows_are_pasted_without_script() {
    let office = Office::with_figures().await;
    let mut ada = office.signed_in("ada", &["contributor:repairs"]).await;
    ada.get(PAGE).await.is(200);
    let rows = "Area\tOn time\tAll\nCalder Vale\t6,400\t7,200\nAldershaw\t896\nNowhere\t1\t2";
    let answer = send(&mut ada, "paste", &[field("paste", rows)]).await.is(200).says("These rows could not be placed");
    answer.says("Row 3: the row has 2 cells").says("Row 4: no area here is called “Nowhere”");
    assert_eq!(value(&ada, "c.CV-D.everyone.numerator"), "6,400");
    send(&mut ada, "paste", &[field("paste", "Aldershaw\t896\t896")]).await.leads_to(&format!("{PAGE}?by="));
    let long = "9".repeat(61);
    send(&mut ada, "save", &[field("c.CV-D.everyone.numerator", &long)]).await.is(422).says("longer than 60 characters");
    send(&mut ada, "save", &[field("c.CV-N1.everyone.numerator", "1"), field("c.CV-D.under-25.numerator", "1"), field("c.x", "1")]).await;
    let measure = "repairs-on-time".parse().unwrap();
    let kept = office.desk.store.open_submission("calder-vale", &measure, "2026-01-01/P3M".parse().unwrap());
    let kept = kept.await.unwrap().unwrap();
    assert_eq!(kept.cells.len(), 4, "{:?}", kept.cells);
}

#[tokio::test]
async fn figures_of_before_are_shown_to_those_who_may_see_them() {
    let office = Office::with_figures().await;
    let before = "/manage/measures/evictions/2025-10-01_P3M";
    let mut ada = office.signed_in("ada", &["contributor:repairs"]).await;
    ada.get(before).await.is(200).says("Before: Q2 2025/26");
    assert_eq!(value(&ada, "c.CV-P04.everyone.numerator"), "1");
    let mut grace = office.signed_in("grace", &["performance-team"]).await;
    let masked = grace.get(before).await.is(200);
    assert!(!masked.body.contains("Before: "), "{}", masked.body);
    assert_eq!(value(&grace, "c.CV-P04.everyone.numerator"), "");
    // Another service's, and what is not there.
    ada.get("/manage/measures/recycling/2026-01-01_P3M").await.is(403);
    // Nor does a measure of quarters take a month, or a quarter that has not begun.
    for nothing in ["/manage/measures/evictions/2026-01-01_P1M", "/manage/measures/evictions/2027-04-01_P3M"] {
        ada.get(nothing).await.is(404);
    }
    for nothing in ["/manage/measures/nothing/2026-01-01_P3M", "/manage/measures/evictions/yesterday", "/manage/measures/nothing"] {
        ada.get(nothing).await.is(404);
    }
    ada.get("/manage/measures/evictions?period=Q3+2025/26").await.leads_to(before);
    ada.get("/manage/measures/evictions?period=soon").await.is(422).says("“soon” is not a period");
}
