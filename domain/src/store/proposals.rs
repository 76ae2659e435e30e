//! The port for changes of programmes: proposed, decided on once, withdrawn. Nothing of it is ever changed.

use std::future::Future;

use chrono::NaiveDateTime;

use super::Store;
use crate::{
    code::ProgrammeCode,
    people::{UserId, audit::Entry},
    programme::edit::{Edit, Record},
};

/// What is to be proposed.
#[derive(Debug, Clone, Copy)]
pub struct Proposing<'a> {
    /// The council's code.
    pub council: &'a str,
    /// The programme.
    pub programme: &'a ProgrammeCode,
    /// What would change.
    pub edits: &'a [Edit],
    /// Role that tells its updates; blank where it has none.
    pub role: &'a str,
    /// Name of the file that it came in; blank where it was typed.
    pub file: &'a str,
}

/// A decision on a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It holds from now on. The role or body that approved it, for the public.
    Approved(String),
    /// It was returned with a note.
    Returned(String),
    /// Who proposed it took it back.
    TakenBack,
}

/// A proposal, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Number, rising.
    pub id: i64,
    /// The council's code.
    pub council: String,
    /// The programme.
    pub programme: ProgrammeCode,
    /// What would change.
    pub edits: Vec<Edit>,
    /// Role that tells its updates; blank where it has none.
    pub role: String,
    /// Name of the file that it came in; blank where it was typed.
    pub file: String,
    /// Who proposed it, and when (UTC).
    pub proposed: (UserId, NaiveDateTime),
    /// Who decided, when (UTC), and how; none while it waits.
    pub decided: Option<(UserId, NaiveDateTime, Verdict)>,
    /// Who withdrew it, when (UTC), and why.
    pub withdrawn: Option<(UserId, NaiveDateTime, String)>,
}

impl Proposal {
    /// Whether it was approved, withdrawn later or not.
    pub fn approved(&self) -> bool {
        matches!(self.decided, Some((_, _, Verdict::Approved(_))))
    }
}

/// What became of a decision or a withdrawal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It is done.
    Done,
    /// Something else was approved or withdrawn since it was looked at; nothing was written.
    Overtaken,
    /// It was decided on or withdrawn before; nothing was written.
    Already,
    /// There is no such proposal of the council.
    Nowhere,
}

/// What a store must do with changes of programmes. Every write is one transaction with its entry in the audit, which is completed with what it is on.
pub trait Proposals: Store {
    /// A number that is another whenever something was approved or withdrawn: asked often, so it reads little.
    fn programmes_version(&self, council: &str) -> impl Future<Output = Result<i64, Self::Error>> + Send;

    /// What was approved of a council's programmes, in the order of approval, what was withdrawn later too.
    fn records(&self, council: &str) -> impl Future<Output = Result<Vec<Record>, Self::Error>> + Send;

    /// A proposal of a council.
    fn proposal(&self, council: &str, id: i64) -> impl Future<Output = Result<Option<Proposal>, Self::Error>> + Send;

    /// The proposals of a council, of one programme or of all, the newest first: five hundred at most, those that wait before all others.
    fn proposals(
        &self,
        council: &str,
        programme: Option<&ProgrammeCode>,
    ) -> impl Future<Output = Result<Vec<Proposal>, Self::Error>> + Send;

    /// Writes a proposal. Its number.
    fn propose(&self, proposing: &Proposing<'_>, entry: &Entry) -> impl Future<Output = Result<i64, Self::Error>> + Send;

    /// Decides on a proposal that waits. `seen`: the version of what was approved when it was looked at, where it is approved. Fails for who proposed
    /// it, and for anybody else who would take it back.
    fn decide(
        &self,
        council: &str,
        id: i64,
        verdict: &Verdict,
        seen: Option<i64>,
        entry: &Entry,
    ) -> impl Future<Output = Result<Settled, Self::Error>> + Send;

    /// Withdraws what was approved.
    fn withdraw_proposal(
        &self,
        council: &str,
        id: i64,
        reason: &str,
        seen: i64,
        entry: &Entry,
    ) -> impl Future<Output = Result<Settled, Self::Error>> + Send;
}
