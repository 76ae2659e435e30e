//! Sessions, and sign-ins that failed.

use chrono::NaiveDateTime;
use domain::{
    people::{Digest, UserId},
    store::{Session, Stage},
};
use sqlx::SqliteConnection;

use crate::{StoreError, document};

/// Begins a session, and forgets old ones, within a transaction.
pub(crate) async fn begin(connection: &mut SqliteConnection, session: &Session, oldest: NaiveDateTime) -> Result<(), StoreError> {
    let oldest = document::write_time(oldest);
    sqlx::query!("DELETE FROM session WHERE begun_at < ?", oldest).execute(&mut *connection).await?;
    let stage = match session.stage {
        Stage::Half => "half",
        Stage::Full => "full",
    };
    let (token, begun, seen) = (session.token.as_slice(), document::write_time(session.begun_at), document::write_time(session.seen_at));
    sqlx::query!(
        "INSERT INTO session (token, user_id, stage, begun_at, seen_at) VALUES (?, ?, ?, ?, ?)",
        token,
        session.user.0,
        stage,
        begun,
        seen
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The session of a token's digest.
pub(crate) async fn find(connection: &mut SqliteConnection, token: &Digest) -> Result<Option<Session>, StoreError> {
    let key = token.as_slice();
    let row = sqlx::query!("SELECT user_id, stage, begun_at, seen_at FROM session WHERE token = ?", key).fetch_optional(connection).await?;
    row.map(|row| {
        Ok(Session {
            token: *token,
            user: UserId(row.user_id),
            stage: if row.stage == "full" { Stage::Full } else { Stage::Half },
            begun_at: document::read_time(&row.begun_at, "session", row.user_id)?,
            seen_at: document::read_time(&row.seen_at, "session", row.user_id)?,
        })
    })
    .transpose()
}

/// Notes that a session was used.
pub(crate) async fn seen(connection: &mut SqliteConnection, token: &Digest, at: NaiveDateTime) -> Result<(), StoreError> {
    let (token, at) = (token.as_slice(), document::write_time(at));
    sqlx::query!("UPDATE session SET seen_at = max(seen_at, ?) WHERE token = ?", at, token).execute(connection).await?;
    Ok(())
}

/// Ends a session.
pub(crate) async fn end(connection: &mut SqliteConnection, token: &Digest) -> Result<(), StoreError> {
    let token = token.as_slice();
    sqlx::query!("DELETE FROM session WHERE token = ?", token).execute(connection).await?;
    Ok(())
}

/// Ends every session of a user.
pub(crate) async fn end_all(connection: &mut SqliteConnection, of: UserId) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM session WHERE user_id = ?", of.0).execute(connection).await?;
    Ok(())
}

/// The newest hundred failures counted under a name since a time.
pub(crate) async fn failures(
    connection: &mut SqliteConnection,
    counted: &Digest,
    since: NaiveDateTime,
) -> Result<Vec<NaiveDateTime>, StoreError> {
    let (counted, since) = (counted.as_slice(), document::write_time(since));
    let rows = sqlx::query!(
        "SELECT id AS \"id!\", at FROM sign_in_failure WHERE counted = ? AND at >= ? ORDER BY at DESC LIMIT 100",
        counted,
        since
    );
    rows.fetch_all(connection).await?.iter().map(|row| document::read_time(&row.at, "sign_in_failure", row.id)).collect()
}

/// Counts a failure under each name, and forgets old ones, within a transaction.
pub(crate) async fn failed(
    connection: &mut SqliteConnection,
    counted: &[Digest],
    oldest: NaiveDateTime,
    at: NaiveDateTime,
) -> Result<(), StoreError> {
    let (oldest, at) = (document::write_time(oldest), document::write_time(at));
    sqlx::query!("DELETE FROM sign_in_failure WHERE at < ?", oldest).execute(&mut *connection).await?;
    for counted in counted {
        let counted = counted.as_slice();
        sqlx::query!("INSERT INTO sign_in_failure (counted, at) VALUES (?, ?)", counted, at).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Forgets the failures counted under a name.
pub(crate) async fn forgive(connection: &mut SqliteConnection, counted: &Digest) -> Result<(), StoreError> {
    let counted = counted.as_slice();
    sqlx::query!("DELETE FROM sign_in_failure WHERE counted = ?", counted).execute(connection).await?;
    Ok(())
}
