//! Personal data is not taken: a column that looks like names of people, their addresses or numbers stops the import.
//!
//! A column is told by its header, by its cells, or by both. What a person could be found by is never shown again: an example of a cell is its shape
//! alone, every letter `x` and every digit `9`, and a header that looks like a cell is called by its place. The rules are prompts and no proof: a
//! clever disguise gets through, and a list of places that are called like people is held up until its column is renamed or taken out.

mod cell;
mod given;
mod header;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use self::cell::Hit;
use super::{
    head::{DEEPEST, looks_like_data},
    issue::{Issues, Kind},
    sheet::Sheet,
    word::plain,
};
use crate::council::Council;

/// What a column looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// Names of people.
    Name,
    /// Where people live.
    Address,
    /// E-mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
    /// Numbers that a person has alone: of National Insurance, the NHS, a passport, a payroll.
    Number,
    /// Days on which people were born.
    Birth,
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "names of people",
            Self::Address => "postal addresses",
            Self::Email => "e-mail addresses",
            Self::Phone => "telephone numbers",
            Self::Number => "numbers that a person has alone, such as a National Insurance number",
            Self::Birth => "dates of birth",
        })
    }
}

/// A row with so many filled cells is one of a table, and not a line of a note: one hit in it is enough.
const WIDE: usize = 3;
/// Most different texts of a column that are looked at for names and addresses.
const LOOKED_AT: usize = 2_000;

/// What was seen of a column.
#[derive(Debug, Default)]
struct Seen {
    /// Cells that are not blank.
    filled: usize,
    /// Different texts, as far as they are looked at.
    texts: BTreeSet<String>,
    /// How many of these are names of the council's own places, services, groups or measures.
    own: usize,
    /// What its cells look like.
    hits: BTreeMap<Hit, Hits>,
    /// Days, as numbers, and how many of them are the first or last of a month.
    days: cell::Days,
}

/// Cells that look alike.
#[derive(Debug, Default)]
struct Hits {
    /// In rows of a table.
    wide: usize,
    /// In all rows.
    all: usize,
    /// Different ones among the texts that are looked at.
    texts: usize,
    /// The number of the first row, and the shape of its cell.
    first: Option<(u32, String)>,
}

/// Raises every column of some sheets that looks personal. True where there is one: then nothing of the file may be read, kept or shown.
pub(super) fn check(sheets: &[Sheet], council: &Council, header: Option<u32>, issues: &mut Issues) -> bool {
    let own = own(council);
    let mut found = false;
    for sheet in sheets {
        issues.enter(sheet.name());
        found |= one(sheet, &own, header, issues);
    }
    found
}

/// What the council itself calls its places, services, groups and measures, in plain letters: none of it is a person.
fn own(council: &Council) -> BTreeSet<String> {
    let areas = council.areas.iter().map(|area| area.name.as_str());
    let directorates = council.directorates.iter().flat_map(|one| {
        let services = one.services.iter().flat_map(|service| [service.name.as_str(), service.lead.as_str()]);
        [one.name.as_str(), one.lead.as_str()].into_iter().chain(services)
    });
    let groups = council.characteristics.iter().flat_map(|one| one.groups.iter().map(|group| group.name.as_str()));
    let measures = council.measures.iter().flat_map(|measure| [measure.title.as_str(), measure.owner.as_str()]);
    let names = [council.name.as_str(), council.place.as_str()];
    names.into_iter().chain(areas).chain(directorates).chain(groups).chain(measures).map(plain).collect()
}

fn one(sheet: &Sheet, own: &BTreeSet<String>, given: Option<u32>, issues: &mut Issues) -> bool {
    let heads = heads(sheet, given);
    let mut columns: Vec<Seen> = Vec::new();
    let mut cells = Vec::new();
    for row in 0..sheet.len() {
        if heads.contains(&row) {
            continue;
        }
        sheet.split(row, &mut cells);
        let wide = cells.iter().filter(|cell| !cell.is_empty()).count() >= WIDE;
        columns.resize_with(columns.len().max(cells.len()), Seen::default);
        for (seen, cell) in columns.iter_mut().zip(&cells).filter(|(_, cell)| !cell.is_empty()) {
            seen.see(cell, own, (sheet.number(row), wide));
        }
    }
    // A list without a header begins with a row of itself.
    let cells_in_head = heads.iter().any(|row| {
        let cells = sheet.cells(*row);
        looks_like_data(&cells) || cells.iter().any(|cell| cell::hit(cell).is_some())
    });
    let names: Vec<String> = (0..columns.len()).map(|at| name(sheet, &heads, at)).collect();
    let mut found = false;
    for (at, (seen, name)) in columns.iter().zip(&names).enumerate() {
        let Some((sort, by_header)) = header::sort(name, seen).map(|sort| (sort, true)).or_else(|| Some((seen.sort()?, false))) else {
            continue;
        };
        found = true;
        let first = seen.example(sort);
        let row = first.map_or(0, |(row, _)| *row);
        // A header that is itself a cell of a list without one is not shown.
        let is_cell = cells_in_head || !by_header && sort == Sort::Name && cell::is_named(name);
        let shown = if is_cell || name.is_empty() { String::new() } else { format!("“{}”", cut(name)) };
        let place = letters(at);
        issues.raise(Kind::PersonalData, row, &place, "", || {
            let why = match (by_header, first) {
                (true, _) => "its header says so".to_owned(),
                (false, Some((_, shape))) => format!("its cells say so, such as one of the shape {shape}"),
                (false, None) => "its cells say so".to_owned(),
            };
            let shown = if shown.is_empty() { "it" } else { &shown };
            let what = format!("{shown} looks like {sort}: {why}. Personal data is not taken");
            let mend = "Remove the column, and bring counts by area, service and time instead. If it names no people, call it what it is, such as “Ward” or “Office”. Nothing of the file was kept.";
            (what, mend.to_owned())
        });
    }
    found
}

/// The rows that name the columns: the one that a mapping says, or else the first that is wide enough and holds no figure, with the one below where it
/// leaves some blank.
fn heads(sheet: &Sheet, given: Option<u32>) -> Vec<usize> {
    let rows = sheet.len().min(DEEPEST);
    if let Some(at) = given.and_then(|number| (0..sheet.len()).find(|at| sheet.number(*at) == number)) {
        return (at.saturating_sub(1)..=at).collect();
    }
    let looks = |at: usize| {
        let cells = sheet.cells(at);
        cells.iter().filter(|cell| !cell.is_empty()).count() >= 2 && !looks_like_data(&cells)
    };
    let Some(first) = (0..rows).find(|at| looks(*at)) else { return if rows > 0 { vec![0] } else { Vec::new() } };
    let blank = sheet.cells(first).iter().any(|cell| cell.is_empty());
    if blank && first + 1 < rows && looks(first + 1) { vec![first, first + 1] } else { vec![first] }
}

/// What a column is called: the lowest of its header's rows that says something.
fn name(sheet: &Sheet, heads: &[usize], at: usize) -> String {
    let said = heads.iter().rev().filter_map(|row| sheet.cells(*row).get(at).map(|cell| (*cell).to_owned()));
    said.into_iter().find(|cell| !cell.is_empty()).unwrap_or_default()
}

impl Seen {
    fn see(&mut self, text: &str, own: &BTreeSet<String>, (row, wide): (u32, bool)) {
        self.filled += 1;
        self.days.see(text);
        let new = self.texts.len() < LOOKED_AT && !self.texts.contains(text);
        let known = new && own.contains(&plain(text));
        if new {
            self.texts.insert(text.to_owned());
            self.own += usize::from(known);
        }
        // Names and addresses take longer to tell: each text is looked at once.
        let hit = if known { None } else { cell::certain(text).or_else(|| if new { cell::likely(text) } else { None }) };
        let Some(hit) = hit else { return };
        let hits = self.hits.entry(hit).or_default();
        hits.wide += usize::from(wide);
        hits.all += 1;
        hits.texts += usize::from(new);
        hits.first.get_or_insert_with(|| (row, cell::shape(text)));
    }

    /// What the cells look like, whatever the header says.
    fn sort(&self) -> Option<Sort> {
        let texts = self.texts.len();
        let of = |hit: Hit| self.hits.get(&hit).map_or((0, 0, 0), |hits| (hits.wide, hits.all, hits.texts));
        let most = |all: usize| all >= 3 && 2 * all >= self.filled;
        let certain = |hit: Hit| {
            let (wide, all, _) = of(hit);
            wide > 0 || most(all)
        };
        let several = |hit: Hit, least: usize| {
            let (.., different) = of(hit);
            different >= least && (2 * different >= texts || different >= 20)
        };
        [(Hit::Email, Sort::Email), (Hit::Insurance, Sort::Number), (Hit::Phone, Sort::Phone), (Hit::FullAddress, Sort::Address)]
            .into_iter()
            .find(|(hit, _)| certain(*hit))
            .map(|(_, sort)| sort)
            .or_else(|| most(of(Hit::Digits).1).then_some(Sort::Phone))
            .or_else(|| (several(Hit::Street, 2) || several(Hit::Postcode, 3)).then_some(Sort::Address))
            .or_else(|| (several(Hit::Titled, 1) || several(Hit::Name, 2)).then_some(Sort::Name))
            .or_else(|| self.days.look_like_births().then_some(Sort::Birth))
    }

    /// The row and the shape of a cell that looks like this.
    fn example(&self, sort: Sort) -> Option<&(u32, String)> {
        let alike: &[Hit] = match sort {
            Sort::Name => &[Hit::Titled, Hit::Name],
            Sort::Address => &[Hit::FullAddress, Hit::Street, Hit::Postcode],
            Sort::Email => &[Hit::Email],
            Sort::Phone => &[Hit::Phone, Hit::Digits],
            Sort::Number => &[Hit::Insurance],
            Sort::Birth => &[],
        };
        alike.iter().find_map(|hit| self.hits.get(hit)?.first.as_ref())
    }
}

/// The letters that a spreadsheet gives a column, counted from 0: A, B … Z, AA.
fn letters(at: usize) -> String {
    let (mut at, mut text) = (at + 1, Vec::new());
    while at > 0 {
        text.push(b'A' + ((at - 1) % 26) as u8);
        at = (at - 1) / 26;
    }
    text.iter().rev().map(|byte| char::from(*byte)).collect()
}

fn cut(name: &str) -> String {
    name.chars().take(40).collect()
}
