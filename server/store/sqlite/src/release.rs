//! Writing and reading releases.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    council::Council,
    store::{Part, Sealed},
};
use sqlx::SqliteConnection;

use crate::{StoreError, document, read};

/// Writes a release within a transaction that the caller has begun, and returns its number.
pub(crate) async fn publish(
    connection: &mut SqliteConnection,
    batch: i64,
    published_at: NaiveDateTime,
    council: &Council,
    parts: &[Part],
) -> Result<i64, StoreError> {
    let (document, time) = (document::write(council)?, document::write_time(published_at));
    let mut keys = BTreeSet::new();
    if let Some(part) = parts.iter().find(|part| !keys.insert(&part.key)) {
        return Err(StoreError::PartTwice { key: part.key.clone() });
    }
    let found = read::held(connection, batch).await?;
    if found != council.code {
        return Err(StoreError::OtherCouncil { batch, found, given: council.code.clone() });
    }
    let count = i64::try_from(parts.len()).unwrap_or(i64::MAX);
    let number = sqlx::query_scalar!(
        "INSERT INTO release (number, council, batch_id, published_at, parts, document) \
         SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM release RETURNING number AS \"number!\"",
        council.code,
        batch,
        time,
        count,
        document
    )
    .fetch_one(&mut *connection)
    .await?;
    for part in parts {
        sqlx::query!("INSERT INTO release_part (release_number, key, bytes) VALUES (?, ?, ?)", number, part.key, part.bytes)
            .execute(&mut *connection)
            .await?;
    }
    Ok(number)
}

/// The number of the newest release of a council.
pub(crate) async fn current_number(connection: &mut SqliteConnection, council: &str) -> Result<Option<i64>, StoreError> {
    let number = sqlx::query_scalar!("SELECT number FROM release WHERE council = ? ORDER BY number DESC LIMIT 1", council);
    Ok(number.fetch_optional(connection).await?)
}

/// The newest release of a council, its parts ordered by key, within a transaction.
pub(crate) async fn current(connection: &mut SqliteConnection, council: &str) -> Result<Option<Sealed>, StoreError> {
    let row = sqlx::query!(
        "SELECT number, batch_id, published_at, parts, document FROM release WHERE council = ? ORDER BY number DESC LIMIT 1",
        council
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let parts =
        sqlx::query_as!(Part, "SELECT key, bytes FROM release_part WHERE release_number = ? ORDER BY key COLLATE BINARY", row.number)
            .fetch_all(connection)
            .await?;
    if i64::try_from(parts.len()) != Ok(row.parts) {
        return Err(StoreError::Inconsistent {
            table: "release",
            row: row.number.to_string(),
            why: format!("it was written with {} parts, and {} are there", row.parts, parts.len()),
        });
    }
    Ok(Some(Sealed {
        number: row.number,
        batch: row.batch_id,
        published_at: document::read_time(&row.published_at, "release", row.number)?,
        council: document::read(&row.document, "release", row.number)?,
        parts,
    }))
}
