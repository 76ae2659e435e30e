//! What a page showed of a file, as a short text that its form brings back: nothing else is accepted by it.

use data_encoding::HEXLOWER;
use domain::ingest::Mapping;

use super::tray::{Found, Pending};
use crate::manage::secret;

/// What somebody is told whose page showed something else than what would be accepted now.
pub const ANOTHER: &str = "What you accepted is not what is looked at now, as in another window: nothing was written. Look at what would change, and accept that.";

/// A digest of the file, of how it was read, and of what it would change. The same file, read the same way over the same figures, has the same.
pub fn print(pending: &Pending, found: &Found) -> String {
    let file = pending.opened.get().map(|opened| opened.digest.as_str()).unwrap_or_default();
    let mapping = found.mapping.as_ref().map(Mapping::to_toml);
    let read = (&mapping, &found.measure, found.import.rows.len(), found.import.refused_rows());
    HEXLOWER.encode(&secret::sha256(format!("{file} {read:?} {:?}", found.difference).as_bytes()))
}
