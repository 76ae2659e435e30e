//! Reports: each as it comes out of the release, and those that were frozen of it.

use axum::{body::Body, http::Response};
use chrono::NaiveDateTime;
use domain::{
    register::Register,
    report::{Kind, Of, frozen},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{call::Call, items::Items, problem::Problem};
use crate::{http::state::State, reports::Form};

/// The most of a page.
const MOST: usize = 200;

/// A report.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Report {
    /// What it is: `quarterly`, `six-monthly`, `annual`, `triple-lock`, `equality`, `improvement`, `neighbourhood`, `directorate` or `ward`.
    kind: String,
    /// Code of the area, directorate or programme that it is of; null for the whole council.
    of: Option<String>,
    /// Name of what it is of.
    name: String,
    /// The page of it, with the figures of this release.
    page: String,
    /// The forms of it, with the figures of this release.
    forms: Vec<String>,
    /// Those that were frozen, the newest first.
    frozen: Vec<Frozen>,
}

/// A frozen report.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names are those of the answer")]
struct Frozen {
    number: u32,
    title: String,
    #[schema(format = DateTime)]
    frozen_at: String,
    /// The release that its figures are from.
    release: u32,
    /// The report that it corrects.
    corrects: Option<u32>,
    /// What was wrong there.
    wrong: Option<String>,
    /// The report that corrects it.
    corrected_by: Option<u32>,
    /// Why it is shown no more, where it or its release was withdrawn: then it has no forms.
    withdrawn_because: Option<String>,
    page: String,
    /// Its forms, each the same byte for byte for good.
    forms: Vec<Kept>,
}

/// A form of a frozen report.
#[derive(Debug, Serialize, ToSchema)]
struct Kept {
    address: String,
    bytes: u64,
    sha256: String,
}

/// Reports.
#[utoipa::path(get, path = "/api/v1/reports", tag = "Promises", operation_id = "reports", summary = "Reports, with those that were frozen and their forms",
    params(
        ("kind" = Option<String>, Query, description = "Kinds of reports, commas between them"),
        ("limit" = Option<u32>, Query, description = "How many a page: 1 to 200, which is usual", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "Where the page begins: `next` of the one before"),
    ),
    responses((status = 200, description = "A page of reports.", body = Items<Report>),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The cursor is of another release.", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn reports(call: Call) -> Response<Body> {
    call.json(|| {
        let query = call.query(&["kind", "limit", "cursor"])?;
        let asked = query.many("kind", "kind of reports", Kind::read)?;
        let state = &call.state;
        let kinds = Kind::ALL.into_iter().map(|(_, kind)| kind).filter(|kind| asked.as_ref().is_none_or(|asked| asked.contains(kind)));
        let all: Vec<(Kind, (String, String))> =
            kinds.flat_map(|kind| kind.subjects(&state.release).into_iter().map(move |subject| (kind, subject))).collect();
        Items::page(state.release.catalogue.release, &query, MOST, all.len(), |at| {
            let (kind, (of, name)) = &all[at];
            Some(one(state, *kind, of, name))
        })
    })
}

fn one(state: &State, kind: Kind, of: &str, name: &str) -> Report {
    let page = state.placed(format!("/reports/{}/{}", kind.code(), if kind.of() == Of::Council { "council" } else { of }));
    let register = &state.register;
    Report {
        kind: kind.code().to_owned(),
        of: (!of.is_empty()).then(|| of.to_owned()),
        name: name.to_owned(),
        forms: Form::ALL.map(|form| format!("{page}/{}", form.name())).into(),
        page,
        frozen: register.reports.iter().filter(|one| one.kind == kind && one.of == of).map(|one| kept(register, one)).collect(),
    }
}

fn kept(register: &Register, one: &frozen::Frozen) -> Frozen {
    let time = |at: NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let gone = one.gone(register).map(|gone| match gone {
        frozen::Gone::Itself(why) | frozen::Gone::Release(why) => why.to_owned(),
    });
    let corrects = one.corrects.as_ref().filter(|_| gone.is_none());
    let form = |form: &frozen::Form| Kept { address: one.kept(&form.name), bytes: form.bytes, sha256: form.sha256.clone() };
    Frozen {
        number: one.number,
        title: one.name(register),
        frozen_at: time(one.at),
        release: one.release,
        corrects: corrects.map(|(of, _)| *of),
        wrong: corrects.map(|(_, wrong)| wrong.clone()),
        corrected_by: one.corrected(register).map(|(right, _)| right.number),
        forms: if gone.is_some() { Vec::new() } else { one.forms.iter().map(form).collect() },
        withdrawn_because: gone,
        page: frozen::Frozen::address(one.number),
    }
}
