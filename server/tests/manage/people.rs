//! Managing people.

use domain::{
    people::audit::Deed,
    store::{People, Sought},
};

use super::browser::{Office, PASSWORD};

async fn number(office: &Office, login: &str) -> String {
    office.desk.store.account(&login.parse().unwrap()).await.unwrap().unwrap().user.id.to_string()
}

#[tokio::test]
async fn leavers_are_out_at_once() {
    let office = Office::new().await;
    let mut administrator = office.signed_in("admin", &["administrator"]).await;
    let mut leaver = office.signed_in("leaver", &["performance-team"]).await;
    leaver.get("/manage").await.is(200);
    let id = number(&office, "leaver").await;
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
    let id = number(&office, "other").await;
    administrator.get("/manage/people").await.is(200);
    administrator.post("/manage/people/grant", &[("user", &id), ("grant", "administrator")]).await.leads_to("/manage/people");
    other.get("/manage").await.leads_to("/sign-in");
    office.later(chrono::TimeDelta::seconds(60));
    other.sign_in("other").await.leads_to("/manage");
    other.get("/manage/people").await.is(200);
}

#[tokio::test]
async fn the_last_administrator_stays_and_nobody_grants_themselves_anything() {
    let office = Office::new().await;
    let mut browser = office.signed_in("admin", &["administrator"]).await;
    let id = number(&office, "admin").await;
    browser.get("/manage/people").await.is(200);
    browser
        .post("/manage/people/deactivate", &[("user", &id)])
        .await
        .is(422)
        .says("the only administrator who signs in here with a password");
    office.add("other", &["administrator"]).await;
    for grants in [&[("grant", "administrator"), ("grant", "performance-team")][..], &[("grant", "viewer")][..]] {
        let fields: Vec<(&str, &str)> = [("user", id.as_str())].into_iter().chain(grants.iter().copied()).collect();
        browser.post("/manage/people/grant", &fields).await.is(403).says("another administrator");
        browser.get("/manage/people").await.is(200);
    }
    let page = browser.get(&format!("/manage/people?user={id}")).await.is(200).says("This is you");
    assert!(!page.body.contains("Save what they may do"), "{}", page.body);
    let account = office.desk.store.account(&"admin".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(account.user.grants.iter().map(ToString::to_string).collect::<Vec<_>>(), ["administrator"]);
    let entries = office.desk.store.audit(&Sought { deed: Some(Deed::Refused), limit: 9, ..Sought::default() }).await.unwrap();
    assert_eq!(entries.len(), 2);
}

#[tokio::test]
async fn the_audit_says_what_was_granted() {
    let office = Office::new().await;
    let mut browser = office.signed_in("admin", &["administrator"]).await;
    browser.get("/manage/people").await.is(200);
    let fields = [("login", "eve"), ("name", "Eve"), ("grant", "viewer"), ("grant", "contributor:repairs")];
    browser.post("/manage/people/add", &fields).await.is(200);
    let id = number(&office, "eve").await;
    browser.get("/manage/people").await.is(200);
    let fields = [("user", id.as_str()), ("grant", "viewer"), ("grant", "approver:homes")];
    browser.post("/manage/people/grant", &fields).await.leads_to("/manage/people");
    let said = async |deed| {
        let entries = office.desk.store.audit(&Sought { deed: Some(deed), limit: 1, ..Sought::default() }).await.unwrap();
        entries[0].entry.on.clone()
    };
    assert_eq!(said(Deed::Add).await, format!("user {id} +viewer +contributor:repairs"));
    assert_eq!(said(Deed::Grant).await, format!("user {id} +approver:homes -contributor:repairs"));
}

#[tokio::test]
async fn what_the_form_does_not_offer_is_not_lost_when_it_is_saved() {
    let office = Office::new().await;
    let mut browser = office.signed_in("admin", &["administrator"]).await;
    // An area that is not in force any more, and a service that the council has no more.
    office.add("old", &["viewer", "viewer:GONE-1", "contributor:closed-service"]).await;
    let id = number(&office, "old").await;
    let page = browser.get(&format!("/manage/people?user={id}")).await.is(200).says("What they have besides");
    let ticked: Vec<&str> =
        page.body.split("<input type=\"checkbox\"").skip(1).filter(|rest| rest.split('>').next().unwrap().contains("checked")).collect();
    let ticked: Vec<&str> = ticked.iter().map(|rest| rest.split_once("value=\"").unwrap().1.split('"').next().unwrap()).collect();
    assert_eq!(ticked, ["viewer", "viewer:GONE-1", "contributor:closed-service"]);
    let fields: Vec<(&str, &str)> =
        [("user", id.as_str()), ("grant", "performance-team")].into_iter().chain(ticked.iter().map(|text| ("grant", *text))).collect();
    browser.post("/manage/people/grant", &fields).await.leads_to("/manage/people");
    let account = office.desk.store.account(&"old".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(account.user.grants.len(), 4);
    // To somebody who has it not, it cannot be granted.
    office.add("new", &["viewer"]).await;
    let id = number(&office, "new").await;
    browser.get("/manage/people").await.is(200);
    browser.post("/manage/people/grant", &[("user", &id), ("grant", "viewer:GONE-1")]).await.is(422).says("nothing called");
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
    let id = number(&office, "other").await;
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
