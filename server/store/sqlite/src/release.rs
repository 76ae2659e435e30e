//! Writing and reading releases.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    code::MeasureCode,
    observation::Observation,
    people::audit::Entry,
    store::{Part, Publication, Published, Sealed, Stand},
};
use sqlx::SqliteConnection;

use crate::{StoreError, document, people::audit, plan, read};

/// Writes a release within a transaction that the caller has begun. Nothing may be kept of a transaction in which it was not done.
pub(crate) async fn publish(
    connection: &mut SqliteConnection,
    publication: &Publication<'_>,
    entry: &Entry,
) -> Result<Published, StoreError> {
    let &Publication { batch, council, parts, stand: seen, held, note, correction, plan, .. } = publication;
    let (text, time) = (document::write(council)?, document::write_time(entry.at));
    let mut keys = BTreeSet::new();
    if let Some(part) = parts.iter().find(|part| !keys.insert(&part.key)) {
        return Err(StoreError::PartTwice { key: part.key.clone() });
    }
    let found = read::held(connection, batch).await?;
    if found != council.code {
        return Err(StoreError::OtherCouncil { batch, found, given: council.code.clone() });
    }
    let now = stand(connection, &council.code).await?;
    if now != seen {
        return Ok(Published::Stale(now));
    }
    let withdrawn = withdrawn_parts(connection, batch).await?;
    if !withdrawn.is_empty() {
        return Ok(Published::Withdrawn(withdrawn));
    }
    let count = i64::try_from(parts.len()).unwrap_or(i64::MAX);
    let number = sqlx::query_scalar!(
        "INSERT INTO release (number, council, batch_id, published_at, parts, document) \
         SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM release RETURNING number AS \"number!\"",
        council.code,
        batch,
        time,
        count,
        text
    )
    .fetch_one(&mut *connection)
    .await?;
    for part in parts {
        sqlx::query!("INSERT INTO release_part (release_number, key, bytes) VALUES (?, ?, ?)", number, part.key, part.bytes)
            .execute(&mut *connection)
            .await?;
    }
    let (corrects, wrong) = (correction.map(|one| one.of), correction.map(|one| one.wrong.as_str()));
    let count = i64::try_from(held.len()).unwrap_or(i64::MAX);
    sqlx::query!(
        "INSERT INTO release_told (release_number, note, corrects, wrong, held) VALUES (?, ?, ?, ?, ?)",
        number,
        note,
        corrects,
        wrong,
        count
    )
    .execute(&mut *connection)
    .await?;
    for (measure, of) in held {
        let measure = measure.as_str();
        sqlx::query!("INSERT INTO release_held (release_number, measure, batch_id) VALUES (?, ?, ?)", number, measure, of)
            .execute(&mut *connection)
            .await?;
    }
    if let Some(plan) = plan
        && !plan::published(connection, &council.code, plan, number, entry.at).await?
    {
        return Ok(Published::Ended);
    }
    audit::append(connection, &Entry { on: format!("release {number}"), ..entry.clone() }).await?;
    Ok(Published::Done(number))
}

/// Imports that are part of a batch and have been withdrawn.
pub(crate) async fn withdrawn_parts(connection: &mut SqliteConnection, batch: i64) -> Result<Vec<i64>, StoreError> {
    let found = sqlx::query_scalar!(
        "SELECT part_id FROM batch_part JOIN import ON import.batch_id = part_id \
         WHERE batch_part.batch_id = ? AND withdrawn_at IS NOT NULL ORDER BY part_id",
        batch
    );
    Ok(found.fetch_all(connection).await?)
}

/// The number of the newest release of a council that is not withdrawn.
pub(crate) async fn current_number(connection: &mut SqliteConnection, council: &str) -> Result<Option<i64>, StoreError> {
    let number = sqlx::query_scalar!(
        "SELECT number FROM release WHERE council = ? AND number NOT IN (SELECT release_number FROM release_withdrawal) \
         ORDER BY number DESC LIMIT 1",
        council
    );
    Ok(number.fetch_optional(connection).await?)
}

/// Where a council's releases stand, within a transaction.
pub(crate) async fn stand(connection: &mut SqliteConnection, council: &str) -> Result<Stand, StoreError> {
    let newest = sqlx::query_scalar!("SELECT number FROM release WHERE council = ? ORDER BY number DESC LIMIT 1", council)
        .fetch_optional(&mut *connection)
        .await?;
    Ok(Stand { newest, standing: current_number(connection, council).await? })
}

/// The newest release of a council that is not withdrawn, within a transaction.
pub(crate) async fn current(connection: &mut SqliteConnection, council: &str) -> Result<Option<Sealed>, StoreError> {
    match current_number(connection, council).await? {
        Some(number) => sealed(connection, council, number).await,
        None => Ok(None),
    }
}

/// A release of a council, its parts ordered by key, within a transaction.
pub(crate) async fn sealed(connection: &mut SqliteConnection, council: &str, number: i64) -> Result<Option<Sealed>, StoreError> {
    let row = sqlx::query!("SELECT batch_id, published_at, parts, document FROM release WHERE council = ? AND number = ?", council, number)
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let parts = sqlx::query_as!(Part, "SELECT key, bytes FROM release_part WHERE release_number = ? ORDER BY key COLLATE BINARY", number)
        .fetch_all(connection)
        .await?;
    if i64::try_from(parts.len()) != Ok(row.parts) {
        return Err(StoreError::Inconsistent {
            table: "release",
            row: number.to_string(),
            why: format!("it was written with {} parts, and {} are there", row.parts, parts.len()),
        });
    }
    Ok(Some(Sealed {
        number,
        batch: row.batch_id,
        published_at: document::read_time(&row.published_at, "release", number)?,
        council: document::read(&row.document, "release", number)?,
        parts,
    }))
}

/// Measures that were held when a release was published, and of which batch their figures are.
pub(crate) async fn held(connection: &mut SqliteConnection, release: i64) -> Result<BTreeMap<MeasureCode, Option<i64>>, StoreError> {
    let rows = sqlx::query!("SELECT measure, batch_id FROM release_held WHERE release_number = ?", release).fetch_all(connection).await?;
    let held = |measure: &str| document::read_measure(measure, "release_held", release);
    rows.into_iter().map(|row| Ok((held(&row.measure)?, row.batch_id))).collect()
}

/// The observations of a measure that a release was made from, within a transaction.
pub(crate) async fn figures_of(
    connection: &mut SqliteConnection,
    release: i64,
    measure: &MeasureCode,
) -> Result<Vec<Observation>, StoreError> {
    let code = measure.as_str();
    let held = sqlx::query_scalar!("SELECT batch_id FROM release_held WHERE release_number = ? AND measure = ?", release, code)
        .fetch_optional(&mut *connection)
        .await?;
    let batch = match held {
        Some(Some(batch)) => batch,
        Some(None) => return Ok(Vec::new()),
        None => sqlx::query_scalar!("SELECT batch_id FROM release WHERE number = ?", release)
            .fetch_optional(&mut *connection)
            .await?
            .ok_or(StoreError::NoRelease { release })?,
    };
    read::observations(connection, batch, measure).await
}
