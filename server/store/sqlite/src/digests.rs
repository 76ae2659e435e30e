//! Digests: the port [`Digests`] on the file.

use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    people::{Digest, Hidden, UserId, audit::Entry},
    store::{Digests, Letter, Seen, Wanted},
};

use crate::{
    SqliteStore, StoreError,
    document::{read_number, read_time, write_time},
    people::audit,
};

/// A row of the table.
struct Row {
    user_id: i64,
    address: String,
    told_release: i64,
    told_until: String,
    not_before: String,
    failures: i64,
    letter: Option<i64>,
    sent_at: Option<String>,
}

fn read_day(text: &str, table: &'static str, row: i64) -> Result<NaiveDate, StoreError> {
    let wrong = |error| StoreError::Inconsistent { table, row: row.to_string(), why: format!("its day `{text}` is not one: {error}") };
    text.parse().map_err(wrong)
}

impl Row {
    fn read(self) -> Result<Wanted, StoreError> {
        let id = self.user_id;
        Ok(Wanted {
            user: UserId(id),
            address: Hidden::new(self.address),
            told: Seen { release: read_number(self.told_release, "digest", id)?, until: read_day(&self.told_until, "digest", id)? },
            not_before: read_time(&self.not_before, "digest", id)?,
            failures: read_number(self.failures, "digest", id)?,
            letter: self.letter,
            sent_at: self.sent_at.map(|at| read_time(&at, "digest", id)).transpose()?,
        })
    }
}

impl Digests for SqliteStore {
    async fn seen_own(&self, user: UserId) -> Result<Option<Seen>, StoreError> {
        let row = sqlx::query!("SELECT release, until FROM own_seen WHERE user_id = ?", user.0);
        let row = row.fetch_optional(&mut *self.readers.acquire().await?).await?;
        let seen = |release, until: String| {
            Ok(Seen { release: read_number(release, "own_seen", user.0)?, until: read_day(&until, "own_seen", user.0)? })
        };
        row.map(|row| seen(row.release, row.until)).transpose()
    }

    async fn has_seen(&self, user: UserId, seen: Seen) -> Result<(), StoreError> {
        let until = seen.until.to_string();
        sqlx::query!(
            "INSERT INTO own_seen (user_id, release, until) VALUES (?, ?, ?) \
             ON CONFLICT (user_id) DO UPDATE SET release = max(release, excluded.release), until = max(until, excluded.until)",
            user.0,
            seen.release,
            until
        )
        .execute(&mut *self.writer.acquire().await?)
        .await?;
        Ok(())
    }

    async fn want_digest(&self, user: UserId, address: &Hidden<String>, told: Seen, entry: &Entry) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let (address, until, at) = (address.reveal(), told.until.to_string(), write_time(entry.at));
        sqlx::query!(
            "INSERT INTO digest (user_id, address, told_release, told_until, not_before) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT (user_id) DO UPDATE SET address = excluded.address, failures = 0",
            user.0,
            address,
            told.release,
            until,
            at
        )
        .execute(&mut *transaction)
        .await?;
        audit::append(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    async fn end_digest(&self, user: UserId, entry: &Entry) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let ended = sqlx::query!("DELETE FROM digest WHERE user_id = ?", user.0).execute(&mut *transaction).await?;
        if ended.rows_affected() == 0 {
            return Ok(false);
        }
        audit::append(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn digest_of(&self, user: UserId) -> Result<Option<Wanted>, StoreError> {
        let row = sqlx::query_as!(
            Row,
            "SELECT user_id, address, told_release, told_until, not_before, failures, letter, sent_at FROM digest WHERE user_id = ?",
            user.0
        );
        row.fetch_optional(&mut *self.readers.acquire().await?).await?.map(Row::read).transpose()
    }

    async fn digests(&self, at: NaiveDateTime) -> Result<Vec<Wanted>, StoreError> {
        let at = write_time(at);
        let rows = sqlx::query_as!(
            Row,
            "SELECT user_id, address, told_release, told_until, not_before, failures, letter, sent_at FROM digest \
             WHERE not_before <= ? AND user_id IN (SELECT id FROM user WHERE active = 1) ORDER BY user_id",
            at
        );
        rows.fetch_all(&mut *self.readers.acquire().await?).await?.into_iter().map(Row::read).collect()
    }

    async fn begin_letter(&self, wanted: &Wanted, letter: &Letter) -> Result<Option<i64>, StoreError> {
        let mut transaction = self.write().await?;
        let (user, token, at) = (wanted.user.0, letter.token.as_slice(), write_time(letter.at));
        let (until, not_before) = (letter.tells.until.to_string(), write_time(letter.not_before));
        let (was_before, address) = (write_time(wanted.not_before), wanted.address.reveal());
        let begun = sqlx::query!(
            "INSERT INTO letter (user_id, token, release, until, items, begun_at) VALUES (?, ?, ?, ?, ?, ?)",
            user,
            token,
            letter.tells.release,
            until,
            letter.items,
            at
        );
        let id = begun.execute(&mut *transaction).await?.last_insert_rowid();
        let claimed = sqlx::query!(
            "UPDATE digest SET told_release = ?, told_until = ?, not_before = ?, letter = ? WHERE user_id = ? AND letter IS ? \
             AND not_before = ? AND address = ? AND user_id IN (SELECT id FROM user WHERE active = 1)",
            letter.tells.release,
            until,
            not_before,
            id,
            user,
            wanted.letter,
            was_before,
            address
        );
        if claimed.execute(&mut *transaction).await?.rows_affected() == 0 {
            return Ok(None);
        }
        transaction.commit().await?;
        Ok(Some(id))
    }

    async fn letter_sent(&self, letter: i64, at: NaiveDateTime) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let at = write_time(at);
        sqlx::query!("UPDATE letter SET sent = 1, ended_at = ? WHERE id = ?", at, letter).execute(&mut *transaction).await?;
        sqlx::query!("UPDATE digest SET sent_at = ?, failures = 0 WHERE letter = ?", at, letter).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    async fn letter_failed(&self, letter: i64, wanted: &Wanted, at: NaiveDateTime, not_before: NaiveDateTime) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let (at, until, not_before) = (write_time(at), wanted.told.until.to_string(), write_time(not_before));
        let failures = wanted.failures.saturating_add(1);
        sqlx::query!("UPDATE letter SET sent = 0, ended_at = ? WHERE id = ?", at, letter).execute(&mut *transaction).await?;
        sqlx::query!(
            "UPDATE digest SET told_release = ?, told_until = ?, not_before = ?, failures = ? WHERE letter = ?",
            wanted.told.release,
            until,
            not_before,
            failures,
            letter
        )
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    async fn letter_for(&self, token: &Digest) -> Result<Option<UserId>, StoreError> {
        let token = token.as_slice();
        let found = sqlx::query_scalar!("SELECT user_id FROM letter WHERE token = ?", token);
        Ok(found.fetch_optional(&mut *self.readers.acquire().await?).await?.map(UserId))
    }
}
