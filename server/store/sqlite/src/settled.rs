//! What became of proposals that one person makes and another decides on, as rows have it.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use domain::{
    people::{UserId, audit::Entry},
    store::decisions::Outcome,
};

use crate::{StoreError, document};

/// Who writes: only people propose and decide.
pub(crate) fn who(entry: &Entry, table: &'static str) -> Result<UserId, StoreError> {
    let nobody = || StoreError::Inconsistent { table, row: "new".to_owned(), why: "nobody is named who writes it".to_owned() };
    entry.who.ok_or_else(nobody)
}

/// The users of a list with commas.
pub(crate) fn hands(list: &str) -> BTreeSet<UserId> {
    list.split(',').filter_map(|number| number.parse().ok()).map(UserId).collect()
}

/// The note that an outcome is kept with.
pub(crate) fn note(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Returned(note) => note,
        Outcome::Approved | Outcome::TakenBack => "",
    }
}

/// An outcome as a row has it: its word, note, who and when; none where there is no row.
pub(crate) fn outcome(
    (table, id): (&'static str, i64),
    (word, note): (Option<String>, Option<String>),
    by: Option<i64>,
    at: Option<&str>,
) -> Result<Option<(Outcome, UserId, NaiveDateTime)>, StoreError> {
    let Some(word) = word else { return Ok(None) };
    let Some((by, at)) = by.zip(at) else {
        return Err(StoreError::Inconsistent { table, row: id.to_string(), why: format!("`{word}` is by nobody") });
    };
    let outcome = match word.as_str() {
        "approved" => Outcome::Approved,
        "returned" => Outcome::Returned(note.unwrap_or_default()),
        _ => Outcome::TakenBack,
    };
    Ok(Some((outcome, UserId(by), document::read_time(at, table, id)?)))
}
