//! Measures of the same people, whose figures make up one another: answered on time and answered late, or a count and the share that it is the
//! numerator of. Each could give away what the other hides, so that all of them hide the same places (ADR 0015).

use std::collections::{BTreeMap, BTreeSet};

use super::{Earlier, Placed, Released, Sums, release_beside};
use crate::{measure::Measure, period::Period};

/// A measure with all its figures, and what was released of them before. No place comes twice.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// Its figures.
    pub figures: &'a [Placed<'a>],
    /// What was released of them before.
    pub earlier: &'a Earlier,
}

/// What is held back of a measure for the sake of those that it is linked with.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Period, area and group.
    places: BTreeSet<(Period, u16, u16)>,
    /// Periods of which nothing new is told.
    kept: BTreeSet<Period>,
}

impl Beside {
    /// What is held back of a period: area and group.
    pub(super) fn of(&self, period: Period) -> impl Iterator<Item = (u16, u16)> + '_ {
        self.places.range((period, 0, 0)..=(period, u16::MAX, u16::MAX)).map(|&(_, area, group)| (area, group))
    }

    /// Whether nothing new is told of a period.
    pub(super) fn is_kept(&self, period: Period) -> bool {
        self.kept.contains(&period)
    }
}

/// Puts linked measures through their policies: each by itself, then each with all that was held back of any of them, until nothing more is. What
/// is held back only grows, so that this ends; the last time each is audited with what is held back of all.
pub fn release_linked(sums: &Sums, subjects: &[Subject<'_>]) -> Vec<Released> {
    let mut beside = Beside { places: BTreeSet::new(), kept: kept(subjects) };
    loop {
        let released: Vec<Released> = subjects.iter().map(|subject| release_beside(subject, sums, &beside)).collect();
        let before = (beside.places.len(), beside.kept.len());
        for (subject, released) in subjects.iter().zip(&released).filter(|_| subjects.len() > 1) {
            let back = subject.figures.iter().zip(&released.back).filter(|(_, back)| **back);
            beside.places.extend(back.map(|(placed, _)| (placed.observation.period, placed.area, placed.group)));
        }
        beside.kept.extend(released.iter().flat_map(|released| &released.closed));
        if (beside.places.len(), beside.kept.len()) == before {
            return released;
        }
    }
}

/// Periods of which an earlier release shows a place of one measure as it was counted, and not of another, as where the link is new. Then a figure
/// that hides another may be known from the other measure, so that nothing new is told.
fn kept(subjects: &[Subject<'_>]) -> BTreeSet<Period> {
    let mut open: BTreeMap<(u16, u16, Period), bool> = BTreeMap::new();
    let mut kept = BTreeSet::new();
    if subjects.len() < 2 {
        return kept;
    }
    for (place, before) in subjects.iter().flat_map(|subject| &subject.earlier.figures) {
        if before.counted.is_some() && *open.entry(*place).or_insert(!before.is_hidden()) == before.is_hidden() {
            kept.insert(place.2);
        }
    }
    kept
}
