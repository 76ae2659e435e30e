//! Password, second step, recovery codes, own password.

use chrono::TimeDelta;
use domain::{
    people::audit::Deed,
    store::{Changed, People, Sought},
};
use server::manage::settings::Settings;

use super::browser::{Office, PASSWORD};

#[tokio::test]
async fn nobody_is_there_at_first_and_the_page_says_how_to_begin() {
    let office = Office::new().await;
    let mut browser = office.browser();
    browser.get("/sign-in").await.is(200).says("measure-up user add");
    browser.post("/sign-in", &[("login", "admin"), ("password", "admin")]).await.is(422);
    office.add("ada", &["administrator"]).await;
    let page = browser.get("/sign-in").await.is(200);
    assert!(!page.body.contains("measure-up user add"), "{}", page.body);
}

#[tokio::test]
async fn the_first_sign_in_sets_the_second_step_up() {
    let office = Office::new().await;
    office.add("ada", &["administrator"]).await;
    let mut browser = office.browser();
    browser.password("Ada ", PASSWORD).await.leads_to("/sign-in/code");
    // Half way in, nothing else is open.
    for path in ["/manage", "/manage/people", "/manage/password", "/sign-in", "/sign-in/code"] {
        browser.get(path).await.leads_to("/sign-in/enrol");
    }
    let page = browser.get("/sign-in/enrol").await.is(200).says("otpauth://totp/").says("<svg").says("autocomplete=\"one-time-code\"");
    assert_eq!(page.body.matches("<h1").count(), 1);
    browser.post("/sign-in/enrol", &[("code", "000000")]).await.is(422).says("That code is not right").says("aria-invalid=\"true\"");
    let codes = browser.enrol().await;
    assert_eq!(codes.len(), 10);
    browser.get("/manage").await.is(200).says("Name of ada").says("Manage people");
    browser.get("/sign-in/enrol").await.leads_to("/manage");
}

#[tokio::test]
async fn a_code_is_good_once_and_for_its_owner() {
    let office = Office::new().await;
    drop(office.signed_in("ada", &["viewer"]).await);
    drop(office.signed_in("grace", &["viewer"]).await);
    let mut browser = office.browser();
    browser.password("ada", PASSWORD).await.leads_to("/sign-in/code");
    browser.get("/sign-in/code").await.is(200);
    // The one that was used to set it up.
    let code = office.code("ada").await;
    browser.post("/sign-in/code", &[("code", &code)]).await.is(422);
    office.later(TimeDelta::seconds(60));
    let (own, others) = (office.code("ada").await, office.code("grace").await);
    browser.post("/sign-in/code", &[("code", &others)]).await.is(422).says("Error: Your code");
    browser.post("/sign-in/code", &[("code", &format!("{} {}", &own[..3], &own[3..]))]).await.leads_to("/manage");
    let mut second = office.browser();
    second.password("ada", PASSWORD).await;
    second.get("/sign-in/code").await;
    second.post("/sign-in/code", &[("code", &own)]).await.is(422);
}

#[tokio::test]
async fn a_recovery_code_is_good_once() {
    let office = Office::new().await;
    office.add("ada", &["viewer"]).await;
    let mut browser = office.browser();
    browser.password("ada", PASSWORD).await;
    let codes = browser.enrol().await;
    for (code, good) in [(codes[3].to_uppercase().replace('-', " "), true), (codes[3].clone(), false), (codes[4].clone(), true)] {
        let mut browser = office.browser();
        browser.password("ada", PASSWORD).await;
        browser.get("/sign-in/code").await;
        let answer = browser.post("/sign-in/code", &[("code", &code)]).await;
        assert_eq!(answer.status, if good { 303 } else { 422 }, "{code}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_not_told_apart() {
    let office = Office::new().await;
    office.add("ada", &["viewer"]).await;
    let mut administrator = office.signed_in("admin", &["administrator"]).await;
    let gone = office.add("gone", &["viewer"]).await;
    administrator.get("/manage/people").await;
    administrator.post("/manage/people/deactivate", &[("user", &gone.to_string())]).await.leads_to("/manage/people");
    let mut answers = Vec::new();
    for (login, password) in [("ada", "a bridge of red paper!"), ("nobody", PASSWORD), ("gone", PASSWORD), ("", ""), ("a b", PASSWORD)] {
        let mut browser = office.browser();
        let answer = browser.password(login, password).await.is(422).says("The login or the password is not right.");
        assert!(!answer.body.contains(password) || password.is_empty(), "the password is in the page");
        answers.push(answer.body.replace(&format!("value=\"{login}\""), "").replace(&browser.token(), ""));
    }
    answers.dedup();
    // With a blank login the attribute is written in short.
    assert!(answers.len() <= 3, "{answers:#?}");
}

#[tokio::test]
async fn a_password_made_by_somebody_else_is_changed_first_and_ends() {
    let office = Office::new().await;
    let mut administrator = office.signed_in("admin", &["administrator"]).await;
    administrator.get("/manage/people").await.is(200);
    let fields = [("login", "grace@example.org"), ("name", "Grace"), ("grant", "viewer"), ("grant", "contributor:repairs")];
    let answer = administrator.post("/manage/people/add", &fields).await;
    let answer = if answer.status == 422 { administrator.post("/manage/people/add", &fields[..3]).await } else { answer };
    let answer = answer.is(200).says("grace@example.org");
    let given = answer.body.split_once("Password</dt><dd><code translate=\"no\">").unwrap().1.split('<').next().unwrap().to_owned();
    let mut browser = office.browser();
    browser.password("grace@example.org", &given).await.leads_to("/sign-in/code");
    browser.enrol().await;
    for path in ["/manage", "/manage/people"] {
        browser.get(path).await.leads_to("/manage/password");
    }
    browser.get("/manage/password").await.is(200).says("autocomplete=\"new-password\"").says("made by somebody else");
    for (current, new, words) in [
        (given.as_str(), "short", "Use at least 12 characters"),
        (given.as_str(), given.as_str(), "the password that you have"),
        ("not it at all", "nine lives of a lamp", "This is not your password"),
    ] {
        browser.post("/manage/password", &[("current", current), ("new", new)]).await.is(422).says(words);
    }
    let before = browser.cookies["__Host-session"].clone();
    browser.post("/manage/password", &[("current", &given), ("new", "nine lives of a lamp")]).await.leads_to("/manage");
    assert_ne!(browser.cookies["__Host-session"], before);
    browser.get("/manage").await.is(200);
    // One that nobody uses is good for seven days.
    administrator.get("/manage/people").await.is(200);
    let fields = [("login", "late@example.org"), ("name", "Late"), ("grant", "viewer")];
    let answer = administrator.post("/manage/people/add", &fields).await.is(200);
    let given = answer.body.split_once("Password</dt><dd><code translate=\"no\">").unwrap().1.split('<').next().unwrap().to_owned();
    office.later(TimeDelta::days(7));
    office.browser().password("late@example.org", &given).await.is(422).says("good for seven days");
    let entries = office.desk.store.audit(&Sought { limit: 1, ..Sought::default() }).await.unwrap();
    assert_eq!(entries[0].entry.deed, Deed::PasswordExpired);
}

#[tokio::test]
async fn a_password_typed_for_somebody_on_the_command_line_is_changed_first_too() {
    let office = Office::new().await;
    let add = office.desk.add_from_here("ada".parse().unwrap(), "Ada".into(), ["viewer".parse().unwrap()].into(), PASSWORD, false);
    assert!(matches!(add.await.unwrap(), Changed::Done(_)));
    let mut browser = office.browser();
    browser.password("ada", PASSWORD).await.leads_to("/sign-in/code");
    browser.enrol().await;
    browser.get("/manage").await.leads_to("/manage/password");
    browser.get("/manage/password").await.is(200);
    browser.post("/manage/password", &[("current", PASSWORD), ("new", "password123456")]).await.is(422).says("guessed first");
    browser.post("/manage/password", &[("current", PASSWORD), ("new", "nine lives of a lamp")]).await.leads_to("/manage");
    let user = office.desk.store.account(&"ada".parse().unwrap()).await.unwrap().unwrap().user;
    office.desk.password_from_here(&user, "a lamp of nine lives", false).await.unwrap();
    browser.get("/manage").await.leads_to("/sign-in");
    office.later(TimeDelta::days(7));
    office.browser().password("ada", "a lamp of nine lives").await.is(422).says("good for seven days");
}

#[tokio::test]
async fn one_s_own_second_step_is_replaced_for_the_password_and_a_code_of_it() {
    let office = Office::new().await;
    let mut browser = office.signed_in("ada", &["viewer"]).await;
    office.later(TimeDelta::seconds(60));
    let mut elsewhere = office.browser();
    elsewhere.sign_in("ada").await.leads_to("/manage");
    office.later(TimeDelta::seconds(60));
    browser.get("/manage/factor").await.is(200).says("otpauth://totp/");
    let (own, new) = (office.code("ada").await, browser.offered_code());
    assert_ne!(own, new);
    for (current, code, shown, words) in [
        ("not the password", own.as_str(), new.as_str(), "This is not your password"),
        (PASSWORD, "000000", &new, "That code is not right, or has been used"),
        (PASSWORD, "", &new, "That code is not right, or has been used"),
        (PASSWORD, &new, &new, "That code is not right, or has been used"),
        (PASSWORD, &own, &own, "That code is not right. Wait"),
    ] {
        let fields = [("current", current), ("code", code), ("new", shown)];
        browser.post("/manage/factor", &fields).await.is(422).says(words);
    }
    let before = browser.cookies["__Host-session"].clone();
    browser.post("/manage/factor", &[("current", PASSWORD), ("code", &own), ("new", &new)]).await.is(200).says("Your recovery codes");
    assert_ne!(browser.cookies["__Host-session"], before);
    let (_, list) = browser.page.split_once("class=\"codes\"").unwrap();
    let recovery = list.split("<code translate=\"no\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    browser.get("/manage").await.is(200);
    elsewhere.get("/manage").await.leads_to("/sign-in");
    // The code that showed it to work is used up; the next one, and the new recovery codes, are good.
    let mut again = office.browser();
    again.password("ada", PASSWORD).await;
    again.get("/sign-in/code").await;
    again.post("/sign-in/code", &[("code", &new)]).await.is(422);
    again.post("/sign-in/code", &[("code", &recovery)]).await.leads_to("/manage");
    office.later(TimeDelta::seconds(60));
    office.browser().sign_in("ada").await.leads_to("/manage");
}

#[tokio::test]
async fn where_the_public_address_is_not_known_nobody_signs_in() {
    let office = Office::with(Settings::read(None, [0, 0, 0, 0].into(), false).unwrap()).await;
    office.add("ada", &["administrator"]).await;
    let mut browser = office.browser();
    browser.get("/sign-in").await.is(503).says("PUBLIC_URL");
    browser.post("/sign-in", &[("login", "ada"), ("password", PASSWORD)]).await.is(503);
    browser.get("/").await.is(200);
}
