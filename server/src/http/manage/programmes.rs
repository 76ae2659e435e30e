//! The pages of programmes for those who change them.

pub(super) mod action;
pub(super) mod proposal;
pub(super) mod table;

use app::manage::programmes::{self as pages, Line, Proposed, one};
use domain::{
    council::{Council, Directorate},
    format::plural,
    period::long_date,
    programme::{
        Programme,
        apply::Now,
        standing::{Because, Standing, standings},
    },
    store::{Proposal, Verdict},
};
use ingest::Limits;

use super::{call::Call, entry::show::Names, reply::Reply};
use crate::manage::{
    Stop,
    programmes::{Current, proposes, reviews, table::LIMITS},
};

type Wrong = Vec<(&'static str, String)>;

/// The council as the release that is served was published with it: where its programmes begin.
fn council(call: &Call) -> &Council {
    &call.state.published.council
}

fn nothing() -> Reply {
    Reply::page(app::manage::stopped(404, "Not found", "There is no such programme, action or proposal."))
}

/// The directorate of a code that may be there.
fn directorate<'a>(council: &'a Council, code: Option<&domain::code::DirectorateCode>) -> Option<&'a Directorate> {
    code.and_then(|code| council.directorate(code))
}

/// The list.
pub(super) async fn list(call: Call) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, council(&call));
    let current = call.desk.programmes(asker, council).await?;
    let proposals = call.desk.proposals(asker, council, None).await?;
    let names = Names::read(&call).await?;
    let today = call.desk.today();
    let line = |programme: &Programme| Line {
        code: programme.code.to_string(),
        title: programme.title.clone(),
        tally: pages::tally(programme, &standings(programme, &current.now.programmes, today)),
    };
    let waits = |one: &&Proposal| {
        one.decided.is_none() && reviews(asker, &current.about(council, &one.programme, &one.edits, today), one.proposed.0)
    };
    let own = |one: &&Proposal| one.proposed.0 == asker.id() && matches!(one.decided, None | Some((_, _, Verdict::Returned(_))));
    let shown = |one: &Proposal| proposed(&current, one, &names);
    let list = pages::List {
        programmes: current.now.programmes.iter().map(line).collect(),
        waiting: proposals.iter().filter(waits).map(shown).collect(),
        own: proposals.iter().filter(own).take(50).map(shown).collect(),
        misfits: current.now.misfits.iter().map(|misfit| (misfit.proposal, format!("{}.", misfit.fault))).collect(),
        done: match call.query.one("done") {
            "proposed" => Some("It is proposed, and waits for somebody else’s decision."),
            "approved" => Some("It is approved. The public page shows it within seconds."),
            "returned" => Some("It is returned."),
            "taken-back" => Some("It is taken back."),
            "withdrawn" => Some("It is withdrawn. The public page shows that within seconds."),
            _ => None,
        },
    };
    Ok(Reply::page(pages::list(&list)))
}

/// A proposal in a list.
fn proposed(current: &Current, one: &Proposal, names: &Names) -> Proposed {
    let mut titles: Vec<String> = Vec::new();
    for edit in &one.edits {
        let title = title(&current.now, edit);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let about = if titles.len() > 3 { plural(titles.len() as u64, ("action", "actions")) } else { titles.join("; ") };
    let title =
        current.now.programme(one.programme.as_str()).map_or_else(|| one.programme.to_string(), |programme| programme.title.clone());
    Proposed { id: one.id, programme: title, about, by: names.act(one.proposed), state: state(one, names) }
}

/// The title of the action that a change is about.
fn title(now: &Now, edit: &domain::programme::edit::Edit) -> String {
    match (now.action(edit.action()), edit) {
        (Some(action), _) => action.title.clone(),
        (None, domain::programme::edit::Edit::Add(action)) => action.title.clone(),
        (None, _) => edit.action().to_string(),
    }
}

/// How a proposal stands.
fn state(one: &Proposal, names: &Names) -> String {
    match (&one.decided, &one.withdrawn) {
        (_, Some((who, at, why))) => format!("Withdrawn by {}: {why}", names.act((*who, *at))),
        (None, None) => "Waits for a decision".to_owned(),
        (Some((who, at, Verdict::Approved(_))), None) => format!("Approved by {}", names.act((*who, *at))),
        (Some((who, at, Verdict::Returned(note))), None) => format!("Returned by {}: {note}", names.act((*who, *at))),
        (Some((_, _, Verdict::TakenBack)), None) => "Taken back".to_owned(),
    }
}

/// One programme.
pub(super) async fn one(call: Call) -> Result<Reply, Stop> {
    drawn(&call, Vec::new()).await
}

/// Draws one programme.
async fn drawn(call: &Call, wrong: Wrong) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, council(call));
    let current = call.desk.programmes(asker, council).await?;
    let Some(programme) = current.now.programme(&call.part("code")) else { return Ok(nothing()) };
    let proposals = call.desk.proposals(asker, council, Some(&programme.code)).await?;
    let names = Names::read(call).await?;
    let today = call.desk.today();
    let standings = standings(programme, &current.now.programmes, today);
    let (which, of) = (call.query.one("which"), call.query.one("directorate"));
    let fits = |standing: &&Standing<'_>| {
        let own = directorate(council, standing.action.directorate.as_ref());
        let fits = match which {
            "mine" => proposes(asker, own),
            "late" => matches!(standing.because, Some(Because::Overdue(_) | Because::NotBegun(_))),
            _ => true,
        };
        fits && (of.is_empty() || own.is_some_and(|own| own.code.as_str() == of))
    };
    let waiting = |standing: &Standing<'_>| {
        let mut open = proposals.iter().filter(|one| one.decided.is_none()).flat_map(|one| &one.edits);
        open.any(|edit| *edit.action() == standing.action.code)
    };
    let lines = standings.iter().filter(fits).map(|standing| one::Line {
        code: standing.action.code.to_string(),
        title: standing.action.title.clone(),
        mark: pages::mark(standing),
        due: standing.due.map_or_else(|| "No date was set".to_owned(), long_date),
        owner: standing.owner.to_owned(),
        waits: waiting(standing),
    });
    let page = one::One {
        code: programme.code.to_string(),
        title: programme.title.clone(),
        word: programme.action_word.clone(),
        tally: pages::tally(programme, &standings),
        lines: lines.collect(),
        directorates: directorates(council, |_| true),
        directorate: of.to_owned(),
        which: which.to_owned(),
        proposals: proposals.iter().take(50).map(|one| proposed(&current, one, &names)).collect(),
        largest: megabytes(&LIMITS),
        wrong,
    };
    Ok(Reply::page(one::one(&call.token, &page)))
}

fn megabytes(limits: &Limits) -> String {
    format!("{} MB", limits.file / 1024 / 1024)
}

/// Directorates to choose from.
fn directorates(council: &Council, fits: impl Fn(&Directorate) -> bool) -> Vec<(String, String)> {
    council.directorates.iter().filter(|one| fits(one)).map(|one| (one.code.to_string(), one.name.clone())).collect()
}
