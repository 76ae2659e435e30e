//! Frames: immutable at addresses that change with their content, compressed once.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode},
};
use domain::period::Period;

use super::{
    body::{Encoded, IMMUTABLE},
    state::{Kept, State},
};

/// Brotli quality of frames.
const QUALITY: i32 = 9;
const BINARY: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// A frame, drawn once.
fn frame(
    state: &State,
    release: &str,
    name: &str,
    request: &HeaderMap,
    kind: &HeaderValue,
    draw: impl FnOnce() -> Option<Vec<u8>>,
) -> Response<Body> {
    let gone = || {
        let mut response = Response::new(Body::from("There is no such frame in the release served now. Reload the page.\n"));
        *response.status_mut() = StatusCode::NOT_FOUND;
        response
    };
    if release != state.key {
        return gone();
    }
    let key = format!("frame {name}");
    let kept = state.kept.get(&key).or_else(|| {
        let body = Encoded::new(draw()?, QUALITY);
        let kept = Arc::new(Kept { status: 200, kind: kind.clone(), policy: None, link: None, body });
        state.kept.insert(key, Arc::clone(&kept));
        Some(kept)
    });
    kept.map_or_else(gone, |kept| kept.body.respond(request, StatusCode::OK, &kept.kind, IMMUTABLE))
}

/// Everything but the figures.
pub(super) async fn catalogue(Extract(state): Extract<Arc<State>>, Path(release): Path<String>, request: HeaderMap) -> Response<Body> {
    frame(&state, &release, "catalogue", &request, &BINARY, || app::wire::bytes(&*state.release.catalogue))
}

/// What the plans promise, in full.
pub(super) async fn promises(Extract(state): Extract<Arc<State>>, Path(release): Path<String>, request: HeaderMap) -> Response<Body> {
    frame(&state, &release, "promises", &request, &BINARY, || app::wire::bytes(&app::pages::promises::all(&state.release.council)))
}

/// An area's frame.
pub(super) async fn area(
    Extract(state): Extract<Arc<State>>,
    Path((release, index)): Path<(String, u16)>,
    request: HeaderMap,
) -> Response<Body> {
    let known = usize::from(index) < state.release.catalogue.areas.len();
    frame(&state, &release, &format!("area/{index}"), &request, &BINARY, || known.then(|| state.release.area(index).encode()))
}

/// A measure's frame.
pub(super) async fn measure(
    Extract(state): Extract<Arc<State>>,
    Path((release, index)): Path<(String, u16)>,
    request: HeaderMap,
) -> Response<Body> {
    let known = usize::from(index) < state.release.catalogue.measures.len();
    frame(&state, &release, &format!("measure/{index}"), &request, &BINARY, || known.then(|| state.release.measure(index).encode()))
}

/// A period's spread.
pub(super) async fn spread(
    Extract(state): Extract<Arc<State>>,
    Path((release, period)): Path<(String, String)>,
    request: HeaderMap,
) -> Response<Body> {
    let period = period.replace('_', "/").parse::<Period>().ok();
    let known = period.filter(|period| state.release.catalogue.periods.binary_search(period).is_ok());
    let name = known.map(|period| format!("spread/{period}")).unwrap_or_default();
    frame(&state, &release, &name, &request, &BINARY, || Some(state.release.spread(known?).encode()))
}
