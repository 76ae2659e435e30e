//! What an import would change: what is new, changed by how much, withdrawn or as before.

use std::collections::BTreeSet;

use crate::{
    cell::of_parts,
    code::{AreaCode, GroupCode, MeasureCode},
    council::Council,
    observation::{Figure, Observation},
    period::Period,
};

/// What a figure is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct About {
    /// Measure.
    pub measure: MeasureCode,
    /// Area.
    pub area: AreaCode,
    /// Period.
    pub period: Period,
    /// Group.
    pub group: GroupCode,
}

/// A figure that is not what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// What it is about.
    pub about: About,
    /// As it was.
    pub before: Figure,
    /// As it would be.
    pub after: Figure,
    /// By how much the value changes, in the measure's unit; none where one of the two is missing, or only notes differ.
    pub by: Option<f64>,
}

/// Most figures of one sort that are listed; all are counted.
pub const MAX_LISTED: usize = 1000;

/// Figures of one sort: how many, and the first [`MAX_LISTED`] of them in order of measure, area, period and group.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<T> {
    /// How many there are.
    pub count: u64,
    /// The first of them.
    pub first: Vec<T>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { count: 0, first: Vec::new() }
    }
}

impl<T> Listed<T> {
    fn add(&mut self, one: impl FnOnce() -> T) {
        self.count += 1;
        if self.first.len() < MAX_LISTED {
            self.first.push(one());
        }
    }
}

/// What an import would change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Difference {
    /// Figures that were not there.
    pub new: Listed<About>,
    /// Figures that were others.
    pub changed: Listed<Changed>,
    /// Figures that were there, and that the file leaves out.
    pub withdrawn: Listed<About>,
    /// How many stay as they are.
    pub unchanged: u64,
}

impl Difference {
    /// Whether importing the file would change nothing.
    pub fn nothing(&self) -> bool {
        self.new.count + self.changed.count + self.withdrawn.count == 0
    }
}

/// Compares what is there with what a file brings. Neither needs an order; of several figures about the same, the last counts. What a file leaves
/// out is withdrawn only in the periods of a measure that it is about: a file of the newest quarter says nothing of earlier ones.
pub fn difference(council: &Council, existing: &[Observation], file: &[Observation]) -> Difference {
    let measures: BTreeSet<&MeasureCode> = file.iter().map(|one| &one.measure).collect();
    let spoken: BTreeSet<(&MeasureCode, Period)> = file.iter().map(|one| (&one.measure, one.period)).collect();
    let speaks = |one: &Observation| spoken.contains(&(&one.measure, one.period));
    let before = ordered(existing.iter().filter(|one| measures.contains(&one.measure)));
    let after = ordered(file.iter());
    let mut found = Difference::default();
    let (mut old, mut new) = (before.into_iter().peekable(), after.into_iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return found,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(old), Some(new)) => key(old).cmp(&key(new)),
        };
        match order {
            std::cmp::Ordering::Less => {
                if let Some(old) = old.next().filter(|one| speaks(one)) {
                    found.withdrawn.add(|| about(old));
                }
            }
            std::cmp::Ordering::Greater => {
                if let Some(new) = new.next() {
                    found.new.add(|| about(new));
                }
            }
            std::cmp::Ordering::Equal => {
                if let (Some(old), Some(new)) = (old.next(), new.next()) {
                    if old.figure == new.figure && old.flags == new.flags && old.provenance == new.provenance && old.source == new.source {
                        found.unchanged += 1;
                    } else {
                        let (before, after) = (value(council, old), value(council, new));
                        let by = before.zip(after).map(|(before, after)| after - before).filter(|_| old.figure != new.figure);
                        found.changed.add(|| Changed { about: about(new), before: old.figure, after: new.figure, by });
                    }
                }
            }
        }
    }
}

fn key(one: &Observation) -> (&MeasureCode, &AreaCode, Period, &GroupCode) {
    (&one.measure, &one.area, one.period, &one.group)
}

fn about(one: &Observation) -> About {
    About { measure: one.measure.clone(), area: one.area.clone(), period: one.period, group: one.group.clone() }
}

/// In order, each once: the last of several.
fn ordered<'a>(all: impl Iterator<Item = &'a Observation>) -> Vec<&'a Observation> {
    let mut all: Vec<&Observation> = all.collect();
    all.sort_by(|one, other| key(one).cmp(&key(other)));
    let mut kept: Vec<&Observation> = Vec::with_capacity(all.len());
    for one in all {
        match kept.last_mut().filter(|last| key(last) == key(one)) {
            Some(last) => *last = one,
            None => kept.push(one),
        }
    }
    kept
}

/// The value of a figure in its measure's unit.
fn value(council: &Council, one: &Observation) -> Option<f64> {
    match one.figure {
        Figure::Value { value, .. } => Some(value),
        Figure::Parts { numerator, denominator } => of_parts(numerator, denominator.unwrap_or(0.0), council.measure(&one.measure)?),
        Figure::Missing(_) => None,
    }
}
