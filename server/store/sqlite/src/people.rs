//! People: the port [`People`] on the file.

mod account;
mod arrive;
pub(crate) mod audit;
mod begin;
mod change;
mod session;

use chrono::NaiveDateTime;
use domain::{
    people::{
        Digest, Hidden, Login, User, UserId,
        audit::{Entry, Recorded},
    },
    store::{Account, Arrival, Arrived, Begin, Change, Changed, People, Session, Sought},
};

use crate::{SqliteStore, StoreError};

/// A digest as it stands in a row of a table.
fn digest(bytes: &[u8], table: &'static str, row: impl ToString) -> Result<Digest, StoreError> {
    bytes.try_into().map_err(|_long_or_short| StoreError::Inconsistent {
        table,
        row: row.to_string(),
        why: format!("a digest has 32 bytes, and there are {}", bytes.len()),
    })
}

impl People for SqliteStore {
    type Error = StoreError;

    async fn key(&self, fresh: &Hidden<Digest>) -> Result<Hidden<Digest>, StoreError> {
        let mut transaction = self.write().await?;
        let fresh = fresh.reveal().as_slice();
        sqlx::query!("INSERT INTO instance_key (id, key) VALUES (1, ?) ON CONFLICT DO NOTHING", fresh).execute(&mut *transaction).await?;
        let kept = sqlx::query_scalar!("SELECT key FROM instance_key").fetch_one(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(Hidden::new(digest(&kept, "instance_key", 1)?))
    }

    async fn change(&self, change: &Change, entry: &Entry) -> Result<Changed, StoreError> {
        let mut transaction = self.write().await?;
        let changed = change::change(&mut transaction, change, entry).await?;
        if let Changed::Done(_) = changed {
            transaction.commit().await?;
        }
        Ok(changed)
    }

    async fn users(&self) -> Result<Vec<User>, StoreError> {
        account::users(&mut *self.read().await?).await
    }

    async fn account(&self, login: &Login) -> Result<Option<Account>, StoreError> {
        let mut transaction = self.read().await?;
        let Some(user) = account::number(&mut transaction, login).await? else { return Ok(None) };
        account::account(&mut transaction, user).await
    }

    async fn account_of(&self, user: UserId) -> Result<Option<Account>, StoreError> {
        account::account(&mut *self.read().await?, user).await
    }

    async fn begin(&self, begin: &Begin) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let held = begin::begin(&mut transaction, begin).await?;
        if held {
            transaction.commit().await?;
        }
        Ok(held)
    }

    async fn arrive(&self, arrival: &Arrival) -> Result<Arrived, StoreError> {
        let mut transaction = self.write().await?;
        let arrived = arrive::arrive(&mut transaction, arrival).await?;
        if arrived != Arrived::Again {
            transaction.commit().await?;
        }
        Ok(arrived)
    }

    async fn session(&self, token: &Digest) -> Result<Option<Session>, StoreError> {
        session::find(&mut *self.readers.acquire().await?, token).await
    }

    async fn seen(&self, token: &Digest, at: NaiveDateTime) -> Result<(), StoreError> {
        session::seen(&mut *self.writer.acquire().await?, token, at).await
    }

    async fn end(&self, token: &Digest, entry: &Entry) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        session::end(&mut transaction, token).await?;
        audit::append(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn failures(&self, counted: &Digest, since: NaiveDateTime) -> Result<Vec<NaiveDateTime>, StoreError> {
        session::failures(&mut *self.readers.acquire().await?, counted, since).await
    }

    async fn failed(&self, counted: &[Digest], oldest: NaiveDateTime, entry: &Entry) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        session::failed(&mut transaction, counted, oldest, entry.at).await?;
        audit::append(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn record(&self, entry: &Entry) -> Result<Recorded, StoreError> {
        let mut transaction = self.write().await?;
        let recorded = audit::append(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(recorded)
    }

    async fn audit(&self, sought: &Sought) -> Result<Vec<Recorded>, StoreError> {
        audit::find(&mut *self.readers.acquire().await?, sought).await
    }

    async fn audit_after(&self, number: i64) -> Result<Vec<Recorded>, StoreError> {
        audit::after(&mut *self.readers.acquire().await?, number).await
    }
}
