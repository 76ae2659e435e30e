//! One action, the form to propose a change of it, and the form for a new one.

use app::manage::programmes::{
    action::{self as pages, Typed},
    add, happened,
};
use domain::{
    NaiveDate,
    code::ActionCode,
    council::Council,
    day,
    period::long_date,
    programme::{
        Action, Moved, Programme, Status,
        detail::Detail,
        edit::Edit,
        rules::Fault,
        standing::{Standing, standings},
    },
};

use super::{Wrong, council, directorate, directorates, nothing};
use crate::{
    http::manage::{call::Call, entry::show::Names, reply::Reply},
    manage::{
        Stop,
        programmes::{Current, Draft, proposes},
    },
};

/// An action and its programme.
fn find<'a>(call: &Call, current: &'a Current) -> Option<(&'a Programme, &'a Action)> {
    let programme = current.now.programme(&call.part("code"))?;
    let code = call.part("action");
    let there = |action: &&Action| action.code.as_str() == code && action.there(call.desk.today());
    Some((programme, programme.actions.iter().find(there)?))
}

/// The page.
pub(in crate::http::manage) async fn page(call: Call) -> Result<Reply, Stop> {
    drawn(&call, None, Vec::new()).await
}

async fn drawn(call: &Call, typed: Option<Typed>, wrong: Wrong) -> Result<Reply, Stop> {
    let (asker, council, today) = (call.asker()?, council(call), call.desk.today());
    let current = call.desk.programmes(asker, council).await?;
    let Some((programme, action)) = find(call, &current) else { return Ok(nothing()) };
    let standings = standings(programme, &current.now.programmes, today);
    let Some(standing) = standings.iter().find(|standing| standing.action.code == action.code) else { return Ok(nothing()) };
    let proposals = call.desk.proposals(asker, council, Some(&programme.code)).await?;
    let names = Names::read(call).await?;
    let open = proposals.iter().filter(|one| one.decided.is_none() && one.edits.iter().any(|edit| *edit.action() == action.code));
    let page = pages::Action {
        programme: (programme.code.to_string(), programme.title.clone()),
        code: action.code.to_string(),
        title: action.title.clone(),
        mark: app::manage::programmes::mark(standing),
        why: standing.because.map(app::manage::programmes::because).unwrap_or_default(),
        facts: facts(council, standing),
        history: happened(action, today),
        waiting: open.map(|one| (one.id, names.act(one.proposed))).collect(),
        steps: action.milestones.iter().filter(|step| step.reached.is_none()).map(|step| step.title.clone()).collect(),
        proposes: proposes(asker, directorate(council, action.directorate.as_ref())),
        typed: typed.unwrap_or_else(|| as_it_is(standing)),
        wrong,
    };
    Ok(Reply::page(pages::action(&call.token, &page)))
}

/// What the form begins with.
fn as_it_is(standing: &Standing<'_>) -> Typed {
    Typed {
        role: standing.owner.to_owned(),
        due: standing.due.map(|due| due.to_string()).unwrap_or_default(),
        owner: standing.owner.to_owned(),
        text: standing.action.scope().to_owned(),
        ..Typed::default()
    }
}

fn facts(council: &Council, standing: &Standing<'_>) -> Vec<(&'static str, String)> {
    let action = standing.action;
    let due = standing.due.map_or_else(|| "No date was set".to_owned(), long_date);
    let mut all = vec![("Due", due), ("Put off", format!("{} times", standing.slips)), ("Answered for by", standing.owner.to_owned())];
    if let Some(of) = directorate(council, action.directorate.as_ref()) {
        all.push(("Directorate", of.name.clone()));
    }
    if !standing.blocked_by.is_empty() {
        all.push(("Blocked by", standing.blocked_by.iter().map(|other| other.title.clone()).collect::<Vec<_>>().join("; ")));
    }
    all.extend(action.member.clone().map(|member| ("Accountable member", member)));
    all
}

/// What was typed.
fn typed(call: &Call) -> Typed {
    let one = |name: &str| call.form.one(name).replace("\r\n", "\n").trim().to_owned();
    Typed {
        status: one("status"),
        update: one("update"),
        evidence: one("evidence"),
        role: one("role"),
        due: one("due"),
        owner: one("owner"),
        text: one("text"),
        reason: one("reason"),
        milestone: one("milestone"),
        reached: one("reached"),
    }
}

/// A day of a form.
fn read_day(field: &'static str, text: &str, wrong: &mut Wrong) -> Option<NaiveDate> {
    let found = day::parse(text);
    if found.is_none() {
        wrong.push((field, "This is not a day. Write year, month and day, such as 2025-03-31.".to_owned()));
    }
    found
}

/// What was typed, as changes; and what of it cannot be read.
fn edits(action: &Action, typed: &Typed, today: NaiveDate) -> (Vec<Edit>, Wrong) {
    let (mut edits, mut wrong) = (Vec::new(), Vec::new());
    let code = || action.code.clone();
    let mut moved = |what| edits.push(Edit::Move { action: action.code.clone(), what, reason: typed.reason.clone() });
    let due = action.due_on(today);
    if typed.due.is_empty() {
        if due.is_some() {
            wrong.push(("due", "A date that was set is not taken away: leave it, or give another.".to_owned()));
        }
    } else if let Some(to) = read_day("due", &typed.due, &mut wrong).filter(|to| due != Some(*to)) {
        moved(Moved::Due(due, to));
    }
    let (owner, scope) = (action.owner_on(today), action.scope());
    if typed.owner != owner {
        moved(Moved::Owner(owner.to_owned(), typed.owner.clone()));
    }
    // A form may bring line ends that the text never had.
    if typed.text.split_whitespace().ne(scope.split_whitespace()) {
        moved(Moved::Scope(scope.to_owned(), typed.text.clone()));
    }
    if edits.is_empty() && !typed.reason.is_empty() {
        wrong.push(("reason", "Neither date nor owner nor what it covers changes: change one, or leave this blank.".to_owned()));
    }
    if !typed.milestone.is_empty() {
        if let Some(on) = read_day("reached", &typed.reached, &mut wrong) {
            edits.push(Edit::Reached { action: code(), milestone: typed.milestone.clone(), on });
        }
    } else if !typed.reached.is_empty() {
        wrong.push(("milestone", "Choose which step was reached, or leave the day blank.".to_owned()));
    }
    let status = Status::ALL.iter().find(|(word, _)| *word == typed.status).map(|(_, status)| *status);
    match status {
        Some(status) => {
            let evidence = Some(typed.evidence.clone()).filter(|text| !text.is_empty());
            edits.push(Edit::Update { action: code(), status, text: typed.update.clone(), evidence });
        }
        None if !typed.status.is_empty() || !typed.update.is_empty() || !typed.evidence.is_empty() => {
            wrong.push(("status", "Choose how far it is.".to_owned()));
        }
        None => {}
    }
    (edits, wrong)
}

/// Faults as they are shown beside fields.
fn beside(faults: &[(usize, Fault)]) -> Wrong {
    let mut all: Wrong = Vec::new();
    for (_, fault) in faults {
        let words = format!("{}. {}", domain::view::lead::capital(&fault.to_string()), fault.advice());
        if !all.iter().any(|(field, known)| *field == fault.field() && *known == words) {
            all.push((fault.field(), words));
        }
    }
    all
}

/// Proposes a change.
pub(in crate::http::manage) async fn propose(call: Call) -> Result<Reply, Stop> {
    let (asker, council, today) = (call.asker()?, council(&call), call.desk.today());
    let current = call.desk.programmes(asker, council).await?;
    let Some((programme, action)) = find(&call, &current) else { return Ok(nothing()) };
    // Whoever may not is told so, and not what is wrong.
    call.desk.allow(asker, domain::people::Action::Propose(directorate(council, action.directorate.as_ref()))).await?;
    let typed = typed(&call);
    let (edits, wrong) = edits(action, &typed, today);
    if !wrong.is_empty() {
        return drawn(&call, Some(typed), wrong).await;
    }
    let draft = Draft { programme: &programme.code, edits: &edits, role: &typed.role, file: "" };
    match call.desk.propose(asker, council, &current, &draft).await {
        Ok(Ok(_)) => Ok(Reply::to("/manage/programmes?done=proposed")),
        Ok(Err(faults)) => drawn(&call, Some(typed), beside(&faults)).await,
        Err(Stop::Wrong(field, words)) => drawn(&call, Some(typed), vec![(field, words)]).await,
        Err(other) => Err(other),
    }
}

/// The form for a new action.
pub(in crate::http::manage) async fn add_form(call: Call) -> Result<Reply, Stop> {
    asked(&call, add::Typed::default(), Vec::new()).await
}

async fn asked(call: &Call, typed: add::Typed, wrong: Wrong) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, council(call));
    let current = call.desk.programmes(asker, council).await?;
    let Some(programme) = current.now.programme(&call.part("code")) else { return Ok(nothing()) };
    let themes = council.plans.iter().flat_map(|plan| &plan.themes);
    let page = add::Add {
        programme: (programme.code.to_string(), programme.title.clone()),
        parts: programme.parts.iter().map(|part| (part.code.to_string(), part.title.clone())).collect(),
        directorates: directorates(council, |one| proposes(asker, Some(one))),
        any: proposes(asker, None),
        themes: themes.map(|theme| (theme.code.to_string(), theme.title.clone())).collect(),
        areas: council.areas_on(call.desk.today()).map(|area| (area.code.to_string(), area.name.clone())).collect(),
        typed,
        wrong,
    };
    Ok(Reply::page(add::add(&call.token, &page)))
}

/// Proposes a new action.
pub(in crate::http::manage) async fn add(call: Call) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, council(&call));
    let current = call.desk.programmes(asker, council).await?;
    let Some(programme) = current.now.programme(&call.part("code")) else { return Ok(nothing()) };
    let one = |name: &str| call.form.one(name).replace("\r\n", "\n").trim().to_owned();
    let typed = add::Typed {
        code: one("code"),
        title: one("title"),
        text: one("text"),
        part: one("part"),
        owner: one("owner"),
        directorate: one("directorate"),
        theme: one("theme"),
        area: one("area"),
        starts: one("starts"),
        due: one("due"),
    };
    let mut wrong = Vec::new();
    let edits = new_action(council, programme, &typed, &mut wrong);
    if !proposes(asker, council.directorates.iter().find(|one| one.code.as_str() == typed.directorate)) {
        wrong.push(("directorate", "Choose a directorate whose actions you may propose.".to_owned()));
    }
    let Some(edit) = edits.filter(|_| wrong.is_empty()) else { return asked(&call, typed, wrong).await };
    let edits = [edit];
    let draft = Draft { programme: &programme.code, edits: &edits, role: "", file: "" };
    match call.desk.propose(asker, council, &current, &draft).await {
        Ok(Ok(_)) => Ok(Reply::to("/manage/programmes?done=proposed")),
        Ok(Err(faults)) => asked(&call, typed, beside(&faults)).await,
        Err(Stop::Wrong(_, words)) => asked(&call, typed, vec![("title", words)]).await,
        Err(other) => Err(other),
    }
}

/// A new action, as it was typed.
fn new_action(council: &Council, programme: &Programme, typed: &add::Typed, wrong: &mut Wrong) -> Option<Edit> {
    let day = |field, text: &str, wrong: &mut Wrong| if text.is_empty() { None } else { read_day(field, text, wrong) };
    let (starts, due) = (day("starts", &typed.starts, wrong), day("due", &typed.due, wrong));
    let code = typed.code.parse::<ActionCode>();
    let Ok(code) = code else {
        wrong.push(("code", "A code has letters, digits, - and _ only, and 60 at most.".to_owned()));
        return None;
    };
    let mut action = Action::new(code, typed.title.clone(), typed.owner.clone());
    (action.text, action.starts, action.due) = (typed.text.clone(), starts, due);
    action.part = programme.parts.iter().find(|part| part.code.as_str() == typed.part).map(|part| part.code.clone());
    for (detail, text) in [(Detail::Directorate, &typed.directorate), (Detail::Theme, &typed.theme), (Detail::Area, &typed.area)] {
        if let Err(fault) = detail.set(&mut action, text, council) {
            wrong.push((fault.field(), format!("{}. {}", domain::view::lead::capital(&fault.to_string()), fault.advice())));
        }
    }
    Some(Edit::Add(Box::new(action)))
}
