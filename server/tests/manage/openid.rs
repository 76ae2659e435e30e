//! Signing in by another service: only by what it truly says, of now, to us, in the browser that went there.

use chrono::TimeDelta;
use data_encoding::BASE64URL_NOPAD;
use domain::{
    filter::decode,
    people::audit::Deed,
    store::{People, Sought},
};
use serde_json::{Value, json};
use server::manage::{
    openid::{OpenId, options::Roles},
    secret::sha256,
    settings::Settings,
};

use super::{
    browser::{Answer, Browser, Office, PASSWORD, PUBLIC},
    service::{Service, Signed},
};

/// How the service is set up.
fn set_up(service: &Service) -> OpenId {
    OpenId {
        issuer: service.issuer.clone(),
        client_id: "measures".into(),
        secret: domain::people::Hidden::new("a secret".into()),
        redirect: format!("{PUBLIC}/sign-in/back"),
        roles: Roles::Named,
        tenant: Some("tenant".into()),
        amr: None,
        acr: None,
        name: "Calder Vale".into(),
        only: false,
    }
}

async fn office(openid: OpenId) -> Office {
    Office::with(Settings::read(Some(PUBLIC), [127, 0, 0, 1].into(), true).unwrap().with_openid(Some(openid))).await
}

/// A value of an address.
fn part(address: &str, name: &str) -> String {
    let (_, query) = address.split_once('?').unwrap();
    decode(query.split('&').find_map(|part| part.strip_prefix(&format!("{name}="))).unwrap_or_default())
}

/// Goes to the service: the address.
async fn leave(browser: &mut Browser<'_>) -> String {
    browser.get("/sign-in").await.is(200);
    let answer = browser.post("/sign-in/with", &[]).await.is(303);
    answer.header("location").to_owned()
}

/// What a token says that is right in every way.
fn right(service: &Service, office: &Office, address: &str) -> Value {
    let now = office.now().and_utc().timestamp();
    json!({
        "iss": service.issuer, "sub": "subject-1", "aud": "measures", "exp": now + 300, "iat": now, "nonce": part(address, "nonce"),
        "tid": "tenant", "name": "Ada Lovelace", "preferred_username": "Ada@example.org", "roles": ["contributor:repairs", "unknown"],
    })
}

/// Comes back from the service.
async fn come(browser: &mut Browser<'_>, address: &str) -> Answer {
    browser.get(&format!("/sign-in/back?code=c&state={}", part(address, "state"))).await
}

/// There and back, with what `change` makes of the token.
async fn there_and_back(service: &Service, browser: &mut Browser<'_>, change: impl FnOnce(&mut Value)) -> Answer {
    let address = leave(browser).await;
    let mut claims = right(service, browser.office, &address);
    change(&mut claims);
    service.play(|play| play.claims = claims);
    come(browser, &address).await
}

async fn said(office: &Office, deed: Deed) -> Vec<String> {
    let entries = office.desk.store.audit(&Sought { deed: Some(deed), limit: 99, ..Sought::default() }).await.unwrap();
    entries.into_iter().map(|recorded| recorded.entry.on).collect()
}

#[tokio::test]
async fn who_the_service_sends_back_is_signed_in_with_their_roles() {
    let service = Service::start().await;
    let office = office(set_up(&service)).await;
    let mut browser = office.browser();
    let page = browser.get("/sign-in").await.is(200).says("Sign in with Calder Vale");
    let host = service.issuer.trim_end_matches("/tenant/v2.0");
    assert!(page.header("content-security-policy").contains(&format!("form-action 'self' {host};")), "{:?}", page.headers);
    let address = leave(&mut browser).await;
    assert!(address.starts_with(&format!("{host}/authorize?response_type=code&client_id=measures&")), "{address}");
    assert_eq!(part(&address, "redirect_uri"), format!("{PUBLIC}/sign-in/back"));
    assert_eq!((part(&address, "code_challenge_method"), part(&address, "scope")), ("S256".into(), "openid profile email".into()));
    service.play(|play| play.claims = right(&service, &office, &address));
    let answer = come(&mut browser, &address).await.leads_to("/manage");
    let cookies: Vec<&str> = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    assert!(
        cookies.iter().any(|cookie| cookie.starts_with("__Host-session=") && cookie.contains("; HttpOnly; SameSite=Lax; Secure")),
        "{cookies:?}"
    );
    assert!(cookies.iter().any(|cookie| cookie.starts_with("__Host-trip=;") && cookie.ends_with("Max-Age=0")), "{cookies:?}");
    // The verifier is what the challenge was made of, and went with our secret.
    let sent = service.play(|play| play.sent.clone());
    let field = |name: &str| sent.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default();
    assert_eq!(BASE64URL_NOPAD.encode(&sha256(field("code_verifier").as_bytes())), part(&address, "code_challenge"));
    assert_eq!((field("client_id"), field("client_secret"), field("code")), ("measures".into(), "a secret".into(), "c".into()));
    let page = browser.get("/manage").await.is(200).says("Ada Lovelace").says("Enter figures");
    assert!(!page.body.contains("/manage/password") && !page.body.contains("/manage/factor"), "neither is ours: {}", page.body);
    for path in ["/manage/password", "/manage/factor"] {
        browser.post(path, &[("current", "x"), ("code", "1"), ("new", "nine lives of a lamp")]).await.is(403);
        browser.get("/manage").await.is(200);
    }
    let user = &office.desk.store.users().await.unwrap()[0];
    assert_eq!((user.login.as_str(), user.grants.len()), ("ada@example.org", 1));
    assert_eq!(said(&office, Deed::Add).await, [format!("user {} +contributor:repairs", user.id)]);
    assert_eq!(said(&office, Deed::SignInElsewhere).await.len(), 1);
    assert_eq!(service.play(|play| play.asked.clone()), ["document", "token", "keys"]);
}

#[tokio::test]
async fn a_token_that_is_not_right_in_every_way_lets_nobody_in() {
    let service = Service::start().await;
    let office = office(OpenId { amr: Some("mfa".into()), acr: Some("high".into()), ..set_up(&service) }).await;
    let now = office.now().and_utc().timestamp();
    let whole = |claims: &mut Value| {
        claims["amr"] = json!(["pwd", "mfa"]);
        claims["acr"] = json!("high");
    };
    let wrong = [
        ("iss", json!("https://login.example.org/tenant/v2.0")),
        ("iss", json!(format!("{}/", service.issuer))),
        ("aud", json!("another")),
        ("aud", json!(["measures", "another"])),
        ("aud", json!([])),
        ("azp", json!("another")),
        ("exp", json!(now - 61)),
        ("exp", json!("soon")),
        ("iat", json!(now + 61)),
        ("nbf", json!(now + 61)),
        ("nonce", json!("another")),
        ("nonce", json!(null)),
        ("tid", json!("another")),
        ("tid", json!(null)),
        ("amr", json!(["pwd"])),
        ("acr", json!("low")),
        ("sub", json!("")),
        ("sub", json!("x".repeat(256))),
        ("sub", json!(null)),
    ];
    for (name, value) in wrong {
        let mut browser = office.browser();
        browser.address = format!("198.51.100.{}", name.len());
        let answer = there_and_back(&service, &mut browser, |claims| {
            whole(claims);
            claims[name] = value.clone();
        });
        answer.await.is(502).says("could not be verified");
        assert!(!browser.cookies.contains_key("__Host-session"), "{name} {value}");
    }
    for signed in [Signed::ByAnother, Signed::Not, Signed::BySecret] {
        service.play(|play| play.signed = signed);
        let mut browser = office.browser();
        there_and_back(&service, &mut browser, whole).await.is(502).says("could not be verified");
        assert!(!browser.cookies.contains_key("__Host-session"), "{signed:?}");
    }
    assert!(office.desk.store.users().await.unwrap().is_empty());
    assert_eq!(said(&office, Deed::RefusedElsewhere).await.len(), 22);
    // On the edges it is right.
    service.play(|play| play.signed = Signed::Right);
    let edge = |claims: &mut Value| {
        whole(claims);
        claims["exp"] = json!(now - 59);
        claims["iat"] = json!(now + 60);
        claims["azp"] = json!("measures");
        claims["aud"] = json!(["measures"]);
    };
    there_and_back(&service, &mut office.browser(), edge).await.leads_to("/manage");
}

#[tokio::test]
async fn what_comes_back_is_good_once_in_the_browser_that_went_and_for_ten_minutes() {
    let service = Service::start().await;
    let office = office(set_up(&service)).await;
    let mut browser = office.browser();
    let address = leave(&mut browser).await;
    let trip = browser.cookies["__Host-trip"].clone();
    service.play(|play| play.claims = right(&service, &office, &address));
    // Another browser; one that went by itself; a state that is not its own; a cookie that was made up.
    office.browser().get(&format!("/sign-in/back?code=c&state={}", part(&address, "state"))).await.is(400).says("begin again");
    let mut other = office.browser();
    leave(&mut other).await;
    come(&mut other, &address).await.is(400);
    let mut other = office.browser();
    leave(&mut other).await;
    other.get("/sign-in/back?code=c&state=AAAA").await.is(400);
    let mut other = office.browser();
    other.cookies.insert("__Host-trip".into(), format!("{}AA", &trip[..trip.len() - 2]));
    come(&mut other, &address).await.is(400);
    let mut other = office.browser();
    let state = part(&leave(&mut other).await, "state");
    other.get(&format!("/sign-in/back?code=c&iss=https%3A//login.example.org&state={state}")).await.is(400);
    assert!(!service.play(|play| play.asked.contains(&"token")), "the service is not asked about any of these");
    come(&mut browser, &address).await.leads_to("/manage");
    // Again, with all that the browser had.
    browser.cookies.insert("__Host-trip".into(), trip);
    come(&mut browser, &address).await.is(400);
    assert_eq!(said(&office, Deed::SignInElsewhere).await.len(), 1);
    // Too late.
    let mut late = office.browser();
    let address = leave(&mut late).await;
    office.later(TimeDelta::minutes(10) + TimeDelta::seconds(1));
    service.play(|play| play.claims = right(&service, &office, &address));
    come(&mut late, &address).await.is(400);
    // What the service says instead of a code is no page of its making.
    let mut refused = office.browser();
    let address = leave(&mut refused).await;
    let state = part(&address, "state");
    let answer = refused.get(&format!("/sign-in/back?error=access_denied&error_description=%3Cb%3Ecall+me&state={state}")).await.is(403);
    assert!(answer.body.contains("access_denied") && !answer.body.contains("call me"), "{}", answer.body);
    let mut refused = office.browser();
    let state = part(&leave(&mut refused).await, "state");
    refused.get(&format!("/sign-in/back?error=%3Cb%3E&state={state}")).await.is(403).says("no reason given");
}

#[tokio::test]
async fn a_leaver_is_out_and_roles_are_followed() {
    let service = Service::start().await;
    let office = office(set_up(&service)).await;
    let mut nobody = office.browser();
    there_and_back(&service, &mut nobody, |claims| claims["roles"] = json!(["unknown", "contributor:nowhere"]))
        .await
        .is(403)
        .says("no role");
    assert!(office.desk.store.users().await.unwrap().is_empty(), "nobody is made who may nothing");
    let mut browser = office.browser();
    there_and_back(&service, &mut browser, |_| ()).await.leads_to("/manage");
    browser.get("/manage").await.is(200);
    let mut second = office.browser();
    there_and_back(&service, &mut second, |claims| claims["roles"] = json!(["performance_team", "administrator"]))
        .await
        .leads_to("/manage");
    browser.get("/manage").await.leads_to("/sign-in");
    let user = office.desk.store.users().await.unwrap()[0].id;
    let said = said(&office, Deed::GrantElsewhere).await;
    assert_eq!(said, [format!("user {user} +performance-team +administrator -contributor:repairs")]);
    // What the service says of them is not changed here.
    let mut administrator = office.signed_in("admin", &["administrator"]).await;
    let page = administrator.get(&format!("/manage/people?user={user}")).await.is(200).says("Another service says");
    assert!(!page.body.contains("reset-password") && page.body.contains("Deactivate"), "{}", page.body);
    for (path, rest) in [("grant", ("grant", "viewer")), ("reset-password", ("x", "y")), ("reset-factor", ("x", "y"))] {
        administrator.get("/manage/people").await.is(200);
        let id = user.to_string();
        let fields = [("user", id.as_str()), rest];
        administrator.post(&format!("/manage/people/{path}"), &fields).await.is(422).says("another service");
    }
    // Without a role they are out.
    let mut third = office.browser();
    there_and_back(&service, &mut third, |claims| claims["roles"] = json!([])).await.is(403).says("no role");
    second.get("/manage").await.leads_to("/sign-in");
    // Deactivated here they stay out, whatever the service says.
    there_and_back(&service, &mut second, |_| ()).await.leads_to("/manage");
    administrator.get("/manage/people").await.is(200);
    administrator.post("/manage/people/deactivate", &[("user", &user.to_string())]).await.leads_to("/manage/people");
    second.get("/manage").await.leads_to("/sign-in");
    there_and_back(&service, &mut second, |_| ()).await.is(403).says("deactivated");
}

#[tokio::test]
async fn a_key_that_is_not_known_is_asked_for_once_a_minute() {
    let service = Service::start().await;
    let office = office(set_up(&service)).await;
    let keys = || service.play(|play| play.asked.iter().filter(|asked| **asked == "keys").count());
    there_and_back(&service, &mut office.browser(), |_| ()).await.leads_to("/manage");
    there_and_back(&service, &mut office.browser(), |_| ()).await.leads_to("/manage");
    assert_eq!(keys(), 1);
    // A new key within the minute is not believed yet; after it, it is found.
    service.play(|play| play.kid = "two".into());
    there_and_back(&service, &mut office.browser(), |_| ()).await.is(502);
    assert_eq!(keys(), 1);
    office.later(TimeDelta::seconds(61));
    there_and_back(&service, &mut office.browser(), |_| ()).await.leads_to("/manage");
    assert_eq!(keys(), 2);
    let documents = service.play(|play| play.asked.iter().filter(|asked| **asked == "document").count());
    assert_eq!(documents, 1);
}

#[tokio::test]
async fn a_service_that_fails_is_told_plainly_and_left_alone_a_while() {
    let service = Service::start().await;
    let office = office(set_up(&service)).await;
    service.play(|play| play.lies = Some("https://login.example.org"));
    for expected in [1, 1] {
        let mut browser = office.browser();
        browser.get("/sign-in").await.is(200);
        browser.post("/sign-in/with", &[]).await.is(502).says("does not answer as it should");
        assert_eq!(service.play(|play| play.asked.len()), expected);
    }
    service.play(|play| play.lies = None);
    // A request may take ten seconds: after one that did, the service is still left alone.
    office.later(TimeDelta::seconds(11));
    let mut browser = office.browser();
    browser.get("/sign-in").await.is(200);
    browser.post("/sign-in/with", &[]).await.is(502);
    assert_eq!(service.play(|play| play.asked.len()), 1);
    office.later(TimeDelta::seconds(10));
    service.play(|play| play.refuses = Some("invalid_grant"));
    there_and_back(&service, &mut office.browser(), |_| ()).await.is(502);
    assert_eq!(said(&office, Deed::RefusedElsewhere).await.len(), 1);
}

#[tokio::test]
async fn a_local_account_is_never_taken_for_who_has_its_login_elsewhere() {
    let service = Service::start().await;
    let office = office(OpenId { only: true, ..set_up(&service) }).await;
    office.add("ada@example.org", &["administrator"]).await;
    office.add("grace", &["performance-team"]).await;
    there_and_back(&service, &mut office.browser(), |_| ()).await.leads_to("/manage");
    let users = office.desk.store.users().await.unwrap();
    let comer = users.iter().find(|user| user.name == "Ada Lovelace").unwrap();
    assert!(comer.login.as_str().starts_with("elsewhere-"), "{}", comer.login);
    assert_eq!(comer.grants.len(), 1);
    // Where passwords are for administrators only, they have them and nobody else.
    let mut browser = office.browser();
    browser.get("/sign-in").await.is(200).says("Administrators with a password");
    browser.password("grace", PASSWORD).await.is(422).says("Only administrators");
    browser.password("grace", "not the password").await.is(422).says("The login or the password is not right");
    browser.password("ada@example.org", PASSWORD).await.leads_to("/sign-in/code");
    // Who comes from elsewhere has no password at all.
    office.browser().password(comer.login.as_str(), PASSWORD).await.is(422).says("The login or the password is not right");
}

#[tokio::test]
async fn it_is_known_whether_an_administrator_can_do_without_the_service() {
    let service = Service::start().await;
    let office = office(set_up(&service)).await;
    there_and_back(&service, &mut office.browser(), |claims| claims["roles"] = json!(["administrator"])).await.leads_to("/manage");
    assert_eq!(office.desk.store.users().await.unwrap().iter().filter(|user| user.administers()).count(), 1);
    assert!(!office.desk.administered_here().await.unwrap(), "who comes from there has no password here");
    office.add("viewer", &["viewer"]).await;
    assert!(!office.desk.administered_here().await.unwrap());
    office.add("ada", &["administrator"]).await;
    assert!(office.desk.administered_here().await.unwrap());
}
