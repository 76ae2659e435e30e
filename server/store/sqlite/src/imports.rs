//! Imports: batches of their own, and the batch that all of them make with the folder's.

use chrono::NaiveDateTime;
use domain::{
    code::MeasureCode,
    observation::Observation,
    people::audit::Entry,
    store::{Accepted, Batch, Brought, Import},
};
use sqlx::SqliteConnection;

use crate::{StoreError, document, load, people::audit, read};

/// Writes an import within a transaction that the caller has begun, and puts it in force.
pub(crate) async fn accept(
    connection: &mut SqliteConnection,
    brought: &Brought<'_>,
    entry: &Entry,
    observations: impl Iterator<Item = Observation> + Send,
) -> Result<Accepted, StoreError> {
    let base = base(connection, brought.council).await?;
    if read::latest_batch(connection, brought.council).await?.map(|batch| batch.id) != brought.over {
        return Ok(Accepted::Overtaken);
    }
    let at = entry.at;
    let time = document::write_time(at);
    let id = sqlx::query!(
        "INSERT INTO batch (council, digest, loaded_at, kind, document) SELECT council, ?, ?, 'import', document FROM batch WHERE id = ?",
        brought.digest,
        time,
        base
    )
    .execute(&mut *connection)
    .await?
    .last_insert_rowid();
    sqlx::query!("INSERT INTO import (batch_id, file, accepted_by) VALUES (?, ?, ?)", id, brought.file, brought.by)
        .execute(&mut *connection)
        .await?;
    let load::Filled { count: observations, spans } = load::fill(connection, id, observations).await?;
    for (measure, period) in spans {
        sqlx::query!("INSERT INTO import_span (batch_id, measure_id, period_id) VALUES (?, ?, ?)", id, measure, period)
            .execute(&mut *connection)
            .await?;
    }
    together(connection, brought.council, base, at).await?;
    audit::append(connection, &on(entry, id)).await?;
    Ok(Accepted::Done(Import {
        batch: Batch { id, council: brought.council.to_owned(), digest: brought.digest.to_owned(), loaded_at: at, observations },
        file: brought.file.to_owned(),
        accepted_by: brought.by.to_owned(),
        withdrawn: None,
    }))
}

/// A council's imports, the newest first.
pub(crate) async fn imports(connection: &mut SqliteConnection, council: &str) -> Result<Vec<Import>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id AS \"id!\", council, digest, loaded_at, observations, file, accepted_by, withdrawn_at, withdrawn_by \
         FROM batch JOIN import ON batch_id = id WHERE council = ? ORDER BY id DESC",
        council
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let time = |text: &str| document::read_time(text, "import", row.id);
            Ok(Import {
                withdrawn: row.withdrawn_at.as_deref().map(time).transpose()?.zip(row.withdrawn_by),
                batch: Batch {
                    id: row.id,
                    loaded_at: document::read_time(&row.loaded_at, "batch", row.id)?,
                    council: row.council,
                    digest: row.digest,
                    observations: row.observations,
                },
                file: row.file,
                accepted_by: row.accepted_by,
            })
        })
        .collect()
}

/// The figures of a measure that an import stands over, within a transaction.
pub(crate) async fn beneath(
    connection: &mut SqliteConnection,
    council: &str,
    batch: i64,
    measure: &MeasureCode,
) -> Result<Vec<Observation>, StoreError> {
    let base = base(connection, council).await?;
    let before = sqlx::query_scalar!(
        "SELECT batch_id FROM import JOIN batch ON id = batch_id WHERE council = ? AND withdrawn_at IS NULL AND batch_id < ? ORDER BY batch_id",
        council,
        batch
    )
    .fetch_all(&mut *connection)
    .await?;
    let parts: Vec<i64> = std::iter::once(base).chain(before).collect();
    read::over(connection, &parts, measure).await
}

/// Takes an import out of force, within a transaction that the caller has begun.
pub(crate) async fn withdraw(
    connection: &mut SqliteConnection,
    council: &str,
    batch: i64,
    by: &str,
    entry: &Entry,
) -> Result<bool, StoreError> {
    let time = document::write_time(entry.at);
    let withdrawn = sqlx::query!(
        "UPDATE import SET withdrawn_at = ?, withdrawn_by = ? WHERE batch_id = ? AND withdrawn_at IS NULL \
         AND batch_id IN (SELECT id FROM batch WHERE council = ?)",
        time,
        by,
        batch,
        council
    )
    .execute(&mut *connection)
    .await?;
    if withdrawn.rows_affected() == 0 {
        return Ok(false);
    }
    let base = base(connection, council).await?;
    together(connection, council, base, entry.at).await?;
    audit::append(connection, &on(entry, batch)).await?;
    Ok(true)
}

/// An entry on an import.
fn on(entry: &Entry, batch: i64) -> Entry {
    Entry { on: format!("import {batch}"), ..entry.clone() }
}

/// Puts the imports in force over a folder that has just been loaded, if there are any; returns what is the newest batch then.
pub(crate) async fn over(connection: &mut SqliteConnection, folder: Batch) -> Result<Batch, StoreError> {
    let any = sqlx::query_scalar!(
        "SELECT count(*) FROM import JOIN batch ON id = batch_id WHERE council = ? AND withdrawn_at IS NULL",
        folder.council
    )
    .fetch_one(&mut *connection)
    .await?;
    if any == 0 { Ok(folder) } else { together(connection, &folder.council, folder.id, folder.loaded_at).await }
}

/// The newest load of a council's folder.
async fn base(connection: &mut SqliteConnection, council: &str) -> Result<i64, StoreError> {
    let found =
        sqlx::query_scalar!("SELECT max(id) FROM batch WHERE council = ? AND kind = 'folder'", council).fetch_one(connection).await?;
    found.ok_or_else(|| StoreError::NothingLoaded { council: council.to_owned() })
}

/// Writes the batch of a folder and the imports in force over it.
async fn together(connection: &mut SqliteConnection, council: &str, base: i64, at: NaiveDateTime) -> Result<Batch, StoreError> {
    let time = document::write_time(at);
    let id = sqlx::query!(
        "INSERT INTO batch (council, digest, loaded_at, kind, document) SELECT council, digest, ?, 'together', document FROM batch WHERE id = ?",
        time,
        base
    )
    .execute(&mut *connection)
    .await?
    .last_insert_rowid();
    sqlx::query!(
        "INSERT INTO batch_part (batch_id, place, part_id) SELECT ?1, 0, ?2 UNION ALL \
         SELECT ?1, row_number() OVER (ORDER BY id), id FROM batch JOIN import ON batch_id = id WHERE council = ?3 AND withdrawn_at IS NULL",
        id,
        base,
        council
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "UPDATE batch SET observations = (SELECT observations FROM batch WHERE id = ?2) + (SELECT count(*) FROM ( \
         SELECT DISTINCT measure_id, area_id, group_id, period_id FROM observation \
         WHERE batch_id IN (SELECT part_id FROM batch_part WHERE batch_id = ?1 AND place > 0)) AS brought \
         WHERE NOT EXISTS (SELECT 1 FROM observation AS own WHERE own.batch_id = ?2 AND own.measure_id = brought.measure_id \
         AND own.area_id = brought.area_id AND own.group_id = brought.group_id AND own.period_id = brought.period_id)) WHERE id = ?1",
        id,
        base
    )
    .execute(&mut *connection)
    .await?;
    load::let_go(connection, council).await?;
    let row = sqlx::query!("SELECT digest, observations FROM batch WHERE id = ?", id).fetch_one(connection).await?;
    Ok(Batch { id, council: council.to_owned(), digest: row.digest, loaded_at: at, observations: row.observations })
}
