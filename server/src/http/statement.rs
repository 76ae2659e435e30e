//! The statement of equality evidence as a text file.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{RawQuery, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};

use super::{
    body::{Encoded, REVALIDATE},
    state::State,
};

const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const FILE: HeaderValue = HeaderValue::from_static("attachment; filename=\"equality-statement.txt\"");

/// The statement for the area, characteristic and period chosen.
pub(super) async fn equality(Extract(state): Extract<Arc<State>>, RawQuery(query): RawQuery, request: HeaderMap) -> Response<Body> {
    match app::still::paper(&state.release, &query.unwrap_or_default()) {
        Err(error) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
            (status, format!("{}.\n", error.to_string().trim_end_matches('.'))).into_response()
        }
        Ok(text) => {
            let mut response = Encoded::new(text.into_bytes(), 4).respond(&request, StatusCode::OK, &TEXT, REVALIDATE);
            response.headers_mut().insert(header::CONTENT_DISPOSITION, FILE);
            response
        }
    }
}
