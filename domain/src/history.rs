//! What has been published before a release: the newest release before it, and the values that earlier ones have shown and that one does not.
//!
//! With these values kept beside each release, the newest remembers all (ADR 0013).

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use crate::{
    catalogue::Catalogue,
    cell::Cell,
    code::{AreaCode, GroupCode, MeasureCode},
    disclosure::{Before, Earlier},
    lineage::Lineage,
    measure::{Disclosure, Kind, Measure},
    observation::{Figure, Observation},
    period::Period,
    release::Release,
};

/// A value that has been published, and is not shown any more. Written as a line, its parts divided by commas.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Measure.
    pub measure: MeasureCode,
    /// Area.
    pub area: AreaCode,
    /// Group.
    pub group: GroupCode,
    /// Period.
    pub period: Period,
    /// Numerator and denominator; none of a count.
    pub parts: (f64, f64),
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { measure, area, group, period, parts: (x, n) } = self;
        write!(f, "{measure},{area},{group},{period},{x},{n}")
    }
}

/// A line that tells no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a value told before cannot be read")]
pub struct ToldError;

impl FromStr for Told {
    type Err = ToldError;

    fn from_str(line: &str) -> Result<Self, ToldError> {
        let [measure, area, group, period, x, n] = line.split(',').collect::<Vec<_>>()[..] else { return Err(ToldError) };
        let read = || {
            Some(Self {
                measure: measure.parse().ok()?,
                area: area.parse().ok()?,
                group: group.parse().ok()?,
                period: period.parse().ok()?,
                parts: (x.parse().ok()?, n.parse().ok()?),
            })
        };
        read().ok_or(ToldError)
    }
}

/// The parts of a cell; a count has no denominator.
fn parts(cell: Cell) -> Option<(f64, f64)> {
    match cell {
        Cell::Parts { numerator, denominator } => Some((numerator, denominator)),
        _ => None,
    }
}

/// Where an area stands that may have had another code.
fn area_now(catalogue: &Catalogue, lineage: &Lineage, code: &AreaCode) -> Option<u16> {
    catalogue.area_index(code).or_else(|| catalogue.area_index(lineage.now(code.as_str())?))
}

/// What has been published before.
#[derive(Debug)]
pub struct History {
    /// The newest release.
    pub release: Release,
    /// What releases before it have shown, and it does not.
    pub told: Vec<Told>,
    /// What it shows of measures that it rounds, as it was before: by measure, area, group and period in its catalogue.
    exact: BTreeMap<(u16, u16, u16, u16), (f64, f64)>,
}

impl History {
    /// What a release shows, and what releases before it have shown and it does not.
    pub fn new(release: Release, told: Vec<Told>) -> Self {
        Self { release, told, exact: BTreeMap::new() }
    }

    /// The measures that the newest release rounds.
    pub fn rounded(&self) -> Vec<MeasureCode> {
        let measures = self.release.catalogue.measures.iter().filter(|measure| measure.disclosure.round_to().is_some());
        measures.map(|measure| measure.code.clone()).collect()
    }

    /// Recalls what the newest release shows of a measure that it rounds, as it was before: what was counted, or, of a figure kept from before, the
    /// value told before that rounds to it. `observations` are those that the newest release was made from, under its codes. Without this a rounded
    /// figure is taken as it is shown.
    pub fn recall(&mut self, measure: &MeasureCode, observations: &[Observation]) {
        let catalogue = &self.release.catalogue;
        let Some(at) = catalogue.measure_index(measure) else { return };
        let Some(to) = catalogue.measures[usize::from(at)].disclosure.round_to() else { return };
        let place = |area: &AreaCode, group: &GroupCode, period: Period| {
            let period = catalogue.periods.binary_search(&period).ok()?;
            Some((catalogue.area_index(area)?, catalogue.group_index(group)?, period as u16))
        };
        let counted = observations.iter().filter_map(|observation| {
            let Figure::Parts { numerator, denominator } = observation.figure else { return None };
            let place = place(&observation.area, &observation.group, observation.period)?;
            Some((place, false, (numerator, denominator.unwrap_or(0.0))))
        });
        let told = self.told.iter().filter(|told| told.measure == *measure);
        // The newest last.
        let lineage = &self.release.council.lineage;
        let told = told.filter_map(|told| {
            let area = &catalogue.areas[usize::from(area_now(catalogue, lineage, &told.area)?)].code;
            Some((place(area, &told.group, told.period)?, true, told.parts))
        });
        for ((area, group, period), held, parts) in counted.chain(told) {
            let (cell, notes) = self.release.area(area).cell(at, group, period);
            if notes.held() == held && cell.is_rounded(parts, to) {
                self.exact.insert((at, area, group, period), parts);
            }
        }
    }

    /// What the newest release shows of a figure, before it was rounded.
    fn shown_at(&self, measure: u16, area: u16, group: u16, period: u16, cell: Cell) -> Option<(f64, f64)> {
        self.exact.get(&(measure, area, group, period)).copied().or_else(|| parts(cell))
    }

    /// The measure as it was then, where its figures can be compared with those of now: they were counted in the same way, and not all made up.
    pub fn measure(&self, measure: &Measure) -> Option<u16> {
        let at = self.release.catalogue.measure_index(&measure.code)?;
        let real = |cube: &crate::frame::Cube| cube.notes.iter().any(|notes| !notes.illustrative());
        let same = self.release.catalogue.measures[usize::from(at)].kind == measure.kind;
        (same && self.release.measure(at).cubes.iter().any(|cube| real(cube))).then_some(at)
    }

    /// What is known of a measure's figures from before, by where they stand in the catalogue of now, where areas whose codes were replaced have
    /// their new ones. `observations` are those that the newest release was made from, under its codes. What then was of an area or a group that is
    /// no more is left out. Of a measure that the newest release has not, or counts otherwise, only what releases before it have told is known.
    pub fn earlier(&self, measure: &Measure, now: &Catalogue, lineage: &Lineage, observations: &[Observation]) -> Earlier {
        let then = &self.release.catalogue;
        let comparable = self.measure(measure);
        let place = |area: &AreaCode, group: &GroupCode| Some((area_now(now, lineage, area)?, now.group_index(group)?));
        let mut figures: BTreeMap<(u16, u16, Period), Before> = BTreeMap::new();
        for observation in observations {
            let (Some(at), Some((area, group)), Some(was_area), Some(was_group), Ok(period)) = (
                comparable,
                place(&observation.area, &observation.group),
                then.area_index(&observation.area),
                then.group_index(&observation.group),
                then.periods.binary_search(&observation.period),
            ) else {
                continue;
            };
            let Figure::Parts { numerator, denominator } = observation.figure else { continue };
            let (cell, notes) = self.release.area(was_area).cell(at, was_group, period as u16);
            let counted = Some((numerator, denominator.unwrap_or(0.0)));
            let shown = self.shown_at(at, was_area, was_group, period as u16, cell);
            figures.insert((area, group, observation.period), Before { counted, shown, held: notes.held(), told: Vec::new() });
        }
        // A count has no denominator, and is not compared with what has one.
        let same_kind = |told: &&Told| (told.parts.1 == 0.0) == (measure.kind == Kind::Count);
        for told in self.told.iter().filter(|told| told.measure == measure.code).filter(same_kind) {
            if let Some((area, group)) = place(&told.area, &told.group) {
                let figure = figures.entry((area, group, told.period)).or_default();
                if figure.shown != Some(told.parts) {
                    figure.told.push(told.parts);
                }
            }
        }
        let threshold = comparable.and_then(|at| match then.measures[usize::from(at)].disclosure {
            Disclosure::Threshold { threshold, .. } => Some(threshold),
            _ => None,
        });
        Earlier { threshold, figures }
    }

    /// What has been published and `new` does not show, each value once. What it shows rounded cannot be had back from it, so all of that is told.
    pub fn told_by(&self, new: &Release) -> Vec<Told> {
        let shown = |told: &Told, release: &Release| {
            let catalogue = &release.catalogue;
            let measure = catalogue.measure_index(&told.measure)?;
            let area = area_now(catalogue, &release.council.lineage, &told.area)?;
            let group = catalogue.group_index(&told.group)?;
            let period = catalogue.periods.binary_search(&told.period).ok()?;
            let exact = catalogue.measures[usize::from(measure)].disclosure.round_to().is_none();
            exact.then(|| release.area(area).cell(measure, group, period as u16).0)
        };
        let is_shown = |told: &Told| shown(told, new).and_then(parts) == Some(told.parts);
        let mut seen = BTreeSet::new();
        let gone = self.told.iter().cloned().chain(self.shown(&new.catalogue)).filter(|told| !is_shown(told));
        gone.filter(|told| seen.insert(told.to_string())).collect()
    }

    /// Every value that the newest release shows of people, of measures that have a threshold then or now and are not all made up.
    fn shown<'a>(&'a self, now: &'a Catalogue) -> impl Iterator<Item = Told> + 'a {
        let catalogue = &self.release.catalogue;
        let counted = |measure: &Measure| matches!(measure.disclosure, Disclosure::Threshold { .. });
        let counted_now = move |measure: &Measure| now.measures.iter().any(|other| other.code == measure.code && counted(other));
        let measures = (0..).zip(&catalogue.measures).filter(move |(_, measure)| counted(measure) || counted_now(measure));
        let measures = measures.filter(|(_, measure)| self.measure(measure).is_some());
        let cubes = measures.flat_map(|(at, measure)| self.release.measure(at).cubes.into_iter().map(move |cube| (at, measure, cube)));
        cubes.flat_map(move |(at_measure, measure, cube)| {
            let groups: Vec<GroupCode> =
                std::iter::once(GroupCode::everyone()).chain(catalogue.groups().map(|(_, group)| group.code.clone())).collect();
            let mut told = Vec::new();
            for (at, cell) in cube.cells.iter().enumerate() {
                let (group, period) = (at / cube.shape.periods.len(), at % cube.shape.periods.len());
                let place = (cube.area, cube.shape.groups[group], cube.shape.periods[period]);
                if let Some(parts) = self.shown_at(at_measure, place.0, place.1, place.2, *cell) {
                    told.push(Told {
                        measure: measure.code.clone(),
                        area: catalogue.areas[usize::from(place.0)].code.clone(),
                        group: groups[usize::from(place.1)].clone(),
                        period: catalogue.periods[usize::from(place.2)],
                        parts,
                    });
                }
            }
            told
        })
    }
}
