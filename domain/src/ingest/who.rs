//! Groups as files name them, found among the council's own.

use std::collections::BTreeMap;

use super::{
    known::{ANY, EVERYONE, GROUPS, NOT_SAID, UNKNOWN, ages, characteristic},
    word::plain,
};
use crate::{
    code::{CharacteristicCode, GroupCode},
    council::Council,
};

/// One line of a council's `groups.csv`: how a source writes a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Synonym {
    /// The column or characteristic in which the text stands; blank for any.
    pub column: String,
    /// The text.
    pub text: String,
    /// The council's group; `everyone` for the total.
    pub group: GroupCode,
}

/// A group, and its characteristic; none for everyone.
pub(super) type Who = (GroupCode, Option<CharacteristicCode>);

/// A group of the council, in the words that files use.
struct Known {
    who: Who,
    /// The known word for its characteristic.
    characteristic: Option<&'static str>,
    names: Vec<String>,
    ages: Option<(u32, u32)>,
    /// For a group of people of whom nothing is known: whether they chose not to say.
    not_said: Option<bool>,
}

/// The council's groups.
pub(super) struct Groups {
    all: Vec<Known>,
    /// Column and text in plain letters.
    given: BTreeMap<(String, String), GroupCode>,
}

impl Groups {
    pub(super) fn new(council: &Council, synonyms: &[Synonym], mapped: &[Synonym]) -> Self {
        let mut all = Vec::new();
        for one in &council.characteristics {
            let word = characteristic(&plain(one.code.as_str())).or_else(|| characteristic(&plain(&one.name)));
            for group in &one.groups {
                let names = [group.code.as_str(), &group.name, &group.phrase].map(plain).to_vec();
                let not_said = ["prefer", "answer", "state", "declin"].iter().any(|word| names.iter().any(|name| name.contains(word)));
                let bare = names.iter().map(|name| name.strip_prefix("age ").unwrap_or(name));
                let ages = if word == Some("age") { bare.into_iter().find_map(ages) } else { None };
                let who = (group.code.clone(), Some(one.code.clone()));
                all.push(Known { who, characteristic: word, names, ages, not_said: group.unknown.then_some(not_said) });
            }
        }
        // What a mapping says in any column holds also where the council's table names the column.
        let in_any = |one: &Synonym| mapped.iter().any(|other| other.column.is_empty() && plain(&other.text) == plain(&one.text));
        let synonyms = synonyms.iter().filter(|one| !in_any(one));
        let given = synonyms.chain(mapped).map(|one| ((plain(&one.column), plain(&one.text)), one.group.clone())).collect();
        Self { all, given }
    }

    /// Everyone.
    pub(super) fn everyone() -> Who {
        (GroupCode::everyone(), None)
    }

    /// The group that a text names. `column` is the column or the characteristic that it stands in. None where the council has no such group, or
    /// several.
    pub(super) fn find(&self, column: &str, text: &str) -> Option<Who> {
        let (column, text) = (plain(column), plain(text));
        let given = self.given.get(&(column.clone(), text.clone())).or_else(|| self.given.get(&(String::new(), text.clone())));
        if let Some(code) = given {
            return self.of_code(code);
        }
        if text.is_empty() || EVERYONE.contains(&text.as_str()) {
            return Some(Self::everyone());
        }
        let word = characteristic(&column);
        let fits = |known: &&Known| word.is_none() || known.characteristic == word;
        let named = |text: &str| {
            let mut found = self.all.iter().filter(fits).filter(|known| known.names.iter().any(|name| name == text));
            found.next().filter(|_| found.next().is_none())
        };
        // Under a characteristic that is not known, only the council's own name for a group is one: “None” may be anything.
        let open = word.is_some() || ANY.contains(&column.as_str());
        let by_words = || self.by_synonym(word, &text).or_else(|| self.by_ages(word, &text)).or_else(|| self.unknown(word, &text));
        let known = named(&text).or_else(|| if open { by_words() } else { None });
        known.map(|known| known.who.clone())
    }

    fn of_code(&self, code: &GroupCode) -> Option<Who> {
        if code.is_everyone() {
            return Some(Self::everyone());
        }
        self.all.iter().find(|known| known.who.0 == *code).map(|known| known.who.clone())
    }

    /// By the words that many sources use.
    fn by_synonym(&self, word: Option<&str>, text: &str) -> Option<&Known> {
        let mut found =
            GROUPS.iter().filter(|(of, names)| word.is_none_or(|word| word == *of) && names.contains(&text)).filter_map(|(of, names)| {
                let same = |known: &&Known| {
                    known.characteristic == Some(*of)
                        && known.not_said.is_none()
                        && known.names.iter().any(|name| names.contains(&name.as_str()))
                };
                self.all.iter().find(same)
            });
        found.next().filter(|_| found.next().is_none())
    }

    fn by_ages(&self, word: Option<&str>, text: &str) -> Option<&Known> {
        let wanted = ages(text).filter(|_| word.is_none_or(|word| word == "age"))?;
        // A bare number is an age only in a column of ages.
        if word.is_none() && wanted.0 == wanted.1 {
            return None;
        }
        self.all.iter().find(|known| known.ages == Some(wanted))
    }

    fn unknown(&self, word: Option<&str>, text: &str) -> Option<&Known> {
        let not_said = if NOT_SAID.contains(&text) {
            true
        } else if UNKNOWN.contains(&text) {
            false
        } else {
            return None;
        };
        let word = word?;
        let mut found = self.all.iter().filter(|known| known.characteristic == Some(word) && known.not_said == Some(not_said));
        found.next().filter(|_| found.next().is_none())
    }
}
