//! Decisions that are recorded here: the port [`Decisions`] on the file.

use domain::{
    decision::{Decision, register::Told},
    people::{UserId, audit::Entry},
    store::{
        Decisions,
        decisions::{Content, Outcome, Proposal, Proposed, Proposing, Settled},
    },
};
use sqlx::SqliteConnection;

use crate::{SqliteStore, StoreError, document, people::audit, settled};

impl Decisions for SqliteStore {
    async fn decision_proposals(&self, council: &str) -> Result<Vec<Proposal>, StoreError> {
        read(&mut *self.read().await?, council, None).await
    }

    async fn decision_proposal(&self, council: &str, id: i64) -> Result<Option<Proposal>, StoreError> {
        Ok(read(&mut *self.read().await?, council, Some(id)).await?.into_iter().next())
    }

    async fn propose_decision(&self, proposing: &Proposing<'_>, entry: &Entry) -> Result<Proposed, StoreError> {
        let mut transaction = self.write().await?;
        let proposed = propose(&mut transaction, proposing, entry).await?;
        transaction.commit().await?;
        Ok(proposed)
    }

    async fn settle_decision(&self, council: &str, id: i64, outcome: &Outcome, entry: &Entry) -> Result<Settled, StoreError> {
        let mut transaction = self.write().await?;
        let settled = settle(&mut transaction, council, id, outcome, entry).await?;
        transaction.commit().await?;
        Ok(settled)
    }
}

/// An entry on a proposal.
fn on(entry: &Entry, id: i64, code: &str) -> Entry {
    Entry { on: format!("decision {code}, proposal {id}"), ..entry.clone() }
}

fn wrong(id: i64, why: String) -> StoreError {
    StoreError::Inconsistent { table: "decision_proposal", row: id.to_string(), why }
}

fn decision(id: i64, text: &str) -> Result<Decision, StoreError> {
    serde_json::from_str(text).map_err(|error| wrong(id, format!("its document is not a decision: {error}")))
}

/// The proposals of a council, the newest first; or one of them.
async fn read(connection: &mut SqliteConnection, council: &str, one: Option<i64>) -> Result<Vec<Proposal>, StoreError> {
    let rows = sqlx::query!(
        "SELECT own.id AS \"id!\", code, kind, document, directorate, reason, proposed_by, proposed_at, outcome AS \"outcome?\", note AS \"note?\", \
         by_user AS \"by_user?\", at AS \"at?\", \
         (SELECT group_concat(DISTINCT earlier.proposed_by) FROM decision_proposal AS earlier WHERE earlier.council = own.council \
          AND earlier.code = own.code AND earlier.id <= own.id AND earlier.id > (SELECT coalesce(max(told.id), 0) FROM decision_proposal AS told \
          JOIN decision_outcome AS done ON done.proposal_id = told.id AND done.outcome = 'approved' \
          WHERE told.council = own.council AND told.code = own.code AND told.id < own.id)) AS \"hands!: String\" \
         FROM decision_proposal AS own LEFT JOIN decision_outcome ON proposal_id = own.id \
         WHERE council = ?1 AND (?2 IS NULL OR own.id = ?2) ORDER BY own.id DESC LIMIT 500",
        council,
        one
    )
    .fetch_all(connection)
    .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.id;
        let time = |text: &str| document::read_time(text, "decision_proposal", id);
        let told = row.document.as_deref().map(|text| decision(id, text)).transpose()?;
        let content = match (row.kind.as_str(), told) {
            ("new", Some(decision)) => Content::New(decision),
            ("correction", Some(decision)) => Content::Correction(decision, row.reason),
            ("withdrawal", None) => Content::Withdrawal(row.reason),
            (kind, _) => return Err(wrong(id, format!("`{kind}` is not what its document is"))),
        };
        let outcome = settled::outcome(("decision_proposal", id), (row.outcome, row.note), row.by_user, row.at.as_deref())?;
        let hands = settled::hands(&row.hands);
        all.push(Proposal {
            id,
            code: row.code.parse().map_err(|_code| wrong(id, format!("`{}` is no code of a decision", row.code)))?,
            directorate: row
                .directorate
                .parse()
                .map_err(|_code| wrong(id, format!("`{}` is no code of a directorate", row.directorate)))?,
            content,
            proposed: (UserId(row.proposed_by), time(&row.proposed_at)?),
            hands,
            outcome,
        });
    }
    Ok(all)
}

/// Proposes something, within a transaction that the caller has begun.
async fn propose(connection: &mut SqliteConnection, proposing: &Proposing<'_>, entry: &Entry) -> Result<Proposed, StoreError> {
    let (council, code) = (proposing.council, proposing.code.as_str());
    let stands = sqlx::query!(
        "SELECT (SELECT max(id) FROM decision_proposal WHERE council = ?1 AND code = ?2 \
         AND id NOT IN (SELECT proposal_id FROM decision_outcome)) AS \"open: i64\", \
         (SELECT count(*) FROM decision_proposal JOIN decision_outcome ON proposal_id = id AND outcome = 'approved' \
         WHERE council = ?1 AND code = ?2) AS \"told!: i64\"",
        council,
        code
    )
    .fetch_one(&mut *connection)
    .await?;
    if let Some(open) = stands.open {
        return Ok(Proposed::Open(open));
    }
    if stands.told != proposing.seen {
        return Ok(Proposed::Stale);
    }
    let (by, at) = (settled::who(entry, "decision_proposal")?, document::write_time(entry.at));
    let text = proposing.content.decision().map(serde_json::to_string).transpose().map_err(|error| wrong(0, error.to_string()))?;
    let (kind, reason, directorate) = (proposing.content.code(), proposing.content.reason(), proposing.directorate.as_str());
    let id = sqlx::query!(
        "INSERT INTO decision_proposal (council, code, kind, document, directorate, reason, proposed_by, proposed_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        council,
        code,
        kind,
        text,
        directorate,
        reason,
        by.0,
        at
    )
    .execute(&mut *connection)
    .await?
    .last_insert_rowid();
    audit::append(connection, &on(entry, id, code)).await?;
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
        "SELECT code, outcome AS \"outcome?\" FROM decision_proposal LEFT JOIN decision_outcome ON proposal_id = id WHERE council = ? AND id = ?",
        council,
        id
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(found) = found else { return Ok(Settled::Nowhere) };
    if found.outcome.is_some() {
        return Ok(Settled::Already);
    }
    let (by, at) = (settled::who(entry, "decision_proposal")?, document::write_time(entry.at));
    let note = settled::note(outcome);
    let word = outcome.code();
    sqlx::query!("INSERT INTO decision_outcome (proposal_id, outcome, note, by_user, at) VALUES (?, ?, ?, ?, ?)", id, word, note, by.0, at)
        .execute(&mut *connection)
        .await?;
    audit::append(connection, &on(entry, id, &found.code)).await?;
    Ok(Settled::Done)
}

/// What was approved, in that order.
pub(crate) async fn told(connection: &mut SqliteConnection, council: &str) -> Result<Vec<Told>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id AS \"id!\", code, document, reason, at FROM decision_proposal JOIN decision_outcome ON proposal_id = id AND outcome = 'approved' \
         WHERE council = ? ORDER BY at, id",
        council
    )
    .fetch_all(connection)
    .await?;
    let one = |id: i64, code: &str, text: Option<&str>, reason: String, at: &str| {
        Ok::<_, StoreError>(Told {
            at: document::read_time(at, "decision_outcome", id)?,
            code: code.parse().map_err(|_code| wrong(id, format!("`{code}` is no code of a decision")))?,
            decision: text.map(|text| decision(id, text)).transpose()?,
            reason,
        })
    };
    rows.into_iter().map(|row| one(row.id, &row.code, row.document.as_deref(), row.reason, &row.at)).collect()
}
