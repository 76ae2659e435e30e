//! Citations of pages: of the release that is served, or of any other by its address. The release is found, the page is drawn, and what it is called is
//! cited; so nothing is cited that nobody could read.

use std::sync::Arc;

use app::{apart::inside, error::PageError, page::Page, still::Cited};
use axum::{
    body::Body,
    extract::{Path, RawQuery, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use domain::{
    NaiveDate,
    citation::Citation,
    filter::{address, decode},
    period::long_date,
    register::Register,
    release::Release,
    report::{frozen::Frozen, licence},
};
use serde_json::{Value, json};

use crate::http::{
    api, pages, past, pattern,
    state::{Served, State},
};

/// The longest address of a page that is cited.
const LONGEST: usize = 2_000;

/// A page that was asked for, by its path on the site.
#[derive(Debug, PartialEq, Eq)]
struct Wanted {
    /// The release, where the address names one.
    release: Option<u32>,
    path: String,
    query: String,
}

impl Wanted {
    /// Reads an address of ours: a path that begins with one stroke, and is one of a page. Nothing else is led to.
    fn read(given: &str, origin: Option<&str>) -> Option<Self> {
        let own = origin.and_then(|origin| given.strip_prefix(origin)).unwrap_or(given);
        let own = own.split('#').next().unwrap_or_default();
        let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
        if !own.starts_with('/') || own.starts_with("//") || own.len() > LONGEST || own.contains(odd) {
            return None;
        }
        let (path, query) = own.split_once('?').unwrap_or((own, ""));
        let (release, path) = match path.strip_prefix("/releases/") {
            Some(rest) => {
                let (number, rest) = rest.split_once('/')?;
                let known = number.parse::<u32>().ok().filter(|known| known.to_string() == number)?;
                (Some(known), format!("/{rest}"))
            }
            None => (None, path.to_owned()),
        };
        let known = path == FILES || path == API || pattern::of(&path) != pattern::OTHER;
        let apart = release.is_none() || fixed(&path);
        (known && apart && !path.starts_with("//")).then(|| Self { release, path, query: query.to_owned() })
    }

    /// The frozen report that it is of, if it is of one that is shown.
    fn frozen<'a>(&self, register: &'a Register) -> Option<&'a Frozen> {
        let mut shown = register.reports.iter().filter(|report| report.gone(register).is_none());
        shown.find(|report| Frozen::address(report.number) == self.path)
    }

    /// The address as it was asked for.
    fn page(&self) -> String {
        let below = self.release.map(|number| format!("/releases/{number}")).unwrap_or_default();
        address(&format!("{below}{}", self.path), &self.query)
    }
}

/// Whether a page has its like below the path of a release. What was asked at meetings is told beside the release that is served, and no other.
fn fixed(path: &str) -> bool {
    inside(path) && !path.trim_end_matches('/').ends_with("/questions")
}

/// Pages that are drawn by functions of their own.
const FILES: &str = "/data/files";
const API: &str = "/api";

/// How a page is cited.
pub(in crate::http) async fn page(Extract(served): Extract<Served>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response<Body> {
    let now = served.now();
    let (told, site) = ((&*now.release, &*now.register), now.site());
    let given = given(query.as_deref().unwrap_or_default());
    if given.is_empty() {
        return pages::unlisted(&now, &app::still::cite(told, &site, None), "/cite", &headers);
    }
    match cited(&served, &now, &given).await {
        Ok((citation, wanted)) => {
            let stays = fixed(&wanted.path) || wanted.frozen(&now.register).is_some();
            let cited = Cited { csl: format!("{:#}", csl(&citation)), page: wanted.page(), citation, stays };
            pages::unlisted(&now, &app::still::cite(told, &site, Some(&cited)), "/cite", &headers)
        }
        Err(stop) => stop.answer(&now, &headers),
    }
}

/// A citation as a file: `citation.bib`, `citation.ris` or `citation.json`.
pub(in crate::http) async fn file(
    Extract(served): Extract<Served>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response<Body> {
    let now = served.now();
    let kind = match name.as_str() {
        "citation.bib" => "application/x-bibtex; charset=utf-8",
        "citation.ris" => "application/x-research-info-systems; charset=utf-8",
        "citation.json" => "application/vnd.citationstyles.csl+json",
        _ => return (StatusCode::NOT_FOUND, "A citation comes as citation.bib, citation.ris and citation.json.\n").into_response(),
    };
    let (citation, _) = match cited(&served, &now, &given(query.as_deref().unwrap_or_default())).await {
        Ok(cited) => cited,
        Err(stop) => return stop.answer(&now, &headers),
    };
    let text = match name.as_str() {
        "citation.bib" => citation.bibtex(),
        "citation.ris" => citation.ris(),
        _ => format!("{}\n", csl(&citation)),
    };
    let attachment = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).unwrap_or(HeaderValue::from_static("attachment"));
    // It has the day in it on which it was made.
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::CONTENT_DISPOSITION, attachment),
        (header::HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    (head, text).into_response()
}

/// The address that a query asks about; cut where it is longer than any that is read.
fn given(query: &str) -> String {
    let value = query.split('&').find_map(|part| part.strip_prefix("page=")).unwrap_or_default();
    decode(value).trim().chars().take(LONGEST + 1).collect()
}

/// Why there is no citation.
enum Stop {
    /// There is no such page.
    Nowhere(String),
    /// It is of a release that was withdrawn, or that cannot be had.
    Release(u32, past::Unready),
}

impl Stop {
    fn answer(self, now: &State, headers: &HeaderMap) -> Response<Body> {
        match self {
            Self::Nowhere(given) => {
                let nearest = vec![("How to cite a page".to_owned(), "/cite".to_owned())];
                let given = given.chars().take(80).collect();
                pages::said(now, &Page::wrong(&PageError::NotFound { what: "page to cite".to_owned(), given, nearest }), headers)
            }
            Self::Release(number, why) => past::not_ready(now, number, why, headers),
        }
    }
}

/// What is cited.
async fn cited(served: &Served, now: &Arc<State>, given: &str) -> Result<(Citation, Wanted), Stop> {
    let nowhere = || Stop::Nowhere(given.to_owned());
    let wanted = Wanted::read(given, now.built.origin.as_deref()).ok_or_else(nowhere)?;
    let number = wanted.release.unwrap_or(now.release.catalogue.release);
    let citation = if let Some(frozen) = wanted.frozen(&now.register) {
        of_report(served, now, frozen).await
    } else if let Some(number) = wanted.release {
        let release = past::whole(served, now, number).await.map_err(|why| Stop::Release(number, why))?;
        let day = release.catalogue.published;
        of(now, (&*release, &now.register.as_of(number)), day, &wanted)
    } else {
        of(now, (&*now.release, &*now.register), now.day(), &wanted)
    };
    // A release that the register does not know is none that was published.
    citation
        .filter(|_| now.register.release(number).is_some_and(|release| release.withdrawn.is_none()))
        .map(|cited| (cited, wanted))
        .ok_or_else(nowhere)
}

/// The citation of a page of a release, as it is drawn on a day; none where there is no such page.
fn of(now: &State, told: (&Release, &Register), day: NaiveDate, wanted: &Wanted) -> Option<Citation> {
    let (release, register) = told;
    let catalogue = &release.catalogue;
    let site = app::site::Site { release: catalogue.release, published: catalogue.published, today: day, ..now.site() };
    let page = match wanted.path.as_str() {
        FILES => app::still::files(told, &site, None),
        API => app::still::interface(told, &site, &api::endpoints(release)),
        path => app::page_at(release, register, &site, path, &wanted.query).0,
    };
    if page.status != 200 {
        return None;
    }
    let origin = now.built.origin.as_deref().unwrap_or_default();
    let below = if fixed(&wanted.path) { format!("/releases/{}", catalogue.release) } else { String::new() };
    Some(Citation {
        title: if page.title.is_empty() { format!("{} at a glance", catalogue.place) } else { page.title.clone() },
        council: catalogue.name.clone(),
        code: release.council.code.clone(),
        release: catalogue.release,
        published: catalogue.published,
        accessed: State::today(),
        address: format!("{origin}{below}{}", address(&wanted.path, &wanted.query)),
        licence: licence(&catalogue.attribution),
        illustrative: app::head::made_up(&page),
    })
}

/// The citation of a frozen report, which stays where it is.
async fn of_report(served: &Served, now: &State, frozen: &Frozen) -> Option<Citation> {
    let document = served.archive.document(frozen).await.ok()?;
    let origin = now.built.origin.as_deref().unwrap_or_default();
    Some(Citation {
        title: format!("Report {}, frozen on {}: {}", frozen.number, long_date(frozen.at.date()), document.title),
        council: document.council,
        code: now.release.council.code.clone(),
        release: document.release,
        published: document.published,
        accessed: State::today(),
        address: format!("{origin}{}", Frozen::address(frozen.number)),
        licence: document.licence,
        illustrative: document.illustrative,
    })
}

/// A citation as CSL-JSON.
fn csl(citation: &Citation) -> Value {
    use chrono::Datelike;
    let day = |day: NaiveDate| json!({ "date-parts": [[day.year(), day.month(), day.day()]] });
    let council = json!([{ "literal": citation.council }]);
    json!([{
        "id": citation.key(),
        "type": "dataset",
        "title": citation.title,
        "author": council,
        "publisher": citation.council,
        "issued": day(citation.published),
        "accessed": day(citation.accessed),
        "version": citation.release.to_string(),
        "container-title": "Measure Up",
        "URL": citation.address,
        "note": citation.note(),
    }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_this_site_are_read() {
        let read = |given: &str| Wanted::read(given, Some("https://vale.example"));
        let wanted = |release, path: &str, query: &str| Some(Wanted { release, path: path.into(), query: query.into() });
        assert_eq!(read("/measures/x?area=A&group=b#top"), wanted(None, "/measures/x", "area=A&group=b"));
        assert_eq!(read("https://vale.example/areas/A"), wanted(None, "/areas/A", ""));
        assert_eq!(read("/releases/3/areas/A?x=1"), wanted(Some(3), "/areas/A", "x=1"));
        assert_eq!(read("/releases/3/"), wanted(Some(3), "/", ""));
        assert_eq!(read("/data/files"), wanted(None, "/data/files", ""));
        for given in [
            "",
            "areas",
            "//example.org",
            "https://example.org/areas",
            "https://vale.example.evil.org/areas",
            "/\\example.org",
            "/areas\r\nx: y",
            "javascript:alert(1)",
            "/manage",
            "/sign-in",
            "/cite",
            "/embed/measures/x",
            "/measures/x/data.csv",
            "/releases/03/areas",
            "/releases/3//example.org",
            "/releases/3/data/files",
            "/releases/x/",
            "/releases/3/measures/x/questions",
            "/releases/3/meetings",
            "/nowhere",
        ] {
            assert_eq!(read(given), None, "{given}");
        }
        assert_eq!(read(&format!("/areas?group={}", "x".repeat(LONGEST))), None);
    }
}
