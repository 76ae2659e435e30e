//! What a release shows of each measure in each area: enough of it to say later what has changed since.

use std::collections::BTreeMap;

use crate::{
    catalogue::Catalogue,
    cell::Cell,
    change::Change,
    changed::changed,
    code::{AreaCode, MeasureCode},
    frame::Cube,
    judged::Judged,
    period::Period,
    rating::Rating,
    release::Release,
    view::figure::Figure,
};

/// The newest figure of a measure in an area, for everyone.
#[derive(Debug, Clone, PartialEq)]
pub struct Stand {
    /// Its period.
    pub period: Period,
    /// The figure as it was released.
    pub cell: Cell,
    /// As it is shown.
    pub text: String,
    /// Whether it really differs from a year before.
    pub change: Change,
    /// Its rating.
    pub rating: Rating,
    /// The target that it is held to: its level, and the upper limit of a range.
    pub target: Option<(f64, Option<f64>)>,
    /// Whether it is made up.
    pub illustrative: bool,
}

/// What a release shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shown {
    /// Its number.
    pub release: u32,
    /// By measure and area; nothing where no figure is shown.
    pub stands: BTreeMap<MeasureCode, BTreeMap<AreaCode, Stand>>,
}

impl Shown {
    /// What a release shows.
    pub fn of(release: &Release) -> Self {
        let catalogue = &release.catalogue;
        let mut stands: BTreeMap<MeasureCode, BTreeMap<AreaCode, Stand>> = BTreeMap::new();
        for (at, area) in (0..).zip(&catalogue.areas) {
            for cube in &release.area(at).cubes {
                if let Some(stand) = stand(catalogue, cube) {
                    let code = catalogue.measures[usize::from(cube.measure)].code.clone();
                    stands.entry(code).or_default().insert(area.code.clone(), stand);
                }
            }
        }
        Self { release: catalogue.release, stands }
    }

    /// How a measure stands in an area.
    pub fn stand(&self, measure: &MeasureCode, area: &AreaCode) -> Option<&Stand> {
        self.stands.get(measure)?.get(area)
    }
}

fn stand(catalogue: &Catalogue, cube: &Cube) -> Option<Stand> {
    let measure = &catalogue.measures[usize::from(cube.measure)];
    let at = cube.shape.periods.iter().rev().copied().find(|&at| cube.cell(0, at).0.value(measure).is_some())?;
    let (cell, notes) = cube.cell(0, at);
    let target = catalogue.target(cube.area, measure, at);
    Some(Stand {
        period: catalogue.periods[usize::from(at)],
        cell,
        text: Figure::of_cell(cell, cube.supplied(0, at), measure).text,
        change: changed(catalogue, cube, 0, at),
        rating: Judged::in_release(catalogue, measure, Some(cube), 0, Some(at), target).rate(measure),
        target: target.map(|target| (target.value, target.upper)),
        illustrative: notes.illustrative(),
    })
}
