//! Drafts and frozen reports as they are read.

use domain::{
    people::UserId,
    report::{
        Kind, Template,
        frozen::{Form, Frozen},
    },
    store::reports::{Draft, Stage},
};
use sqlx::SqliteConnection;

use crate::{StoreError, document, settled};

/// The most drafts that are listed.
const MOST: i64 = 200;

/// The template of a draft.
pub(super) fn read(draft: i64, text: &str) -> Result<Template, StoreError> {
    let wrong = |why: serde_json::Error| StoreError::Inconsistent { table: "report_version", row: draft.to_string(), why: why.to_string() };
    serde_json::from_str(text).map_err(wrong)
}

/// The drafts of a council, the newest first; or one of them.
pub(super) async fn drafts(connection: &mut SqliteConnection, council: &str, one: Option<i64>) -> Result<Vec<Draft>, StoreError> {
    let rows = sqlx::query!(
        "SELECT draft.id AS \"id!\", corrects, wrong, begun_by, own.version AS \"version!\", template, own.saved_by AS \"saved_by!\", saved_at, \
         (SELECT group_concat(DISTINCT saved_by) FROM report_version WHERE draft_id = draft.id) AS \"savers!: String\", \
         (SELECT group_concat(DISTINCT submitted_by) FROM report_submission WHERE draft_id = draft.id) AS \"submitters: String\", \
         last.id AS \"last?\", last.release_number AS \"release?\", last.submitted_by AS \"submitted_by?\", last.submitted_at AS \"submitted_at?\", \
         outcome AS \"outcome?\", note AS \"note?\", frozen.number AS \"number?\", over.at AS \"ended?\" \
         FROM report_draft AS draft JOIN report_version AS own ON own.draft_id = draft.id \
         AND own.version = (SELECT max(version) FROM report_version WHERE draft_id = draft.id) \
         LEFT JOIN report_submission AS last ON last.id = (SELECT max(id) FROM report_submission WHERE draft_id = draft.id) \
         LEFT JOIN report_outcome AS told ON told.submission_id = last.id \
         LEFT JOIN report_frozen AS frozen ON frozen.submission_id = last.id LEFT JOIN report_end AS over ON over.draft_id = draft.id \
         WHERE draft.council = ?1 AND (?2 IS NULL OR draft.id = ?2) ORDER BY draft.id DESC LIMIT ?3",
        council,
        one,
        MOST
    )
    .fetch_all(connection)
    .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.id;
        let inconsistent = |why: String| StoreError::Inconsistent { table: "report_draft", row: id.to_string(), why };
        let time = |text: &str| document::read_time(text, "report_draft", id);
        let number = |number: i64| document::read_number(number, "report_draft", id);
        let submitted = row.submitted_by.zip(row.submitted_at.as_deref());
        let stage = match (row.ended, row.last.zip(row.release).zip(submitted), row.outcome.as_deref()) {
            (Some(_), ..) => Stage::GivenUp,
            (None, Some(((submission, release), (by, at))), None) => {
                Stage::Waits { submission, release: number(release)?, by: (UserId(by), time(at)?) }
            }
            (None, _, Some("approved")) => {
                let frozen = row.number.ok_or_else(|| inconsistent("it is approved and not frozen".to_owned()))?;
                Stage::Frozen(number(frozen)?)
            }
            (None, _, Some("returned")) => Stage::Draft(row.note),
            _ => Stage::Draft(None),
        };
        let mut hands = settled::hands(&row.savers);
        hands.extend(settled::hands(row.submitters.as_deref().unwrap_or_default()));
        hands.insert(UserId(row.begun_by));
        all.push(Draft {
            id,
            version: row.version,
            template: read(id, &row.template)?,
            saved: (UserId(row.saved_by), time(&row.saved_at)?),
            corrects: row.corrects.map(number).transpose()?.map(|of| (of, row.wrong)),
            hands,
            stage,
        });
    }
    Ok(all)
}

/// The reports that were frozen, the newest first.
pub(crate) async fn told(connection: &mut SqliteConnection, council: &str) -> Result<Vec<Frozen>, StoreError> {
    let rows = sqlx::query!(
        "SELECT frozen.number AS \"number!\", digest, title, kind, subject, release_number AS \"release!\", told.at AS \"at!\", corrects, wrong, \
         withdrawal.at AS \"withdrawn?\", withdrawal.reason AS \"reason?\" FROM report_frozen AS frozen \
         JOIN report_submission AS own ON own.id = frozen.submission_id JOIN report_outcome AS told ON told.submission_id = own.id \
         JOIN report_draft AS draft ON draft.id = own.draft_id LEFT JOIN report_withdrawal AS withdrawal \
         ON withdrawal.council = frozen.council AND withdrawal.number = frozen.number WHERE frozen.council = ? ORDER BY frozen.number DESC",
        council
    )
    .fetch_all(&mut *connection)
    .await?;
    let forms = sqlx::query!(
        "SELECT number, name, sha256, length(bytes) AS \"length!: i64\" FROM report_form WHERE council = ? ORDER BY id",
        council
    )
    .fetch_all(connection)
    .await?;
    let one = |id: i64, of: i64| document::read_number(of, "report_frozen", id);
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let id = row.number;
        let time = |text: &str| document::read_time(text, "report_frozen", id);
        let kind = Kind::read(&row.kind).ok_or_else(|| StoreError::Inconsistent {
            table: "report_frozen",
            row: id.to_string(),
            why: format!("there are no reports `{}`", row.kind),
        })?;
        let own = forms.iter().filter(|form| form.number == id);
        all.push(Frozen {
            number: one(id, id)?,
            digest: row.digest,
            title: row.title,
            kind,
            of: row.subject,
            release: one(id, row.release)?,
            at: time(&row.at)?,
            corrects: row.corrects.map(|of| one(id, of)).transpose()?.map(|of| (of, row.wrong)),
            withdrawn: row.withdrawn.as_deref().map(time).transpose()?.zip(row.reason),
            forms: own
                .map(|form| Form { name: form.name.clone(), bytes: form.length.unsigned_abs(), sha256: form.sha256.clone() })
                .collect(),
        });
    }
    Ok(all)
}
