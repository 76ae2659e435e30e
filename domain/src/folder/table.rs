//! Reads CSV tables row by row, columns matched by name; every fault is raised at its cell.

use std::fmt;

use csv::{ReaderBuilder, StringRecord};

use super::{
    issue::{Issues, Mark, Shown, Spot, Text},
    names::Nearest,
};

/// A column: its name, and whether the header must have it.
pub(super) type Column = (&'static str, bool);

/// A table as its header describes it: where in the file each column stands.
struct Header<'t> {
    text: &'t Text<'t>,
    issues: &'t Issues,
    columns: &'static [Column],
    at: Vec<Option<usize>>,
    width: usize,
}

/// A row with something in it.
pub(super) struct Row<'t> {
    header: &'t Header<'t>,
    record: &'t StringRecord,
    start: usize,
}

/// A cell of a row, by the number of its column.
#[derive(Clone, Copy)]
pub(super) struct Cell<'t> {
    row: &'t Row<'t>,
    column: usize,
    /// What it holds, without spaces around it; blank where the file has no such column.
    pub(super) value: &'t str,
}

/// Reads a table, calling `each` on every row that is not blank. True if every row was read: not where the header or a row is not sound.
pub(super) fn read(text: &Text<'_>, issues: &Issues, columns: &'static [Column], mut each: impl FnMut(&Row<'_>)) -> bool {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.body.as_bytes());
    let mut record = StringRecord::new();
    let mut header: Option<Header<'_>> = None;
    let mut whole = true;
    // Text is UTF-8 and rows may have any width, so reading cannot fail.
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let start = start_of(text.body, record.position().map_or(0, csv::Position::byte));
        let Some(header) = &header else {
            header = read_header(text, issues, columns, &record, start);
            if header.is_none() {
                return false;
            }
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        // Only the file's last row can have a quote that is still open where the row ends.
        if reader.position().byte() >= text.body.len() as u64 && cell_start(text.body, start, usize::MAX).1 {
            whole = false;
            issues.push(
                text.file,
                text.place(start),
                format_args!("a double quote opens in this row and never closes"),
                format_args!("Close it; write a quote within quotes twice."),
            );
        } else if record.len() == header.width {
            each(&Row { header, record: &record, start });
        } else {
            whole = false;
            let (cells, wanted) = (record.len(), header.width);
            let last = cells.min(wanted).saturating_sub(1);
            issues.push(
                text.file,
                text.place(cell_start(text.body, start, last).0),
                format_args!("this row has {cells} cells and the header {wanted}"),
                format_args!("Add or remove commas; put a text that holds a comma in double quotes."),
            );
        }
    }
    if header.is_none() {
        let names = Names(columns);
        issues.push(text.file, (1, 1), format_args!("the file is empty"), format_args!("Begin it with the header {names}."));
    }
    header.is_some() && whole
}

/// Matches the columns of a header; none if a column is missing, unknown or there twice: its rows would only repeat the fault.
fn read_header<'t>(
    text: &'t Text<'t>,
    issues: &'t Issues,
    columns: &'static [Column],
    record: &StringRecord,
    start: usize,
) -> Option<Header<'t>> {
    let mut at = vec![None; columns.len()];
    let mut sound = true;
    for (n, name) in record.iter().map(str::trim).enumerate() {
        let mark = || Mark { text, issues, offset: cell_start(text.body, start, n).0 };
        match columns.iter().position(|(known, _)| *known == name) {
            Some(column) if at[column].is_none() => at[column] = Some(n),
            Some(_) => {
                sound = false;
                mark().raise(format_args!("column `{name}` comes twice"), format_args!("Keep one."));
            }
            None => {
                sound = false;
                let nearest = Nearest { given: name, known: &|| Box::new(columns.iter().map(|(known, _)| *known)) };
                let names = Names(columns);
                mark().raise(format_args!("there is no column {}", Shown(name)), format_args!("{nearest}The columns are {names}."));
            }
        }
    }
    for ((name, needed), at) in columns.iter().zip(&at) {
        if *needed && at.is_none() {
            sound = false;
            let names = Names(columns);
            issues.push(text.file, (1, 1), format_args!("column `{name}` is missing"), format_args!("The columns are {names}."));
        }
    }
    sound.then_some(Header { text, issues, columns, at, width: record.len() })
}

/// The reader may say that a record begins at the line ends before it: skip them.
fn start_of(text: &str, byte: u64) -> usize {
    let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
    byte + text.as_bytes()[byte..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count()
}

/// Where a cell of the row that begins at `start` begins, past its opening quote; and whether a quote is open at the row's end.
fn cell_start(text: &str, start: usize, column: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let (mut at, mut cell) = (start, 0);
    loop {
        if cell == column {
            return (at, false);
        }
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            loop {
                match (bytes.get(at), bytes.get(at + 1)) {
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), _) => break,
                    (Some(_), _) => at += 1,
                    (None, _) => return (at, true),
                }
            }
            at += 1;
        }
        while !matches!(bytes.get(at), None | Some(b',' | b'\r' | b'\n')) {
            at += 1;
        }
        if bytes.get(at) != Some(&b',') {
            return (at, false);
        }
        at += 1;
        cell += 1;
    }
}

impl Row<'_> {
    /// The cell of a column, by its number in the list of columns.
    pub(super) fn cell(&self, column: usize) -> Cell<'_> {
        let at = self.header.at.get(column).copied().flatten();
        let value = at.and_then(|at| self.record.get(at)).unwrap_or_default().trim();
        Cell { row: self, column, value }
    }

    /// The line that the row begins on, by its byte.
    pub(super) fn start(&self) -> usize {
        self.start
    }
}

impl<'t> Cell<'t> {
    /// What it holds; a blank cell is a fault.
    pub(super) fn needed(&self) -> Option<&'t str> {
        if self.value.is_empty() {
            let name = self.row.header.columns.get(self.column).map_or("", |(name, _)| name);
            self.raise(format_args!("`{name}` is blank"), format_args!("Every row needs one."));
            return None;
        }
        Some(self.value)
    }

    /// Its place, at which a fault can be raised when the row is gone.
    pub(super) fn mark(&self) -> Mark<'t> {
        let header = self.row.header;
        let column = header.at.get(self.column).copied().flatten().unwrap_or(0);
        Mark { text: header.text, issues: header.issues, offset: cell_start(header.text.body, self.row.start, column).0 }
    }

    /// What it holds, if anything.
    pub(super) fn given(&self) -> Option<&'t str> {
        Some(self.value).filter(|value| !value.is_empty())
    }
}

impl Spot for Cell<'_> {
    fn raise(&self, what: fmt::Arguments<'_>, mend: fmt::Arguments<'_>) {
        self.mark().raise(what, mend);
    }
    fn named(&self) -> String {
        let text = self.row.header.text;
        format!("{}:{}", text.file, text.place(self.row.start).0)
    }
}

/// The names of columns, as a header.
struct Names(&'static [Column]);

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, (name, _)) in self.0.iter().enumerate() {
            write!(f, "{}{name}", if n > 0 { "," } else { "" })?;
        }
        Ok(())
    }
}
