//! The register of decisions: those of the council's folder, and what was recorded, corrected and withdrawn here since.

use std::cmp::Reverse;

use chrono::{NaiveDate, NaiveDateTime};

use super::Decision;
use crate::{code::DecisionCode, measure::Lens, order::sort_by_key};

/// What was approved here, and so is told. Nothing that was told is changed: a correction is another version, and so is a withdrawal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When it was approved, UTC.
    pub at: NaiveDateTime,
    /// What it is of.
    pub code: DecisionCode,
    /// The decision as it is from then on; none where it was withdrawn.
    pub decision: Option<Decision>,
    /// Why it was corrected or withdrawn; blank where it is the first that is told.
    pub reason: String,
}

/// A decision as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<'a> {
    /// Its code.
    pub code: &'a DecisionCode,
    /// As it is told now; none where it was withdrawn.
    pub decision: Option<&'a Decision>,
    /// What was told of it here since the first, the newest first, each with what it changed.
    pub later: Vec<(&'a Told, Vec<&'static str>)>,
}

/// Every decision that is told on a day, the newest first; those that were withdrawn at the end.
pub fn listed<'a>(folder: &'a [Decision], told: &'a [Told], today: NaiveDate) -> Vec<Listed<'a>> {
    let mut all: Vec<Listed<'a>> = Vec::new();
    for decision in folder {
        all.push(Listed { code: &decision.code, decision: Some(decision), later: Vec::new() });
    }
    let mut in_order: Vec<&Told> = told.iter().collect();
    in_order.sort_by_key(|one| one.at);
    for one in in_order {
        match all.iter_mut().find(|listed| *listed.code == one.code) {
            Some(listed) => {
                let changed = listed.decision.zip(one.decision.as_ref()).map(|(before, after)| changed(before, after)).unwrap_or_default();
                listed.later.insert(0, (one, changed));
                listed.decision = one.decision.as_ref();
            }
            None => all.push(Listed { code: &one.code, decision: one.decision.as_ref(), later: Vec::new() }),
        }
    }
    // What is of a day to come is no decision yet.
    all.retain(|listed| listed.decision.is_none_or(|decision| decision.on <= today));
    sort_by_key(&mut all, |listed| (Reverse(listed.decision.map(|decision| decision.on)), listed.code.clone()));
    all
}

/// Which parts of a decision a correction changed, in words.
pub fn changed(before: &Decision, after: &Decision) -> Vec<&'static str> {
    let parts = [
        (before.on != after.on, "the day"),
        (before.body != after.body, "who took it"),
        (before.title != after.title, "the title"),
        (before.decided != after.decided, "what was decided"),
        (before.areas != after.areas, "where"),
        (before.themes != after.themes, "the themes"),
        (before.directorate != after.directorate, "who carries it out"),
        (before.source != after.source, "where it can be read"),
    ];
    let lenses = Lens::ALL.into_iter().map(|lens| (before.under(lens) != after.under(lens), lens.words()));
    parts.into_iter().chain(lenses).filter(|(changed, _)| *changed).map(|(_, words)| words).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::tests::decision, *};

    fn told(day: &str, code: &str, decision: Option<Decision>) -> Told {
        let reason = "The minutes say so.".to_owned();
        Told { at: format!("{day}T09:00:00").parse().unwrap(), code: code.parse().unwrap(), decision, reason }
    }

    #[test]
    fn what_was_told_last_stands_and_says_what_it_changed() {
        let folder = [decision("a", "2025-05-01", None), decision("b", "2025-06-01", None), decision("z", "2031-01-01", None)];
        let mended = Decision { title: "Another".to_owned(), on: "2025-07-01".parse().unwrap(), ..folder[0].clone() };
        // Not in the order in which they were told.
        let all = [
            told("2025-09-02", "b", None),
            told("2025-09-03", "c", Some(decision("c", "2025-08-01", None))),
            told("2025-09-01", "a", Some(mended)),
        ];
        let today = "2026-01-01".parse().unwrap();
        let listed = listed(&folder, &all, today);
        let found: Vec<_> = listed.iter().map(|one| (one.code.as_str(), one.decision.is_some(), one.later.len())).collect();
        assert_eq!(found, [("c", true, 0), ("a", true, 1), ("b", false, 1)], "one that is of a day to come is not there");
        assert_eq!(listed[1].later[0].1, ["the day", "the title"]);
        assert_eq!(listed[2].later[0].1, <[&str; 0]>::default());
    }
}
