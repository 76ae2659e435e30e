//! ODS. A cell or a row may stand for any number of the same, so how far a sheet spreads is found out before it is laid out.

use std::{io::Cursor, ops::Range};

use calamine::{Data, Ods, Reader};
use domain::ingest::Sheet;

use crate::{
    Limits, Refusal,
    archive::Held,
    book::{Rows, percent, time_of},
};

/// Reads every sheet that holds cells.
pub(crate) fn read(bytes: &[u8], held: &Held, limits: &Limits) -> Result<Vec<Sheet>, Refusal> {
    let percents = check_spread(&held.content, limits)?;
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(Refusal::damaged)?;
    let mut left = limits.unpacked;
    let mut sheets = Vec::new();
    for (table, name) in book.sheet_names().into_iter().enumerate() {
        let range = book.worksheet_range(&name).map_err(Refusal::damaged)?;
        let (first, start) = range.start().unwrap_or_default();
        let mut rows = Rows { sheet: Sheet::new(&name), cells: Vec::new(), row: 0, limits, left: &mut left, count: 0 };
        for (row, column, value) in range.used_cells() {
            let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(first);
            let column = column + start as usize;
            let text = match value {
                Data::Float(number) if percents.has(table, row, column) => percent(*number),
                value => text_of(value),
            };
            rows.add(row, column, text)?;
        }
        let sheet = rows.finish()?;
        if !sheet.is_empty() {
            sheets.push(sheet);
        }
    }
    if sheets.is_empty() { Err(Refusal::Empty) } else { Ok(sheets) }
}

fn text_of(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(time) => time_of(time),
        Data::Error(error) => error.to_string(),
    }
}

/// The cells that show hundredths: of which table, in which rows and columns, in the order of the file.
#[derive(Default)]
struct Percents(Vec<(usize, Range<u64>, Range<u64>)>);

impl Percents {
    fn has(&self, table: usize, row: u32, column: usize) -> bool {
        let (row, column) = (u64::from(row), column as u64);
        let behind = self.0.partition_point(|(of, rows, _)| (*of, rows.start) <= (table, row));
        let same = self.0.get(..behind).unwrap_or_default().iter().rev();
        same.take_while(|(of, rows, _)| *of == table && rows.contains(&row)).any(|(.., columns)| columns.contains(&column))
    }
}

/// How far the cells of one sheet spread.
#[derive(Default)]
struct Spread {
    rows: u64,
    /// Rows down to the last one with something in it.
    deep: u64,
    wide: u64,
    /// Columns of the row that is being read, and those down to its last filled cell.
    columns: u64,
    filled: u64,
    repeated: u64,
}

impl Spread {
    fn row(&mut self) {
        self.rows = self.rows.saturating_add(self.repeated);
        if self.filled > 0 {
            self.deep = self.rows;
            self.wide = self.wide.max(self.filled);
        }
        (self.columns, self.filled, self.repeated) = (0, 0, 0);
    }
}

/// Refuses a sheet that spreads too far, by the tags of its XML; and finds the cells that show hundredths.
fn check_spread(content: &[u8], limits: &Limits) -> Result<Percents, Refusal> {
    let mut spread = Spread::default();
    let mut percents = Percents::default();
    let mut tables = 0_usize;
    let mut at = 0;
    while let Some((tag, next)) = next_tag(content, at) {
        at = next;
        match name(tag) {
            b"table:table" => {
                spread = Spread::default();
                tables += 1;
            }
            b"table:table-row" => {
                spread.row();
                spread.repeated = number(tag, b"table:number-rows-repeated");
                if tag.ends_with(b"/") {
                    spread.row();
                }
            }
            b"/table:table-row" => spread.row(),
            b"table:table-cell" | b"table:covered-table-cell" => {
                let first = spread.columns;
                spread.columns = spread.columns.saturating_add(number(tag, b"table:number-columns-repeated"));
                if find(tag, b"\"percentage\"").or_else(|| find(tag, b"'percentage'")).is_some() {
                    let rows = spread.rows..spread.rows.saturating_add(spread.repeated);
                    percents.0.push((tables.saturating_sub(1), rows, first..spread.columns));
                }
                let filled = !tag.ends_with(b"/") || find(tag, b"value").is_some() || find(tag, b"formula").is_some();
                if filled {
                    spread.filled = spread.columns;
                }
            }
            _ => continue,
        }
        let sheet = || "of this file".to_owned();
        if spread.deep > u64::from(limits.rows) {
            return Err(Refusal::Rows { sheet: sheet(), most: limits.rows });
        }
        if spread.filled.max(spread.wide) > limits.columns as u64 {
            return Err(Refusal::Columns { sheet: sheet(), row: u32::try_from(spread.rows).unwrap_or(u32::MAX), most: limits.columns });
        }
        if spread.deep.saturating_mul(spread.wide) > limits.cells {
            return Err(Refusal::Cells { sheet: sheet(), most: limits.cells });
        }
    }
    Ok(percents)
}

/// The inside of the next tag, and where to go on. Quotes may hold a `>`.
fn next_tag(content: &[u8], from: usize) -> Option<(&[u8], usize)> {
    let start = from + content.get(from..)?.iter().position(|byte| *byte == b'<')? + 1;
    let mut quote = None;
    for (n, byte) in content[start..].iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some((&content[start..start + n], start + n + 1)),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    None
}

fn name(tag: &[u8]) -> &[u8] {
    let end = tag.iter().enumerate().position(|(n, byte)| byte.is_ascii_whitespace() || *byte == b'/' && n > 0).unwrap_or(tag.len());
    &tag[..end]
}

fn find(tag: &[u8], wanted: &[u8]) -> Option<usize> {
    tag.windows(wanted.len()).position(|window| window == wanted)
}

/// How often something is repeated: once where it is not said.
fn number(tag: &[u8], attribute: &[u8]) -> u64 {
    let Some(at) = find(tag, attribute) else { return 1 };
    let digits = tag[at + attribute.len()..].iter().skip_while(|byte| !byte.is_ascii_digit()).take_while(|byte| byte.is_ascii_digit());
    digits.fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0'))).max(1)
}
