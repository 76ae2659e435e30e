//! How wide the columns of a table are, and what becomes of one that has too many for a page.

use domain::report::document::{Column, Table};

/// The width of what is read, in points, on A4: upright and on its side.
pub(crate) const UPRIGHT: f64 = 470.0;
pub(crate) const ON_ITS_SIDE: f64 = 717.0;
/// A table with more columns is set on its side.
pub(crate) const MOST_UPRIGHT: usize = 7;

/// What a cell has at both sides together, in points.
const SIDES: f64 = 10.0;
/// The widest word that a column is kept wide enough for, and the most that it would like, in the size of the type.
const WORD: f64 = 11.0;
const LINE: f64 = 26.0;
/// Headings are bold, and so a little wider.
const BOLD: f64 = 1.08;
/// What is left over after what all would like, so that a rounding breaks no line.
const SPARE: f64 = 0.4;

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
    let wanted = wants(table);
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
    let sized =
        |columns: Vec<usize>| Fit { widths: widths(&columns.iter().map(|&column| wanted[column]).collect::<Vec<_>>(), width), columns };
    parts.into_iter().map(sized).collect()
}

/// The widths of all columns in points, however narrow that makes them.
pub(crate) fn shares(table: &Table, width: f64) -> Vec<f64> {
    widths(&wants(table), width)
}

/// What a column needs for its longest word, and what it would like so that none of its cells breaks, in points.
#[derive(Clone, Copy)]
struct Want {
    least: f64,
    most: f64,
}

fn wants(table: &Table) -> Vec<Want> {
    let point = size(table);
    let want = |(column, of): (usize, &Column)| {
        let texts = || table.rows.iter().map(|row| row[column].text.as_str());
        let word = widest_word(&of.heading) * BOLD;
        let least = texts().map(widest_word).fold(word, f64::max).min(WORD);
        // A heading may well break once.
        let most = texts().map(length).fold((length(&of.heading) * BOLD / 2.0 + 1.5).max(least), f64::max).min(LINE);
        let points = |ems: f64| (ems + SPARE) * point + SIDES;
        Want { least: points(least), most: points(most.max(least)) }
    };
    table.columns.iter().enumerate().map(want).collect()
}

fn widest_word(text: &str) -> f64 {
    text.split([' ', '-', '–', '/']).map(length).fold(0.0, f64::max)
}

/// How long a text is, in the size of its type: about what Source Sans 3 takes.
fn length(text: &str) -> f64 {
    let width = |c: char| match c {
        ' ' => 0.2,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '(' | ')' | '[' | ']' | '/' | '-' => 0.31,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' => 0.82,
        'A'..='Z' => 0.6,
        c if c.is_ascii() => 0.5,
        _ => 0.56,
    };
    text.chars().map(width).sum()
}

/// Shares the width. Where it is not enough for what all would like, the widest give way, but none below what it needs; where there is more, all
/// have of it in the same measure.
fn widths(wanted: &[Want], width: f64) -> Vec<f64> {
    let given = |cap: f64| wanted.iter().map(|want| want.most.min(cap).max(want.least)).collect::<Vec<f64>>();
    let (mut low, mut high) = (0.0, width);
    for _ in 0..40 {
        let middle = f64::midpoint(low, high);
        if given(middle).iter().sum::<f64>() <= width {
            low = middle;
        } else {
            high = middle;
        }
    }
    let shared = given(low);
    let sum: f64 = shared.iter().sum();
    shared.iter().map(|share| share * width / sum).collect()
}

#[cfg(test)]
mod tests {
    use domain::report::document::TableCell;

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
            assert!(fit.widths.iter().all(|width| *width >= length("internationalisation") * 8.0), "{:?}", fit.widths);
        }
    }

    #[test]
    fn the_widest_column_gives_way_first() {
        let mut table = table(3, "12.5%");
        table.rows[0][0] = TableCell::words("Young people not in education, employment or training, by ward and by group ".repeat(3));
        table.rows[0][1] = TableCell::words("July to September 2026");
        let widths = shares(&table, 320.0);
        assert!(widths[1] > length("July to September 2026") * 9.0 && widths[0] > widths[1], "{widths:?}");
    }
}
