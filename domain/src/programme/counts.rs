//! Counts by status that were published of a programme, with or without its actions.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Programme, Status};

/// How a programme was counted on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Counted {
    /// The day it was told for.
    pub on: NaiveDate,
    /// How many actions there were.
    pub actions: u32,
    /// How many parts, where that was told.
    pub parts: Option<u32>,
    /// Line by line.
    pub lines: Vec<Line>,
    /// Where that was read.
    pub source: String,
}

/// A line of such a count: actions of one or several statuses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// What was counted, in the words it was told in.
    pub words: String,
    /// The statuses that it takes together.
    pub statuses: Vec<Status>,
    /// As it was told.
    pub told: Told,
    /// What was told of it beside; blank where nothing was.
    pub note: String,
}

/// A number as it was told.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// So many.
    Number(u32),
    /// So many in a hundred, rounded to a whole.
    Percent(u32),
}

impl Told {
    /// How many it is of a total; none where a rounded share could be more than one number.
    pub fn number(self, total: u32) -> Option<u32> {
        match self {
            Self::Number(number) => Some(number),
            Self::Percent(percent) => {
                let rounds = |number: &u32| (100.0 * f64::from(*number) / f64::from(total)).round() as u32 == percent;
                let mut all = (0..=total).filter(|_| total > 0).filter(rounds);
                all.next().filter(|_| all.next().is_none())
            }
        }
    }
}

/// How the actions of a programme agree with a count of the same day.
#[derive(Debug, Clone, PartialEq)]
pub enum Agreement {
    /// The programme's actions are not here, so that nothing can be compared.
    NoActions,
    /// They are the same in every line that can be compared.
    Same,
    /// What differs: what was counted, as told, and as the actions here have it.
    Differs(Vec<(String, u32, u32)>),
}

/// Compares a count with the actions as they stood on its day.
pub fn agreement(programme: &Programme, counted: &Counted) -> Agreement {
    let there: Vec<Option<Status>> =
        programme.actions.iter().filter(|action| action.there(counted.on)).map(|action| action.status(counted.on)).collect();
    if there.is_empty() {
        return Agreement::NoActions;
    }
    let of_lines = counted.lines.iter().filter_map(|line| {
        let ours = there.iter().flatten().filter(|status| line.statuses.contains(status)).count() as u32;
        Some((line.words.clone(), line.told.number(counted.actions)?, ours))
    });
    let all = std::iter::once(("actions in all".to_owned(), counted.actions, there.len() as u32)).chain(of_lines);
    let differs: Vec<_> = all.filter(|(_, told, ours)| told != ours).collect();
    if differs.is_empty() { Agreement::Same } else { Agreement::Differs(differs) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{
        Update,
        tests::{action, day, programme},
    };

    fn line(words: &str, statuses: &[Status], told: Told) -> Line {
        Line { words: words.to_owned(), statuses: statuses.to_vec(), told, note: String::new() }
    }

    #[test]
    fn a_rounded_share_of_few_is_a_number_and_of_many_is_not() {
        assert_eq!(Told::Percent(76).number(54), Some(41));
        assert_eq!(Told::Percent(20).number(54), Some(11));
        assert_eq!(Told::Percent(0).number(54), Some(0));
        assert_eq!(Told::Percent(50).number(400), None, "198 to 201 of 400 all round to it");
        assert_eq!((Told::Percent(50).number(0), Told::Number(2).number(54)), (None, Some(2)));
    }

    #[test]
    fn actions_agree_with_what_was_counted_or_say_how_they_differ() {
        let lines = vec![
            line("complete or on track", &[Status::Complete, Status::OnTrack], Told::Percent(50)),
            line("not started", &[Status::NotStarted], Told::Number(1)),
        ];
        let counted = Counted { on: day("2025-03-14"), actions: 2, parts: None, lines, source: "a report".to_owned() };
        assert_eq!(agreement(&programme(vec![]), &counted), Agreement::NoActions);
        let mut begun = action("begun", "2025-12-31");
        let mut later = action("later", "2025-12-31");
        later.starts = Some(day("2025-06-01"));
        begun.updates = vec![Update {
            on: day("2025-03-01"),
            by: "Head".to_owned(),
            status: Status::OnTrack,
            text: "Well.".to_owned(),
            evidence: None,
            withdrawn: None,
        }];
        let both = programme(vec![begun.clone(), later.clone()]);
        assert_eq!(agreement(&both, &counted), Agreement::Same);
        begun.updates[0].on = day("2025-03-15");
        let differs = agreement(&programme(vec![begun, later]), &counted);
        assert_eq!(differs, Agreement::Differs(vec![("complete or on track".to_owned(), 1, 0)]));
    }
}
