//! Programmes with their actions as they stand, every slip among them.

use axum::{body::Body, extract::Path, http::Response};
use domain::{
    NaiveDate,
    programme::{
        self, Moved,
        standing::{Because, Rag, Standing, standings},
    },
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{call::Call, items::Items, problem::Problem};

/// A programme.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Programme {
    code: String,
    title: String,
    summary: String,
    /// The role that answers for it.
    owner: String,
    /// Where and how often it is reported.
    reported: String,
    actions: usize,
    /// How often a date was put off.
    slips: usize,
    page: String,
}

/// Programmes.
#[utoipa::path(get, path = "/api/v1/programmes", tag = "Promises", operation_id = "programmes", summary = "Programmes",
    responses((status = 200, description = "Every programme.", body = Items<Programme>),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn programmes(call: Call) -> Response<Body> {
    call.json(|| {
        call.query(&[])?;
        let (release, today) = (&call.state.release, call.state.day());
        let all = &release.council.programmes;
        let one = |programme: &programme::Programme| {
            let standings = standings(programme, all, today);
            Programme {
                code: programme.code.to_string(),
                title: programme.title.clone(),
                summary: programme.summary.clone(),
                owner: programme.owner.clone(),
                reported: programme.reported.clone(),
                actions: standings.len(),
                slips: standings.iter().map(|standing| standing.slips).sum(),
                page: call.state.placed(format!("/programmes/{}", programme.code)),
            }
        };
        Ok(Items::all(release.catalogue.release, all.iter().map(one).collect()))
    })
}

/// An action as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Action {
    code: String,
    title: String,
    /// What is to be done.
    text: String,
    /// The part of the programme that it is in.
    part: Option<String>,
    /// The role that answers for it.
    owner: String,
    directorate: Option<String>,
    area_code: Option<String>,
    /// Measures that it is to move.
    measures: Vec<String>,
    /// How far it is, in words; null where nothing was told.
    status: Option<String>,
    /// `red`, `amber`, `green` or `grey`. What is overdue is never green.
    rag: String,
    /// Why that is not the colour of its status.
    because: Option<String>,
    /// The last day on which it is in time.
    #[schema(format = Date)]
    due: Option<String>,
    /// That day as it was set first.
    #[schema(format = Date)]
    first_due: Option<String>,
    /// How often its date was put off.
    slips: usize,
    /// Every change of its date, its scope or its owner, the oldest first.
    moves: Vec<Move>,
    /// What was told last.
    update: Option<Update>,
    /// Actions that it waits for and that are not complete.
    blocked_by: Vec<String>,
    /// Whether what is told of it is made up, so that the example can be explored.
    illustrative: bool,
}

/// A change of an action, with who approved it and why.
#[derive(Debug, Serialize, ToSchema)]
struct Move {
    #[schema(format = Date)]
    on: String,
    /// `date`, `scope` or `owner`.
    what: String,
    /// What it was; null where there was nothing.
    from: Option<String>,
    /// What it is since.
    to: String,
    reason: String,
    approver: String,
    /// Whether it is a slip: a date put off.
    slip: bool,
}

/// What was told of an action.
#[derive(Debug, Serialize, ToSchema)]
struct Update {
    #[schema(format = Date)]
    on: String,
    /// The role that told it.
    by: String,
    text: String,
    evidence: Option<String>,
}

/// Actions.
#[utoipa::path(get, path = "/api/v1/programmes/{code}", tag = "Promises", operation_id = "actions", summary = "The actions of a programme, as they stand",
    params(("code" = String, Path, description = "Code of the programme", pattern = "^[a-z0-9-]{1,64}$")),
    responses((status = 200, description = "Every action of the programme.", body = Items<Action>),
        (status = 400, description = "A parameter is not right.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such programme.", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn actions(Path(code): Path<String>, call: Call) -> Response<Body> {
    call.json(|| {
        call.query(&[])?;
        let (release, today) = (&call.state.release, call.state.day());
        let all = &release.council.programmes;
        let found = all.iter().find(|programme| programme.code.as_str() == code);
        let programme = found.ok_or_else(|| Problem::absent("There is no such programme: /api/v1/programmes lists them."))?;
        let actions = standings(programme, all, today).iter().map(|standing| action(standing, today)).collect();
        Ok(Items::all(release.catalogue.release, actions))
    })
}

fn action(standing: &Standing, today: NaiveDate) -> Action {
    let action = standing.action;
    let texts = |codes: &[domain::code::MeasureCode]| codes.iter().map(ToString::to_string).collect();
    Action {
        code: action.code.to_string(),
        title: action.title.clone(),
        text: action.scope_on(today).to_owned(),
        part: action.part.as_ref().map(ToString::to_string),
        owner: standing.owner.to_owned(),
        directorate: action.directorate.as_ref().map(ToString::to_string),
        area_code: action.area.as_ref().map(ToString::to_string),
        measures: texts(&action.measures),
        status: standing.status.map(|status| status.words().to_owned()),
        rag: match standing.rag {
            Rag::Red => "red",
            Rag::Amber => "amber",
            Rag::Green => "green",
            Rag::Grey => "grey",
        }
        .to_owned(),
        because: standing.because.map(|because| match because {
            Because::Overdue(days) => format!("overdue by {days} days"),
            Because::NotBegun(days) => format!("should have begun {days} days ago"),
            Because::OnlyItsDateMoved => "its date was put off, and nothing was shown since".to_owned(),
        }),
        due: standing.due.map(|day| day.to_string()),
        first_due: standing.first_due.map(|day| day.to_string()),
        slips: standing.slips,
        moves: action.moves.iter().filter(|one| one.holds(today)).map(moved).collect(),
        update: standing.update.map(|update| Update {
            on: update.on.to_string(),
            by: update.by.clone(),
            text: update.text.clone(),
            evidence: update.evidence.clone(),
        }),
        blocked_by: standing.blocked_by.iter().map(|action| action.code.to_string()).collect(),
        illustrative: action.illustrative,
    }
}

fn moved(of: &programme::Move) -> Move {
    let (what, from, to) = match &of.what {
        Moved::Due(from, to) => ("date", from.map(|day| day.to_string()), to.to_string()),
        Moved::Scope(from, to) => ("scope", Some(from.clone()), to.clone()),
        Moved::Owner(from, to) => ("owner", Some(from.clone()), to.clone()),
    };
    Move {
        on: of.on.to_string(),
        what: what.to_owned(),
        from,
        to,
        reason: of.reason.clone(),
        approver: of.approver.clone(),
        slip: of.is_slip(),
    }
}
