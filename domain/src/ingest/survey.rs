//! Columns that say the same in every row: a part of what is measured, and no group of people.

use std::collections::BTreeSet;

use super::{choose::Table, sheet::Sheet};

/// Most different texts that are told apart in a column.
const MOST: usize = 2;

/// The different texts of some columns, at most two of each: whether a column says one thing throughout is what is asked.
pub(super) fn texts<'a>(sheet: &'a Sheet, table: &Table, columns: &[usize]) -> Vec<BTreeSet<&'a str>> {
    let mut found = vec![BTreeSet::new(); columns.len()];
    let mut cells = Vec::new();
    for row in table.from..table.end {
        if found.iter().all(|texts| texts.len() >= MOST) {
            break;
        }
        sheet.split(row, &mut cells);
        if !table.columns.wanted(&cells) {
            continue;
        }
        for (at, texts) in columns.iter().zip(&mut found) {
            if texts.len() < MOST {
                texts.insert(cells.get(*at).copied().unwrap_or(""));
            }
        }
    }
    found
}
