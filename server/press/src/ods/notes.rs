//! The notes of all tables, numbered, and the markers that stand where a figure is not there.

use std::collections::BTreeMap;

use domain::report::document::Table;

use crate::plan::Plan;

/// What each marker says, as the field uses them.
const MARKERS: [(&str, &str); 12] = [
    ("[b]", "Break in the series: figures before it are not comparable."),
    ("[c]", "Hidden to protect people."),
    ("[e]", "Estimated."),
    ("[h]", "As published before: a later change is held back to protect people."),
    ("[low]", "Below half of the smallest unit shown, and not zero."),
    ("[p]", "Provisional."),
    ("[r]", "Revised."),
    ("[u]", "Too unreliable to show."),
    ("[w]", "No data were recorded."),
    ("[x]", "Not available, or late."),
    ("[z]", "Does not apply here."),
    ("–", "Not broken down this way."),
];
const NOT_YET_DUE: (&str, &str) = ("…", "Not yet due.");

/// The notes of a document.
pub(super) struct Notes<'a> {
    /// Their texts, the first of which is note 1.
    pub(super) texts: Vec<&'a str>,
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Notes<'a> {
    /// Numbers the notes in the order of the tables; the same words are one note.
    pub(super) fn new(plan: &'a Plan) -> Self {
        let mut notes = Self { texts: Vec::new(), numbers: BTreeMap::new() };
        for note in plan.tables().flat_map(|(_, table)| &table.notes) {
            notes.numbers.entry(note).or_insert_with(|| {
                notes.texts.push(note);
                notes.texts.len()
            });
        }
        notes
    }

    /// What a table's heading says of its notes: ` [note 1] [note 3]`.
    pub(super) fn of(&self, table: &Table) -> String {
        let numbers = table.notes.iter().filter_map(|note| self.numbers.get(note.as_str()));
        numbers.flat_map(|number| [" [note ".to_owned(), number.to_string(), "]".to_owned()]).collect()
    }
}

/// The markers that a cell of any table has, with what they say.
pub(super) fn markers(plan: &Plan) -> Vec<(&'static str, &'static str)> {
    let has = |marker: &str| {
        let in_cell = |text: &str| text == marker || marker.starts_with('[') && text.contains(marker);
        plan.tables().flat_map(|(_, table)| &table.rows).flatten().any(|cell| in_cell(cell.text.trim()))
    };
    MARKERS.into_iter().chain([NOT_YET_DUE]).filter(|(marker, _)| has(marker)).collect()
}
