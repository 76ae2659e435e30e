//! Why files could not be written.

use std::{io, path::PathBuf};

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// What is published is not written over.
    #[error("{0} is there already: what is published is not written over. Remove it to have it written again")]
    There(PathBuf),
    /// A file or a folder could not be written.
    #[error("{file} could not be written: {source}. See that there is room, and that the folder may be written to")]
    File {
        /// Its name.
        file: String,
        /// What the system says.
        source: io::Error,
    },
    /// The Parquet file could not be written.
    #[error("the Parquet file could not be written: {0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// The SQLite file could not be written.
    #[error("the SQLite file could not be written: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

/// What a fault of the system is about.
pub(crate) trait Of<T> {
    /// Says which file it is.
    fn of(self, file: &str) -> Result<T, Fault>;
}

impl<T, E: Into<io::Error>> Of<T> for Result<T, E> {
    fn of(self, file: &str) -> Result<T, Fault> {
        self.map_err(|error| Fault::File { file: file.to_owned(), source: error.into() })
    }
}
