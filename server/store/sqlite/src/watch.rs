//! What those who run the program watch: how large the file is, and how often somebody failed to sign in.

use domain::people::audit::Deed;

use crate::{SqliteStore, StoreError, beside};

/// Sizes in bytes; 0 where the file is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// The file.
    pub file: u64,
    /// What is not folded into it yet.
    pub log: u64,
}

impl SqliteStore {
    /// How large the file and its log are.
    pub fn size(&self) -> Size {
        let options = self.readers.connect_options();
        let length = |path: &std::path::Path| std::fs::metadata(path).map_or(0, |file| file.len());
        Size { file: length(options.get_filename()), log: length(&beside(options.get_filename(), "-wal")) }
    }

    /// How often a password or a code was wrong, since the audit begins.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn wrong_sign_ins(&self) -> Result<u64, StoreError> {
        let (password, code) = (Deed::PasswordWrong.code(), Deed::CodeWrong.code());
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM audit WHERE deed IN (?, ?)")
            .bind(password)
            .bind(code)
            .fetch_one(&mut *self.readers.acquire().await?)
            .await?;
        Ok(count.unsigned_abs())
    }
}
