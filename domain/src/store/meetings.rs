//! The port for meetings: each version of one, and what was asked and answered.

use std::future::Future;

use super::Store;
use crate::{
    meeting::{Held, Meeting, Stage},
    people::audit::Entry,
};

/// A version of a meeting that is to be kept.
#[derive(Debug, Clone, Copy)]
pub struct Saving<'a> {
    /// The council's code.
    pub council: &'a str,
    /// The meeting's number; none for a new one.
    pub id: Option<i64>,
    /// The version that was looked at; 0 for a new meeting.
    pub seen: i64,
    /// How far it is then.
    pub stage: Stage,
    /// The meeting.
    pub meeting: &'a Meeting,
}

/// What became of a version that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is kept: the meeting's number.
    Done(i64),
    /// Another version was kept since it was looked at; nothing was written.
    Stale,
    /// An item would go that was asked about; nothing was written. Its number.
    Asked(u32),
    /// There is no such meeting of the council.
    Nowhere,
}

/// A question or an answer that is to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct Saying<'a> {
    /// The council's code.
    pub council: &'a str,
    /// The meeting's number.
    pub meeting: i64,
    /// Number of the item.
    pub item: u32,
    /// The question that it answers; none for a question.
    pub answers: Option<i64>,
    /// Who says it, as the public reads it.
    pub by: &'a str,
    /// The words.
    pub words: &'a str,
}

/// What became of something that was to be recorded or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It is done: the number of the question or answer.
    Done(i64),
    /// The meeting does not take it: it is a draft, or a question after it was closed.
    NotNow,
    /// There is no room for more.
    Full,
    /// Somebody changed it since it was looked at, or it was withdrawn; nothing was written.
    Stale,
    /// There is no such meeting, item, question or answer of the council.
    Nowhere,
}

/// A correction or withdrawal that is to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct Changing<'a> {
    /// The council's code.
    pub council: &'a str,
    /// The meeting's number.
    pub meeting: i64,
    /// The question or answer.
    pub remark: i64,
    /// How many changes of it were known.
    pub seen: usize,
    /// The words from now on; none to withdraw it.
    pub words: Option<&'a str>,
    /// Why.
    pub reason: &'a str,
}

/// What a store must do with meetings. Nothing of them is ever changed or deleted: a change is another version. Every write is one transaction with its
/// entry in the audit, which is completed with what it is on. Meetings that are published are part of [`Releases::register`](super::Releases::register),
/// and what becomes of them changes its version.
pub trait Meetings: Store {
    /// The meetings of a council as they are now, the newest first: five hundred at most.
    fn meetings(&self, council: &str) -> impl Future<Output = Result<Vec<Held>, Self::Error>> + Send;

    /// A meeting as it is now.
    fn meeting(&self, council: &str, id: i64) -> impl Future<Output = Result<Option<Held>, Self::Error>> + Send;

    /// Keeps a version of a meeting, if nobody has kept another since it was looked at. Fails where a published meeting would be a draft again, and where
    /// one was closed.
    fn save_meeting(&self, saving: &Saving<'_>, entry: &Entry) -> impl Future<Output = Result<Saved, Self::Error>> + Send;

    /// Records a question or an answer.
    fn say(&self, saying: &Saying<'_>, entry: &Entry) -> impl Future<Output = Result<Said, Self::Error>> + Send;

    /// Corrects or withdraws a question or an answer.
    fn change_remark(&self, changing: &Changing<'_>, entry: &Entry) -> impl Future<Output = Result<Said, Self::Error>> + Send;
}
