//! What other sites take: cards to show inside theirs, the only pages that may be framed, and drawings as files.

use std::sync::Arc;

use app::embed::document;
use axum::{
    body::Body,
    extract::{OriginalUri, Path, RawQuery, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};

use super::{
    body::{Encoded, REVALIDATE},
    downloads, policy,
    state::State,
};

/// An answer that any site may show inside its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Framable;

/// A card. It needs no script and none is allowed, and it sends nothing anywhere.
pub(super) async fn card(
    Extract(state): Extract<Arc<State>>,
    OriginalUri(address): OriginalUri,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response<Body> {
    let (site, query) = (state.site(), query.unwrap_or_default());
    let path = address.path().split_once("/embed").map_or("", |(_, path)| path);
    let (page, from) = app::still::card((&state.release, &state.register), &site, path, &query);
    let apart = state.apart.as_ref().map(|(apart, _)| apart);
    let bytes = document(&state.built.assets, &site, &page, &from, apart).into_bytes();
    // What is not published is nobody else's to show.
    let framable = apart.is_none_or(|apart| apart.published);
    let policy = if framable { policy::framed(&bytes) } else { policy::of(&bytes) };
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::OK);
    let mut response = Encoded::new(bytes, 4).respond(&headers, status, &HeaderValue::from_static("text/html; charset=utf-8"), REVALIDATE);
    if let Some(policy) = policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if framable {
        response.headers_mut().insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
        response.extensions_mut().insert(Framable);
    }
    response
}

/// The drawing of a measure's course, with its title, source and licence in it.
pub(super) async fn drawing(
    Extract(state): Extract<Arc<State>>,
    Path(code): Path<String>,
    OriginalUri(address): OriginalUri,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response<Body> {
    let draw = || {
        let told = (&*state.release, &*state.register);
        app::still::drawing(told, &state.site(), &code, query.as_deref().unwrap_or_default()).map(String::into_bytes)
    };
    let mut response =
        downloads::file_of(&state, &address, HeaderValue::from_static("image/svg+xml"), draw, &format!("{code}.svg"), &headers);
    response.headers_mut().insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}
