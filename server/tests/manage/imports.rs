//! A file on its way from a browser into force, and out of it.

use axum::http::Method;
use chrono::TimeDelta;
use domain::store::{Imports, Mappings, Store};
use server::{folder, load::load_folder};

use super::browser::{Answer, Browser, Office, PUBLIC};

const HEAD: &str = "measure,area,period,group,numerator,denominator,status\n";
pub(super) const FILE: &str = "/manage/imports/file";

/// An office whose council has been loaded.
pub(super) async fn loaded() -> Office {
    let office = Office::new().await;
    let (folder, digest) = folder::read(&crate::council::shipped("fixtures/calder-vale")).unwrap();
    load_folder(&office.desk.store, &folder, &digest, office.now()).await.unwrap();
    office
}

/// Sends a file, and shows what came of it once it has been read.
pub(super) async fn look(browser: &mut Browser<'_>, name: &str, content: &str) -> Answer {
    browser.get("/manage/imports").await.is(200);
    browser.upload("/manage/imports/upload", &[], name, content).await.leads_to(FILE);
    rested(browser).await
}

/// The page of the file, once nothing is under way.
pub(super) async fn rested(browser: &mut Browser<'_>) -> Answer {
    loop {
        let answer = browser.get(FILE).await;
        if answer.header("refresh").is_empty() {
            return answer;
        }
        assert_eq!((answer.status, answer.header("refresh")), (200, "2"));
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

/// What stands for what the page shows, in the form that accepts it.
fn shown(browser: &Browser<'_>) -> String {
    let found = browser.page.split_once("name=\"shown\" value=\"").and_then(|(_, rest)| rest.split('"').next());
    found.unwrap_or_else(|| panic!("nothing can be accepted: {}", browser.page)).to_owned()
}

/// Accepts what the page shows.
async fn accept(browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> Answer {
    let shown = shown(browser);
    browser.post("/manage/imports/accept", &[fields, &[("shown", &shown)]].concat()).await
}

async fn in_force(office: &Office) -> Vec<(String, bool)> {
    let all = office.desk.store.imports("calder-vale").await.unwrap();
    all.into_iter().map(|import| (import.file, import.withdrawn.is_none())).collect()
}

#[tokio::test]
async fn a_file_is_looked_at_accepted_and_withdrawn() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    browser.get("/manage").await.is(200).says("Bring in the figures of a table");
    browser.get("/manage/imports").await.is(200).says("No file has been imported yet.");
    let before = office.desk.store.latest_batch("calder-vale").await.unwrap();
    let rows = "recycling,CV-D,2024-04-01/P3M,everyone,481,1000,\nrecycling,CV-D,no <period>,everyone,481,1000,\nrecycling,CV-D,2039-04-01/P3M,everyone,1,2,\n";
    let page = look(&mut browser, "C:\\fakepath\\waste.csv", &format!("{HEAD}{rows}")).await.is(200);
    let page = page.says("<h1 id=\"file\">waste.csv</h1>").says("no &lt;period&gt;").says("Refused").says("2 figures can be imported");
    assert!(!page.body.contains("<period>"));
    assert_eq!(office.desk.store.latest_batch("calder-vale").await.unwrap(), before, "nothing is written by looking");
    // The gate: rows are refused, and nobody has said that they are left out.
    accept(&mut browser, &[]).await.is(422).says("1 row is refused");
    assert_eq!(in_force(&office).await, []);
    accept(&mut browser, &[("leave-out", "yes")]).await.leads_to(FILE);
    rested(&mut browser).await.is(200).says("is in force").says("2 figures");
    assert_eq!(in_force(&office).await, [("waste.csv".to_owned(), true)]);
    let import = office.desk.store.imports("calder-vale").await.unwrap().remove(0);
    assert_eq!(import.accepted_by, "team");

    browser.get("/manage/imports").await.is(200).says("2 figures").says("in force");
    let number = import.batch.id.to_string();
    browser.get(&format!("/manage/imports/import?number={number}")).await.is(200).says("481 of 1000").says("Withdraw this import");
    browser.post("/manage/imports/withdraw", &[("number", &number)]).await.leads_to("/manage/imports");
    browser.get("/manage/imports").await.is(200).says("withdrawn");
    browser.post("/manage/imports/withdraw", &[("number", &number)]).await.is(422);
    assert_eq!(in_force(&office).await, [("waste.csv".to_owned(), false)]);
}

#[tokio::test]
async fn imports_are_compared_and_the_same_file_changes_nothing() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    for numerator in ["481", "490"] {
        let file = format!("{HEAD}recycling,CV-D,2024-04-01/P3M,everyone,{numerator},1000,\n");
        look(&mut browser, "waste.csv", &file).await.is(200);
        accept(&mut browser, &[]).await.leads_to(FILE);
        rested(&mut browser).await.is(200).says("is in force");
        // The same again: there is nothing to accept.
        look(&mut browser, "waste.csv", &file).await.is(200);
        accept(&mut browser, &[]).await.is(422).says("Nothing would change");
        browser.post("/manage/imports/give-up", &[]).await.leads_to("/manage/imports");
    }
    let all = office.desk.store.imports("calder-vale").await.unwrap();
    let (second, first) = (all[0].batch.id, all[1].batch.id);
    let page = browser.get(&format!("/manage/imports/import?number={second}&with={first}")).await.is(200);
    page.says(&format!("Against import {first}")).says("481 of 1000").says("490 of 1000");
}

#[tokio::test]
async fn only_what_the_page_showed_is_accepted() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    let file = |numerator: u32| format!("{HEAD}recycling,CV-D,2024-04-01/P3M,everyone,{numerator},1000,\n");
    look(&mut browser, "first.csv", &file(481)).await.is(200);
    let first = shown(&browser);
    // In another window it is put away, and another file is looked at.
    browser.post("/manage/imports/give-up", &[]).await.leads_to("/manage/imports");
    look(&mut browser, "second.csv", &file(490)).await.is(200);
    assert_ne!(shown(&browser), first);
    for stale in [first.as_str(), "", "0"] {
        let page = browser.post("/manage/imports/accept", &[("shown", stale)]).await.is(422);
        page.says("What you accepted is not what is looked at now").says("second.csv").says("490 of 1000");
    }
    assert_eq!(in_force(&office).await, []);
    // The page that says so shows what would be accepted now.
    accept(&mut browser, &[]).await.leads_to(FILE);
    rested(&mut browser).await.is(200).says("is in force");
    // The same file says something else once it would change something else.
    look(&mut browser, "first.csv", &file(481)).await.is(200);
    assert_ne!(shown(&browser), first);
}

#[tokio::test]
async fn of_two_who_accept_at_the_same_moment_the_second_looks_again() {
    let office = loaded().await;
    let mut people = [office.signed_in("one", &["performance-team"]).await, office.signed_in("two", &["performance-team"]).await];
    for (browser, numerator) in people.iter_mut().zip([481, 490]) {
        look(browser, "waste.csv", &format!("{HEAD}recycling,CV-D,2024-04-01/P3M,everyone,{numerator},1000,\n")).await.is(200);
    }
    for browser in &people {
        office.desk.accept_import(&asker(&office, browser).await, false, &shown(browser)).await.unwrap();
    }
    let mut told = Vec::new();
    for browser in &mut people {
        let page = rested(browser).await;
        told.push(page.body.contains("Something else was brought in meanwhile, and nothing was written"));
    }
    assert_eq!(told.iter().filter(|told| **told).count(), 1, "{told:?}");
    assert_eq!(in_force(&office).await.len(), 1);
    // They look at the difference again, and accept it.
    let second = &mut people[usize::from(told[1])];
    assert!(second.page.contains("of 1000</td>"), "{}", second.page);
    accept(second, &[]).await.leads_to(FILE);
    rested(second).await.is(200).says("is in force");
    assert_eq!(in_force(&office).await.len(), 2);
}

#[tokio::test]
async fn what_was_counted_before_is_told_only_to_those_who_may_see_it() {
    let office = loaded().await;
    let file = format!("{HEAD}repairs-on-time,CV-D,2024-04-01/P3M,everyone,2900,3472,\n");
    for (login, grants, before) in
        [("team", &["performance-team"][..], "not shown"), ("eve", &["performance-team", "unmasked:homes"][..], "2904 of 3472")]
    {
        let mut browser = office.signed_in(login, grants).await;
        let page = look(&mut browser, "repairs.csv", &file).await.is(200);
        let page = page.says(before).says("2900 of 3472");
        assert_eq!(page.body.contains("2904"), before != "not shown", "{login}");
        assert_eq!(page.body.contains("<td>2900 of 3472</td><td></td>"), before == "not shown", "{login}: by how much");
    }
}

#[tokio::test]
async fn columns_are_said_kept_and_known_the_next_time() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    let table = "Figures of the depot\n\nwhere,when,done,asked\nCV-D,Q1 2024/25,481,1000\nCV-D,Q2 2024/25,490,1000\n";
    let page = look(&mut browser, "depot.csv", table).await.is(200);
    let page = page.says("The first rows of the sheet").says("Nothing of this file can be imported");
    assert!(page.body.contains("<details id=\"say\" open"), "{}", page.body);
    let said = |first: &'static str| {
        [
            ("header", "3"),
            ("column-0", first),
            ("column-1", "period"),
            ("column-2", "numerator"),
            ("column-3", "denominator"),
            ("measure", "recycling"),
            ("years", "financial"),
        ]
    };
    // Two columns cannot be the numerator; what was said stays on the page.
    let wrong = browser.post("/manage/imports/columns", &said("numerator")).await.is(422).says("Only one column can be this");
    assert!(
        wrong.body.contains("<option selected value=\"denominator\"") || wrong.body.contains("<option selected=\"\" value=\"denominator\""),
        "{}",
        wrong.body
    );
    browser.post("/manage/imports/columns", &said("area")).await.leads_to(FILE);
    rested(&mut browser).await.is(200).says("2 figures can be imported").says("Keep what you said");
    browser.post("/manage/imports/keep", &[("name", " ")]).await.is(422).says("Type a name");
    browser.post("/manage/imports/keep", &[("name", "The depot’s table")]).await.leads_to(FILE);
    assert_eq!(office.desk.store.mappings("calder-vale").await.unwrap().len(), 1);
    browser.post("/manage/imports/give-up", &[]).await.leads_to("/manage/imports");

    // The next file has the same columns two rows higher.
    let next = "Where,When,Done,Asked\nCV-D,Q3 2024/25,481,1000\n";
    look(&mut browser, "depot-q3.csv", next).await.is(200).says("Read by the mapping").says("1 figure can be imported");
    browser.post("/manage/imports/plainly", &[]).await.leads_to(FILE);
    rested(&mut browser).await.is(200).says("Nothing of this file can be imported");
    browser.post("/manage/imports/give-up", &[]).await.leads_to("/manage/imports");
    browser.get("/manage/imports").await.is(200).says("The depot’s table");
    browser.post("/manage/imports/forget", &[("name", "The depot’s table")]).await.leads_to("/manage/imports");
    browser.post("/manage/imports/forget", &[("name", "The depot’s table")]).await.is(422);
    look(&mut browser, "depot-q4.csv", next).await.is(200).says("Nothing of this file can be imported");
}

#[tokio::test]
async fn names_of_measures_are_said_to_be_the_councils() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    let table = "area,period,indicator,value\nCV-D,2031/32,Waste recycled,40.5\nCV-D,2031/32,Litter,4\n";
    look(&mut browser, "kpis.csv", table).await.is(200).says("no measure of the council’s yet".replace('’', "'").as_str());
    let said = [
        ("header", "1"),
        ("column-0", "area"),
        ("column-1", "period"),
        ("column-2", "measure"),
        ("column-3", "value"),
        ("name-0", "Waste recycled"),
        ("is-0", "recycling"),
        ("name-1", "Litter"),
        ("is-1", ""),
    ];
    browser.post("/manage/imports/columns", &said).await.leads_to(FILE);
    rested(&mut browser).await.is(200).says("(recycling): 1 figure");
    accept(&mut browser, &[]).await.leads_to(FILE);
    rested(&mut browser).await.is(200).says("is in force").says("1 figure.");
}

#[tokio::test]
async fn columns_of_figures_are_measures_of_their_own() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    let table = "Waste,Litter\n40,4\n";
    look(&mut browser, "wide.csv", table).await.is(200).says("Nothing of this file can be imported");
    let said = [("header", "1"), ("column-0", "figure"), ("column-1", "figure"), ("period", "2031/32"), ("area", "CV-D")];
    let school = [("years", "academic"), ("name-0", "Waste"), ("is-0", "recycling"), ("name-1", "Litter"), ("is-1", "")];
    browser.post("/manage/imports/columns", &said).await.leads_to(FILE);
    rested(&mut browser).await.is(200).says("Which measure of the council's each name in the file is");
    browser.post("/manage/imports/columns", &[&said[..], &school].concat()).await.leads_to(FILE);
    rested(&mut browser).await.is(200).says("2031/32 school year").says("1 figure can be imported");
    for (field, value, words) in [
        ("header", "99", "number of the row"),
        ("period", "spring", "Write the period as"),
        ("area", "XX", "Choose an area"),
        ("measure", "recycling", "leave this blank"),
    ] {
        let mut wrong = said.to_vec();
        wrong.retain(|(name, _)| *name != field);
        wrong.push((field, value));
        browser.post("/manage/imports/columns", &wrong).await.is(422).says(words);
    }
}

#[tokio::test]
async fn the_measure_of_a_file_is_said_as_it_comes_in() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    browser.get("/manage/imports").await.is(200);
    let table = "area,year,value\nCV-D,2031/32,40\n";
    browser.upload("/manage/imports/upload", &[("measure", "<none>")], "w.csv", table).await.is(422).says("Choose a measure");
    browser.upload("/manage/imports/upload", &[("measure", "recycling")], "w.csv", table).await.leads_to(FILE);
    rested(&mut browser).await.is(200).says("(recycling): 1 figure");
}

#[tokio::test]
async fn a_file_is_its_bringers_alone_and_not_kept_for_ever() {
    let office = loaded().await;
    let mut one = office.signed_in("one", &["performance-team"]).await;
    let mut other = office.signed_in("other", &["performance-team"]).await;
    let file = format!("{HEAD}recycling,CV-D,2024-04-01/P3M,everyone,481,1000,\n");
    look(&mut one, "mine.csv", &file).await.is(200);
    other.get(FILE).await.leads_to("/manage/imports");
    let list = other.get("/manage/imports").await.is(200);
    assert!(!list.body.contains("mine.csv"));
    other.post("/manage/imports/accept", &[]).await.is(422);
    // One at a time.
    one.get("/manage/imports").await.is(200).says("mine.csv");
    one.upload("/manage/imports/upload", &[], "more.csv", &file).await.is(422).says("You are looking at a file already");
    office.later(TimeDelta::minutes(29));
    one.get(FILE).await.is(200);
    office.later(TimeDelta::minutes(31));
    one.get(FILE).await.leads_to("/sign-in");
    one.sign_in("one").await.leads_to("/manage");
    one.get(FILE).await.leads_to("/manage/imports");
    assert_eq!(in_force(&office).await, []);
}

#[tokio::test]
async fn what_is_no_file_is_refused_with_words() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    look(&mut browser, "a.pdf", "%PDF-1.7").await.is(422).says("This file cannot be read").says("a PDF");
    browser.get("/manage/imports").await.is(200);
    browser.upload("/manage/imports/upload", &[], "", "").await.is(422).says("Choose a file");
    browser.post("/manage/imports/upload", &[]).await.is(422).says("Choose a file");
    // One that breaks off.
    browser.get("/manage/imports").await.is(200);
    let token = browser.token();
    let own = [("origin", PUBLIC), ("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=XyZ")];
    let start = format!(
        "--XyZ\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\narea,"
    );
    browser.send(Method::POST, "/manage/imports/upload", &own, start).await.is(422).says("did not come in whole");
    browser.get("/manage/imports").await.is(200).says("Look at it");
    look(&mut browser, "a.csv", &format!("{HEAD}recycling,CV-D,2024-04-01/P3M,everyone,481,1000,\n")).await.is(200);
    browser.get("/manage/imports/import?number=4711").await.is(404);
}

#[tokio::test]
async fn a_file_comes_in_only_behind_the_token_of_its_form() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    browser.get("/manage/imports").await.is(200);
    let token = browser.token();
    let part = |name: &str, value: &str| format!("--XyZ\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let file = "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\narea,value\r\n--XyZ--\r\n";
    let kind = ("content-type", "multipart/form-data; boundary=XyZ");
    let same = [("origin", PUBLIC), ("sec-fetch-site", "same-origin"), kind];
    let other = [("origin", "https://evil.example"), kind];
    for (headers, body) in [
        (&same[..], file.to_owned()),
        (&same[..], part("form_token", "") + file),
        (&same[..], part("form_token", &token[1..]) + file),
        // Behind something else, it is not looked at.
        (&same[..], part("measure", "") + &part("form_token", &token) + file),
        (&same[..], "nonsense".to_owned()),
        (&other[..], part("form_token", &token) + file),
        (&[kind][..], part("form_token", &token) + file),
    ] {
        browser.send(Method::POST, "/manage/imports/upload", headers, body.clone()).await.is(403);
        assert!(office.desk.pending(&asker(&office, &browser).await).await.unwrap().is_none(), "{body}");
    }
    // Somebody who may not import sends the right token: nothing is read of the file.
    let mut viewer = office.signed_in("viewer", &["viewer"]).await;
    viewer.get("/manage").await.is(200);
    viewer.upload("/manage/imports/upload", &[], "a.csv", "area,value\n").await.is(403);
}

pub(super) async fn asker(office: &Office, browser: &Browser<'_>) -> server::manage::Asker {
    office.desk.asker(&browser.cookies["__Host-session"], "a test").await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_that_is_cancelled_is_in_force_or_not_and_it_is_said_which() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    for (number, wait) in [0, 20, 60, 150, 400, 1000].into_iter().enumerate() {
        let days = (0..4_000).map(|day| chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + TimeDelta::days(day));
        let rows: Vec<String> = days.map(|day| format!("recycling,CV-D,{day},everyone,{},1000,\n", number + 1)).collect();
        let rows = rows.concat();
        look(&mut browser, "days.csv", &format!("{HEAD}{rows}")).await.is(200);
        let before = in_force(&office).await.len();
        let who = asker(&office, &browser).await;
        office.desk.accept_import(&who, true, &shown(&browser)).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(wait)).await;
        let done = office.desk.pending(&who).await.unwrap().unwrap().stage().over();
        let late = office.desk.give_up(&who, &crate::calder_vale().state.release.council).await.unwrap();
        let after = in_force(&office).await.len();
        assert_eq!(after, before + usize::from(done || late.is_some()), "{wait}");
        let batch = office.desk.store.latest_batch("calder-vale").await.unwrap().unwrap();
        let council = office.desk.store.council(batch.id).await.unwrap().unwrap();
        let mut figures = 0;
        for measure in &council.measures {
            figures += office.desk.store.observations(batch.id, &measure.code).await.unwrap().len();
        }
        assert_eq!(batch.observations, i64::try_from(figures).unwrap());
    }
}
