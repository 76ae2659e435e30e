//! What went wrong, for programs (RFC 9457): it names the parameter, and how to mend it.

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use serde::Serialize;
use utoipa::ToSchema;

/// What went wrong (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(in crate::http) struct Problem {
    /// What kind of problem it is: `about:blank`, which says that `title` tells it.
    #[serde(rename = "type")]
    kind: &'static str,
    /// In a few words.
    title: &'static str,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What is wrong and how to mend it.
    detail: String,
    /// The parameter that is wrong; absent where none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    parameter: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, title: &'static str, detail: impl Into<String>) -> Self {
        Self { kind: "about:blank", title, status: status.as_u16(), detail: detail.into(), parameter: None }
    }

    /// A parameter that is not right.
    pub(super) fn wrong(parameter: &str, detail: impl Into<String>) -> Self {
        let parameter = Some(parameter.chars().take(80).collect());
        Self { parameter, ..Self::new(StatusCode::BAD_REQUEST, "A parameter is not right", detail) }
    }

    /// A value that the release does not have.
    pub(super) fn unknown(parameter: &str, what: &str, given: &str) -> Self {
        let shown: String = given.chars().take(80).collect();
        Self::wrong(parameter, format!("“{shown}” is no {what} of this release."))
    }

    /// A cursor that was never given.
    pub(super) fn no_cursor() -> Self {
        Self::wrong("cursor", "This is no cursor of ours: take the one that the page before gave as `next`.")
    }

    /// A cursor of another release.
    pub(super) fn other_release() -> Self {
        let detail = "Another release was published since the page before: begin again without a cursor.";
        Self { parameter: Some("cursor".to_owned()), ..Self::new(StatusCode::CONFLICT, "The figures are others now", detail) }
    }

    /// Something that is not there.
    pub(super) fn absent(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "Not found", detail)
    }

    /// A method that nothing here takes.
    pub(super) fn method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "Read only", "Everything here is read by GET or HEAD.")
    }

    /// A fault of ours.
    pub(super) fn ours() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "It did not work", "The answer could not be written. Try again in a minute.")
    }

    /// An address that is longer than any that is answered.
    pub(in crate::http) fn too_long() -> Self {
        Self::new(StatusCode::URI_TOO_LONG, "The address is too long", "Ask for fewer values at once.")
    }

    /// Too many requests of one address.
    pub(in crate::http) fn too_many(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "Too many requests", detail)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response<Body> {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = HeaderValue::from_static("application/problem+json");
        (status, [(header::CONTENT_TYPE, kind)], serde_json::to_vec(&self).unwrap_or_default()).into_response()
    }
}
