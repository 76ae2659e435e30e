//! Meetings: what is looked at and in which order, and what was asked and answered about it. Told beside releases, as decisions are.

mod shown;
pub mod typed;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::{
    code::{AreaCode, GroupCode, MeasureCode},
    people::UserId,
};

/// The most items of an agenda.
pub const MOST_ITEMS: usize = 40;
/// The most questions and answers of a meeting.
pub const MOST_REMARKS: usize = 300;
/// How often a question or an answer is corrected at most.
pub const MOST_CHANGES: usize = 20;

/// How far a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Only those who arrange it see it.
    Draft,
    /// It is public, and questions are recorded.
    Published,
    /// Its agenda stays as it is and takes no further question. Answers may follow.
    Closed,
}

impl Stage {
    /// Every stage, with the short name it is kept by.
    pub const ALL: [(&'static str, Self); 3] = [("draft", Self::Draft), ("published", Self::Published), ("closed", Self::Closed)];

    /// Its short name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Closed => "closed",
        }
    }

    /// The stage of a short name.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == code).map(|(_, stage)| stage)
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Published => "Published",
            Self::Closed => "Closed",
        }
    }
}

/// What an item of an agenda shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pinned {
    /// A measure.
    Measure {
        /// Its code.
        measure: MeasureCode,
        /// The area; none for the whole of the council's.
        area: Option<AreaCode>,
        /// The group; none for everyone.
        group: Option<GroupCode>,
    },
    /// A report by its address, which begins with `/reports/`.
    Report(String),
    /// Nothing but its words.
    Words,
}

/// An item of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number, given once in the life of a meeting: it stays in addresses when items are moved.
    pub number: u32,
    /// What is said of it; where nothing is pinned, all that there is.
    pub words: String,
    /// What it shows.
    pub pinned: Pinned,
}

/// A meeting as somebody arranged it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Its name, such as that of the committee.
    pub name: String,
    /// When it begins, by the clock of the place.
    pub starts: NaiveDateTime,
    /// Where; blank where that is not said.
    pub place: String,
    /// Its agenda, in order.
    pub items: Vec<Item>,
    /// The highest number that an item was ever given.
    pub last: u32,
}

/// A change of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Another item at the end: what it shows and its words.
    Add(Pinned, String),
    /// An item goes.
    Remove(u32),
    /// An item comes one place earlier.
    Earlier(u32),
    /// An item comes one place later.
    Later(u32),
}

impl Meeting {
    /// An item by its number, and its place in the agenda from 0.
    pub fn item(&self, number: u32) -> Option<(usize, &Item)> {
        self.items.iter().enumerate().find(|(_, item)| item.number == number)
    }

    /// The meeting with its agenda changed; none where there is no such item, or no room for another. What cannot move stays where it is.
    #[must_use]
    pub fn edited(&self, edit: Edit) -> Option<Self> {
        let mut new = self.clone();
        let place = |number| self.item(number).map(|(place, _)| place);
        match edit {
            Edit::Add(..) if self.items.len() >= MOST_ITEMS => return None,
            Edit::Add(pinned, words) => {
                new.last = self.last.checked_add(1)?;
                new.items.push(Item { number: new.last, words, pinned });
            }
            Edit::Remove(number) => {
                new.items.remove(place(number)?);
            }
            Edit::Earlier(number) => {
                let at = place(number)?;
                new.items.swap(at.saturating_sub(1), at);
            }
            Edit::Later(number) => {
                let at = place(number)?;
                new.items.swap(at, (at + 1).min(self.items.len() - 1));
            }
        }
        Some(new)
    }
}

/// A correction of a question or an answer, or that it was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The words from then on; none where it was withdrawn.
    pub words: Option<String>,
    /// Why. The public reads it.
    pub reason: String,
    /// Who did it, and when (UTC).
    pub made: (UserId, NaiveDateTime),
}

/// A question, or an answer to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Its number, rising.
    pub id: i64,
    /// Number of the item it is about.
    pub item: u32,
    /// Number of the question that it answers; none where it is a question itself.
    pub answers: Option<i64>,
    /// Who said it, as the public reads it: a role, such as “Councillor”.
    pub by: String,
    /// The words as they were recorded.
    pub words: String,
    /// Who recorded it, and when (UTC).
    pub said: (UserId, NaiveDateTime),
    /// What was changed of it since, in order.
    pub changes: Vec<Change>,
}

impl Remark {
    /// Its words as they are now; none where it was withdrawn.
    pub fn now(&self) -> Option<&str> {
        match self.changes.last() {
            None => Some(&self.words),
            Some(change) => change.words.as_deref(),
        }
    }
}

/// A meeting as it is kept: its newest version, and what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its number.
    pub id: i64,
    /// The number of its version, from 1.
    pub version: i64,
    /// How far it is.
    pub stage: Stage,
    /// The meeting.
    pub meeting: Meeting,
    /// Who wrote this version, and when (UTC).
    pub saved: (UserId, NaiveDateTime),
    /// Questions and answers, in the order in which they were recorded.
    pub remarks: Vec<Remark>,
}

impl Held {
    /// The questions about an item, in the order in which they were asked.
    pub fn questions(&self, item: u32) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(move |remark| remark.item == item && remark.answers.is_none())
    }

    /// The answers to a question.
    pub fn answers(&self, question: i64) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(move |remark| remark.answers == Some(question))
    }

    /// A question or an answer.
    pub fn remark(&self, id: i64) -> Option<&Remark> {
        self.remarks.iter().find(|remark| remark.id == id)
    }

    /// Whether it is on a day or still to come.
    pub fn coming(&self, today: NaiveDate) -> bool {
        self.meeting.starts.date() >= today
    }

    /// Whether the public sees it.
    pub fn is_public(&self) -> bool {
        self.stage != Stage::Draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting(count: u32) -> Meeting {
        let item = |number| Item { number, words: format!("Item {number}"), pinned: Pinned::Words };
        let starts = "2026-02-03T10:00:00".parse().unwrap();
        Meeting { name: "Vale Committee".into(), starts, place: String::new(), items: (1..=count).map(item).collect(), last: count }
    }

    fn order(meeting: &Meeting) -> Vec<u32> {
        meeting.items.iter().map(|item| item.number).collect()
    }

    #[test]
    fn items_are_moved_and_keep_their_numbers() {
        let edited = |edit| meeting(3).edited(edit).map(|meeting| order(&meeting));
        assert_eq!(edited(Edit::Earlier(2)), Some(vec![2, 1, 3]));
        assert_eq!(edited(Edit::Later(2)), Some(vec![1, 3, 2]));
        assert_eq!(edited(Edit::Earlier(1)), Some(vec![1, 2, 3]), "the first stays first");
        assert_eq!(edited(Edit::Later(3)), Some(vec![1, 2, 3]), "the last stays last");
        assert_eq!(edited(Edit::Remove(2)), Some(vec![1, 3]));
        assert_eq!(edited(Edit::Remove(4)), None);
        // A number is never given twice.
        let fewer = meeting(3).edited(Edit::Remove(3)).unwrap();
        let again = fewer.edited(Edit::Add(Pinned::Words, "More".into())).unwrap();
        assert_eq!(order(&again), [1, 2, 4]);
    }

    #[test]
    fn an_agenda_has_an_end() {
        let full = u32::try_from(MOST_ITEMS).unwrap();
        assert!(meeting(full - 1).edited(Edit::Add(Pinned::Words, "x".into())).is_some());
        assert!(meeting(full).edited(Edit::Add(Pinned::Words, "x".into())).is_none());
    }

    #[test]
    fn a_remark_says_its_newest_words_or_none() {
        let made = (UserId(1), "2026-02-03T10:00:00".parse().unwrap());
        let change = |words: Option<&str>| Change { words: words.map(Into::into), reason: "It was misheard.".into(), made };
        let mut remark =
            Remark { id: 1, item: 1, answers: None, by: "Councillor".into(), words: "Why?".into(), said: made, changes: vec![] };
        assert_eq!(remark.now(), Some("Why?"));
        remark.changes.push(change(Some("When?")));
        assert_eq!(remark.now(), Some("When?"));
        remark.changes.push(change(None));
        assert_eq!(remark.now(), None);
    }

    #[test]
    fn stages_are_read_as_they_are_written() {
        for (code, stage) in Stage::ALL {
            assert_eq!((stage.code(), Stage::read(code)), (code, Some(stage)));
        }
        assert_eq!(Stage::read("open"), None);
    }
}
