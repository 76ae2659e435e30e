//! The port for what people have seen, and for the digests that they ask for by e-mail.

use std::future::Future;

use chrono::{NaiveDate, NaiveDateTime};

use super::People;
use crate::people::{Digest, Hidden, UserId, audit::Entry};

/// How far somebody has been told of what is theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The release whose figures they know.
    pub release: u32,
    /// The day up to which they know what was told of actions.
    pub until: NaiveDate,
}

/// A digest that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Who.
    pub user: UserId,
    /// Where it goes.
    pub address: Hidden<String>,
    /// What they were told of last: when they asked for it, until one was sent.
    pub told: Seen,
    /// Nothing is sent before this time, UTC.
    pub not_before: NaiveDateTime,
    /// How often sending it has failed since it last went well.
    pub failures: u32,
    /// The last letter that was begun.
    pub letter: Option<i64>,
    /// When one was last sent, UTC.
    pub sent_at: Option<NaiveDateTime>,
}

/// A letter that is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// Digest of what ends the digest.
    pub token: Digest,
    /// What it tells of.
    pub tells: Seen,
    /// How many things it tells.
    pub items: u32,
    /// When it is begun, UTC.
    pub at: NaiveDateTime,
    /// Nothing else is sent before this time, UTC.
    pub not_before: NaiveDateTime,
}

/// What a store must do with digests. To ask for one and to end one is one transaction with its entry in the audit. An address is kept only while its
/// digest is wanted: it goes when that ends, and when its user is deactivated.
pub trait Digests: People {
    /// How far somebody has seen what is theirs, as they said themselves.
    fn seen_own(&self, user: UserId) -> impl Future<Output = Result<Option<Seen>, Self::Error>> + Send;

    /// Somebody has seen what is theirs. What they have seen never becomes less.
    fn has_seen(&self, user: UserId, seen: Seen) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Somebody wants a digest at an address, in place of one that they wanted before.
    fn want_digest(
        &self,
        user: UserId,
        address: &Hidden<String>,
        told: Seen,
        entry: &Entry,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Ends a digest, and says whether there was one: without one nothing is written.
    fn end_digest(&self, user: UserId, entry: &Entry) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// The digest of a user.
    fn digest_of(&self, user: UserId) -> impl Future<Output = Result<Option<Wanted>, Self::Error>> + Send;

    /// The digests of which something may be sent at a time, by user.
    fn digests(&self, at: NaiveDateTime) -> impl Future<Output = Result<Vec<Wanted>, Self::Error>> + Send;

    /// Begins a letter, if nothing has become of its digest since it was read: its number, or none where somebody else was first. From now on its
    /// user counts as told, so that nothing is sent twice whatever happens.
    fn begin_letter(&self, wanted: &Wanted, letter: &Letter) -> impl Future<Output = Result<Option<i64>, Self::Error>> + Send;

    /// A letter was taken by the mail server.
    fn letter_sent(&self, letter: i64, at: NaiveDateTime) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// A letter was not taken: its user counts as told what `wanted` says, and it is tried again from a time on.
    fn letter_failed(
        &self,
        letter: i64,
        wanted: &Wanted,
        at: NaiveDateTime,
        not_before: NaiveDateTime,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Whom a letter with this token was for; none where there was none.
    fn letter_for(&self, token: &Digest) -> impl Future<Output = Result<Option<UserId>, Self::Error>> + Send;
}
