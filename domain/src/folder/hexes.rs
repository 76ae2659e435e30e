//! `hexes.csv`: the hex map.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    areas::Areas,
    issue::{Issues, Spot, Text},
    table::{self, Column, Row},
    value,
};
use crate::{area::Hex, code::AreaCode};

const COLUMNS: &[Column] = &[("code", true), ("q", true), ("r", true)];
/// Furthest column or row from 0.
const FURTHEST: i64 = 1000;

/// Reads the file.
pub(super) fn read(text: &Text<'_>, issues: &Issues, areas: &Areas) -> Vec<Hex> {
    let mut hexes = Vec::new();
    let mut taken: BTreeMap<(i32, i32), AreaCode> = BTreeMap::new();
    let mut drawn = BTreeSet::new();
    table::read(text, issues, COLUMNS, |row| {
        let Some(hex) = read_row(row, areas) else { return };
        if !drawn.insert(hex.area.clone()) {
            row.cell(0).raise(format_args!("`{}` has two hexes", hex.area), format_args!("Keep one."));
        }
        if let Some(other) = taken.insert((hex.q, hex.r), hex.area.clone()) {
            row.cell(1).raise(format_args!("the hex at {}, {} is taken by `{other}`", hex.q, hex.r), format_args!("Move one of the two."));
        }
        hexes.push(hex);
    });
    hexes
}

fn read_row(row: &Row<'_>, areas: &Areas) -> Option<Hex> {
    let area = row.cell(0).needed().and_then(|text| areas.find(text, &row.cell(0)));
    let [q, r] = [1, 2].map(|column| {
        let cell = row.cell(column);
        cell.needed().and_then(|text| value::whole(&cell, text, -FURTHEST, FURTHEST)).and_then(|n| i32::try_from(n).ok())
    });
    Some(Hex { area: area?.code.clone(), q: q?, r: r? })
}
