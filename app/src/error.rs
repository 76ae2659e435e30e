//! The one error that a reader is told. It says what, where and how to mend it; nothing internal is in it.

use domain::filter::{QueryError, UnknownChoice};

/// Why a page cannot be shown as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// There is no such thing; the nearest that exist, as labels and addresses.
    #[error("There is no {what} “{given}”")]
    NotFound {
        /// What was looked for.
        what: String,
        /// What was given.
        given: String,
        /// Labels and addresses.
        nearest: Vec<(String, String)>,
    },
    /// The address has a part that is not right.
    #[error("{message}")]
    BadRequest {
        /// What is wrong and how to mend it.
        message: String,
        /// What exists nearby: labels and addresses.
        nearest: Vec<(String, String)>,
    },
    /// Something failed inside.
    #[error("Something went wrong on our side. Nothing is lost; try again in a minute.")]
    Internal,
}

impl PageError {
    /// The HTTP status that fits.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound { .. } => 404,
            Self::BadRequest { .. } => 400,
            Self::Internal => 500,
        }
    }

    /// A page's subject that does not exist: the nearest are linked under `path`, or, where none is near, the list of all.
    pub fn subject(unknown: UnknownChoice, path: &str) -> Self {
        let mut nearest: Vec<_> = unknown.nearest.into_iter().map(|(code, name)| (name, format!("{path}/{code}"))).collect();
        if nearest.is_empty() {
            nearest.push((format!("All {}", path.trim_start_matches('/')), path.to_owned()));
        }
        Self::NotFound { what: unknown.what.to_owned(), given: unknown.given, nearest }
    }

    /// A choice in the query that does not exist: the nearest are linked as that choice of `path`, all others kept.
    pub fn choice(unknown: &UnknownChoice, path: &str, query: &str) -> Self {
        Self::BadRequest { message: format!("There is no {} “{}”", unknown.what, unknown.given), nearest: unknown.links(path, query) }
    }

    /// A query that cannot be read. What can be read of it is kept.
    pub fn query(error: &QueryError, path: &str, query: &str) -> Self {
        Self::BadRequest {
            message: domain::view::lead::capital(&error.to_string()),
            nearest: vec![("This page without it".to_owned(), error.link(path, query))],
        }
    }
}
