//! Cookies and sessions: new at each step, and over in time.

use axum::http::Method;
use chrono::TimeDelta;
use domain::store::People;
use server::manage::settings::Settings;

use super::browser::{Office, PASSWORD, PUBLIC};

#[tokio::test]
async fn cookies_are_kept_from_scripts_other_hosts_and_plain_http() {
    let office = Office::new().await;
    office.add("ada", &["viewer"]).await;
    let mut browser = office.browser();
    let form = browser.get("/sign-in").await.is(200);
    let first = browser.post("/sign-in", &[("login", "ada"), ("password", PASSWORD)]).await;
    let set = |answer: &super::browser::Answer| -> Vec<String> {
        answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap().to_owned()).collect()
    };
    let mut all = set(&form);
    all.extend(set(&first));
    assert_eq!(all.len(), 3, "{all:?}");
    for cookie in &all {
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(cookie.contains(part), "{cookie} lacks {part}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
    assert!(all[2].starts_with("__Host-form=; ") && all[2].ends_with("; Max-Age=0"), "{all:?}");
    // On this machine, without TLS, they have other names: a browser would refuse the prefix.
    let office = Office::with(Settings::read(None, [127, 0, 0, 1].into(), false).unwrap()).await;
    let plain = set(&office.browser().get("/sign-in").await.is(200));
    assert!(plain[0].starts_with("form=") && !plain[0].contains("Secure"), "{plain:?}");
}

#[tokio::test]
async fn each_step_has_a_token_of_its_own_and_the_one_before_is_worth_nothing() {
    let office = Office::new().await;
    drop(office.signed_in("ada", &["viewer"]).await);
    office.later(TimeDelta::seconds(60));
    let mut browser = office.browser();
    browser.cookies.insert("__Host-session".into(), "chosen-by-somebody-else".into());
    browser.password("ada", PASSWORD).await.leads_to("/sign-in/code");
    let half = browser.cookies["__Host-session"].clone();
    assert_ne!(half, "chosen-by-somebody-else");
    browser.get("/sign-in/code").await;
    let code = office.code("ada").await;
    browser.post("/sign-in/code", &[("code", &code)]).await.leads_to("/manage");
    let whole = browser.cookies["__Host-session"].clone();
    assert_ne!(whole, half);
    for (token, path) in [(&half, "/manage"), (&half, "/sign-in/code")] {
        let mut other = office.browser();
        other.cookies.insert("__Host-session".into(), token.clone());
        other.get(path).await.leads_to("/sign-in");
    }
    // The database has digests only.
    assert!(office.desk.store.session(&server::manage::secret::sha256(whole.as_bytes())).await.unwrap().is_some());
    browser.get("/manage").await.is(200);
    browser.post("/sign-out", &[]).await.leads_to("/sign-in");
    assert!(!browser.cookies.contains_key("__Host-session"));
    browser.cookies.insert("__Host-session".into(), whole);
    browser.get("/manage").await.leads_to("/sign-in");
}

#[tokio::test]
async fn to_sign_in_anew_ends_the_session_that_the_browser_had() {
    let office = Office::new().await;
    let mut browser = office.signed_in("ada", &["viewer"]).await;
    browser.get("/manage").await.is(200);
    let before = browser.cookies["__Host-session"].clone();
    let fields = [("login", "ada"), ("password", PASSWORD)];
    browser.post("/sign-in", &fields).await.leads_to("/sign-in/code");
    browser.cookies.insert("__Host-session".into(), before);
    browser.get("/manage").await.leads_to("/sign-in");
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_after_a_day_s_work() {
    let office = Office::new().await;
    let mut idle = office.signed_in("ada", &["viewer"]).await;
    office.later(TimeDelta::minutes(29));
    idle.get("/manage").await.is(200);
    office.later(TimeDelta::minutes(29));
    idle.get("/manage").await.is(200);
    office.later(TimeDelta::minutes(30));
    idle.get("/manage").await.leads_to("/sign-in");
    let mut busy = office.signed_in("grace", &["viewer"]).await;
    for _ in 0..35 {
        office.later(TimeDelta::minutes(20));
        busy.get("/manage").await.is(200);
    }
    office.later(TimeDelta::minutes(20));
    busy.get("/manage").await.leads_to("/sign-in");
    let mut half = office.browser();
    half.password("grace", PASSWORD).await;
    office.later(TimeDelta::minutes(10));
    half.get("/sign-in/code").await.leads_to("/sign-in");
}

#[tokio::test]
async fn pages_of_one_reader_are_kept_by_nobody_and_run_no_script() {
    let office = Office::new().await;
    let mut browser = office.signed_in("ada", &["administrator"]).await;
    for path in ["/manage", "/manage/people", "/manage/audit", "/manage/password", "/manage/audit.csv", "/sign-in"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000; includeSubDomains", "{path}");
        if answer.status == 200 && path != "/manage/audit.csv" {
            let policy = answer.header("content-security-policy");
            for part in ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"] {
                assert!(policy.contains(part), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe-inline") && !policy.contains("script-src"), "{path}: {policy}");
            assert!(!answer.body.contains("<script"), "{path}");
            // The one inline style is the one that the policy names.
            assert_eq!(answer.body.matches(" style=\"").count(), 1, "{path}");
        }
    }
}

#[tokio::test]
async fn a_form_beyond_all_measure_is_refused() {
    let office = Office::new().await;
    let mut browser = office.browser();
    browser.get("/sign-in").await;
    let body = format!("login={}&form_token={}", "a".repeat(70_000), browser.token());
    browser.send(Method::POST, "/sign-in", &[("origin", PUBLIC)], body).await.is(413);
}
