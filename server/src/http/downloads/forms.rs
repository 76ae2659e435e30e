//! The figures that a measure's page shows, as a spreadsheet by the field's rules and as JSON: the rows of the CSV, each with the same cells.

use std::collections::BTreeSet;

use app::{draw, error::PageError};
use domain::{
    cell::{marker, status},
    filter::address,
    observation::{Missing, Provenance},
    record::{COLUMNS, NAMES, NUMBERS, Place, Record, Table},
    report::{
        document::{Block, Column, Document, Section, Table as Sheet, TableCell},
        licence,
    },
};
use serde_json::{Map, Value, json};

use crate::http::state::State;

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
pub(super) fn sheet(state: &State, code: &str, query: &str, places: &BTreeSet<Place>) -> Result<Vec<u8>, PageError> {
    let catalogue = &state.release.catalogue;
    let at = draw::find_measure(catalogue, code)?;
    let measure = &catalogue.measures[usize::from(at)];
    let (_, chosen) = draw::read_filter(catalogue, &format!("/measures/{code}"), query)?;
    let area = &catalogue.areas[usize::from(chosen.area.unwrap_or_else(|| catalogue.city()))];
    let table = Table::new(catalogue);
    let frame = state.release.measure(at);
    let records: Vec<Record<'_>> = places.iter().map(|place| table.line(&frame, *place)).collect();
    let number = |column: &usize| (NAMES..NAMES + NUMBERS).contains(column);
    let columns = COLUMNS.iter().enumerate().map(|(at, name)| Column { heading: (*name).to_owned(), number: number(&at) });
    let source = catalogue.sources.iter().find(|source| source.code == measure.source);
    let notes = [
        Some("What each column means is on the page Data, and in the file observations.csv-metadata.json of the release.".to_owned()),
        source.map(|source| format!("Source: {}, {}.", source.title, source.publisher)),
    ];
    let figures = Sheet {
        caption: format!("{}: the figures shown for {}", measure.title, area.name),
        columns: columns.collect(),
        rows: records.iter().map(cells).collect(),
        notes: notes.into_iter().flatten().collect(),
    };
    let number = catalogue.release;
    let document = Document {
        title: format!("{}: the figures shown", measure.title),
        subtitle: format!("{}, up to {}", area.name, chosen.until.label()),
        council: catalogue.name.clone(),
        language: "en-GB".to_owned(),
        number: None,
        dated: catalogue.published,
        release: number,
        published: catalogue.published,
        address: Some(address(&format!("/releases/{number}/measures/{code}"), query)),
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
pub(super) fn objects(state: &State, code: &str, query: &str, places: &BTreeSet<Place>) -> Result<Vec<u8>, PageError> {
    let catalogue = &state.release.catalogue;
    let at = draw::find_measure(catalogue, code)?;
    let (table, frame) = (Table::new(catalogue), state.release.measure(at));
    let object = |place: &Place| {
        let record = table.line(&frame, *place);
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
    let number = catalogue.release;
    let stays = address(&format!("/releases/{number}/measures/{code}"), query);
    let document = json!({
        "release": number,
        "published": catalogue.published.to_string(),
        "council": catalogue.name,
        "address": format!("{}{stays}", state.built.origin.as_deref().unwrap_or_default()),
        "licence": licence(&catalogue.attribution),
        "items": places.iter().map(object).collect::<Vec<_>>(),
    });
    serde_json::to_vec(&document).map_err(|_broken| PageError::Internal)
}
