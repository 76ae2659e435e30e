//! Formal decisions, with what each lens did to them.

use axum::{body::Body, http::Response};
use domain::{
    decision::{self, register::listed},
    measure::Lens,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{call::Call, items::Items, problem::Problem};
use crate::http::state::State;

/// The most of a page.
const MOST: usize = 200;

/// A formal decision.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Decision {
    code: String,
    /// The day it was taken.
    #[schema(format = Date)]
    on: String,
    /// Who took it.
    body: String,
    title: String,
    decided: String,
    areas: Vec<String>,
    themes: Vec<String>,
    directorate: String,
    source: String,
    /// Each of the three lenses.
    lenses: Vec<Under>,
    /// Whether it is made up, so that the example can be explored.
    illustrative: bool,
    page: String,
}

/// A decision under a lens.
#[derive(Debug, Serialize, ToSchema)]
struct Under {
    /// `social-value`, `environment` or `equality`.
    lens: String,
    /// `difference`, `not-shown`, `nothing`, `not-considered` or `not-told`.
    made: String,
    /// `helps`, `harms`, `neither` or `cannot-tell`; null where it was not considered.
    effect: Option<String>,
    /// What changed because of it.
    changed: String,
    /// What shows that.
    evidence: String,
    /// Why it was not considered.
    why_not: Option<String>,
}

/// Decisions.
#[utoipa::path(get, path = "/api/v1/decisions", tag = "Promises", operation_id = "decisions", summary = "Formal decisions, the newest first, with what each lens did",
    params(
        ("from" = Option<String>, Query, description = "Taken on this day or later"),
        ("to" = Option<String>, Query, description = "Taken on this day or earlier"),
        ("limit" = Option<u32>, Query, description = "How many a page: 1 to 200, which is usual", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "Where the page begins: `next` of the one before"),
    ),
    responses((status = 200, description = "A page of decisions.", body = Items<Decision>),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The cursor is of another release.", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn decisions(call: Call) -> Response<Body> {
    call.json(|| {
        let query = call.query(&["from", "to", "limit", "cursor"])?;
        let (from, to) = (query.day("from")?, query.day("to")?);
        let state = &call.state;
        let all = listed(&state.release.council.decisions, &state.register.decisions, state.day());
        let within = |decision: &&decision::Decision| from.is_none_or(|from| decision.on >= from) && to.is_none_or(|to| decision.on <= to);
        let told: Vec<&decision::Decision> = all.iter().filter_map(|one| one.decision).filter(within).collect();
        Items::page(state.release.catalogue.release, &query, MOST, told.len(), |at| Some(one(state, told[at])))
    })
}

fn one(state: &State, decision: &decision::Decision) -> Decision {
    let under = |lens: Lens| {
        let told = decision.under(lens);
        Under {
            lens: lens.code().to_owned(),
            made: decision.made(lens).code().to_owned(),
            effect: told.filter(|under| under.considered()).map(|under| under.effect.code().to_owned()),
            changed: told.map(|under| under.changed.clone()).unwrap_or_default(),
            evidence: told.map(|under| under.evidence.clone()).unwrap_or_default(),
            why_not: told.and_then(|under| under.why_not.clone()),
        }
    };
    Decision {
        code: decision.code.to_string(),
        on: decision.on.to_string(),
        body: decision.body.clone(),
        title: decision.title.clone(),
        decided: decision.decided.clone(),
        areas: decision.areas.iter().map(ToString::to_string).collect(),
        themes: decision.themes.iter().map(ToString::to_string).collect(),
        directorate: decision.directorate.to_string(),
        source: decision.source.clone(),
        lenses: Lens::ALL.map(under).into(),
        illustrative: decision.illustrative,
        page: state.placed(format!("/decisions/{}", decision.code)),
    }
}
