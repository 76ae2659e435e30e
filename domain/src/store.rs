//! The ports to the database. Adapters live beside the server; one contract suite holds them all.

pub mod decisions;
mod digests;
mod entries;
mod imports;
mod mappings;
pub mod meetings;
pub mod parts;
mod people;
mod proposals;
mod releases;
pub mod reports;

use std::future::Future;

use chrono::NaiveDateTime;

pub use decisions::Decisions;
pub use digests::{Digests, Letter, Seen, Wanted};
pub use entries::{Acknowledged, Commentary, Draft, Entries, Outline, Slot, State, Submission, Typed, Written};
pub use imports::{Accepted, Brought, Import, Imports};
pub use mappings::{KeptMapping, Mappings};
pub use meetings::Meetings;
pub use parts::Parts;
pub use people::{Account, Arrival, Arrived, Begin, Change, Changed, Factor, Password, People, Proof, Session, Sought, Spent, Stage};
pub use proposals::{Proposal, Proposals, Proposing, Settled, Verdict};
pub use releases::{Ended, Plan, Planned, Planning, Publication, Published, Releases, Stand, Taken};
pub use reports::Reports;

use crate::{code::MeasureCode, council::Council, observation::Observation, period::Period};

/// Figures that were loaded together: a council's folder, a file brought in beside it, or a folder with what was brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Number, rising.
    pub id: i64,
    /// The council's code.
    pub council: String,
    /// SHA-256 of the folder's files, in hex: the same folder is not loaded twice.
    pub digest: String,
    /// When, UTC.
    pub loaded_at: NaiveDateTime,
    /// How many observations it holds.
    pub observations: i64,
}

/// One part of a release: the encoded frame of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which part, unique in the release, such as `area/E05015277`.
    pub key: String,
    /// Its encoded bytes.
    pub bytes: Vec<u8>,
}

/// A release as it is kept: immutable once written.
#[derive(Debug, Clone, PartialEq)]
pub struct Sealed {
    /// Number, from 1.
    pub number: i64,
    /// The batch it was made from.
    pub batch: i64,
    /// When it was published, UTC.
    pub published_at: NaiveDateTime,
    /// The council as it was described then.
    pub council: Council,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// What a store must do. Every write is one transaction: all of it, or nothing.
pub trait Store: Send + Sync {
    /// What can go wrong.
    type Error: std::error::Error + Send + Sync + 'static;

    /// Writes a council and its observations as a new batch.
    fn load(
        &self,
        council: &Council,
        digest: &str,
        loaded_at: NaiveDateTime,
        observations: impl Iterator<Item = Observation> + Send,
    ) -> impl Future<Output = Result<Batch, Self::Error>> + Send;

    /// The newest batch of a council.
    fn latest_batch(&self, council: &str) -> impl Future<Output = Result<Option<Batch>, Self::Error>> + Send;

    /// A batch.
    fn batch(&self, batch: i64) -> impl Future<Output = Result<Option<Batch>, Self::Error>> + Send;

    /// The council of a batch.
    fn council(&self, batch: i64) -> impl Future<Output = Result<Option<Council>, Self::Error>> + Send;

    /// The observations of one measure of a batch, ordered by area, group and period.
    fn observations(&self, batch: i64, measure: &MeasureCode) -> impl Future<Output = Result<Vec<Observation>, Self::Error>> + Send;

    /// The periods of the observations of a batch, each once, in order.
    fn periods(&self, batch: i64) -> impl Future<Output = Result<Vec<Period>, Self::Error>> + Send;

    /// The number of the newest release of a council that is not withdrawn: asked often, so it reads no more than that.
    fn current_number(&self, council: &str) -> impl Future<Output = Result<Option<i64>, Self::Error>> + Send;

    /// The newest release of a council that is not withdrawn.
    fn current_release(&self, council: &str) -> impl Future<Output = Result<Option<Sealed>, Self::Error>> + Send;
}
