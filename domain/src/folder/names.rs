//! Codes that a folder defines, and the nearest of them to one that it does not.

use std::{collections::BTreeMap, fmt};

use super::issue::{Shown, Spot};

/// Defined codes of one sort, each with what is known of it.
pub(super) struct Names<C, T> {
    what: &'static str,
    home: &'static str,
    all: BTreeMap<String, Named<C, T>>,
    complete: bool,
}

/// One defined code.
pub(super) struct Named<C, T> {
    /// The code.
    pub(super) code: C,
    /// Its number, in order of definition.
    pub(super) number: u32,
    /// What is known of it.
    pub(super) about: T,
    first: String,
}

impl<C: Clone + fmt::Display, T> Names<C, T> {
    /// None yet. `what` is the sort, as in `area`; `home` the file that defines it.
    pub(super) fn new(what: &'static str, home: &'static str) -> Self {
        Self { what, home, all: BTreeMap::new(), complete: true }
    }

    /// Some of these could not be read: from now on an unknown one is not a fault of whoever names it.
    pub(super) fn incomplete(&mut self) {
        self.complete = false;
    }

    /// Defines a code; a second definition is a fault.
    pub(super) fn define(&mut self, code: &C, about: T, spot: &dyn Spot) {
        let key = code.to_string();
        if let Some(other) = self.all.get(&key) {
            spot.raise(
                format_args!("{} `{code}` is defined twice: first at {}", self.what, other.first),
                format_args!("Keep one, or give this one another code."),
            );
            return;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.insert(key, Named { code: code.clone(), number, about, first: spot.named() });
    }

    /// Gives a defined code a second name, which finds it too; a name that is taken is a fault.
    pub(super) fn alias(&mut self, name: &C, code: &C, spot: &dyn Spot)
    where
        T: Clone,
    {
        let Some(known) = self.all.get(&code.to_string()) else { return };
        let (number, about, code) = (known.number, known.about.clone(), known.code.clone());
        if let Some(other) = self.all.get(&name.to_string()) {
            spot.raise(
                format_args!("{} `{name}` is defined already, at {}", self.what, other.first),
                format_args!("Write a code that nothing else has."),
            );
            return;
        }
        self.all.insert(name.to_string(), Named { code, number, about, first: spot.named() });
    }

    /// Defines a code that the program itself brings.
    pub(super) fn built_in(&mut self, code: &C, about: T) {
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.insert(code.to_string(), Named { code: code.clone(), number, about, first: "the program".to_owned() });
    }

    /// The code as defined; a fault if there is none.
    pub(super) fn find(&self, text: &str, spot: &dyn Spot) -> Option<&Named<C, T>> {
        let found = self.all.get(text);
        if found.is_none() && self.complete {
            let nearest = Nearest { given: text, known: &|| Box::new(self.all.keys().map(String::as_str)) };
            spot.raise(
                format_args!("there is no {} {}", self.what, Shown(text)),
                format_args!("{nearest}Use a code from {}, or define this one there.", self.home),
            );
        }
        found
    }

    /// The code as defined, if it is.
    pub(super) fn get(&self, text: &str) -> Option<&Named<C, T>> {
        self.all.get(text)
    }
}

type Known<'a> = Box<dyn Iterator<Item = &'a str> + 'a>;

/// Written as ``Did you mean `x`? ``, or as nothing where no known name is near. Worked out only when it is written.
pub(super) struct Nearest<'a> {
    /// What was given.
    pub(super) given: &'a str,
    /// Every known name.
    pub(super) known: &'a dyn Fn() -> Known<'a>,
}

impl fmt::Display for Nearest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match nearest(self.given, (self.known)()) {
            Some(name) => write!(f, "Did you mean `{name}`? "),
            None => Ok(()),
        }
    }
}

/// The known name with the fewest letters to change, if no more than a third of them; the first of equals.
fn nearest<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let given: Vec<char> = given.chars().take(80).flat_map(char::to_lowercase).collect();
    let limit = (given.len() / 3).max(1);
    known.map(|name| (distance(&given, name), name)).filter(|(far, _)| *far <= limit).min_by_key(|(far, _)| *far).map(|(_, name)| name)
}

/// Letters to insert, delete, replace or swap with the next to turn one text into the other (optimal string alignment).
pub(crate) fn distance(given: &[char], name: &str) -> usize {
    let name: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=name.len()).collect();
    for (i, a) in given.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in name.iter().enumerate() {
            let mut cost = (row[j] + usize::from(a != b)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && given[i - 1] == *b && *a == name[j - 1] {
                cost = cost.min(before[j - 1] + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_when_it_is_near() {
        let known = || ["adults-in-work", "people-in-work", "waste"].into_iter();
        assert_eq!(nearest("adult-in-work", known()), Some("adults-in-work"));
        assert_eq!(nearest("watse", known()), Some("waste"));
        assert_eq!(nearest("WASTE", known()), Some("waste"));
        assert_eq!(nearest("library-visits", known()), None);
        assert_eq!(nearest("", known()), None);
        assert_eq!(distance(&['a', 'b'], "ba"), 1);
        assert_eq!(distance(&[], "abc"), 3);
    }
}
