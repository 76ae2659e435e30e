//! The port for releases: writing them, and what is told, planned and withdrawn of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    future::Future,
};

use chrono::NaiveDateTime;

use super::{Part, Sealed, Store};
use crate::{
    code::MeasureCode,
    council::Council,
    observation::Observation,
    people::{UserId, audit::Entry},
    period::Period,
    register::{Correction, Register},
    said::Said,
};

/// Where a council's releases stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stand {
    /// The newest release, withdrawn or not: what the public has been told.
    pub newest: Option<i64>,
    /// The newest that is not withdrawn: what is served.
    pub standing: Option<i64>,
}

/// A release that is to be written.
#[derive(Debug, Clone, Copy)]
pub struct Publication<'a> {
    /// The batch it is made from.
    pub batch: i64,
    /// The council, as it is described in it.
    pub council: &'a Council,
    /// Its parts.
    pub parts: &'a [Part],
    /// Where releases stood when it was worked out.
    pub stand: Stand,
    /// Measures that are held: of which earlier batch their figures are, or of none where the public has none.
    pub held: &'a BTreeMap<MeasureCode, Option<i64>>,
    /// What is new in it; blank where nothing is said.
    pub note: &'a str,
    /// What it corrects, if it does.
    pub correction: Option<&'a Correction>,
    /// The plan that it fulfils, if it was planned.
    pub plan: Option<i64>,
}

/// What became of a release that was to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Published {
    /// It is written: its number.
    Done(i64),
    /// Another was published or withdrawn since it was worked out; nothing was written. So it stands now.
    Stale(Stand),
    /// These imports, which are part of it, have been withdrawn since; nothing was written.
    Withdrawn(Vec<i64>),
    /// The plan that it fulfils has ended; nothing was written.
    Ended,
}

/// A release that is to be planned.
#[derive(Debug, Clone, Copy)]
pub struct Planning<'a> {
    /// The council's code.
    pub council: &'a str,
    /// The batch that was looked at.
    pub batch: i64,
    /// Where releases stood when it was looked at.
    pub stand: Stand,
    /// When it is published, UTC.
    pub at: NaiveDateTime,
    /// Measures that are held.
    pub held: &'a BTreeSet<MeasureCode>,
    /// What will be new in it.
    pub note: &'a str,
    /// What it corrects, if it does.
    pub correction: Option<&'a Correction>,
    /// Who plans it.
    pub by: UserId,
}

/// What became of a plan that was to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planned {
    /// It is planned: its number.
    Done(i64),
    /// Another was published or withdrawn since it was looked at; nothing was written. So it stands now.
    Stale(Stand),
    /// These imports, which are part of it, have been withdrawn since; nothing was written.
    Withdrawn(Vec<i64>),
    /// One is planned already; nothing was written.
    Already,
}

/// How a plan ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// It was published, with this number.
    Published(i64),
    /// Somebody cancelled it, and said why.
    Cancelled(String),
    /// It could not be published, and why.
    Refused(String),
}

/// A release that is or was planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Number, rising.
    pub id: i64,
    /// The batch that was looked at.
    pub batch: i64,
    /// Where releases stood when it was looked at.
    pub stand: Stand,
    /// When it is published, UTC.
    pub at: NaiveDateTime,
    /// Measures that are held.
    pub held: BTreeSet<MeasureCode>,
    /// What will be new in it.
    pub note: String,
    /// What it corrects, if it does.
    pub correction: Option<Correction>,
    /// Who planned it, and when (UTC).
    pub planned: (UserId, NaiveDateTime),
    /// When it ended (UTC) and how; none while it is planned.
    pub ended: Option<(NaiveDateTime, Ended)>,
}

/// What became of a release that was to be withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is withdrawn.
    Done,
    /// It was withdrawn before.
    Already,
    /// It is the only one that stands, and stays.
    Only,
    /// There is no such release of the council.
    Nowhere,
}

/// What a store must do with releases. They are written once, and numbered without gaps. Every write is one transaction with its entry in the audit,
/// which is completed with what it is on.
pub trait Releases: Store {
    /// Writes a new release with the next number, if everything still stands as it did when it was worked out; it is published at the time of the
    /// entry. With it goes what is told of it, what is held, and the end of its plan.
    fn publish(&self, publication: &Publication<'_>, entry: &Entry) -> impl Future<Output = Result<Published, Self::Error>> + Send;

    /// What the public is told of a council's releases.
    fn register(&self, council: &str) -> impl Future<Output = Result<Register, Self::Error>> + Send;

    /// A number that is another whenever the register is: asked often, so it reads little.
    fn register_version(&self, council: &str) -> impl Future<Output = Result<i64, Self::Error>> + Send;

    /// A release of a council, withdrawn or not.
    fn release(&self, council: &str, number: i64) -> impl Future<Output = Result<Option<Sealed>, Self::Error>> + Send;

    /// Where a council's releases stand.
    fn stand(&self, council: &str) -> impl Future<Output = Result<Stand, Self::Error>> + Send;

    /// Measures that were held when a release was published: of which earlier batch their figures are, or of none.
    fn held(&self, release: i64) -> impl Future<Output = Result<BTreeMap<MeasureCode, Option<i64>>, Self::Error>> + Send;

    /// The observations of a measure that a release was made from, ordered by area, group and period: those of its batch, or, of a measure that was
    /// held, of the batch that it had them from. Fails where there is no such release.
    fn figures_of(&self, release: i64, measure: &MeasureCode) -> impl Future<Output = Result<Vec<Observation>, Self::Error>> + Send;

    /// What was said about the figures of submissions that are part of a batch, in no order.
    fn said(&self, batch: i64) -> impl Future<Output = Result<Vec<Said>, Self::Error>> + Send;

    /// The periods of the observations of a measure of a batch, each once, in order.
    fn periods_of(&self, batch: i64, measure: &MeasureCode) -> impl Future<Output = Result<Vec<Period>, Self::Error>> + Send;

    /// Measures whose figures two batches have from different parts, in order: of all others they have the same figures.
    fn between(&self, one: i64, other: i64) -> impl Future<Output = Result<Vec<MeasureCode>, Self::Error>> + Send;

    /// Takes a release away from what is served. What it has told stays told. Not the only one that stands.
    fn withdraw_release(
        &self,
        council: &str,
        number: i64,
        reason: &str,
        entry: &Entry,
    ) -> impl Future<Output = Result<Taken, Self::Error>> + Send;

    /// Plans a release, if everything still stands as it did when it was looked at. Its batch keeps its observations until the plan ends.
    fn plan(&self, planning: &Planning<'_>, entry: &Entry) -> impl Future<Output = Result<Planned, Self::Error>> + Send;

    /// The plans of a council, the newest first: a hundred at most. One at most has not ended, and it is the first.
    fn plans(&self, council: &str) -> impl Future<Output = Result<Vec<Plan>, Self::Error>> + Send;

    /// Cancels a plan, and says whether it was still planned.
    fn cancel_plan(&self, council: &str, plan: i64, reason: &str, entry: &Entry) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Ends a plan that could not be published, and says whether it was still planned.
    fn refuse_plan(&self, council: &str, plan: i64, reason: &str, entry: &Entry) -> impl Future<Output = Result<bool, Self::Error>> + Send;
}
