//! Whether the program answers, and whether what it needs does; and whom to tell of a hole in it.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use domain::store::Store;

use super::state::Served;
use crate::manage::Desk;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// Asked for each time, and plain words.
const HEADERS: [(HeaderName, HeaderValue); 2] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
];

/// The routes.
pub(super) fn router(served: Served, desk: Arc<Desk>, security: Option<String>) -> Router {
    let router = Router::new().route("/healthz", get(async || (HEADERS, "The program answers.\n"))).route(
        "/readyz",
        get(move || {
            let (served, desk) = (served.clone(), Arc::clone(&desk));
            async move { ready(&served, &desk).await }
        }),
    );
    match security {
        // RFC 9116, section 3.
        Some(text) => router.route("/.well-known/security.txt", get(async move || (HEADERS, text.clone()))),
        None => router,
    }
}

/// Whether a release is held and the database answers. What went wrong in the database is for the log, and not for whoever asks.
async fn ready(served: &Served, desk: &Desk) -> impl IntoResponse + use<> {
    let state = served.now();
    let number = state.release.catalogue.release;
    let asked = tokio::time::timeout(PATIENCE, desk.store.current_number(&state.release.council.code)).await;
    let (status, words) = match asked {
        Ok(Ok(_)) => (StatusCode::OK, format!("Ready: release {number} is served, and the database answers.\n")),
        Ok(Err(error)) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "not ready: the database gave an error");
            (StatusCode::SERVICE_UNAVAILABLE, format!("Release {number} is served. Not ready: the database gives an error.\n"))
        }
        Err(_late) => {
            tracing::warn!("not ready: the database does not answer");
            let words =
                format!("Release {number} is served. Not ready: the database did not answer within {} seconds.\n", PATIENCE.as_secs());
            (StatusCode::SERVICE_UNAVAILABLE, words)
        }
    };
    (status, HEADERS, words)
}
