//! The embedded store: one SQLite file behind [`domain::store::Store`].
//!
//! One connection writes, and each write is one transaction that is on the disk when it returns. Several connections read,
//! each from one state of the file, and no reader waits for a writer. SQL selects; Rust computes.

mod copy;
mod decisions;
mod dictionary;
mod digests;
mod document;
mod entries;
mod error;
mod figure;
mod imports;
mod load;
mod mappings;
mod meetings;
mod parts;
mod people;
mod plan;
mod proposals;
mod read;
mod release;
mod releases;
mod reports;
mod said;
mod settled;
#[cfg(test)]
mod tests;
mod watch;

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
    time::Duration,
};

use chrono::NaiveDateTime;
pub use copy::{Held, Looked, beside, copy, file_of, hold, look};
use domain::{
    code::MeasureCode,
    council::Council,
    observation::Observation,
    people::audit::Entry,
    period::Period,
    store::{Accepted, Batch, Brought, Import, Imports, Sealed, Store},
};
pub use error::StoreError;
use sqlx::{
    ConnectOptions, Connection, Sqlite, SqlitePool, Transaction,
    migrate::Migrator,
    sqlite::{SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
pub use watch::Size;

/// How long to wait for another process that holds the file.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a request waits for its turn: longer than the longest load.
const QUEUE: Duration = Duration::from_mins(1);
/// How every database file begins (<https://sqlite.org/fileformat2.html>).
const HEADER: &[u8] = b"SQLite format 3\0";
/// The smallest page, and so the shortest database that is not empty.
const SHORTEST: u64 = 512;
/// Connections that read.
const READERS: u32 = 4;

/// A store in one SQLite file. Cloning it is cheap: clones share its connections.
#[derive(Debug, Clone)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteStore {
    /// Opens the file, which is made if it is not there, and brings its tables up to date.
    ///
    /// `url` is `sqlite:` and a path. Fails on a file that is not a database, is damaged, cannot be written, is locked by another
    /// process for ten seconds, or was written by a newer version of the program.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, PATIENCE).await
    }

    async fn open_with(url: &str, patience: Duration) -> Result<Self, StoreError> {
        let options = copy::options(url)?.busy_timeout(patience).foreign_keys(true).disable_statement_logging();
        look_at(options.get_filename())?;
        let writing = options
            .clone()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What a write returned is on the disk, whatever happens to the process or the machine.
            .synchronous(SqliteSynchronous::Full)
            // 64 MiB of pages, so that a load does not write a page of the table more than once.
            .pragma("cache_size", "-65536");
        let pool = SqlitePoolOptions::new()
            .acquire_timeout(QUEUE)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            // SQLite itself ends a transaction when the disk is full, and sqlx goes on believing in it: such a connection is replaced.
            .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }));
        let writer = pool.clone().max_connections(1).connect_with(writing).await?;
        migrations().run(&writer).await?;
        let readers = pool.max_connections(READERS).connect_with(options.pragma("query_only", "ON").row_buffer_size(1 << 12)).await?;
        Ok(Self { writer, readers })
    }

    /// Closes the file once requests under way have ended, and folds the write-ahead log into it.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// A transaction that may write, and that no other one can come between.
    async fn write(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// A transaction that sees one state of the file.
    async fn read(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.readers.begin().await?)
    }

    /// After a large write: folds the log into the file and gives the pages in memory back. Nothing depends on it.
    async fn tidy(&self) {
        for statement in ["PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA shrink_memory"] {
            if let Err(error) = sqlx::query(statement).execute(&self.writer).await {
                tracing::warn!(%error, statement, "the database could not be tidied; what was written is safe");
            }
        }
    }
}

/// The changes of tables that this program makes.
fn migrations() -> Migrator {
    sqlx::migrate!("../../../migrations/sqlite")
}

/// Refuses a file that is there and is not a database. SQLite itself would take one shorter than a page for an empty one, and
/// overwrite it.
fn look_at(path: &Path) -> Result<(), StoreError> {
    // A file that cannot be opened here cannot be opened by SQLite, which says why.
    let Ok(file) = File::open(path) else { return Ok(()) };
    let mut start = Vec::new();
    if file.take(SHORTEST).read_to_end(&mut start).is_err() || start.is_empty() {
        return Ok(());
    }
    let wrong = |why| sqlx::Error::Io(io::Error::new(io::ErrorKind::InvalidData, why));
    if !start.starts_with(HEADER) {
        return Err(StoreError::NotADatabase(wrong("the file does not begin as a SQLite database does")));
    }
    if start.len() as u64 != SHORTEST {
        return Err(StoreError::Damaged(wrong("the file is shorter than any SQLite database")));
    }
    Ok(())
}

impl Store for SqliteStore {
    type Error = StoreError;

    async fn load(
        &self,
        council: &Council,
        digest: &str,
        loaded_at: NaiveDateTime,
        observations: impl Iterator<Item = Observation> + Send,
    ) -> Result<Batch, StoreError> {
        let mut transaction = self.write().await?;
        let folder = load::load(&mut transaction, council, digest, loaded_at, observations).await?;
        let batch = imports::over(&mut transaction, folder).await?;
        transaction.commit().await?;
        tracing::info!(council = %batch.council, batch = batch.id, observations = batch.observations, "figures loaded");
        self.tidy().await;
        Ok(batch)
    }

    async fn latest_batch(&self, council: &str) -> Result<Option<Batch>, StoreError> {
        read::latest_batch(&mut *self.readers.acquire().await?, council).await
    }

    async fn batch(&self, batch: i64) -> Result<Option<Batch>, StoreError> {
        read::batch(&mut *self.readers.acquire().await?, batch).await
    }

    async fn council(&self, batch: i64) -> Result<Option<Council>, StoreError> {
        read::council(&mut *self.readers.acquire().await?, batch).await
    }

    async fn observations(&self, batch: i64, measure: &MeasureCode) -> Result<Vec<Observation>, StoreError> {
        read::observations(&mut *self.read().await?, batch, measure).await
    }

    async fn periods(&self, batch: i64) -> Result<Vec<Period>, StoreError> {
        read::periods(&mut *self.read().await?, batch).await
    }

    async fn current_number(&self, council: &str) -> Result<Option<i64>, StoreError> {
        release::current_number(&mut *self.readers.acquire().await?, council).await
    }

    async fn current_release(&self, council: &str) -> Result<Option<Sealed>, StoreError> {
        release::current(&mut *self.read().await?, council).await
    }
}

impl Imports for SqliteStore {
    async fn accept(
        &self,
        brought: &Brought<'_>,
        entry: &Entry,
        observations: impl Iterator<Item = Observation> + Send,
    ) -> Result<Accepted, StoreError> {
        let mut transaction = self.write().await?;
        let accepted = imports::accept(&mut transaction, brought, entry, observations).await?;
        transaction.commit().await?;
        if let Accepted::Done(import) = &accepted {
            tracing::info!(council = %import.batch.council, batch = import.batch.id, "figures brought in");
            self.tidy().await;
        }
        Ok(accepted)
    }

    async fn imports(&self, council: &str) -> Result<Vec<Import>, StoreError> {
        imports::imports(&mut *self.readers.acquire().await?, council).await
    }

    async fn beneath(&self, council: &str, batch: i64, measure: &MeasureCode) -> Result<Vec<Observation>, StoreError> {
        imports::beneath(&mut *self.read().await?, council, batch, measure).await
    }

    async fn withdraw(&self, council: &str, batch: i64, by: &str, entry: &Entry) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let was_in_force = imports::withdraw(&mut transaction, council, batch, by, entry).await?;
        transaction.commit().await?;
        tracing::info!(council, batch, was_in_force, "figures withdrawn");
        Ok(was_in_force)
    }
}
