//! Passwords cannot be tried out, and nobody can lock another person out.

use axum::http::Method;
use chrono::TimeDelta;
use tokio::task::JoinSet;

use super::browser::{Office, PASSWORD, PUBLIC};

#[tokio::test]
async fn the_sixth_attempt_from_one_place_waits_and_others_do_not() {
    let office = Office::new().await;
    office.add("ada", &["viewer"]).await;
    let mut stranger = office.browser();
    for _ in 0..5 {
        stranger.password("ada", "not the password").await.is(422);
    }
    let answer = stranger.password("ada", PASSWORD).await.is(429).says("too many attempts");
    assert!(answer.header("retry-after").parse::<i64>().unwrap() >= 1);
    // Another place, another account, and the same place a little later.
    let mut owner = office.browser();
    owner.address = "198.51.100.7".into();
    owner.password("ada", PASSWORD).await.leads_to("/sign-in/code");
    stranger.password("grace", PASSWORD).await.is(422);
    office.later(TimeDelta::seconds(3));
    stranger.password("ada", PASSWORD).await.leads_to("/sign-in/code");
}

#[tokio::test]
async fn strangers_everywhere_do_not_lock_the_owner_out() {
    let office = Office::new().await;
    let mut owner = office.signed_in("ada", &["viewer"]).await;
    owner.get("/manage").await.is(200);
    owner.post("/sign-out", &[]).await.leads_to("/sign-in");
    owner.get("/manage").await.leads_to("/sign-in");
    office.later(TimeDelta::seconds(60));
    let mut refused = 0;
    for at in 0..60 {
        let mut stranger = office.browser();
        stranger.address = format!("203.0.113.{at}");
        // What strangers make up for a device counts for nothing.
        stranger.cookies.insert("__Host-device".into(), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".into());
        refused += usize::from(stranger.password("ada", "not the password").await.status == 429);
    }
    assert_eq!(refused, 30, "thirty are free, and then all strangers wait together");
    owner.sign_in("ada").await.leads_to("/manage");
    owner.get("/manage").await.is(200);
    // And a quarter of an hour later strangers may try again.
    office.later(TimeDelta::minutes(15));
    office.browser().password("ada", PASSWORD).await.leads_to("/sign-in/code");
}

#[tokio::test]
async fn a_device_of_one_person_is_not_known_for_another() {
    let office = Office::new().await;
    let own = office.signed_in("grace", &["viewer"]).await;
    office.add("ada", &["viewer"]).await;
    let mut browser = office.browser();
    browser.cookies.insert("__Host-device".into(), own.cookies["__Host-device"].clone());
    for _ in 0..5 {
        browser.password("ada", "not the password").await.is(422);
    }
    browser.password("ada", PASSWORD).await.is(429);
}

#[tokio::test]
async fn a_known_device_may_not_try_for_ever_either() {
    let office = Office::new().await;
    let mut own = office.signed_in("ada", &["viewer"]).await;
    own.cookies.remove("__Host-session");
    for _ in 0..10 {
        own.password("ada", "not the password").await.is(422);
    }
    own.password("ada", PASSWORD).await.is(429);
    office.later(TimeDelta::seconds(3));
    own.password("ada", PASSWORD).await.leads_to("/sign-in/code");
}

#[tokio::test]
async fn codes_cannot_be_tried_out() {
    let office = Office::new().await;
    drop(office.signed_in("ada", &["viewer"]).await);
    office.later(TimeDelta::seconds(60));
    let mut thief = office.browser();
    thief.password("ada", PASSWORD).await;
    thief.get("/sign-in/code").await;
    for at in 0..10 {
        thief.post("/sign-in/code", &[("code", &format!("abcde-fgh{at}"))]).await.is(422);
    }
    let code = office.code("ada").await;
    thief.post("/sign-in/code", &[("code", &code)]).await.is(429);
}

#[tokio::test]
async fn one_place_cannot_go_through_all_accounts() {
    let office = Office::new().await;
    let mut thief = office.browser();
    let mut refused = 0;
    for at in 0..60 {
        refused += usize::from(thief.password(&format!("user{at}"), "Summer-2026-Council!").await.status == 429);
    }
    assert_eq!(refused, 10);
}

#[tokio::test]
async fn where_from_is_what_the_proxy_adds_though_the_header_comes_in_two_lines() {
    let office = Office::new().await;
    office.add("ada", &["viewer"]).await;
    let mut found = Vec::new();
    for at in 0..7 {
        let mut stranger = office.browser();
        // The first line is of the stranger's own making.
        stranger.address = format!("203.0.113.{at}");
        stranger.get("/sign-in").await;
        let body = format!("login=ada&password=not+the+password&form_token={}", stranger.token());
        let headers = [("origin", PUBLIC), ("x-forwarded-for", "198.51.100.9")];
        found.push(stranger.send(Method::POST, "/sign-in", &headers, body).await.status);
    }
    assert_eq!(found, [422, 422, 422, 422, 422, 429, 429]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attempts_at_once_are_counted_one_after_the_other() {
    let office = Office::new().await;
    office.add("ada", &["viewer"]).await;
    let mut attempts = JoinSet::new();
    for _ in 0..16 {
        let mut browser = office.browser();
        browser.get("/sign-in").await;
        let body = format!("login=ada&password=not+the+password&form_token={}", browser.token());
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request =
            axum::http::Request::builder().method("POST").uri("/sign-in").header("origin", PUBLIC).header("cookie", cookies.join("; "));
        let request = request.header("x-forwarded-for", "192.0.2.1").body(axum::body::Body::from(body)).unwrap();
        attempts.spawn(tower::ServiceExt::oneshot(office.router.clone(), request));
    }
    let found: Vec<u16> = attempts.join_all().await.into_iter().map(|answer| answer.unwrap().status().as_u16()).collect();
    let tried = found.iter().filter(|status| **status == 422).count();
    // Five are free, and the one beside the fifth has been let in with it.
    assert!(tried <= 6 && found.iter().all(|status| [422, 429].contains(status)), "{found:?}");
}
