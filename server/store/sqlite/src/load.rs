//! Writing a batch.

use chrono::NaiveDateTime;
use domain::{
    code::{AreaCode, GroupCode, MeasureCode, SourceCode},
    council::Council,
    observation::Observation,
    period::Period,
    store::Batch,
};
use sqlx::SqliteConnection;

use crate::{StoreError, dictionary::Dictionary, document, figure};

/// Observations taken from the iterator at a time: a few hundred kilobytes.
const CHUNK: usize = 8192;
/// Rows that one statement writes. A statement for each row would take three times as long.
const ROWS: usize = 32;

/// An observation as the columns of its table.
struct Row {
    measure: i64,
    area: i64,
    group: i64,
    period: i64,
    figure: figure::Columns<&'static str>,
    flags: i64,
    provenance: &'static str,
    source: Option<i64>,
}

impl Row {
    fn key(&self) -> (i64, i64, i64, i64) {
        (self.measure, self.area, self.group, self.period)
    }
}

/// Writes the council and its observations within a transaction that the caller has begun.
pub(crate) async fn load(
    connection: &mut SqliteConnection,
    council: &Council,
    digest: &str,
    loaded_at: NaiveDateTime,
    observations: impl Iterator<Item = Observation> + Send,
) -> Result<Batch, StoreError> {
    let (document, time) = (document::write(council)?, document::write_time(loaded_at));
    let id =
        sqlx::query!("INSERT INTO batch (council, digest, loaded_at, document) VALUES (?, ?, ?, ?)", council.code, digest, time, document)
            .execute(&mut *connection)
            .await?
            .last_insert_rowid();
    let_go(connection, &council.code).await?;

    let mut writer = Writer::new(connection, id).await?;
    let mut observations = observations;
    let mut count = 0;
    loop {
        let chunk: Vec<Observation> = observations.by_ref().take(CHUNK).collect();
        if chunk.is_empty() {
            break;
        }
        count += i64::try_from(chunk.len()).unwrap_or(i64::MAX);
        writer.write(connection, &chunk).await?;
    }
    sqlx::query!("UPDATE batch SET observations = ? WHERE id = ?", count, id).execute(connection).await?;
    Ok(Batch { id, council: council.code.clone(), digest: digest.into(), loaded_at, observations: count })
}

/// Lets the observations of a council's batches go, but for its newest two and those that a release was made from.
async fn let_go(connection: &mut SqliteConnection, council: &str) -> Result<(), StoreError> {
    let old = sqlx::query_scalar!(
        "UPDATE batch SET held = 0 WHERE council = ?1 AND held = 1 \
         AND id NOT IN (SELECT id FROM batch WHERE council = ?1 ORDER BY id DESC LIMIT 2) \
         AND id NOT IN (SELECT batch_id FROM release) RETURNING id AS \"id!\"",
        council
    )
    .fetch_all(&mut *connection)
    .await?;
    for batch in old {
        sqlx::query!("DELETE FROM observation WHERE batch_id = ?", batch).execute(&mut *connection).await?;
    }
    Ok(())
}

struct Writer {
    batch: i64,
    measures: Dictionary<MeasureCode>,
    areas: Dictionary<AreaCode>,
    groups: Dictionary<GroupCode>,
    periods: Dictionary<Period>,
    sources: Dictionary<SourceCode>,
}

/// The statement that writes one row for each literal.
macro_rules! insert {
    ($batch:expr, $rows:expr; $($at:literal $values:literal)+) => {
        sqlx::query!(
            "INSERT INTO observation (batch_id, measure_id, area_id, group_id, period_id, numerator, denominator, value, lower, upper, \
             missing, flags, provenance, source_id) VALUES " $(+ $values)+,
            $(
                $batch, $rows[$at].0.measure, $rows[$at].0.area, $rows[$at].0.group, $rows[$at].0.period,
                $rows[$at].0.figure.numerator, $rows[$at].0.figure.denominator, $rows[$at].0.figure.value,
                $rows[$at].0.figure.lower, $rows[$at].0.figure.upper, $rows[$at].0.figure.missing,
                $rows[$at].0.flags, $rows[$at].0.provenance, $rows[$at].0.source
            ),+
        )
    };
}

impl Writer {
    async fn new(connection: &mut SqliteConnection, batch: i64) -> Result<Self, StoreError> {
        Ok(Self {
            batch,
            measures: Dictionary::<MeasureCode>::read(connection).await?,
            areas: Dictionary::<AreaCode>::read(connection).await?,
            groups: Dictionary::<GroupCode>::read(connection).await?,
            periods: Dictionary::<Period>::read(connection).await?,
            sources: Dictionary::<SourceCode>::read(connection).await?,
        })
    }

    async fn write(&mut self, connection: &mut SqliteConnection, chunk: &[Observation]) -> Result<(), StoreError> {
        let mut rows = Vec::with_capacity(chunk.len());
        for observation in chunk {
            rows.push((self.row(connection, observation).await?, observation));
        }
        // In the order of the table, which is the quickest to write.
        rows.sort_unstable_by_key(|(row, _)| row.key());
        if let Some(pair) = rows.windows(2).find(|pair| pair[0].0.key() == pair[1].0.key()) {
            return Err(StoreError::Twice { observation: name(pair[1].1) });
        }
        for rows in rows.chunks(ROWS) {
            if let Err(error) = self.insert(connection, rows).await {
                return Err(self.explain(connection, rows, error.into()).await);
            }
        }
        Ok(())
    }

    /// An observation as columns. Words that are new go into their dictionary.
    async fn row(&mut self, connection: &mut SqliteConnection, observation: &Observation) -> Result<Row, StoreError> {
        let source = match &observation.source {
            Some(source) => Some(self.sources.add(connection, source).await?),
            None => None,
        };
        Ok(Row {
            measure: self.measures.add(connection, &observation.measure).await?,
            area: self.areas.add(connection, &observation.area).await?,
            group: self.groups.add(connection, &observation.group).await?,
            period: self.periods.add(connection, &observation.period).await?,
            figure: figure::columns(observation.figure).ok_or_else(|| StoreError::NotFinite { observation: name(observation) })?,
            flags: figure::flags_sum(observation.flags),
            provenance: figure::provenance_letter(observation.provenance),
            source,
        })
    }

    async fn insert(&self, connection: &mut SqliteConnection, rows: &[(Row, &Observation)]) -> Result<(), sqlx::Error> {
        if rows.len() == ROWS {
            insert!(self.batch, rows;
                0 "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                1 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                2 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                3 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                4 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                5 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                6 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                7 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                8 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                9 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                10 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                11 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                12 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                13 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                14 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                15 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                16 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                17 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                18 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                19 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                20 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                21 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                22 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                23 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                24 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                25 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                26 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                27 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                28 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                29 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                30 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                31 ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            )
            .execute(connection)
            .await?;
            return Ok(());
        }
        for row in rows {
            let rows = [row];
            insert!(self.batch, rows; 0 "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(&mut *connection).await?;
        }
        Ok(())
    }

    /// Names the observation that was already there, if that is why these rows were refused.
    async fn explain(&self, connection: &mut SqliteConnection, rows: &[(Row, &Observation)], error: StoreError) -> StoreError {
        if !matches!(error, StoreError::Refused(_)) {
            return error;
        }
        for (row, observation) in rows {
            let found = sqlx::query_scalar!(
                "SELECT count(*) FROM observation WHERE batch_id = ? AND measure_id = ? AND area_id = ? AND group_id = ? AND period_id = ?",
                self.batch,
                row.measure,
                row.area,
                row.group,
                row.period
            )
            .fetch_one(&mut *connection)
            .await;
            if matches!(found, Ok(1..)) {
                return StoreError::Twice { observation: name(observation) };
            }
        }
        error
    }
}

/// Measure, area, group and period.
fn name(observation: &Observation) -> String {
    format!("{}, area {}, group {}, period {}", observation.measure, observation.area, observation.group, observation.period)
}
