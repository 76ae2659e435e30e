//! What stands in the columns of a sheet: the texts from which whoever brings it chooses.

use std::collections::BTreeMap;

use super::{
    number::{self, Reading},
    sheet::Sheet,
    who::{Groups, Synonym},
};
use crate::{code::GroupCode, council::Council};

/// Different texts that are told apart in a list; what comes for the first time after so many is not counted.
const APART: usize = 20_000;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// The texts of a column.
    Texts(usize),
    /// The texts of a column, each with that of another beside it.
    Beside(usize, usize),
    /// The texts of columns of figures that are no numbers.
    NoNumbers(Vec<usize>),
}

/// Texts and in how many rows they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offered {
    /// The text beside it, blank where none was sought; the text; and how many rows have it. The most frequent first, then by text.
    pub texts: Vec<(String, String, u64)>,
    /// Whether there are others.
    pub more: bool,
}

/// What stands below a row, list by list; of each the most frequent texts, as many as are asked for. Blank cells are left out.
pub fn offered(sheet: &Sheet, below: u32, sought: &[Sought], most: usize) -> Vec<Offered> {
    let mut all: Vec<Counted<'_>> = sought.iter().map(|_| Counted::default()).collect();
    let mut cells = Vec::new();
    for row in (0..sheet.len()).filter(|row| sheet.number(*row) > below) {
        sheet.split(row, &mut cells);
        for (one, counted) in sought.iter().zip(&mut all) {
            match one {
                Sought::Texts(at) => counted.add("", cells.get(*at)),
                Sought::Beside(of, at) => counted.add(cells.get(*of).copied().unwrap_or(""), cells.get(*at)),
                Sought::NoNumbers(columns) => {
                    let texts = columns.iter().filter_map(|at| cells.get(*at));
                    texts.filter(|text| no_number(text)).for_each(|text| counted.add("", Some(text)));
                }
            }
        }
    }
    all.into_iter().map(|counted| counted.most(most)).collect()
}

/// Whether a text in a column of figures is none of the kind that changes from row to row.
fn no_number(text: &str) -> bool {
    !matches!(number::read(text), Reading::Number { .. } | Reading::Fraction(..) | Reading::Blank)
}

/// Texts that were counted.
#[derive(Default)]
struct Counted<'a> {
    rows: BTreeMap<(&'a str, &'a str), u64>,
    more: bool,
}

impl<'a> Counted<'a> {
    fn add(&mut self, of: &'a str, text: Option<&&'a str>) {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return };
        if self.rows.len() >= APART && !self.rows.contains_key(&(of, *text)) {
            self.more = true;
        } else {
            *self.rows.entry((of, text)).or_insert(0) += 1;
        }
    }

    fn most(self, most: usize) -> Offered {
        let mut texts: Vec<_> = self.rows.into_iter().collect();
        texts.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
        let more = self.more || texts.len() > most;
        texts.truncate(most);
        Offered { texts: texts.into_iter().map(|((of, text), rows)| (of.to_owned(), text.to_owned(), rows)).collect(), more }
    }
}

/// Which of the council's groups texts are read as, each with the column or characteristic that it stands in; none where it is no group of its.
pub fn groups_named<'a>(
    council: &Council,
    synonyms: &[Synonym],
    texts: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Vec<Option<GroupCode>> {
    let groups = Groups::new(council, synonyms, &[]);
    texts.into_iter().map(|(of, text)| groups.find(of, text).map(|who| who.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_come_first_and_lists_are_bounded() {
        let mut sheet = Sheet::new("");
        let rows = [["sex", "n"], ["F", "12"], ["M", "[c]"], ["M", "c"], ["", "<5"], ["M", "[c]"], ["F", "1,200"], ["X", ""]];
        for (number, row) in (3..).zip(rows) {
            assert!(sheet.push(number, row));
        }
        let found = offered(&sheet, 3, &[Sought::Texts(0), Sought::NoNumbers(vec![1, 7]), Sought::Beside(1, 0)], 2);
        let texts = |at: usize| found[at].texts.iter().map(|(of, text, rows)| (of.as_str(), text.as_str(), *rows)).collect::<Vec<_>>();
        assert_eq!((texts(0), found[0].more), (vec![("", "M", 3), ("", "F", 2)], true));
        assert_eq!((texts(1), found[1].more), (vec![("", "[c]", 2), ("", "<5", 1)], true));
        assert_eq!(texts(2)[0], ("[c]", "M", 2));
        assert_eq!(offered(&sheet, 99, &[Sought::Texts(0)], 2), [Offered::default()]);
    }
}
