//! Handing in, returning and approving.

use domain::{
    observation::Observation,
    people::audit::{Deed, Entry},
    store::{Accepted, Brought, Import, Outline, State, Written},
};
use sqlx::SqliteConnection;

use super::{
    read,
    write::{on, who},
};
use crate::{StoreError, document, imports, people::audit};

/// The submission in one of these states, or why there is none to be changed.
async fn stand(connection: &mut SqliteConnection, id: i64, version: i64, states: &[State]) -> Result<Result<Outline, Written>, StoreError> {
    Ok(match read::outline(connection, id).await? {
        None => Err(Written::Nowhere),
        Some(now) if now.version != version || !states.contains(&now.state) => Err(Written::Stale(now)),
        Some(now) => Ok(now),
    })
}

/// Records what was done, and tells how the submission stands.
async fn told(connection: &mut SqliteConnection, id: i64, entry: &Entry) -> Result<Written, StoreError> {
    let Some(now) = read::outline(connection, id).await? else { return Ok(Written::Nowhere) };
    audit::append(connection, &on(entry, &now)).await?;
    Ok(Written::Done(now))
}

/// Hands a draft in.
pub(super) async fn hand_in(connection: &mut SqliteConnection, id: i64, version: i64, entry: &Entry) -> Result<Written, StoreError> {
    if let Err(refused) = stand(connection, id, version, &[State::Draft, State::Returned]).await? {
        return Ok(refused);
    }
    let (by, at) = (who(entry)?, document::write_time(entry.at));
    sqlx::query!("INSERT INTO submission_author (submission_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING", id, by.0)
        .execute(&mut *connection)
        .await?;
    sqlx::query!(
        "UPDATE submission SET state = 'submitted', version = version + 1, changed_by = ?1, changed_at = ?2, submitted_by = ?1, \
         submitted_at = ?2 WHERE id = ?3",
        by.0,
        at,
        id
    )
    .execute(&mut *connection)
    .await?;
    told(connection, id, entry).await
}

/// Returns what was handed in.
pub(super) async fn send_back(
    connection: &mut SqliteConnection,
    id: i64,
    version: i64,
    note: &str,
    entry: &Entry,
) -> Result<Written, StoreError> {
    if let Err(refused) = stand(connection, id, version, &[State::Submitted]).await? {
        return Ok(refused);
    }
    let (by, at) = (who(entry)?, document::write_time(entry.at));
    sqlx::query!(
        "UPDATE submission SET state = 'returned', version = version + 1, changed_by = ?1, changed_at = ?2, decided_by = ?1, \
         decided_at = ?2, note = ?3 WHERE id = ?4",
        by.0,
        at,
        note,
        id
    )
    .execute(&mut *connection)
    .await?;
    told(connection, id, entry).await
}

/// Approves what was handed in, and puts it in force.
pub(super) async fn approve(
    connection: &mut SqliteConnection,
    (id, version): (i64, i64),
    brought: &Brought<'_>,
    entry: &Entry,
    observations: impl Iterator<Item = Observation> + Send,
) -> Result<(Written, Option<Import>), StoreError> {
    if let Err(refused) = stand(connection, id, version, &[State::Submitted]).await? {
        return Ok((refused, None));
    }
    let (by, at) = (who(entry)?, document::write_time(entry.at));
    let import = match imports::accept(connection, brought, &Entry { deed: Deed::Import, ..entry.clone() }, observations).await? {
        Accepted::Done(import) => import,
        Accepted::Overtaken => return Ok((Written::Overtaken, None)),
    };
    sqlx::query!(
        "UPDATE submission SET state = 'approved', version = version + 1, changed_by = ?1, changed_at = ?2, decided_by = ?1, \
         decided_at = ?2, batch_id = ?3 WHERE id = ?4",
        by.0,
        at,
        import.batch.id,
        id
    )
    .execute(&mut *connection)
    .await?;
    Ok((told(connection, id, entry).await?, Some(import)))
}
