//! Reports that are drafted, frozen and kept: the port [`Reports`] on the file.

mod reading;

use domain::{
    people::audit::Entry,
    report::Template,
    store::{
        Reports,
        decisions::{Outcome, Settled},
        reports::{Draft, Drafted, Freeze, Freezing},
    },
};
use sqlx::SqliteConnection;

pub(crate) use self::reading::told;
use self::reading::{drafts, read};
use crate::{SqliteStore, StoreError, document, people::audit, settled};

impl Reports for SqliteStore {
    async fn report_drafts(&self, council: &str) -> Result<Vec<Draft>, StoreError> {
        drafts(&mut *self.read().await?, council, None).await
    }

    async fn report_draft(&self, council: &str, id: i64) -> Result<Option<Draft>, StoreError> {
        Ok(drafts(&mut *self.read().await?, council, Some(id)).await?.pop())
    }

    async fn begin_report(
        &self,
        council: &str,
        template: &Template,
        corrects: Option<(u32, &str)>,
        entry: &Entry,
    ) -> Result<i64, StoreError> {
        let mut transaction = self.write().await?;
        let (by, at) = (settled::who(entry, "report_draft")?, document::write_time(entry.at));
        let (of, wrong) = corrects.unzip();
        let wrong = wrong.unwrap_or_default();
        let id = sqlx::query!(
            "INSERT INTO report_draft (council, corrects, wrong, begun_by, begun_at) VALUES (?, ?, ?, ?, ?)",
            council,
            of,
            wrong,
            by.0,
            at
        )
        .execute(&mut *transaction)
        .await?
        .last_insert_rowid();
        version(&mut transaction, (id, 1), template, entry).await?;
        transaction.commit().await?;
        Ok(id)
    }

    async fn save_report(&self, council: &str, draft: (i64, i64), template: &Template, entry: &Entry) -> Result<Drafted, StoreError> {
        let mut transaction = self.write().await?;
        let found = open(&mut transaction, council, draft).await?;
        if found == Drafted::Done {
            version(&mut transaction, (draft.0, draft.1 + 1), template, entry).await?;
            transaction.commit().await?;
        }
        Ok(found)
    }

    async fn give_report_up(&self, council: &str, id: i64, entry: &Entry) -> Result<Drafted, StoreError> {
        let mut transaction = self.write().await?;
        let newest = newest(&mut transaction, council, id).await?.unwrap_or_default();
        let found = open(&mut transaction, council, (id, newest)).await?;
        if found == Drafted::Done {
            let (by, at) = (settled::who(entry, "report_end")?, document::write_time(entry.at));
            sqlx::query!("INSERT INTO report_end (draft_id, by_user, at) VALUES (?, ?, ?)", id, by.0, at)
                .execute(&mut *transaction)
                .await?;
            audit::append(&mut transaction, &on(entry, id)).await?;
            transaction.commit().await?;
        }
        Ok(found)
    }

    async fn hand_report_in(&self, council: &str, draft: (i64, i64), made: (u32, &[u8]), entry: &Entry) -> Result<Drafted, StoreError> {
        let mut transaction = self.write().await?;
        let found = open(&mut transaction, council, draft).await?;
        if found == Drafted::Done {
            let (by, at) = (settled::who(entry, "report_submission")?, document::write_time(entry.at));
            let (release, bytes) = made;
            sqlx::query!(
                "INSERT INTO report_submission (draft_id, version, release_number, document, submitted_by, submitted_at) VALUES (?, ?, ?, ?, ?, ?)",
                draft.0,
                draft.1,
                release,
                bytes,
                by.0,
                at
            )
            .execute(&mut *transaction)
            .await?;
            audit::append(&mut transaction, &on(entry, draft.0)).await?;
            transaction.commit().await?;
        }
        Ok(found)
    }

    async fn handed_in(&self, council: &str, submission: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let found = sqlx::query_scalar!(
            "SELECT document FROM report_submission JOIN report_draft ON report_draft.id = draft_id WHERE council = ? AND report_submission.id = ?",
            council,
            submission
        );
        Ok(found.fetch_optional(&mut *self.readers.acquire().await?).await?)
    }

    async fn settle_report(&self, council: &str, submission: i64, outcome: &Outcome, entry: &Entry) -> Result<Settled, StoreError> {
        if *outcome == Outcome::Approved {
            let why = "a report is approved by freezing it".to_owned();
            return Err(StoreError::Inconsistent { table: "report_outcome", row: submission.to_string(), why });
        }
        let mut transaction = self.write().await?;
        let settled = settle(&mut transaction, council, submission, outcome, entry).await?;
        if let Ok(draft) = settled {
            audit::append(&mut transaction, &on(entry, draft)).await?;
            transaction.commit().await?;
        }
        Ok(settled.map_or_else(|other| other, |_| Settled::Done))
    }

    async fn freeze_report(&self, freezing: &Freezing<'_>, entry: &Entry) -> Result<Freeze, StoreError> {
        let mut transaction = self.write().await?;
        let frozen = freeze(&mut transaction, freezing, entry).await?;
        if frozen == Freeze::Done {
            transaction.commit().await?;
        }
        Ok(frozen)
    }

    async fn withdraw_report(&self, council: &str, number: u32, reason: &str, entry: &Entry) -> Result<Settled, StoreError> {
        let mut transaction = self.write().await?;
        let found = sqlx::query!(
            "SELECT frozen.number, reason AS \"reason?\" FROM report_frozen AS frozen LEFT JOIN report_withdrawal AS withdrawal \
             ON withdrawal.council = frozen.council AND withdrawal.number = frozen.number WHERE frozen.council = ? AND frozen.number = ?",
            council,
            number
        )
        .fetch_optional(&mut *transaction)
        .await?;
        match found {
            None => return Ok(Settled::Nowhere),
            Some(found) if found.reason.is_some() => return Ok(Settled::Already),
            Some(_) => {}
        }
        let (by, at) = (settled::who(entry, "report_withdrawal")?, document::write_time(entry.at));
        sqlx::query!(
            "INSERT INTO report_withdrawal (council, number, reason, by_user, at) VALUES (?, ?, ?, ?, ?)",
            council,
            number,
            reason,
            by.0,
            at
        )
        .execute(&mut *transaction)
        .await?;
        audit::append(&mut transaction, &Entry { on: format!("frozen report {number}"), ..entry.clone() }).await?;
        transaction.commit().await?;
        Ok(Settled::Done)
    }

    async fn report_form(&self, council: &str, digest: &str, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let found = sqlx::query_scalar!(
            "SELECT bytes FROM report_form JOIN report_frozen USING (council, number) WHERE council = ? AND digest = ? AND name = ?",
            council,
            digest,
            name
        );
        Ok(found.fetch_optional(&mut *self.readers.acquire().await?).await?)
    }
}

/// An entry on a draft.
fn on(entry: &Entry, draft: i64) -> Entry {
    Entry { on: format!("report draft {draft}"), ..entry.clone() }
}

/// The newest version of a draft of a council.
async fn newest(connection: &mut SqliteConnection, council: &str, id: i64) -> Result<Option<i64>, StoreError> {
    let newest = sqlx::query_scalar!(
        "SELECT max(version) AS \"newest: i64\" FROM report_version JOIN report_draft ON id = draft_id WHERE council = ? AND id = ?",
        council,
        id
    );
    Ok(newest.fetch_one(connection).await?)
}

/// Whether something may be done with a version of a draft.
async fn open(connection: &mut SqliteConnection, council: &str, (id, seen): (i64, i64)) -> Result<Drafted, StoreError> {
    let Some(newest) = newest(connection, council, id).await? else { return Ok(Drafted::Nowhere) };
    let closed = sqlx::query_scalar!(
        "SELECT (SELECT count(*) FROM report_end WHERE draft_id = ?1) + (SELECT count(*) FROM report_submission LEFT JOIN report_outcome \
         ON submission_id = id WHERE draft_id = ?1 AND coalesce(outcome, 'approved') = 'approved') AS \"closed!: i64\"",
        id
    );
    if closed.fetch_one(connection).await? > 0 {
        return Ok(Drafted::Closed);
    }
    Ok(if newest == seen { Drafted::Done } else { Drafted::Stale })
}

/// Writes a version, within a transaction that the caller has begun.
async fn version(
    connection: &mut SqliteConnection,
    (draft, version): (i64, i64),
    template: &Template,
    entry: &Entry,
) -> Result<(), StoreError> {
    let (by, at) = (settled::who(entry, "report_version")?, document::write_time(entry.at));
    let inconsistent =
        |why: serde_json::Error| StoreError::Inconsistent { table: "report_version", row: draft.to_string(), why: why.to_string() };
    let template = serde_json::to_string(template).map_err(inconsistent)?;
    sqlx::query!(
        "INSERT INTO report_version (draft_id, version, template, saved_by, saved_at) VALUES (?, ?, ?, ?, ?)",
        draft,
        version,
        template,
        by.0,
        at
    )
    .execute(&mut *connection)
    .await?;
    audit::append(connection, &on(entry, draft)).await?;
    Ok(())
}

/// Decides on what was handed in, within a transaction that the caller has begun: the number of its draft.
async fn settle(
    connection: &mut SqliteConnection,
    council: &str,
    submission: i64,
    outcome: &Outcome,
    entry: &Entry,
) -> Result<Result<i64, Settled>, StoreError> {
    let found = sqlx::query!(
        "SELECT draft_id, outcome AS \"outcome?\" FROM report_submission AS own JOIN report_draft AS draft ON draft.id = draft_id \
         LEFT JOIN report_outcome ON submission_id = own.id WHERE council = ? AND own.id = ?",
        council,
        submission
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(found) = found else { return Ok(Err(Settled::Nowhere)) };
    if found.outcome.is_some() {
        return Ok(Err(Settled::Already));
    }
    let (by, at) = (settled::who(entry, "report_outcome")?, document::write_time(entry.at));
    let (word, note) = (outcome.code(), settled::note(outcome));
    sqlx::query!(
        "INSERT INTO report_outcome (submission_id, outcome, note, by_user, at) VALUES (?, ?, ?, ?, ?)",
        submission,
        word,
        note,
        by.0,
        at
    )
    .execute(&mut *connection)
    .await?;
    Ok(Ok(found.draft_id))
}

/// Freezes what waits, within a transaction that the caller has begun.
async fn freeze(connection: &mut SqliteConnection, freezing: &Freezing<'_>, entry: &Entry) -> Result<Freeze, StoreError> {
    let Freezing { council, submission, number, digest, forms } = *freezing;
    let next = sqlx::query_scalar!("SELECT coalesce(max(number), 0) + 1 AS \"next!: i64\" FROM report_frozen WHERE council = ?", council);
    let next = next.fetch_one(&mut *connection).await?;
    let draft = match settle(connection, council, submission, &Outcome::Approved, entry).await? {
        Ok(draft) => draft,
        Err(Settled::Nowhere) => return Ok(Freeze::Nowhere),
        Err(_) => return Ok(Freeze::Already),
    };
    if next != i64::from(number) {
        return Ok(Freeze::Number);
    }
    let template = sqlx::query_scalar!(
        "SELECT template FROM report_version JOIN report_submission USING (draft_id, version) WHERE report_submission.id = ?",
        submission
    );
    let Template { kind, of, title, .. } = read(draft, &template.fetch_one(&mut *connection).await?)?;
    let (kind, title) = (kind.code(), title.trim().to_owned());
    sqlx::query!(
        "INSERT INTO report_frozen (council, number, submission_id, digest, title, kind, subject) VALUES (?, ?, ?, ?, ?, ?, ?)",
        council,
        number,
        submission,
        digest,
        title,
        kind,
        of
    )
    .execute(&mut *connection)
    .await?;
    for form in forms {
        sqlx::query!(
            "INSERT INTO report_form (council, number, name, sha256, bytes) VALUES (?, ?, ?, ?, ?)",
            council,
            number,
            form.name,
            form.sha256,
            form.bytes
        )
        .execute(&mut *connection)
        .await?;
    }
    audit::append(connection, &Entry { on: format!("report draft {draft}, frozen report {number}"), ..entry.clone() }).await?;
    Ok(Freeze::Done)
}
