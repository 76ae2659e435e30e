//! The port for decisions that are recorded here: proposed by one person, approved by another.

use std::{collections::BTreeSet, future::Future};

use chrono::NaiveDateTime;

use super::Store;
use crate::{
    code::{DecisionCode, DirectorateCode},
    decision::Decision,
    people::{UserId, audit::Entry},
};

/// What is proposed of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A decision that is not told yet.
    New(Decision),
    /// Another version of one that is told, and why.
    Correction(Decision, String),
    /// That it is told no more, and why.
    Withdrawal(String),
}

impl Content {
    /// Its short name, as it is kept.
    pub fn code(&self) -> &'static str {
        match self {
            Self::New(_) => "new",
            Self::Correction(..) => "correction",
            Self::Withdrawal(_) => "withdrawal",
        }
    }

    /// The decision, as it would be.
    pub fn decision(&self) -> Option<&Decision> {
        match self {
            Self::New(decision) | Self::Correction(decision, _) => Some(decision),
            Self::Withdrawal(_) => None,
        }
    }

    /// Why it is corrected or withdrawn; blank for a new one.
    pub fn reason(&self) -> &str {
        match self {
            Self::New(_) => "",
            Self::Correction(_, reason) | Self::Withdrawal(reason) => reason,
        }
    }
}

/// What became of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is told.
    Approved,
    /// It came back, with a note.
    Returned(String),
    /// Whoever proposed it took it back.
    TakenBack,
}

impl Outcome {
    /// Its short name, as it is kept.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Returned(_) => "returned",
            Self::TakenBack => "taken-back",
        }
    }
}

/// A proposal as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Number, rising.
    pub id: i64,
    /// What it is of.
    pub code: DecisionCode,
    /// The directorate whose approvers decide on it.
    pub directorate: DirectorateCode,
    /// What is proposed.
    pub content: Content,
    /// Who proposed it, and when (UTC).
    pub proposed: (UserId, NaiveDateTime),
    /// Everybody who had a hand in it: who proposed it, or an earlier form of it that came to nothing.
    pub hands: BTreeSet<UserId>,
    /// What became of it, by whom, and when (UTC); none while it waits.
    pub outcome: Option<(Outcome, UserId, NaiveDateTime)>,
}

/// What is to be proposed.
#[derive(Debug, Clone, Copy)]
pub struct Proposing<'a> {
    /// The council's code.
    pub council: &'a str,
    /// What it is of.
    pub code: &'a DecisionCode,
    /// The directorate whose approvers decide on it.
    pub directorate: &'a DirectorateCode,
    /// What is proposed.
    pub content: &'a Content,
    /// How many versions of it had been approved here when it was looked at.
    pub seen: i64,
}

/// What became of something that was to be proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposed {
    /// It waits for approval: its number.
    Done(i64),
    /// Another proposal of the same decision waits; nothing was written. Its number.
    Open(i64),
    /// Another version was approved since it was looked at; nothing was written.
    Stale,
}

/// What became of a decision on a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// It is done.
    Done,
    /// It had been decided before; nothing was written.
    Already,
    /// There is no such proposal of the council.
    Nowhere,
}

/// What a store must do with decisions. Nothing of them is ever changed or deleted. Every write is one transaction with its entry in the audit, which is
/// completed with what it is on. What was approved is part of [`Releases::register`](super::Releases::register), and changes its version.
pub trait Decisions: Store {
    /// The proposals of a council, the newest first: five hundred at most.
    fn decision_proposals(&self, council: &str) -> impl Future<Output = Result<Vec<Proposal>, Self::Error>> + Send;

    /// A proposal.
    fn decision_proposal(&self, council: &str, id: i64) -> impl Future<Output = Result<Option<Proposal>, Self::Error>> + Send;

    /// Proposes something, if nothing else waits of the same decision and nothing was approved since it was looked at.
    fn propose_decision(&self, proposing: &Proposing<'_>, entry: &Entry) -> impl Future<Output = Result<Proposed, Self::Error>> + Send;

    /// Approves, returns or takes back what waits. Fails for one who may not because of the hand they had in it.
    fn settle_decision(
        &self,
        council: &str,
        id: i64,
        outcome: &Outcome,
        entry: &Entry,
    ) -> impl Future<Output = Result<Settled, Self::Error>> + Send;
}
