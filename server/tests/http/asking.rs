//! Asking a router with headers, and reading what it answers.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use serde_json::Value;
use tower::ServiceExt;

use crate::service::Answer;

/// Asks for an address, with these headers.
pub(super) async fn ask(router: &Router, address: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers.iter().fold(Request::builder().uri(address), |request, (name, value)| request.header(*name, *value));
    let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 64 * 1024 * 1024).await.unwrap().to_vec();
    Answer { address: address.to_owned(), status: parts.status, headers: parts.headers, bytes }
}

impl Answer {
    /// The status as a number.
    pub(super) fn code(&self) -> u16 {
        self.status.as_u16()
    }

    /// The body as JSON.
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{}: {error}: {}", self.address, self.body()))
    }
}
