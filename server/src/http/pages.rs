//! Pages: drawn by the application, once for each address and day.

use std::sync::Arc;

use app::{
    live::{Address, Sent},
    page_at, shell,
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use leptos::prelude::*;

use super::{
    body::{Encoded, REVALIDATE},
    policy,
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
    let key = format!("{} {address}", State::today());
    if let Some(kept) = state.kept.get(&key) {
        return respond(&kept, &headers);
    }
    let (status, response) = draw(&state, request).await;
    let Ok(bytes) = to_bytes(response.into_body(), MAX_PAGE).await else {
        return (StatusCode::INTERNAL_SERVER_ERROR, "This page is too large to be shown.\n").into_response();
    };
    let policy = policy::of(&bytes);
    let kept = Arc::new(Kept { status, kind: HTML, policy, body: Encoded::new(bytes, QUALITY) });
    if status < 500 {
        state.kept.insert(key, Arc::clone(&kept));
    }
    respond(&kept, &headers)
}

/// The document of a page, and the page's status.
async fn draw(state: &State, request: Request) -> (u16, Response<Body>) {
    let (assets, site) = (state.built.assets.clone(), state.site());
    let address = request.uri();
    let (page, live) = page_at(&state.release, &site, address.path(), address.query().unwrap_or_default());
    let (status, page) = (page.status, Arc::new(page));
    let address = Address::new(address.path().to_owned(), address.query().unwrap_or_default());
    let (sent, known) = (Sent { address, page: Arc::clone(&page) }, site.clone());
    let context = move || {
        provide_context(known.clone());
        provide_context(sent.clone());
    };
    let handler = leptos_axum::render_app_async_with_context(context, move || shell(&assets, &site, &page, live));
    (status, handler(request).await.into_response())
}

fn respond(kept: &Kept, request: &HeaderMap) -> Response<Body> {
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    let mut response = kept.body.respond(request, status, &kept.kind, REVALIDATE);
    if let Some(policy) = &kept.policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    }
    response
}
