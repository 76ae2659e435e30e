//! What figures are of: measures, areas, groups, periods, and the releases there were.

use axum::{body::Body, http::Response};
use chrono::NaiveDateTime;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{call::Call, items::Items, problem::Problem};

/// The code of a value of the domain, as every form of it is written: `proportion`, `quarter`.
pub(super) fn code(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(code)) => code,
        _ => String::new(),
    }
}

/// A number to nine decimals: what is left beyond them is noise in the last bits.
pub(super) fn plain_number(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

fn codes<T: ToString>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

/// A measure, with how it is made.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Measure {
    code: String,
    title: String,
    /// What the number is, as in `per 1,000 households`.
    unit: String,
    /// Kind of number: `proportion`, `rate`, `count`, `mean` or `value`.
    kind: String,
    /// Multiplier of a rate; 100 for a proportion, 1 otherwise.
    per: u32,
    /// Decimals shown.
    decimals: u8,
    /// Which way is better: `high`, `low`, `range` or `none`.
    polarity: String,
    frequency: String,
    /// How it adds up over areas and periods.
    aggregation: String,
    /// The role that answers for it.
    owner: String,
    directorate: String,
    service: String,
    /// Whether the council controls, influences or only watches it.
    reach: String,
    lenses: Vec<String>,
    /// The kinds of area that it is reported for.
    levels: Vec<String>,
    /// The characteristics that it is broken down by.
    breakdowns: Vec<String>,
    definition: String,
    method: String,
    /// Where it comes from: code of the source.
    source: String,
    caveats: Vec<String>,
    /// Counts are rounded to this; null where they are shown as counted.
    rounded_to: Option<u32>,
    /// The first period that it has figures of.
    first_period: Option<String>,
    last_period: Option<String>,
    /// Whether any of its figures is made up, so that the example can be explored.
    illustrative: bool,
    /// Its page.
    page: String,
}

/// Measures.
#[utoipa::path(get, path = "/api/v1/measures", tag = "Lists", operation_id = "measures", summary = "Measures, with how each is made",
    responses((status = 200, description = "Every measure of the release.", body = Items<Measure>),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn measures(call: Call) -> Response<Body> {
    call.json(|| {
        call.query(&[])?;
        let catalogue = &call.state.release.catalogue;
        let one = |(measure, span): (&domain::measure::Measure, &domain::catalogue::Span)| {
            let period = |at: &u16| catalogue.periods[usize::from(*at)].to_string();
            Measure {
                code: measure.code.to_string(),
                title: measure.title.clone(),
                unit: measure.unit.clone(),
                kind: code(measure.kind),
                per: measure.per,
                decimals: measure.decimals,
                polarity: code(measure.polarity),
                frequency: code(measure.frequency),
                aggregation: code(measure.aggregation),
                owner: measure.owner.clone(),
                directorate: measure.directorate.to_string(),
                service: measure.service.to_string(),
                reach: code(measure.reach),
                lenses: measure.lenses.iter().map(|lens| lens.code().to_owned()).collect(),
                levels: measure.levels.iter().map(code).collect(),
                breakdowns: codes(&measure.breakdowns),
                definition: measure.definition.clone(),
                method: measure.method.clone(),
                source: measure.source.to_string(),
                caveats: measure.caveats.clone(),
                rounded_to: measure.disclosure.round_to(),
                first_period: span.periods.first().map(period),
                last_period: span.periods.last().map(period),
                illustrative: span.illustrative,
                page: call.state.placed(format!("/measures/{}", measure.code)),
            }
        };
        Ok(Items::all(catalogue.release, catalogue.measures.iter().zip(&catalogue.spans).map(one).collect()))
    })
}

/// An area.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Area {
    /// Its code: the GSS code, where the area has one.
    code: String,
    name: String,
    /// `city`, `neighbourhood`, `ward` or `comparator`.
    level: String,
    /// The area that it is part of.
    parent: Option<String>,
    /// The boundaries that its figures are of.
    boundary_set: String,
    /// Its page.
    page: String,
}

/// Areas.
#[utoipa::path(get, path = "/api/v1/areas", tag = "Lists", operation_id = "areas", summary = "Areas",
    responses((status = 200, description = "Every area of the release.", body = Items<Area>),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn areas(call: Call) -> Response<Body> {
    call.json(|| {
        call.query(&[])?;
        let catalogue = &call.state.release.catalogue;
        let one = |area: &domain::area::Area| Area {
            code: area.code.to_string(),
            name: area.name.clone(),
            level: code(area.kind),
            parent: area.parent.as_ref().map(ToString::to_string),
            boundary_set: area.boundary_set.clone(),
            page: call.state.placed(format!("/areas/{}", area.code)),
        };
        Ok(Items::all(catalogue.release, catalogue.areas.iter().map(one).collect()))
    })
}

/// A characteristic with its groups.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Characteristic {
    code: String,
    name: String,
    groups: Vec<Group>,
}

/// An equality group. The total of a measure has the group `everyone`, which is in no list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Group {
    code: String,
    name: String,
}

/// Groups.
#[utoipa::path(get, path = "/api/v1/groups", tag = "Lists", operation_id = "groups", summary = "Equality groups, by characteristic",
    responses((status = 200, description = "Every characteristic with its groups.", body = Items<Characteristic>),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn groups(call: Call) -> Response<Body> {
    call.json(|| {
        call.query(&[])?;
        let catalogue = &call.state.release.catalogue;
        let group = |group: &domain::group::Group| Group { code: group.code.to_string(), name: group.name.clone() };
        let one = |characteristic: &domain::group::Characteristic| Characteristic {
            code: characteristic.code.to_string(),
            name: characteristic.name.clone(),
            groups: characteristic.groups.iter().map(group).collect(),
        };
        Ok(Items::all(catalogue.release, catalogue.characteristics.iter().map(one).collect()))
    })
}

/// A period.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names are those of the answer")]
pub(super) struct Period {
    /// ISO 8601: the first day and a length.
    period: String,
    label: String,
    /// Its first day.
    #[schema(format = Date)]
    start: String,
    /// Its last day.
    #[schema(format = Date)]
    end: String,
}

/// Periods.
#[utoipa::path(get, path = "/api/v1/periods", tag = "Lists", operation_id = "periods", summary = "Periods, oldest first",
    responses((status = 200, description = "Every period of the release.", body = Items<Period>),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn periods(call: Call) -> Response<Body> {
    call.json(|| {
        call.query(&[])?;
        let catalogue = &call.state.release.catalogue;
        let one = |period: &domain::period::Period| Period {
            period: period.to_string(),
            label: period.label(),
            start: period.start().to_string(),
            end: period.end().to_string(),
        };
        Ok(Items::all(catalogue.release, catalogue.periods.iter().map(one).collect()))
    })
}

/// A release.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names are those of the answer")]
pub(super) struct Release {
    release: u32,
    #[schema(format = DateTime)]
    published_at: String,
    /// What is in it.
    note: String,
    /// The release that it corrects.
    corrects: Option<u32>,
    /// What was wrong there.
    wrong: Option<String>,
    /// The release that corrects it.
    corrected_in: Option<u32>,
    #[schema(format = DateTime)]
    withdrawn_at: Option<String>,
    withdrawn_because: Option<String>,
    /// Its pages, as they were.
    page: String,
}

/// Releases.
#[utoipa::path(get, path = "/api/v1/releases", tag = "Releases", operation_id = "releases", summary = "Releases, corrections and withdrawals, the newest first",
    responses((status = 200, description = "Every release.", body = Items<Release>),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn releases(call: Call) -> Response<Body> {
    call.json(|| {
        call.query(&[])?;
        let register = &call.state.register;
        let time = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let one = |release: &domain::register::Listed| Release {
            release: release.number,
            published_at: time(release.published_at),
            note: release.note.clone(),
            corrects: release.correction.as_ref().map(|correction| correction.of),
            wrong: release.correction.as_ref().map(|correction| correction.wrong.clone()),
            corrected_in: register.corrected_in(release.number),
            withdrawn_at: release.withdrawn.as_ref().map(|(at, _)| time(*at)),
            withdrawn_because: release.withdrawn.as_ref().map(|(_, why)| why.clone()),
            page: format!("/releases/{}/", release.number),
        };
        Ok(Items::all(call.state.release.catalogue.release, register.releases.iter().map(one).collect()))
    })
}
