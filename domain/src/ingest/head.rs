//! The header of a table: the names of its columns, found below whatever stands above it.

use super::{
    number::{self, Reading},
    place::is_code,
    sheet::Sheet,
    word::{plain, without_digits},
};

/// How many rows from the top may hold the header.
pub(super) const DEEPEST: usize = 40;
/// How many rows may name the columns together.
pub const HEADER_ROWS: u8 = 3;

/// The names of a table's columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// As the file has them; a nameless column is called by its place.
    pub(super) names: Vec<String>,
    /// In plain letters.
    pub(super) plain: Vec<String>,
    /// In plain letters, without digits.
    pub(super) bare: Vec<String>,
    /// What stands above the names, spread over the columns it is of; blank where there is one row only.
    pub(super) above: Vec<String>,
}

impl Head {
    /// The header of one row.
    pub(super) fn of(cells: &[&str]) -> Self {
        let name = |(n, cell): (usize, &&str)| if cell.is_empty() { format!("(column {})", n + 1) } else { (*cell).to_owned() };
        let names: Vec<String> = cells.iter().enumerate().map(name).collect();
        Self::named(names, Vec::new())
    }

    /// The header of several rows: what an upper one says holds until it, or one above it, says something else.
    pub(super) fn of_rows(rows: &[Vec<&str>]) -> Self {
        let Some((lower, upper)) = rows.split_last() else { return Self::of(&[]) };
        if upper.is_empty() {
            return Self::of(lower);
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let cell = |row: &[&'_ str], n: usize| -> String { row.get(n).copied().unwrap_or("").to_owned() };
        let mut last = vec![String::new(); upper.len()];
        let (mut above, mut names) = (Vec::with_capacity(width), Vec::with_capacity(width));
        for n in 0..width {
            let low = cell(lower, n);
            if let Some(said) = upper.iter().position(|row| !cell(row, n).is_empty()) {
                for (row, last) in upper.iter().zip(&mut last).skip(said) {
                    *last = cell(row, n);
                }
            } else if low.is_empty() {
                above.push(String::new());
                names.push(format!("(column {})", n + 1));
                continue;
            }
            let over: Vec<&str> = last.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
            let over = over.join(" ");
            names.push(match (over.is_empty(), low.is_empty()) {
                (true, true) => format!("(column {})", n + 1),
                (false, true) => over.clone(),
                (true, false) => low.clone(),
                (false, false) => format!("{over} {low}"),
            });
            above.push(if low.is_empty() { String::new() } else { over });
        }
        Self::named(names, above)
    }

    /// The header that ends in a row of a sheet, counted from 0, and has so many rows.
    pub(super) fn in_sheet(sheet: &Sheet, last: usize, rows: u8) -> Self {
        let first = (last + 1).saturating_sub(usize::from(rows.clamp(1, HEADER_ROWS)));
        Self::of_rows(&(first..=last).map(|row| sheet.cells(row)).collect::<Vec<_>>())
    }

    fn named(names: Vec<String>, above: Vec<String>) -> Self {
        let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let bare = plain.iter().map(|name| without_digits(name)).collect();
        Self { names, plain, bare, above }
    }

    /// How many columns there are.
    pub(super) fn width(&self) -> usize {
        self.names.len()
    }

    /// The first column with one of these names, in plain letters; the names in order of preference.
    pub(super) fn find(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.plain.iter().position(|known| known == name))
    }

    /// The same, digits not counting: `ward24_code` is `ward code`.
    pub(super) fn find_bare(&self, names: &[&str]) -> Option<usize> {
        self.find(names).or_else(|| names.iter().find_map(|name| self.bare.iter().position(|known| known == name)))
    }

    /// Whether all these names are there.
    pub(super) fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.plain.iter().any(|known| known == name))
    }

    /// Every column of a name that a mapping gives.
    pub(super) fn columns(&self, name: &str) -> Vec<usize> {
        let exact: Vec<usize> = self.names.iter().enumerate().filter(|(_, known)| *known == name).map(|(n, _)| n).collect();
        if !exact.is_empty() {
            return exact;
        }
        let wanted = plain(name);
        self.plain.iter().enumerate().filter(|(_, known)| **known == wanted).map(|(n, _)| n).collect()
    }
}

/// Whether a row looks like figures and not like names: it holds a number, a code or a marker.
pub(super) fn looks_like_data(cells: &[&str]) -> bool {
    cells.iter().any(|cell| is_code(cell) || matches!(number::read(cell), Reading::Number { .. } if !year_like(cell)))
}

/// The names of the columns of a sheet whose header ends in the row of this number and has so many rows, as a mapping calls them; none where there
/// is no such row.
pub fn column_names(sheet: &Sheet, number: u32, rows: u8) -> Vec<String> {
    let at = (0..sheet.len()).find(|at| sheet.number(*at) == number);
    at.map_or_else(Vec::new, |at| Head::in_sheet(sheet, at, rows).names)
}

/// The number of the row in which a header of so many rows ends that has these names of columns, letters and signs not counting; none where no row
/// that may be a header has.
pub fn row_with_columns(sheet: &Sheet, names: &[String], rows: u8) -> Option<u32> {
    let wanted: Vec<String> = names.iter().map(|name| plain(name)).collect();
    (0..sheet.len().min(DEEPEST)).find(|at| Head::in_sheet(sheet, *at, rows).plain == wanted).map(|at| sheet.number(at))
}

fn year_like(cell: &str) -> bool {
    cell.len() == 4 && (cell.starts_with("19") || cell.starts_with("20"))
}

/// Where the rows of figures end: below it stand sources and notes, in few cells and with nothing in the columns that say figures.
pub(super) fn end_of(sheet: &Sheet, from: usize, values: &[usize]) -> usize {
    let mut end = sheet.len();
    let mut cells = Vec::new();
    while end > from {
        sheet.split(end - 1, &mut cells);
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let says = values.iter().any(|at| cells.get(*at).is_some_and(|cell| !cell.is_empty()));
        if says || filled > 2 {
            break;
        }
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rows_make_one_header() {
        let head = Head::of_rows(&[vec!["", "2022/23", "", "2023/24"], vec!["Area", "Number", "Rate", "Number", "Rate"]]);
        assert_eq!(head.names, ["Area", "2022/23 Number", "2022/23 Rate", "2023/24 Number", "2023/24 Rate"]);
        assert_eq!(head.above, ["", "2022/23", "2022/23", "2023/24", "2023/24"]);
        assert_eq!((head.find_bare(&["number"]), head.columns("AREA")), (Some(1), vec![0]));
        assert_eq!(Head::of(&["", "notes", "notes"]).columns("notes"), [1, 2]);
        let three =
            [vec!["", "2022/23", "", "", "2023/24"], vec!["", "Girls", "", "Boys", "Girls", "Boys"], vec!["Area", "n", "%", "n", "n", "n"]];
        let wanted = ["Area", "2022/23 Girls n", "2022/23 Girls %", "2022/23 Boys n", "2023/24 Girls n", "2023/24 Boys n"];
        assert_eq!(Head::of_rows(&three).names, wanted);
    }

    #[test]
    fn notes_below_the_table_are_no_rows() {
        let mut sheet = Sheet::new("");
        for (n, row) in (1..).zip([["area", "value"], ["A", "1"], ["B", "2"], ["Source: us", ""], ["", ""]]) {
            sheet.push(n, row);
        }
        assert_eq!(end_of(&sheet, 1, &[1]), 3);
    }
}
