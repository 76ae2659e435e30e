//! How wide the columns of a table are, and what becomes of one that has too many for a page.

use domain::report::document::Table;

/// The width of what is read, in points, on A4: upright and on its side.
pub(crate) const UPRIGHT: f64 = 470.0;
pub(crate) const ON_ITS_SIDE: f64 = 717.0;
/// A table with more columns is set on its side.
pub(crate) const MOST_UPRIGHT: usize = 7;

/// What a cell has at both sides together, in points.
const SIDES: f64 = 10.0;
/// The width of an average character, in the size of the type. Source Sans 3 has 0.5 for figures and a little less for words.
const CHARACTER: f64 = 0.5;
/// The longest word that a column is kept wide enough for, and the most that it would like, in characters.
const WORD: usize = 22;
const LINE: usize = 48;

/// A table, or those of its columns that fit beside its first.
#[derive(Debug, PartialEq)]
pub(crate) struct Fit {
    /// The columns that are shown, the first always among them.
    pub(crate) columns: Vec<usize>,
    /// Their widths in points.
    pub(crate) widths: Vec<f64>,
}

/// The size of a table's type in points.
pub(crate) fn size(table: &Table) -> f64 {
    if table.columns.len() > MOST_UPRIGHT { 8.0 } else { 9.0 }
}

/// Divides a table so that no word is wider than its column. `width` is that of the page, in points.
pub(crate) fn fit(table: &Table, width: f64) -> Vec<Fit> {
    let character = size(table) * CHARACTER;
    let wanted: Vec<Want> = (0..table.columns.len()).map(|column| want(table, column, character)).collect();
    let mut parts: Vec<Vec<usize>> = vec![vec![0]];
    let mut left = width - wanted[0].least;
    for (column, want) in wanted.iter().enumerate().skip(1) {
        if want.least > left && parts.last().is_some_and(|part| part.len() > 1) {
            parts.push(vec![0]);
            left = width - wanted[0].least;
        }
        left -= want.least;
        if let Some(part) = parts.last_mut() {
            part.push(column);
        }
    }
    let sized = |columns: Vec<usize>| Fit { widths: widths(&columns.iter().map(|&column| wanted[column]).collect::<Vec<_>>(), width), columns };
    parts.into_iter().map(sized).collect()
}

/// The widths of all columns in points, however narrow that makes them.
pub(crate) fn shares(table: &Table, width: f64) -> Vec<f64> {
    let character = size(table) * CHARACTER;
    widths(&(0..table.columns.len()).map(|column| want(table, column, character)).collect::<Vec<_>>(), width)
}

/// What a column needs for its longest word, and what it would like so that few of its cells break.
#[derive(Clone, Copy)]
struct Want {
    least: f64,
    most: f64,
}

fn want(table: &Table, column: usize, character: f64) -> Want {
    let heading = &table.columns[column].heading;
    let texts = || table.rows.iter().map(|row| row[column].text.as_str());
    let word = |text: &str| text.split([' ', '-', '–', '/']).map(|word| word.chars().count()).max().unwrap_or(0);
    // Headings are bold, and so a little wider.
    let longest = texts().map(word).max().unwrap_or(0).max(word(heading) + 1).min(WORD);
    let line = texts().map(|text| text.chars().count()).max().unwrap_or(0).max(heading.chars().count().min(WORD) + 1).min(LINE);
    let width = |characters: usize| characters as f64 * character + SIDES;
    Want { least: width(longest + 1), most: width(line.max(longest) + 1) }
}

/// Shares the width: to each what it needs, then towards what it would like, then in the same measure to all.
fn widths(wanted: &[Want], width: f64) -> Vec<f64> {
    let least: f64 = wanted.iter().map(|want| want.least).sum();
    let most: f64 = wanted.iter().map(|want| want.most).sum();
    let share = |want: &Want| {
        if most <= width {
            want.most * width / most
        } else if least < width {
            want.least + (want.most - want.least) * (width - least) / (most - least)
        } else {
            want.least * width / least
        }
    };
    wanted.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use domain::report::document::{Column, TableCell};

    use super::*;

    fn table(columns: usize, cell: &str) -> Table {
        let heading = |at: usize| Column { heading: format!("Column {at}"), number: at > 0 };
        Table { columns: (0..columns).map(heading).collect(), rows: vec![vec![TableCell::words(cell); columns]], ..Table::default() }
    }

    #[test]
    fn every_column_is_shown_once_beside_the_first_and_the_width_is_used_up() {
        for columns in [1, 2, 7, 8, 12, 40] {
            let fits = fit(&table(columns, "12.5%"), ON_ITS_SIDE);
            let shown: Vec<usize> = fits.iter().flat_map(|fit| &fit.columns[1..]).copied().collect();
            assert_eq!(shown, (1..columns).collect::<Vec<_>>());
            for fit in fits {
                assert_eq!(fit.columns[0], 0);
                assert!((fit.widths.iter().sum::<f64>() - ON_ITS_SIDE).abs() < 0.01);
            }
        }
        assert_eq!(fit(&table(7, "12.5%"), UPRIGHT).len(), 1);
        assert!(fit(&table(40, "12.5%"), ON_ITS_SIDE).len() > 1);
    }

    #[test]
    fn a_column_is_wide_enough_for_its_longest_word() {
        let long = "internationalisation and words";
        for fit in fit(&table(12, long), ON_ITS_SIDE) {
            assert!(fit.widths.iter().all(|width| *width >= 20.0 * 8.0 * CHARACTER), "{:?}", fit.widths);
        }
    }
}
