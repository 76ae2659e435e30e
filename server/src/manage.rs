//! What those who sign in do: use cases on the store of people. Each takes who asks, and decides by [`domain::people::User::may`].

pub mod audit;
mod counts;
pub mod decisions;
mod digest;
pub mod entry;
pub mod factor;
pub mod gathered;
pub mod imports;
pub mod meetings;
pub mod openid;
mod own;
pub mod parts;
pub mod password;
pub mod people;
mod preview;
pub mod programmes;
pub mod releases;
pub mod reports;
pub mod secret;
pub mod settings;
pub mod sign_in;
pub mod waits;

use std::{fmt, sync::Arc};

use chrono::NaiveDateTime;
use domain::{
    people::{
        Action, Digest, Hidden, User, UserId,
        audit::{Deed, Entry},
    },
    store::{Account, People, Session},
};
use store_sqlite::{SqliteStore, StoreError};

use self::{password::Hashing, settings::Settings};

/// Why a use case stopped.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The user may not do it. It has been recorded.
    #[error("you may not {0}")]
    Forbidden(&'static str),
    /// What was given is not right: the field, and how to mend it.
    #[error("{1}")]
    Wrong(&'static str, String),
    /// Too much at once, or too many failures: how many seconds to wait.
    #[error("wait {0} seconds and try again")]
    Wait(i64),
    /// Others keep the program busy: how many seconds to wait.
    #[error("the program is busy: try again in {0} seconds")]
    Busy(i64),
    /// Somebody who comes from another service is not let in.
    #[error(transparent)]
    Turned(#[from] openid::Turned),
    /// The store failed.
    #[error("the database could not do it")]
    Store(#[from] StoreError),
    /// The operating system gave no randomness, or a hash could not be made.
    #[error("{0}")]
    Machine(String),
}

/// Reads the clock, UTC.
pub type Clock = Arc<dyn Fn() -> NaiveDateTime + Send + Sync>;

/// What every use case needs.
pub struct Desk {
    /// Accounts, sessions and the audit.
    pub store: SqliteStore,
    /// How this instance is reached.
    pub settings: Settings,
    key: Hidden<Digest>,
    hashing: Hashing,
    service: Option<openid::Service>,
    clock: Clock,
    /// Files that are brought in.
    counter: imports::Counter,
    previews: entry::preview::Previews,
    /// The release that is prepared.
    press: releases::press::Press,
    /// Reports that are being frozen.
    underway: reports::underway::Underway,
    /// When a planned release that failed is tried again.
    tries: releases::due::Tries,
    /// What releases show.
    shelf: gathered::Shelf,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Desk {
    /// Opens the desk of a store; its key is made the first time.
    pub async fn open(store: SqliteStore, settings: Settings, clock: Clock) -> Result<Self, Stop> {
        let fresh = Hidden::new(secret::random()?);
        let key = store.key(&fresh).await?;
        let service = settings.openid.clone().map(openid::Service::new);
        let (hashing, counter, previews, press, underway, tries, shelf) = Default::default();
        Ok(Self { store, settings, key, hashing, service, clock, counter, previews, press, underway, tries, shelf })
    }

    /// The time, UTC.
    pub fn now(&self) -> NaiveDateTime {
        (self.clock)()
    }

    /// A code that only this instance can make, for a purpose and what it is about.
    pub fn mac(&self, purpose: &str, parts: &[&[u8]]) -> Digest {
        secret::mac(self.key.reveal(), purpose, parts)
    }

    /// Whether a code was made by this instance. It takes as long whether it is nearly right or not.
    pub fn is_mac(&self, given: &[u8], purpose: &str, parts: &[&[u8]]) -> bool {
        secret::is_mac(given, self.key.reveal(), purpose, parts)
    }

    /// Stops a user who may not do something, and records that they tried.
    pub async fn allow(&self, asker: &Asker, action: Action<'_>) -> Result<(), Stop> {
        if asker.user().may(&action) {
            return Ok(());
        }
        self.store.record(&asker.entry(self.now(), Deed::Refused, action.words().to_owned())).await?;
        Err(Stop::Forbidden(action.words()))
    }
}

/// Who asks: a user who is signed in, and where the request came from.
#[derive(Debug, Clone)]
pub struct Asker {
    /// Their account.
    pub account: Account,
    /// Their session.
    pub session: Session,
    /// From where, as the audit says it.
    pub place: String,
}

impl Asker {
    /// The user.
    pub fn user(&self) -> &User {
        &self.account.user
    }

    /// Their number.
    pub fn id(&self) -> UserId {
        self.account.user.id
    }

    /// An entry of the audit by them.
    pub fn entry(&self, at: NaiveDateTime, deed: Deed, on: String) -> Entry {
        Entry { at, who: Some(self.id()), deed, on, place: self.place.clone() }
    }
}
