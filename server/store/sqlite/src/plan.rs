//! Plans of releases.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    code::MeasureCode,
    people::{UserId, audit::Entry},
    register::Correction,
    store::{Ended, Plan, Planned, Planning, Stand},
};
use sqlx::SqliteConnection;

use crate::{StoreError, document, people::audit, read, release};

/// Writes a plan within a transaction that the caller has begun. Nothing may be kept of a transaction in which it was not done.
pub(crate) async fn plan(connection: &mut SqliteConnection, planning: &Planning<'_>, entry: &Entry) -> Result<Planned, StoreError> {
    let &Planning { council, batch, stand, at, held, note, correction, by } = planning;
    let found = read::held(connection, batch).await?;
    if found != council {
        return Err(StoreError::OtherCouncil { batch, found, given: council.to_owned() });
    }
    let now = release::stand(connection, council).await?;
    if now != stand {
        return Ok(Planned::Stale(now));
    }
    let withdrawn = release::withdrawn_parts(connection, batch).await?;
    if !withdrawn.is_empty() {
        return Ok(Planned::Withdrawn(withdrawn));
    }
    let there = sqlx::query_scalar!("SELECT id FROM release_plan WHERE council = ? AND state = 'planned'", council)
        .fetch_optional(&mut *connection)
        .await?;
    if there.is_some() {
        return Ok(Planned::Already);
    }
    let (time, written) = (document::write_time(at), document::write_time(entry.at));
    let (corrects, wrong) = (correction.map(|one| one.of), correction.map(|one| one.wrong.as_str()));
    let (count, by) = (i64::try_from(held.len()).unwrap_or(i64::MAX), by.0);
    let id = sqlx::query!(
        "INSERT INTO release_plan (council, batch_id, newest, standing, at, note, corrects, wrong, held, planned_by, planned_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        council,
        batch,
        stand.newest,
        stand.standing,
        time,
        note,
        corrects,
        wrong,
        count,
        by,
        written
    )
    .execute(&mut *connection)
    .await?
    .last_insert_rowid();
    for measure in held {
        let measure = measure.as_str();
        sqlx::query!("INSERT INTO release_plan_held (plan_id, measure) VALUES (?, ?)", id, measure).execute(&mut *connection).await?;
    }
    audit::append(connection, &on(entry, id)).await?;
    Ok(Planned::Done(id))
}

/// An entry on a plan.
fn on(entry: &Entry, plan: i64) -> Entry {
    Entry { on: format!("planned release {plan}"), ..entry.clone() }
}

/// Ends a plan that was published, and says whether it was still planned.
pub(crate) async fn published(
    connection: &mut SqliteConnection,
    council: &str,
    plan: i64,
    number: i64,
    at: NaiveDateTime,
) -> Result<bool, StoreError> {
    let at = document::write_time(at);
    let ended = sqlx::query!(
        "UPDATE release_plan SET state = 'published', ended_at = ?, release_number = ? WHERE id = ? AND council = ? AND state = 'planned'",
        at,
        number,
        plan,
        council
    );
    Ok(ended.execute(connection).await?.rows_affected() == 1)
}

/// Ends a plan that is not published, within a transaction, and says whether it was still planned.
pub(crate) async fn end(
    connection: &mut SqliteConnection,
    council: &str,
    plan: i64,
    (state, reason): (&str, &str),
    entry: &Entry,
) -> Result<bool, StoreError> {
    let at = document::write_time(entry.at);
    let ended = sqlx::query!(
        "UPDATE release_plan SET state = ?, ended_at = ?, reason = ? WHERE id = ? AND council = ? AND state = 'planned'",
        state,
        at,
        reason,
        plan,
        council
    );
    if ended.execute(&mut *connection).await?.rows_affected() == 0 {
        return Ok(false);
    }
    audit::append(connection, &on(entry, plan)).await?;
    Ok(true)
}

/// Ends every plan that stands, of all councils, within a transaction: how many there were.
pub(crate) async fn end_all(connection: &mut SqliteConnection, reason: &str, entry: &Entry) -> Result<usize, StoreError> {
    let planned = sqlx::query!("SELECT id AS \"id!\", council FROM release_plan WHERE state = 'planned' ORDER BY id")
        .fetch_all(&mut *connection)
        .await?;
    for plan in &planned {
        end(connection, &plan.council, plan.id, ("refused", reason), entry).await?;
    }
    Ok(planned.len())
}

/// The plans of a council, within a transaction, the newest first.
pub(crate) async fn plans(connection: &mut SqliteConnection, council: &str) -> Result<Vec<Plan>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id AS \"id!\", batch_id, newest, standing, at, note, corrects, wrong, planned_by, planned_at, state, ended_at, reason, \
         release_number FROM release_plan WHERE council = ? ORDER BY id DESC LIMIT 100",
        council
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut plans = Vec::with_capacity(rows.len());
    for row in rows {
        let wrong = |why: &str| StoreError::Inconsistent { table: "release_plan", row: row.id.to_string(), why: why.to_owned() };
        let time = |text: &str| document::read_time(text, "release_plan", row.id);
        let ended = match (row.state.as_str(), row.release_number, row.reason.clone()) {
            ("planned", ..) => None,
            ("published", Some(number), _) => Some(Ended::Published(number)),
            ("cancelled", _, Some(reason)) => Some(Ended::Cancelled(reason)),
            ("refused", _, Some(reason)) => Some(Ended::Refused(reason)),
            _ => return Err(wrong("it does not say how it ended")),
        };
        let ended = match (ended, &row.ended_at) {
            (Some(ended), Some(at)) => Some((time(at)?, ended)),
            _ => None,
        };
        plans.push(Plan {
            id: row.id,
            batch: row.batch_id,
            stand: Stand { newest: row.newest, standing: row.standing },
            at: time(&row.at)?,
            held: measures(connection, row.id).await?,
            note: row.note,
            correction: correction(row.corrects, row.wrong, "release_plan", row.id)?,
            planned: (UserId(row.planned_by), time(&row.planned_at)?),
            ended,
        });
    }
    Ok(plans)
}

/// The measures that a plan holds.
async fn measures(connection: &mut SqliteConnection, plan: i64) -> Result<BTreeSet<MeasureCode>, StoreError> {
    let rows = sqlx::query_scalar!("SELECT measure FROM release_plan_held WHERE plan_id = ?", plan).fetch_all(connection).await?;
    rows.iter().map(|measure| document::read_measure(measure, "release_plan_held", plan)).collect()
}

/// A correction of two columns of a row.
pub(crate) fn correction(
    corrects: Option<i64>,
    wrong: Option<String>,
    table: &'static str,
    row: i64,
) -> Result<Option<Correction>, StoreError> {
    let Some((of, wrong)) = corrects.zip(wrong) else { return Ok(None) };
    Ok(Some(Correction { of: document::read_number(of, table, row)?, wrong }))
}
