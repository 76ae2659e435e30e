//! Hidden by the average: a city figure on or near its target while wards, neighbourhoods or groups within it are off theirs, beyond chance
//! (PRODUCT, hidden by the average).
//!
//! A part is off target beyond chance where all of its interval is rated off target, on the bad side: [`rate`] of both limits, with the
//! target and the tolerance that judge that part. So many parts are looked at that at 95 % chance alone would list some: the interval is at
//! 99.8 % wherever it can be worked out from the parts of the figure, and the 95 % of its source where it came with the figure (only these
//! two levels exist, STANDARDS §4). What is hidden, has no interval or is "not known" is not listed, nor is a group of a characteristic of
//! which more than [`crate::unknown::MOST_UNKNOWN`] of the records do not say.

use crate::{
    area::AreaType,
    catalogue::Catalogue,
    cell::Cell,
    format,
    frame::Cube,
    interval,
    judged::Judged,
    measure::{Measure, Polarity, Target},
    rating::{Rating, rate},
    statistics::{Level, good},
    unknown,
};

mod look;

pub use look::{Look, Seen, look};

/// What an average hides: the parts that are off target beyond chance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hidden {
    /// Wards and neighbourhoods, rising.
    pub areas: Vec<u16>,
    /// Groups of the whole city, rising.
    pub groups: Vec<u16>,
}

/// A part of the city: everyone of a smaller area, or a group of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Area; the city for a group.
    pub area: u16,
    /// Group; 0 for everyone.
    pub group: u16,
}

/// The limits that a part is judged by, and their level; none where there are none.
pub fn limits(cell: Cell, supplied: Option<(f64, f64)>, measure: &Measure) -> Option<((f64, f64), Level)> {
    match supplied {
        Some(limits) => Some((limits, Level::P95)),
        None => Some((interval::at(cell, measure, Level::P998)?, Level::P998)),
    }
    .filter(|_| cell.value(measure).is_some())
}

/// Whether all of an interval is off target, on one side of it.
pub fn off_target((lower, upper): (f64, f64), target: Option<&Target>, measure: &Measure) -> bool {
    let off = |value| rate(Ok(value), target, measure.polarity, measure.reach) == Rating::OffTarget;
    // Of a range both limits can be off with the whole range between them.
    let middle = target.and_then(|target| Some(f64::midpoint(target.value, target.upper?)));
    let across = measure.polarity == Polarity::Range && middle.is_none_or(|middle| lower < middle && middle < upper);
    off(lower) && off(upper) && !across
}

/// Whether all of an interval is on the bad side of the city's own figure; never so where neither side is better.
pub fn worse_than((lower, upper): (f64, f64), city: f64, measure: &Measure) -> bool {
    match good(measure.polarity, true) {
        Some(true) => upper < city,
        Some(false) => lower > city,
        None => false,
    }
}

/// What is rated of a group in an area and period: the same as on every page.
pub fn rated<'a>(catalogue: &'a Catalogue, cube: &Cube, group: u16, period: u16) -> Judged<'a> {
    let measure = &catalogue.measures[usize::from(cube.measure)];
    let target = catalogue.target(cube.area, measure, period);
    Judged::in_release(catalogue, measure, Some(cube), group, Some(period), target)
}

/// The rating of everyone in the city.
pub fn whole(catalogue: &Catalogue, cube: &Cube, period: u16) -> Rating {
    rated(catalogue, cube, 0, period).rate(&catalogue.measures[usize::from(cube.measure)])
}

/// The target that an interval can be held against; none where figures are added up, for an interval is of one period alone.
fn of_one_period<'a>(judged: &'a Judged<'_>) -> Option<&'a Target> {
    judged.target.as_deref().filter(|_| judged.so_far.is_none())
}

/// The parts of the city that the figures of a measure and period tell of, areas first: those with the cube they are in. Neither a group
/// that stands for "not known" nor one of a characteristic of which too much is not known is among them.
pub fn parts<'a>(catalogue: &Catalogue, cubes: impl Iterator<Item = &'a Cube>, period: u16) -> Vec<(Part, &'a Cube)> {
    let mut parts = Vec::new();
    for cube in cubes {
        match catalogue.areas[usize::from(cube.area)].kind {
            AreaType::Ward | AreaType::Neighbourhood => parts.push((Part { area: cube.area, group: 0 }, cube)),
            AreaType::City => {
                let measure = &catalogue.measures[usize::from(cube.measure)];
                for known in 0..catalogue.characteristics.len() {
                    if unknown::too_much(unknown::beside(catalogue, cube, measure, known, period)) {
                        continue;
                    }
                    let groups = unknown::groups(catalogue, cube, known).filter(|(_, unknown)| !unknown);
                    parts.extend(groups.map(|(group, _)| (Part { area: cube.area, group }, cube)));
                }
            }
            AreaType::Comparator => {}
        }
    }
    parts.sort_by_key(|(part, _)| (part.group, part.area));
    parts
}

/// What the city's figure of a measure and period hides; nothing unless it is on or near its target. `cubes` are those of one measure.
pub fn hidden<'a>(catalogue: &Catalogue, cubes: impl Iterator<Item = &'a Cube> + Clone, period: u16) -> Hidden {
    let mut found = Hidden::default();
    let city = catalogue.city();
    if !matches!(
        cubes.clone().find(|cube| cube.area == city).map(|cube| whole(catalogue, cube, period)),
        Some(Rating::OnTarget | Rating::NearTarget)
    ) {
        return found;
    }
    for (Part { area, group }, cube) in parts(catalogue, cubes, period) {
        let measure = &catalogue.measures[usize::from(cube.measure)];
        let limits = limits(cube.cell(group, period).0, cube.supplied(group, period), measure);
        if limits.is_some_and(|(limits, _)| off_target(limits, of_one_period(&rated(catalogue, cube, group, period)), measure)) {
            if group == 0 { found.areas.push(area) } else { found.groups.push(group) }
        }
    }
    found
}

/// How many parts of each kind, in words: `3 wards, 1 group`; none where there are none.
pub fn counted(catalogue: &Catalogue, hidden: &Hidden) -> Option<String> {
    let of = |kind| hidden.areas.iter().filter(|&&area| catalogue.areas[usize::from(area)].kind == kind).count();
    let word = |kind| catalogue.words.area(kind);
    let kinds = [AreaType::Neighbourhood, AreaType::Ward].map(|kind| (of(kind), (word(kind).0.as_str(), word(kind).1.as_str())));
    let counts = kinds.into_iter().chain([(hidden.groups.len(), ("group", "groups"))]).filter(|(count, _)| *count > 0);
    let words: Vec<String> = counts.map(|(count, word)| format::plural(count as u64, word)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

#[cfg(test)]
pub(crate) mod tests;
