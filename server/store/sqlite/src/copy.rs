//! Whole copies of the file: made while it is in use, and looked at before they are trusted.

use std::{
    io,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use domain::people::audit::{Deed, Entry, Head};
use sqlx::{ConnectOptions, Connection, SqliteConnection, migrate::MigrateError, sqlite::SqliteConnectOptions};

use crate::{PATIENCE, SqliteStore, StoreError, look_at, migrations, people::audit, plan};

/// How long others have to let go of a file that is to be replaced.
const HOLD: Duration = Duration::from_secs(1);

/// Why what is planned in a copy is not published: it may have been cancelled since, or published.
const PUT_BACK: &str = "a copy of the database was put back: plan it again";

/// What a copy was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Releases in it, of all councils.
    pub releases: i64,
    /// The last entry of its audit; none where it is of before there was one.
    pub audit: Option<Head>,
    /// How many changes of tables this program has that it has not: they are made when it is opened.
    pub behind: usize,
}

/// The file that an address names.
///
/// # Errors
/// The address is not one, is of another kind of database, or is of one in memory.
pub fn file_of(url: &str) -> Result<PathBuf, StoreError> {
    Ok(options(url)?.get_filename().to_path_buf())
}

/// The address as SQLite takes it.
pub(crate) fn options(url: &str) -> Result<SqliteConnectOptions, StoreError> {
    if let Some((kind, _)) = url.split_once("://").filter(|(kind, _)| *kind != "sqlite") {
        return Err(StoreError::OtherKind { kind: kind.to_owned() });
    }
    Ok(SqliteConnectOptions::from_str(url)?)
}

/// Writes all that the file holds at this moment to another, which is not there or is empty. Others go on reading and writing meanwhile.
///
/// Nothing of the file is changed, also where a newer program makes the copy.
///
/// # Errors
/// The file is not there, not a database, damaged or locked, or the copy cannot be written.
pub async fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    look_at(from)?;
    let options = SqliteConnectOptions::new().filename(from).busy_timeout(PATIENCE).disable_statement_logging();
    let mut connection = SqliteConnection::connect_with(&options).await?;
    // One transaction that reads; the copy has no free pages and no log of its own.
    let to = to.to_string_lossy().into_owned();
    let copied = sqlx::query("VACUUM INTO ?").bind(to).execute(&mut connection).await;
    connection.close().await?;
    copied?;
    Ok(())
}

/// Looks at a copy that nobody writes to: whether it is whole, and of this program. Nothing is changed.
///
/// # Errors
/// It is not a database, is damaged, is of another program or of a newer version of this one.
pub async fn look(path: &Path) -> Result<Looked, StoreError> {
    look_at(path)?;
    let log = beside(path, "-wal");
    if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return Err(StoreError::NotACopy { why: format!("what was written last is in {} beside it", log.display()) });
    }
    let options = SqliteConnectOptions::new().filename(path).immutable(true).read_only(true).disable_statement_logging();
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let looked = looked(&mut connection).await;
    connection.close().await?;
    looked
}

async fn looked(connection: &mut SqliteConnection) -> Result<Looked, StoreError> {
    let damaged = |why: String| StoreError::Damaged(sqlx::Error::Io(io::Error::new(io::ErrorKind::InvalidData, why)));
    let whole: String = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut *connection).await?;
    if whole != "ok" {
        return Err(damaged(whole));
    }
    // Its tables are not known yet, so these questions cannot be checked when the program is built.
    let table = |name: &'static str| {
        sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = ?").bind(name)
    };
    if table("_sqlx_migrations").fetch_one(&mut *connection).await? == 0 {
        return Err(StoreError::NotACopy { why: "it is a database of another program".to_owned() });
    }
    let behind = behind(connection).await?;
    if sqlx::query("PRAGMA foreign_key_check").fetch_optional(&mut *connection).await?.is_some() {
        return Err(damaged("a row refers to one that is not there".to_owned()));
    }
    let releases = sqlx::query_scalar("SELECT COUNT(*) FROM release").fetch_one(&mut *connection).await?;
    let audit = if table("audit").fetch_one(&mut *connection).await? == 0 { None } else { Some(head(connection).await?) };
    Ok(Looked { releases, audit, behind })
}

/// How many changes of tables are still to be made; fails where the file has others than this program.
async fn behind(connection: &mut SqliteConnection) -> Result<usize, StoreError> {
    let made: Vec<(i64, Vec<u8>, bool)> =
        sqlx::query_as("SELECT version, checksum, success FROM _sqlx_migrations ORDER BY version").fetch_all(connection).await?;
    let known = migrations();
    for (version, checksum, success) in &made {
        let own = known.iter().find(|own| own.version == *version).ok_or(MigrateError::VersionMissing(*version))?;
        if !success || *own.checksum != **checksum {
            return Err(MigrateError::VersionMismatch(*version).into());
        }
    }
    if made.is_empty() {
        return Err(StoreError::NotACopy { why: "it is empty".to_owned() });
    }
    Ok(known.iter().count() - made.len())
}

async fn head(connection: &mut SqliteConnection) -> Result<Head, StoreError> {
    let last: Option<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1").fetch_optional(connection).await?;
    let Some((number, digest)) = last else { return Ok(Head::default()) };
    let digest = digest.try_into().map_err(|_other: Vec<u8>| StoreError::Inconsistent {
        table: "audit",
        row: number.to_string(),
        why: "its digest has not 32 bytes".to_owned(),
    })?;
    Ok(Head { number, digest })
}

/// A file that nobody else has open, until this is let go.
#[derive(Debug)]
pub struct Held(SqliteConnection);

impl Held {
    /// Lets it go.
    pub async fn release(self) {
        // Nothing was written: closing is all that is left to do, and the file may have another name by now.
        let _closed = self.0.close().await;
    }
}

/// Takes a file for ourselves, with all that its log holds folded into it. None where the file is too damaged to tell who has it open.
///
/// # Errors
/// Another process has it open.
pub async fn hold(path: &Path) -> Result<Option<Held>, StoreError> {
    match try_hold(path).await {
        Ok(held) => Ok(Some(held)),
        Err(StoreError::Damaged(_) | StoreError::NotADatabase(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

async fn try_hold(path: &Path) -> Result<Held, StoreError> {
    look_at(path)?;
    let options = SqliteConnectOptions::new().filename(path).busy_timeout(HOLD).disable_statement_logging();
    let mut connection = SqliteConnection::connect_with(&options).await?;
    // SQLite leaves the log only where no other connection is open, also an idle one (<https://sqlite.org/wal.html>).
    sqlx::query("PRAGMA journal_mode = DELETE").fetch_one(&mut connection).await?;
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut connection).await?;
    Ok(Held(connection))
}

/// The name of a file with an ending added.
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

impl SqliteStore {
    /// Makes a copy fit to be served again: nobody is signed in by it any more, nothing is published by a plan that somebody may have cancelled since,
    /// and its audit says that it was put back. One transaction. How many plans were ended.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn put_back(&self, entry: &Entry) -> Result<usize, StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("DELETE FROM session").execute(&mut *transaction).await?;
        audit::append(&mut transaction, entry).await?;
        let ended = plan::end_all(&mut transaction, PUT_BACK, &Entry { deed: Deed::RefusePlanned, ..entry.clone() }).await?;
        transaction.commit().await?;
        Ok(ended)
    }
}
