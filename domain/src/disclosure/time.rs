//! Periods that hold others: what is hidden in a quarter must not be had from its year (ADR 0012, 5).

use std::collections::{BTreeMap, BTreeSet};

use super::{audit::Exposed, table::Table};
use crate::{measure::Aggregation, period::Period};

/// A figure that is not shown as it was counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hidden {
    /// Its period.
    pub(super) period: Period,
    /// Area and group.
    pub(super) place: (u16, u16),
    /// By how much what is shown instead is more; none where nothing is.
    pub(super) by: Option<(f64, f64)>,
}

/// What is hidden in the parts of a period, and by how much what is shown instead is more in all of them; none where something is not shown.
pub(super) fn parts_of(period: Period, hidden: &[Hidden]) -> BTreeMap<(u16, u16), Option<(f64, f64)>> {
    let within: Vec<&Hidden> = hidden.iter().filter(|part| part.period != period && period.contains(&part.period)).collect();
    let mut parts: BTreeMap<(u16, u16), Option<(f64, f64)>> = BTreeMap::new();
    for part in &within {
        let longer = |other: &&&Hidden| other.place == part.place && other.period != part.period && other.period.contains(&part.period);
        let sum = parts.entry(part.place).or_insert(Some((0.0, 0.0)));
        // What a quarter is shown as holds what its months are. Where one holds but a part of another, it is not known what both are together.
        let across = |other: &&&Hidden| {
            let (one, two) = (part.period, other.period);
            other.place == part.place && one.start() <= two.end() && two.start() <= one.end() && !one.contains(&two) && !two.contains(&one)
        };
        if within.iter().any(|other| across(&other)) {
            *sum = None;
        } else if within.iter().find(longer).is_none() {
            *sum = sum.zip(part.by).map(|(sum, by)| (sum.0 + by.0, sum.1 + by.1));
        }
    }
    parts
}

/// What must be hidden in a period because some of its areas had no figure in a part of it: what is hidden there could be had from these (ADR
/// 0012, 5). In such an area all groups are, of which something is hidden in the same part of the place: area and group.
pub(super) fn lacking(period: Period, table: &Table<'_>, done: &BTreeMap<Period, Vec<u16>>, hidden: &[Hidden]) -> Vec<(u16, u16)> {
    let above = |area: u16| std::iter::successors(Some(area), |&at| table.sums.parents[usize::from(at)]);
    let mut found = BTreeSet::new();
    for (part, there) in done.iter().filter(|(part, _)| **part != period && period.contains(part)) {
        for &area in table.areas().iter().filter(|area| !there.contains(area)) {
            let whole = above(area).find(|above| there.contains(above));
            let within = |other: u16| whole.is_none_or(|whole| above(other).any(|above| above == whole));
            let groups = hidden.iter().filter(|hidden| hidden.period == *part && within(hidden.place.0)).map(|hidden| hidden.place.1);
            found.extend(groups.map(|group| (area, group)));
        }
    }
    found.into_iter().collect()
}

/// What is shown as it was counted, period by period.
#[derive(Debug, Default)]
pub(super) struct Shown(BTreeMap<Period, BTreeMap<(u16, u16), bool>>);

impl Shown {
    /// Adds a figure: its period, its area and group, and whether an earlier release has told it, so that nothing can be done about it.
    pub(super) fn add(&mut self, period: Period, place: (u16, u16), public: bool) {
        self.0.entry(period).or_default().insert(place, public);
    }

    /// The areas and groups of which all that makes up a period is shown: its quarters, its halves, one half and two quarters, or where the latest
    /// stands for the whole the last of them. Whoever has these has the figure of the period.
    pub(super) fn that_make(&self, period: Period, aggregation: Aggregation) -> BTreeSet<(u16, u16)> {
        let parts: BTreeSet<Period> = self.0.keys().copied().filter(|part| *part != period && period.contains(part)).collect();
        let mut found = BTreeSet::new();
        // The days on which those parts end that are shown, one after the other from the first day on, by area and group.
        let mut ends: BTreeMap<(u16, u16), BTreeSet<chrono::NaiveDate>> = BTreeMap::new();
        for part in &parts {
            let shown = self.0[part].keys();
            if part.end() == period.end() && aggregation == Aggregation::Last {
                found.extend(shown.clone().copied());
            }
            for place in shown {
                let ends = ends.entry(*place).or_default();
                if part.start() == period.start() || part.start().pred_opt().is_some_and(|before| ends.contains(&before)) {
                    ends.insert(part.end());
                }
            }
        }
        found.extend(ends.into_iter().filter(|(_, ends)| ends.contains(&period.end())).map(|(place, _)| place));
        found
    }
}

/// Figures that are hidden in a period and shown in a longer one that holds it: what one can be in its own period it can be in the longer one as
/// well only while it is hidden there too (ADR 0012, 5). What was public already is past hiding.
pub(super) fn told_by_longer(hidden: &[Hidden], shown: &Shown) -> Vec<Exposed> {
    let is_told = |part: &&Hidden| {
        let mut longer = shown.0.iter().filter(|(longer, _)| **longer != part.period && longer.contains(&part.period));
        part.by.is_none() && longer.any(|(_, places)| places.get(&part.place) == Some(&false))
    };
    let exposed = |part: &Hidden| Exposed { area: part.place.0, group: part.place.1, period: part.period };
    hidden.iter().filter(is_told).map(exposed).collect()
}
