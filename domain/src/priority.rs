//! Neighbourhood plans: what a neighbourhood puts first, why, what is done about it, what came of it, and what others can learn.

pub mod moved;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    area::Area,
    code::{ActionCode, AreaCode, MeasureCode, PriorityCode, TopicCode},
    council::Council,
};

/// What neighbourhoods put first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Priorities {
    /// The subjects, in file order.
    pub topics: Vec<Topic>,
    /// The priorities, in file order: of each neighbourhood the first first.
    pub list: Vec<Priority>,
}

/// A subject that several neighbourhoods may put first: what makes learning of one findable by the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Code.
    pub code: TopicCode,
    /// Title: `Warm homes`.
    pub title: String,
}

/// Something that a neighbourhood puts first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Priority {
    /// Code, unique in the council.
    pub code: PriorityCode,
    /// The neighbourhood.
    pub area: AreaCode,
    /// Its subject.
    pub topic: TopicCode,
    /// Title.
    pub title: String,
    /// Why it was chosen, in a sentence or two.
    pub why: String,
    /// Measures that it was chosen by, and that it should move.
    pub measures: Vec<MeasureCode>,
    /// What residents said.
    pub said: Vec<Voice>,
    /// Who takes part.
    pub partners: Vec<String>,
    /// Actions of programmes that are for it.
    pub actions: Vec<ActionCode>,
    /// Day from which it is worked on: what moved is read from then.
    pub since: NaiveDate,
    /// What was learned, oldest first.
    pub learned: Vec<Learned>,
    /// Whether it is made up, so that the example can be explored.
    pub illustrative: bool,
}

/// What residents said, and where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// What was said.
    pub text: String,
    /// Where and when: a survey, a meeting.
    pub source: String,
}

/// Whether what was tried worked, as those who tried it judge. It is theirs to say: what the measures did is worked out beside it
/// ([`moved`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Worked {
    /// It did what it should.
    Yes,
    /// Some of it did.
    InPart,
    /// It did not.
    No,
    /// It cannot be told yet.
    TooEarly,
}

impl Worked {
    /// Every answer with its short name, as files and addresses have it.
    pub const ALL: [(&'static str, Self); 4] =
        [("yes", Self::Yes), ("in-part", Self::InPart), ("no", Self::No), ("too-early", Self::TooEarly)];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Yes => "It worked",
            Self::InPart => "It worked in part",
            Self::No => "It did not work",
            Self::TooEarly => "Too early to tell",
        }
    }
}

/// What was tried for a priority, and what was learned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    /// Day.
    pub on: NaiveDate,
    /// What was tried.
    pub tried: String,
    /// Whether it worked.
    pub worked: Worked,
    /// What was found.
    pub found: String,
    /// What others should know who want to try it.
    pub tell: String,
}

impl Priorities {
    /// A topic.
    pub fn topic(&self, code: &TopicCode) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.code == *code)
    }

    /// The priorities of an area, the first first.
    pub fn of<'a>(&'a self, area: &'a AreaCode) -> impl Iterator<Item = &'a Priority> {
        self.list.iter().filter(move |priority| priority.area == *area)
    }

    /// Everything that was learned until a day, the newest first; of one day in the order of the neighbourhoods.
    pub fn learned(&self, until: NaiveDate) -> Vec<(&Priority, &Learned)> {
        let all = self.list.iter().flat_map(|priority| priority.learned.iter().map(move |learned| (priority, learned)));
        let mut all: Vec<_> = all.filter(|(_, learned)| learned.on <= until).collect();
        all.sort_by_key(|(_, learned)| std::cmp::Reverse(learned.on));
        all
    }
}

impl Council {
    /// The area whose priorities are an area's: itself, or the nearest that holds it and has some.
    pub fn planned_in<'a>(&'a self, area: &'a Area) -> Option<&'a Area> {
        let mut at = Some(area);
        for _ in 0..8 {
            let here = at?;
            if self.priorities.of(&here.code).next().is_some() {
                return Some(here);
            }
            let parent = here.parent.as_ref()?;
            at = self.areas.iter().find(|other| other.code == *parent);
        }
        None
    }
}
