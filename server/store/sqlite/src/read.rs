//! Reading batches and their observations.

use domain::{
    code::{AreaCode, GroupCode, MeasureCode, SourceCode},
    council::Council,
    observation::Observation,
    period::Period,
    store::Batch,
};
use sqlx::SqliteConnection;

use crate::{StoreError, dictionary::Words, document, figure};

/// The newest batch of a council: of its folder, or of the folder with what was brought in.
pub(crate) async fn latest_batch(connection: &mut SqliteConnection, council: &str) -> Result<Option<Batch>, StoreError> {
    let row = sqlx::query!(
        "SELECT id, council, digest, loaded_at, observations FROM batch WHERE council = ? AND kind <> 'import' ORDER BY id DESC LIMIT 1",
        council
    )
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(Batch {
            id: row.id,
            loaded_at: document::read_time(&row.loaded_at, "batch", row.id)?,
            council: row.council,
            digest: row.digest,
            observations: row.observations,
        })
    })
    .transpose()
}

/// A batch.
pub(crate) async fn batch(connection: &mut SqliteConnection, id: i64) -> Result<Option<Batch>, StoreError> {
    let row =
        sqlx::query!("SELECT council, digest, loaded_at, observations FROM batch WHERE id = ?", id).fetch_optional(connection).await?;
    row.map(|row| {
        Ok(Batch {
            id,
            loaded_at: document::read_time(&row.loaded_at, "batch", id)?,
            council: row.council,
            digest: row.digest,
            observations: row.observations,
        })
    })
    .transpose()
}

/// The council of a batch.
pub(crate) async fn council(connection: &mut SqliteConnection, batch: i64) -> Result<Option<Council>, StoreError> {
    let text = sqlx::query_scalar!("SELECT document FROM batch WHERE id = ?", batch).fetch_optional(connection).await?;
    text.map(|text| document::read(&text, "batch", batch)).transpose()
}

/// Whose batch it is. Fails on one that is not there, or whose observations have been let go.
pub(crate) async fn held(connection: &mut SqliteConnection, batch: i64) -> Result<String, StoreError> {
    let row = sqlx::query!("SELECT council, held FROM batch WHERE id = ?", batch).fetch_optional(connection).await?;
    match row {
        None => Err(StoreError::NoBatch { batch }),
        Some(row) if row.held == 0 => Err(StoreError::LetGo { batch }),
        Some(row) => Ok(row.council),
    }
}

/// The periods of the observations of a batch, within a transaction, each once, in order.
pub(crate) async fn periods(connection: &mut SqliteConnection, batch: i64) -> Result<Vec<Period>, StoreError> {
    held(connection, batch).await?;
    let rows = sqlx::query_scalar!(
        "SELECT DISTINCT period_id FROM observation \
             WHERE batch_id IN (SELECT ?1 UNION ALL SELECT part_id FROM batch_part WHERE batch_id = ?1)",
        batch
    )
    .fetch_all(&mut *connection)
    .await?;
    let words = Words::<Period>::read(connection).await?;
    let mut periods = rows.into_iter().map(|number| words.word(number)).collect::<Result<Vec<_>, _>>()?;
    // By the order of periods, not of their numbers.
    periods.sort_unstable();
    Ok(periods)
}

/// The periods of the observations of a measure of a batch, within a transaction, each once, in order.
pub(crate) async fn periods_of(connection: &mut SqliteConnection, batch: i64, measure: &MeasureCode) -> Result<Vec<Period>, StoreError> {
    held(connection, batch).await?;
    let code = measure.as_str();
    let rows = sqlx::query_scalar!(
        "SELECT DISTINCT period_id FROM observation \
             WHERE batch_id IN (SELECT ?1 UNION ALL SELECT part_id FROM batch_part WHERE batch_id = ?1) \
             AND measure_id = (SELECT id FROM measure_code WHERE code = ?2)",
        batch,
        code
    )
    .fetch_all(&mut *connection)
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let words = Words::<Period>::read(connection).await?;
    let mut periods = rows.into_iter().map(|number| words.word(number)).collect::<Result<Vec<_>, _>>()?;
    periods.sort_unstable();
    Ok(periods)
}

/// Measures that have figures in a part of one of two batches that the other has not, within a transaction, in order.
pub(crate) async fn between(connection: &mut SqliteConnection, one: i64, other: i64) -> Result<Vec<MeasureCode>, StoreError> {
    held(connection, one).await?;
    held(connection, other).await?;
    let codes = sqlx::query_scalar!(
        "WITH one (id) AS (SELECT ?1 UNION ALL SELECT part_id FROM batch_part WHERE batch_id = ?1), \
         other (id) AS (SELECT ?2 UNION ALL SELECT part_id FROM batch_part WHERE batch_id = ?2), \
         apart (id) AS (SELECT id FROM one WHERE id NOT IN (SELECT id FROM other) UNION ALL SELECT id FROM other WHERE id NOT IN (SELECT id FROM one)) \
         SELECT code FROM measure_code WHERE id IN (SELECT DISTINCT measure_id FROM observation WHERE batch_id IN (SELECT id FROM apart)) \
         ORDER BY code COLLATE BINARY",
        one,
        other
    )
    .fetch_all(connection)
    .await?;
    codes.iter().map(|code| document::read_measure(code, "measure_code", 0)).collect()
}

/// The observations of a measure of a batch, within a transaction, ordered by area, group and period.
pub(crate) async fn observations(
    connection: &mut SqliteConnection,
    batch: i64,
    measure: &MeasureCode,
) -> Result<Vec<Observation>, StoreError> {
    held(connection, batch).await?;
    let parts =
        sqlx::query_scalar!("SELECT part_id FROM batch_part WHERE batch_id = ? ORDER BY place", batch).fetch_all(&mut *connection).await?;
    let parts: Vec<i64> = std::iter::once(batch).chain(parts).collect();
    over(connection, &parts, measure).await
}

/// The observations of a measure of some batches, each over those before it, ordered by area, group and period.
pub(crate) async fn over(connection: &mut SqliteConnection, parts: &[i64], measure: &MeasureCode) -> Result<Vec<Observation>, StoreError> {
    let mut observations = Vec::new();
    for part in parts {
        observations.extend(own(connection, *part, measure).await?);
    }
    // By code and by the order of periods; numbers in a dictionary are in the order in which words were met. Of several the last counts.
    let in_order = |a: &Observation, b: &Observation| (&a.area, &a.group, a.period).cmp(&(&b.area, &b.group, b.period));
    observations.reverse();
    observations.sort_by(in_order);
    observations.dedup_by(|earlier, later| in_order(earlier, later).is_eq());
    Ok(observations)
}

/// The observations of a measure of a batch itself.
async fn own(connection: &mut SqliteConnection, batch: i64, measure: &MeasureCode) -> Result<Vec<Observation>, StoreError> {
    let code = measure.as_str();
    let rows = sqlx::query!(
        "SELECT area_id, group_id, period_id, numerator, denominator, value, lower, upper, missing, flags, provenance, source_id \
         FROM observation WHERE batch_id = ? AND measure_id = (SELECT id FROM measure_code WHERE code = ?)",
        batch,
        code
    )
    .fetch_all(&mut *connection)
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let areas = Words::<AreaCode>::read(connection).await?;
    let groups = Words::<GroupCode>::read(connection).await?;
    let periods = Words::<Period>::read(connection).await?;
    let sources = Words::<SourceCode>::read(connection).await?;

    let mut observations = Vec::with_capacity(rows.len());
    for row in rows {
        let (area, group, period) = (areas.word(row.area_id)?, groups.word(row.group_id)?, periods.word(row.period_id)?);
        let wrong = |why| StoreError::Inconsistent {
            table: "observation",
            row: format!("batch {batch}, {measure}, area {area}, group {group}, period {period}"),
            why,
        };
        let columns = figure::Columns {
            numerator: row.numerator,
            denominator: row.denominator,
            value: row.value,
            lower: row.lower,
            upper: row.upper,
            missing: row.missing,
        };
        observations.push(Observation {
            figure: figure::figure(&columns).map_err(wrong)?,
            flags: figure::flags(row.flags).map_err(wrong)?,
            provenance: figure::provenance(&row.provenance).map_err(wrong)?,
            source: row.source_id.map(|number| sources.word(number)).transpose()?,
            measure: measure.clone(),
            area,
            period,
            group,
        });
    }
    Ok(observations)
}
