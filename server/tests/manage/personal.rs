//! Files with personal data: nothing of them is read, kept or shown.

use domain::store::{People, Sought};

use super::imports::{FILE, loaded, look};

/// What may never come back: parts of the file below.
const PERSONAL: [&str; 7] = ["Okafor", "okafor", "Whitfield", "01514960123", "0151 496", "AB123456C", "Mill Lane"];

fn file(header: &str, cell: &str) -> String {
    format!("area,period,measure,value,{header}\nCV-D,2024-04-01/P3M,recycling,40,{cell}\n")
}

#[tokio::test]
async fn a_file_with_personal_data_is_refused_and_not_kept() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    for (header, cell, sort) in [
        ("Surname", "Okafor", "names of people"),
        ("Contact", "Mrs Whitfield", "names of people"),
        ("Home address", "\"12 Mill Lane\"", "postal addresses"),
        ("Reply to", "ada.okafor@example.org", "e-mail addresses"),
        ("Telephone", "01514960123", "telephone numbers"),
        ("Notes", "ring 0151 496 0123", "telephone numbers"),
        ("Reference", "AB123456C", "a National Insurance number"),
        ("Date of birth", "14/05/1957", "dates of birth"),
    ] {
        let page = look(&mut browser, "cases.csv", &file(header, cell)).await.is(422);
        let page =
            page.says("This file cannot be read").says(sort).says("column E").says("Personal data is not taken").says("bring counts");
        for personal in PERSONAL {
            assert!(!page.body.contains(personal), "{header} shows {personal}: {}", page.body);
        }
        assert!(!page.body.contains("14/05/1957") && !page.body.contains("form action=\"/manage/imports/accept\""), "{}", page.body);
        // Saying what the columns are does not get round it.
        browser.post("/manage/imports/plainly", &[]).await.is(422);
        let answer = browser.get(FILE).await.is(422);
        assert!(PERSONAL.iter().all(|personal| !answer.body.contains(personal)), "{}", answer.body);
        browser.post("/manage/imports/give-up", &[]).await.leads_to("/manage/imports");
    }
    // What is no person is taken.
    look(&mut browser, "counts.csv", &file("Contact channel", "Phone")).await.is(200);
}

#[tokio::test]
async fn the_audit_holds_nothing_of_it() {
    let office = loaded().await;
    let mut browser = office.signed_in("team", &["performance-team"]).await;
    look(&mut browser, "cases.csv", &file("Reply to", "ada.okafor@example.org")).await.is(422);
    let all = office.desk.store.audit(&Sought { limit: 1_000, ..Sought::default() }).await.unwrap();
    assert!(all.iter().all(|entry| !format!("{entry:?}").contains("okafor")), "{all:?}");
}
