//! `linked`: measures of the same people, of which what is hidden of one is hidden of all.

use std::collections::BTreeMap;

use super::issue::{Issues, Mark, Place, Shown, Spot};
use crate::measure::{Disclosure, Measure};

/// The words that link measures, each with the first measure that has it.
#[derive(Default)]
pub(super) struct Links {
    words: BTreeMap<String, First>,
    incomplete: bool,
}

/// The first measure of a word.
struct First {
    named: String,
    file: String,
    place: Place,
    /// Its threshold, and what it is rounded to.
    rule: (u32, Option<u32>),
    alone: bool,
}

impl Links {
    /// Adds a measure, where it could be read: those that are linked hide the same places, so that they have one threshold, and round alike.
    pub(super) fn add(&mut self, measure: Option<&Measure>, mark: &Mark<'_>) {
        let Some(measure) = measure else { return self.incomplete() };
        let Disclosure::Threshold { threshold, round_to, linked: Some(word) } = &measure.disclosure else { return };
        let rule = (*threshold, *round_to);
        let Some(first) = self.words.get_mut(word) else {
            let (file, place) = (mark.text.file.to_owned(), mark.text.place(mark.offset));
            self.words.insert(word.clone(), First { named: mark.named(), file, place, rule, alone: true });
            return;
        };
        first.alone = false;
        if first.rule != rule {
            mark.raise(
                format_args!("{} links this measure with one of another threshold or rounding, at {}", Shown(word), first.named),
                format_args!("Give both the same `threshold` and the same `round_to`, or none."),
            );
        }
    }

    /// Some measures could not be read: a word that seems to be alone may not be.
    pub(super) fn incomplete(&mut self) {
        self.incomplete = true;
    }

    /// Raises each word that links a measure with none.
    pub(super) fn check(&self, issues: &Issues) {
        for (word, first) in self.words.iter().filter(|(_, first)| first.alone && !self.incomplete) {
            issues.push(
                &first.file,
                first.place,
                format_args!("no other measure is linked by {}", Shown(word)),
                format_args!("Write the same word in the `disclosure` of the other, or remove `linked`."),
            );
        }
    }
}
