//! Programmes: what a council said it would do, by whom and by when, how far it is, and every move of that.

pub mod apply;
pub mod changes;
pub mod counts;
pub mod detail;
pub mod edit;
pub mod rules;
#[cfg(feature = "folder")]
pub mod sheet;
pub mod standing;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::counts::Counted;
use crate::{
    code::{ActionCode, AreaCode, DirectorateCode, MeasureCode, PartCode, ProgrammeCode, ThemeCode},
    council::Word,
    measure::Lens,
};

/// A programme: must-dos, an improvement plan, a peer challenge, the plan of a neighbourhood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Programme {
    /// Code: the address of its page.
    pub code: ProgrammeCode,
    /// Title.
    pub title: String,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// Role that answers for it.
    pub owner: String,
    /// To whom it is reported, and how often.
    pub reported: String,
    /// Where it was read.
    pub source: String,
    /// What its parts are called, one and many: `recommendation`, `recommendations`.
    pub part_word: Word,
    /// What its actions are called, one and many: `must-do`, `must-dos`.
    pub action_word: Word,
    /// Workstreams or recommendations, in order; none where actions stand by themselves.
    pub parts: Vec<Part>,
    /// Actions, in order.
    pub actions: Vec<Action>,
    /// Counts by status that were published, oldest first.
    pub counts: Vec<Counted>,
}

/// A workstream or recommendation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Code, unique in the programme.
    pub code: PartCode,
    /// Title.
    pub title: String,
    /// What it says; blank where the title says it all.
    pub text: String,
    /// What was said of it since, to be considered.
    pub considerations: Vec<String>,
}

/// Something that is to be done. Dates, owner and scope are as they were set first; [`Move`]s say what they became.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// Code, unique in the council.
    pub code: ActionCode,
    /// Title.
    pub title: String,
    /// What it means; blank where the title says it all.
    pub text: String,
    /// The part that it is of.
    pub part: Option<PartCode>,
    /// The phase of its theme that it belongs to, in the plan's words.
    #[serde(default)]
    pub phase: Option<String>,
    /// Role that answers for it, as set first.
    pub owner: String,
    /// Member who is accountable for it.
    pub member: Option<String>,
    /// Directorate.
    pub directorate: Option<DirectorateCode>,
    /// Who else takes part.
    pub partners: Vec<String>,
    /// The area that it is about; none where it is all of the council's.
    pub area: Option<AreaCode>,
    /// Theme of a plan.
    pub theme: Option<ThemeCode>,
    /// Outcome, in the theme's words.
    pub outcome: Option<String>,
    /// Measures that it should move.
    pub measures: Vec<MeasureCode>,
    /// Lenses under which it does something.
    pub lenses: Vec<Lens>,
    /// Day from which it is part of the programme; none: from the start.
    pub added: Option<NaiveDate>,
    /// Day on which work is to begin.
    pub starts: Option<NaiveDate>,
    /// Last day on which it is in time, as set first; none where no day was set.
    pub due: Option<NaiveDate>,
    /// Actions that must be complete before this can be.
    pub waits_on: Vec<ActionCode>,
    /// Actions of other programmes that it carries out, such as a must-do.
    #[serde(default)]
    pub carries_out: Vec<ActionCode>,
    /// Steps on the way.
    pub milestones: Vec<Milestone>,
    /// What was told of it, oldest first.
    pub updates: Vec<Update>,
    /// Every change of date, scope or owner, oldest first.
    pub moves: Vec<Move>,
    /// Whether it is made up, so that the example can be explored.
    pub illustrative: bool,
    /// Since when and why it is no longer part of the programme, where it was added on a page and withdrawn.
    #[serde(default)]
    pub withdrawn: Option<Withdrawn>,
}

/// That something which had been approved no longer holds. What it said of the days before stays said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// From this day on it does not hold.
    pub on: NaiveDate,
    /// Why.
    pub why: String,
}

/// Whether something holds on a day.
fn stands(withdrawn: Option<&Withdrawn>, day: NaiveDate) -> bool {
    withdrawn.is_none_or(|withdrawn| day < withdrawn.on)
}

/// A step on the way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    /// What is reached.
    pub title: String,
    /// By when.
    pub due: NaiveDate,
    /// When it was reached.
    pub reached: Option<NaiveDate>,
}

/// What an action's owner says of how far it is. Colours are never typed: [`standing`] works them out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Work has not begun.
    NotStarted,
    /// It will be done in time.
    OnTrack,
    /// It may be late.
    AtRisk,
    /// It will be late, or will not reach what it should.
    OffTrack,
    /// It is done.
    Complete,
    /// Work has stopped, and is to go on.
    Paused,
    /// It will not be done.
    Cancelled,
}

impl Status {
    /// Every status with its short name, as files have it.
    pub const ALL: [(&'static str, Self); 7] = [
        ("not-started", Self::NotStarted),
        ("on-track", Self::OnTrack),
        ("at-risk", Self::AtRisk),
        ("off-track", Self::OffTrack),
        ("complete", Self::Complete),
        ("paused", Self::Paused),
        ("cancelled", Self::Cancelled),
    ];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::OnTrack => "On track",
            Self::AtRisk => "At risk",
            Self::OffTrack => "Off track",
            Self::Complete => "Complete",
            Self::Paused => "Paused",
            Self::Cancelled => "Cancelled",
        }
    }

    /// Whether nothing more is to be done.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Complete | Self::Cancelled)
    }
}

/// What was told of an action.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Update {
    /// Day.
    pub on: NaiveDate,
    /// Role that tells it.
    pub by: String,
    /// How far it is.
    pub status: Status,
    /// What was done, and what comes next.
    pub text: String,
    /// What shows it: a report, a page, a figure.
    pub evidence: Option<String>,
    /// Since when and why it does not hold, if it was withdrawn.
    #[serde(default)]
    pub withdrawn: Option<Withdrawn>,
}

/// A change of date, scope or owner. None is ever taken back or left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Move {
    /// Day on which it was approved.
    pub on: NaiveDate,
    /// What changed, from what to what.
    pub what: Moved,
    /// Why.
    pub reason: String,
    /// Role or body that approved it.
    pub approver: String,
    /// Since when and why it does not hold, if it was withdrawn. It stays in the ledger.
    #[serde(default)]
    pub withdrawn: Option<Withdrawn>,
}

/// What a [`Move`] changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moved {
    /// The last day on which it is in time: from, to.
    Due(Option<NaiveDate>, NaiveDate),
    /// What it covers: from, to.
    Scope(String, String),
    /// Who answers for it: from, to.
    Owner(String, String),
}

impl Update {
    /// Whether it was told until a day, and holds on it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.on <= day && stands(self.withdrawn.as_ref(), day)
    }
}

impl Move {
    /// Whether it was made until a day, and holds on it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.on <= day && stands(self.withdrawn.as_ref(), day)
    }

    /// Whether it is a slip: a date put off.
    pub fn is_slip(&self) -> bool {
        matches!(self.what, Moved::Due(Some(from), to) if to > from)
    }

    /// Whether a date was changed that had passed.
    pub fn was_late(&self) -> bool {
        matches!(self.what, Moved::Due(Some(from), _) if from < self.on)
    }
}

impl Action {
    /// An action of which nothing more is known.
    pub fn new(code: ActionCode, title: String, owner: String) -> Self {
        let (text, part, phase, member, directorate, area, theme, outcome) = Default::default();
        let (partners, measures, lenses, waits_on, carries_out) = Default::default();
        let (added, starts, due, withdrawn) = Default::default();
        let (milestones, updates, moves) = Default::default();
        Self {
            code,
            title,
            text,
            part,
            phase,
            owner,
            member,
            directorate,
            partners,
            area,
            theme,
            outcome,
            measures,
            lenses,
            added,
            starts,
            due,
            waits_on,
            carries_out,
            milestones,
            updates,
            moves,
            illustrative: false,
            withdrawn,
        }
    }
}

impl Programme {
    /// A part.
    pub fn part(&self, code: &PartCode) -> Option<&Part> {
        self.parts.iter().find(|part| part.code == *code)
    }
}

/// Every action of every programme.
fn all(programmes: &[Programme]) -> impl Iterator<Item = &Action> {
    programmes.iter().flat_map(|programme| &programme.actions)
}

/// What an action carries out, in the order of the programmes.
pub fn carries_out<'a>(programmes: &'a [Programme], action: &Action) -> Vec<&'a Action> {
    all(programmes).filter(|other| action.carries_out.contains(&other.code)).collect()
}

/// What carries an action out, in the order of the programmes.
pub fn carried_out_by<'a>(programmes: &'a [Programme], action: &Action) -> Vec<&'a Action> {
    all(programmes).filter(|other| other.carries_out.contains(&action.code)).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// An action of which nothing was told yet.
    pub(crate) fn action(code: &str, due: &str) -> Action {
        let new = Action::new(code.parse().unwrap(), code.to_owned(), "Head of Bins".to_owned());
        Action { due: Some(day(due)), illustrative: true, ..new }
    }

    pub(crate) fn programme(actions: Vec<Action>) -> Programme {
        let word = || ("action".to_owned(), "actions".to_owned());
        Programme {
            code: "tidy".parse().unwrap(),
            title: "A tidy vale".to_owned(),
            summary: "Bins.".to_owned(),
            owner: "Head of Bins".to_owned(),
            reported: "To members, each quarter".to_owned(),
            source: "invented".to_owned(),
            part_word: word(),
            action_word: word(),
            parts: Vec::new(),
            actions,
            counts: Vec::new(),
        }
    }
}
