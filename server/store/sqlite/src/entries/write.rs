//! Writing drafts.

use domain::{
    people::{UserId, audit::Entry},
    store::{Draft, Outline, State, Typed, Written},
};
use sqlx::SqliteConnection;

use super::read;
use crate::{StoreError, document, people::audit};

/// An entry on a submission.
pub(super) fn on(entry: &Entry, outline: &Outline) -> Entry {
    Entry { on: format!("submission {}: {} {}", outline.id, outline.measure, outline.period), ..entry.clone() }
}

/// Who makes a change: only people write on submissions.
pub(super) fn who(entry: &Entry) -> Result<UserId, StoreError> {
    entry.who.ok_or_else(|| StoreError::Inconsistent {
        table: "submission",
        row: "new".to_owned(),
        why: "nobody is named who writes it".to_owned(),
    })
}

/// Writes a draft within a transaction that the caller has begun, and rolls back unless it is done.
pub(super) async fn save(connection: &mut SqliteConnection, draft: &Draft<'_>, entry: &Entry) -> Result<Written, StoreError> {
    let (by, at) = (who(entry)?, document::write_time(entry.at));
    let before = match read::open(connection, draft.council, draft.measure, draft.period).await? {
        Some(id) => read::outline(connection, id).await?,
        None => None,
    };
    let id = match before {
        Some(before) if before.version != draft.version || before.state == State::Submitted => return Ok(Written::Stale(before)),
        None if draft.version != 0 => return Ok(Written::Nowhere),
        Some(before) => before.id,
        None => begin(connection, draft, by, &at).await?,
    };
    let mut changed = false;
    for cell in draft.cells {
        changed |= put(connection, id, cell).await?;
    }
    if let Some((role, text)) = draft.commentary {
        changed |= comment(connection, id, (role, text), by, &at).await?;
    }
    for (check, print, reason) in draft.acknowledged {
        changed |= acknowledge(connection, id, (check, print, reason), by, &at).await?;
    }
    if changed {
        sqlx::query!("INSERT INTO submission_author (submission_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING", id, by.0)
            .execute(&mut *connection)
            .await?;
        if draft.version > 0 {
            sqlx::query!(
                "UPDATE submission SET state = 'draft', version = version + 1, changed_by = ?, changed_at = ? WHERE id = ?",
                by.0,
                at,
                id
            )
            .execute(&mut *connection)
            .await?;
        }
    }
    let Some(now) = read::outline(connection, id).await? else { return Ok(Written::Nowhere) };
    if changed {
        audit::append(connection, &on(entry, &now)).await?;
    } else if draft.version == 0 {
        // Nothing was typed: nothing is begun.
        return Ok(Written::Nowhere);
    }
    Ok(Written::Done(now))
}

async fn begin(connection: &mut SqliteConnection, draft: &Draft<'_>, by: UserId, at: &str) -> Result<i64, StoreError> {
    let (measure, period) = (draft.measure.as_str(), draft.period.to_string());
    // Versions go on from those of earlier submissions: a page that one of these was drawn for is not taken for this one's.
    let begun = sqlx::query!(
        "INSERT INTO submission (council, measure, period, state, version, changed_by, changed_at) VALUES (?1, ?2, ?3, 'draft', \
         (SELECT coalesce(max(version), 0) + 1 FROM submission WHERE council = ?1 AND measure = ?2 AND period = ?3), ?4, ?5)",
        draft.council,
        measure,
        period,
        by.0,
        at
    );
    Ok(begun.execute(connection).await?.last_insert_rowid())
}

async fn put(connection: &mut SqliteConnection, id: i64, cell: &Typed) -> Result<bool, StoreError> {
    let (area, group, slot, text) = (cell.area.as_str(), cell.group.as_str(), cell.slot.code(), cell.text.trim());
    let done = if text.is_empty() {
        sqlx::query!(
            "DELETE FROM submission_cell WHERE submission_id = ? AND area = ? AND group_code = ? AND slot = ?",
            id,
            area,
            group,
            slot
        )
        .execute(connection)
        .await?
    } else {
        sqlx::query!(
            "INSERT INTO submission_cell (submission_id, area, group_code, slot, text) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT (submission_id, area, group_code, slot) DO UPDATE SET text = excluded.text WHERE text <> excluded.text",
            id,
            area,
            group,
            slot,
            text
        )
        .execute(connection)
        .await?
    };
    Ok(done.rows_affected() > 0)
}

async fn comment(connection: &mut SqliteConnection, id: i64, (role, text): (&str, &str), by: UserId, at: &str) -> Result<bool, StoreError> {
    let done = if text.is_empty() {
        sqlx::query!("DELETE FROM submission_commentary WHERE submission_id = ?", id).execute(connection).await?
    } else {
        sqlx::query!(
            "INSERT INTO submission_commentary (submission_id, role, text, written_by, written_at) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT (submission_id) DO UPDATE SET role = excluded.role, text = excluded.text, written_by = excluded.written_by, \
             written_at = excluded.written_at WHERE text <> excluded.text OR role <> excluded.role",
            id,
            role,
            text,
            by.0,
            at
        )
        .execute(connection)
        .await?
    };
    Ok(done.rows_affected() > 0)
}

async fn acknowledge(
    connection: &mut SqliteConnection,
    id: i64,
    (check, print, reason): (&str, &str, &str),
    by: UserId,
    at: &str,
) -> Result<bool, StoreError> {
    let done = if reason.is_empty() {
        sqlx::query!("DELETE FROM submission_acknowledgement WHERE submission_id = ? AND rule = ?", id, check).execute(connection).await?
    } else {
        sqlx::query!(
            "INSERT INTO submission_acknowledgement (submission_id, rule, print, reason, given_by, given_at) VALUES (?, ?, ?, ?, ?, ?) \
             ON CONFLICT (submission_id, rule) DO UPDATE SET print = excluded.print, reason = excluded.reason, given_by = excluded.given_by, \
             given_at = excluded.given_at WHERE reason <> excluded.reason OR print <> excluded.print",
            id,
            check,
            print,
            reason,
            by.0,
            at
        )
        .execute(connection)
        .await?
    };
    Ok(done.rows_affected() > 0)
}
