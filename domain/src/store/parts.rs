//! The port for parts of the council's folder that are edited here: proposed by one person, approved by another.

use std::{collections::BTreeSet, future::Future};

use chrono::NaiveDateTime;

use super::{
    Store,
    decisions::{Outcome, Proposed, Settled},
};
use crate::people::{UserId, audit::Entry};

/// What is to be proposed.
#[derive(Debug, Clone, Copy)]
pub struct Proposing<'a> {
    /// The council's code.
    pub council: &'a str,
    /// The file's path within the folder.
    pub file: &'a str,
    /// SHA-256 of the folder's own text, in hex; blank where it has no such file.
    pub base: &'a str,
    /// The text that holds now; blank where there is none.
    pub before: &'a str,
    /// The text that would hold.
    pub text: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Number of the proposal that held when it was looked at, the newest that had been approved; 0 for none.
    pub seen: i64,
}

/// A proposal as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Number, rising.
    pub id: i64,
    /// The file's path within the folder.
    pub file: String,
    /// SHA-256 of the folder's own text when it was proposed, in hex; blank where it had no such file.
    pub base: String,
    /// The text that held then; blank where there was none.
    pub before: String,
    /// The text that would hold.
    pub text: String,
    /// Why.
    pub reason: String,
    /// Who proposed it, and when (UTC).
    pub proposed: (UserId, NaiveDateTime),
    /// Everybody who had a hand in it: who proposed it, or an earlier form of it that came to nothing.
    pub hands: BTreeSet<UserId>,
    /// What became of it, by whom, and when (UTC); none while it waits.
    pub outcome: Option<(Outcome, UserId, NaiveDateTime)>,
}

/// What a store must do with parts. Nothing of them is ever changed or deleted. Every write is one transaction with its entry in the audit, which is
/// completed with what it is on. What was approved is part of [`Releases::register`](super::Releases::register), and changes its version.
pub trait Parts: Store {
    /// The proposals of a council, the newest first: a hundred at most.
    fn part_proposals(&self, council: &str) -> impl Future<Output = Result<Vec<Proposal>, Self::Error>> + Send;

    /// A proposal.
    fn part_proposal(&self, council: &str, id: i64) -> impl Future<Output = Result<Option<Proposal>, Self::Error>> + Send;

    /// Proposes a text, if nothing else waits of the same file and nothing was approved since it was looked at.
    fn propose_part(&self, proposing: &Proposing<'_>, entry: &Entry) -> impl Future<Output = Result<Proposed, Self::Error>> + Send;

    /// Approves, returns or takes back what waits. Fails for one who may not because of the hand they had in it.
    fn settle_part(
        &self,
        council: &str,
        id: i64,
        outcome: &Outcome,
        entry: &Entry,
    ) -> impl Future<Output = Result<Settled, Self::Error>> + Send;
}
