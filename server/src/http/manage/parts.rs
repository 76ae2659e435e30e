//! Parts of the council's folder that are edited here: the pages and the forms.

use app::manage::parts::{self as pages, Changed, Form, Line, List, Proposed};
use domain::{part::about, store::parts::Proposal};
use similar::{ChangeTag, TextDiff};

use super::{
    call::Call,
    entry::show::Names,
    proposed::{asked, became, done},
    reply::Reply,
};
use crate::manage::{
    Stop,
    parts::{Fault, Wanted},
};

const LIST: &str = "/manage/parts";
/// Lines as before that are shown around what changed.
const AROUND: usize = 3;
/// Proposals that were decided on and are listed.
const DECIDED: usize = 20;
/// Faults of a text that are told at once.
const FAULTS: usize = 20;

fn nothing(words: &str) -> Reply {
    Reply::page(app::manage::stopped(404, "Not found", words))
}

/// A difference by lines, with a few of those around each change.
fn difference(before: &str, after: &str) -> Vec<Changed> {
    let diff = TextDiff::from_lines(before, after);
    let (mut all, mut next) = (Vec::new(), 0);
    for group in diff.grouped_ops(AROUND) {
        let begin = group.first().map_or(0, |op| op.old_range().start);
        if begin > next {
            all.push(Changed::Skipped(begin - next));
        }
        next = group.last().map_or(next, |op| op.old_range().end);
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let text = change.value().trim_end_matches('\n').to_owned();
            all.push(match change.tag() {
                ChangeTag::Equal => Changed::Same(text),
                ChangeTag::Delete => Changed::Gone(text),
                ChangeTag::Insert => Changed::New(text),
            });
        }
    }
    let rest = before.lines().count().saturating_sub(next);
    all.extend((rest > 0).then_some(Changed::Skipped(rest)));
    all
}

/// The list.
pub(super) async fn list(call: Call) -> Result<Reply, Stop> {
    let (files, proposals) = call.desk.parts(call.asker()?, &call.state).await?;
    let people = Names::read(&call).await?;
    let files = files.into_iter().map(|one| Line {
        state: if one.here { "Approved here" } else { "The folder’s own" },
        file: one.file,
        about: one.about,
    });
    let waits = |one: &&Proposal| one.outcome.is_none();
    let waiting = proposals.iter().filter(waits).map(|one| Proposed {
        id: one.id,
        file: one.file.clone(),
        words: format!("Proposed by {}", people.act(one.proposed)),
    });
    let decided = proposals.iter().filter(|one| !waits(one)).take(DECIDED);
    let decided = decided.map(|one| Proposed { id: one.id, file: one.file.clone(), words: became(one.outcome.as_ref(), &people) });
    let done = done(call.query.one("done"));
    Ok(Reply::page(pages::list(&List { done, files: files.collect(), waiting: waiting.collect(), decided: decided.collect() })))
}

/// The text of a file.
pub(super) async fn form(call: Call) -> Result<Reply, Stop> {
    let Some(known) = call.desk.part(call.asker()?, &call.state, call.query.one("file")).await? else {
        return Ok(nothing("There is no such file that is edited here."));
    };
    let form = Form { file: known.file, about: known.about, text: known.text, seen: known.seen, ..Form::default() };
    Ok(Reply::page(pages::form(&form, &call.token)))
}

/// Checks a text, or proposes it.
pub(super) async fn propose(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    let one = |name| call.form.one(name);
    let only_look = one("act") != "propose";
    let wanted = Wanted { file: one("file"), text: one("text"), reason: one("reason"), seen: one("seen").parse().unwrap_or(-1), only_look };
    let Some(found) = call.desk.propose_part(asker, &call.state, &wanted).await? else {
        return Ok(nothing("There is no such file that is edited here."));
    };
    let Some(known) = call.desk.part(asker, &call.state, wanted.file).await? else {
        return Ok(nothing("There is no such file that is edited here."));
    };
    // What is typed is not lost, and whoever sends it again has seen what was approved since.
    let change = difference(&known.text, &wanted.text.replace("\r\n", "\n"));
    let mut form = Form {
        file: known.file,
        about: known.about,
        text: wanted.text.to_owned(),
        reason: wanted.reason.to_owned(),
        seen: known.seen,
        ..Form::default()
    };
    match found {
        Ok(Some(_)) => return Ok(Reply::go(format!("{LIST}?done=proposed"))),
        Ok(None) => form.change = Some(change),
        Err(Fault::Field(field, words)) => form.wrong = vec![(field, words)],
        Err(Fault::Stale) => {
            let words = "Another text of this file was approved since you opened it. Below is what yours would change of it: look at it, and propose it again.";
            (form.wrong, form.change) = (vec![("text", words.to_owned())], Some(change));
        }
        Err(Fault::Text(issues)) => {
            let more = issues.len().saturating_sub(FAULTS);
            let told = issues.iter().take(FAULTS).map(|issue| ("text", issue.to_string()));
            let more = (more > 0).then(|| ("text", format!("And {more} more.")));
            form.wrong = told.chain(more).collect();
        }
    }
    Ok(Reply::page(pages::form(&form, &call.token)))
}

/// No proposal has the number 0.
fn number(call: &Call) -> i64 {
    call.part("id").parse().unwrap_or(0)
}

/// A proposal.
pub(super) async fn page(call: Call) -> Result<Reply, Stop> {
    draw(&call, Vec::new()).await
}

async fn draw(call: &Call, wrong: Vec<(&'static str, String)>) -> Result<Reply, Stop> {
    let Some(waiting) = call.desk.waiting_part(call.asker()?, &call.state, number(call)).await? else {
        return Ok(nothing("There is no such proposal."));
    };
    let people = Names::read(call).await?;
    let proposal = waiting.proposal;
    let shown = pages::Proposal {
        id: proposal.id,
        about: format!("{}. Proposed by {}.", about(&proposal.file).unwrap_or_default(), people.act(proposal.proposed)),
        reason: proposal.reason.clone(),
        change: difference(&proposal.before, &proposal.text),
        state: became(proposal.outcome.as_ref(), &people),
        decides: waiting.decides,
        own: waiting.own,
        note: call.form.one("note").chars().take(2_000).collect(),
        wrong,
        file: proposal.file,
    };
    Ok(Reply::page(pages::proposal(&shown, &call.token)))
}

/// Approves, returns or takes back.
pub(super) async fn settle(call: Call) -> Result<Reply, Stop> {
    let (outcome, done) = asked(call.form.one("act"), call.form.one("note").trim());
    match call.desk.settle_part(call.asker()?, &call.state, number(&call), outcome).await {
        Ok(Some(true)) => Ok(Reply::go(format!("{LIST}?done={done}"))),
        Ok(Some(false)) => draw(&call, vec![("note", "Somebody else has decided on it in this moment.".to_owned())]).await,
        Ok(None) => Ok(nothing("There is no such proposal.")),
        Err(Stop::Wrong(field, words)) => draw(&call, vec![(field, words)]).await,
        Err(other) => Err(other),
    }
}
