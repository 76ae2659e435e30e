//! Managing people.

use domain::store::People;

use super::browser::{Office, PASSWORD};

#[tokio::test]
async fn leavers_are_out_at_once() {
    let office = Office::new().await;
    let mut administrator = office.signed_in("admin", &["administrator"]).await;
    let mut leaver = office.signed_in("leaver", &["performance-team"]).await;
    leaver.get("/manage").await.is(200);
    let id = office.desk.store.account(&"leaver".parse().unwrap()).await.unwrap().unwrap().user.id.to_string();
    administrator.get(&format!("/manage/people?user={id}")).await.is(200).says("Deactivate");
    administrator.post("/manage/people/deactivate", &[("user", &id)]).await.leads_to("/manage/people");
    leaver.get("/manage").await.leads_to("/sign-in");
    leaver.password("leaver", PASSWORD).await.is(422);
    administrator.get(&format!("/manage/people?user={id}")).await.is(200).says("Let them sign in again");
    administrator.post("/manage/people/reactivate", &[("user", &id)]).await.leads_to("/manage/people");
    leaver.get("/manage").await.leads_to("/sign-in");
    leaver.password("leaver", PASSWORD).await.leads_to("/sign-in/code");
}

#[tokio::test]
async fn who_gets_other_rights_signs_in_anew_with_them() {
    let office = Office::new().await;
    let mut administrator = office.signed_in("admin", &["administrator"]).await;
    let mut other = office.signed_in("other", &["viewer"]).await;
    other.get("/manage/people").await.is(403);
    let id = office.desk.store.account(&"other".parse().unwrap()).await.unwrap().unwrap().user.id.to_string();
    administrator.get("/manage/people").await.is(200);
    administrator.post("/manage/people/grant", &[("user", &id), ("grant", "administrator")]).await.leads_to("/manage/people");
    other.get("/manage").await.leads_to("/sign-in");
    office.later(chrono::TimeDelta::seconds(60));
    other.sign_in("other").await.leads_to("/manage");
    other.get("/manage/people").await.is(200);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let office = Office::new().await;
    let mut browser = office.signed_in("admin", &["administrator"]).await;
    let id = office.desk.store.account(&"admin".parse().unwrap()).await.unwrap().unwrap().user.id.to_string();
    browser.get("/manage/people").await.is(200);
    for (path, fields) in [
        ("/manage/people/deactivate", &[("user", id.as_str())][..]),
        ("/manage/people/grant", &[("user", id.as_str()), ("grant", "viewer")][..]),
    ] {
        browser.post(path, fields).await.is(422).says("only administrator");
    }
    browser.get("/manage/people").await.is(200);
}

#[tokio::test]
async fn what_is_wrong_with_a_new_person_is_said_at_its_field() {
    let office = Office::new().await;
    let mut browser = office.signed_in("admin", &["administrator"]).await;
    browser.get("/manage/people").await.is(200);
    for (fields, words) in [
        ([("login", "a b c"), ("name", "Eve"), ("grant", "viewer")], "letters of a to z"),
        ([("login", "eve"), ("name", " "), ("grant", "viewer")], "Type their name"),
        ([("login", "admin"), ("name", "Eve"), ("grant", "viewer")], "Somebody has this login already"),
        ([("login", "eve"), ("name", "Eve"), ("grant", "contributor:nowhere")], "nothing called"),
        ([("login", "eve"), ("name", "Eve"), ("grant", "root")], "is not a role"),
        ([("login", "eve"), ("name", "Eve"), ("grant", "viewer:<b>")], "is not a area code"),
    ] {
        let answer = browser.post("/manage/people/add", &fields).await.is(422).says(words).says("There is a problem");
        assert!(!answer.body.contains("<b>"), "{}", answer.body);
    }
    assert_eq!(office.desk.store.users().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_lost_phone_and_a_forgotten_password_are_mended() {
    let office = Office::new().await;
    let mut administrator = office.signed_in("admin", &["administrator"]).await;
    let mut other = office.signed_in("other", &["viewer"]).await;
    let id = office.desk.store.account(&"other".parse().unwrap()).await.unwrap().unwrap().user.id.to_string();
    administrator.get("/manage/people").await.is(200);
    administrator.post("/manage/people/reset-factor", &[("user", &id)]).await.leads_to("/manage/people");
    other.get("/manage").await.leads_to("/sign-in");
    administrator.get("/manage/people").await.is(200);
    let shown = administrator.post("/manage/people/reset-password", &[("user", &id)]).await.is(200);
    let given = shown.body.split_once("Password</dt><dd><code translate=\"no\">").unwrap().1.split('<').next().unwrap().to_owned();
    other.password("other", PASSWORD).await.is(422);
    other.password("other", &given).await.leads_to("/sign-in/code");
    other.enrol().await;
    other.get("/manage").await.leads_to("/manage/password");
}
