//! Changes of programmes: the port [`Proposals`] on the file.

use chrono::NaiveDateTime;
use domain::{
    code::ProgrammeCode,
    people::{UserId, audit::Entry},
    programme::{
        Withdrawn,
        edit::{Edit, Record},
    },
    store::{Proposal, Proposals, Proposing, Settled, Verdict},
};
use sqlx::SqliteConnection;

use crate::{SqliteStore, StoreError, document, people::audit};

const TABLE: &str = "programme_proposal";

impl Proposals for SqliteStore {
    async fn programmes_version(&self, council: &str) -> Result<i64, StoreError> {
        version(&mut *self.readers.acquire().await?, council).await
    }

    async fn records(&self, council: &str) -> Result<Vec<Record>, StoreError> {
        records(&mut *self.read().await?, council).await
    }

    async fn proposal(&self, council: &str, id: i64) -> Result<Option<Proposal>, StoreError> {
        one(&mut *self.read().await?, council, id).await
    }

    async fn proposals(&self, council: &str, programme: Option<&ProgrammeCode>) -> Result<Vec<Proposal>, StoreError> {
        let mut transaction = self.read().await?;
        let programme = programme.map(ProgrammeCode::as_str);
        let rows = sqlx::query_as!(
            Row,
            "SELECT proposal.id, proposal.council, programme, edits, role, file, proposed_by, proposed_at, kind AS \"kind?\", \
             approver AS \"approver?\", note AS \"note?\", decided_by AS \"decided_by?\", decided_at AS \"decided_at?\", \
             reason AS \"reason?\", withdrawn_by AS \"withdrawn_by?\", withdrawn_at AS \"withdrawn_at?\" FROM programme_proposal AS proposal \
             LEFT JOIN programme_decision AS decision ON decision.proposal_id = proposal.id \
             LEFT JOIN programme_withdrawal AS withdrawal ON withdrawal.proposal_id = proposal.id \
             WHERE council = ?1 AND (?2 IS NULL OR programme = ?2) ORDER BY kind IS NULL DESC, proposal.id DESC LIMIT 500",
            council,
            programme
        )
        .fetch_all(&mut *transaction)
        .await?;
        rows.into_iter().map(Row::proposal).collect()
    }

    async fn propose(&self, proposing: &Proposing<'_>, entry: &Entry) -> Result<i64, StoreError> {
        let mut transaction = self.write().await?;
        let id = propose(&mut transaction, proposing, entry).await?;
        transaction.commit().await?;
        Ok(id)
    }

    async fn decide(&self, council: &str, id: i64, verdict: &Verdict, seen: Option<i64>, entry: &Entry) -> Result<Settled, StoreError> {
        let mut transaction = self.write().await?;
        let settled = decide(&mut transaction, (council, id), verdict, seen, entry).await?;
        transaction.commit().await?;
        Ok(settled)
    }

    async fn withdraw_proposal(&self, council: &str, id: i64, reason: &str, seen: i64, entry: &Entry) -> Result<Settled, StoreError> {
        let mut transaction = self.write().await?;
        let settled = withdraw(&mut transaction, (council, id), reason, seen, entry).await?;
        transaction.commit().await?;
        Ok(settled)
    }
}

fn wrong(id: i64, why: impl ToString) -> StoreError {
    StoreError::Inconsistent { table: TABLE, row: id.to_string(), why: why.to_string() }
}

/// A proposal, with what became of it.
struct Row {
    id: i64,
    council: String,
    programme: String,
    edits: String,
    role: String,
    file: String,
    proposed_by: i64,
    proposed_at: String,
    kind: Option<String>,
    approver: Option<String>,
    note: Option<String>,
    decided_by: Option<i64>,
    decided_at: Option<String>,
    reason: Option<String>,
    withdrawn_by: Option<i64>,
    withdrawn_at: Option<String>,
}

impl Row {
    fn proposal(self) -> Result<Proposal, StoreError> {
        let id = self.id;
        let time = |text: &str| document::read_time(text, TABLE, id);
        let act = |who: Option<i64>, at: Option<String>| -> Result<Option<(UserId, NaiveDateTime)>, StoreError> {
            Ok(who.map(UserId).zip(at.as_deref().map(time).transpose()?))
        };
        let verdict = self.kind.map(|kind| match kind.as_str() {
            "approved" => Verdict::Approved(self.approver.unwrap_or_default()),
            "returned" => Verdict::Returned(self.note.unwrap_or_default()),
            _ => Verdict::TakenBack,
        });
        let decided = act(self.decided_by, self.decided_at)?;
        let withdrawn = act(self.withdrawn_by, self.withdrawn_at)?;
        Ok(Proposal {
            id,
            council: self.council,
            programme: self.programme.parse().map_err(|error| wrong(id, error))?,
            edits: read(id, &self.edits)?,
            role: self.role,
            file: self.file,
            proposed: (UserId(self.proposed_by), time(&self.proposed_at)?),
            decided: decided.zip(verdict).map(|((who, at), verdict)| (who, at, verdict)),
            withdrawn: withdrawn.zip(self.reason).map(|((who, at), reason)| (who, at, reason)),
        })
    }
}

fn read(id: i64, text: &str) -> Result<Vec<Edit>, StoreError> {
    serde_json::from_str(text).map_err(|error| wrong(id, format_args!("its changes cannot be read: {error}")))
}

/// Who makes a change: only people propose and decide.
fn who(entry: &Entry) -> Result<i64, StoreError> {
    entry.who.map(|who| who.0).ok_or_else(|| wrong(0, "nobody is named who does it"))
}

async fn version(connection: &mut SqliteConnection, council: &str) -> Result<i64, StoreError> {
    // Each of these only rises.
    let version = sqlx::query_scalar!(
        "SELECT (SELECT count(*) FROM programme_decision JOIN programme_proposal ON id = proposal_id WHERE council = ?1 AND kind = 'approved') \
         + (SELECT count(*) FROM programme_withdrawal JOIN programme_proposal ON id = proposal_id WHERE council = ?1) AS \"version!: i64\"",
        council
    );
    Ok(version.fetch_one(connection).await?)
}

async fn records(connection: &mut SqliteConnection, council: &str) -> Result<Vec<Record>, StoreError> {
    let rows = sqlx::query!(
        "SELECT id, programme, edits, role, approver, decided_at, reason AS \"reason?\", withdrawn_at AS \"withdrawn_at?\" \
         FROM programme_decision AS decision JOIN programme_proposal ON id = decision.proposal_id \
         LEFT JOIN programme_withdrawal AS withdrawal ON withdrawal.proposal_id = id \
         WHERE council = ? AND kind = 'approved' ORDER BY decision.number",
        council
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let day = |text: &str| Ok::<_, StoreError>(document::read_time(text, TABLE, row.id)?.date());
            let gone = row.withdrawn_at.as_deref().map(day).transpose()?.zip(row.reason);
            Ok(Record {
                proposal: row.id,
                programme: row.programme.parse().map_err(|error| wrong(row.id, error))?,
                role: row.role,
                approver: row.approver,
                edits: read(row.id, &row.edits)?,
                on: day(&row.decided_at)?,
                withdrawn: gone.map(|(on, why)| Withdrawn { on, why }),
            })
        })
        .collect()
}

async fn one(connection: &mut SqliteConnection, council: &str, id: i64) -> Result<Option<Proposal>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        "SELECT proposal.id, proposal.council, programme, edits, role, file, proposed_by, proposed_at, kind AS \"kind?\", \
         approver AS \"approver?\", note AS \"note?\", decided_by AS \"decided_by?\", decided_at AS \"decided_at?\", \
         reason AS \"reason?\", withdrawn_by AS \"withdrawn_by?\", withdrawn_at AS \"withdrawn_at?\" FROM programme_proposal AS proposal \
         LEFT JOIN programme_decision AS decision ON decision.proposal_id = proposal.id \
         LEFT JOIN programme_withdrawal AS withdrawal ON withdrawal.proposal_id = proposal.id WHERE council = ? AND proposal.id = ?",
        council,
        id
    )
    .fetch_optional(connection)
    .await?;
    row.map(Row::proposal).transpose()
}

/// An entry on a proposal.
fn on(entry: &Entry, id: i64, programme: &ProgrammeCode) -> Entry {
    Entry { on: format!("proposal {id}: {programme}"), ..entry.clone() }
}

async fn propose(connection: &mut SqliteConnection, proposing: &Proposing<'_>, entry: &Entry) -> Result<i64, StoreError> {
    let Proposing { council, programme, edits, role, file } = *proposing;
    let text = serde_json::to_string(edits).map_err(|error| wrong(0, error))?;
    if read(0, &text)? != edits {
        return Err(wrong(0, "its changes read back differently"));
    }
    let (by, at, code) = (who(entry)?, document::write_time(entry.at), programme.as_str());
    let written = sqlx::query!(
        "INSERT INTO programme_proposal (council, programme, edits, role, file, proposed_by, proposed_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        council,
        code,
        text,
        role,
        file,
        by,
        at
    );
    let id = written.execute(&mut *connection).await?.last_insert_rowid();
    audit::append(connection, &on(entry, id, programme)).await?;
    Ok(id)
}

async fn decide(
    connection: &mut SqliteConnection,
    (council, id): (&str, i64),
    verdict: &Verdict,
    seen: Option<i64>,
    entry: &Entry,
) -> Result<Settled, StoreError> {
    let Some(proposal) = one(connection, council, id).await? else { return Ok(Settled::Nowhere) };
    if proposal.decided.is_some() {
        return Ok(Settled::Already);
    }
    if let Some(seen) = seen
        && version(connection, council).await? != seen
    {
        return Ok(Settled::Overtaken);
    }
    let (kind, approver, note) = match verdict {
        Verdict::Approved(approver) => ("approved", approver.as_str(), ""),
        Verdict::Returned(note) => ("returned", "", note.as_str()),
        Verdict::TakenBack => ("taken-back", "", ""),
    };
    let (by, at) = (who(entry)?, document::write_time(entry.at));
    sqlx::query!(
        "INSERT INTO programme_decision (proposal_id, kind, approver, note, decided_by, decided_at) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        kind,
        approver,
        note,
        by,
        at
    )
    .execute(&mut *connection)
    .await?;
    audit::append(connection, &on(entry, id, &proposal.programme)).await?;
    Ok(Settled::Done)
}

async fn withdraw(
    connection: &mut SqliteConnection,
    (council, id): (&str, i64),
    reason: &str,
    seen: i64,
    entry: &Entry,
) -> Result<Settled, StoreError> {
    let Some(proposal) = one(connection, council, id).await? else { return Ok(Settled::Nowhere) };
    if !proposal.approved() || proposal.withdrawn.is_some() {
        return Ok(Settled::Already);
    }
    if version(connection, council).await? != seen {
        return Ok(Settled::Overtaken);
    }
    let (by, at) = (who(entry)?, document::write_time(entry.at));
    sqlx::query!(
        "INSERT INTO programme_withdrawal (proposal_id, reason, withdrawn_by, withdrawn_at) VALUES (?, ?, ?, ?)",
        id,
        reason,
        by,
        at
    )
    .execute(&mut *connection)
    .await?;
    audit::append(connection, &on(entry, id, &proposal.programme)).await?;
    Ok(Settled::Done)
}
