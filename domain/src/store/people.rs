//! The port to those who may sign in: accounts, sessions, failed sign-ins and the audit.

use std::{collections::BTreeSet, future::Future};

use chrono::NaiveDateTime;

use crate::people::{
    Digest, Grant, Hidden, Login, User, UserId,
    audit::{Deed, Entry, Recorded},
};

/// A password of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Password {
    /// Its hash, with how it was made.
    pub hash: Hidden<String>,
    /// Whether somebody else has seen it, so that it must be changed.
    pub temporary: bool,
    /// When it was set, UTC.
    pub set_at: NaiveDateTime,
}

/// A user, and what proves that they are who they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The user.
    pub user: User,
    /// Their password; none for those who sign in by another service.
    pub password: Option<Password>,
    /// Whether another service says who they are and what they may do.
    pub elsewhere: bool,
    /// The secret of the second factor, once it is set up.
    pub factor: Option<Hidden<Vec<u8>>>,
}

impl Account {
    /// Whether they must choose a password of their own before anything else.
    pub fn temporary(&self) -> bool {
        self.password.as_ref().is_some_and(|password| password.temporary)
    }
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

/// A second factor that is set up, and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// The secret, 20 bytes.
    pub secret: Hidden<Vec<u8>>,
    /// Digests of the recovery codes, which can be used once each.
    pub codes: Vec<Digest>,
    /// The step of time of the code that showed it to work: used up.
    pub step: i64,
}

/// A code that is used up by using it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spent {
    /// One of the second factor, of a step of time. It uses up those of earlier steps.
    Step(i64),
    /// A recovery code, by its digest.
    Recovery(Digest),
}

/// What lets a session begin. It is asked for again in the transaction in which the session begins, as it may have ended meanwhile: the user
/// must be active, and the session that the new one follows must still be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// The password whose hash this is, if it is still theirs. The session that the browser had, if any, ends.
    Password {
        /// The hash.
        hash: Hidden<String>,
        /// The session that the browser had.
        before: Option<Digest>,
    },
    /// A code that has not been used, given in this half session, which ends.
    Code {
        /// The half session.
        half: Digest,
        /// The code.
        spent: Spent,
    },
    /// A second factor where there was none, set up in this half session, which ends.
    Enrolled {
        /// The half session.
        half: Digest,
        /// The second factor.
        factor: Factor,
    },
    /// A new password, set in this session. It and all others of the user end.
    NewPassword {
        /// The session.
        session: Digest,
        /// The new hash.
        hash: Hidden<String>,
    },
    /// A new second factor in place of the one whose code is used up, set up in this session. It and all others of the user end.
    NewFactor {
        /// The session.
        session: Digest,
        /// The code of the one before.
        spent: Spent,
        /// The new one.
        factor: Factor,
    },
}

/// A session that is to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begin {
    /// The session.
    pub session: Session,
    /// What lets it begin.
    pub proof: Proof,
    /// Names of counts whose failures are forgotten with it.
    pub forgiven: Vec<Digest>,
    /// Sessions of anybody begun before this time are let go, UTC.
    pub oldest: NaiveDateTime,
    /// Entries of the audit, in order.
    pub entries: Vec<Entry>,
}

/// Somebody who comes from another service (OpenID Connect), which says who they are and what they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The service.
    pub issuer: String,
    /// Who they are there: with the issuer, the one key of theirs.
    pub subject: String,
    /// Their login there, to show; taken only if nobody here has it.
    pub login: Option<Login>,
    /// Their login here otherwise: nobody else has it.
    pub own_login: Login,
    /// Their name.
    pub name: String,
    /// What they may do from now on; nothing for those who may not sign in.
    pub grants: BTreeSet<Grant>,
    /// Digest of what was brought back, good once.
    pub state: Digest,
    /// What was brought back before this time can no longer be good, UTC.
    pub stale: NaiveDateTime,
    /// Digest of the token of the session that begins.
    pub token: Digest,
    /// The session that the browser had, which ends.
    pub before: Option<Digest>,
    /// Sessions of anybody begun before this time are let go, UTC.
    pub oldest: NaiveDateTime,
    /// When, UTC.
    pub at: NaiveDateTime,
    /// From where, as the audit says it.
    pub place: String,
}

/// What became of an arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrived {
    /// They are signed in.
    Done(UserId),
    /// What was brought back has been brought back before; nothing was written.
    Again,
    /// They may do nothing here. If they could before, they cannot any more, and are signed out everywhere.
    NoGrant,
    /// They have been deactivated here.
    Deactivated,
}

/// A change of an account by somebody else. Every one ends the sessions of its user. Of those who come from another service, only whether they
/// may sign in is changed here.
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
    /// Another service says this of them; nothing was changed.
    Elsewhere,
    /// Nobody would be left who can manage people, or nobody with a password of this program's where there was somebody; nothing was changed.
    LastAdministrator,
}

/// Which entries of the audit are sought, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// Only those of a user.
    pub who: Option<UserId>,
    /// Only those of a deed.
    pub deed: Option<Deed>,
    /// Only those on something with this text in its name, whether letters of a to z are capitals or not.
    pub on: Option<String>,
    /// Only those from this time on, UTC.
    pub since: Option<NaiveDateTime>,
    /// Only those before this time, UTC.
    pub until: Option<NaiveDateTime>,
    /// Only those with a lower number: the next page.
    pub before: Option<i64>,
    /// At most so many.
    pub limit: u32,
}

/// What a store of people must do. Every write is one transaction with its entries in the audit: all, or nothing. Only
/// [`People::key`] and [`People::seen`] write without an entry.
pub trait People: Send + Sync {
    /// What can go wrong.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The key of this database, which signs what browsers bring back: the one that is kept, or `fresh` from now on where none is.
    fn key(&self, fresh: &Hidden<Digest>) -> impl Future<Output = Result<Hidden<Digest>, Self::Error>> + Send;

    /// Changes an account. An entry on a new user is completed with `user` and their number; where grants change, with what is gained and lost
    /// ([`crate::people::audit::on_grants`]), in as many entries as it takes.
    fn change(&self, change: &Change, entry: &Entry) -> impl Future<Output = Result<Changed, Self::Error>> + Send;

    /// All users, by login.
    fn users(&self) -> impl Future<Output = Result<Vec<User>, Self::Error>> + Send;

    /// The account of a login.
    fn account(&self, login: &Login) -> impl Future<Output = Result<Option<Account>, Self::Error>> + Send;

    /// The account of a user.
    fn account_of(&self, user: UserId) -> impl Future<Output = Result<Option<Account>, Self::Error>> + Send;

    /// Begins a session with all that belongs to it, if its proof holds. Where it does not, false, and nothing is written.
    fn begin(&self, begin: &Begin) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Somebody comes from another service: the user with its issuer and subject, made if there is none, gets the grants and a session, with all
    /// entries of the audit, in one transaction.
    fn arrive(&self, arrival: &Arrival) -> impl Future<Output = Result<Arrived, Self::Error>> + Send;

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

    /// Adds an entry to the audit, by itself.
    fn record(&self, entry: &Entry) -> impl Future<Output = Result<Recorded, Self::Error>> + Send;

    /// Entries of the audit, newest first.
    fn audit(&self, sought: &Sought) -> impl Future<Output = Result<Vec<Recorded>, Self::Error>> + Send;

    /// Entries of the audit after a number, oldest first: a thousand at most.
    fn audit_after(&self, number: i64) -> impl Future<Output = Result<Vec<Recorded>, Self::Error>> + Send;
}
