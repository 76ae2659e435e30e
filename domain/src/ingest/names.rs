//! Texts and what they stand for, each worked out once.

use std::collections::BTreeMap;

/// Values by number, each once; and what texts were found to mean.
#[derive(Debug)]
pub(super) struct Numbered<T> {
    pub(super) all: Vec<T>,
    numbers: BTreeMap<T, u32>,
}

impl<T: Ord + Clone> Numbered<T> {
    pub(super) fn new() -> Self {
        Self { all: Vec::new(), numbers: BTreeMap::new() }
    }

    /// Whether there is room for a value: it is known, or fewer than `most` are.
    pub(super) fn has_room(&self, value: &T, most: usize) -> bool {
        self.all.len() < most || self.numbers.contains_key(value)
    }

    /// The number of a value.
    pub(super) fn number(&mut self, value: &T) -> u32 {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(value.clone());
        self.numbers.insert(value.clone(), number);
        number
    }
}

/// Remembers what texts mean: most rows say what a row before them said.
#[derive(Debug)]
pub(super) struct Remembered<V> {
    known: BTreeMap<String, V>,
    key: String,
}

/// Most texts that are remembered; later ones are worked out each time.
const MOST: usize = 100_000;

impl<V: Clone> Remembered<V> {
    pub(super) fn new() -> Self {
        Self { known: BTreeMap::new(), key: String::new() }
    }

    /// What texts mean together.
    pub(super) fn get(&mut self, texts: &[&str], work_out: impl FnOnce() -> V) -> V {
        self.key.clear();
        for text in texts {
            self.key.push_str(text);
            self.key.push('\u{1f}');
        }
        if let Some(known) = self.known.get(self.key.as_str()) {
            return known.clone();
        }
        let value = work_out();
        if self.known.len() < MOST {
            self.known.insert(self.key.clone(), value.clone());
        }
        value
    }
}
