//! Downloads: exactly the figures shown, or every figure of a measure, as CSV (RFC 4180, UTF-8, tidy; STANDARDS §7).

use std::{collections::BTreeSet, sync::Arc};

use app::{draw, error::PageError};
use axum::{
    body::Body,
    extract::{OriginalUri, Path, RawQuery, State as Extract},
    http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header},
    response::IntoResponse,
};
use domain::{
    cell::{Cell, Notes, status},
    interval,
    observation::Provenance,
    release::Release,
    view::{area::area_view, needed},
};

use super::{
    body::{Encoded, REVALIDATE},
    state::{Kept, State},
};

/// The columns.
pub(super) const HEAD: [&str; 22] = [
    "measure",
    "measure_title",
    "unit",
    "geographic_level",
    "area_code",
    "area_name",
    "boundary_set",
    "time_period",
    "time_label",
    "characteristic",
    "group",
    "group_name",
    "numerator",
    "denominator",
    "value",
    "lower_95",
    "upper_95",
    "interval_method",
    "obs_status",
    "provenance",
    "source",
    "release",
];
const CSV: HeaderValue = HeaderValue::from_static("text/csv; charset=utf-8; header=present");

/// One figure of a release: measure, area, group and period by index.
pub(super) type Place = (u16, u16, u16, u16);

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
                places.extend([(measure, area, chosen.group, period), (measure, area, chosen.against, period)]);
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
    let release = &state.release;
    let catalogue = &release.catalogue;
    let places = || {
        let measure = draw::find_measure(catalogue, &code)?;
        let (_, chosen) = draw::read_filter(catalogue, &format!("/measures/{code}"), query.as_deref().unwrap_or_default())?;
        let area = chosen.area.unwrap_or_else(|| catalogue.city());
        let frame = release.measure(measure);
        let mut places = BTreeSet::new();
        if let Some(period) = catalogue.as_of(measure, chosen.until) {
            places.extend(frame.cubes.iter().map(|cube| (measure, cube.area, chosen.group, period)));
            places.extend(frame.cube(area).iter().flat_map(|cube| &cube.shape.groups).map(|&group| (measure, area, group, period)));
        }
        let lines = needed(catalogue, area, &chosen);
        for cube in lines.iter().filter_map(|&area| frame.cube(area)) {
            let upto = cube.shape.periods.iter().filter(|&&at| catalogue.periods[usize::from(at)].end() <= chosen.until.end());
            places.extend(upto.flat_map(|&at| [(measure, cube.area, chosen.group, at), (measure, cube.area, chosen.against, at)]));
        }
        Ok(places)
    };
    answer(&state, &address, places, &format!("{code}-figures.csv"), &request)
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
                places.extend(cube.shape.periods.iter().map(|&period| (measure, cube.area, group, period)));
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
        write(&HEAD, places.iter().map(|place| record(&state.release, *place))).map_err(|_broken| PageError::Internal)
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
        let kept = Arc::new(Kept { status: 200, kind: CSV, policy: None, link: None, body: Encoded::new(bytes, 4) });
        state.kept.insert(key, Arc::clone(&kept));
        kept
    };
    let mut response = kept.body.respond(request, StatusCode::OK, &kept.kind, REVALIDATE);
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
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

/// A number as it is: no more digits than it has, up to six decimals for what is worked out.
fn number(value: f64) -> String {
    format!("{}", (value * 1e6).round() / 1e6)
}

/// Keeps a text from being read as a formula by a spreadsheet.
pub(crate) fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// A figure as a row, by [`HEAD`].
pub(super) fn record(release: &Release, (measure, area, group, period): Place) -> [String; 22] {
    let catalogue = &release.catalogue;
    let rules = &catalogue.measures[usize::from(measure)];
    let place = &catalogue.areas[usize::from(area)];
    let when = catalogue.periods[usize::from(period)];
    let frame = release.area(area);
    let (cell, notes) = frame.cell(measure, group, period);
    let supplied = frame.cube(measure).and_then(|cube| cube.supplied(group, period));
    let limits = interval::of(cell, supplied, rules);
    let (numerator, denominator) = match cell {
        Cell::Parts { numerator, denominator } => (number(numerator), if denominator > 0.0 { number(denominator) } else { String::new() }),
        Cell::Value(_) | Cell::Missing(_) => (String::new(), String::new()),
    };
    let (characteristic, code, name) = match catalogue.group(group) {
        Some((characteristic, group)) => (characteristic.name.clone(), group.code.to_string(), group.name.clone()),
        None => ("Total".to_owned(), "everyone".to_owned(), "Everyone".to_owned()),
    };
    let level = serde_json::to_value(place.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
    [
        rules.code.to_string(),
        plain(&rules.title),
        plain(&rules.unit),
        level,
        place.code.to_string(),
        plain(&place.name),
        plain(&place.boundary_set),
        when.to_string(),
        when.label(),
        plain(&characteristic),
        code,
        plain(&name),
        numerator,
        denominator,
        cell.value(rules).map(number).unwrap_or_default(),
        limits.map(|(lower, _)| number(lower)).unwrap_or_default(),
        limits.map(|(_, upper)| number(upper)).unwrap_or_default(),
        interval::method(cell, supplied, rules).map_or("", interval::Method::code).to_owned(),
        marks(cell, notes),
        provenance(notes).to_owned(),
        rules.source.to_string(),
        catalogue.release.to_string(),
    ]
}

/// The status column: why there is no value, or the notes on one.
fn marks(cell: Cell, notes: Notes) -> String {
    if let Some(why) = cell.missing() {
        return status(why).to_owned();
    }
    let flags = notes.flags();
    let marks = [(flags.provisional, "p"), (flags.revised, "r"), (flags.break_in_series, "b"), (flags.estimated, "e"), (notes.held(), "h")];
    marks.into_iter().filter(|(set, _)| *set).map(|(_, mark)| mark).collect::<Vec<_>>().join(" ")
}

fn provenance(notes: Notes) -> &'static str {
    match notes.provenance() {
        Provenance::Published => "published",
        Provenance::Council => "council",
        Provenance::Illustrative => "illustrative",
    }
}
