//! A council as JSON, and times as text.

use chrono::NaiveDateTime;
use domain::{code::MeasureCode, council::Council};

use crate::StoreError;

/// The council as JSON. Fails on one that would not come back as it was, such as a target that is not a number.
pub(crate) fn write(council: &Council) -> Result<String, StoreError> {
    let refuse = |why: String| StoreError::Council { council: council.code.clone(), why };
    if council.code.is_empty() {
        return Err(refuse("it has no code".into()));
    }
    let text = serde_json::to_string(council).map_err(|error| refuse(error.to_string()))?;
    match serde_json::from_str::<Council>(&text) {
        Ok(back) if back == *council => Ok(text),
        Ok(_) => Err(refuse("it reads back differently".into())),
        Err(error) => Err(refuse(format!("it does not read back: {error}"))),
    }
}

/// The council of a document in a row of a table.
pub(crate) fn read(text: &str, table: &'static str, row: i64) -> Result<Council, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Inconsistent {
        table,
        row: row.to_string(),
        why: format!("its document is not a council: {error}"),
    })
}

/// A time, as text that sorts.
pub(crate) fn write_time(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M:%S%.f").to_string()
}

/// The time of a text in a row of a table.
pub(crate) fn read_time(text: &str, table: &'static str, row: i64) -> Result<NaiveDateTime, StoreError> {
    text.parse().map_err(|error| StoreError::Inconsistent {
        table,
        row: row.to_string(),
        why: format!("its time `{text}` is not one: {error}"),
    })
}

/// The measure of a text in a row of a table.
pub(crate) fn read_measure(text: &str, table: &'static str, row: i64) -> Result<MeasureCode, StoreError> {
    let wrong = || StoreError::Inconsistent { table, row: row.to_string(), why: format!("`{text}` is no code of a measure") };
    text.parse().ok().ok_or_else(wrong)
}

/// The number of a release in a row of a table.
pub(crate) fn read_number(number: i64, table: &'static str, row: i64) -> Result<u32, StoreError> {
    let wrong = || StoreError::Inconsistent { table, row: row.to_string(), why: format!("{number} is no number of a release") };
    u32::try_from(number).ok().ok_or_else(wrong)
}
