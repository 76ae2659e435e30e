//! A request of a program: what it is answered from, and the answer, written once and kept with the pages.

use std::{convert::Infallible, sync::Arc};

use axum::{
    body::Body,
    extract::{FromRequestParts, OriginalUri},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header, request::Parts},
    response::IntoResponse,
};
use serde::Serialize;

use super::{problem::Problem, query::Query};
use crate::http::{
    body::{Encoded, REVALIDATE},
    state::{Kept, Served, State},
};

/// JSON.
pub(super) const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// CSV.
pub(super) const CSV: HeaderValue = HeaderValue::from_static("text/csv; charset=utf-8; header=present");
/// Brotli quality: written while somebody waits.
const QUALITY: i32 = 4;

/// A request of a program.
pub(super) struct Call {
    pub(super) state: Arc<State>,
    address: String,
    raw: Option<String>,
    headers: HeaderMap,
}

impl FromRequestParts<Served> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, served: &Served) -> Result<Self, Infallible> {
        let address = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |OriginalUri(address)| address).to_string();
        Ok(Self { state: served.now(), address, raw: parts.uri.query().map(str::to_owned), headers: parts.headers.clone() })
    }
}

impl Call {
    /// Its parameters, which must be among these.
    pub(super) fn query(&self, known: &[&str]) -> Result<Query, Problem> {
        Query::read(self.raw.as_deref(), known)
    }

    /// An answer as JSON.
    pub(super) fn json<T: Serialize>(&self, answer: impl FnOnce() -> Result<T, Problem>) -> Response<Body> {
        self.written(&JSON, || Ok((serde_json::to_vec(&answer()?).map_err(|_broken| Problem::ours())?, None)))
    }

    /// An answer of a kind, with the cursor of the next page where that is not in it. Nothing that is wrong is kept.
    pub(super) fn written(&self, kind: &HeaderValue, write: impl FnOnce() -> Result<(Vec<u8>, Option<String>), Problem>) -> Response<Body> {
        let key = format!("{} {} {}", self.state.day(), kind.to_str().unwrap_or_default(), self.address);
        let kept = match self.state.kept.get(&key) {
            Some(kept) => kept,
            None => match write() {
                Err(problem) => return problem.into_response(),
                Ok((bytes, next)) => {
                    let link = next.and_then(|next| self.next(&next));
                    let kept = Arc::new(Kept { status: 200, kind: kind.clone(), policy: None, link, body: Encoded::new(bytes, QUALITY) });
                    self.state.kept.insert(key, Arc::clone(&kept));
                    kept
                }
            },
        };
        let mut response = kept.body.respond(&self.headers, StatusCode::OK, &kept.kind, REVALIDATE);
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
        if let Some(link) = &kept.link {
            response.headers_mut().insert(header::LINK, link.clone());
        }
        response
    }

    /// Where the next page is (RFC 8288): the same address with another cursor.
    fn next(&self, cursor: &str) -> Option<HeaderValue> {
        let (path, query) = self.address.split_once('?').unwrap_or((&self.address, ""));
        let others = query.split('&').filter(|part| !part.is_empty() && !part.starts_with("cursor="));
        let query: Vec<String> = others.map(str::to_owned).chain([format!("cursor={cursor}")]).collect();
        let path = self.state.placed(path.to_owned());
        HeaderValue::from_str(&format!("<{path}?{}>; rel=\"next\"", query.join("&"))).ok()
    }

    /// Whether it would rather have CSV than JSON.
    pub(super) fn wants_csv(&self) -> bool {
        let accepted = self.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let weight = |kind: &str| {
            accepted.split(',').find_map(|part| {
                let mut parts = part.split(';').map(str::trim);
                let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(kind));
                named.then(|| parts.find_map(|part| part.strip_prefix("q=")).and_then(|q| q.parse::<f32>().ok()).unwrap_or(1.0))
            })
        };
        match (weight("text/csv"), weight("application/json")) {
            (Some(csv), json) => csv > 0.0 && json.is_none_or(|json| csv > json),
            (None, _) => false,
        }
    }
}
