//! What a proposal changes, in words: what, as it is, as it would be.

use domain::{
    NaiveDate,
    period::long_date,
    programme::{Action, Moved, detail::Detail, edit::Edit},
};

use crate::manage::imports::table;
use crate::markup::{Element, el};

/// A line of a difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What.
    pub what: String,
    /// As it is.
    pub from: String,
    /// As it would be.
    pub to: String,
    /// Why; blank where no reason belongs to it.
    pub why: String,
}

/// What of an action, as pages name it.
pub fn label(detail: Detail) -> &'static str {
    match detail {
        Detail::Member => "Accountable member",
        Detail::Directorate => "Directorate",
        Detail::Partners => "Partners",
        Detail::Area => "Area",
        Detail::Theme => "Theme",
        Detail::Outcome => "Outcome",
        Detail::Measures => "Measures",
        Detail::Starts => "Starts",
        Detail::WaitsOn => "Waits on",
    }
}

/// The lines of one change. `now`: the action as it is; none where it is not there.
pub fn lines(edit: &Edit, now: Option<&Action>, today: NaiveDate) -> Vec<Line> {
    let line = |what: &str, from: String, to: String| Line { what: what.to_owned(), from, to, why: String::new() };
    let none = || "nothing".to_owned();
    let or_none = |text: &str| if text.is_empty() { none() } else { text.to_owned() };
    match edit {
        Edit::Add(action) => {
            let due = action.due.map_or_else(|| "no date".to_owned(), long_date);
            let mut all = vec![line("New action", none(), action.title.clone())];
            if !action.text.is_empty() {
                all.push(line("What it means", none(), action.text.clone()));
            }
            all.push(line("Answered for by", none(), action.owner.clone()));
            all.push(line("Due", none(), due));
            let details = Detail::ALL.into_iter().map(|(_, detail)| (detail, detail.of(action))).filter(|(_, text)| !text.is_empty());
            all.extend(details.map(|(detail, text)| line(label(detail), none(), text)));
            all.extend(
                action
                    .milestones
                    .iter()
                    .map(|step| line("Step on the way", none(), format!("{}, due {}", step.title, long_date(step.due)))),
            );
            all
        }
        Edit::Set { detail, from, to, .. } => vec![line(label(*detail), or_none(from), or_none(to))],
        Edit::Move { what, reason, .. } => {
            let (what, from, to) = match what {
                Moved::Due(from, to) => ("Due", from.map_or_else(|| "no date".to_owned(), long_date), long_date(*to)),
                Moved::Scope(from, to) => ("What it covers", from.clone(), to.clone()),
                Moved::Owner(from, to) => ("Answered for by", from.clone(), to.clone()),
            };
            vec![Line { why: reason.clone(), ..line(what, from, to) }]
        }
        Edit::Reached { milestone, on, .. } => {
            vec![line(&format!("Step: {milestone}"), "not reached".to_owned(), format!("reached {}", long_date(*on)))]
        }
        Edit::Update { status, text, evidence, .. } => {
            let told = now.and_then(|action| action.told(today));
            let before = told.map_or_else(|| "Not reported".to_owned(), |update| update.status.words().to_owned());
            let mut all = vec![line("Status", before, status.words().to_owned())];
            all.push(line("What is told", told.map_or_else(none, |update| update.text.clone()), text.clone()));
            all.push(line(
                "Shown by",
                told.and_then(|update| update.evidence.clone()).unwrap_or_else(none),
                or_none(evidence.as_deref().unwrap_or_default()),
            ));
            all
        }
    }
}

/// A table of what changes of one action.
pub fn changes(title: &str, lines: &[Line]) -> Element {
    let with_why = lines.iter().any(|line| !line.why.is_empty());
    let rows = lines.iter().map(|line| {
        el("tr")
            .with(el("th").attr("scope", "row").with(&line.what))
            .with(el("td").with(&line.from))
            .with(el("td").with(&line.to))
            .with(with_why.then(|| el("td").with(&line.why)))
    });
    let head: &[&str] = if with_why { &["What", "As it is", "As it would be", "Why"] } else { &["What", "As it is", "As it would be"] };
    table(&format!("What would change: {title}"), head, rows)
}
