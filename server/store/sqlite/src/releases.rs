//! Releases: what is written, told, planned and withdrawn.

use std::collections::BTreeMap;

use domain::{
    code::MeasureCode,
    meeting::Held,
    observation::Observation,
    people::audit::Entry,
    period::Period,
    register::{Coming, Listed, Register},
    said::Said,
    store::{Plan, Planned, Planning, Publication, Published, Releases, Sealed, Stand, Taken},
};
use sqlx::SqliteConnection;

use crate::{SqliteStore, StoreError, decisions, document, meetings, parts, people::audit, plan, read, release, reports, said};

impl Releases for SqliteStore {
    async fn publish(&self, publication: &Publication<'_>, entry: &Entry) -> Result<Published, StoreError> {
        let mut transaction = self.write().await?;
        let published = release::publish(&mut transaction, publication, entry).await?;
        let Published::Done(number) = published else {
            transaction.rollback().await?;
            return Ok(published);
        };
        transaction.commit().await?;
        tracing::info!(council = %publication.council.code, release = number, batch = publication.batch, "release published");
        Ok(published)
    }

    async fn register(&self, council: &str) -> Result<Register, StoreError> {
        register(&mut *self.read().await?, council).await
    }

    async fn register_version(&self, council: &str) -> Result<i64, StoreError> {
        // Each of these only rises.
        let version = sqlx::query_scalar!(
            "SELECT (SELECT count(*) FROM release WHERE council = ?1) \
             + (SELECT count(*) FROM release_withdrawal JOIN release ON number = release_number WHERE council = ?1) \
             + (SELECT count(*) + count(ended_at) FROM release_plan WHERE council = ?1) \
             + (SELECT count(*) FROM decision_outcome JOIN decision_proposal ON id = proposal_id WHERE council = ?1 AND outcome = 'approved') \
             + (SELECT count(*) FROM part_outcome JOIN part_proposal ON id = proposal_id WHERE council = ?1 AND outcome = 'approved') \
             + (SELECT count(*) FROM report_frozen WHERE council = ?1) + (SELECT count(*) FROM report_withdrawal WHERE council = ?1) \
             + (SELECT count(*) FROM meeting_version JOIN meeting ON id = meeting_id WHERE council = ?1 AND stage <> 'draft') \
             + (SELECT count(*) FROM meeting_remark AS said JOIN meeting ON meeting.id = meeting_id WHERE council = ?1) \
             + (SELECT count(*) FROM meeting_remark_change JOIN meeting_remark AS said ON said.id = remark_id \
                JOIN meeting ON meeting.id = meeting_id WHERE council = ?1) AS \"version!: i64\"",
            council
        );
        Ok(version.fetch_one(&mut *self.readers.acquire().await?).await?)
    }

    async fn release(&self, council: &str, number: i64) -> Result<Option<Sealed>, StoreError> {
        release::sealed(&mut *self.read().await?, council, number).await
    }

    async fn stand(&self, council: &str) -> Result<Stand, StoreError> {
        release::stand(&mut *self.read().await?, council).await
    }

    async fn held(&self, release: i64) -> Result<BTreeMap<MeasureCode, Option<i64>>, StoreError> {
        release::held(&mut *self.readers.acquire().await?, release).await
    }

    async fn said(&self, batch: i64) -> Result<Vec<Said>, StoreError> {
        said::of(&mut *self.readers.acquire().await?, batch).await
    }

    async fn figures_of(&self, release: i64, measure: &MeasureCode) -> Result<Vec<Observation>, StoreError> {
        release::figures_of(&mut *self.read().await?, release, measure).await
    }

    async fn periods_of(&self, batch: i64, measure: &MeasureCode) -> Result<Vec<Period>, StoreError> {
        read::periods_of(&mut *self.read().await?, batch, measure).await
    }

    async fn between(&self, one: i64, other: i64) -> Result<Vec<MeasureCode>, StoreError> {
        read::between(&mut *self.read().await?, one, other).await
    }

    async fn withdraw_release(&self, council: &str, number: i64, reason: &str, entry: &Entry) -> Result<Taken, StoreError> {
        let mut transaction = self.write().await?;
        let taken = withdraw(&mut transaction, council, number, reason, entry).await?;
        transaction.commit().await?;
        tracing::info!(council, release = number, withdrawn = taken == Taken::Done, "release withdrawn");
        Ok(taken)
    }

    async fn plan(&self, planning: &Planning<'_>, entry: &Entry) -> Result<Planned, StoreError> {
        let mut transaction = self.write().await?;
        let planned = plan::plan(&mut transaction, planning, entry).await?;
        transaction.commit().await?;
        Ok(planned)
    }

    async fn plans(&self, council: &str) -> Result<Vec<Plan>, StoreError> {
        plan::plans(&mut *self.read().await?, council).await
    }

    async fn cancel_plan(&self, council: &str, plan: i64, reason: &str, entry: &Entry) -> Result<bool, StoreError> {
        end(self, council, plan, ("cancelled", reason), entry).await
    }

    async fn refuse_plan(&self, council: &str, plan: i64, reason: &str, entry: &Entry) -> Result<bool, StoreError> {
        end(self, council, plan, ("refused", reason), entry).await
    }
}

async fn end(store: &SqliteStore, council: &str, plan: i64, how: (&str, &str), entry: &Entry) -> Result<bool, StoreError> {
    let mut transaction = store.write().await?;
    let was = plan::end(&mut transaction, council, plan, how, entry).await?;
    transaction.commit().await?;
    Ok(was)
}

/// Takes a release away, within a transaction that the caller has begun.
async fn withdraw(connection: &mut SqliteConnection, council: &str, number: i64, reason: &str, entry: &Entry) -> Result<Taken, StoreError> {
    let found = sqlx::query!(
        "SELECT number, number IN (SELECT release_number FROM release_withdrawal) AS \"withdrawn!: bool\" FROM release WHERE council = ?",
        council
    )
    .fetch_all(&mut *connection)
    .await?;
    let stands = |other: i64| found.iter().any(|row| row.number != other && !row.withdrawn);
    match found.iter().find(|row| row.number == number) {
        None => return Ok(Taken::Nowhere),
        Some(row) if row.withdrawn => return Ok(Taken::Already),
        Some(_) if !stands(number) => return Ok(Taken::Only),
        Some(_) => {}
    }
    let (at, by) = (document::write_time(entry.at), entry.who.map(|who| who.0));
    sqlx::query!("INSERT INTO release_withdrawal (release_number, at, by_user, reason) VALUES (?, ?, ?, ?)", number, at, by, reason)
        .execute(&mut *connection)
        .await?;
    audit::append(connection, &Entry { on: format!("release {number}"), ..entry.clone() }).await?;
    Ok(Taken::Done)
}

/// What the public is told, within a transaction.
async fn register(connection: &mut SqliteConnection, council: &str) -> Result<Register, StoreError> {
    let rows = sqlx::query!(
        "SELECT release.number, published_at, note AS \"note?\", corrects, wrong, withdrawal.at AS \"withdrawn?\", reason AS \"reason?\" \
         FROM release LEFT JOIN release_told AS told ON told.release_number = number \
         LEFT JOIN release_withdrawal AS withdrawal ON withdrawal.release_number = number WHERE council = ? ORDER BY number DESC",
        council
    )
    .fetch_all(&mut *connection)
    .await?;
    let listed = rows.into_iter().map(|row| {
        let time = |text: &str| document::read_time(text, "release", row.number);
        Ok(Listed {
            number: document::read_number(row.number, "release", row.number)?,
            published_at: time(&row.published_at)?,
            note: row.note.unwrap_or_default(),
            correction: plan::correction(row.corrects, row.wrong, "release_told", row.number)?,
            withdrawn: row.withdrawn.as_deref().map(time).transpose()?.zip(row.reason),
        })
    });
    let releases = listed.collect::<Result<_, StoreError>>()?;
    let coming = sqlx::query!("SELECT id AS \"id!\", at FROM release_plan WHERE council = ? AND state = 'planned'", council)
        .fetch_optional(&mut *connection)
        .await?;
    let coming = coming.map(|row| Ok::<_, StoreError>(Coming { at: document::read_time(&row.at, "release_plan", row.id)? }));
    Ok(Register {
        releases,
        coming: coming.transpose()?,
        decisions: decisions::told(&mut *connection, council).await?,
        parts: parts::told(&mut *connection, council).await?,
        meetings: meetings::read(&mut *connection, council, None).await?.into_iter().filter(Held::is_public).collect(),
        reports: reports::told(connection, council).await?,
    })
}
