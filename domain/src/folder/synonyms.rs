//! `groups.csv`: how sources write the council's groups.

use std::collections::BTreeSet;

use super::{
    characteristics::Groups,
    issue::{Issues, Shown, Spot, Text},
    table::{self, Column},
};
use crate::ingest::{Synonym, plain};

const COLUMNS: &[Column] = &[("text", true), ("group", true), ("column", false)];

/// Reads the file.
pub(super) fn read(text: &Text<'_>, issues: &Issues, groups: &Groups) -> Vec<Synonym> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    table::read(text, issues, COLUMNS, |row| {
        let (said, group, column) = (row.cell(0), row.cell(1), row.cell(2));
        let found = group.needed().and_then(|text| groups.find(text, &group));
        if let (Some(text), Some(found)) = (said.needed(), found) {
            if !seen.insert((plain(column.value), plain(text))) {
                said.raise(format_args!("{} comes twice", Shown(text)), format_args!("Keep one, or name the column that each stands in."));
            }
            all.push(Synonym { column: column.value.to_owned(), text: text.to_owned(), group: found.code.clone() });
        }
    });
    all
}
