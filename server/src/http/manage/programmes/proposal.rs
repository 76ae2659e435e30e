//! One proposal, and the decision on it.

use app::manage::programmes::{
    proposal::{self as pages, Can},
    words,
};
use domain::store::{Settled, Verdict};

use super::{Wrong, council, nothing, state, title};
use crate::{
    http::manage::{call::Call, entry::show::Names, reply::Reply},
    manage::{Stop, programmes::reviews},
};

/// No proposal has the number 0.
fn number(call: &Call) -> i64 {
    call.part("id").parse().unwrap_or(0)
}

/// The page.
pub(in crate::http::manage) async fn page(call: Call) -> Result<Reply, Stop> {
    drawn(&call, Vec::new()).await
}

async fn drawn(call: &Call, wrong: Wrong) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, council(call));
    let Some((proposal, current)) = call.desk.proposal(asker, council, number(call)).await? else { return Ok(nothing()) };
    let names = Names::read(call).await?;
    let today = call.desk.today();
    let about = current.about(council, &proposal.programme, &proposal.edits, today);
    let (by, waits) = (proposal.proposed.0, proposal.decided.is_none());
    let can = Can {
        decide: waits && reviews(asker, &about, by),
        take_back: waits && by == asker.id(),
        withdraw: proposal.approved() && proposal.withdrawn.is_none() && reviews(asker, &about, domain::people::UserId(0)),
    };
    let why_not = match (waits, can) {
        (true, Can { decide: false, take_back: true, .. }) => "You proposed it: nobody approves their own, so somebody else decides.",
        (true, Can { decide: false, .. }) => "You may not decide on it: it is of a directorate whose changes others approve.",
        _ => "",
    };
    let mut changes: Vec<(String, Vec<words::Line>)> = Vec::new();
    for edit in &proposal.edits {
        let (title, now) = (title(&current.now, edit), current.now.action(edit.action()));
        // What was decided is told as it was proposed: what it was then is not what it is now.
        let lines = words::lines(edit, now.filter(|_| waits), today);
        match changes.iter_mut().find(|(known, _)| *known == title) {
            Some((_, known)) => known.extend(lines),
            None => changes.push((title, lines)),
        }
    }
    let faults = if waits { call.desk.in_the_way(council, &current, &proposal) } else { Vec::new() };
    let came = if proposal.file.is_empty() { String::new() } else { format!(", as the table {}", proposal.file) };
    let programme = current.now.programme(proposal.programme.as_str()).map(|programme| programme.title.clone());
    let faults = faults
        .into_iter()
        .filter_map(|(at, fault)| Some(format!("{}: {fault}. {}", title(&current.now, proposal.edits.get(at)?), fault.advice())));
    let short = |name: &str| call.form.one(name).chars().take(1_000).collect::<String>();
    let page = pages::Proposal {
        id: proposal.id,
        programme: (proposal.programme.to_string(), programme.unwrap_or_else(|| proposal.programme.to_string())),
        by: format!("Proposed by {}{came}", names.act(proposal.proposed)),
        role: proposal.role.clone(),
        state: state(&proposal, &names),
        changes,
        faults: faults.collect(),
        can,
        why_not,
        approver: short("approver"),
        note: if call.form.one("note").is_empty() { short("reason") } else { short("note") },
        wrong,
    };
    Ok(Reply::page(pages::proposal(&call.token, &page)))
}

/// Approves, returns, takes back or withdraws.
pub(in crate::http::manage) async fn decide(call: Call) -> Result<Reply, Stop> {
    let (asker, council, id) = (call.asker()?, council(&call), number(&call));
    let one = |name: &str| call.form.one(name).to_owned();
    let (done, field, became) = match call.form.one("act") {
        "approve" => (call.desk.decide_proposal(asker, council, id, Verdict::Approved(one("approver"))).await, "approver", "approved"),
        "take-back" => (call.desk.decide_proposal(asker, council, id, Verdict::TakenBack).await, "approver", "taken-back"),
        "withdraw" => (call.desk.withdraw_proposal(asker, council, id, &one("reason")).await, "reason", "withdrawn"),
        _ => (call.desk.decide_proposal(asker, council, id, Verdict::Returned(one("note"))).await, "note", "returned"),
    };
    match done {
        Ok(Some(Settled::Done)) => Ok(Reply::go(format!("/manage/programmes?done={became}"))),
        Ok(Some(Settled::Overtaken)) => {
            let words = "Something else was approved or withdrawn in this moment. Look at this again, as it stands now.";
            drawn(&call, vec![(field, words.to_owned())]).await
        }
        Ok(Some(Settled::Already)) => drawn(&call, vec![(field, "It was decided on before. So it stands now.".to_owned())]).await,
        Ok(Some(Settled::Nowhere) | None) => Ok(nothing()),
        Err(Stop::Wrong(field, words)) => drawn(&call, vec![(field, words)]).await,
        Err(other) => Err(other),
    }
}
