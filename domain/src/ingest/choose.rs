//! Where a sheet's table begins and how it is laid out.

use super::{
    columns::{Columns, columns},
    head::{DEEPEST, Head, end_of, looks_like_data},
    issue::{Issues, Kind, shown},
    layout::{guess, recognise},
    mapping::{Layout, Mapping},
    sheet::Sheet,
};

/// How many rows are looked at to tell texts from figures.
const SAMPLE: usize = 200;

/// A table as it was understood.
pub(super) struct Table {
    pub(super) mapping: Mapping,
    pub(super) head: Head,
    pub(super) columns: Columns,
    /// Number of the last row of the header.
    pub(super) header: u32,
    /// The first row of figures, and the one behind the last, counted from 0.
    pub(super) from: usize,
    pub(super) end: usize,
}

/// Finds the table of a sheet; what stops it is raised.
pub(super) fn choose(sheet: &Sheet, given: Option<&Mapping>, issues: &mut Issues) -> Option<Table> {
    if sheet.is_empty() {
        issues
            .raise(Kind::Empty, 0, "", "", || ("it is empty".to_owned(), "Save the table again, with its header and its rows.".to_owned()));
        return None;
    }
    let (mapping, head, from) = match given {
        Some(mapping) => mapped(sheet, mapping, issues)?,
        None => told(sheet, issues)?,
    };
    let header = sheet.number(from - 1);
    let columns = columns(&mapping, &head, header, issues);
    if issues.stopped() {
        return None;
    }
    let says: Vec<usize> = columns.values.iter().flat_map(|value| value.says().collect::<Vec<_>>()).collect();
    let end = end_of(sheet, from, &says);
    if end == from {
        issues.raise(Kind::NothingLeft, header, "", "", || {
            ("there is a header, and no row of figures below it".to_owned(), "Bring the rows as well.".to_owned())
        });
        return None;
    }
    Some(Table { mapping, head, columns, header, from, end })
}

/// Some rows from the top and some from the rest, as tables are often sorted; each once.
fn sample(sheet: &Sheet, from: usize) -> Vec<Vec<&str>> {
    let top = sheet.len().min(from + SAMPLE);
    let step = ((sheet.len() - top) / SAMPLE).max(1);
    (from..top).chain((top..sheet.len()).step_by(step)).map(|row| sheet.cells(row)).collect()
}

/// The header that a mapping names, or the first row that has all its columns of figures; two rows together where one has not and the mapping does
/// not say how many they are.
fn mapped(sheet: &Sheet, mapping: &Mapping, issues: &mut Issues) -> Option<(Mapping, Head, usize)> {
    let wanted: Vec<&str> = mapping.values.iter().filter_map(|value| value.value.as_deref().or(value.numerator.as_deref())).collect();
    let has = |head: &Head| wanted.iter().all(|name| !head.columns(name).is_empty());
    let one = |at: usize| Head::in_sheet(sheet, at, mapping.header_rows.unwrap_or(1));
    let two = |at: usize| (at > 0 && mapping.header_rows.is_none()).then(|| Head::in_sheet(sheet, at, 2));
    let fits = |at: usize| Some(one(at)).filter(has).or_else(|| two(at).filter(has)).map(|head| (head, at));
    let found = match mapping.header {
        Some(row) => {
            let Some(at) = (0..sheet.len()).find(|at| sheet.number(*at) == row) else {
                issues.raise(Kind::Mapping, 0, "", "header", || {
                    (format!("there is no row {row} to name the columns"), "Mend `header` in the mapping.".to_owned())
                });
                return None;
            };
            fits(at).unwrap_or_else(|| (one(at), at))
        }
        // Without it, the faults are told against the first row.
        None => (0..sheet.len().min(DEEPEST)).find_map(fits).unwrap_or_else(|| (one(0), 0)),
    };
    Some((Mapping { layout: Layout::Mapped, ..mapping.clone() }, found.0, found.1 + 1))
}

/// The first row that is the header of a known layout; or else the row that says most as a header.
fn told(sheet: &Sheet, issues: &mut Issues) -> Option<(Mapping, Head, usize)> {
    let deepest = sheet.len().min(DEEPEST);
    for at in 0..deepest {
        let cells = sheet.cells(at);
        if cells.len() < 2 {
            continue;
        }
        let head = Head::of(&cells);
        if let Some(mapping) = recognise(&head, &sample(sheet, at + 1)) {
            return Some((mapping, head, at + 1));
        }
    }
    let mut best: Option<(usize, Vec<&'static str>, Mapping, Head, usize)> = None;
    for at in 0..deepest {
        let cells = sheet.cells(at);
        let upper = at.checked_sub(1).map(|above| sheet.cells(above));
        let two = upper.filter(|upper| upper.len() >= 2 && upper.iter().any(|cell| cell.is_empty()) && !looks_like_data(upper));
        if cells.len() < 2 || looks_like_data(&cells) {
            continue;
        }
        let heads = std::iter::once(Head::of(&cells)).chain(two.map(|upper| Head::of_rows(&[upper, cells.clone()])));
        for head in heads {
            let guess = guess(&head, &sample(sheet, at + 1));
            let more = best
                .as_ref()
                .is_none_or(|(found, lacking, ..)| (lacking.len(), usize::MAX - *found) > (guess.lacking.len(), usize::MAX - guess.found));
            if more {
                best = Some((guess.found, guess.lacking, guess.mapping, head, at + 1));
            }
        }
    }
    let Some((found, lacking, mapping, head, from)) = best.filter(|(found, ..)| *found > 0 || !looks_like_data(&sheet.cells(0))) else {
        issues.raise(Kind::NoHeader, sheet.number(0), "", "", || {
            ("no row names the columns".to_owned(), "Write a header above the rows, such as area,period,measure,value.".to_owned())
        });
        return None;
    };
    if lacking.is_empty() {
        return Some((mapping, head, from));
    }
    // What looks like figures from its first row on has no header, whatever a row further down may seem to name.
    if mapping.area.is_empty() && looks_like_data(&sheet.cells(0)) {
        issues.raise(Kind::NoHeader, sheet.number(0), "", "", || {
            ("no row names the columns".to_owned(), "Write a header above the rows, such as area,period,measure,value.".to_owned())
        });
        return None;
    }
    let row = sheet.number(from - 1);
    tell_lacking(if found > 0 { &lacking } else { &["area", "period", "value"] }, &head, row, issues);
    // A column that stands where another is missing is worth telling too.
    if lacking.contains(&"period") {
        twice(&head, row, issues);
    }
    None
}

fn tell_lacking(lacking: &[&'static str], head: &Head, row: u32, issues: &mut Issues) {
    let columns: String = head.names.join(", ").chars().take(300).collect();
    for what in lacking {
        issues.raise(Kind::ColumnMissing, row, "", what, || {
            let mend = format!(
                "Give a mapping that names the column, or what holds of every row: see docs/data-formats.md. The columns are {columns}."
            );
            (format!("no column is known to say the {what}"), mend)
        });
    }
}

fn twice(head: &Head, row: u32, issues: &mut Issues) {
    for (at, name) in head.plain.iter().enumerate() {
        if head.plain.iter().skip(at + 1).any(|other| other == name) {
            issues.raise(Kind::ColumnTwice, row, &head.names[at], name, || {
                (format!("column {} comes twice", shown(&head.names[at])), "Give each column a name of its own.".to_owned())
            });
        }
    }
}
