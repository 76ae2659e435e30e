//! Figures that people enter: what one measure asks for in a period, from what was typed to observations, and what is implausible about them.

pub mod commentary;
mod grid;
mod paste;
mod plausible;
mod standing;
mod twice;

use std::collections::BTreeMap;

pub use grid::{Fault, Grid, LONGEST, Read, Section, there};
pub use paste::{Pasted, paste};
pub use plausible::{Check, Finding, Spot};
pub use standing::{Stand, stand};
pub use twice::twice;

use crate::{
    cell::of_parts,
    code::{AreaCode, GroupCode},
    council::Council,
    measure::Measure,
    observation::{Figure, Flags, Observation, Provenance},
    period::Period,
    store::{Acknowledged, Typed},
};

/// Whom a figure is about: an area and a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Area.
    pub area: AreaCode,
    /// Group; `everyone` for the total.
    pub group: GroupCode,
}

/// Figures by place.
pub type Figures = BTreeMap<Place, (Figure, Flags)>;

/// What figures are held against.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The council.
    pub council: &'a Council,
    /// The measure that they are of.
    pub measure: &'a Measure,
    /// Their period.
    pub period: Period,
    /// What is in force of the measure, of any period.
    pub known: &'a [Observation],
}

/// What was typed, read and held against what is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The figures of cells that could be read. A line without anything in it has none.
    pub figures: Figures,
    /// What is wrong or implausible, the gravest first.
    pub findings: Vec<Finding>,
}

/// Reads what was typed and checks it.
pub fn check(look: &Look<'_>, grid: &Grid, typed: &[Typed]) -> Checked {
    let read = grid.read(look.measure, typed);
    let findings = plausible::find(look, grid, &read);
    Checked { figures: read.figures, findings }
}

impl Checked {
    /// What stands in the way of handing it in: what blocks, and what nobody has acknowledged as it stands now.
    pub fn open<'a>(&'a self, acknowledged: &'a [Acknowledged]) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |finding| finding.acknowledged(acknowledged).is_none())
    }

    /// The figures as observations of the council's own.
    pub fn observations<'a>(&'a self, look: &Look<'a>) -> impl Iterator<Item = Observation> + use<'a> {
        let (measure, period) = (look.measure, look.period);
        self.figures.iter().map(move |(place, &(figure, flags))| Observation {
            measure: measure.code.clone(),
            area: place.area.clone(),
            period,
            group: place.group.clone(),
            figure,
            flags,
            provenance: Provenance::Council,
            source: None,
        })
    }
}

/// The value of a figure in its measure's unit.
pub fn value(figure: Figure, measure: &Measure) -> Option<f64> {
    match figure {
        Figure::Value { value, .. } => Some(value),
        Figure::Parts { numerator, denominator } => of_parts(numerator, denominator.unwrap_or(0.0), measure),
        Figure::Missing(_) => None,
    }
}
