//! Open data files: served from disk, in parts where that is asked for, and compressed where they are kept so.

use std::{path::Path as Place, sync::Arc};

use axum::{
    body::Body,
    extract::{Path, Request, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::{IntoResponse, Redirect},
};
use tower::ServiceExt;
use tower_http::services::ServeFile;

use super::{
    found, pages,
    state::{Served, State},
};

/// The longest name of a file.
const LONGEST: usize = 120;

/// A file of the newest release: where it is now.
pub(super) async fn latest(Extract(now): Extract<Arc<State>>, Path(file): Path<String>) -> Response<Body> {
    if !sound(&file) {
        return none();
    }
    let mut response = Redirect::temporary(&format!("/data/open/{}/{file}", now.release.catalogue.release)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    shared(response)
}

/// A file of a release.
pub(super) async fn file(
    Extract(served): Extract<Served>,
    Path((number, name)): Path<(String, String)>,
    request: Request,
) -> Response<Body> {
    let now = served.now();
    let Some(number) = number.parse::<u32>().ok().filter(|known| known.to_string() == number) else { return none() };
    let Some(listed) = now.register.release(number) else { return none() };
    if listed.withdrawn.is_some() {
        return (StatusCode::GONE, format!("Release {number} was withdrawn: see /data/corrections.\n")).into_response();
    }
    if !sound(&name) {
        return none();
    }
    if let Some(before) = crate::open::since(&name).filter(|before| !now.register.stands(*before)) {
        let words =
            format!("What changed since release {before} is not told any more, for that release was withdrawn: see /data/corrections.\n");
        return (StatusCode::GONE, words).into_response();
    }
    let Some(folder) = served.open.folder(number) else { return later(&served, number) };
    let path = folder.join(&name);
    if !path.is_file() {
        return none();
    }
    let Ok(response) = ServeFile::new_with_mime(&path, &kind(&name)).precompressed_gzip().oneshot(request).await;
    let mut response = response.map(Body::new);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(super::body::REVALIDATE));
    let shown = Place::new(&name).file_name().and_then(|file| file.to_str()).unwrap_or_default();
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"release-{number}-{shown}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    shared(response)
}

/// The files of the newest release as a page.
pub(super) async fn page(Extract(served): Extract<Served>, headers: HeaderMap) -> Response<Body> {
    let now = served.now();
    let number = now.release.catalogue.release;
    let listed = served.open.files(number, |other| now.register.stands(other));
    let files: Option<Vec<(String, u64)>> = listed.as_ref().map(|all| all.iter().map(|file| (file.name.clone(), file.bytes)).collect());
    let site = now.site();
    let page = app::still::files((&now.release, &now.register), &site, files.as_deref());
    let written = listed.map(|all| {
        let own = all.into_iter().map(|file| open_data::File { name: file.name, bytes: file.bytes, sha256: file.sha256 });
        found::dataset(&now, &site, &own.collect::<Vec<_>>())
    });
    pages::plain(&now, &page, "/data/files", written.into_iter().collect(), &headers)
}

/// A name that stays below its folder.
fn sound(name: &str) -> bool {
    let letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    name.len() <= LONGEST && name.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && part.chars().all(letter))
}

fn kind(name: &str) -> mime::Mime {
    let known = match name.rsplit('.').next().unwrap_or_default() {
        "csv" => "text/csv; charset=utf-8; header=present",
        "gz" => "application/gzip",
        "parquet" => "application/vnd.apache.parquet",
        "sqlite" => "application/vnd.sqlite3",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        _ => "text/plain; charset=utf-8",
    };
    known.parse().unwrap_or(mime::TEXT_PLAIN_UTF_8)
}

fn none() -> Response<Body> {
    (StatusCode::NOT_FOUND, "There is no such file: /data/files lists what there is.\n").into_response()
}

/// They are being written.
fn later(served: &Served, number: u32) -> Response<Body> {
    if !served.open.ask(number) {
        return none();
    }
    let words = "These files are being written. Try again in a minute.\n";
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "30")], words).into_response()
}

/// Anybody's page may read them.
fn shared(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    response
}
