//! Reading submissions.

use chrono::NaiveDateTime;
use domain::{
    code::MeasureCode,
    people::UserId,
    period::Period,
    store::{Acknowledged, Commentary, Outline, Slot, State, Submission, Typed},
};
use sqlx::SqliteConnection;

use crate::{StoreError, dictionary::Words, document};

const TABLE: &str = "submission";

/// A row of the table.
struct Row {
    id: i64,
    council: String,
    measure: String,
    period: String,
    state: String,
    version: i64,
    changed_by: i64,
    changed_at: String,
    submitted_by: Option<i64>,
    submitted_at: Option<String>,
    decided_by: Option<i64>,
    decided_at: Option<String>,
    note: String,
    batch_id: Option<i64>,
}

fn wrong(id: i64, why: impl ToString) -> StoreError {
    StoreError::Inconsistent { table: TABLE, row: id.to_string(), why: why.to_string() }
}

impl Row {
    fn outline(self) -> Result<Outline, StoreError> {
        let id = self.id;
        let time = |text: &str| document::read_time(text, TABLE, id);
        let act = |who: Option<i64>, at: Option<String>| -> Result<Option<(UserId, NaiveDateTime)>, StoreError> {
            Ok(who.map(UserId).zip(at.as_deref().map(time).transpose()?))
        };
        let state = State::ALL.into_iter().find(|state| state.code() == self.state);
        Ok(Outline {
            id,
            measure: self.measure.parse().map_err(|error| wrong(id, error))?,
            period: self.period.parse().map_err(|error| wrong(id, error))?,
            state: state.ok_or_else(|| wrong(id, format_args!("there is no state `{}`", self.state)))?,
            version: self.version,
            changed: (UserId(self.changed_by), time(&self.changed_at)?),
            submitted: act(self.submitted_by, self.submitted_at)?,
            decided: act(self.decided_by, self.decided_at)?,
            note: self.note,
            batch: self.batch_id,
            council: self.council,
        })
    }
}

/// A submission without what is in it.
pub(super) async fn outline(connection: &mut SqliteConnection, id: i64) -> Result<Option<Outline>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        "SELECT id, council, measure, period, state, version, changed_by, changed_at, submitted_by, submitted_at, decided_by, decided_at, \
         note, batch_id FROM submission WHERE id = ?",
        id
    )
    .fetch_optional(connection)
    .await?;
    row.map(Row::outline).transpose()
}

/// The number of the submission of a measure and period that is not approved.
pub(super) async fn open(
    connection: &mut SqliteConnection,
    council: &str,
    measure: &MeasureCode,
    period: Period,
) -> Result<Option<i64>, StoreError> {
    let (measure, period) = (measure.as_str(), period.to_string());
    let found = sqlx::query_scalar!(
        "SELECT id FROM submission WHERE council = ? AND measure = ? AND period = ? AND state <> 'approved'",
        council,
        measure,
        period
    )
    .fetch_optional(connection)
    .await?;
    Ok(found)
}

/// The submissions of a council, the newest first.
pub(super) async fn outlines(connection: &mut SqliteConnection, council: &str) -> Result<Vec<Outline>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, council, measure, period, state, version, changed_by, changed_at, submitted_by, submitted_at, decided_by, decided_at, \
         note, batch_id FROM submission WHERE council = ? ORDER BY id DESC LIMIT 2000",
        council
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Row::outline).collect()
}

/// A submission with what is in it, within a transaction.
pub(super) async fn submission(connection: &mut SqliteConnection, id: i64) -> Result<Option<Submission>, StoreError> {
    let Some(outline) = outline(connection, id).await? else { return Ok(None) };
    let authors =
        sqlx::query_scalar!("SELECT user_id FROM submission_author WHERE submission_id = ?", id).fetch_all(&mut *connection).await?;
    let cells =
        sqlx::query!("SELECT area, group_code, slot, text FROM submission_cell WHERE submission_id = ? ORDER BY area, group_code", id)
            .fetch_all(&mut *connection)
            .await?;
    let cells = cells.into_iter().map(|row| {
        Ok(Typed {
            area: row.area.parse().map_err(|error| wrong(id, error))?,
            group: row.group_code.parse().map_err(|error| wrong(id, error))?,
            slot: Slot::read(&row.slot).ok_or_else(|| wrong(id, format_args!("there is no slot `{}`", row.slot)))?,
            text: row.text,
        })
    });
    let mut cells = cells.collect::<Result<Vec<_>, StoreError>>()?;
    cells.sort();
    let commentary = sqlx::query!("SELECT role, text, written_by, written_at FROM submission_commentary WHERE submission_id = ?", id)
        .fetch_optional(&mut *connection)
        .await?;
    let commentary = commentary.map(|row| {
        let at = document::read_time(&row.written_at, TABLE, id)?;
        Ok::<_, StoreError>(Commentary { role: row.role, text: row.text, by: UserId(row.written_by), at })
    });
    let acknowledged = sqlx::query!(
        "SELECT rule, print, reason, given_by, given_at FROM submission_acknowledgement WHERE submission_id = ? ORDER BY rule",
        id
    )
    .fetch_all(connection)
    .await?;
    let acknowledged = acknowledged.into_iter().map(|row| {
        let at = document::read_time(&row.given_at, TABLE, id)?;
        Ok(Acknowledged { check: row.rule, print: row.print, reason: row.reason, by: UserId(row.given_by), at })
    });
    Ok(Some(Submission {
        outline,
        authors: authors.into_iter().map(UserId).collect(),
        cells,
        commentary: commentary.transpose()?,
        acknowledged: acknowledged.collect::<Result<_, StoreError>>()?,
    }))
}

/// Measures and periods of which imports in force have figures for everyone, or hide them.
pub(super) async fn brought_in(connection: &mut SqliteConnection, council: &str) -> Result<Vec<(MeasureCode, Period)>, StoreError> {
    let rows = sqlx::query!(
        "SELECT DISTINCT measure_id, period_id FROM import_span \
         WHERE batch_id IN (SELECT batch_id FROM import JOIN batch ON id = batch_id WHERE council = ? AND withdrawn_at IS NULL)",
        council
    )
    .fetch_all(&mut *connection)
    .await?;
    let (measures, periods) = (Words::<MeasureCode>::read(connection).await?, Words::<Period>::read(connection).await?);
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push((measures.word(row.measure_id)?, periods.word(row.period_id)?));
    }
    all.sort();
    Ok(all)
}
