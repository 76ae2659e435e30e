//! What can go wrong, in plain words, and how to mend it.

use sqlx::{error::DatabaseError, migrate::MigrateError};

/// Why the store could not do what was asked. The cause is in `source`.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address does not name a file.
    #[error("the database's address is not one: write `sqlite:` and a path, such as sqlite:measure-up.db")]
    Address(#[source] sqlx::Error),
    /// The address names a database of another kind.
    #[error(
        "this version keeps its data in SQLite only, and {kind} is another kind of database: write `sqlite:` and a path, such as \
         sqlite:measure-up.db, and the file is made if it is not there"
    )]
    OtherKind {
        /// What the address begins with.
        kind: String,
    },
    /// The file is something else than a database.
    #[error("the database file is not a SQLite database: name another file, or move this one away so that a new one is made")]
    NotADatabase(#[source] sqlx::Error),
    /// The file is a database, and parts of it cannot be read.
    #[error("the database file is damaged: stop the program, put back the last copy of the file, and load the council's folder again")]
    Damaged(#[source] sqlx::Error),
    /// The file or its folder does not let itself be opened or written.
    #[error("the database file cannot be opened or written: its folder must exist, and the program must be allowed to write to both")]
    Unwritable(#[source] sqlx::Error),
    /// No room.
    #[error("the disk is full, and nothing was written: make room and try again")]
    DiskFull(#[source] sqlx::Error),
    /// The operating system failed to read or write.
    #[error("the disk failed to read or write the database file: look at the system's log, and check the disk and its cable or network")]
    Disk(#[source] sqlx::Error),
    /// Another process holds the file.
    #[error("the database is locked by another process: stop the other one, or try again when it has finished")]
    Locked(#[source] sqlx::Error),
    /// Too many writes wait in this process.
    #[error("the database is still busy with earlier requests: try again in a minute")]
    Busy(#[source] sqlx::Error),
    /// A newer program has changed the tables.
    #[error(
        "the database was written by a newer version of the program (it has change {change}): run that version, or put back an older copy"
    )]
    Newer {
        /// The first change that this program does not know.
        change: i64,
        /// The cause.
        #[source]
        source: MigrateError,
    },
    /// The tables could not be made.
    #[error("the database's tables are not this program's: name another file, or put back a copy that this program made")]
    Tables(#[source] MigrateError),
    /// A file that was to be put back is not a copy of a database of this program.
    #[error("the file is not a copy that this program made: {why}")]
    NotACopy {
        /// What it is.
        why: String,
    },
    /// What is stored does not mean anything.
    #[error(
        "the database contradicts itself in table {table}, row {row}: {why}; put back the last copy, and load the council's folder again"
    )]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Its key, as text.
        row: String,
        /// What is wrong with it.
        why: String,
    },
    /// The same measure, area, group and period twice in one load.
    #[error("there are two observations of {observation}, and nothing was loaded: remove one")]
    Twice {
        /// Measure, area, group and period.
        observation: String,
    },
    /// A figure that is not a number.
    #[error("the figure of {observation} is not a finite number, and nothing was loaded: say why it is missing instead")]
    NotFinite {
        /// Measure, area, group and period.
        observation: String,
    },
    /// A council that would not come back as it was.
    #[error("the description of council {council} cannot be kept: {why}")]
    Council {
        /// Its code.
        council: String,
        /// What is wrong with it.
        why: String,
    },
    /// Nothing of a council is there that figures could be brought in beside.
    #[error("nothing has been loaded for council {council}: load its folder first")]
    NothingLoaded {
        /// The council's code.
        council: String,
    },
    /// No batch has this number.
    #[error("there is no batch {batch}: load the council's folder first")]
    NoBatch {
        /// The number asked for.
        batch: i64,
    },
    /// The batch is there, its observations are not.
    #[error("the observations of batch {batch} have been let go since newer ones were loaded: use the newest batch")]
    LetGo {
        /// The number asked for.
        batch: i64,
    },
    /// No release has this number.
    #[error("there is no release {release}")]
    NoRelease {
        /// The number asked for.
        release: i64,
    },
    /// A release of one council from the batch of another.
    #[error("batch {batch} is of council {found}, and cannot be published as {given}")]
    OtherCouncil {
        /// The batch.
        batch: i64,
        /// Whose it is.
        found: String,
        /// Who was to be published.
        given: String,
    },
    /// Two parts of a release under one key.
    #[error("the release has two parts called {key}, and was not published")]
    PartTwice {
        /// The key.
        key: String,
    },
    /// One of the database's own rules (constraint or trigger) refused a write.
    #[error("the database's rules refused the write, and nothing was written")]
    Refused(#[source] sqlx::Error),
    /// Anything else: a fault of the program.
    #[error("the database did not do what was asked, and nothing was written: this is a fault of the program")]
    Unexpected(#[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Configuration(_) => Self::Address(error),
            sqlx::Error::PoolTimedOut => Self::Busy(error),
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Self::Damaged(error),
            sqlx::Error::Io(_) => Self::Disk(error),
            sqlx::Error::Database(cause) => match primary_code(&**cause) {
                3 | 8 | 14 | 23 => Self::Unwritable(error),
                5 | 6 => Self::Locked(error),
                10 => Self::Disk(error),
                // What is read says that it is longer than anything that was ever written.
                11 | 18 => Self::Damaged(error),
                13 => Self::DiskFull(error),
                19 => Self::Refused(error),
                26 => Self::NotADatabase(error),
                _ => Self::Unexpected(error),
            },
            _ => Self::Unexpected(error),
        }
    }
}

/// The primary result code: the low byte of the extended one (<https://sqlite.org/rescode.html>).
fn primary_code(error: &dyn DatabaseError) -> i32 {
    error.code().and_then(|code| code.parse::<i32>().ok()).map_or(0, |code| code & 0xff)
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(cause) => cause.into(),
            MigrateError::ExecuteMigration(cause, change) => match Self::from(cause) {
                Self::Unexpected(cause) => Self::Tables(MigrateError::ExecuteMigration(cause, change)),
                known => known,
            },
            MigrateError::VersionMissing(change) => Self::Newer { change, source: error },
            other => Self::Tables(other),
        }
    }
}
