//! How measures stand: the rating, the change and the forecast of each, with why.

use axum::{body::Body, http::Response};
use domain::{
    catalogue::Catalogue,
    filter::{Filter, Only, Resolved},
    observation::Missing,
    why::{self, Why},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{call::Call, items::Items, lists, problem::Problem, query::Query};
use crate::http::state::State;

/// The most of a page.
const MOST: usize = 200;
const PARAMETERS: [&str; 7] = ["measure", "area", "group", "until", "rating", "limit", "cursor"];

/// How a measure stands in an area.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names are those of the answer")]
pub(super) struct Rating {
    measure: String,
    area_code: String,
    /// The group asked for.
    group: String,
    /// Whether everyone is rated in its place, for the measure is not broken down that way.
    for_everyone: bool,
    /// The newest period that has a figure, up to the one asked for; null where there is none.
    time_period: Option<String>,
    /// What is rated: the figure, or the sum since the start of the target's period. Null where there is none, and `missing` says why.
    value: Option<f64>,
    /// Why there is nothing to rate: a mark, as in `obs_status` of figures.
    missing: Option<String>,
    /// What it is held against.
    target: Option<Target>,
    /// `on-target`, `near-target`, `off-target` or `cannot-tell`.
    rating: String,
    /// The rating and its reason, in words.
    because: String,
    why: Reasons,
    /// Whether it changed from a year before, and why that is said.
    change: Said,
    /// Whether the year will meet its target, and why that is said.
    forecast: Said,
    /// Whether the figure is made up, so that the example can be explored.
    illustrative: bool,
    /// The page that says the same at length.
    page: String,
}

/// A target.
#[derive(Debug, Serialize, ToSchema)]
struct Target {
    /// The target, or the lower limit of a range.
    value: f64,
    /// The upper limit of a range.
    upper: Option<f64>,
    /// What it holds for, ISO 8601.
    time_period: String,
    /// The role that set it.
    set_by: String,
    #[schema(format = Date)]
    set_on: String,
    /// How far off is still near, in words.
    tolerance: String,
}

/// The numbers that decide, each in the measure's unit.
#[derive(Debug, Serialize, ToSchema)]
struct Reasons {
    /// The rule, in words.
    rule: String,
    /// What the value is held against: the target, or the limit of a range that is nearer.
    limit: Option<f64>,
    /// Below 0 where the value misses the target.
    difference: Option<f64>,
    /// The difference as a share of the target, where the tolerance is one.
    share: Option<f64>,
    /// How far below 0 the difference may be and the value still near.
    allowed: Option<f64>,
    /// Whether all of the 95 % interval meets the target, or none of it; null where part of it does, or there is none.
    interval_meets: Option<bool>,
    /// What the target of a year before would have said, in words.
    last_years_rule: String,
}

/// Something said of a figure.
#[derive(Debug, Serialize, ToSchema)]
struct Said {
    words: String,
    because: String,
}

/// Ratings.
#[utoipa::path(get, path = "/api/v1/ratings", tag = "Statuses", operation_id = "ratings", summary = "Ratings, changes and forecasts, with why",
    description = "In the order of area and measure.",
    params(
        ("measure" = Option<String>, Query, description = "Codes of measures, with commas between them"),
        ("area" = Option<String>, Query, description = "Codes of areas (`/api/v1/areas` lists them), with commas between them; the whole place where there is none"),
        ("group" = Option<String>, Query, description = "Code of a group; everyone where there is none"),
        ("until" = Option<String>, Query, description = "Figures up to this period (ISO 8601)"),
        ("rating" = Option<String>, Query, description = "Only these ratings, with commas between them"),
        ("limit" = Option<u32>, Query, description = "How many a page: 1 to 200, which is usual", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "Where the page begins: `next` of the one before"),
    ),
    responses((status = 200, description = "A page of ratings.", body = Items<Rating>),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The cursor is of another release.", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn ratings(call: Call) -> Response<Body> {
    call.json(|| {
        let query = call.query(&PARAMETERS)?;
        let release = &call.state.release;
        let catalogue = &*release.catalogue;
        let measures = query.measures(catalogue)?.unwrap_or_else(|| (0..catalogue.measures.len() as u16).collect());
        let areas = query.areas(catalogue)?.unwrap_or_else(|| vec![catalogue.city()]);
        let only = |text: &str| Only::ALL.into_iter().find(|only| only.code() == text);
        let only = query.many("rating", "rating", only)?;
        let chosen = chosen(catalogue, &query)?;
        Items::page(catalogue.release, &query, MOST, areas.len() * measures.len(), |at| {
            let (area, measure) = (areas[at / measures.len()], measures[at % measures.len()]);
            let frame = release.area(area);
            let cube = frame.cube(measure)?;
            let why = why::why(catalogue, Some(cube), (measure, area), &chosen);
            let wanted = only.as_ref().is_none_or(|only| only.iter().any(|only| only.code() == why.rating.code()));
            wanted.then(|| rating(&call.state, (measure, area), &why, &chosen))
        })
    })
}

/// The group and the period asked for.
fn chosen(catalogue: &Catalogue, query: &Query) -> Result<Resolved, Problem> {
    let mut chosen = query.until(catalogue)?;
    if let Some(group) = query.one("group").filter(|group| *group != "everyone") {
        chosen.group =
            group.parse().ok().and_then(|code| catalogue.group_index(&code)).ok_or_else(|| Problem::unknown("group", "group", group))?;
    }
    Ok(chosen)
}

fn rating(state: &State, (measure, area): (u16, u16), why: &Why, chosen: &Resolved) -> Rating {
    let catalogue = &*state.release.catalogue;
    let area = &catalogue.areas[usize::from(area)].code;
    let group = catalogue.group(chosen.group).map_or_else(|| "everyone".to_owned(), |(_, group)| group.code.to_string());
    let arithmetic = why.arithmetic;
    let filter = Filter {
        area: Some(area.clone()),
        group: catalogue.group(chosen.group).map(|(_, group)| group.code.clone()),
        period: why.period,
        ..Filter::default()
    };
    let code = &catalogue.measures[usize::from(measure)].code;
    Rating {
        measure: code.to_string(),
        area_code: area.to_string(),
        group,
        for_everyone: why.for_everyone,
        time_period: why.period.map(|period| period.to_string()),
        value: why.value.ok().map(lists::plain_number),
        missing: why.value.err().map(|why: Missing| domain::cell::status(why).to_owned()),
        target: why.target.as_ref().map(|target| Target {
            value: target.value,
            upper: target.upper,
            time_period: target.period.to_string(),
            set_by: target.set_by.clone(),
            set_on: target.set_on.to_string(),
            tolerance: target.tolerance.words(&why.measure),
        }),
        rating: why.rating.code().to_owned(),
        because: why.lead(),
        why: Reasons {
            rule: why.rule(),
            limit: arithmetic.map(|found| lists::plain_number(found.limit)),
            difference: arithmetic.map(|found| lists::plain_number(found.difference)),
            share: arithmetic.and_then(|found| found.share).map(lists::plain_number),
            allowed: arithmetic.map(|found| lists::plain_number(found.allowed)),
            interval_meets: why.interval_meets,
            last_years_rule: why.last_rule_says(),
        },
        change: Said { words: why.change.words().to_owned(), because: why.change_says() },
        forecast: Said { words: why.forecast.words().to_owned(), because: why.forecast_says() },
        illustrative: why.illustrative,
        page: state.placed(filter.href(&format!("/measures/{code}/why"))),
    }
}

/// The worst-off group against everyone, for a measure and a characteristic.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Gap {
    measure: String,
    area_code: String,
    characteristic: String,
    /// The group that is worst off.
    group: String,
    time_period: String,
    /// Its figure, in the measure's unit.
    value: f64,
    /// That of everyone.
    everyone: f64,
    /// The group's less everyone's.
    size: f64,
    lower_95: Option<f64>,
    upper_95: Option<f64>,
    /// The group's over everyone's; null where either is not above zero.
    ratio: Option<f64>,
    /// Whether it is beyond chance, in words.
    verdict: String,
    /// What it has done over time.
    course: Said,
    /// How many groups it is the worst of, and how many others are hidden to protect people: one of them could be worse off.
    groups: usize,
    groups_hidden: usize,
    /// The share of records that do not say the group, 0 to 1; null where that cannot be told.
    unknown: Option<f64>,
    illustrative: bool,
    page: String,
}

/// Gaps.
#[utoipa::path(get, path = "/api/v1/gaps", tag = "Statuses", operation_id = "gaps", summary = "The worst-off group against everyone",
    description = "For each measure and characteristic; those beyond chance first, and of these the largest ratio.",
    params(
        ("area" = Option<String>, Query, description = "Code of an area (`/api/v1/areas` lists them); the whole place where there is none"),
        ("measure" = Option<String>, Query, description = "Codes of measures, with commas between them"),
        ("characteristic" = Option<String>, Query, description = "Code of a characteristic"),
        ("until" = Option<String>, Query, description = "Figures up to this period (ISO 8601)"),
        ("limit" = Option<u32>, Query, description = "How many a page: 1 to 200, which is usual", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "Where the page begins: `next` of the one before"),
    ),
    responses((status = 200, description = "A page of gaps.", body = Items<Gap>),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The cursor is of another release.", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn gaps(call: Call) -> Response<Body> {
    call.json(|| {
        let query = call.query(&["area", "measure", "characteristic", "until", "limit", "cursor"])?;
        let release = &call.state.release;
        let catalogue = &*release.catalogue;
        let area = match query.one("area") {
            None => catalogue.city(),
            Some(code) => {
                let known = code.parse().ok().and_then(|code| catalogue.area_index(&code));
                known.ok_or_else(|| Problem::unknown("area", "area", code))?
            }
        };
        let measures = query.measures(catalogue)?;
        let only = match query.one("characteristic") {
            None => None,
            Some(code) => {
                let known = catalogue.characteristics.iter().position(|one| one.code.as_str() == code);
                Some(known.ok_or_else(|| Problem::unknown("characteristic", "characteristic", code))?)
            }
        };
        let mut lines = domain::equality::lines(catalogue, &release.area(area), query.until(catalogue)?.until, only);
        lines.retain(|line| measures.as_ref().is_none_or(|all| all.contains(&line.measure)));
        let code = catalogue.areas[usize::from(area)].code.to_string();
        Items::page(catalogue.release, &query, MOST, lines.len(), |at| Some(gap(&call.state, &code, &lines[at])))
    })
}

fn gap(state: &State, area: &str, line: &domain::equality::Line) -> Gap {
    let catalogue = &*state.release.catalogue;
    let measure = &catalogue.measures[usize::from(line.measure)];
    let group = catalogue.group(line.gap.group).map_or_else(|| "everyone".to_owned(), |(_, group)| group.code.to_string());
    Gap {
        measure: measure.code.to_string(),
        area_code: area.to_owned(),
        characteristic: catalogue.characteristics[line.characteristic].code.to_string(),
        page: state.placed(format!("/measures/{}?area={area}&group={group}", measure.code)),
        group,
        time_period: catalogue.periods[usize::from(line.gap.period)].to_string(),
        value: lists::plain_number(line.gap.figures.0),
        everyone: lists::plain_number(line.gap.figures.1),
        size: lists::plain_number(line.gap.size),
        lower_95: line.gap.limits.map(|(lower, _)| lists::plain_number(lower)),
        upper_95: line.gap.limits.map(|(_, upper)| lists::plain_number(upper)),
        ratio: line.gap.ratio.map(lists::plain_number),
        verdict: line.verdict.words().to_owned(),
        course: match line.over {
            Ok(over) => Said { words: over.course.words().to_owned(), because: over.course.reason().to_owned() },
            Err(why) => Said { words: "Cannot tell".to_owned(), because: why.to_string() },
        },
        groups: line.of,
        groups_hidden: line.hidden,
        unknown: line.unknown.and_then(Result::ok).map(lists::plain_number),
        illustrative: line.illustrative,
    }
}
