//! Figures of a release, page by page, in the order of measure, area, group and period.

use std::collections::BTreeSet;

use axum::{body::Body, http::Response};
use domain::{
    period::Period,
    record::{COLUMNS, Place, Table},
    release::Release,
};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{
    call::{CSV, Call},
    problem::Problem,
    query::Query,
};
use crate::http::downloads::csv_of;

/// Parameters.
pub(super) const PARAMETERS: [&str; 9] = ["measure", "area", "group", "period", "from", "to", "fields", "limit", "cursor"];
/// Columns that are numbers.
const NUMBERS: [&str; 6] = ["numerator", "denominator", "value", "lower_95", "upper_95", "release"];
/// The most figures of a page.
pub(super) const MOST: usize = 1_000;

/// A page of figures. Each has the columns asked for, and all of them where none are named; what is blank is null.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Page {
    release: u32,
    #[schema(value_type = Vec<Observation>)]
    items: Vec<Value>,
    /// What to give as `cursor` for the next page; absent where this is the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A figure.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what is written; what is written has only the columns asked for")]
pub(super) struct Observation {
    measure: Option<String>,
    measure_title: Option<String>,
    unit: Option<String>,
    /// `city`, `neighbourhood`, `ward` or `comparator`.
    geographic_level: Option<String>,
    /// The code of the area: the GSS code, where it has one.
    area_code: Option<String>,
    area_name: Option<String>,
    boundary_set: Option<String>,
    /// ISO 8601: the first day and a length.
    time_period: Option<String>,
    time_label: Option<String>,
    characteristic: Option<String>,
    /// Code of the group; `everyone` for the total.
    group: Option<String>,
    group_name: Option<String>,
    numerator: Option<f64>,
    denominator: Option<f64>,
    /// Null where there is none; `obs_status` says why.
    value: Option<f64>,
    lower_95: Option<f64>,
    upper_95: Option<f64>,
    interval_method: Option<String>,
    /// Why there is no value: c hidden to protect people, x not available, z does not apply, n not collected, u too unreliable, d not yet due, l late.
    /// With a value: p provisional, r revised, b break in the series, e estimated, h as published before.
    obs_status: Option<String>,
    /// `published`, `council` or `illustrative`: made up, so that the example can be explored.
    provenance: Option<String>,
    /// Code of the source.
    source: Option<String>,
    release: Option<u32>,
}

/// Figures.
#[utoipa::path(get, path = "/api/v1/observations", tag = "Figures", operation_id = "observations", summary = "Figures, page by page",
    description = "In the order of measure, area, group and period. Narrowed by any dimension. As CSV where `Accept` asks for `text/csv`; the next page is then in the header `Link`, with `rel=next`.",
    params(
        ("measure" = Option<String>, Query, description = "Codes of measures, with commas between them"),
        ("area" = Option<String>, Query, description = "Codes of areas (`/api/v1/areas` lists them), with commas between them"),
        ("group" = Option<String>, Query, description = "Codes of groups, with commas between them; `everyone` for the total"),
        ("period" = Option<String>, Query, description = "ISO 8601 intervals, such as 2025-04-01/P3M, with commas between them"),
        ("from" = Option<String>, Query, description = "Periods that begin on this day or later"),
        ("to" = Option<String>, Query, description = "Periods that end on this day or earlier"),
        ("fields" = Option<String>, Query, description = "The columns wanted, with commas between them; all where there is none"),
        ("limit" = Option<u32>, Query, description = "Figures a page: 1 to 1,000, which is usual", minimum = 1, maximum = 1000),
        ("cursor" = Option<String>, Query, description = "Where the page begins: `next` of the one before"),
    ),
    responses(
        (status = 200, description = "A page of figures.", content((Page = "application/json"), (String = "text/csv"))),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The cursor is of another release.", body = Problem, content_type = "application/problem+json"),
    ))]
pub(super) async fn observations(call: Call) -> Response<Body> {
    let release = &call.state.release;
    let found = || Ok::<_, Problem>(Asked::read(release, &call.query(&PARAMETERS)?)?.find(release));
    if !call.wants_csv() {
        return call.json(|| {
            let found = found()?;
            Ok(Page { release: release.catalogue.release, items: found.objects(), next: found.next })
        });
    }
    call.written(&CSV, || {
        let found = found()?;
        Ok((csv_of(&found.columns, &found.rows).map_err(|_broken| Problem::ours())?, found.next))
    })
}

/// What is asked for; of a dimension that is not narrowed, everything.
#[derive(Debug)]
pub(super) struct Asked {
    measures: Vec<u16>,
    areas: Vec<u16>,
    groups: Option<BTreeSet<u16>>,
    periods: Option<BTreeSet<u16>>,
    /// Columns, by their place in the row.
    columns: Vec<usize>,
    limit: usize,
    /// The last figure of the page before.
    after: Option<Place>,
}

/// A page of figures.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) rows: Vec<Vec<String>>,
    pub(super) columns: Vec<&'static str>,
    /// Where the next page begins; none where this is the last.
    pub(super) next: Option<String>,
}

impl Asked {
    /// Reads what is asked for.
    pub(super) fn read(release: &Release, query: &Query) -> Result<Self, Problem> {
        let catalogue = &release.catalogue;
        let measures = query.measures(catalogue)?;
        let areas = query.areas(catalogue)?;
        let groups = query.many("group", "group", |text| catalogue.group_index(&text.parse().ok()?))?;
        let place = |period: &Period| catalogue.periods.iter().position(|known| known == period).and_then(|at| u16::try_from(at).ok());
        let periods = query.many("period", "period", |text| place(&text.parse().ok()?))?;
        let (from, to) = (query.day("from")?, query.day("to")?);
        let periods = periods.map(BTreeSet::from_iter);
        let periods = if from.is_none() && to.is_none() {
            periods
        } else {
            let within = |at: &u16| {
                let period = &catalogue.periods[usize::from(*at)];
                from.is_none_or(|from| period.start() >= from) && to.is_none_or(|to| period.end() <= to)
            };
            Some(
                (0..catalogue.periods.len() as u16)
                    .filter(within)
                    .filter(|at| periods.as_ref().is_none_or(|all| all.contains(at)))
                    .collect(),
            )
        };
        let columns = query.many("fields", "field", |text| COLUMNS.iter().position(|name| *name == text))?;
        let columns = columns.unwrap_or_else(|| (0..COLUMNS.len()).collect());
        let after = query.one("cursor").map(|text| cursor(release, text)).transpose()?;
        Ok(Self {
            measures: measures.unwrap_or_else(|| (0..catalogue.measures.len() as u16).collect()),
            areas: areas.unwrap_or_else(|| (0..catalogue.areas.len() as u16).collect()),
            groups: groups.map(BTreeSet::from_iter),
            periods,
            columns,
            limit: query.number("limit", (1, MOST), MOST)?,
            after,
        })
    }

    /// The page.
    pub(super) fn find(&self, release: &Release) -> Found {
        let mut places: Vec<Place> = Vec::with_capacity(self.limit + 1);
        let frames: Vec<_> = self.areas.iter().map(|area| (*area, release.area(*area))).collect();
        'all: for &measure in self.measures.iter().filter(|measure| self.after.is_none_or(|after| **measure >= after.measure)) {
            for (area, frame) in &frames {
                if self.after.is_some_and(|after| (measure, *area) < (after.measure, after.area)) {
                    continue;
                }
                let Some(cube) = frame.cube(measure) else { continue };
                for &group in cube.shape.groups.iter().filter(|group| self.groups.as_ref().is_none_or(|all| all.contains(group))) {
                    for &period in cube.shape.periods.iter().filter(|period| self.periods.as_ref().is_none_or(|all| all.contains(period))) {
                        let place = Place { measure, area: *area, group, period };
                        if self.after.is_some_and(|after| place <= after) {
                            continue;
                        }
                        places.push(place);
                        if places.len() > self.limit {
                            break 'all;
                        }
                    }
                }
            }
        }
        let more = places.len() > self.limit;
        places.truncate(self.limit);
        let next = places
            .last()
            .filter(|_| more)
            .map(|at| format!("{}.{}.{}.{}.{}", release.catalogue.release, at.measure, at.area, at.group, at.period));
        let table = Table::new(&release.catalogue);
        let rows = places.iter().map(|place| {
            let row = table.line(&release.area(place.area), *place).texts();
            self.columns.iter().map(|at| row[*at].clone().into_owned()).collect()
        });
        Found { rows: rows.collect(), columns: self.columns.iter().map(|at| COLUMNS[*at]).collect(), next }
    }
}

/// Where a page begins.
fn cursor(release: &Release, text: &str) -> Result<Place, Problem> {
    let wrong = Problem::no_cursor;
    let numbers: Vec<u32> = text.split('.').map(|part| part.parse().map_err(|_number| wrong())).collect::<Result<_, _>>()?;
    let [number, measure, area, group, period] = numbers[..] else { return Err(wrong()) };
    if number != release.catalogue.release {
        return Err(Problem::other_release());
    }
    let small = |number: u32| u16::try_from(number).map_err(|_number| wrong());
    Ok(Place { measure: small(measure)?, area: small(area)?, group: small(group)?, period: small(period)? })
}

impl Found {
    /// The rows as objects; what is blank is null.
    pub(super) fn objects(&self) -> Vec<Value> {
        let value = |name: &str, text: &str| match text {
            "" => Value::Null,
            text if NUMBERS.contains(&name) => text.parse::<serde_json::Number>().map_or(Value::Null, Value::Number),
            text => Value::String(text.to_owned()),
        };
        let object = |row: &Vec<String>| {
            Value::Object(self.columns.iter().zip(row).map(|(name, text)| ((*name).to_owned(), value(name, text))).collect::<Map<_, _>>())
        };
        self.rows.iter().map(object).collect()
    }
}
