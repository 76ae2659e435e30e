//! XLSX, cell by cell: a sheet that says it is a million columns wide is never laid out.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};
use domain::ingest::Sheet;

use crate::{Limits, Refusal};

/// Reads every visible sheet that holds cells.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => Refusal::Protected,
        _ => Refusal::Damaged,
    })?;
    let visible = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    let names: Vec<String> = book.sheets_metadata().iter().filter(visible).map(|sheet| sheet.name.clone()).collect();
    let mut text = limits.unpacked;
    let mut sheets = Vec::new();
    for name in names {
        let sheet = read_sheet(&mut book, &name, limits, &mut text)?;
        if !sheet.is_empty() {
            sheets.push(sheet);
        }
    }
    if sheets.is_empty() { Err(Refusal::Empty) } else { Ok(sheets) }
}

fn read_sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, limits: &Limits, left: &mut u64) -> Result<Sheet, Refusal> {
    let mut reader = book.worksheet_cells_reader(name).map_err(Refusal::damaged)?;
    let shown: Vec<Shown> = reader.styles().iter().map(Shown::of).collect();
    let mut rows = Rows { sheet: Sheet::new(name), cells: Vec::new(), row: 0, limits, left, count: 0 };
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(Refusal::damaged)? {
        let (row, column) = cell.get_position();
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        rows.add(row, column as usize, text_of(cell.get_value(), shown.get(style).copied().unwrap_or_default()))?;
    }
    rows.finish()
}

/// How a style shows numbers, as far as it changes what they say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Shown {
    /// As they are.
    #[default]
    Plain,
    /// As hundredths with a percent sign.
    Percent,
    /// Days as their month and year.
    Month,
}

impl Shown {
    fn of(style: &Style) -> Self {
        let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
        // What stands in quotes, in brackets or behind a backslash is shown as it is; the first part is that of numbers above zero.
        let (mut plain, mut quoted, mut bracket, mut literal) = (String::new(), false, false, false);
        for c in code.chars() {
            match c {
                _ if literal => literal = false,
                '"' => quoted = !quoted,
                _ if quoted => {}
                '\\' | '_' | '*' => literal = true,
                '[' => bracket = true,
                ']' => bracket = false,
                _ if bracket => {}
                ';' => break,
                c => plain.extend(c.to_lowercase()),
            }
        }
        if plain.contains('%') {
            Self::Percent
        } else if plain.contains('m') && plain.contains('y') && !plain.contains(['d', 'h', 's']) {
            Self::Month
        } else {
            Self::Plain
        }
    }
}

/// Rows as they are put together.
pub(crate) struct Rows<'a> {
    pub(crate) sheet: Sheet,
    pub(crate) cells: Vec<String>,
    pub(crate) row: u32,
    pub(crate) limits: &'a Limits,
    /// Bytes of text that may still come.
    pub(crate) left: &'a mut u64,
    pub(crate) count: u32,
}

impl Rows<'_> {
    /// Adds a cell; rows and columns from 0.
    pub(crate) fn add(&mut self, row: u32, column: usize, text: String) -> Result<(), Refusal> {
        let (sheet, number) = (self.sheet.name().to_owned(), row.saturating_add(1));
        if column >= self.limits.columns {
            return Err(Refusal::Columns { sheet, row: number, most: self.limits.columns });
        }
        if text.len() > self.limits.cell && text.chars().count() > self.limits.cell {
            return Err(Refusal::Cell { sheet, row: number, most: self.limits.cell });
        }
        // One long text may stand in a million cells.
        *self.left = self.left.checked_sub(text.len() as u64 + 1).ok_or(Refusal::Unpacked { most: self.limits.unpacked })?;
        if row != self.row {
            self.flush()?;
            self.row = row;
        }
        if let Some(blank) = column.checked_sub(self.cells.len()) {
            // A blank cell between others takes room as well.
            *self.left = self.left.checked_sub(blank as u64).ok_or(Refusal::Unpacked { most: self.limits.unpacked })?;
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Refusal> {
        if self.cells.is_empty() {
            return Ok(());
        }
        self.count += 1;
        if self.count > self.limits.rows {
            return Err(Refusal::Rows { sheet: self.sheet.name().to_owned(), most: self.limits.rows });
        }
        if !self.sheet.push(self.row.saturating_add(1), self.cells.iter().map(String::as_str)) {
            return Err(Refusal::Unpacked { most: self.limits.unpacked });
        }
        self.cells.clear();
        Ok(())
    }

    /// The sheet.
    pub(crate) fn finish(mut self) -> Result<Sheet, Refusal> {
        self.flush()?;
        Ok(self.sheet)
    }
}

/// What a cell showed when the file was saved, to every digit that it holds: hundredths with their sign, a month as a month; any other date as a day.
fn text_of(value: &DataRef<'_>, shown: Shown) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) if shown == Shown::Percent => format!("{}%", number.saturating_mul(100)),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if shown == Shown::Percent => percent(*number),
        DataRef::Float(number) => number.to_string(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(time) if shown == Shown::Month && time.is_datetime() => {
            let (year, month, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}")
        }
        DataRef::DateTime(time) => time_of(time),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A number as a spreadsheet shows it in a format of hundredths, to ten decimals: what is behind them is how machines write fractions.
pub(crate) fn percent(number: f64) -> String {
    let text = format!("{:.10}", number * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A day, and its time where there is one; a duration as the number it is.
pub(crate) fn time_of(time: &ExcelDateTime) -> String {
    if !time.is_datetime() {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}
