//! The header of a table: the names of its columns, found below whatever stands above it.

use super::{
    number::{self, Reading},
    place::is_code,
    sheet::Sheet,
    word::{plain, without_digits},
};

/// How many rows from the top may hold the header.
pub(super) const DEEPEST: usize = 40;

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

    /// The header of two rows: what the upper says holds until it says something else.
    pub(super) fn of_two(upper: &[&str], lower: &[&str]) -> Self {
        let width = upper.len().max(lower.len());
        let mut above = Vec::with_capacity(width);
        let mut names = Vec::with_capacity(width);
        let mut last = "";
        for n in 0..width {
            let (up, low) = (upper.get(n).copied().unwrap_or(""), lower.get(n).copied().unwrap_or(""));
            if !up.is_empty() {
                last = up;
            }
            let over = if up.is_empty() && low.is_empty() { "" } else { last };
            above.push(if low.is_empty() { String::new() } else { over.to_owned() });
            names.push(match (over, low) {
                ("", "") => format!("(column {})", n + 1),
                (over, "") => over.to_owned(),
                ("", low) => low.to_owned(),
                (over, low) => format!("{over} {low}"),
            });
        }
        Self::named(names, above)
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

/// The names of the columns of a sheet whose header is in the row of this number, as a mapping calls them; none where there is no such row.
pub fn column_names(sheet: &Sheet, number: u32) -> Vec<String> {
    let at = (0..sheet.len()).find(|at| sheet.number(*at) == number);
    at.map_or_else(Vec::new, |at| Head::of(&sheet.cells(at)).names)
}

/// The number of the row that has these names of columns, letters and signs not counting; none where no row that may be a header has.
pub fn row_with_columns(sheet: &Sheet, names: &[String]) -> Option<u32> {
    let wanted: Vec<String> = names.iter().map(|name| plain(name)).collect();
    (0..sheet.len().min(DEEPEST)).find(|at| Head::of(&sheet.cells(*at)).plain == wanted).map(|at| sheet.number(at))
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
        let head = Head::of_two(&["", "2022/23", "", "2023/24"], &["Area", "Number", "Rate", "Number", "Rate"]);
        assert_eq!(head.names, ["Area", "2022/23 Number", "2022/23 Rate", "2023/24 Number", "2023/24 Rate"]);
        assert_eq!(head.above, ["", "2022/23", "2022/23", "2023/24", "2023/24"]);
        assert_eq!((head.find_bare(&["number"]), head.columns("AREA")), (Some(1), vec![0]));
        assert_eq!(Head::of(&["", "notes", "notes"]).columns("notes"), [1, 2]);
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
