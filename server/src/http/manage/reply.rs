//! What is answered: a page, a file, or where to go; with the headers that belong to the pages of one reader.

use std::{borrow::Cow, sync::Arc};

use app::{manage::Signed, markup::Element, page::Page};
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Response, StatusCode, header},
};
use base64::{Engine, prelude::BASE64_STANDARD as STANDARD};
use sha2::{Digest, Sha256};

use crate::{
    http::state::State,
    manage::{Stop, openid::Turned, sign_in::sentence},
};

/// Seconds that a browser is known as one that has signed in before: half a year.
const KNOWN: u32 = 15_552_000;

/// Seconds that somebody may be away at another service.
const AWAY: u32 = 600;

/// What a browser keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// The session.
    Session,
    /// What ties the form to sign in to the browser.
    Form,
    /// That somebody has signed in here before.
    Device,
    /// What ties a sign-in by another service to the browser.
    Trip,
}

impl Kept {
    /// Its name. With TLS the browser itself sees to it that no other host and no plain page has set it (`__Host-`).
    pub(super) fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-session",
            (Self::Session, false) => "session",
            (Self::Form, true) => "__Host-form",
            (Self::Form, false) => "form",
            (Self::Device, true) => "__Host-device",
            (Self::Device, false) => "device",
            (Self::Trip, true) => "__Host-trip",
            (Self::Trip, false) => "trip",
        }
    }
}

/// A cookie to be set, or with an empty value to be forgotten.
#[derive(Debug, Clone)]
pub(super) struct Cookie {
    kept: Kept,
    value: String,
}

impl Cookie {
    /// Sets a cookie.
    pub(super) fn set(kept: Kept, value: String) -> Self {
        Self { kept, value }
    }

    /// Makes the browser forget it.
    pub(super) fn forget(kept: Kept) -> Self {
        Self { kept, value: String::new() }
    }

    fn header(&self, secure: bool) -> String {
        let age = match (self.value.is_empty(), self.kept) {
            (true, _) => "; Max-Age=0".to_owned(),
            (false, Kept::Device) => format!("; Max-Age={KNOWN}"),
            (false, Kept::Trip) => format!("; Max-Age={AWAY}"),
            // Until the browser is closed, or the server says that it is over.
            (false, Kept::Session | Kept::Form) => String::new(),
        };
        let tls = if secure { "; Secure" } else { "" };
        format!("{}={}; Path=/; HttpOnly; SameSite=Lax{tls}{age}", self.kept.name(secure), self.value)
    }
}

/// What is around a page.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) path: &'static str,
    pub(super) signed: Option<Signed>,
    pub(super) secure: bool,
    pub(super) fresh: Option<Cookie>,
    /// Where a form of the page may lead besides this site: scheme, host and port.
    pub(super) leads_to: Option<String>,
}

impl Frame {
    /// For somebody of whom nothing is known.
    pub(super) fn bare(path: &'static str) -> Self {
        Self { path, signed: None, secure: false, fresh: None, leads_to: None }
    }
}

#[derive(Debug)]
enum What {
    Page(Page),
    Csv(String, Vec<u8>),
    Toml(String),
    Elsewhere(Cow<'static, str>),
    /// A part of a page, for our script.
    Part(u16, Element),
    /// Our script.
    Script(&'static str),
    /// An answer of another part of the site, for this reader alone.
    Whole(Box<Response<Body>>),
}

/// An answer.
#[derive(Debug)]
pub(super) struct Reply {
    what: What,
    cookies: Vec<Cookie>,
    wait: Option<i64>,
    again: Option<u32>,
    scripted: bool,
}

impl Reply {
    fn of(what: What) -> Self {
        Self { what, cookies: Vec::new(), wait: None, again: None, scripted: false }
    }

    /// A page.
    pub(super) fn page(page: Page) -> Self {
        Self::of(What::Page(page))
    }

    /// A file of a name, which holds no quotes.
    pub(super) fn csv(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self::of(What::Csv(name.into(), bytes))
    }

    /// A mapping file.
    pub(super) fn toml(text: String) -> Self {
        Self::of(What::Toml(text))
    }

    /// Another page, to be asked for now.
    pub(super) fn to(path: &'static str) -> Self {
        Self::of(What::Elsewhere(Cow::Borrowed(path)))
    }

    /// The same, where the path is made of what was asked for.
    pub(super) fn go(path: String) -> Self {
        Self::of(What::Elsewhere(Cow::Owned(path)))
    }

    /// A page of another site, to be asked for now.
    pub(super) fn away(address: String) -> Self {
        Self::of(What::Elsewhere(address.into()))
    }

    /// A part of a page, with a status.
    pub(super) fn part(status: u16, part: Element) -> Self {
        Self::of(What::Part(status, part))
    }

    /// A script of ours.
    pub(super) fn script(text: &'static str) -> Self {
        Self::of(What::Script(text))
    }

    /// An answer of another part of the site, kept by nobody.
    pub(super) fn whole(response: Response<Body>) -> Self {
        Self::of(What::Whole(Box::new(response)))
    }

    /// On a page whose policy lets our own script run and ask us.
    pub(super) fn scripted(self) -> Self {
        Self { scripted: true, ..self }
    }

    /// With cookies.
    pub(super) fn with(mut self, cookies: impl IntoIterator<Item = Cookie>) -> Self {
        self.cookies.extend(cookies);
        self
    }

    /// With how many seconds to wait.
    pub(super) fn after(self, seconds: i64) -> Self {
        Self { wait: Some(seconds), ..self }
    }

    /// With how many seconds until the browser asks for it again.
    pub(super) fn again(self, seconds: u32) -> Self {
        Self { again: Some(seconds), ..self }
    }

    /// Says why a use case stopped, without a word of what is inside.
    pub(super) fn stopped(stop: &Stop) -> Self {
        use app::manage::stopped;
        match stop {
            Stop::Forbidden(what) => {
                Self::page(stopped(403, "You may not do this", &format!("You may not {what}. If you should, ask an administrator.")))
            }
            Stop::Wrong(_, words) => Self::page(stopped(422, "That is not right", words)),
            Stop::Wait(seconds) => Self::page(stopped(429, "Too many attempts", &waiting(*seconds))).after(*seconds),
            Stop::Busy(seconds) => {
                let words = "Others are having figures worked out that are not released, which takes a while. Reload the page in a moment.";
                Self::page(stopped(503, "Try again in a moment", words)).after(*seconds)
            }
            Stop::Turned(turned) => {
                let status = match turned {
                    Turned::Nowhere => 404,
                    Turned::NotBegun => 400,
                    Turned::Declined(_) | Turned::NoRole | Turned::Deactivated => 403,
                    Turned::Silent(_) | Turned::Token(_) => 502,
                };
                if status == 502 {
                    tracing::warn!(error = turned as &dyn std::error::Error, "a sign-in by another service failed");
                }
                Self::page(stopped(status, "You are not signed in", &sentence(turned)))
            }
            Stop::Store(_) | Stop::Machine(_) => {
                tracing::error!(error = stop as &dyn std::error::Error, "a signed-in page failed");
                Self::page(stopped(
                    500,
                    "This did not work",
                    "It is our fault, and nothing was changed. Try again; if it happens again, tell whoever runs the program.",
                ))
            }
        }
    }

    /// The response.
    pub(super) fn respond(self, state: &Arc<State>, frame: &Frame) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        let headers = response.headers_mut();
        // Nobody keeps what was drawn for one reader, nor is told where they came from.
        let own = [
            (header::CACHE_CONTROL, "no-store"),
            (header::REFERRER_POLICY, "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        ];
        for (name, value) in own {
            headers.insert(name, HeaderValue::from_static(value));
        }
        for cookie in self.cookies.iter().chain(&frame.fresh) {
            if let Ok(value) = HeaderValue::from_str(&cookie.header(frame.secure)) {
                headers.append(header::SET_COOKIE, value);
            }
        }
        if let Some(seconds) = self.wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(seconds) = self.again {
            headers.insert(HeaderName::from_static("refresh"), HeaderValue::from(seconds));
        }
        match self.what {
            What::Elsewhere(path) => {
                let there = HeaderValue::from_str(&path);
                let status = if there.is_ok() { StatusCode::SEE_OTHER } else { StatusCode::BAD_GATEWAY };
                headers.extend(there.map(|there| (header::LOCATION, there)));
                *response.status_mut() = status;
            }
            What::Part(status, part) => {
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
                headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'"));
                let mut html = String::new();
                part.write(&mut html);
                *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
                *response.body_mut() = Body::from(html);
            }
            What::Script(text) => {
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
                *response.body_mut() = Body::from(text);
            }
            What::Whole(whole) => {
                let own = std::mem::take(headers);
                response = *whole;
                response.headers_mut().remove(header::ETAG);
                response.headers_mut().extend(own);
            }
            What::Csv(name, bytes) => {
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present"));
                let name = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
                headers.insert(header::CONTENT_DISPOSITION, name.unwrap_or(HeaderValue::from_static("attachment")));
                *response.body_mut() = Body::from(bytes);
            }
            What::Toml(text) => {
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/toml; charset=utf-8"));
                headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"mapping.toml\""));
                *response.body_mut() = Body::from(text);
            }
            What::Page(page) => {
                let site = state.site();
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
                let policy = policy(&app::manage::inline_style(&site), self.scripted, frame.leads_to.as_deref());
                if let Ok(policy) = HeaderValue::from_str(&policy) {
                    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
                }
                let html = app::manage::document(&state.built.assets, &site, &page, frame.path, frame.signed.as_ref());
                *response.status_mut() = StatusCode::from_u16(page.status).unwrap_or(StatusCode::OK);
                *response.body_mut() = Body::from(html);
            }
        }
        response
    }
}

/// How long to wait, in words.
pub(super) fn waiting(seconds: i64) -> String {
    let minutes = (seconds + 59) / 60;
    let time = match (seconds, minutes) {
        (..=1, _) => "a second".to_owned(),
        (..=59, _) => format!("{seconds} seconds"),
        (_, 1) => "a minute".to_owned(),
        _ => format!("{minutes} minutes"),
    };
    format!("There were too many attempts. Wait {time}, and try again.")
}

/// The content security policy: our style, fonts and pictures, forms to ourselves (and to where the one to sign in is led on), and the one inline
/// style by its hash; no script at all, or on the one page that has one, our own file.
fn policy(style: &str, scripted: bool, leads_to: Option<&str>) -> String {
    let hash = STANDARD.encode(Sha256::digest(style));
    let script = if scripted { "script-src 'self'; connect-src 'self'; " } else { "" };
    let leads_to = leads_to.map(|origin| format!(" {origin}")).unwrap_or_default();
    format!(
        "default-src 'none'; {script}style-src 'self' 'unsafe-hashes' 'sha256-{hash}'; font-src 'self'; img-src 'self' data:; base-uri 'none'; \
         object-src 'none'; form-action 'self'{leads_to}; frame-ancestors 'none'"
    )
}
