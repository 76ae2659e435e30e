//! The register of decisions as a file: those that are chosen, one row for each decision and lens.

use std::sync::Arc;

use app::{error::PageError, still::decisions_chosen};
use axum::{
    body::Body,
    extract::{OriginalUri, RawQuery, State as Extract},
    http::{HeaderMap, Response},
};
use domain::{decision::Decision, measure::Lens};

use super::{
    downloads::{file, plain, write},
    state::State,
};

const HEAD: [&str; 19] = [
    "decision",
    "date",
    "body",
    "title",
    "decided",
    "areas",
    "themes",
    "directorate",
    "source",
    "provenance",
    "lens",
    "considered",
    "why_not",
    "effect",
    "changed",
    "evidence",
    "result",
    "made_a_difference",
    "release",
];

/// The decisions that the query asks for, the newest first.
pub(super) async fn csv(
    Extract(state): Extract<Arc<State>>,
    RawQuery(query): RawQuery,
    OriginalUri(address): OriginalUri,
    request: HeaderMap,
) -> Response<Body> {
    let rows = || {
        let told = (&*state.release, &*state.register);
        let found = decisions_chosen(told, &state.site(), query.as_deref().unwrap_or_default())?;
        let rows = found.iter().flat_map(|decision| Lens::ALL.map(|lens| row(&state, decision, lens)));
        write(&HEAD, rows).map_err(|_broken| PageError::Internal)
    };
    file(&state, &address, rows, "decisions.csv", &request)
}

/// A decision under one lens. What is not known is blank.
fn row(state: &State, decision: &Decision, lens: Lens) -> [String; 19] {
    let under = decision.under(lens);
    let told = under.filter(|under| under.considered());
    let made = decision.made(lens);
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let codes = |codes: Vec<String>| codes.join(" ");
    [
        decision.code.to_string(),
        decision.on.to_string(),
        plain(&decision.body),
        plain(&decision.title),
        plain(&decision.decided),
        codes(decision.areas.iter().map(ToString::to_string).collect()),
        codes(decision.themes.iter().map(ToString::to_string).collect()),
        decision.directorate.to_string(),
        plain(&decision.source),
        if decision.illustrative { "illustrative" } else { "council" }.to_owned(),
        lens.code().to_owned(),
        under.map(|under| yes(under.considered())).unwrap_or_default(),
        plain(under.and_then(|under| under.why_not.as_deref()).unwrap_or_default()),
        told.map(|under| under.effect.code().to_owned()).unwrap_or_default(),
        plain(under.map_or("", |under| &under.changed)),
        plain(under.map_or("", |under| &under.evidence)),
        made.code().to_owned(),
        if under.is_some() { yes(made == domain::decision::Made::Difference) } else { String::new() },
        state.release.catalogue.release.to_string(),
    ]
}
