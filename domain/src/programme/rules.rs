//! What holds of every action, whether a file says it or somebody on a page: one place for both.

use chrono::NaiveDate;

use super::{Action, Moved};
use crate::code::ActionCode;

/// What is wrong with an action, or with a change of one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A move of a date begins elsewhere than where the one before ended.
    #[error("the date before is not what it was: {}", was(*.0))]
    DueBefore(Option<NaiveDate>),
    /// A move of the owner begins with somebody else than the one before ended with.
    #[error("the owner before is not who it was: {}", shown(.0))]
    OwnerBefore(String),
    /// A move of the scope begins elsewhere than where the one before ended.
    #[error("what it covered before is not what it was: {}", shown(.0))]
    ScopeBefore(String),
    /// Nothing was shown since its date was put off.
    #[error("`{0}` is called on track because its date was put off")]
    GreenByDate(ActionCode),
    /// Its last day is before its first.
    #[error("the action is due before it starts")]
    DueBeforeStart,
    /// The programme is not there.
    #[error("there is no such programme")]
    NoProgramme,
    /// The action is not there, or no longer.
    #[error("there is no action `{0}` in this programme")]
    NoAction(ActionCode),
    /// An action of this code is there already.
    #[error("there is an action `{0}` already")]
    Exists(ActionCode),
    /// The step is not there.
    #[error("it has no step on the way called {}", shown(.0))]
    NoStep(String),
    /// The step was reached already.
    #[error("this step was reached on {0}")]
    Reached(NaiveDate),
    /// A day that has not come.
    #[error("{0} has not come")]
    Future(NaiveDate),
    /// A day that has passed.
    #[error("{0} has passed")]
    Passed(NaiveDate),
    /// It would wait on itself.
    #[error("it would wait on itself: {0}")]
    Round(String),
    /// Something that is referred to is not there.
    #[error("there is no {what} {}", shown(.given))]
    Unknown {
        /// Of which kind.
        what: &'static str,
        /// As given.
        given: String,
    },
    /// A detail is another than it was when the change was proposed.
    #[error("this was something else before: {}", shown(.1))]
    DetailBefore(&'static str, String),
    /// Nothing changes.
    #[error("this is as it was")]
    Same(&'static str),
    /// Something must be said.
    #[error("this is needed")]
    Blank(&'static str),
    /// A text is longer than it may be, in characters.
    #[error("this is longer than {1} characters")]
    Long(&'static str, usize),
    /// It is called complete, and something that it waits on is not.
    #[error("it waits on `{0}`, which is not complete")]
    Waits(ActionCode),
    /// It is called complete, and nothing shows it.
    #[error("it is called complete, and nothing shows it")]
    NotShown,
}

fn was(due: Option<NaiveDate>) -> String {
    due.map_or_else(|| "no date was set".to_owned(), |due| format!("it was {due}"))
}

/// A text in quotes, cut to 60 characters, on one line.
fn shown(text: &str) -> String {
    let cut: String = text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("`{cut}{}`", if text.chars().count() > 60 { "…" } else { "" })
}

impl Fault {
    /// How to mend it in a file.
    pub fn mend(&self) -> &'static str {
        match self {
            Self::DueBefore(_) | Self::OwnerBefore(_) | Self::ScopeBefore(_) => "Mend `from`, or the move before this one.",
            Self::GreenByDate(_) => "Give `evidence` of what was done since, or write at-risk.",
            Self::DueBeforeStart => "Mend `starts` or `due`.",
            _ => self.advice(),
        }
    }

    /// How to mend it on a page or in a table.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::DueBefore(_) | Self::OwnerBefore(_) | Self::ScopeBefore(_) | Self::DetailBefore(..) => {
                "It was changed meanwhile: look at it again, and begin from there."
            }
            Self::GreenByDate(_) => "Say what shows what was done since, or call it at risk.",
            Self::DueBeforeStart => "Give a later date.",
            Self::NoProgramme | Self::NoAction(_) | Self::NoStep(_) => "It may have been removed or withdrawn.",
            Self::Exists(_) => "Give another code.",
            Self::Reached(_) | Self::Same(_) => "Leave it out.",
            Self::Future(_) => "Give a day that has come.",
            Self::Passed(_) => "Give a day that is still to come.",
            Self::Round(_) => "Leave one of these out.",
            Self::Unknown { .. } => "Give one that there is.",
            Self::Blank(_) => "Fill it in.",
            Self::Long(..) => "Shorten it.",
            Self::Waits(_) => "Complete that first, or remove it from what this waits on.",
            Self::NotShown => "Say what shows it: a report, a page, a figure.",
        }
    }

    /// The field that it is about, as forms and tables call it.
    pub fn field(&self) -> &'static str {
        match self {
            Self::DueBefore(_) | Self::DueBeforeStart | Self::Passed(_) => "due",
            Self::OwnerBefore(_) => "owner",
            Self::ScopeBefore(_) => "text",
            Self::GreenByDate(_) | Self::NotShown => "evidence",
            Self::NoProgramme | Self::NoAction(_) | Self::Exists(_) => "code",
            Self::NoStep(_) => "milestone",
            Self::Reached(_) | Self::Future(_) => "reached",
            Self::Round(_) => "waits_on",
            Self::Waits(_) => "status",
            Self::Unknown { what, .. } => match *what {
                "measure" => "measures",
                "action" => "waits_on",
                other => other,
            },
            Self::DetailBefore(field, _) | Self::Same(field) | Self::Blank(field) | Self::Long(field, _) => field,
        }
    }
}

/// Whether an action is due before it starts, as its dates were set first.
pub fn dates(action: &Action) -> Option<Fault> {
    action.starts.zip(action.due).filter(|(starts, due)| due < starts).map(|_| Fault::DueBeforeStart)
}

/// What a move moves from must be what was there: each that is not, by its place in [`Action::moves`]. What was withdrawn is passed over.
pub fn moves(action: &Action) -> Vec<(usize, Fault)> {
    let (mut due, mut owner, mut scope) = (action.due, action.owner.as_str(), None::<&str>);
    let mut faults = Vec::new();
    for (at, one) in action.moves.iter().enumerate().filter(|(_, one)| one.withdrawn.is_none()) {
        match &one.what {
            Moved::Due(from, to) => {
                if *from != due {
                    faults.push((at, Fault::DueBefore(due)));
                }
                due = Some(*to);
            }
            Moved::Owner(from, to) => {
                if from != owner {
                    faults.push((at, Fault::OwnerBefore(owner.to_owned())));
                }
                owner = to;
            }
            Moved::Scope(from, to) => {
                if let Some(before) = scope.filter(|before| from != before) {
                    faults.push((at, Fault::ScopeBefore(before.to_owned())));
                }
                scope = Some(to);
            }
        }
    }
    faults
}

/// Updates that call an action on track because its date was put off, by their places in [`Action::updates`].
pub fn updates(action: &Action) -> Vec<(usize, Fault)> {
    let green = |(at, update)| action.is_green_by_date(update).then(|| (at, Fault::GreenByDate(action.code.clone())));
    action.updates.iter().enumerate().filter(|(_, update)| update.withdrawn.is_none()).filter_map(green).collect()
}

/// The way from an action, by one that it waits on, back to itself. `next`: what one waits on.
pub fn round<'a>(action: &'a str, by: &'a str, next: impl Fn(&str) -> Vec<&'a str>) -> Option<Vec<String>> {
    let mut ways = vec![vec![action, by]];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(way) = ways.pop() {
        let last = *way.last()?;
        if last == action {
            return Some(way.into_iter().map(str::to_owned).collect());
        }
        if !seen.insert(last) {
            continue;
        }
        ways.extend(next(last).into_iter().map(|given| way.iter().copied().chain([given]).collect()));
    }
    None
}
