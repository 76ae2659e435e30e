//! The HTTP side: pages, frames, downloads and assets, all from the release in memory.

pub mod body;
mod downloads;
mod frames;
pub mod manage;
mod pages;
mod renamed;
pub mod site;
pub mod state;
mod statement;

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    middleware::from_fn_with_state,
    routing::get,
};
use tower_http::{catch_panic::CatchPanicLayer, set_header::SetResponseHeaderLayer};

use self::state::Served;

/// Headers that every response has.
const HEADERS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Every route, each answered from the state that is served when the request comes.
pub fn router(served: impl Into<Served>) -> Router {
    // Where the application's resources run. Set once for the process; a second router shares it.
    let _already = any_spawner::Executor::init_tokio();
    let served = served.into();
    let renamed = from_fn_with_state(served.clone(), renamed::follow);
    // What can name an area by its code; frames and files never do.
    let named = Router::new()
        .route("/areas/{code}/figures.csv", get(downloads::area))
        .route("/measures/{code}/figures.csv", get(downloads::measure_shown))
        .route("/measures/{code}/data.csv", get(downloads::measure_all))
        .route("/equality/statement.txt", get(statement::equality))
        .fallback(get(pages::page))
        .layer(renamed);
    let mut router = Router::new()
        .route("/frames/{release}/catalogue", get(frames::catalogue))
        .route("/frames/{release}/promises", get(frames::promises))
        .route("/frames/{release}/area/{index}", get(frames::area))
        .route("/frames/{release}/measure/{index}", get(frames::measure))
        .route("/frames/{release}/spread/{period}", get(frames::spread))
        .route("/pkg/{file}", get(site::asset))
        .route("/favicon.svg", get(site::root_file))
        .route("/robots.txt", get(site::root_file))
        .merge(named)
        .with_state(served)
        .layer(CatchPanicLayer::new());
    for (name, value) in HEADERS {
        router = router.layer(SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value)));
    }
    router
}
