//! The port for mappings of columns.

use std::future::Future;

use super::Store;
use crate::people::audit::Entry;

/// A mapping that is kept for the next file like it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptMapping {
    /// What it is called: 1 to 100 characters, unique in the council.
    pub name: String,
    /// The names of the columns of the file that it was made for, in order.
    pub columns: Vec<String>,
    /// The mapping, in TOML.
    pub toml: String,
}

/// What a store must do with mappings. Every write is one transaction, with its entry in the audit.
pub trait Mappings: Store {
    /// Keeps a mapping, in place of the one that had its name. The entry is completed with `mapping` and its number.
    fn keep_mapping(&self, council: &str, mapping: &KeptMapping, entry: &Entry) -> impl Future<Output = Result<(), Self::Error>> + Send;

    /// A council's mappings, by name.
    fn mappings(&self, council: &str) -> impl Future<Output = Result<Vec<KeptMapping>, Self::Error>> + Send;

    /// Forgets a mapping, and says whether there was one of that name. The entry is completed as above.
    fn forget_mapping(&self, council: &str, name: &str, entry: &Entry) -> impl Future<Output = Result<bool, Self::Error>> + Send;
}
