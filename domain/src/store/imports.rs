//! The port for figures that are brought in beside a council's folder.

use std::future::Future;

use chrono::NaiveDateTime;

use super::{Batch, Store};
use crate::{code::MeasureCode, observation::Observation, people::audit::Entry};

/// A file that is to be brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought<'a> {
    /// The council's code.
    pub council: &'a str,
    /// Name of the file, without its folder.
    pub file: &'a str,
    /// SHA-256 of the file, in hex.
    pub digest: &'a str,
    /// Who accepts it.
    pub by: &'a str,
    /// The newest batch that its figures were compared with; none where nothing had been loaded.
    pub over: Option<i64>,
}

/// A file that was brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its batch: its own figures alone.
    pub batch: Batch,
    /// Name of the file.
    pub file: String,
    /// Who accepted it.
    pub accepted_by: String,
    /// When it was withdrawn (UTC), and by whom; none while it is in force.
    pub withdrawn: Option<(NaiveDateTime, String)>,
}

/// What became of figures that were to be brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepted {
    /// They are in force.
    Done(Import),
    /// What they were compared with is not the newest batch any more; nothing was written.
    Overtaken,
}

/// What a store must do with imports. Those in force stand over the figures of the folder, the later over the earlier; all of them together are a
/// batch, which is the newest after each change, and stays as it is. Every write is one transaction, with its entry in the audit.
pub trait Imports: Store {
    /// Writes a file's figures, and puts them in force, if what they were compared with is the newest batch still: of two at the same moment the
    /// second is told. The entry is completed with `import` and its number. Fails where nothing has been loaded for the council.
    fn accept(
        &self,
        brought: &Brought<'_>,
        entry: &Entry,
        observations: impl Iterator<Item = Observation> + Send,
    ) -> impl Future<Output = Result<Accepted, Self::Error>> + Send;

    /// A council's imports, the newest first.
    fn imports(&self, council: &str) -> impl Future<Output = Result<Vec<Import>, Self::Error>> + Send;

    /// What an import stands over, of one measure: the figures of the folder and of the imports before it that are in force, ordered by area, group
    /// and period.
    fn beneath(
        &self,
        council: &str,
        batch: i64,
        measure: &MeasureCode,
    ) -> impl Future<Output = Result<Vec<Observation>, Self::Error>> + Send;

    /// Takes an import out of force, and says whether it was in force. Its figures stay on record. The entry is completed as above.
    fn withdraw(&self, council: &str, batch: i64, by: &str, entry: &Entry) -> impl Future<Output = Result<bool, Self::Error>> + Send;
}
