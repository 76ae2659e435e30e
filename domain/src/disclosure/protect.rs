//! Complementary suppression: hiding what would give a protected figure back (STANDARDS §5.3).

use super::{
    rows::{self, Row, Rows},
    table::Table,
    web::Web,
};

/// What it costs to hide a figure of an area that others are a part of, against one of a row; of the whole place as much again.
const OF_A_WHOLE: f64 = 20.0;
/// What it costs to hide people whose group is not known, against others.
const OF_UNKNOWN: f64 = 0.25;
/// What it costs to use a figure that is hidden already: hardly anything, but a short way is better than a long one.
const HIDDEN: f64 = 0.001;

/// Hides figures until none that is protected can be told. What is hidden stays hidden.
///
/// Where too little is there to hide behind, more is given up, in this order: the row is known only together with another; the group is not
/// told of anywhere, so that a hidden figure may be nobody; the characteristic is not told at all; the period is not.
pub(super) fn protect(table: &mut Table<'_>) {
    while let Some(rows) = joined(table) {
        let open =
            table.characteristics().to_vec().into_iter().find_map(|characteristic| by_characteristic(table, &rows, characteristic).err());
        let Some(Stuck { characteristic, group, row }) = open else { return };
        if row.is_some_and(|row| join(table, &rows, row)) {
            continue;
        }
        if !table.is_blank(group) {
            table.hide_group(group);
            continue;
        }
        table.hide_characteristic(characteristic);
        if by_characteristic(table, &rows, characteristic).is_err() {
            break;
        }
    }
    table.hide_all();
}

/// Hides everyone in a row, and in the smallest beside it, so that they are known together; where all beside it are hidden already, in the
/// area that they are parts of, but not in the whole place. Says whether it could.
fn join(table: &mut Table<'_>, rows: &Rows, row: usize) -> bool {
    let Row { areas, parent: Some(parent) } = &rows.rows[row] else { return false };
    let others = rows.rows.iter().filter(|other| other.parent == Some(*parent) && other.areas != *areas);
    let wholes = rows.wholes.iter().filter(|&&whole| table.sums.parents[usize::from(whole)] == Some(*parent));
    let others = others.flat_map(|other| &other.areas).chain(wholes).copied();
    let smallest = others.min_by(|&a, &b| size(table, a).total_cmp(&size(table, b)));
    let above = table.sums.parents[usize::from(*parent)].map(|_| *parent);
    let Some(other) = smallest.or(above) else { return false };
    for &area in areas.iter().chain([&other]) {
        table.hide(area, 0);
    }
    true
}

/// A protected figure that cannot be hidden behind others.
struct Stuck {
    characteristic: u16,
    group: u16,
    row: Option<usize>,
}

/// How many people a figure for everyone is about.
fn size(table: &Table<'_>, area: u16) -> f64 {
    table.get(area, 0).and_then(|entry| entry.parts).map_or(0.0, |(x, n)| x.max(n))
}

/// The rows of a table, after areas have been hidden until each row may be told of together. None where that cannot be had.
fn joined(table: &mut Table<'_>) -> Option<Rows> {
    loop {
        for area in table.areas().to_vec() {
            if rows::is_hidden(table, area) {
                table.hide_area(area);
            }
        }
        let found = rows::rows(table);
        let lacking = |row: &&Row| rows::is_hidden(table, row.areas[0]) && (row.areas.len() < 2 || !rows::is_enough(table, row));
        let Some(row) = found.rows.iter().find(lacking) else { return Some(found) };
        // The smallest that may be told of with it, else the largest.
        let known = |area: &u16| table.get(*area, 0).is_some_and(|entry| entry.parts.is_some());
        let wholes = found.wholes.iter().copied().filter(|&whole| table.sums.parents[usize::from(whole)] == row.parent);
        let others = found.rows.iter().filter(|other| other.parent == row.parent && other.areas != row.areas);
        let others: Vec<u16> = others.flat_map(|other| &other.areas).copied().chain(wholes).filter(known).collect();
        let helps = |area: u16| {
            let areas = row.areas.iter().copied().chain([area]).collect();
            rows::is_enough(table, &Row { areas, parent: row.parent })
        };
        let by_size = |a: &u16, b: &u16| size(table, *a).total_cmp(&size(table, *b));
        let smallest = others.iter().copied().filter(|&area| helps(area)).min_by(by_size);
        let largest = || others.iter().copied().max_by(by_size);
        // Where all parts of an area are hidden and it is not enough, the area is; if its own figure is not there, there is nothing left to hide.
        let above = || row.parent.filter(|&parent| table.get(parent, 0).is_some_and(|everyone| !everyone.hidden));
        table.hide_area(smallest.or_else(largest).or_else(above)?);
    }
}

/// Hides figures by one characteristic until none that is protected can be told.
fn by_characteristic(table: &mut Table<'_>, rows: &Rows, characteristic: u16) -> Result<(), Stuck> {
    let mut web = Web::of(table, rows, characteristic);
    for at in 0..web.pieces.len() {
        if !web.is_told(at) {
            continue;
        }
        let cost = |other: usize| {
            let piece = &web.pieces[other];
            if piece.hidden {
                return HIDDEN;
            }
            let entry = table.entry(piece.entries[0]);
            let people = (1.0 + piece.parts.0.max(piece.parts.1)).log2();
            let whole = match (web.row[other], table.sums.parents[usize::from(entry.area)]) {
                (Some(_), _) => 1.0,
                (None, Some(_)) => OF_A_WHOLE,
                (None, None) => OF_A_WHOLE * OF_A_WHOLE,
            };
            let unknown = if table.sums.unknown[usize::from(entry.group)] { OF_UNKNOWN } else { 1.0 };
            people * whole * unknown
        };
        let Some(partners) = web.partners(at, cost) else {
            let group = table.entry(web.pieces[at].entries[0]).group;
            return Err(Stuck { characteristic, group, row: web.row[at] });
        };
        for partner in partners {
            web.pieces[partner].hidden = true;
            for &entry in &web.pieces[partner].entries {
                table.hide_at(entry);
            }
        }
    }
    Ok(())
}
