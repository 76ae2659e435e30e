//! Disclosure control: the only door from an [`Observation`] to a released [`Cell`].
//!
//! All figures of a measure go through it together. First each figure is tested by itself (`primary.rs`); then, period by period, others are
//! hidden beside those that failed, so that no sum gives one back (`protect.rs`); then every protected figure is attacked with all that is
//! released, and the measure is refused if one can be told (`audit.rs`). Hidden figures keep nothing but their reason, so nothing downstream can
//! show them. ADR 0012 says what an intruder is taken to know, and why the search is sound; ADR 0013 what follows from what was released before;
//! ADR 0014 why the figures that are left may be rounded last of all; ADR 0015 what measures of the same people have to do with each other.

mod audit;
mod earlier;
mod link;
mod linked;
mod network;
mod primary;
mod protect;
mod rows;
mod table;
mod time;
mod web;

use std::collections::{BTreeMap, BTreeSet};

pub use audit::Exposed;
pub use earlier::{Before, Earlier};
pub use linked::{Subject, release_linked};
pub use primary::width;
use serde::{Deserialize, Serialize};

use crate::{
    cell::Cell,
    measure::{Disclosure, Measure},
    observation::{Figure, Missing, Observation},
    period::Period,
};
use earlier::Figures;
use linked::Beside;
use table::{Of, Table};
use time::{Hidden, Shown, lacking, parts_of, told_by_longer};

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

impl Sums {
    /// How these areas add up where others have no figures: wards to the city, where there are none of neighbourhoods.
    fn among(&self, there: &BTreeSet<u16>) -> Self {
        let above = |area: u16| std::iter::successors(self.parents[usize::from(area)], |&at| self.parents[usize::from(at)]);
        let holds_some: BTreeSet<u16> = there.iter().flat_map(|&area| above(area)).collect();
        let parent = |area: u16| above(area).find(|above| there.contains(above));
        let is_skipped = |area: u16| holds_some.contains(&area) && !there.contains(&area);
        let parents = (0..self.parents.len() as u16).map(|area| if is_skipped(area) { None } else { parent(area) }).collect();
        Self { parents, ..self.clone() }
    }
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Figures released with a value.
    pub released: usize,
    /// Figures hidden because they are about too few people.
    pub primary: usize,
    /// Figures hidden to protect others.
    pub secondary: usize,
    /// Figures that had no value to begin with.
    pub missing: usize,
    /// Of those released, figures kept as an earlier release shows them, for the difference would be about too few people.
    pub held: usize,
    /// Of those hidden, figures whose value an earlier release has shown: it cannot be taken back.
    pub public: usize,
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
        self.held += other.held;
        self.public += other.public;
    }
}

/// The figures of a measure after disclosure control.
#[derive(Debug, Clone, PartialEq)]
pub struct Released {
    /// The cell of each figure, in their order.
    pub cells: Vec<Cell>,
    /// Whether each is kept as an earlier release shows it, though another was counted.
    pub held: Vec<bool>,
    /// Whether each is held back: it is hidden, or an earlier value of it stays.
    back: Vec<bool>,
    /// Periods of which nothing new may be told, for a longer one that is public already would give away what is held back of them.
    closed: BTreeSet<Period>,
    /// What was done.
    pub tally: Tally,
    /// Protected figures that the audit could still tell: a release with one must not be published.
    pub exposed: Vec<Exposed>,
}

/// Puts all figures of a measure through its policy, with what was released of them before in mind. No place comes twice.
pub fn release(measure: &Measure, sums: &Sums, figures: &[Placed<'_>], earlier: &Earlier) -> Released {
    let mut released = release_linked(sums, &[Subject { measure, figures, earlier }]);
    released.swap_remove(0)
}

/// The same, where something is to be held back for the sake of linked measures.
fn release_beside(subject: &Subject<'_>, sums: &Sums, beside: &Beside) -> Released {
    let Subject { measure, figures, earlier } = *subject;
    let mut cells: Vec<Cell> = figures.iter().map(|placed| open(placed.observation.figure)).collect();
    let mut held = vec![false; cells.len()];
    let mut back = held.clone();
    let mut tally = Tally::default();
    let mut exposed = Vec::new();
    let mut closed = BTreeSet::new();
    if let Disclosure::Threshold { threshold, .. } = measure.disclosure {
        let mut periods: BTreeMap<Period, Vec<usize>> = BTreeMap::new();
        for (at, placed) in figures.iter().enumerate() {
            periods.entry(placed.observation.period).or_default().push(at);
        }
        // Short periods first: what is hidden in a part of a year is hidden in the year, for the year less its other parts would tell it.
        let mut order: Vec<Period> = periods.keys().copied().collect();
        order.sort_by_key(|period| (period.end() - period.start(), *period));
        let mut hidden: Vec<Hidden> = Vec::new();
        let mut telling = Shown::default();
        // The areas of each period that is done.
        let mut done: BTreeMap<Period, Vec<u16>> = BTreeMap::new();
        for period in order {
            let before = earlier.of(period);
            let there = periods[&period].iter().filter(|&&at| cells[at].missing().is_none()).map(|&at| figures[at].area);
            let sums = sums.among(&there.chain(before.keys().map(|place| place.0)).collect());
            let mut table = Table::new(measure.kind, f64::from(threshold), &sums);
            for &at in &periods[&period] {
                table.add(figures[at].area, figures[at].group, at, cells[at]);
            }
            table.add_what_is_left();
            let mut parts = parts_of(period, &hidden);
            for (area, group) in parts.keys().copied().chain(beside.of(period)).chain(lacking(period, &table, &done, &hidden)) {
                match group {
                    0 => table.hide_area(area),
                    _ => table.hide(area, group),
                }
            }
            done.insert(period, table.areas_with_figures());
            for (area, group) in telling.that_make(period, measure.aggregation) {
                table.fix(area, group);
            }
            let Controlled { table, told, unchanged } = control(table, &before, earlier.threshold, beside.is_kept(period));
            exposed.extend(told.into_iter().map(|(area, group)| Exposed { area, group, period }));
            for (at, entry) in table.entries().enumerate() {
                let place = (entry.area, entry.group);
                let known = before.get(&place);
                let held_back = parts.remove(&place);
                // A year that is public less its other quarters tells what is held back of one: nothing new is told of any.
                if entry.link.public && held_back.is_some_and(|by| by != Some((0.0, 0.0))) {
                    closed.extend(done.keys().copied().filter(|part| *part != period && period.contains(part)));
                }
                let Of::Figure(figure) = entry.of else {
                    // What is left of an area hides others there; where it has a figure in the year, `lacking` sees to that.
                    if entry.of == Of::Rest || entry.is_protected() {
                        hidden.push(Hidden { period, place, by: None });
                    }
                    continue;
                };
                // A year whose quarters are kept is their sum; else what was shown of it before.
                let kept = held_back.flatten().zip(entry.parts).map(|(by, (x, n))| (x + by.0, n + by.1));
                let shown = kept.or_else(|| known?.shown);
                // Where everyone is hidden nothing is told: neither that a figure is another now nor that it is not.
                let silent = if unchanged { known.is_some_and(|known| known.held) } else { rows::is_covered(&table, entry.area) };
                let outcome = outcome(&table, at, shown, silent);
                let mut by = None;
                if let Outcome::Kept(numerator, denominator) = outcome {
                    cells[figure] = Cell::Parts { numerator, denominator };
                    by = entry.parts.map(|(x, n)| (numerator - x, denominator - n));
                } else if outcome != Outcome::Shown {
                    cells[figure] = Cell::Missing(Missing::Suppressed);
                }
                held[figure] = matches!(outcome, Outcome::Kept(..));
                tally.held += usize::from(held[figure]);
                tally.primary += usize::from(matches!(outcome, Outcome::TooFew | Outcome::Public));
                tally.public += usize::from(outcome == Outcome::Public);
                tally.secondary += usize::from(outcome == Outcome::Beside);
                back[figure] = entry.hidden && !entry.link.public;
                if entry.hidden && (silent || !entry.link.public) {
                    hidden.push(Hidden { period, place, by });
                } else if outcome == Outcome::Shown || entry.link.public {
                    telling.add(period, place, entry.link.public);
                }
            }
        }
        exposed.extend(told_by_longer(&hidden, &telling));
    }
    tally.missing = cells.iter().filter(|cell| cell.missing().is_some()).count() - tally.hidden();
    tally.released = cells.len() - tally.missing - tally.hidden();
    if let Some(to) = measure.disclosure.round_to() {
        // All that went before went by what was counted, so that nothing told by rounded figures is not told by those (ADR 0014).
        cells = cells.into_iter().map(|cell| cell.rounded(to)).collect();
    }
    Released { cells, held, back, closed, tally, exposed }
}

/// A period's figures after disclosure control.
struct Controlled<'a> {
    table: Table<'a>,
    /// What could still be told: area and group.
    told: Vec<(u16, u16)>,
    /// Whether the same was counted before.
    unchanged: bool,
}

/// Hides what must be hidden of a period's figures.
///
/// Where the same figures were released before, three things are tried in turn, until neither release tells what the other hides: to hide
/// what was hidden and is next to the same; to hide all that was hidden; to tell nothing new of the period. Where it is to be `kept` nothing new
/// is told in any case.
fn control<'a>(mut table: Table<'a>, before: &Figures<'_>, threshold: Option<u32>, kept: bool) -> Controlled<'a> {
    if before.is_empty() && kept {
        table.hide_all();
        return Controlled { table, told: Vec::new(), unchanged: false };
    }
    if before.is_empty() {
        table.test();
        protect::protect(&mut table);
        let told = audit::audit(&table);
        return Controlled { table, told, unchanged: false };
    }
    let mut sticky = Vec::new();
    for at in 0..table.entries().count() {
        let entry = table.entry(at);
        let known = before.get(&(entry.area, entry.group)).zip(entry.parts);
        let (link, stays) = known.map_or_else(Default::default, |(before, parts)| before.link(table.kind, table.threshold, parts));
        table.link(at, link);
        if stays {
            table.hide_at(at);
        }
        if link.both && known.is_some() {
            sticky.push(at);
        }
    }
    if earlier::is_unchanged(before, &table) {
        // The same figures, the same decision: nothing is told that was not.
        return Controlled { table, told: Vec::new(), unchanged: true };
    }
    let there = table.areas_with_figures();
    let as_before = before.iter().filter(|(_, known)| known.counted.is_some()).all(|(place, _)| there.contains(&place.0))
        && there.iter().all(|area| before.range((*area, 0)..=(*area, u16::MAX)).any(|(_, known)| known.counted.is_some()));
    table.link_late(as_before);
    table.test();
    for all in [false, true].into_iter().filter(|_| !kept) {
        let mut tried = table.clone();
        if all {
            for &at in &sticky {
                tried.hide_at(at);
            }
        }
        protect::protect(&mut tried);
        let mut found = audit::audit(&tried);
        if let Some(threshold) = threshold {
            found.extend(audit::audit(&earlier::table(table.kind, threshold, table.sums, before, &tried)));
        }
        if found.is_empty() {
            return Controlled { table: tried, told: found, unchanged: false };
        }
    }
    table.hide_all();
    Controlled { table, told: Vec::new(), unchanged: false }
}

/// What becomes of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Outcome {
    /// It is shown.
    Shown,
    /// An earlier value of it is shown.
    Kept(f64, f64),
    /// It is hidden, for it is about too few people.
    TooFew,
    /// It is hidden for the same reason, and has been shown before.
    Public,
    /// It is hidden to protect others.
    Beside,
}

/// What becomes of a figure that an earlier release has shown, or not. What that has shown is public: it stays where the new figure is held back,
/// unless either of them is about too few people. Where nothing is to be told of the new one it stays whatever that is.
fn outcome(table: &Table<'_>, at: usize, shown: Option<(f64, f64)>, silent: bool) -> Outcome {
    let entry = table.entry(at);
    let too_few = entry.parts.is_none() || table.tested(at).any();
    let shown = shown.filter(|&parts| !table.tested_as(at, parts).any());
    match shown {
        Some(parts) if silent => Outcome::Kept(parts.0, parts.1),
        _ if too_few && entry.link.public => Outcome::Public,
        _ if too_few => Outcome::TooFew,
        _ if !entry.hidden => Outcome::Shown,
        Some(_) if entry.link.public => Outcome::Shown,
        Some(parts) => Outcome::Kept(parts.0, parts.1),
        _ => Outcome::Beside,
    }
}

/// The figure as a cell, before any test.
fn open(figure: Figure) -> Cell {
    match figure {
        Figure::Missing(why) => Cell::Missing(why),
        Figure::Value { value, .. } => Cell::Value(value),
        Figure::Parts { numerator, denominator } => Cell::Parts { numerator, denominator: denominator.unwrap_or(0.0) },
    }
}
