//! Writing and reading the audit.

use domain::{
    people::{
        Digest, UserId,
        audit::{Deed, Entry, Recorded, bytes},
    },
    store::Sought,
};
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;

use super::digest;
use crate::{StoreError, document};

/// The most entries read at once.
const MOST: u32 = 1_000;

/// Adds an entry, within a transaction that writes: no other can come between.
pub(crate) async fn append(connection: &mut SqliteConnection, entry: &Entry) -> Result<Recorded, StoreError> {
    let last = sqlx::query!("SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1").fetch_optional(&mut *connection).await?;
    let (number, previous) = match last {
        Some(last) => (last.number + 1, digest(&last.digest, "audit", last.number)?),
        None => (1, Digest::default()),
    };
    let own: Digest = Sha256::digest(bytes(&previous, number, entry)).into();
    let (at, who, deed, kept) = (document::write_time(entry.at), entry.who.map(|who| who.0), entry.deed.code(), own.as_slice());
    sqlx::query!(
        "INSERT INTO audit (number, at, who, deed, subject, place, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
        number,
        at,
        who,
        deed,
        entry.on,
        entry.place,
        kept
    )
    .execute(connection)
    .await?;
    Ok(Recorded { number, entry: entry.clone(), digest: own })
}

/// A row of the table.
struct Row {
    number: i64,
    at: String,
    who: Option<i64>,
    deed: String,
    subject: String,
    place: String,
    digest: Vec<u8>,
}

impl Row {
    fn read(self) -> Result<Recorded, StoreError> {
        let Some(deed) = Deed::read(&self.deed) else {
            let why = format!("this program knows no deed `{}`: a newer one may have written it", self.deed);
            return Err(StoreError::Inconsistent { table: "audit", row: self.number.to_string(), why });
        };
        let at = document::read_time(&self.at, "audit", self.number)?;
        let digest = digest(&self.digest, "audit", self.number)?;
        let entry = Entry { at, who: self.who.map(UserId), deed, on: self.subject, place: self.place };
        Ok(Recorded { number: self.number, entry, digest })
    }
}

/// Entries that are sought, newest first.
pub(crate) async fn find(connection: &mut SqliteConnection, sought: &Sought) -> Result<Vec<Recorded>, StoreError> {
    let (who, deed) = (sought.who.map(|who| who.0), sought.deed.map(Deed::code));
    let (since, until) = (sought.since.map(document::write_time), sought.until.map(document::write_time));
    let (before, limit) = (sought.before.unwrap_or(i64::MAX), sought.limit.min(MOST));
    let rows = sqlx::query_as!(
        Row,
        "SELECT number, at, who, deed, subject, place, digest FROM audit WHERE (?1 IS NULL OR who = ?1) AND (?2 IS NULL OR deed = ?2) \
         AND (?3 IS NULL OR at >= ?3) AND (?4 IS NULL OR at < ?4) AND number < ?5 \
         AND (?7 IS NULL OR instr(lower(subject), lower(?7)) > 0) ORDER BY number DESC LIMIT ?6",
        who,
        deed,
        since,
        until,
        before,
        limit,
        sought.on
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// Entries after a number, oldest first.
pub(crate) async fn after(connection: &mut SqliteConnection, number: i64) -> Result<Vec<Recorded>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT number, at, who, deed, subject, place, digest FROM audit WHERE number > ? ORDER BY number LIMIT ?",
        number,
        MOST
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Row::read).collect()
}
