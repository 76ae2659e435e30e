//! Figures that people enter: the port [`Entries`] on the file.

mod decide;
mod read;
mod write;

use domain::{
    code::MeasureCode,
    observation::Observation,
    people::audit::Entry,
    period::Period,
    store::{Brought, Draft, Entries, Import, Outline, Submission, Written},
};

use crate::{SqliteStore, StoreError};

impl Entries for SqliteStore {
    async fn open_submission(&self, council: &str, measure: &MeasureCode, period: Period) -> Result<Option<Submission>, StoreError> {
        let mut transaction = self.read().await?;
        let Some(id) = read::open(&mut transaction, council, measure, period).await? else { return Ok(None) };
        read::submission(&mut transaction, id).await
    }

    async fn submission(&self, id: i64) -> Result<Option<Submission>, StoreError> {
        read::submission(&mut *self.read().await?, id).await
    }

    async fn submissions(&self, council: &str) -> Result<Vec<Outline>, StoreError> {
        read::outlines(&mut *self.readers.acquire().await?, council).await
    }

    async fn brought_in(&self, council: &str) -> Result<Vec<(MeasureCode, Period)>, StoreError> {
        read::brought_in(&mut *self.read().await?, council).await
    }

    async fn save(&self, draft: &Draft<'_>, entry: &Entry) -> Result<Written, StoreError> {
        let mut transaction = self.write().await?;
        let written = write::save(&mut transaction, draft, entry).await?;
        // What was refused half way leaves nothing.
        if let Written::Done(_) = written {
            transaction.commit().await?;
        }
        Ok(written)
    }

    async fn hand_in(&self, id: i64, version: i64, entry: &Entry) -> Result<Written, StoreError> {
        let mut transaction = self.write().await?;
        let written = decide::hand_in(&mut transaction, id, version, entry).await?;
        transaction.commit().await?;
        Ok(written)
    }

    async fn send_back(&self, id: i64, version: i64, note: &str, entry: &Entry) -> Result<Written, StoreError> {
        let mut transaction = self.write().await?;
        let written = decide::send_back(&mut transaction, id, version, note, entry).await?;
        transaction.commit().await?;
        Ok(written)
    }

    async fn approve(
        &self,
        id: i64,
        version: i64,
        brought: &Brought<'_>,
        entry: &Entry,
        observations: impl Iterator<Item = Observation> + Send,
    ) -> Result<(Written, Option<Import>), StoreError> {
        let mut transaction = self.write().await?;
        let decided = decide::approve(&mut transaction, (id, version), brought, entry, observations).await?;
        transaction.commit().await?;
        Ok(decided)
    }
}
