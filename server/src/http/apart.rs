//! A release that is not the one served, below a path of its own: the same routes, on a state of its own.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri, header},
    response::IntoResponse,
};
use tower::ServiceExt;

use super::state::{Served, State};

/// What of a request goes on to the release: how its answer may be sent.
const PASSED: [HeaderName; 3] = [header::ACCEPT, header::ACCEPT_ENCODING, header::IF_NONE_MATCH];

/// What answers for a state.
pub(super) fn router(state: State) -> Router {
    let served = Served::from(Arc::new(state));
    super::drawn(&served).with_state(served)
}

/// Asks it for an address of the site, as it is below the release's path: `/areas?group=female`.
pub(super) async fn ask(router: Router, method: Method, address: &str, headers: &HeaderMap) -> Response<Body> {
    let Ok(uri) = Uri::builder().path_and_query(address).build() else {
        return (StatusCode::BAD_REQUEST, "This address cannot be read.\n").into_response();
    };
    // Nothing else of the request that was routed here: its parts are those of another route.
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    for name in PASSED {
        if let Some(value) = headers.get(&name) {
            request.headers_mut().insert(name, value.clone());
        }
    }
    let mut response = router.oneshot(request).await.into_response();
    // Files cannot say it themselves.
    response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}
