//! The port for reports: drafted by one person, frozen by another, and kept with their forms as bytes.

use std::{collections::BTreeSet, future::Future};

use chrono::NaiveDateTime;

use super::{
    Store,
    decisions::{Outcome, Settled},
};
use crate::{
    people::{UserId, audit::Entry},
    report::Template,
};

/// How far a report has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It is written; with the note that it was last returned with.
    Draft(Option<String>),
    /// It waits for somebody else to freeze it.
    Waits {
        /// Number of what was handed in.
        submission: i64,
        /// The release that its figures are from.
        release: u32,
        /// Who handed it in, and when (UTC).
        by: (UserId, NaiveDateTime),
    },
    /// It is frozen: its number.
    Frozen(u32),
    /// It was given up.
    GivenUp,
}

/// A report that is being prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Number, rising.
    pub id: i64,
    /// Number of its newest version, from 1.
    pub version: i64,
    /// Which sections it has, and what is said before each.
    pub template: Template,
    /// Who saved that version, and when (UTC).
    pub saved: (UserId, NaiveDateTime),
    /// The frozen report in which something was wrong, and what.
    pub corrects: Option<(u32, String)>,
    /// Everybody who had a hand in it.
    pub hands: BTreeSet<UserId>,
    /// How far it has come.
    pub stage: Stage,
}

/// What became of something that was to be done with a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafted {
    /// It is done.
    Done,
    /// Somebody saved another version since; nothing was written.
    Stale,
    /// It waits, is frozen or was given up; nothing was written.
    Closed,
    /// There is no such draft of the council.
    Nowhere,
}

/// What became of a report that was to be frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freeze {
    /// It is frozen.
    Done,
    /// It had been decided on before; nothing was written.
    Already,
    /// Another was frozen meanwhile, so that its number is another; nothing was written.
    Number,
    /// There is nothing of the council that waits so.
    Nowhere,
}

/// A form of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its name, such as `report.pdf`.
    pub name: &'static str,
    /// Its SHA-256, in hex.
    pub sha256: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A report as it is to be frozen.
#[derive(Debug, Clone, Copy)]
pub struct Freezing<'a> {
    /// The council's code.
    pub council: &'a str,
    /// Number of what was handed in.
    pub submission: i64,
    /// The number that it says it has.
    pub number: u32,
    /// SHA-256 of its form `report.json`, in hex.
    pub digest: &'a str,
    /// Its forms.
    pub forms: &'a [Made],
}

/// What a store must do with reports. Nothing of them is ever changed or deleted. Every write is one transaction with its entry in the audit, which is
/// completed with what it is on. What was frozen is part of [`Releases::register`](super::Releases::register), and changes its version.
pub trait Reports: Store {
    /// The drafts of a council, the newest first: two hundred at most.
    fn report_drafts(&self, council: &str) -> impl Future<Output = Result<Vec<Draft>, Self::Error>> + Send;

    /// A draft.
    fn report_draft(&self, council: &str, id: i64) -> impl Future<Output = Result<Option<Draft>, Self::Error>> + Send;

    /// Begins a draft: its number.
    fn begin_report(
        &self,
        council: &str,
        template: &Template,
        corrects: Option<(u32, &str)>,
        entry: &Entry,
    ) -> impl Future<Output = Result<i64, Self::Error>> + Send;

    /// Saves another version of a draft, if `seen` is its newest and it is open.
    fn save_report(
        &self,
        council: &str,
        draft: (i64, i64),
        template: &Template,
        entry: &Entry,
    ) -> impl Future<Output = Result<Drafted, Self::Error>> + Send;

    /// Gives an open draft up.
    fn give_report_up(&self, council: &str, id: i64, entry: &Entry) -> impl Future<Output = Result<Drafted, Self::Error>> + Send;

    /// Hands the version of a draft in, if it is its newest and the draft is open: with the document that was made of it from a release.
    fn hand_report_in(
        &self,
        council: &str,
        draft: (i64, i64),
        made: (u32, &[u8]),
        entry: &Entry,
    ) -> impl Future<Output = Result<Drafted, Self::Error>> + Send;

    /// The document that was handed in.
    fn handed_in(&self, council: &str, submission: i64) -> impl Future<Output = Result<Option<Vec<u8>>, Self::Error>> + Send;

    /// Returns what waits, or takes it back. Fails for one who may not because of the hand they had in it, and for an approval.
    fn settle_report(
        &self,
        council: &str,
        submission: i64,
        outcome: &Outcome,
        entry: &Entry,
    ) -> impl Future<Output = Result<Settled, Self::Error>> + Send;

    /// Freezes what waits. Fails for one who had a hand in it.
    fn freeze_report(&self, freezing: &Freezing<'_>, entry: &Entry) -> impl Future<Output = Result<Freeze, Self::Error>> + Send;

    /// Withdraws a frozen report.
    fn withdraw_report(
        &self,
        council: &str,
        number: u32,
        reason: &str,
        entry: &Entry,
    ) -> impl Future<Output = Result<Settled, Self::Error>> + Send;

    /// The bytes of a form of a frozen report, by the report's digest.
    fn report_form(&self, council: &str, digest: &str, name: &str) -> impl Future<Output = Result<Option<Vec<u8>>, Self::Error>> + Send;
}
