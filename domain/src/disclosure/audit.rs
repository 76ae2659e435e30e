//! The attack on a table: which protected figures an intruder could tell from all that is released.

use super::{
    rows,
    table::{Entry, Table},
    web::Web,
};
use crate::period::Period;

/// A protected figure that can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exposed {
    /// Area index.
    pub area: u16,
    /// Group index.
    pub group: u16,
    /// Period.
    pub period: Period,
}

/// Protected figures of a period's table that can be told, or that are not hidden: area and group.
pub(super) fn audit(table: &Table<'_>) -> Vec<(u16, u16)> {
    let exposed = |entry: &Entry| (entry.area, entry.group);
    // Of what says nothing nothing can be told.
    if table.entries().all(|entry| entry.hidden) {
        return Vec::new();
    }
    let mut found: Vec<(u16, u16)> = table.entries().filter(|entry| entry.is_protected() && !entry.hidden).map(exposed).collect();
    let rows = rows::rows(table);
    // Where everyone is hidden all is, of an area and of its parts.
    let hidden: Vec<u16> = table.areas().iter().copied().filter(|&area| rows::is_hidden(table, area)).collect();
    let above = |area: u16| std::iter::successors(Some(area), |&at| table.sums.parents[usize::from(at)]);
    found.extend(
        table
            .entries()
            .filter(|entry| !entry.hidden && !entry.link.public && above(entry.area).any(|area| hidden.contains(&area)))
            .map(exposed),
    );
    for row in rows.rows.iter().filter(|row| rows::is_hidden(table, row.areas[0])) {
        if row.areas.len() < 2 || !rows::is_enough(table, row) {
            found.extend(row.areas.iter().filter_map(|&area| table.get(area, 0)).filter(|entry| !entry.link.public).map(exposed));
        }
    }
    for &characteristic in table.characteristics() {
        let web = Web::of(table, &rows, characteristic);
        for at in (0..web.pieces.len()).filter(|&at| web.is_told(at)) {
            found.extend(web.pieces[at].entries.iter().map(|&entry| exposed(table.entry(entry))));
        }
    }
    found
}
