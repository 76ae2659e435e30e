//! What waits for approval, and decisions.

use app::manage::approvals::{self, Approval, Changed, Line};
use domain::{
    council::Council,
    entry::Place,
    observation::Observation,
    store::{Outline, State},
};

use super::{
    call::Call,
    entry::show::{self, Names, Show},
    reply::Reply,
};
use crate::manage::{
    Stop,
    entry::decide::{Decided, Waiting},
};

/// Figures that are listed.
const LISTED: usize = 500;

/// All that wait for the reader.
pub(super) async fn list(call: Call) -> Result<Reply, Stop> {
    let council = &call.state.release.council;
    let asker = call.asker()?;
    let waiting = call.desk.approvals(asker, council).await?;
    let names = Names::read(&call).await?;
    let line = |one: &Outline| Line {
        href: format!("/manage/approvals/{}", one.id),
        title: format!("{}, {}", council.measure(&one.measure).map_or("", |measure| &measure.title), one.period.label()),
        by: one.submitted.map(|act| format!("Submitted by {}", names.act(act))).unwrap_or_default(),
        own: one.submitted.is_some_and(|(who, _)| who == asker.id()),
    };
    let done = match call.query.one("done") {
        "approved" => Some("It is approved. Its figures go into the next release."),
        "returned" => Some("It is returned with your note to whoever handed it in."),
        _ => None,
    };
    let lines: Vec<Line> = waiting.iter().map(line).collect();
    Ok(Reply::page(approvals::approvals(&lines, done)))
}

fn nothing() -> Reply {
    Reply::page(app::manage::stopped(404, "Not found", "There is no such submission."))
}

/// No submission has the number 0.
fn number(call: &Call) -> i64 {
    call.part("id").parse().unwrap_or(0)
}

/// One that waits, or was decided.
pub(super) async fn page(call: Call) -> Result<Reply, Stop> {
    draw(&call, Vec::new()).await
}

async fn draw(call: &Call, wrong: Vec<(&'static str, String)>) -> Result<Reply, Stop> {
    let council = &call.state.release.council;
    let Some(waiting) = call.desk.approval(call.asker()?, council, number(call)).await? else { return Ok(nothing()) };
    let entry = show::entry(call, &waiting.work, Show { checked: true, ..Show::default() }).await?;
    let page = Approval {
        action: format!("/manage/approvals/{}", number(call)),
        entry: app::manage::entry::Entry { locked: true, ..entry },
        decides: waiting.decides,
        why_not: why_not(&waiting),
        counts: [waiting.difference.new.count, waiting.difference.changed.count, waiting.difference.unchanged],
        changes: changes(council, &waiting),
        note: call.form.one("note").chars().take(1_000).collect(),
        wrong,
    };
    Ok(Reply::page(approvals::approval(&page, &call.token)))
}

fn why_not(waiting: &Waiting) -> String {
    let words = match waiting.work.state() {
        State::Submitted => "You had a hand in it: nobody approves their own, so somebody else decides.",
        State::Draft => "It is being written, and is not handed in.",
        State::Returned => "It has been returned.",
        State::Approved => "It has been approved, and goes into the next release.",
    };
    words.to_owned()
}

/// What is new and what would change, in the order of the table.
fn changes(council: &Council, waiting: &Waiting) -> Vec<Changed> {
    let work = &waiting.work;
    let known = |place: &Place| {
        let own = |one: &&Observation| one.period == work.period && one.area == place.area && one.group == place.group;
        work.known.iter().find(own).map(|one| one.figure)
    };
    let name = |place: &Place| {
        let area = council.area(&place.area).map_or_else(|| place.area.to_string(), |area| area.name.clone());
        let mut groups = council.characteristics.iter().flat_map(|known| &known.groups);
        groups.find(|group| group.code == place.group).map_or_else(|| area.clone(), |group| format!("{area}, {}", group.name))
    };
    let listed = work.grid.places().filter_map(|place| {
        let (figure, _) = work.checked.figures.get(&place)?;
        let before = known(&place);
        (before != Some(*figure)).then(|| Changed {
            place: name(&place),
            before: work.unmasked.then(|| before.map(|before| show::figure(before, &work.measure)).unwrap_or_default()),
            after: show::figure(*figure, &work.measure),
        })
    });
    listed.take(LISTED).collect()
}

/// Approves, or returns with a note.
pub(super) async fn decide(call: Call) -> Result<Reply, Stop> {
    let (asker, council, id) = (call.asker()?, &call.state.release.council, number(&call));
    let version = call.form.one("version").parse().unwrap_or(0);
    let decided = match call.form.one("act") {
        "approve" => call.desk.approve_entry(asker, council, id, version).await,
        _ => call.desk.return_entry(asker, council, id, version, call.form.one("note")).await,
    };
    match decided {
        Ok(Some(Decided::Done)) if call.form.one("act") == "approve" => Ok(Reply::to("/manage/approvals?done=approved")),
        Ok(Some(Decided::Done)) => Ok(Reply::to("/manage/approvals?done=returned")),
        Ok(Some(Decided::Stale)) => {
            draw(&call, vec![("note", "Somebody else has decided or changed it in this moment. So it stands now.".to_owned())]).await
        }
        Ok(Some(Decided::NotYet)) => {
            let words = "What is in force has changed since it was handed in, and the checks find something else now: return it, so that its author looks at that.";
            draw(&call, vec![("note", words.to_owned())]).await
        }
        Ok(Some(Decided::Overtaken)) => draw(&call, vec![("note", crate::bring::OVERTAKEN.to_owned())]).await,
        Ok(None) => Ok(nothing()),
        Err(Stop::Wrong(field, words)) => draw(&call, vec![(field, words)]).await,
        Err(other) => Err(other),
    }
}
