//! What services say about figures, as it goes into a release.

use domain::said::Said;
use sqlx::SqliteConnection;

use crate::{StoreError, document};

const TABLE: &str = "submission";

/// What was said about the figures of submissions that are part of a batch.
pub(crate) async fn of(connection: &mut SqliteConnection, batch: i64) -> Result<Vec<Said>, StoreError> {
    let rows = sqlx::query!(
        "SELECT submission.id AS \"id!\", measure, period, role, text, written_at \
         FROM batch_part JOIN submission ON submission.batch_id = part_id JOIN submission_commentary ON submission_id = submission.id \
         WHERE batch_part.batch_id = ? AND state = 'approved'",
        batch
    )
    .fetch_all(connection)
    .await?;
    let said = rows.into_iter().map(|row| {
        Ok(Said {
            measure: row.measure.parse().map_err(|error| wrong(row.id, error))?,
            period: row.period.parse().map_err(|error| wrong(row.id, error))?,
            role: row.role,
            text: row.text,
            on: document::read_time(&row.written_at, TABLE, row.id)?.date(),
        })
    });
    said.collect()
}

fn wrong(id: i64, why: impl ToString) -> StoreError {
    StoreError::Inconsistent { table: TABLE, row: id.to_string(), why: why.to_string() }
}
