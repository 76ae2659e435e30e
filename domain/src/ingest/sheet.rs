//! A sheet: rows of text cells, each row with its number in the file.

/// Stands between the cells of a row within the text of a sheet; no cell may hold it.
const BETWEEN: char = '\u{1f}';

/// A sheet of a file. All its text is one allocation, so that a million rows take little more than their characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    name: String,
    text: String,
    starts: Vec<Start>,
}

/// Where a row begins in the text, and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Start {
    at: u32,
    number: u32,
}

impl Sheet {
    /// A sheet without rows. A CSV file is one sheet, named as the file.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Makes room for that many bytes of text.
    pub fn reserve(&mut self, bytes: usize) {
        self.text.reserve_exact(bytes);
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Adds a row: its number in the file, from 1, and its cells. Spaces around a cell do not count; a row without anything in it is left out.
    /// False, and nothing is added, once the sheet holds 4 GiB of text.
    pub fn push<'a>(&mut self, number: u32, cells: impl IntoIterator<Item = &'a str>) -> bool {
        let start = self.text.len();
        let Ok(at) = u32::try_from(start) else { return false };
        let mut full = start;
        for (n, cell) in cells.into_iter().enumerate() {
            if n > 0 {
                self.text.push(BETWEEN);
            }
            let cell = cell.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
            if cell.contains([BETWEEN, '\0']) {
                self.text.extend(cell.chars().map(|c| if matches!(c, BETWEEN | '\0') { ' ' } else { c }));
            } else {
                self.text.push_str(cell);
            }
            if !cell.is_empty() {
                full = self.text.len();
            }
        }
        // Blank cells at the end are as if they were not there.
        self.text.truncate(full);
        if full > start {
            self.starts.push(Start { at, number });
        }
        true
    }

    /// How many rows have something in them.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether no row has anything in it.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Splits a row, counted from 0, into its cells. Blank cells at its end are not there; beyond the last row there are none.
    pub fn split<'a>(&'a self, row: usize, into: &mut Vec<&'a str>) {
        into.clear();
        if let Some(text) = self.text_of(row) {
            into.extend(text.split(BETWEEN));
        }
    }

    /// A row's cells, counted from 0.
    pub fn cells(&self, row: usize) -> Vec<&str> {
        let mut cells = Vec::new();
        self.split(row, &mut cells);
        cells
    }

    /// The number of a row, counted from 0, in the file; 0 beyond the last.
    pub fn number(&self, row: usize) -> u32 {
        self.starts.get(row).map_or(0, |start| start.number)
    }

    fn text_of(&self, row: usize) -> Option<&str> {
        let start = self.starts.get(row)?.at as usize;
        let end = self.starts.get(row + 1).map_or(self.text.len(), |next| next.at as usize);
        self.text.get(start..end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blank_rows_are_left_out_and_numbers_stay() {
        let mut sheet = Sheet::new("KPIs");
        assert!(sheet.push(1, ["area ", " period", ""]));
        assert!(sheet.push(2, ["", " ", "\t"]));
        assert!(sheet.push(5, ["", "x\u{1f}y"]));
        assert_eq!((sheet.len(), sheet.name(), sheet.number(1), sheet.number(9)), (2, "KPIs", 5, 0));
        assert_eq!((sheet.cells(0), sheet.cells(1), sheet.cells(2)), (vec!["area", "period"], vec!["", "x y"], vec![]));
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out(rows in prop::collection::vec(prop::collection::vec("[a-z,é\" ]{0,5}", 0..5), 0..8)) {
            let mut sheet = Sheet::new("");
            for (n, row) in (1..).zip(&rows) {
                prop_assert!(sheet.push(n, row.iter().map(String::as_str)));
            }
            let mut at = 0;
            for (n, row) in (1..).zip(&rows) {
                let mut wanted: Vec<&str> = row.iter().map(|cell| cell.trim()).collect();
                while wanted.last().is_some_and(|cell| cell.is_empty()) { wanted.pop(); }
                if wanted.is_empty() { continue }
                prop_assert_eq!((sheet.cells(at), sheet.number(at)), (wanted, n));
                at += 1;
            }
            prop_assert_eq!(sheet.len(), at);
        }
    }
}
