//! Pages: drawn by the application, once for each address and day.

use std::sync::Arc;

use app::{
    apart::{Apart, document},
    live::{Address, Sent},
    page::Page,
    page_at, shell,
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header},
    response::IntoResponse,
};
use leptos::prelude::*;
use serde_json::Value;

use super::{
    body::{Encoded, REVALIDATE},
    found, policy,
    state::{Kept, State},
};

/// Brotli quality of pages: drawn while someone waits.
const QUALITY: i32 = 5;
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
/// The largest page, in bytes.
const MAX_PAGE: usize = 8 * 1024 * 1024;

/// A page: as it has been drawn, or drawn now.
pub(super) async fn page(Extract(state): Extract<Arc<State>>, request: Request) -> Response<Body> {
    let address = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let headers = request.headers().clone();
    let key = format!("{} {address}", state.day());
    if let Some(kept) = state.kept.get(&key) {
        return respond(&kept, &headers);
    }
    let (status, bytes) = if let Some((apart, _)) = &state.apart {
        still(&state, apart, request.uri())
    } else {
        let (status, response) = draw(&state, request).await;
        let Ok(bytes) = to_bytes(response.into_body(), MAX_PAGE).await else {
            return (StatusCode::INTERNAL_SERVER_ERROR, "This page is too large to be shown.\n").into_response();
        };
        (status, bytes)
    };
    let policy = policy::of(&bytes);
    let kept = Arc::new(Kept { status, kind: HTML, policy, link: None, body: Encoded::new(bytes, QUALITY) });
    if status < 500 {
        state.kept.insert(key, Arc::clone(&kept));
    }
    respond(&kept, &headers)
}

/// The document of a page, and the page's status.
async fn draw(state: &State, request: Request) -> (u16, Response<Body>) {
    let (assets, site) = (state.built.assets.clone(), state.site());
    let address = request.uri();
    let (page, live) = page_at(&state.release, &state.register, &site, address.path(), address.query().unwrap_or_default());
    let told = found::head(state, &site, &page, (address.path(), address.query().unwrap_or_default()), Vec::new());
    let (status, page) = (page.status, Arc::new(page));
    let address = Address::new(address.path().to_owned(), address.query().unwrap_or_default());
    let (sent, known) = (Sent { address, page: Arc::clone(&page) }, site.clone());
    let context = move || {
        provide_context(known.clone());
        provide_context(sent.clone());
    };
    let handler = leptos_axum::render_app_async_with_context(context, move || shell(&assets, &site, &page, live, told.clone()));
    (status, handler(request).await.into_response())
}

/// The document of a page of a release apart, and the page's status.
fn still(state: &State, apart: &Apart, address: &Uri) -> (u16, Bytes) {
    let (site, path, query) = (state.site(), address.path(), address.query().unwrap_or_default());
    let (page, _) = page_at(&state.release, &state.register, &site, path, query);
    let told = found::head(state, &site, &page, (path, query), Vec::new());
    (page.status, document(&state.built.assets, &site, &page, (path, query), Some(apart), Some(told)).into())
}

/// A page about releases themselves, with nothing of the program: what it says depends on what is served now.
pub(super) fn said(state: &State, page: &Page, headers: &HeaderMap) -> Response<Body> {
    send(state, page, "", None, headers)
}

/// A page without the program, not kept, and not one that searches should find.
pub(super) fn unlisted(state: &State, page: &Page, path: &str, headers: &HeaderMap) -> Response<Body> {
    send(state, page, path, None, headers)
}

/// A page without the program, not kept. `more`: what programs read of it, of a page that may be found.
fn send(state: &State, page: &Page, path: &str, more: Option<Vec<Value>>, headers: &HeaderMap) -> Response<Body> {
    let site = state.site();
    let told = more.map(|more| found::head(state, &site, page, (path, ""), more));
    let apart = state.apart.as_ref().map(|(apart, _)| apart);
    let bytes = document(&state.built.assets, &site, page, (path, ""), apart, told).into_bytes();
    let policy = policy::of(&bytes);
    respond(&Kept { status: page.status, kind: HTML, policy, link: None, body: Encoded::new(bytes, QUALITY) }, headers)
}

/// What programs can ask, for people to read. No click changes it.
pub(super) async fn interface(Extract(state): Extract<Arc<State>>, headers: HeaderMap) -> Response<Body> {
    let page = app::still::interface((&state.release, &state.register), &state.site(), &super::api::endpoints(&state.release));
    send(&state, &page, "/api", Some(Vec::new()), &headers)
}

/// A page that is drawn for each request, as what it says is not of a release alone. `data`: what programs read of it.
pub(super) fn plain(state: &State, page: &Page, path: &str, data: Vec<Value>, headers: &HeaderMap) -> Response<Body> {
    send(state, page, path, Some(data), headers)
}

fn respond(kept: &Kept, request: &HeaderMap) -> Response<Body> {
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    let mut response = kept.body.respond(request, status, &kept.kind, REVALIDATE);
    if let Some(policy) = &kept.policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    }
    response
}
