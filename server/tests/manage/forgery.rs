//! Requests that other sites make a browser send change nothing.

use axum::http::Method;
use domain::store::{People, Sought};
use server::http::manage::routes::{ROUTES, Way};

use super::browser::{Office, PASSWORD, PUBLIC};

#[tokio::test]
async fn every_change_needs_the_token_of_its_session_and_our_own_origin() {
    let office = Office::new().await;
    let mut other = office.signed_in("grace", &["administrator"]).await;
    other.get("/manage").await.is(200);
    let mut browser = office.signed_in("ada", &["administrator"]).await;
    browser.get("/manage").await.is(200);
    let before = office.desk.store.audit(&Sought { limit: 1, ..Sought::default() }).await.unwrap();
    let (own, others) = (browser.token(), other.token());
    assert!(own.len() > 40 && own != others);
    let same = [("origin", PUBLIC), ("sec-fetch-site", "same-origin")];
    let posts: Vec<_> = ROUTES.iter().filter(|route| route.way != Way::Get).collect();
    assert!(posts.len() >= 10 && posts.iter().any(|route| route.way == Way::Upload));
    for route in posts {
        for (headers, token) in [
            (&same[..], ""),
            (&same[..], others.as_str()),
            (&same[..], &own[..own.len() - 1]),
            (&[][..], own.as_str()),
            (&[("origin", "https://evil.example")][..], own.as_str()),
            (&[("origin", "null")][..], own.as_str()),
            (&[("origin", PUBLIC), ("sec-fetch-site", "cross-site")][..], own.as_str()),
            (&[("origin", PUBLIC), ("sec-fetch-site", "same-site")][..], own.as_str()),
        ] {
            let body = format!("form_token={token}&user=1&login=eve&name=Eve&grant=administrator&password=x&code=1");
            let answer = browser.send(Method::POST, route.path, headers, body).await;
            assert_eq!(answer.status, 403, "{} {headers:?} {token}: {}", route.path, answer.body);
        }
    }
    assert_eq!(office.desk.store.audit(&Sought { limit: 1, ..Sought::default() }).await.unwrap(), before, "something was done");
    browser.get("/manage").await.is(200);
}

#[tokio::test]
async fn nobody_is_signed_in_as_somebody_else() {
    let office = Office::new().await;
    office.add("eve", &["viewer"]).await;
    // The token of one browser's form is worth nothing in another.
    let mut eve = office.browser();
    eve.get("/sign-in").await;
    let token = eve.token();
    let mut victim = office.browser();
    victim.get("/sign-in").await;
    let body = format!("login=eve&password={}&form_token={token}", PASSWORD.replace(' ', "+"));
    victim.send(Method::POST, "/sign-in", &[("origin", PUBLIC)], body).await.is(403);
    assert!(!victim.cookies.contains_key("__Host-session"));
}

#[tokio::test]
async fn what_changes_something_cannot_be_asked_for_by_a_link() {
    let office = Office::new().await;
    let mut browser = office.signed_in("ada", &["administrator"]).await;
    for route in ROUTES.iter().filter(|route| route.way != Way::Get) {
        let looks = ROUTES.iter().any(|other| other.path == route.path && other.way == Way::Get);
        let answer = browser.get(route.path).await;
        assert_eq!(answer.status == 405, !looks, "{}: {}", route.path, answer.status);
    }
}
