//! The built site: style, fonts and the application for the browser, read once and served from memory.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use anyhow::Context;
use app::site::Assets;
use axum::{
    body::{Body, Bytes},
    extract::{self, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header},
};

use super::{
    body::{DAILY, Encoded, IMMUTABLE, tag},
    policy,
    state::State,
};

/// The built site.
#[derive(Debug)]
pub struct BuiltSite {
    /// Where each asset is.
    pub assets: Assets,
    /// What reports are set in; none where the site was built without it.
    pub fonts: Option<press::Fonts>,
    /// Where people reach it, such as `https://measures.example.org`, if that is known.
    pub origin: Option<String>,
    /// Files by name below `pkg`, and those at the root.
    files: BTreeMap<String, File>,
}

/// A file of the site.
#[derive(Debug)]
struct File {
    body: Encoded,
    kind: HeaderValue,
    /// What a picture may do that is opened by itself: its styles by their hashes.
    policy: Option<HeaderValue>,
}

impl BuiltSite {
    /// Reads a built site.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let how = || format!("the site at {} cannot be read: build it with make site", path.display());
        let manifest = std::fs::read(path.join("manifest.json")).with_context(how)?;
        let assets: Assets = serde_json::from_slice(&manifest).with_context(how)?;
        let mut files = BTreeMap::new();
        for (folder, prefix) in [(path.to_path_buf(), ""), (path.join("pkg"), "pkg/")] {
            for entry in std::fs::read_dir(&folder).with_context(how)? {
                let entry = entry.with_context(how)?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let Some(kind) = kind(&name) else { continue };
                let read = |ending: &str| std::fs::read(folder.join(format!("{name}{ending}"))).map(Bytes::from);
                let plain = read("").with_context(how)?;
                let body = Encoded { tag: tag(&plain), plain, brotli: read(".br").ok(), gzip: read(".gz").ok() };
                let policy = if kind.starts_with("image/svg") { policy::of(&body.plain) } else { None };
                files.insert(format!("{prefix}{name}"), File { body, kind: HeaderValue::from_static(kind), policy });
            }
        }
        Ok(Self { assets, fonts: fonts(&path.join("press")), origin: None, files })
    }

    /// The same, where people reach it.
    #[must_use]
    pub fn reached(self, origin: Option<String>) -> Self {
        Self { origin, ..self }
    }
}

/// The fonts of reports.
fn fonts(folder: &Path) -> Option<press::Fonts> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    press::Fonts::new(paths.iter().filter_map(|path| std::fs::read(path).ok()).collect()).ok()
}

/// The kind of a file that is served; none for one that is not.
fn kind(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

fn respond(state: &State, name: &str, request: &HeaderMap, cache: &'static str) -> Response<Body> {
    let Some(File { body, kind, policy }) = state.built.files.get(name) else {
        let mut response = Response::new(Body::from("There is no such file.\n"));
        *response.status_mut() = StatusCode::NOT_FOUND;
        return response;
    };
    let mut response = body.respond(request, StatusCode::OK, kind, cache);
    if let Some(policy) = policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    }
    response
}

/// A file below `pkg`: its name changes with its content.
pub(super) async fn asset(
    Extract(state): Extract<Arc<State>>,
    extract::Path(file): extract::Path<String>,
    request: HeaderMap,
) -> Response<Body> {
    respond(&state, &format!("pkg/{file}"), &request, IMMUTABLE)
}

/// A file at the root.
pub(super) async fn root_file(Extract(state): Extract<Arc<State>>, uri: Uri, request: HeaderMap) -> Response<Body> {
    respond(&state, uri.path().trim_start_matches('/'), &request, DAILY)
}
