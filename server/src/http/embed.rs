//! What other sites show inside their pages: cards, the only pages that may be framed.

use std::sync::Arc;

use app::embed::document;
use axum::{
    body::Body,
    extract::{OriginalUri, RawQuery, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};

use super::{
    body::{Encoded, REVALIDATE},
    policy,
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
