//! The share of formal decisions in which a lens made a difference that can be shown, quarter by quarter.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Decision, Made};
use crate::{
    format::plural,
    measure::Lens,
    period::{Period, month_and_year},
};

/// The fewest decisions of which a share is told: of fewer, one more or less would change it by a quarter or more.
pub const FEWEST: usize = 5;

/// How many decisions a lens made a difference in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Decisions taken.
    pub decisions: usize,
    /// Those of which it is known whether the lens was considered.
    pub told: usize,
    /// Those in which it was.
    pub considered: usize,
    /// Those in which it made a difference that can be shown.
    pub difference: usize,
}

impl Share {
    /// Of some decisions under a lens.
    pub fn of<'a>(decisions: impl IntoIterator<Item = &'a Decision>, lens: Lens) -> Self {
        decisions.into_iter().fold(Self::default(), |share, decision| {
            let made = decision.made(lens);
            let one = usize::from;
            Self {
                decisions: share.decisions + 1,
                told: share.told + one(made != Made::NotTold),
                considered: share.considered + one(!matches!(made, Made::NotTold | Made::NotConsidered)),
                difference: share.difference + one(made == Made::Difference),
            }
        })
    }

    /// The share in percent, of those of which it is told; none where these are fewer than [`FEWEST`].
    pub fn percent(&self) -> Option<f64> {
        (self.told >= FEWEST).then(|| 100.0 * self.difference as f64 / self.told as f64)
    }

    /// The share with its counts, or that it cannot be told: `33% (3 of 9)`, `cannot tell (1 of 2)`.
    pub fn words(&self) -> String {
        let counts = format!("{} of {}", self.difference, self.told);
        match self.percent() {
            Some(percent) => format!("{percent:.0}% ({counts})"),
            None if self.told == 0 => "none told".to_owned(),
            None => format!("cannot tell ({counts})"),
        }
    }

    /// What is not in the share, in words; none where all is.
    pub fn untold(&self) -> Option<String> {
        let untold = self.decisions - self.told;
        (untold > 0).then(|| format!("{} of which nothing is told", plural(untold as u64, ("decision", "decisions"))))
    }
}

/// The quarter of a day, by its first day: those that begin in January, April, July and October.
pub fn quarter_of(day: NaiveDate) -> Option<Period> {
    Period::quarter(NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1)?)
}

/// A quarter by its months: `July to September 2025`. Whoever counts years from January and whoever counts from April reads the same.
pub fn months(quarter: &Period) -> String {
    let (first, last) = (month_and_year(quarter.start()), month_and_year(quarter.end()));
    format!("{} to {last}", first.split(' ').next().unwrap_or_default())
}

/// Decisions by quarter, the newest first, from the newest decision back: so many quarters at most, those without a decision among them.
pub fn by_quarter<'a>(decisions: &[&'a Decision], most: usize) -> Vec<(Period, Vec<&'a Decision>)> {
    let quarters = decisions.iter().filter_map(|decision| quarter_of(decision.on));
    let (Some(first), Some(newest)) = (quarters.clone().min(), quarters.max()) else { return Vec::new() };
    let mut all = Vec::new();
    let mut next = Some(newest);
    while let Some(quarter) = next.filter(|quarter| *quarter >= first && all.len() < most) {
        let own = decisions.iter().copied().filter(|decision| (quarter.start()..=quarter.end()).contains(&decision.on)).collect();
        all.push((quarter, own));
        next = quarter.start().pred_opt().and_then(quarter_of);
    }
    all
}

/// The year that a council reports by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Year {
    /// April to March.
    #[default]
    Financial,
    /// January to December.
    Calendar,
}

impl Year {
    /// Every year with its short name, as files have it.
    pub const ALL: [(&'static str, Self); 2] = [("financial", Self::Financial), ("calendar", Self::Calendar)];

    /// The year of a day: that in which it began.
    pub fn of(self, day: NaiveDate) -> i32 {
        match self {
            Self::Financial if day.month() < 4 => day.year() - 1,
            Self::Financial | Self::Calendar => day.year(),
        }
    }

    /// A year in words: `2025/26`, `2025`.
    pub fn label(self, year: i32) -> String {
        match self {
            Self::Financial => format!("{year}/{:02}", (year + 1).rem_euclid(100)),
            Self::Calendar => year.to_string(),
        }
    }

    /// From when to when, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Financial => "April to March",
            Self::Calendar => "January to December",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::tests::{decision, under},
        *,
    };

    const LENS: Lens = Lens::SocialValue;

    fn decisions(difference: usize, nothing: usize, untold: usize) -> Vec<Decision> {
        let of = |count, under| vec![decision("d", "2025-05-01", under); count];
        [of(difference, Some(under("x", "y"))), of(nothing, Some(under("", ""))), of(untold, None)].concat()
    }

    #[test]
    fn a_share_is_told_from_the_fewest_decisions_on() {
        let words = |difference, nothing, untold| Share::of(&decisions(difference, nothing, untold), LENS).words();
        assert_eq!(words(1, FEWEST - 1, 0), "20% (1 of 5)");
        assert_eq!(words(1, FEWEST - 2, 0), "cannot tell (1 of 4)");
        assert_eq!(words(1, FEWEST - 2, 9), "cannot tell (1 of 4)", "those of which nothing is told do not count");
        assert_eq!((words(0, 0, 3), words(0, 0, 0)), ("none told".to_owned(), "none told".to_owned()));
        assert_eq!(Share::of(&decisions(1, 1, 1), LENS).untold().unwrap(), "1 decision of which nothing is told");
    }

    #[test]
    fn quarters_without_a_decision_are_there_too() {
        let all = [decision("a", "2025-03-31", None), decision("b", "2025-10-01", None), decision("c", "2025-04-01", None)];
        let found = by_quarter(&all.iter().collect::<Vec<_>>(), 9);
        let found: Vec<_> = found.iter().map(|(quarter, own)| (months(quarter), own.len())).collect();
        let expected =
            [("October to December 2025", 1), ("July to September 2025", 0), ("April to June 2025", 1), ("January to March 2025", 1)];
        assert_eq!(found, expected.map(|(label, count)| (label.to_owned(), count)));
        assert_eq!(by_quarter(&all.iter().collect::<Vec<_>>(), 2).len(), 2);
        assert_eq!(by_quarter(&[], 8), []);
    }

    #[test]
    fn a_year_begins_as_the_council_says() {
        let day = |text: &str| text.parse().unwrap();
        assert_eq!((Year::Financial.of(day("2026-03-31")), Year::Financial.of(day("2026-04-01"))), (2025, 2026));
        assert_eq!((Year::Calendar.of(day("2025-12-31")), Year::Calendar.of(day("2026-01-01"))), (2025, 2026));
        assert_eq!((Year::Financial.label(2099), Year::Calendar.label(2099)), ("2099/00".to_owned(), "2099".to_owned()));
    }

    proptest! {
        #[test]
        fn a_share_is_of_no_more_than_there_are(difference in 0_usize..9, nothing in 0_usize..9, untold in 0_usize..9) {
            let share = Share::of(&decisions(difference, nothing, untold), LENS);
            prop_assert!(share.difference <= share.considered && share.considered <= share.told && share.told <= share.decisions);
            prop_assert_eq!(share.percent().is_some(), difference + nothing >= FEWEST);
            prop_assert!(share.percent().is_none_or(|percent| (0.0..=100.0).contains(&percent)));
        }

        #[test]
        fn every_decision_is_in_one_quarter(days in prop::collection::vec(0_i64..1_500, 1..20)) {
            let start: NaiveDate = "2022-01-01".parse().unwrap();
            let all: Vec<Decision> = days.iter().map(|day| Decision { on: start + chrono::TimeDelta::days(*day), ..decision("d", "2025-01-01", None) }).collect();
            let found = by_quarter(&all.iter().collect::<Vec<_>>(), 99);
            prop_assert_eq!(found.iter().map(|(_, own)| own.len()).sum::<usize>(), all.len());
            prop_assert!(found.windows(2).all(|pair| pair[1].0.end().succ_opt() == Some(pair[0].0.start())));
        }
    }
}
