//! The port to those who may sign in: accounts, sessions, failed sign-ins and the audit.

use std::{collections::BTreeSet, future::Future};

use chrono::NaiveDateTime;

use crate::people::{
    Digest, Grant, Hidden, Login, User, UserId,
    audit::{Deed, Entry, Recorded},
};

/// A user, and what proves that they are who they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The user.
    pub user: User,
    /// The hash of the password, with how it was made.
    pub password: Hidden<String>,
    /// Whether somebody else has seen the password, so that it must be changed.
    pub temporary: bool,
    /// When the password was set, UTC.
    pub password_at: NaiveDateTime,
    /// The secret of the second factor, once it is set up.
    pub factor: Option<Hidden<Vec<u8>>>,
}

/// How far a sign-in has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; the second factor is missing, so nothing else may be done.
    Half,
    /// Both were right.
    Full,
}

/// A session. Its token is known to the browser alone; here is its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Digest of the token.
    pub token: Digest,
    /// Whose it is.
    pub user: UserId,
    /// How far the sign-in has come.
    pub stage: Stage,
    /// When it began, UTC.
    pub begun_at: NaiveDateTime,
    /// When it was last used, UTC.
    pub seen_at: NaiveDateTime,
}

/// A change of an account. Every one but the setting up of the second factor ends the sessions of its user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A new user, active.
    Add {
        /// What they will type.
        login: Login,
        /// Their name.
        name: String,
        /// What they are granted.
        grants: BTreeSet<Grant>,
        /// Hash of their password.
        password: Hidden<String>,
        /// Whether somebody else has seen it.
        temporary: bool,
    },
    /// What a user is granted from now on, in place of what was.
    Grants(UserId, BTreeSet<Grant>),
    /// Whether a user may sign in.
    Active(UserId, bool),
    /// A new password.
    Password {
        /// Whose.
        user: UserId,
        /// Its hash.
        password: Hidden<String>,
        /// Whether somebody else has seen it.
        temporary: bool,
    },
    /// A second factor, in place of one that was, and digests of its recovery codes.
    Factor {
        /// Whose.
        user: UserId,
        /// The secret, 20 bytes.
        secret: Hidden<Vec<u8>>,
        /// Digests of the recovery codes, which can be used once each.
        codes: Vec<Digest>,
    },
    /// No second factor any more, nor recovery codes: it is set up anew at the next sign-in.
    NoFactor(UserId),
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It was made, to this user.
    Done(UserId),
    /// The login belongs to another user; nothing was changed.
    Taken,
    /// There is no such user; nothing was changed.
    Nobody,
}

/// Which entries of the audit are sought, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// Only those of a user.
    pub who: Option<UserId>,
    /// Only those of a deed.
    pub deed: Option<Deed>,
    /// Only those from this time on, UTC.
    pub since: Option<NaiveDateTime>,
    /// Only those before this time, UTC.
    pub until: Option<NaiveDateTime>,
    /// Only those with a lower number: the next page.
    pub before: Option<i64>,
    /// At most so many.
    pub limit: u32,
}

/// What a store of people must do. Every write is one transaction with its entry in the audit: both, or neither.
pub trait People: Send + Sync {
    /// What can go wrong.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The key of this database, which signs what browsers bring back: the one that is kept, or `fresh` from now on where none is.
    fn key(&self, fresh: &Hidden<Digest>) -> impl Future<Output = Result<Hidden<Digest>, Self::Error>> + Send;

    /// Changes an account. An entry on a new user is completed with `user` and their number.
    fn change(&self, change: &Change, entry: &Entry) -> impl Future<Output = Result<Changed, Self::Error>> + Send;

    /// All users, by login.
    fn users(&self) -> impl Future<Output = Result<Vec<User>, Self::Error>> + Send;

    /// The account of a login.
    fn account(&self, login: &Login) -> impl Future<Output = Result<Option<Account>, Self::Error>> + Send;

    /// The account of a user.
    fn account_of(&self, user: UserId) -> impl Future<Output = Result<Option<Account>, Self::Error>> + Send;

    /// Uses a recovery code up. False where the user has no such code, or has used it.
    fn spend_code(&self, user: UserId, code: &Digest) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Uses up the codes of the second factor up to a step of time. False where the user has no second factor, or one of that step or a later one has been used.
    fn spend_step(&self, user: UserId, step: i64) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Begins a session, in place of the one before it, and forgets those begun before `oldest`.
    fn begin(
        &self,
        session: &Session,
        instead_of: Option<&Digest>,
        oldest: NaiveDateTime,
        entry: &Entry,
    ) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// The session of a token's digest.
    fn session(&self, token: &Digest) -> impl Future<Output = Result<Option<Session>, Self::Error>> + Send;

    /// Notes that a session was used. The time never goes back.
    fn seen(&self, token: &Digest, at: NaiveDateTime) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Ends a session.
    fn end(&self, token: &Digest, entry: &Entry) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// When sign-ins counted under a name have failed since a time: the newest hundred.
    fn failures(&self, counted: &Digest, since: NaiveDateTime) -> impl Future<Output = Result<Vec<NaiveDateTime>, Self::Error>> + Send;

    /// A sign-in failed, and is counted under these names. Failures before `oldest` are forgotten.
    fn failed(&self, counted: &[Digest], oldest: NaiveDateTime, entry: &Entry) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Forgets the failures counted under a name.
    fn forgive(&self, counted: &Digest) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// Adds an entry to the audit, by itself.
    fn record(&self, entry: &Entry) -> impl Future<Output = Result<Recorded, Self::Error>> + Send;

    /// Entries of the audit, newest first.
    fn audit(&self, sought: &Sought) -> impl Future<Output = Result<Vec<Recorded>, Self::Error>> + Send;

    /// Entries of the audit after a number, oldest first: a thousand at most.
    fn audit_after(&self, number: i64) -> impl Future<Output = Result<Vec<Recorded>, Self::Error>> + Send;
}
