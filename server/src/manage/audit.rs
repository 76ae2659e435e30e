//! Reading the audit, and checking that it is whole.

use domain::{
    people::{
        Action, User,
        audit::{Broken, Deed, Head, Recorded, follow},
    },
    store::{People, Sought},
};
use store_sqlite::StoreError;

use super::{Asker, Desk, Stop, secret};

/// Entries on a page.
pub const PAGE: u32 = 100;
/// The most entries in a file.
const FILE: usize = 100_000;

/// Why an audit could not be verified.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// It is not whole.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// An entry that somebody kept the digest of is not in it.
    #[error("entry {0} of the audit is missing, or has another digest than the one given: entries have been removed or rewritten")]
    Other(i64),
    /// The store failed.
    #[error("the audit could not be read")]
    Store(#[from] StoreError),
}

impl Desk {
    /// A page of entries, and everybody who may be named in them.
    pub async fn search_audit(&self, asker: &Asker, sought: &Sought) -> Result<(Vec<Recorded>, Vec<User>), Stop> {
        self.allow(asker, Action::ReadAudit).await?;
        self.store.record(&asker.entry(self.now(), Deed::ReadAudit, String::new())).await?;
        Ok((self.store.audit(&Sought { limit: PAGE, ..sought.clone() }).await?, self.store.users().await?))
    }

    /// Follows the whole chain: its last entry, or why it is not whole. To do so is recorded first, so that the last entry is that one at least.
    pub async fn check_audit(&self, asker: &Asker) -> Result<Result<Head, Broken>, Stop> {
        self.allow(asker, Action::ReadAudit).await?;
        self.store.record(&asker.entry(self.now(), Deed::ReadAudit, "the whole chain".to_owned())).await?;
        match verify(&self.store, None).await {
            Ok(head) => Ok(Ok(head)),
            Err(AuditError::Broken(broken)) => Ok(Err(broken)),
            Err(AuditError::Store(error)) => Err(error.into()),
            Err(error @ AuditError::Other(_)) => Err(Stop::Machine(error.to_string())),
        }
    }

    /// All entries that are sought, for a file.
    pub async fn export_audit(&self, asker: &Asker, sought: &Sought) -> Result<Vec<Recorded>, Stop> {
        self.allow(asker, Action::ReadAudit).await?;
        self.store.record(&asker.entry(self.now(), Deed::ExportAudit, String::new())).await?;
        let mut all: Vec<Recorded> = Vec::new();
        while all.len() < FILE {
            let before = all.last().map(|last| last.number).or(sought.before);
            let more = self.store.audit(&Sought { before, limit: 1_000, ..sought.clone() }).await?;
            if more.is_empty() {
                break;
            }
            all.extend(more);
        }
        Ok(all)
    }
}

/// Follows the whole chain to its end. `holds`: an entry's number and digest that somebody kept, which it must still hold.
pub async fn verify<P: People<Error = StoreError>>(store: &P, holds: Option<Head>) -> Result<Head, AuditError> {
    let (mut head, mut found) = (Head::default(), holds.is_none_or(|kept| kept == Head::default()));
    loop {
        let entries = store.audit_after(head.number).await?;
        if entries.is_empty() {
            break;
        }
        head = follow(head, &entries, secret::sha256)?;
        found |= holds.is_some_and(|kept| entries.iter().any(|one| one.number == kept.number && one.digest == kept.digest));
    }
    match holds {
        Some(kept) if !found => Err(AuditError::Other(kept.number)),
        _ => Ok(head),
    }
}
