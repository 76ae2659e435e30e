//! The port for figures that people enter: drafts as they were typed, handed in, returned or approved.

use std::{collections::BTreeSet, future::Future};

use chrono::NaiveDateTime;

use super::{Brought, Import, Store};
use crate::{
    code::{AreaCode, GroupCode, MeasureCode},
    observation::Observation,
    people::{UserId, audit::Entry},
    period::Period,
};

/// How far a submission has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is being written.
    Draft,
    /// It waits for approval, and is not changed meanwhile.
    Submitted,
    /// It was returned with a note. Writing on it makes it a draft again.
    Returned,
    /// It was approved, and is an import in force. It is never changed again.
    Approved,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Submitted, Self::Returned, Self::Approved];

    /// Its short name, as it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
        }
    }
}

/// A part of a figure that is typed into a cell of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// What was counted.
    Numerator,
    /// Out of how many.
    Denominator,
    /// A value as it comes.
    Value,
    /// Its lower limit.
    Lower,
    /// Its upper limit.
    Upper,
}

impl Slot {
    /// Every slot.
    pub const ALL: [Self; 5] = [Self::Numerator, Self::Denominator, Self::Value, Self::Lower, Self::Upper];

    /// Its short name, as it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::Value => "value",
            Self::Lower => "lower",
            Self::Upper => "upper",
        }
    }

    /// The slot of a short name.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slot| slot.code() == code)
    }
}

/// A cell as it was typed, whatever is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Typed {
    /// Area.
    pub area: AreaCode,
    /// Group.
    pub group: GroupCode,
    /// Which part of the figure.
    pub slot: Slot,
    /// What was typed; in a draft that is to be saved, blank removes it.
    pub text: String,
}

/// What a service says about its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commentary {
    /// The role that signs it, such as `Head of Housing`.
    pub role: String,
    /// The text.
    pub text: String,
    /// Who wrote it last.
    pub by: UserId,
    /// When, UTC.
    pub at: NaiveDateTime,
}

/// Something implausible that its author says is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// The check, by its short name.
    pub check: String,
    /// What it found then: it holds no longer once the check finds something else.
    pub print: String,
    /// Why it is right.
    pub reason: String,
    /// Who says so.
    pub by: UserId,
    /// When, UTC.
    pub at: NaiveDateTime,
}

/// A submission without what is in it: one measure in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Number.
    pub id: i64,
    /// The council's code.
    pub council: String,
    /// Measure.
    pub measure: MeasureCode,
    /// Period.
    pub period: Period,
    /// How far it has come.
    pub state: State,
    /// Rises by one with each change: who changes it says which one they saw.
    pub version: i64,
    /// Who changed it last, and when (UTC).
    pub changed: (UserId, NaiveDateTime),
    /// Who handed it in last, and when (UTC).
    pub submitted: Option<(UserId, NaiveDateTime)>,
    /// Who approved or returned it last, and when (UTC).
    pub decided: Option<(UserId, NaiveDateTime)>,
    /// The note it was last returned with; blank where it was not.
    pub note: String,
    /// The batch that it became when it was approved.
    pub batch: Option<i64>,
}

/// A submission, with all that is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// What and how far.
    pub outline: Outline,
    /// Everybody who wrote on it or handed it in: none of them approves it.
    pub authors: BTreeSet<UserId>,
    /// Its cells, ordered by area, group and slot.
    pub cells: Vec<Typed>,
    /// What is said about the figures.
    pub commentary: Option<Commentary>,
    /// What was acknowledged, ordered by check.
    pub acknowledged: Vec<Acknowledged>,
}

/// What is to be written of a submission.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// The council's code.
    pub council: &'a str,
    /// Measure.
    pub measure: &'a MeasureCode,
    /// Period.
    pub period: Period,
    /// The version that the writer saw; 0 where there was none.
    pub version: i64,
    /// Cells that the writer had before them. Those that are not here stay.
    pub cells: &'a [Typed],
    /// Role and text of the commentary; a blank text removes it. None leaves what is there.
    pub commentary: Option<(&'a str, &'a str)>,
    /// Check, what it found, and why that is right; a blank reason removes it. Those of checks that are not here stay.
    pub acknowledged: &'a [(String, String, String)],
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// It was made; or there was nothing to change. So it stands now.
    Done(Outline),
    /// Somebody else has changed it since, or it is in a state that does not allow it; nothing was written. So it stands now.
    Stale(Outline),
    /// The figures were compared with what is not the newest batch any more; nothing was written. Told of approving alone.
    Overtaken,
    /// There is no such submission.
    Nowhere,
}

/// What a store must do with what people enter. There is one submission at most that is not approved for each council, measure and period. Every
/// write is one transaction with its entry in the audit, which is completed with what it is on.
pub trait Entries: Store {
    /// The submission of a measure and period that is not approved yet.
    fn open_submission(
        &self,
        council: &str,
        measure: &MeasureCode,
        period: Period,
    ) -> impl Future<Output = Result<Option<Submission>, Self::Error>> + Send;

    /// A submission.
    fn submission(&self, id: i64) -> impl Future<Output = Result<Option<Submission>, Self::Error>> + Send;

    /// The submissions of a council, the newest first: two thousand at most.
    fn submissions(&self, council: &str) -> impl Future<Output = Result<Vec<Outline>, Self::Error>> + Send;

    /// Measures and periods that imports in force have figures of, each once, in order.
    fn brought_in(&self, council: &str) -> impl Future<Output = Result<Vec<(MeasureCode, Period)>, Self::Error>> + Send;

    /// Writes a draft, begun here where there is none. `entry` says who writes. What changes nothing leaves no trace.
    fn save(&self, draft: &Draft<'_>, entry: &Entry) -> impl Future<Output = Result<Written, Self::Error>> + Send;

    /// Hands a draft in.
    fn hand_in(&self, id: i64, version: i64, entry: &Entry) -> impl Future<Output = Result<Written, Self::Error>> + Send;

    /// Returns what was handed in, with a note.
    fn send_back(&self, id: i64, version: i64, note: &str, entry: &Entry) -> impl Future<Output = Result<Written, Self::Error>> + Send;

    /// Approves what was handed in, and puts its figures in force as an import, with an entry of its own, in the same transaction; if what they were
    /// compared with is the newest batch still, as for [`Imports::accept`](super::Imports::accept). Fails for one of its authors.
    fn approve(
        &self,
        id: i64,
        version: i64,
        brought: &Brought<'_>,
        entry: &Entry,
        observations: impl Iterator<Item = Observation> + Send,
    ) -> impl Future<Output = Result<(Written, Option<Import>), Self::Error>> + Send;
}
