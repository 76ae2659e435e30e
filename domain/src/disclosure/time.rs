//! Periods that hold others: what is hidden in a quarter must not be had from its year (ADR 0012, 5).

use std::collections::{BTreeMap, BTreeSet};

use super::table::Table;
use crate::period::Period;

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
        // What a quarter is shown as holds what its months are.
        if within.iter().find(longer).is_none() {
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
