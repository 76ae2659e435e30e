//! Text with separators: commas, semicolons, tabs or bars, with double quotes around what holds one.

use csv::{ReaderBuilder, StringRecord};
use domain::ingest::Sheet;

use crate::{Limits, Refusal};

const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows are looked at to tell the separator.
const LOOKED_AT: usize = 50;

/// Reads a text. The number of a row is the line it begins on.
pub(crate) fn read(name: &str, text: &str, limits: &Limits) -> Result<Sheet, Refusal> {
    let mut sheet = Sheet::new(name);
    sheet.reserve(text.len());
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator(text)).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let (mut line, mut counted, mut rows) = (1_u32, 0, 0_u32);
    // The text is UTF-8 and rows may have any width, so reading cannot fail.
    while matches!(reader.read_record(&mut record), Ok(true)) {
        let start = start_of(text, record.position().map_or(0, csv::Position::byte));
        line = line.saturating_add(lines(&text.as_bytes()[counted..start]));
        counted = start;
        rows += 1;
        let sheet_name = || name.to_owned();
        if rows > limits.rows {
            return Err(Refusal::Rows { sheet: sheet_name(), most: limits.rows });
        }
        // Commas at the end of a row are no columns.
        let width = record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).last().map_or(0, |(last, _)| last + 1);
        if width > limits.columns {
            return Err(Refusal::Columns { sheet: sheet_name(), row: line, most: limits.columns });
        }
        if record.iter().any(|cell| cell.len() > limits.cell && cell.chars().count() > limits.cell) {
            return Err(Refusal::Cell { sheet: sheet_name(), row: line, most: limits.cell });
        }
        if !sheet.push(line, record.iter()) {
            return Err(Refusal::TooLarge { most: limits.file });
        }
    }
    if sheet.is_empty() { Err(Refusal::Empty) } else { Ok(sheet) }
}

/// Lines that end in a text: `\n`, `\r\n`, `\r\r\n`, or `\r` alone.
fn lines(bytes: &[u8]) -> u32 {
    let count = |end: u8| bytes.split(|byte| *byte == end).count() - 1;
    let ends = match count(b'\n') {
        0 => count(b'\r'),
        ends => ends,
    };
    u32::try_from(ends).unwrap_or(u32::MAX)
}

/// The reader may say that a record begins at the line ends before it: skip them.
fn start_of(text: &str, byte: u64) -> usize {
    let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
    byte + text.as_bytes()[byte..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count()
}

/// The separator that makes most rows of one width, wider before narrower.
fn separator(text: &str) -> u8 {
    let told = |separator: u8| {
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
        let mut widths: Vec<usize> = Vec::new();
        let mut record = StringRecord::new();
        while widths.len() < LOOKED_AT && matches!(reader.read_record(&mut record), Ok(true)) {
            widths.push(record.len());
        }
        let most = widths
            .iter()
            .copied()
            .filter(|width| *width > 1)
            .max_by_key(|width| (widths.iter().filter(|other| *other == width).count(), *width));
        most.map_or((0, 0), |most| (widths.iter().filter(|width| **width == most).count(), most))
    };
    // The last of equals would be taken: commas stand last.
    SEPARATORS.into_iter().rev().max_by_key(|separator| told(*separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let sheet = read("t.csv", text, &Limits::default()).unwrap();
        (0..sheet.len()).map(|row| (sheet.number(row), sheet.cells(row).into_iter().map(str::to_owned).collect())).collect()
    }

    fn cells(of: &[&str]) -> Vec<String> {
        of.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn separators_and_line_ends_are_told() {
        for text in ["a,b\n1,2\n", "a;b\r\n1;2\r\n", "a\tb\r\r\n1\t2\r\r\n", "a|b\r1|2\r", "a;b\n1;2"] {
            assert_eq!(rows(text), [(1, cells(&["a", "b"])), (2, cells(&["1", "2"]))], "{text:?}");
        }
        // Commas within quotes and decimals do not make columns.
        assert_eq!(rows("name;x\n\"Leeds, City\";1,5\nYork;2,5\n")[1], (2, cells(&["Leeds, City", "1,5"])));
    }

    #[test]
    fn rows_are_numbered_by_the_line_they_begin_on() {
        let found = rows("title\n\narea,\"a note\nof two lines\",value\n\nx,y,1\n");
        assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3, 6]);
        assert_eq!(found[1].1[1], "a note\nof two lines");
    }

    #[test]
    fn what_is_too_much_is_refused() {
        let limits = Limits { rows: 2, columns: 3, cell: 5, ..Limits::default() };
        assert_eq!(read("t", "a,b\n1,2\n3,4\n", &limits), Err(Refusal::Rows { sheet: "t".to_owned(), most: 2 }));
        assert_eq!(read("t", "a,b,c,d\n", &limits), Err(Refusal::Columns { sheet: "t".to_owned(), row: 1, most: 3 }));
        assert!(read("t", "a,b,c,,,\n", &limits).is_ok());
        assert_eq!(read("t", "a,b\n1,\"23456\n7\n", &limits), Err(Refusal::Cell { sheet: "t".to_owned(), row: 2, most: 5 }));
        assert_eq!(read("t", " \n,,\n", &limits), Err(Refusal::Empty));
    }
}
