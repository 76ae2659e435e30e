//! Mappings of columns.

use domain::{
    people::audit::Entry,
    store::{KeptMapping, Mappings},
};

use crate::{SqliteStore, StoreError, people::audit};

/// An entry on a mapping.
fn on(entry: &Entry, mapping: i64) -> Entry {
    Entry { on: format!("mapping {mapping}"), ..entry.clone() }
}

impl Mappings for SqliteStore {
    async fn keep_mapping(&self, council: &str, mapping: &KeptMapping, entry: &Entry) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let columns = mapping.columns.join("\n");
        let id = sqlx::query_scalar!(
            "INSERT INTO mapping (council, name, columns, toml) VALUES (?, ?, ?, ?) \
             ON CONFLICT (council, name) DO UPDATE SET columns = excluded.columns, toml = excluded.toml RETURNING id AS \"id!\"",
            council,
            mapping.name,
            columns,
            mapping.toml
        )
        .fetch_one(&mut *transaction)
        .await?;
        audit::append(&mut transaction, &on(entry, id)).await?;
        Ok(transaction.commit().await?)
    }

    async fn mappings(&self, council: &str) -> Result<Vec<KeptMapping>, StoreError> {
        let rows = sqlx::query!("SELECT name, columns, toml FROM mapping WHERE council = ? ORDER BY name", council)
            .fetch_all(&mut *self.readers.acquire().await?)
            .await?;
        let kept = |columns: &str| columns.split('\n').map(str::to_owned).collect();
        Ok(rows.into_iter().map(|row| KeptMapping { columns: kept(&row.columns), name: row.name, toml: row.toml }).collect())
    }

    async fn forget_mapping(&self, council: &str, name: &str, entry: &Entry) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let found = sqlx::query_scalar!("DELETE FROM mapping WHERE council = ? AND name = ? RETURNING id AS \"id!\"", council, name)
            .fetch_optional(&mut *transaction)
            .await?;
        let Some(id) = found else { return Ok(false) };
        audit::append(&mut transaction, &on(entry, id)).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
