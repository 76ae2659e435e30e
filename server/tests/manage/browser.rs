//! An office with a database of its own, and browsers that sign in to it.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request},
};
use chrono::{DateTime, NaiveDateTime, TimeDelta};
use data_encoding::BASE32_NOPAD;
use domain::{
    filter::encode,
    people::UserId,
    store::{Changed, People},
};
use server::{
    http,
    load::load,
    manage::{Desk, factor, settings::Settings},
};
use store_sqlite::SqliteStore;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::{calder_vale, council::shipped, service::moment};

pub(crate) const PUBLIC: &str = "https://measures.example.org";
pub(crate) const PASSWORD: &str = "a bridge of blue paper";

/// A database of people, a clock that is set by hand, and the router.
pub(crate) struct Office {
    pub(crate) desk: Arc<Desk>,
    pub(crate) router: Router,
    seconds: Arc<AtomicI64>,
    _home: TempDir,
}

impl Office {
    pub(crate) async fn new() -> Self {
        Self::with(Settings::read(Some(PUBLIC), [127, 0, 0, 1].into(), true).unwrap()).await
    }

    pub(crate) async fn with(settings: Settings) -> Self {
        let home = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&format!("sqlite:{}", home.path().join("people.db").display())).await.unwrap();
        let seconds = Arc::new(AtomicI64::new(1_800_000_000));
        let clock = Arc::clone(&seconds);
        let clock = move || DateTime::from_timestamp(clock.load(Ordering::SeqCst), 0).unwrap().naive_utc();
        let desk = Desk::open(store, settings, Arc::new(clock)).await.unwrap();
        let desk = Arc::new(desk.importing(crate::council::shipped("fixtures/calder-vale")));
        let router = http::manage::router(Arc::clone(&calder_vale().state), Arc::clone(&desk));
        Self { desk, router, seconds, _home: home }
    }

    /// The same, with the figures of Calder Vale in its database.
    pub(crate) async fn with_figures() -> Self {
        let office = Self::new().await;
        load(&office.desk.store, &shipped("fixtures/calder-vale"), moment()).await.unwrap();
        office
    }

    pub(crate) fn later(&self, time: TimeDelta) {
        self.seconds.fetch_add(time.num_seconds(), Ordering::SeqCst);
    }

    pub(crate) fn now(&self) -> NaiveDateTime {
        self.desk.now()
    }

    /// Adds somebody, as from the command line.
    pub(crate) async fn add(&self, login: &str, grants: &[&str]) -> UserId {
        let grants = grants.iter().map(|text| text.parse().unwrap()).collect();
        match self.desk.add_from_here(login.parse().unwrap(), format!("Name of {login}"), grants, PASSWORD, true).await.unwrap() {
            Changed::Done(user) => user,
            refused => panic!("{refused:?}"),
        }
    }

    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser { office: self, cookies: BTreeMap::new(), address: "192.0.2.1".into(), page: String::new() }
    }

    /// Somebody new who has signed in, second step and all.
    pub(crate) async fn signed_in(&self, login: &str, grants: &[&str]) -> Browser<'_> {
        self.add(login, grants).await;
        let mut browser = self.browser();
        browser.password(login, PASSWORD).await.leads_to("/sign-in/code");
        browser.enrol().await;
        browser
    }

    /// The code that somebody's authenticator shows.
    pub(crate) async fn code(&self, login: &str) -> String {
        let account = self.desk.store.account(&login.parse().unwrap()).await.unwrap().unwrap();
        factor::now(account.factor.unwrap().reveal(), self.now())
    }
}

/// A browser: it keeps cookies, and the page it shows.
pub(crate) struct Browser<'a> {
    pub(crate) office: &'a Office,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) address: String,
    pub(crate) page: String,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) what: String,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.what, self.body);
        self
    }

    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.body.contains(words), "{} does not say {words}: {}", self.what, self.body);
        self
    }

    #[track_caller]
    pub(crate) fn leads_to(self, path: &str) -> Self {
        assert_eq!((self.status, self.header("location")), (303, path), "{}: {}", self.what, self.body);
        self
    }
}

impl Browser<'_> {
    /// Sends a request with these headers and the cookies, and keeps what cookies come back.
    pub(crate) async fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: String) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder().method(method.clone()).uri(path).header("x-forwarded-for", &self.address);
        request = request.header("host", "measures.example.org").header("cookie", cookies.join("; "));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.office.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = String::from_utf8(to_bytes(body, 1 << 26).await.unwrap().to_vec()).unwrap();
        for cookie in parts.headers.get_all("set-cookie") {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            let _before = if value.is_empty() { self.cookies.remove(name) } else { self.cookies.insert(name.to_owned(), value.to_owned()) };
        }
        if !body.is_empty() {
            self.page.clone_from(&body);
        }
        Answer { what: format!("{method} {path}"), status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], String::new()).await
    }

    /// The token of the forms of the page shown.
    pub(crate) fn token(&self) -> String {
        let at = "name=\"form_token\" value=\"";
        self.page.split_once(at).map(|(_, rest)| rest.split('"').next().unwrap().to_owned()).unwrap_or_default()
    }

    /// Sends a form of the page shown.
    /// What the first page says waits for this reader.
    #[track_caller]
    pub(crate) fn waits(&mut self, words: Option<&'static str>) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        async move {
            let page = self.get("/manage").await.is(200).body;
            let told = page.split_once("Waiting for you").map_or("", |(_, rest)| rest.split("</section>").next().unwrap_or_default());
            assert!(words.map_or(told.is_empty(), |words| told.contains(words)), "{place}: {told}");
        }
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token();
        let fields = fields.iter().copied().chain([("form_token", token.as_str())]);
        let body: Vec<String> = fields.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let own = [("origin", PUBLIC), ("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")];
        self.send(Method::POST, path, &own, body.join("&")).await
    }

    /// Sends a file by the form of the page shown, with fields after the token.
    pub(crate) async fn upload(&mut self, path: &str, fields: &[(&str, &str)], name: &str, content: &str) -> Answer {
        let token = self.token();
        let field = |(name, value): (&str, &str)| format!("--XyZ\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        let fields: String = std::iter::once(("form_token", token.as_str())).chain(fields.iter().copied()).map(field).collect();
        let file = format!(
            "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n{content}\r\n--XyZ--\r\n"
        );
        let own = [("origin", PUBLIC), ("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=XyZ")];
        self.send(Method::POST, path, &own, fields + &file).await
    }

    /// The first step.
    pub(crate) async fn password(&mut self, login: &str, password: &str) -> Answer {
        self.get("/sign-in").await;
        self.post("/sign-in", &[("login", login), ("password", password)]).await
    }

    /// The code that an authenticator shows which has taken the secret of the page shown.
    pub(crate) fn offered_code(&self) -> String {
        let (_, secret) = self.page.split_once("Secret</dt><dd><code translate=\"no\">").unwrap();
        let secret = secret.split('<').next().unwrap().replace(' ', "");
        factor::now(&BASE32_NOPAD.decode(secret.as_bytes()).unwrap(), self.office.now())
    }

    /// The second step for the first time. The recovery codes.
    pub(crate) async fn enrol(&mut self) -> Vec<String> {
        self.get("/sign-in/enrol").await.is(200);
        let code = self.offered_code();
        self.post("/sign-in/enrol", &[("code", &code)]).await.is(200).says("Your recovery codes");
        let (_, list) = self.page.split_once("class=\"codes\"").unwrap();
        let codes = list.split("</ul>").next().unwrap().split("<code translate=\"no\">").skip(1);
        codes.map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
    }

    /// Both steps, by somebody whose second step is set up.
    pub(crate) async fn sign_in(&mut self, login: &str) -> Answer {
        self.password(login, PASSWORD).await.leads_to("/sign-in/code");
        self.get("/sign-in/code").await.is(200);
        let code = self.office.code(login).await;
        self.post("/sign-in/code", &[("code", &code)]).await
    }
}
