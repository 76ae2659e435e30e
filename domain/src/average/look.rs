//! All that an average can hide, part by part: the page behind the badge.

use super::{Hidden, Part, limits, off_target, parts, rated, worse_than};
use crate::{
    area::AreaType,
    catalogue::Catalogue,
    cell::Cell,
    frame::Cube,
    measure::Measure,
    observation::Missing,
    rating::Rating,
    statistics::{Level, good},
    unknown,
};

/// A part that is judged, and what by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// The part.
    pub part: Part,
    /// Its figure.
    pub cell: Cell,
    /// Limits that its source supplied with it.
    pub supplied: Option<(f64, f64)>,
    /// The limits it is judged by, in the measure's unit.
    pub limits: (f64, f64),
    /// Their level.
    pub level: Level,
    /// The rating of its figure.
    pub rating: Rating,
}

/// What was found among the parts of the city.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Look {
    /// Off target beyond chance.
    pub off: Vec<Seen>,
    /// Not in `off`, and worse than the city beyond chance.
    pub worse: Vec<Seen>,
    /// How many others were judged.
    pub others: usize,
    /// How many are hidden to protect people.
    pub hidden: usize,
    /// How many have no figure for another reason.
    pub missing: usize,
    /// How many have a figure without an interval, or one of several that add up, so that chance cannot be told.
    pub bare: usize,
    /// How many groups get no verdict because too many records do not say.
    pub withheld: usize,
}

impl Look {
    /// How many parts could be judged.
    pub fn judged(&self) -> usize {
        self.off.len() + self.worse.len() + self.others
    }

    /// The parts off target beyond chance, as the badge counts them.
    pub fn counted(&self) -> Hidden {
        let mut parts: Vec<Part> = self.off.iter().map(|seen| seen.part).collect();
        parts.sort_unstable();
        let (areas, groups): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.group == 0);
        Hidden { areas: areas.iter().map(|part| part.area).collect(), groups: groups.iter().map(|part| part.group).collect() }
    }
}

/// Judges every part of the city by a measure and period. `cubes` are those of one measure.
pub fn look<'a>(catalogue: &Catalogue, cubes: impl Iterator<Item = &'a Cube> + Clone, period: u16) -> Look {
    let mut look = Look::default();
    let city = cubes.clone().find(|cube| catalogue.areas[usize::from(cube.area)].kind == AreaType::City);
    let judged = parts(catalogue, cubes, period);
    if let Some(cube) = city {
        let known = (0..catalogue.characteristics.len()).flat_map(|known| unknown::groups(catalogue, cube, known));
        let known = known.filter(|(_, unknown)| !unknown).count();
        look.withheld = known - judged.iter().filter(|(part, _)| part.group != 0).count();
    }
    for (part, cube) in judged {
        let measure = &catalogue.measures[usize::from(cube.measure)];
        let (cell, supplied) = (cube.cell(part.group, period).0, cube.supplied(part.group, period));
        let held = rated(catalogue, cube, part.group, period);
        let limits = limits(cell, supplied, measure).filter(|_| held.so_far.is_none());
        match (cell.missing(), cell.value(measure), limits) {
            (Some(Missing::Suppressed), ..) => look.hidden += 1,
            // Nobody collects it for this part: not reported there at all.
            (Some(Missing::NotCollected), ..) => {}
            (Some(_), ..) | (None, None, _) => look.missing += 1,
            (None, Some(_), None) => look.bare += 1,
            (None, Some(_), Some((limits, level))) => {
                let seen = Seen { part, cell, supplied, limits, level, rating: held.rate(measure) };
                let whole = city.and_then(|city| city.cell(0, period).0.value(measure));
                if off_target(limits, held.target.as_deref(), measure) {
                    look.off.push(seen);
                } else if whole.is_some_and(|whole| worse_than(limits, whole, measure)) {
                    look.worse.push(seen);
                } else {
                    look.others += 1;
                }
            }
        }
    }
    if let Some(cube) = city {
        let measure = &catalogue.measures[usize::from(cube.measure)];
        for seen in [&mut look.off, &mut look.worse] {
            worst_first(catalogue, measure, seen);
        }
    }
    look
}

/// Neighbourhoods, wards, groups; each the worst first, or the highest where neither high nor low is better.
fn worst_first(catalogue: &Catalogue, measure: &Measure, seen: &mut [Seen]) {
    let high_is_better = good(measure.polarity, true) == Some(true);
    let value = |seen: &Seen| seen.cell.value(measure).unwrap_or_default();
    let kind = |part: Part| (part.group != 0, catalogue.areas[usize::from(part.area)].kind == AreaType::Ward);
    seen.sort_by(|one, two| {
        let (one_is, two_is) = (value(one), value(two));
        let worse = if high_is_better { one_is.total_cmp(&two_is) } else { two_is.total_cmp(&one_is) };
        kind(one.part).cmp(&kind(two.part)).then(worse)
    });
}
