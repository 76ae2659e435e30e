//! Downloads: exactly the figures shown, or every figure of a measure, as CSV (RFC 4180, UTF-8, tidy; STANDARDS §7); those shown also in other forms.

mod forms;

use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

use app::{draw, error::PageError};
use axum::{
    body::Body,
    extract::{OriginalUri, Path, RawQuery, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header},
    response::IntoResponse,
};
pub(crate) use domain::record::plain;
use domain::{
    record::{COLUMNS, Place, Table},
    release::Release,
    view::{area::area_view, needed},
};

use super::{
    body::REVALIDATE,
    state::{Kept, State},
};

const ODS: HeaderValue = HeaderValue::from_static("application/vnd.oasis.opendocument.spreadsheet");
const CSV: HeaderValue = HeaderValue::from_static("text/csv; charset=utf-8; header=present");

/// The figures that an area's dashboard shows.
pub(super) async fn area(
    Extract(state): Extract<Arc<State>>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    OriginalUri(address): OriginalUri,
    request: HeaderMap,
) -> Response<Body> {
    let release = &state.release;
    let catalogue = &release.catalogue;
    let places = || {
        let area = draw::find_area(catalogue, &code)?;
        let (filter, chosen) = draw::read_filter(catalogue, &format!("/areas/{code}"), query.as_deref().unwrap_or_default())?;
        let view = area_view(&release.scene(area, &chosen, state.day()), area, &filter, &chosen);
        let shown = view.sections.iter().flat_map(|section| &section.rows).filter_map(|row| catalogue.measure_index(&row.code));
        let areas = needed(catalogue, area, &chosen);
        let mut places = BTreeSet::new();
        for measure in shown {
            let Some(period) = catalogue.as_of(measure, chosen.until) else { continue };
            for &area in &areas {
                places.extend([chosen.group, chosen.against].map(|group| Place { measure, area, group, period }));
            }
        }
        Ok(places)
    };
    answer(&state, &address, places, &format!("{code}-figures.csv"), &request)
}

/// The figures that a measure's page shows: all areas for the group, all groups and the trend of the area.
pub(super) async fn measure_shown(
    Extract(state): Extract<Arc<State>>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    OriginalUri(address): OriginalUri,
    request: HeaderMap,
) -> Response<Body> {
    let places = || shown(&state.release, &code, query.as_deref().unwrap_or_default());
    answer(&state, &address, places, &format!("{code}-figures.csv"), &request)
}

/// The same as an OpenDocument spreadsheet.
pub(super) async fn measure_sheet(
    Extract(state): Extract<Arc<State>>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    OriginalUri(address): OriginalUri,
    request: HeaderMap,
) -> Response<Body> {
    let write = || {
        let query = query.as_deref().unwrap_or_default();
        forms::sheet(&state, &code, query, &shown(&state.release, &code, query)?)
    };
    file_of(&state, &address, ODS, write, &format!("{code}-figures.ods"), &request)
}

/// The same as JSON.
pub(super) async fn measure_objects(
    Extract(state): Extract<Arc<State>>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    OriginalUri(address): OriginalUri,
    request: HeaderMap,
) -> Response<Body> {
    let write = || {
        let query = query.as_deref().unwrap_or_default();
        forms::objects(&state, &code, query, &shown(&state.release, &code, query)?)
    };
    let json = HeaderValue::from_static("application/json");
    file_of(&state, &address, json, write, &format!("{code}-figures.json"), &request)
}

/// The figures that a measure's page shows with a choice.
fn shown(release: &Release, code: &str, query: &str) -> Result<BTreeSet<Place>, PageError> {
    let catalogue = &release.catalogue;
    let measure = draw::find_measure(catalogue, code)?;
    let (_, chosen) = draw::read_filter(catalogue, &format!("/measures/{code}"), query)?;
    let area = chosen.area.unwrap_or_else(|| catalogue.city());
    let frame = release.measure(measure);
    let mut places = BTreeSet::new();
    if let Some(period) = catalogue.as_of(measure, chosen.until) {
        places.extend(frame.cubes.iter().map(|cube| Place { measure, area: cube.area, group: chosen.group, period }));
        places.extend(frame.cube(area).iter().flat_map(|cube| &cube.shape.groups).map(|&group| Place { measure, area, group, period }));
    }
    let lines = needed(catalogue, area, &chosen);
    for cube in lines.iter().filter_map(|&area| frame.cube(area)) {
        let upto = cube.shape.periods.iter().filter(|&&at| catalogue.periods[usize::from(at)].end() <= chosen.until.end());
        places
            .extend(upto.flat_map(|&period| [chosen.group, chosen.against].map(|group| Place { measure, area: cube.area, group, period })));
    }
    Ok(places)
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
    answer(&state, &address, places, &format!("{code}.csv"), &request)
}

/// The file of some figures at an address.
fn answer(
    state: &State,
    address: &Uri,
    places: impl FnOnce() -> Result<BTreeSet<Place>, PageError>,
    name: &str,
    request: &HeaderMap,
) -> Response<Body> {
    let rows = || {
        let places = places()?;
        let table = Table::new(&state.release.catalogue);
        let line = |&place: &Place| table.line(&state.release.area(place.area), place).texts().map(Cow::into_owned);
        write(&COLUMNS, places.iter().map(line)).map_err(|_broken| PageError::Internal)
    };
    file(state, address, rows, name, request)
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
