//! The forms of the figures that a page shows: CSV, a spreadsheet by the field's rules, and JSON. Each has the same rows, and they the same cells.

use std::collections::BTreeSet;

use app::error::PageError;
use axum::http::HeaderValue;
use domain::{
    cell::{marker, status},
    observation::{Missing, Provenance},
    record::{COLUMNS, NAMES, NUMBERS, Place, Record, Table},
    report::{
        document::{Block, Column, Document, Section, Table as Sheet, TableCell},
        licence,
    },
};
use serde_json::{Map, Value, json};

use super::shown::Shown;
use crate::http::state::State;

/// A form of the figures that a page shows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// Comma-separated values.
    Csv,
    /// An OpenDocument spreadsheet.
    Ods,
    /// An object for each row.
    Json,
}

impl Form {
    /// How its file's name ends.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ods => "ods",
            Self::Json => "json",
        }
    }

    /// Its media type.
    pub(super) fn kind(self) -> HeaderValue {
        match self {
            Self::Csv => super::CSV,
            Self::Ods => HeaderValue::from_static("application/vnd.oasis.opendocument.spreadsheet"),
            Self::Json => HeaderValue::from_static("application/json"),
        }
    }

    /// Its bytes.
    pub(super) fn write(self, state: &State, shown: &Shown) -> Result<Vec<u8>, PageError> {
        match self {
            Self::Csv => super::rows(state, &shown.places),
            Self::Ods => sheet(state, shown),
            Self::Json => objects(state, shown),
        }
    }
}

/// Why there may be no figure: the letter of a file becomes the marker of a spreadsheet.
const MISSING: [Missing; 7] = [
    Missing::Suppressed,
    Missing::NotAvailable,
    Missing::NotApplicable,
    Missing::NotCollected,
    Missing::Unreliable,
    Missing::NotYetDue,
    Missing::Late,
];

/// A spreadsheet with a cover, contents and notes, and one table.
fn sheet(state: &State, shown: &Shown) -> Result<Vec<u8>, PageError> {
    let catalogue = &state.release.catalogue;
    let table = Table::new(catalogue);
    let records: Vec<Record<'_>> = shown.places.iter().map(|place| table.line(&state.release.area(place.area), *place)).collect();
    let number = |column: &usize| (NAMES..NAMES + NUMBERS).contains(column);
    let columns = COLUMNS.iter().enumerate().map(|(at, name)| Column { heading: (*name).to_owned(), number: number(&at) });
    let measures: BTreeSet<u16> = shown.places.iter().map(|place| place.measure).collect();
    let used: BTreeSet<&str> = measures.iter().map(|at| catalogue.measures[usize::from(*at)].source.as_str()).collect();
    let sources = catalogue.sources.iter().filter(|source| used.contains(source.code.as_str()));
    let columns_told = "What each column means is on the page Data, and in the file observations.csv-metadata.json of the release.";
    let notes = sources.map(|source| format!("Source: {}, {}.", source.title, source.publisher));
    let figures = Sheet {
        caption: format!("{}: the figures shown for {}", shown.title, shown.about),
        columns: columns.collect(),
        rows: records.iter().map(cells).collect(),
        notes: [columns_told.to_owned()].into_iter().chain(notes).collect(),
    };
    let number = catalogue.release;
    let document = Document {
        title: format!("{}: the figures shown", shown.title),
        subtitle: shown.about.clone(),
        council: catalogue.name.clone(),
        language: "en-GB".to_owned(),
        number: None,
        dated: catalogue.published,
        release: number,
        published: catalogue.published,
        address: Some(shown.stays.clone()),
        licence: licence(&catalogue.attribution),
        illustrative: records.iter().any(|record| record.provenance == Provenance::Illustrative),
        sections: vec![Section { key: "figures".to_owned(), heading: "Figures".to_owned(), blocks: vec![Block::Table(figures)] }],
    };
    press::ods(&document, state.built.origin.as_deref()).map_err(|_fault| PageError::Internal)
}

/// The cells of a row. None is empty: a number that is not there has the marker that says why.
fn cells(record: &Record<'_>) -> Vec<TableCell> {
    let why = MISSING.into_iter().find(|why| record.value().is_none() && status(*why) == record.status);
    let none = why.map_or("[z]", marker);
    let texts = record.texts();
    let cell = |(at, text): (usize, &std::borrow::Cow<'_, str>)| {
        let number = at.checked_sub(NAMES).and_then(|at| record.numbers.get(at).copied().flatten());
        match number {
            Some(number) => TableCell::number(&**text, number),
            None if (NAMES..NAMES + NUMBERS).contains(&at) => TableCell::words(none),
            None if text.is_empty() => TableCell::words("[z]"),
            None => TableCell::words(&**text),
        }
    };
    texts.iter().enumerate().map(cell).collect()
}

/// An object for each row; what is blank is null.
fn objects(state: &State, shown: &Shown) -> Result<Vec<u8>, PageError> {
    let catalogue = &state.release.catalogue;
    let table = Table::new(catalogue);
    let object = |place: &Place| {
        let record = table.line(&state.release.area(place.area), *place);
        let texts = record.texts();
        let value = |(at, (name, text)): (usize, (&&str, &std::borrow::Cow<'_, str>))| {
            let number = at.checked_sub(NAMES).and_then(|at| record.numbers.get(at).copied().flatten());
            let value = match number {
                Some(number) => json!(number),
                None if text.is_empty() => Value::Null,
                None if *name == "release" => json!(catalogue.release),
                None => json!(text),
            };
            ((*name).to_owned(), value)
        };
        Value::Object(COLUMNS.iter().zip(texts.iter()).enumerate().map(value).collect::<Map<_, _>>())
    };
    let document = json!({
        "release": catalogue.release,
        "published": catalogue.published.to_string(),
        "council": catalogue.name,
        "address": format!("{}{}", state.built.origin.as_deref().unwrap_or_default(), shown.stays),
        "licence": licence(&catalogue.attribution),
        "items": shown.places.iter().map(object).collect::<Vec<_>>(),
    });
    serde_json::to_vec(&document).map_err(|_broken| PageError::Internal)
}
