//! The audit: whole, searchable, and without personal data.

use chrono::TimeDelta;
use domain::store::{People, Sought};
use server::manage::audit::verify;

use super::browser::{Office, PASSWORD};

#[tokio::test]
async fn what_was_done_is_there_and_nobody_s_name_or_secret() {
    let office = Office::new().await;
    let mut browser = office.signed_in("ada.lovelace@example.org", &["administrator"]).await;
    let mut stranger = office.browser();
    stranger.password("ada.lovelace@example.org", "typed into the wrong box").await.is(422);
    stranger.password("typed into the wrong box", "x").await.is(422);
    let mut viewer = office.signed_in("viewer", &["viewer"]).await;
    viewer.get("/manage/audit").await.is(403);
    let page = browser.get("/manage/audit").await.is(200).says("Tried what they may not do").says("Name of viewer");
    assert_eq!(page.body.matches("<h1").count(), 1);
    let file = browser.get("/manage/audit.csv").await.is(200);
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"audit.csv\"");
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(file.body.as_bytes()).records().map(Result::unwrap).collect();
    let deeds: Vec<&str> = rows.iter().rev().map(|row| &row[3]).collect();
    assert_eq!(
        deeds,
        [
            "user-add",
            "password-right",
            "factor-enrol",
            "sign-in",
            "password-wrong",
            "password-wrong",
            "user-add",
            "password-right",
            "factor-enrol",
            "sign-in",
            "refused",
            "audit-read",
            "audit-export"
        ]
    );
    assert_eq!(rows.iter().rev().map(|row| row[5].split(' ').next().unwrap()).take(2).collect::<Vec<_>>(), ["command", "web"]);
    for trace in ["ada.", "lovelace", "Name of", "typed into", PASSWORD, "192.0.2.1"] {
        assert!(!file.body.contains(trace), "the audit holds {trace}: {}", file.body);
    }
    let head = verify(&office.desk.store, None).await.unwrap();
    assert_eq!(head.number, 13);
    assert!(file.body.contains(&data_encoding::HEXLOWER.encode(&head.digest)));
    // What was kept of it earlier is still in it, and something else is not.
    assert!(verify(&office.desk.store, Some(head)).await.is_ok());
    let other = domain::people::audit::Head { number: 13, digest: [0; 32] };
    assert!(verify(&office.desk.store, Some(other)).await.is_err());
    assert!(verify(&office.desk.store, Some(domain::people::audit::Head { number: 14, ..head })).await.is_err());
}

#[tokio::test]
async fn it_is_searched_by_who_what_and_when() {
    let office = Office::new().await;
    let mut browser = office.signed_in("ada", &["administrator"]).await;
    office.later(TimeDelta::days(3));
    browser.sign_in("ada").await.leads_to("/manage");
    let day = office.now().date();
    let lines = async |browser: &mut super::browser::Browser<'_>, query: String| {
        let page = browser.get(&format!("/manage/audit?{query}")).await.is(200);
        page.body.matches("<th scope=\"row\">").count()
    };
    assert_eq!(lines(&mut browser, "deed=sign-in".into()).await, 2);
    assert_eq!(lines(&mut browser, format!("deed=sign-in&from={day}")).await, 1);
    assert_eq!(lines(&mut browser, format!("deed=sign-in&to={}", day - TimeDelta::days(1))).await, 1);
    assert_eq!(lines(&mut browser, "who=1&deed=sign-in".into()).await, 2);
    assert_eq!(lines(&mut browser, "who=99".into()).await, 0);
    assert_eq!(lines(&mut browser, "before=3".into()).await, 2);
    // By what it was done on, whatever the letters; what is sought is what is downloaded.
    for on in ["import 17", "import 170", "Submission 3: recycling"] {
        office.desk.store.record(&office.desk.here(domain::people::audit::Deed::Import, on.into())).await.unwrap();
    }
    assert_eq!(lines(&mut browser, "on=IMPORT+17".into()).await, 2);
    assert_eq!(lines(&mut browser, "on=recycling&deed=import".into()).await, 1);
    assert_eq!(lines(&mut browser, "on=%25".into()).await, 0);
    let page = browser.get("/manage/audit?on=import+17&deed=import").await.is(200).says("value=\"import 17\"");
    let (_, file) = page.body.split_once("href=\"/manage/audit.csv?").unwrap();
    let file = format!("/manage/audit.csv?{}", file.split('"').next().unwrap().replace("&amp;", "&"));
    assert_eq!(browser.get(&file).await.is(200).body.lines().count(), 3);
    browser.get("/manage/audit?from=yesterday").await.is(422).says("is not a day");
    browser.get("/manage/audit?from=%3Cb%3E").await.is(422);
    browser.get("/manage/audit.csv?from=yesterday").await.is(422);
    for _ in 0..120 {
        office.desk.store.record(&office.desk.here(domain::people::audit::Deed::Refused, "=1+1".into())).await.unwrap();
    }
    let page = browser.get("/manage/audit?deed=refused").await.is(200).says("Older entries");
    let before = page.body.split_once("deed=refused&amp;before=").unwrap().1.split('"').next().unwrap().to_owned();
    assert_eq!(lines(&mut browser, format!("deed=refused&before={before}")).await, 20);
    let file = browser.get("/manage/audit.csv?deed=refused").await.is(200);
    assert_eq!(file.body.lines().count(), 121);
    assert!(file.body.contains(",'=1+1,") && !file.body.contains(",=1+1"), "a formula");
    let all = office.desk.store.audit(&Sought { limit: 1_000, ..Sought::default() }).await.unwrap();
    assert!(all.len() > 130);
}

#[tokio::test]
async fn the_whole_chain_is_checked_from_the_page() {
    let office = Office::new().await;
    let mut browser = office.signed_in("ada", &["administrator"]).await;
    browser.get("/manage/audit").await.is(200).says("href=\"/manage/audit/check\"");
    let page = browser.get("/manage/audit/check").await.is(200).says("The audit is whole");
    let head = verify(&office.desk.store, None).await.unwrap();
    page.says(&format!("measure-up audit verify --holds {}:{}", head.number, data_encoding::HEXLOWER.encode(&head.digest)));
}
