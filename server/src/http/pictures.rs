//! Pictures to take away: the drawing of a measure's course as SVG and as PNG, and covers, which other sites show where an address of a page is passed on.

use std::{sync::Arc, time::Duration};

use app::error::PageError;
use axum::{
    body::Body,
    extract::{OriginalUri, Path, RawQuery, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use domain::filter::encode;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::{
    body::{Encoded, REVALIDATE},
    downloads,
    state::{Kept, State},
};

/// How many are drawn at a time: each takes a processor for some hundredths of a second, and a few megabytes.
static EASELS: Semaphore = Semaphore::const_new(2);
/// How long somebody waits for others before theirs.
const PATIENCE: Duration = Duration::from_secs(10);
/// How wide a measure's picture is, in dots.
const WIDE: u32 = 1_400;

const PNG: HeaderValue = HeaderValue::from_static("image/png");

/// The drawing of a measure's course, with its title, source and licence in it.
pub(super) async fn svg(
    Extract(state): Extract<Arc<State>>,
    Path(code): Path<String>,
    OriginalUri(address): OriginalUri,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response<Body> {
    let draw = || drawing(&state, &code, query.as_deref()).map(String::into_bytes);
    let name = format!("{code}.svg");
    open(downloads::file_of(&state, &address, HeaderValue::from_static("image/svg+xml"), draw, &name, &headers))
}

/// The same as a picture of dots.
pub(super) async fn png(
    Extract(state): Extract<Arc<State>>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response<Body> {
    match picture(&state, drawing(&state, &code, query.as_deref()), WIDE).await {
        Ok(kept) => open(downloads::attached(&kept, &format!("{code}.png"), &headers)),
        Err(response) => *response,
    }
}

fn drawing(state: &State, code: &str, query: Option<&str>) -> Result<String, PageError> {
    app::still::drawing((&state.release, &state.register), &state.site(), code, query.unwrap_or_default())
}

/// The cover of the site.
pub(super) async fn site(Extract(state): Extract<Arc<State>>, headers: HeaderMap) -> Response<Body> {
    cover(&state, "/", &headers).await
}

/// The cover of a measure.
pub(super) async fn measure(Extract(state): Extract<Arc<State>>, Path(code): Path<String>, headers: HeaderMap) -> Response<Body> {
    cover(&state, &format!("/measures/{}", encode(&code)), &headers).await
}

/// The cover of an area.
pub(super) async fn area(Extract(state): Extract<Arc<State>>, Path(code): Path<String>, headers: HeaderMap) -> Response<Body> {
    cover(&state, &format!("/areas/{}", encode(&code)), &headers).await
}

async fn cover(state: &Arc<State>, path: &str, headers: &HeaderMap) -> Response<Body> {
    let drawn = app::still::cover((&state.release, &state.register), &state.site(), path);
    let wide = drawn.as_ref().map_or(0, |cover| cover.size.0 as u32);
    match picture(state, drawn.map(|cover| cover.svg), wide).await {
        Ok(kept) => open(kept.body.respond(headers, StatusCode::OK, &kept.kind, REVALIDATE)),
        Err(response) => *response,
    }
}

/// Any site may show it.
fn open(mut response: Response<Body>) -> Response<Body> {
    response.headers_mut().insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}

/// A drawing as PNG. It is kept with the pages by what is drawn, not by what was asked for: the same drawing is made once, whatever its address.
async fn picture(state: &Arc<State>, drawing: Result<String, PageError>, wide: u32) -> Result<Arc<Kept>, Box<Response<Body>>> {
    let refuse = |status: StatusCode, words: String| Box::new((status, words).into_response());
    let svg = drawing.map_err(|error| {
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
        refuse(status, format!("{error}.\n"))
    })?;
    let key = format!("png {wide} {:x}", Sha256::digest(&svg));
    if let Some(kept) = state.kept.get(&key) {
        return Ok(kept);
    }
    let Ok(Ok(_turn)) = tokio::time::timeout(PATIENCE, EASELS.acquire()).await else {
        let words = "Many pictures are being drawn. Try again in a minute.\n";
        return Err(Box::new((StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "60")], words).into_response()));
    };
    let built = Arc::clone(&state.built);
    let drawn = tokio::task::spawn_blocking(move || {
        let fonts = built.fonts.as_ref().ok_or_else(|| anyhow::anyhow!("the site was built without the fonts of reports"))?;
        Ok(press::png(&svg, fonts, wide)?)
    });
    match drawn.await.map_err(anyhow::Error::from).and_then(|drawn| drawn) {
        Ok(bytes) => {
            let kept = Arc::new(Kept { status: 200, kind: PNG, policy: None, link: None, body: Encoded::plain(bytes) });
            state.kept.insert(key, Arc::clone(&kept));
            Ok(kept)
        }
        Err(error) => {
            tracing::error!(error = &*error as &dyn std::error::Error, "a picture could not be drawn");
            Err(refuse(StatusCode::INTERNAL_SERVER_ERROR, "The picture could not be drawn. Try again in a minute.\n".to_owned()))
        }
    }
}
