//! `postcodes.csv`: which area a postcode lies in.

use std::collections::BTreeSet;

use super::{
    areas::Areas,
    issue::{Issues, Shown, Spot, Text},
    table::{self, Column},
};
use crate::council::Postcode;

const COLUMNS: &[Column] = &[("postcode", true), ("area", true)];

/// Reads the file.
pub(super) fn read(text: &Text<'_>, issues: &Issues, areas: &Areas) -> Vec<Postcode> {
    let mut postcodes = Vec::new();
    let mut seen = BTreeSet::new();
    table::read(text, issues, COLUMNS, |row| {
        let (cell, area) = (row.cell(0), row.cell(1));
        let postcode = cell.needed().and_then(|given| {
            let postcode: String = given.chars().filter(|c| *c != ' ').map(|c| c.to_ascii_uppercase()).collect();
            let sound = (2..=7).contains(&postcode.len())
                && postcode.bytes().all(|b| b.is_ascii_alphanumeric())
                && postcode.starts_with(|c: char| c.is_ascii_alphabetic());
            if !sound {
                cell.raise(
                    format_args!("{} is not a postcode", Shown(given)),
                    format_args!("Write it whole, or its start, such as L1 or L1 8JQ."),
                );
            } else if !seen.insert(postcode.clone()) {
                cell.raise(format_args!("postcode {} comes twice", Shown(given)), format_args!("Keep one."));
            }
            sound.then_some(postcode)
        });
        let area = area.needed().and_then(|text| areas.find(text, &area));
        if let (Some(postcode), Some(area)) = (postcode, area) {
            postcodes.push(Postcode { postcode, area: area.code.clone() });
        }
    });
    postcodes
}
