//! Disclosure control: the only door from an [`Observation`] to a released [`Cell`].
//!
//! All figures of a measure go through it together. First each figure is tested by itself (`primary.rs`); then, period by period, others are
//! hidden beside those that failed, so that no sum gives one back (`protect.rs`); then every protected figure is attacked with all that is
//! released, and the measure is refused if one can be told (`audit.rs`). Hidden figures keep nothing but their reason, so nothing downstream can
//! show them. ADR 0012 says what an intruder is taken to know, and why the search is sound.

mod audit;
mod network;
mod primary;
mod protect;
mod rows;
mod table;
mod web;

use std::collections::BTreeMap;

pub use audit::Exposed;
pub use primary::width;

use crate::{
    cell::Cell,
    measure::{Disclosure, Measure},
    observation::{Figure, Missing, Observation},
    period::Period,
};

/// How areas and groups add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// The area that each area is a part of, by index.
    pub parents: Vec<Option<u16>>,
    /// The characteristic that each group belongs to, by index; none for everyone, which is group 0.
    pub characteristics: Vec<Option<u16>>,
    /// Groups of people whose group is not known: the least is lost where they are hidden.
    pub unknown: Vec<bool>,
}

/// An observation at its place.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// Area index.
    pub area: u16,
    /// Group index.
    pub group: u16,
    /// The observation.
    pub observation: &'a Observation,
}

/// What disclosure control did to the figures of a measure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Figures released with a value.
    pub released: usize,
    /// Figures hidden because they are about too few people.
    pub primary: usize,
    /// Figures hidden to protect others.
    pub secondary: usize,
    /// Figures that had no value to begin with.
    pub missing: usize,
}

impl Tally {
    /// Figures hidden for either reason.
    pub fn hidden(&self) -> usize {
        self.primary + self.secondary
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.released += other.released;
        self.primary += other.primary;
        self.secondary += other.secondary;
        self.missing += other.missing;
    }
}

/// The figures of a measure after disclosure control.
#[derive(Debug, Clone, PartialEq)]
pub struct Released {
    /// The cell of each figure, in their order.
    pub cells: Vec<Cell>,
    /// What was done.
    pub tally: Tally,
    /// Protected figures that the audit could still tell: a release with one must not be published.
    pub exposed: Vec<Exposed>,
}

/// Puts all figures of a measure through its policy. No place comes twice.
pub fn release(measure: &Measure, sums: &Sums, figures: &[Placed<'_>]) -> Released {
    let mut cells: Vec<Cell> = figures.iter().map(|placed| open(placed.observation.figure)).collect();
    let mut tally = Tally::default();
    let mut exposed = Vec::new();
    if let Disclosure::Threshold { threshold } = measure.disclosure {
        let mut periods: BTreeMap<Period, Vec<usize>> = BTreeMap::new();
        for (at, placed) in figures.iter().enumerate() {
            periods.entry(placed.observation.period).or_default().push(at);
        }
        // Short periods first: what is hidden in a part of a year is hidden in the year, for the year less its other parts would tell it.
        let mut order: Vec<Period> = periods.keys().copied().collect();
        order.sort_by_key(|period| (period.end() - period.start(), *period));
        let mut hidden: Vec<(Period, u16, u16)> = Vec::new();
        for period in order {
            let places = &periods[&period];
            let mut table = table::Table::new(measure.kind, f64::from(threshold), sums);
            for &at in places {
                table.add(figures[at].area, figures[at].group, at, cells[at]);
            }
            for (_, area, group) in hidden.iter().filter(|(part, ..)| *part != period && period.contains(part)) {
                table.hide(*area, *group);
            }
            table.test();
            protect::protect(&mut table);
            exposed.extend(audit::audit(&table, period));
            for entry in table.entries().filter(|entry| entry.hidden) {
                cells[entry.figure] = Cell::Missing(Missing::Suppressed);
                hidden.push((period, entry.area, entry.group));
                if entry.is_protected() {
                    tally.primary += 1;
                } else {
                    tally.secondary += 1;
                }
            }
        }
    }
    tally.missing = cells.iter().filter(|cell| cell.missing().is_some()).count() - tally.hidden();
    tally.released = cells.len() - tally.missing - tally.hidden();
    Released { cells, tally, exposed }
}

/// The figure as a cell, before any test.
fn open(figure: Figure) -> Cell {
    match figure {
        Figure::Missing(why) => Cell::Missing(why),
        Figure::Value { value, .. } => Cell::Value(value),
        Figure::Parts { numerator, denominator } => Cell::Parts { numerator, denominator: denominator.unwrap_or(0.0) },
    }
}
