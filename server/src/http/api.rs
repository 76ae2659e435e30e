//! `/api/v1`: what a release holds, for programs. Read only, without a key; every answer comes from the release in memory.

mod call;
mod decisions;
mod describe;
mod items;
mod lists;
mod observations;
pub(super) mod problem;
mod programmes;
mod query;
mod ratings;
mod reports;

use axum::{
    Router,
    body::Body,
    http::{HeaderName, Method, Response, header},
    routing::get,
};
use serde::Serialize;
use tower_http::cors::{Any, CorsLayer};
use utoipa::ToSchema;

pub(super) use self::describe::endpoints;
use self::{call::Call, problem::Problem};
use super::state::Served;

/// The routes.
pub(super) const ROUTES: [&str; 14] = [
    "/api/v1",
    "/api/v1/measures",
    "/api/v1/areas",
    "/api/v1/groups",
    "/api/v1/periods",
    "/api/v1/observations",
    "/api/v1/ratings",
    "/api/v1/gaps",
    "/api/v1/programmes",
    "/api/v1/programmes/{code}",
    "/api/v1/decisions",
    "/api/v1/reports",
    "/api/v1/releases",
    "/api/v1/openapi.json",
];

/// What answers for them. Anybody's page may read it, so a browser is told what it may ask and read.
pub(super) fn routes() -> Router<Served> {
    let told = ["ratelimit", "ratelimit-policy"].map(HeaderName::from_static);
    let told = told.into_iter().chain([header::ETAG, header::LINK, header::RETRY_AFTER]);
    let cors = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::ACCEPT, header::IF_NONE_MATCH])
        .expose_headers(told.collect::<Vec<_>>());
    Router::new()
        .route("/api/v1", get(index))
        .route("/api/v1/measures", get(lists::measures))
        .route("/api/v1/areas", get(lists::areas))
        .route("/api/v1/groups", get(lists::groups))
        .route("/api/v1/periods", get(lists::periods))
        .route("/api/v1/observations", get(observations::observations))
        .route("/api/v1/ratings", get(ratings::ratings))
        .route("/api/v1/gaps", get(ratings::gaps))
        .route("/api/v1/programmes", get(programmes::programmes))
        .route("/api/v1/programmes/{code}", get(programmes::actions))
        .route("/api/v1/decisions", get(decisions::decisions))
        .route("/api/v1/reports", get(reports::reports))
        .route("/api/v1/releases", get(lists::releases))
        .route("/api/v1/openapi.json", get(describe::openapi))
        .route("/api/{*rest}", get(nowhere))
        .method_not_allowed_fallback(async || Problem::method())
        .layer(axum::middleware::map_response(shared))
        .layer(cors)
}

/// Whoever may read it may also show it.
async fn shared(mut response: Response<Body>) -> Response<Body> {
    let any = axum::http::HeaderValue::from_static("cross-origin");
    response.headers_mut().insert("cross-origin-resource-policy", any);
    response
}

async fn nowhere() -> Problem {
    Problem::absent("There is nothing at this address: /api/v1 lists what there is.")
}

/// What there is.
#[derive(Debug, Serialize, ToSchema)]
struct Index {
    council: String,
    place: String,
    /// The release that every answer is of.
    release: u32,
    #[schema(format = Date)]
    published: String,
    attribution: String,
    /// The licence of everything here.
    licence: &'static str,
    /// Everything else.
    links: Vec<String>,
}

/// What there is.
#[utoipa::path(get, path = "/api/v1", tag = "About", operation_id = "index", summary = "What there is",
    responses((status = 200, description = "The council, the release, and the addresses of everything else.", body = Index),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json")))]
async fn index(call: Call) -> Response<Body> {
    call.json(|| {
        call.query(&[])?;
        let catalogue = &call.state.release.catalogue;
        Ok(Index {
            council: catalogue.name.clone(),
            place: catalogue.place.clone(),
            release: catalogue.release,
            published: catalogue.published.to_string(),
            attribution: catalogue.attribution.clone(),
            licence: describe::LICENCE,
            links: ROUTES.map(str::to_owned).into(),
        })
    })
}
