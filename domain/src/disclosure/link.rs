//! What two releases of the same figures tell of each other (ADR 0013).
//!
//! A hidden figure cannot be told while it could be another than it is. In one release that is one way: others that are hidden change with it.
//! Where the same figures were released before there are two: it was not the same then, so that what was said then does not hold it; or it was
//! hidden then as well, and what changes now could have been so then too.

use super::{
    primary::{Failed, Side, sides},
    rows::Row,
    table::{Table, people},
};
use crate::measure::Kind;

/// How a hidden figure could be another than it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// In this release alone.
    Alone,
    /// In this one and in the one it is compared with, by as many people.
    Both,
}

/// What another release tells of a figure. By itself: nothing, so that it can be another in any way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    /// Whether its very value has been published: nothing takes that back.
    pub(super) public: bool,
    /// Whether it could be another in this release alone: it is not there in the other, or is another there.
    pub(super) alone: bool,
    /// Whether it could be another in both: it is hidden in the other too, or not there.
    pub(super) both: bool,
    /// What it is in the other release, where it is hidden there and another.
    pub(super) other: Option<(f64, f64)>,
    /// A value of it that has been published, the nearest if that is too near.
    pub(super) near: Option<(f64, f64)>,
    /// On which sides so few more or fewer than published are counted now that they would be told.
    pub(super) differs: Failed,
}

impl Default for Link {
    fn default() -> Self {
        Self { public: false, alone: true, both: true, other: None, near: None, differs: Failed::default() }
    }
}

/// By how much who knows why a figure is hidden takes it that it could at most be more or less.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// More.
    pub(super) up: f64,
    /// Less.
    pub(super) down: f64,
}

impl Rule {
    /// For who does not.
    pub(super) const NONE: Self = Self { up: f64::INFINITY, down: f64::INFINITY };
}

impl Link {
    /// Of a value that has been published.
    pub(super) const PUBLIC: Self = Self {
        public: true,
        alone: false,
        both: false,
        other: None,
        near: None,
        differs: Failed { with: false, without: false, all: false },
    };

    /// Whether the figure could be another in this way.
    pub(super) fn moves(&self, way: Way) -> bool {
        match way {
            Way::Alone => self.alone,
            Way::Both => self.both,
        }
    }

    /// The least that something is in all releases that a way is about.
    pub(super) fn everywhere(&self, way: Way, parts: (f64, f64), of: impl Fn((f64, f64)) -> f64) -> f64 {
        let here = of(parts);
        self.other.filter(|_| way == Way::Both).map_or(here, |other| here.min(of(other)))
    }

    /// What who knows that a side fails takes it to be at most.
    pub(super) fn rule(&self, threshold: f64, parts: (f64, f64), side: Side, failed: Failed) -> Rule {
        let number = people(parts, side);
        let mut rule = Rule::NONE;
        // Where there are too few altogether it says nothing about the sides.
        if failed.on(side) && (side == Side::All || !failed.all) {
            rule.up = threshold - 1.0 - number;
            if let Some(other) = self.other.map(|other| people(other, side)).filter(|other| *other > 0.0 && *other < threshold) {
                rule.up = rule.up.min(threshold - 1.0 - other);
            }
        }
        if let Some(near) = self.near.filter(|_| self.differs.on(side)) {
            rule.up = rule.up.min(people(near, side) + threshold - 1.0 - number);
            rule.down = number - (people(near, side) - threshold + 1.0);
        }
        Rule { up: rule.up.max(0.0), down: rule.down.max(0.0) }
    }

    /// How far apart the numbers must be that are left to who knows why it is hidden. Two numbers are one person apart; where what was published
    /// is known not to be the number, it may be the one between them.
    pub(super) fn open(&self, side: Side) -> f64 {
        if self.differs.on(side) { 2.0 } else { 1.0 }
    }

    /// Of figures of a row's areas together.
    pub(super) fn together(table: &Table<'_>, row: &Row, entries: &[usize], parts: (f64, f64)) -> Self {
        let links = || entries.iter().map(|&at| table.entry(at).link);
        let everyone = || row.areas.iter().filter_map(|&area| table.get(area, 0)).map(|entry| entry.link);
        let each = || entries.iter().map(|&at| (table.entry(at).link, table.entry(at).parts));
        let near = sum(each().map(|(link, parts)| if link.public { parts } else { link.near }));
        let other = sum(each().map(|(link, parts)| link.other.or(parts)));
        Self {
            public: false,
            alone: links().chain(everyone()).all(|link| link.alone),
            both: links().chain(everyone()).all(|link| link.both),
            other,
            near,
            differs: near.map_or(Failed::default(), |near| little(table.kind, table.threshold, near, parts)),
        }
    }
}

/// Parts together; none where one is missing.
fn sum(mut parts: impl Iterator<Item = Option<(f64, f64)>>) -> Option<(f64, f64)> {
    parts.try_fold((0.0, 0.0), |sum, part| part.map(|part| (sum.0 + part.0, sum.1 + part.1)))
}

/// Whether two figures are the same.
pub(super) fn same(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).abs() < 1e-9 && (one.1 - other.1).abs() < 1e-9
}

/// On which sides two figures differ by too few people: by one to `threshold` − 1.
pub(super) fn little(kind: Kind, threshold: f64, before: (f64, f64), now: (f64, f64)) -> Failed {
    let differs = |side: Side| {
        let by = (people(now, side) - people(before, side)).abs();
        sides(kind).contains(&side) && by > 1e-9 && by < threshold
    };
    Failed { with: differs(Side::With), without: differs(Side::Without), all: differs(Side::All) }
}
