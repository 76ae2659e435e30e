//! Parts of the council's folder that are edited here: the port [`Parts`] on the file.

use domain::{
    part::Told,
    people::{UserId, audit::Entry},
    store::{
        Parts,
        decisions::{Outcome, Proposed, Settled},
        parts::{Proposal, Proposing},
    },
};
use sqlx::SqliteConnection;

use crate::{SqliteStore, StoreError, document, people::audit, settled};

impl Parts for SqliteStore {
    async fn part_proposals(&self, council: &str) -> Result<Vec<Proposal>, StoreError> {
        read(&mut *self.read().await?, council, None).await
    }

    async fn part_proposal(&self, council: &str, id: i64) -> Result<Option<Proposal>, StoreError> {
        Ok(read(&mut *self.read().await?, council, Some(id)).await?.into_iter().next())
    }

    async fn propose_part(&self, proposing: &Proposing<'_>, entry: &Entry) -> Result<Proposed, StoreError> {
        let mut transaction = self.write().await?;
        let proposed = propose(&mut transaction, proposing, entry).await?;
        transaction.commit().await?;
        Ok(proposed)
    }

    async fn settle_part(&self, council: &str, id: i64, outcome: &Outcome, entry: &Entry) -> Result<Settled, StoreError> {
        let mut transaction = self.write().await?;
        let settled = settle(&mut transaction, council, id, outcome, entry).await?;
        transaction.commit().await?;
        Ok(settled)
    }
}

/// An entry on a proposal.
fn on(entry: &Entry, id: i64, file: &str) -> Entry {
    Entry { on: format!("{file}, proposal {id}"), ..entry.clone() }
}

/// The proposals of a council, the newest first; or one of them.
async fn read(connection: &mut SqliteConnection, council: &str, one: Option<i64>) -> Result<Vec<Proposal>, StoreError> {
    let rows = sqlx::query!(
        "SELECT own.id AS \"id!\", file, base, before, text, reason, proposed_by, proposed_at, outcome AS \"outcome?\", note AS \"note?\", \
         by_user AS \"by_user?\", at AS \"at?\", \
         (SELECT group_concat(DISTINCT earlier.proposed_by) FROM part_proposal AS earlier WHERE earlier.council = own.council \
          AND earlier.file = own.file AND earlier.id <= own.id AND earlier.id > (SELECT coalesce(max(told.id), 0) FROM part_proposal AS told \
          JOIN part_outcome AS done ON done.proposal_id = told.id AND done.outcome = 'approved' \
          WHERE told.council = own.council AND told.file = own.file AND told.id < own.id)) AS \"hands!: String\" \
         FROM part_proposal AS own LEFT JOIN part_outcome ON proposal_id = own.id \
         WHERE council = ?1 AND (?2 IS NULL OR own.id = ?2) ORDER BY own.id DESC LIMIT 100",
        council,
        one
    )
    .fetch_all(connection)
    .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.id;
        let time = |text: &str| document::read_time(text, "part_proposal", id);
        let outcome = settled::outcome(("part_proposal", id), (row.outcome, row.note), row.by_user, row.at.as_deref())?;
        all.push(Proposal {
            id,
            file: row.file,
            base: row.base,
            before: row.before,
            text: row.text,
            reason: row.reason,
            proposed: (UserId(row.proposed_by), time(&row.proposed_at)?),
            hands: settled::hands(&row.hands),
            outcome,
        });
    }
    Ok(all)
}

/// Proposes something, within a transaction that the caller has begun.
async fn propose(connection: &mut SqliteConnection, proposing: &Proposing<'_>, entry: &Entry) -> Result<Proposed, StoreError> {
    let Proposing { council, file, base, before, text, reason, seen } = *proposing;
    let open = sqlx::query_scalar!(
        "SELECT max(id) AS \"open: i64\" FROM part_proposal WHERE council = ? AND file = ? AND id NOT IN (SELECT proposal_id FROM part_outcome)",
        council,
        file
    );
    if let Some(open) = open.fetch_one(&mut *connection).await? {
        return Ok(Proposed::Open(open));
    }
    let told = sqlx::query_scalar!(
        "SELECT coalesce(max(id), 0) AS \"told!: i64\" FROM part_proposal JOIN part_outcome ON proposal_id = id AND outcome = 'approved' \
         WHERE council = ? AND file = ?",
        council,
        file
    );
    if told.fetch_one(&mut *connection).await? != seen {
        return Ok(Proposed::Stale);
    }
    let (by, at) = (settled::who(entry, "part_proposal")?, document::write_time(entry.at));
    let id = sqlx::query!(
        "INSERT INTO part_proposal (council, file, base, before, text, reason, proposed_by, proposed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        council,
        file,
        base,
        before,
        text,
        reason,
        by.0,
        at
    )
    .execute(&mut *connection)
    .await?
    .last_insert_rowid();
    audit::append(connection, &on(entry, id, file)).await?;
    Ok(Proposed::Done(id))
}

/// Decides on a proposal, within a transaction that the caller has begun.
async fn settle(
    connection: &mut SqliteConnection,
    council: &str,
    id: i64,
    outcome: &Outcome,
    entry: &Entry,
) -> Result<Settled, StoreError> {
    let found = sqlx::query!(
        "SELECT file, outcome AS \"outcome?\" FROM part_proposal LEFT JOIN part_outcome ON proposal_id = id WHERE council = ? AND id = ?",
        council,
        id
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(found) = found else { return Ok(Settled::Nowhere) };
    if found.outcome.is_some() {
        return Ok(Settled::Already);
    }
    let (by, at) = (settled::who(entry, "part_proposal")?, document::write_time(entry.at));
    let note = settled::note(outcome);
    let word = outcome.code();
    sqlx::query!("INSERT INTO part_outcome (proposal_id, outcome, note, by_user, at) VALUES (?, ?, ?, ?, ?)", id, word, note, by.0, at)
        .execute(&mut *connection)
        .await?;
    audit::append(connection, &on(entry, id, &found.file)).await?;
    Ok(Settled::Done)
}

/// The newest text of each file that was approved, in the order of approval.
pub(crate) async fn told(connection: &mut SqliteConnection, council: &str) -> Result<Vec<Told>, StoreError> {
    let rows = sqlx::query!(
        "SELECT max(id) AS \"id!: i64\", file AS \"file!\", base AS \"base!\", text AS \"text!\", at AS \"at!\" FROM part_proposal JOIN part_outcome ON proposal_id = id AND outcome = 'approved' \
         WHERE council = ? GROUP BY file ORDER BY at, 1",
        council
    )
    .fetch_all(connection)
    .await?;
    let one = |id: i64, file: String, base: String, text: String, at: &str| {
        Ok::<_, StoreError>(Told { at: document::read_time(at, "part_outcome", id)?, id, file, base, text })
    };
    rows.into_iter().map(|row| one(row.id, row.file, row.base, row.text, &row.at)).collect()
}
