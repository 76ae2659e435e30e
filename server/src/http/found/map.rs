//! The map of the site (<https://www.sitemaps.org/protocol.html>) and what machines are asked to leave alone (RFC 9309).
//!
//! A map holds whole addresses and nothing else. What a request says of the host that it asked for, anybody can write, and whoever keeps answers would
//! spread it: so the map is there only where the site was told its public address, and says so where it was not.

use std::{collections::BTreeSet, fmt::Write as _, sync::Arc};

use axum::{
    body::Body,
    extract::{OriginalUri, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use domain::{
    area::AreaType,
    decision::register::listed,
    measure::Lens,
    report::{Kind, frozen::Frozen},
};
use quick_xml::escape::escape;

use crate::http::{downloads, state::State};

/// The most addresses of a map.
const MOST: usize = 50_000;
/// Pages that every council has.
const ALWAYS: [&str; 23] = [
    "/",
    "/areas",
    "/themes",
    "/measures",
    "/directorates",
    "/programmes",
    "/learning",
    "/thread",
    "/triple-lock",
    "/decisions",
    "/money",
    "/customer",
    "/city",
    "/surveys",
    "/equality",
    "/equality/evidence",
    "/reports",
    "/meetings",
    "/data",
    "/data/files",
    "/data/releases",
    "/data/corrections",
    "/api",
];
/// The pages about the site.
const ABOUT: [&str; 5] = ["methods", "protection", "illustrative", "accessibility", "cookies"];

/// What machines are asked to leave alone. Everything that a person may find stays: each page, its files, and one choice on it. Left out are pages of
/// those who sign in, what only programs of pages ask for, searches, citations, copies of pages in other releases (each of which takes a release to be
/// opened), and choices upon choices, of which there is no end.
const ROBOTS: &str = "User-agent: *\n\
    Disallow: /manage\n\
    Disallow: /sign-in\n\
    Disallow: /releases/\n\
    Disallow: /frames/\n\
    Disallow: /find?\n\
    Disallow: /cite\n\
    Disallow: /*?*&\n";

/// The map of the site.
pub(in crate::http) async fn sitemap(
    Extract(state): Extract<Arc<State>>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Response<Body> {
    let Some(origin) = state.built.origin.clone() else {
        let words = "There is no map: this site has not been told its public address (PUBLIC_URL), and a map has whole addresses only.\n";
        return (StatusCode::NOT_FOUND, words).into_response();
    };
    let kind = HeaderValue::from_static("application/xml; charset=utf-8");
    // Whatever is asked behind it, there is one map.
    let Ok(key) = address.path().parse() else { return StatusCode::BAD_REQUEST.into_response() };
    let mut response = downloads::file_of(&state, &key, kind, || Ok(written(&state, &origin).into_bytes()), "sitemap.xml", &headers);
    response.headers_mut().remove(header::CONTENT_DISPOSITION);
    response
}

/// What machines are asked to leave alone, and where the map is.
pub(in crate::http) async fn robots(Extract(state): Extract<Arc<State>>) -> Response<Body> {
    let map = state.built.origin.as_ref().map(|origin| format!("Sitemap: {origin}/sitemap.xml\n")).unwrap_or_default();
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    let cache = HeaderValue::from_static(crate::http::body::DAILY);
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)], format!("{ROBOTS}{map}")).into_response()
}

fn written(state: &State, origin: &str) -> String {
    let listed = state.register.release(state.release.catalogue.release);
    let day = listed.map_or(state.release.catalogue.published, |release| release.published_at.date());
    let mut map =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for path in pages(state).into_iter().take(MOST) {
        // Writing to a text cannot fail.
        let _done = writeln!(map, "<url><loc>{}</loc><lastmod>{day}</lastmod></url>", escape(format!("{origin}{path}")));
    }
    map.push_str("</urlset>\n");
    map
}

/// The path of every page of the release that is served, those first that lead to others.
fn pages(state: &State) -> Vec<String> {
    let (catalogue, council) = (&state.release.catalogue, &state.release.council);
    let mut all: Vec<String> = ALWAYS.map(str::to_owned).into();
    all.extend(ABOUT.map(|slug| format!("/about/{slug}")));
    all.extend(catalogue.areas.iter().map(|area| format!("/areas/{}", area.code)));
    all.extend(catalogue.plans.iter().flat_map(|plan| &plan.themes).map(|theme| format!("/themes/{}", theme.code)));
    all.extend(catalogue.directorates.iter().map(|directorate| format!("/directorates/{}", directorate.code)));
    all.extend(catalogue.measures.iter().map(|measure| format!("/measures/{}", measure.code)));
    all.extend(council.programmes.iter().map(|programme| format!("/programmes/{}", programme.code)));
    all.extend(council.money.gateways.iter().map(|gateway| format!("/money/{}", gateway.code)));
    all.extend(Lens::ALL.map(|lens| format!("/triple-lock/{}", lens.code())));
    for (code, kind) in Kind::ALL {
        let own = |(of, _): (String, String)| format!("/reports/{code}/{}", if of.is_empty() { "council" } else { &of });
        all.extend(kind.subjects(&state.release).into_iter().map(own));
    }
    let planned: BTreeSet<&str> = council.priorities.list.iter().map(|priority| priority.area.as_str()).collect();
    for area in &catalogue.areas {
        all.extend((area.kind == AreaType::Ward).then(|| format!("/areas/{}/minute", area.code)));
        all.extend(planned.contains(area.code.as_str()).then(|| format!("/areas/{}/plan", area.code)));
    }
    for part in ["why", "average"] {
        all.extend(catalogue.measures.iter().map(|measure| format!("/measures/{}/{part}", measure.code)));
    }
    let decisions = listed(&council.decisions, &state.register.decisions, state.day());
    all.extend(decisions.iter().filter(|one| one.decision.is_some()).map(|one| format!("/decisions/{}", one.code)));
    let frozen = state.register.reports.iter().filter(|report| report.gone(&state.register).is_none());
    all.extend(frozen.map(|report| Frozen::address(report.number)));
    let meetings = state.register.meetings.iter().filter(|held| held.is_public());
    all.extend(meetings.map(|held| format!("/meetings/{}", held.id)));
    let mut seen = BTreeSet::new();
    all.retain(|path| seen.insert(path.clone()));
    all
}
