//! The measures of a reader.

pub(super) mod area;
pub(super) mod directorate;
mod figures;
pub(super) mod one;

use std::collections::BTreeSet;

use app::manage::{
    beside::Beside,
    measures::{Line, Service, measures},
};
use domain::{
    due::Due,
    format,
    order::sort_by_key,
    period::{Period, long_date},
    rating::Rating,
    store::{Outline, State},
};

use super::{call::Call, reply::Reply};
use crate::manage::{
    Stop,
    entry::mine::{Mine, Next},
};

/// The address of the entry of a measure and period.
pub(super) fn address(measure: &domain::measure::Measure, period: Period) -> String {
    format!("/manage/measures/{}/{}", measure.code, period.to_string().replace('/', "_"))
}

/// All measures of the reader, service by service, reds first.
pub(super) async fn mine(call: Call) -> Result<Reply, Stop> {
    let release = &call.state.release;
    let mine = call.desk.my_measures(call.asker()?, release).await?;
    let mut services: Vec<Service> = Vec::new();
    for directorate in &release.council.directorates {
        for service in &directorate.services {
            let own = mine.iter().filter(|one| one.measure.service == service.code && one.measure.directorate == directorate.code);
            let mut own: Vec<&Mine<'_>> = own.collect();
            sort_by_key(&mut own, |one| (rank(one.rating), one.next, !one.late));
            if !own.is_empty() {
                services.push(Service {
                    name: service.name.clone(),
                    directorate: (directorate.name.clone(), format!("/manage/directorates/{}", directorate.code)),
                    lines: own.into_iter().map(line).collect(),
                });
            }
        }
    }
    let done = (call.query.one("done") == "submitted").then_some("It is handed in, and waits for somebody else’s approval.");
    Ok(Reply::page(measures(&summary(&mine), done, &services)))
}

/// Off target first, then near; what cannot be told before what is on target, as somebody may have to look.
fn rank(rating: Rating) -> u8 {
    match rating {
        Rating::OffTarget => 0,
        Rating::NearTarget => 1,
        Rating::CannotTell(_) => 2,
        Rating::OnTarget => 3,
    }
}

fn summary(mine: &[Mine<'_>]) -> String {
    if mine.is_empty() {
        return "No measure is yours to enter, approve or look at before it is released: ask an administrator.".to_owned();
    }
    let counts = [
        (mine.iter().filter(|one| one.late && one.next != Next::Awaiting).count(), "late"),
        (mine.iter().filter(|one| one.next == Next::Due).count(), "due"),
        (mine.iter().flat_map(|one| &one.open).filter(|one| one.state == State::Submitted).count(), "waiting for approval"),
        (mine.iter().flat_map(|one| &one.open).filter(|one| one.state == State::Returned).count(), "returned"),
    ];
    let said: Vec<String> = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let all = format::plural(mine.len() as u64, ("measure", "measures"));
    if said.is_empty() { format!("{all}; nothing is due.") } else { format!("{all}: {}.", format::joined(&said)) }
}

fn line(one: &Mine<'_>) -> Line {
    let code = &one.measure.code;
    let mut acts: Vec<(String, String)> = Vec::new();
    let mut seen = BTreeSet::new();
    for open in &one.open {
        let label = open.period.label();
        let act = match open.state {
            State::Submitted if one.rights.approves => {
                Some((format!("/manage/approvals/{}", open.id), format!("Approve or return {label}")))
            }
            _ => one.rights.enters.then(|| (address(one.measure, open.period), format!("{} {label}", verb(open)))),
        };
        acts.extend(act);
        seen.insert(open.period);
    }
    if let Some(due) = one.due.filter(|due| one.rights.enters && !seen.contains(&due.period)) {
        acts.push((address(one.measure, due.period), format!("Enter {}", due.period.label())));
    }
    Line {
        title: one.measure.title.clone(),
        href: format!("/manage/measures/{code}"),
        public: format!("/measures/{code}"),
        rating: one.rating,
        released: one.released.map(|period| period.label()).unwrap_or_default(),
        in_force: one.in_force.map(|period| period.label()).unwrap_or_default(),
        next: next(one),
        acts,
    }
}

fn verb(open: &Outline) -> &'static str {
    match open.state {
        State::Submitted => "Look at",
        State::Returned => "Mend",
        State::Draft | State::Approved => "Go on with",
    }
}

/// How the next figure stands: a word for its class, and words.
pub(super) fn next(one: &Mine<'_>) -> (&'static str, String) {
    let Some(Due { period, by }) = one.due else { return ("none", "Nothing is due".to_owned()) };
    let (label, day) = (period.label(), long_date(by));
    let late = if one.late { format!(", late: was due {day}") } else { String::new() };
    match one.next {
        Next::Returned => ("returned", format!("{label}: returned{late}")),
        Next::Late => ("late", format!("{label}: late, was due {day}")),
        Next::Due => ("due", format!("{label}: due {day}")),
        Next::Begun => (if one.late { "late" } else { "begun" }, format!("{label}: draft{late}")),
        Next::Awaiting => ("awaiting", format!("{label}: waits for approval{late}")),
        Next::NotYet => ("none", format!("{label}: due {day}")),
    }
}

/// The rating of the newest figure that is shown, released or not.
fn newest_rating(row: &Beside) -> Rating {
    row.unreleased.as_ref().map_or(row.rating, |(.., rating)| *rating)
}
