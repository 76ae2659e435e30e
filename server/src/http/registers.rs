//! What is told of releases, and what is due when, as files.

use std::sync::Arc;

use app::error::PageError;
use axum::{
    body::Body,
    extract::{OriginalUri, State as Extract},
    http::{HeaderMap, Response},
};
use chrono::NaiveDateTime;
use domain::{
    register::{Listed, Mended, Register},
    view::due::{Expected, expected},
};

use super::{
    downloads::{file, plain, write},
    state::State,
};

const RELEASES: [&str; 10] =
    ["release", "status", "published_at", "planned_for", "note", "corrects", "wrong", "corrected_in", "withdrawn_at", "withdrawn_because"];
const CORRECTIONS: [&str; 5] = ["at", "release", "became", "right_from", "wrong"];
const DUE: [&str; 11] = [
    "measure",
    "measure_title",
    "directorate",
    "newest_period",
    "newest_label",
    "next_period",
    "next_label",
    "due_by",
    "status",
    "days_late",
    "release",
];

/// ISO 8601, UTC.
fn time(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn some(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

pub(super) fn written<const N: usize>(head: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> Result<Vec<u8>, PageError> {
    write(head, rows).map_err(|_broken| PageError::Internal)
}

/// Every release, and the one that is planned.
pub(super) async fn releases(Extract(state): Extract<Arc<State>>, OriginalUri(address): OriginalUri, request: HeaderMap) -> Response<Body> {
    let register = &state.register;
    let rows = || {
        let planned = register.coming.iter().map(|coming| {
            let mut row = RELEASES.map(|_| String::new());
            [row[1], row[3]] = ["planned".to_owned(), time(coming.at)];
            row
        });
        let served = state.release.catalogue.release;
        written(&RELEASES, planned.chain(register.releases.iter().map(|release| release_row(release, register, served))))
    };
    file(&state, &address, rows, "releases.csv", &request)
}

fn release_row(release: &Listed, register: &Register, served: u32) -> [String; 10] {
    let status = match release.withdrawn {
        Some(_) => "withdrawn",
        None if release.number == served => "shown",
        None => "earlier",
    };
    let correction = release.correction.as_ref();
    let withdrawn = release.withdrawn.as_ref();
    [
        release.number.to_string(),
        status.to_owned(),
        time(release.published_at),
        String::new(),
        if release.withdrawn.is_none() { plain(&release.note) } else { String::new() },
        some(correction.map(|correction| correction.of)),
        plain(correction.map_or("", |correction| &correction.wrong)),
        some(register.corrected_in(release.number)),
        some(withdrawn.map(|(at, _)| time(*at))),
        plain(withdrawn.map_or("", |(_, why)| why)),
    ]
}

/// The corrections register.
pub(super) async fn corrections(
    Extract(state): Extract<Arc<State>>,
    OriginalUri(address): OriginalUri,
    request: HeaderMap,
) -> Response<Body> {
    let rows = || {
        let errata = state.register.errata();
        let rows = errata.iter().map(|one| {
            let (became, right) = match one.mended {
                Mended::From(right) => ("corrected", Some(right)),
                Mended::Withdrawn => ("withdrawn", None),
            };
            [time(one.on), one.of.to_string(), became.to_owned(), some(right), plain(one.words)]
        });
        written(&CORRECTIONS, rows)
    };
    file(&state, &address, rows, "corrections.csv", &request)
}

/// What is due when: every measure once.
pub(super) async fn due(Extract(state): Extract<Arc<State>>, OriginalUri(address): OriginalUri, request: HeaderMap) -> Response<Body> {
    let rows = || written(&DUE, expected(&state.release.catalogue, state.day()).iter().map(|one| due_row(&state, one)));
    file(&state, &address, rows, "due.csv", &request)
}

fn due_row(state: &State, one: &Expected) -> [String; 11] {
    let (catalogue, today) = (&state.release.catalogue, state.day());
    let measure = &catalogue.measures[usize::from(one.measure)];
    let status = match one.next {
        None => "none",
        Some(next) if next.late(today) => "late",
        Some(next) if next.open(today) => "due",
        Some(_) => "not_yet",
    };
    [
        measure.code.to_string(),
        plain(&measure.title),
        measure.directorate.to_string(),
        some(one.newest),
        some(one.newest.map(|period| period.label())),
        some(one.next.map(|next| next.period)),
        some(one.next.map(|next| next.period.label())),
        some(one.next.map(|next| next.by)),
        status.to_owned(),
        some(one.late(today).map(|late| late.days_late(today))),
        catalogue.release.to_string(),
    ]
}
