//! Rows copied from a spreadsheet, to the cells of a section.

use super::{LONGEST, Place, Section};
use crate::{
    council::Council,
    ingest::number::{self, Reading},
    store::{Slot, Typed},
};

/// Most rows that are taken.
const MOST: usize = 2_000;

/// What became of pasted rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pasted {
    /// Cells that the rows fill.
    pub cells: Vec<Typed>,
    /// Rows that could not be placed: their number from 1, and why.
    pub left: Vec<(usize, String)>,
}

/// Places pasted rows, whose cells are separated by tabs, as spreadsheets copy them, or by semicolons.
///
/// The last cells of a row are figures: as many as a line of the section has, group by group. Cells before them name the area, by its code or its
/// name, and, where a row is of one group, the group. Rows without a name are taken in the order of the section; a row whose figures are the names
/// of columns is passed over.
pub fn paste(council: &Council, section: &Section, slots: &[Slot], text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    let separator = if text.contains('\t') { '\t' } else { ';' };
    let across = section.groups.len() * slots.len();
    let mut unnamed = 0;
    let rows = text.lines().enumerate().filter(|(_, row)| !row.trim().is_empty()).take(MOST);
    for (at, row) in rows {
        let cells: Vec<&str> = row.split(separator).map(str::trim).collect();
        // The first row may name the columns.
        if at == 0 && names_columns(council, section, &cells) {
            continue;
        }
        let mut leave = |why: String| pasted.left.push((at + 1, why));
        let (names, figures, group) = match split(council, section, slots, &cells, across) {
            Ok(split) => split,
            Err(why) => {
                leave(why);
                continue;
            }
        };
        let area = match names.first() {
            None => {
                unnamed += 1;
                section.areas.get(unnamed - 1)
            }
            Some(name) => find_area(council, section, name),
        };
        let Some(area) = area else {
            match names.first() {
                Some(name) => leave(format!("no area here is called “{name}”: write its name or code as in the table")),
                None => leave(format!("there are only {} lines in this table", section.areas.len())),
            }
            continue;
        };
        if let Some(long) = figures.iter().find(|cell| cell.chars().count() > LONGEST) {
            leave(format!("a cell begins with “{}” and is too long for a figure", long.chars().take(20).collect::<String>()));
            continue;
        }
        let groups = group.map_or(section.groups.iter().collect::<Vec<_>>(), |group| vec![&section.groups[group]]);
        let places = groups.into_iter().flat_map(|group| slots.iter().map(move |slot| (group, *slot)));
        pasted.cells.extend(places.zip(figures).map(|((group, slot), text)| Typed {
            area: area.clone(),
            group: group.clone(),
            slot,
            text: (*text).to_owned(),
        }));
    }
    pasted
}

/// Names, figures, and the group where the row is of one.
type Parted<'a, 't> = (&'a [&'t str], &'a [&'t str], Option<usize>);

/// Parts the names of a row from its figures.
fn split<'a, 't>(
    council: &Council,
    section: &Section,
    slots: &[Slot],
    cells: &'a [&'t str],
    across: usize,
) -> Result<Parted<'a, 't>, String> {
    let several = section.groups.len() > 1;
    if several && cells.len() == slots.len() + 2 {
        let (names, figures) = cells.split_at(2);
        if let Some(group) = find_group(council, section, names[1]) {
            return Ok((names, figures, Some(group)));
        }
    }
    let begins = cells.first().is_some_and(|first| find_area(council, section, first).is_some());
    if let Some(extra @ 0..=2) = cells.len().checked_sub(across).filter(|extra| *extra > 0 || !begins) {
        let (names, figures) = cells.split_at(extra);
        return Ok((names, figures, None));
    }
    let lines = if several { format!(", or the area, the group and {}", slots.len()) } else { String::new() };
    Err(format!("the row has {} cells: it needs {across} figures, with the area before them or without{lines}", cells.len()))
}

/// Whether a row has words and no figure, and does not begin with an area.
fn names_columns(council: &Council, section: &Section, cells: &[&str]) -> bool {
    let read = || cells.iter().map(|cell| number::read(cell));
    let figure = |reading: Reading| matches!(reading, Reading::Number { .. } | Reading::Fraction(..) | Reading::Range);
    let named = cells.first().is_some_and(|first| find_area(council, section, first).is_some());
    !named && read().any(|reading| reading == Reading::Text) && !read().any(figure)
}

fn find_area<'s>(council: &Council, section: &'s Section, name: &str) -> Option<&'s crate::code::AreaCode> {
    let same = |one: &str| one.eq_ignore_ascii_case(name);
    section.areas.iter().find(|code| same(code.as_str())).or_else(|| {
        let mut named = section.areas.iter().filter(|code| council.area(code).is_some_and(|area| same(&area.name)));
        // A name that two areas share says nothing.
        named.next().filter(|_| named.next().is_none())
    })
}

fn find_group(council: &Council, section: &Section, name: &str) -> Option<usize> {
    let groups = || council.characteristics.iter().flat_map(|known| &known.groups);
    let same = |one: &str| one.eq_ignore_ascii_case(name);
    section
        .groups
        .iter()
        .position(|code| same(code.as_str()) || groups().any(|group| group.code == *code && (same(&group.name) || same(&group.phrase))))
}

impl Pasted {
    /// The places that cells were put at, each once.
    pub fn places(&self) -> std::collections::BTreeSet<Place> {
        self.cells.iter().map(|cell| Place { area: cell.area.clone(), group: cell.group.clone() }).collect()
    }
}
