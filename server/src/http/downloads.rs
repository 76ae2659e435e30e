//! Downloads: exactly the figures shown, or every figure of a measure, as CSV (RFC 4180, UTF-8, tidy; STANDARDS §7); those shown also in other forms.

mod forms;
mod shown;

use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

use app::{draw, error::PageError};
use axum::{
    body::Body,
    extract::{FromRef, OriginalUri, Path, RawQuery, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header},
    response::IntoResponse,
    routing::{MethodRouter, get},
};
pub(crate) use domain::record::plain;
use domain::record::{COLUMNS, Place, Table};

use self::shown::Shown;
pub(super) use self::{forms::Form, shown::Of};
use super::{
    body::REVALIDATE,
    state::{Kept, State},
};

const CSV: HeaderValue = HeaderValue::from_static("text/csv; charset=utf-8; header=present");

/// The route of the figures that a page shows, in one form.
pub(super) fn shown<S>(of: Of, form: Form) -> MethodRouter<S>
where
    Arc<State>: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    let answer = move |Extract(state): Extract<Arc<State>>,
                       Path(code): Path<String>,
                       RawQuery(query): RawQuery,
                       OriginalUri(address): OriginalUri,
                       request: HeaderMap| async move {
        let write = || form.write(&state, &Shown::at(&state, of, &code, query.as_deref().unwrap_or_default())?);
        file_of(&state, &address, form.kind(), write, &format!("{code}-figures.{}", form.ending()), &request)
    };
    get(answer)
}

/// Every figure of a measure.
pub(super) async fn measure_all(
    Extract(state): Extract<Arc<State>>,
    Path(code): Path<String>,
    OriginalUri(address): OriginalUri,
    request: HeaderMap,
) -> Response<Body> {
    let release = &state.release;
    let places = || {
        let measure = draw::find_measure(&release.catalogue, &code)?;
        let frame = release.measure(measure);
        let mut places = BTreeSet::new();
        for cube in &frame.cubes {
            for &group in &cube.shape.groups {
                places.extend(cube.shape.periods.iter().map(|&period| Place { measure, area: cube.area, group, period }));
            }
        }
        Ok(places)
    };
    let rows = || rows(&state, &places()?);
    file(&state, &address, rows, &format!("{code}.csv"), &request)
}

/// Some figures as CSV.
fn rows(state: &State, places: &BTreeSet<Place>) -> Result<Vec<u8>, PageError> {
    let table = Table::new(&state.release.catalogue);
    let line = |&place: &Place| table.line(&state.release.area(place.area), place).texts().map(Cow::into_owned);
    write(&COLUMNS, places.iter().map(line)).map_err(|_broken| PageError::Internal)
}

/// The file at an address, written once and kept with the pages.
pub(super) fn file(
    state: &State,
    address: &Uri,
    write: impl FnOnce() -> Result<Vec<u8>, PageError>,
    name: &str,
    request: &HeaderMap,
) -> Response<Body> {
    file_of(state, address, CSV, write, name, request)
}

/// The same of another kind.
pub(super) fn file_of(
    state: &State,
    address: &Uri,
    kind: HeaderValue,
    write: impl FnOnce() -> Result<Vec<u8>, PageError>,
    name: &str,
    request: &HeaderMap,
) -> Response<Body> {
    let key = format!("{} {address}", state.day());
    let kept = if let Some(kept) = state.kept.get(&key) {
        kept
    } else {
        let bytes = match write() {
            Ok(bytes) => bytes,
            Err(PageError::Internal) => {
                return (StatusCode::INTERNAL_SERVER_ERROR, "The file could not be written. Try again in a minute.\n").into_response();
            }
            Err(error) => {
                let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
                return (status, format!("{error}.\n")).into_response();
            }
        };
        let kept = Arc::new(Kept::whole(kind, bytes));
        state.kept.insert(key, Arc::clone(&kept));
        kept
    };
    attached(&kept, name, request)
}

/// What was kept as a file of a name.
pub(super) fn attached(kept: &Kept, name: &str, request: &HeaderMap) -> Response<Body> {
    let mut response = kept.body.respond(request, StatusCode::OK, &kept.kind, REVALIDATE);
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    if let Some(policy) = &kept.policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    }
    response
}

/// Writes rows as CSV.
pub(super) fn write<const N: usize>(head: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(head)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// Writes rows of any columns as CSV.
pub(super) fn csv_of(head: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(head)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}
