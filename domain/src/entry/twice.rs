//! What should be looked at twice in figures that come as a file. The gate stops none of them, as much that is official does not add up; it says so.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Grid, Look, Place, Read, plausible};
use crate::{
    code::MeasureCode,
    council::Council,
    format::plural,
    observation::{Figure, Observation},
    period::{Period, long_date},
};

/// Most cells of one check of a measure that are told; the rest are counted.
const TOLD: usize = 3;

/// Sentences, measure by measure: periods with figures that are not over on a day; and in the newest period of each measure, parts that are larger than their whole
/// and parts that do not add up, within the file alone.
pub fn twice(council: &Council, brought: &[Observation], today: NaiveDate) -> Vec<String> {
    let mut newest: BTreeMap<&MeasureCode, Period> = BTreeMap::new();
    let mut early: BTreeMap<&MeasureCode, BTreeSet<Period>> = BTreeMap::new();
    for one in brought.iter().filter(|one| !matches!(one.figure, Figure::Missing(_))) {
        let known = newest.entry(&one.measure).or_insert(one.period);
        *known = one.period.max(*known);
        if one.period.end() >= today {
            early.entry(&one.measure).or_default().insert(one.period);
        }
    }
    let mut own: BTreeMap<&MeasureCode, Vec<Observation>> = BTreeMap::new();
    for one in brought.iter().filter(|one| newest.get(&one.measure) == Some(&one.period)) {
        own.entry(&one.measure).or_default().push(one.clone());
    }
    let mut told = Vec::new();
    for measure in &council.measures {
        for period in early.get(&measure.code).into_iter().flatten() {
            told.push(format!("{}: {} is not over before {}.", measure.title, period.label(), long_date(period.end())));
        }
        let Some((&period, known)) = newest.get(&measure.code).zip(own.get(&measure.code)) else { continue };
        let look = Look { council, measure, period, known };
        let grid = Grid::of(council, measure, period, known);
        let figures = known.iter().map(|one| (Place { area: one.area.clone(), group: one.group.clone() }, (one.figure, one.flags)));
        let read = Read { figures: figures.collect(), faults: Vec::new() };
        for finding in plausible::sums(&look, &grid, &read) {
            told.extend(finding.spots.iter().take(TOLD).map(|spot| format!("{}, {}: {}", measure.title, period.label(), spot.words)));
            let more = finding.spots.len().saturating_sub(TOLD);
            if more > 0 {
                let more = plural(more as u64, ("more cell", "more cells"));
                told.push(format!("{}, {}: {more} like it.", measure.title, period.label()));
            }
        }
    }
    told
}
