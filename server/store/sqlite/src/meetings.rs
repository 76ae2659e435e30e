//! Meetings: the port [`Meetings`] on the file.

use std::collections::BTreeMap;

use domain::{
    meeting::{Change, Held, MOST_CHANGES, MOST_REMARKS, Meeting, Remark, Stage},
    people::{UserId, audit::Entry},
    store::{
        Meetings,
        meetings::{Changing, Said, Saved, Saving, Saying},
    },
};
use sqlx::SqliteConnection;

use crate::{SqliteStore, StoreError, document, people::audit, settled};

/// The table that versions are kept in.
const VERSIONS: &str = "meeting_version";

impl Meetings for SqliteStore {
    async fn meetings(&self, council: &str) -> Result<Vec<Held>, StoreError> {
        read(&mut *self.read().await?, council, None).await
    }

    async fn meeting(&self, council: &str, id: i64) -> Result<Option<Held>, StoreError> {
        Ok(read(&mut *self.read().await?, council, Some(id)).await?.into_iter().next())
    }

    async fn save_meeting(&self, saving: &Saving<'_>, entry: &Entry) -> Result<Saved, StoreError> {
        let mut transaction = self.write().await?;
        let saved = save(&mut transaction, saving, entry).await?;
        transaction.commit().await?;
        Ok(saved)
    }

    async fn say(&self, saying: &Saying<'_>, entry: &Entry) -> Result<Said, StoreError> {
        let mut transaction = self.write().await?;
        let said = say(&mut transaction, saying, entry).await?;
        transaction.commit().await?;
        Ok(said)
    }

    async fn change_remark(&self, changing: &Changing<'_>, entry: &Entry) -> Result<Said, StoreError> {
        let mut transaction = self.write().await?;
        let changed = change(&mut transaction, changing, entry).await?;
        transaction.commit().await?;
        Ok(changed)
    }
}

fn wrong(table: &'static str, id: i64, why: String) -> StoreError {
    StoreError::Inconsistent { table, row: id.to_string(), why }
}

/// An entry on what was done.
fn on(entry: &Entry, what: String) -> Entry {
    Entry { on: what, ..entry.clone() }
}

/// The meetings of a council as they are now, the newest first; or one of them.
pub(crate) async fn read(connection: &mut SqliteConnection, council: &str, one: Option<i64>) -> Result<Vec<Held>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id AS \"id!\", version, stage, document, saved_by, saved_at FROM meeting JOIN meeting_version AS own ON meeting_id = id \
         AND version = (SELECT max(version) FROM meeting_version AS other WHERE other.meeting_id = own.meeting_id) \
         WHERE council = ?1 AND (?2 IS NULL OR id = ?2) ORDER BY id DESC LIMIT 500",
        council,
        one
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut remarks = remarks(connection, council, one).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.id;
        let unread = |error: serde_json::Error| wrong(VERSIONS, id, format!("its document is not a meeting: {error}"));
        all.push(Held {
            id,
            version: row.version,
            stage: Stage::read(&row.stage).ok_or_else(|| wrong(VERSIONS, id, format!("`{}` is no stage", row.stage)))?,
            meeting: serde_json::from_str(&row.document).map_err(unread)?,
            saved: (UserId(row.saved_by), document::read_time(&row.saved_at, VERSIONS, id)?),
            remarks: remarks.remove(&id).unwrap_or_default(),
        });
    }
    Ok(all)
}

/// What was said at the meetings of a council, or at one of them, by meeting and in order.
async fn remarks(connection: &mut SqliteConnection, council: &str, one: Option<i64>) -> Result<BTreeMap<i64, Vec<Remark>>, StoreError> {
    let rows = sqlx::query!(
        "SELECT remark_id, change.words, reason, made_by, made_at FROM meeting_remark_change AS change \
         JOIN meeting_remark AS remark ON remark.id = remark_id JOIN meeting ON meeting.id = meeting_id \
         WHERE council = ?1 AND (?2 IS NULL OR meeting_id = ?2) ORDER BY remark_id, number",
        council,
        one
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut changed: BTreeMap<i64, Vec<Change>> = BTreeMap::new();
    for row in rows {
        let at = document::read_time(&row.made_at, "meeting_remark_change", row.remark_id)?;
        let change = Change { words: row.words, reason: row.reason, made: (UserId(row.made_by), at) };
        changed.entry(row.remark_id).or_default().push(change);
    }
    let rows = sqlx::query!(
        "SELECT remark.id AS \"id!\", meeting_id, item, answers, by_role, words, said_by, said_at FROM meeting_remark AS remark \
         JOIN meeting ON meeting.id = meeting_id WHERE council = ?1 AND (?2 IS NULL OR meeting_id = ?2) ORDER BY remark.id",
        council,
        one
    )
    .fetch_all(connection)
    .await?;
    let mut all: BTreeMap<i64, Vec<Remark>> = BTreeMap::new();
    for row in rows {
        let id = row.id;
        all.entry(row.meeting_id).or_default().push(Remark {
            id,
            item: u32::try_from(row.item)
                .map_err(|_number| wrong("meeting_remark", id, format!("{} is no number of an item", row.item)))?,
            answers: row.answers,
            by: row.by_role,
            words: row.words,
            said: (UserId(row.said_by), document::read_time(&row.said_at, "meeting_remark", id)?),
            changes: changed.remove(&id).unwrap_or_default(),
        });
    }
    Ok(all)
}

/// Keeps a version, within a transaction that the caller has begun.
async fn save(connection: &mut SqliteConnection, saving: &Saving<'_>, entry: &Entry) -> Result<Saved, StoreError> {
    let Saving { council, id, seen, stage, meeting } = *saving;
    let id = match id {
        Some(id) => {
            let Some(held) = read(&mut *connection, council, Some(id)).await?.into_iter().next() else { return Ok(Saved::Nowhere) };
            if held.version != seen {
                return Ok(Saved::Stale);
            }
            if let Some(gone) = held.remarks.iter().find(|remark| meeting.item(remark.item).is_none()) {
                return Ok(Saved::Asked(gone.item));
            }
            id
        }
        None => sqlx::query!("INSERT INTO meeting (council) VALUES (?)", council).execute(&mut *connection).await?.last_insert_rowid(),
    };
    let (by, at, version) = (settled::who(entry, VERSIONS)?, document::write_time(entry.at), seen + 1);
    let text = text(meeting)?;
    let code = stage.code();
    sqlx::query!(
        "INSERT INTO meeting_version (meeting_id, version, stage, document, saved_by, saved_at) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        version,
        code,
        text,
        by.0,
        at
    )
    .execute(&mut *connection)
    .await?;
    audit::append(connection, &on(entry, format!("meeting {id}, version {version}"))).await?;
    Ok(Saved::Done(id))
}

fn text(meeting: &Meeting) -> Result<String, StoreError> {
    serde_json::to_string(meeting).map_err(|error| wrong(VERSIONS, 0, error.to_string()))
}

/// Records a question or an answer, within a transaction that the caller has begun.
async fn say(connection: &mut SqliteConnection, saying: &Saying<'_>, entry: &Entry) -> Result<Said, StoreError> {
    let Saying { council, meeting, item, answers, by, words } = *saying;
    let Some(held) = read(&mut *connection, council, Some(meeting)).await?.into_iter().next() else { return Ok(Said::Nowhere) };
    if held.meeting.item(item).is_none() || answers.is_some_and(|id| !held.questions(item).any(|question| question.id == id)) {
        return Ok(Said::Nowhere);
    }
    if held.stage == Stage::Draft || held.stage == Stage::Closed && answers.is_none() {
        return Ok(Said::NotNow);
    }
    if answers.and_then(|id| held.remark(id)).is_some_and(|question| question.now().is_none()) {
        return Ok(Said::Stale);
    }
    if held.remarks.len() >= MOST_REMARKS {
        return Ok(Said::Full);
    }
    let (who, at) = (settled::who(entry, "meeting_remark")?, document::write_time(entry.at));
    let id = sqlx::query!(
        "INSERT INTO meeting_remark (meeting_id, item, answers, by_role, words, said_by, said_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        meeting,
        item,
        answers,
        by,
        words,
        who.0,
        at
    )
    .execute(&mut *connection)
    .await?
    .last_insert_rowid();
    audit::append(connection, &on(entry, format!("meeting {meeting}, remark {id}"))).await?;
    Ok(Said::Done(id))
}

/// Corrects or withdraws what was said, within a transaction that the caller has begun.
async fn change(connection: &mut SqliteConnection, changing: &Changing<'_>, entry: &Entry) -> Result<Said, StoreError> {
    let Changing { council, meeting, remark, seen, words, reason } = *changing;
    let held = read(&mut *connection, council, Some(meeting)).await?.into_iter().next();
    let Some(known) = held.as_ref().and_then(|held| held.remark(remark)) else { return Ok(Said::Nowhere) };
    if known.changes.len() != seen || known.now().is_none() {
        return Ok(Said::Stale);
    }
    // The last change can only be a withdrawal: what must go can always go.
    if known.changes.len() >= MOST_CHANGES || known.changes.len() + 1 == MOST_CHANGES && words.is_some() {
        return Ok(Said::Full);
    }
    let (by, at) = (settled::who(entry, "meeting_remark_change")?, document::write_time(entry.at));
    let number = i64::try_from(seen).unwrap_or(i64::MAX).saturating_add(1);
    sqlx::query!(
        "INSERT INTO meeting_remark_change (remark_id, number, words, reason, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?)",
        remark,
        number,
        words,
        reason,
        by.0,
        at
    )
    .execute(&mut *connection)
    .await?;
    audit::append(connection, &on(entry, format!("meeting {meeting}, remark {remark}"))).await?;
    Ok(Said::Done(remark))
}
