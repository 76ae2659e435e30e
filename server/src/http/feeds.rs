//! Feeds (Atom, RFC 4287): releases, what was corrected, and every date that was put off.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    body::Body,
    extract::{OriginalUri, State as Extract},
    http::{HeaderMap, HeaderValue, Response, header},
};
use chrono::{NaiveDateTime, NaiveTime};
use domain::{
    period::long_date,
    programme::{Move, Moved},
    register::Mended,
};
use quick_xml::escape::escape;

use super::{downloads, state::State};

/// The most entries of a feed.
const MOST: usize = 50;

/// Something that happened.
struct Entry {
    /// What it is, unique in the feed and always the same.
    key: String,
    title: String,
    words: String,
    /// The page that has more.
    href: String,
    at: NaiveDateTime,
}

/// What is published.
pub(super) async fn releases(Extract(state): Extract<Arc<State>>, OriginalUri(address): OriginalUri, headers: HeaderMap) -> Response<Body> {
    let standing = state.register.releases.iter().filter(|release| release.withdrawn.is_none());
    let entries = standing.map(|release| Entry {
        key: format!("release-{}", release.number),
        title: format!("Release {}", release.number),
        words: if release.note.is_empty() { "New figures are published.".to_owned() } else { release.note.clone() },
        href: format!("/releases/{}/", release.number),
        at: release.published_at,
    });
    answer(&state, &address.to_string(), ("releases", "Releases", "/data/releases"), entries.collect(), &headers)
}

/// What was corrected or withdrawn.
pub(super) async fn corrections(
    Extract(state): Extract<Arc<State>>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Response<Body> {
    let entries = state.register.errata().into_iter().map(|one| {
        let (key, what) = match one.mended {
            Mended::From(release) => (format!("corrected-{}-{release}", one.of), format!("is corrected by release {release}")),
            Mended::Withdrawn => (format!("withdrawn-{}", one.of), "was withdrawn".to_owned()),
        };
        let title = format!("Release {} {what}", one.of);
        Entry { key, title, words: one.words.to_owned(), href: "/data/corrections".to_owned(), at: one.on }
    });
    answer(&state, &address.to_string(), ("corrections", "Corrections", "/data/corrections"), entries.collect(), &headers)
}

/// Every date that was put off.
pub(super) async fn slips(Extract(state): Extract<Arc<State>>, OriginalUri(address): OriginalUri, headers: HeaderMap) -> Response<Body> {
    let today = state.day();
    let mut entries = Vec::new();
    for programme in &state.release.council.programmes {
        for action in &programme.actions {
            let slips = action.moves.iter().filter(|one| one.holds(today) && one.is_slip());
            entries.extend(slips.map(|one: &Move| {
                let (from, to) = match one.what {
                    Moved::Due(Some(from), to) => (long_date(from), long_date(to)),
                    _ => Default::default(),
                };
                let made_up = if action.illustrative { " (illustrative)" } else { "" };
                Entry {
                    key: format!("slip-{}-{}-{}", programme.code, action.code, one.on),
                    title: format!("{}: from {from} to {to}{made_up}", action.title),
                    words: format!("{} Approved by {}.", one.reason, one.approver),
                    href: format!("/programmes/{}#{}", programme.code, action.code),
                    at: one.on.and_time(NaiveTime::MIN),
                }
            }));
        }
    }
    answer(&state, &address.to_string(), ("slips", "Dates that were put off", "/programmes"), entries, &headers)
}

/// A feed: its short name, its title and its page.
fn answer(
    state: &State,
    address: &str,
    (name, title, page): (&str, &str, &str),
    mut entries: Vec<Entry>,
    headers: &HeaderMap,
) -> Response<Body> {
    entries.sort_by(|one, other| other.at.cmp(&one.at).then_with(|| one.key.cmp(&other.key)));
    entries.truncate(MOST);
    let text = write(state, (name, title, page), &entries);
    let Ok(uri) = address.parse() else { return Response::new(Body::empty()) };
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    let mut response = downloads::file_of(state, &uri, kind, || Ok(text.into_bytes()), &format!("{name}.atom"), headers);
    response.headers_mut().remove(header::CONTENT_DISPOSITION);
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

fn write(state: &State, (name, title, page): (&str, &str, &str), entries: &[Entry]) -> String {
    let catalogue = &state.release.catalogue;
    let time = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%SZ");
    // A name that stays whatever address the site has (RFC 4151).
    let authority = catalogue.website.as_deref().and_then(|url| url.split("://").nth(1)).and_then(|rest| rest.split('/').next());
    let tag = |key: &str| format!("tag:{},2025:measure-up/{}/{key}", authority.unwrap_or("measure-up.invalid"), state.release.council.code);
    let newest = entries.first().map_or(catalogue.published.and_time(NaiveTime::MIN), |entry| entry.at);
    let mut feed =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\">\n");
    // Writing to a text cannot fail.
    let _done = writeln!(
        feed,
        "<id>{}</id>\n<title>{}: {}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n<link rel=\"self\" href=\"/feeds/{name}.atom\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n<rights>{}</rights>",
        escape(tag(name)),
        escape(&catalogue.name),
        escape(title),
        time(newest),
        escape(&catalogue.name),
        escape(domain::report::licence(&catalogue.attribution))
    );
    for entry in entries {
        let _done = writeln!(
            feed,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
             <summary>{}</summary>\n</entry>",
            escape(tag(&entry.key)),
            escape(&entry.title),
            time(entry.at),
            escape(&entry.href),
            escape(&entry.words)
        );
    }
    feed.push_str("</feed>\n");
    feed
}
