//! What was released before of the same figures, and what follows from it for them now (ADR 0013, STANDARDS §5.4).

use std::collections::BTreeMap;

use super::{
    Sums,
    link::{Link, little, same},
    primary::Failed,
    table::{Of, Table},
};
use crate::{measure::Kind, period::Period};

/// A figure in the newest release before this one: numerators and denominators, none of a count.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Before {
    /// What was counted, whether it was shown or not; none where it was not there.
    pub counted: Option<(f64, f64)>,
    /// What that release shows.
    pub shown: Option<(f64, f64)>,
    /// Whether it says of it that another may have been counted.
    pub held: bool,
    /// What releases before that one have shown and it does not.
    pub told: Vec<(f64, f64)>,
}

impl Before {
    /// Every value of it that has been published, the newest first.
    pub(super) fn published(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.shown.iter().chain(&self.told).copied()
    }

    /// Whether what was counted has not been published with it.
    pub(super) fn is_hidden(&self) -> bool {
        self.counted.is_some_and(|counted| !self.shown.is_some_and(|shown| same(shown, counted)))
    }

    fn is_counted(&self, parts: (f64, f64)) -> bool {
        self.counted.is_some_and(|counted| same(counted, parts))
    }

    /// What it tells of the figure now, and whether that stays hidden: it was hidden and is the same, or was never shown and is next to the same.
    pub(super) fn link(&self, kind: Kind, threshold: f64, parts: (f64, f64)) -> (Link, bool) {
        if self.published().any(|told| same(told, parts)) {
            return (Link::PUBLIC, false);
        }
        let near = self.published().find(|&told| little(kind, threshold, told, parts).any());
        let differs = self.published().map(|told| little(kind, threshold, told, parts)).fold(Failed::default(), |all, side| Failed {
            with: all.with || side.with,
            without: all.without || side.without,
            all: all.all || side.all,
        });
        let never = self.published().next().is_none();
        let hidden = self.is_hidden();
        let link = Link {
            public: false,
            alone: !(hidden && self.is_counted(parts)),
            both: hidden || (self.counted.is_none() && never),
            other: self.counted.filter(|counted| hidden && !same(*counted, parts)),
            near: near.or_else(|| self.published().next()),
            differs,
        };
        let next = never && self.counted.is_some_and(|counted| little(kind, threshold, counted, parts).any());
        (link, hidden && (self.is_counted(parts) || next))
    }
}

/// The figures of a measure in the newest release before this one, and what was published of them before that.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Earlier {
    /// Smallest number of people shown there; none where all was shown.
    pub threshold: Option<u32>,
    /// Each figure by area, group (as they are numbered now) and period.
    pub figures: BTreeMap<(u16, u16, Period), Before>,
}

/// The figures of one period.
pub(super) type Figures<'a> = BTreeMap<(u16, u16), &'a Before>;

impl Earlier {
    /// Its figures of a period.
    pub(super) fn of(&self, period: Period) -> Figures<'_> {
        self.figures.iter().filter(|(place, _)| place.2 == period).map(|(&(area, group, _), before)| ((area, group), before)).collect()
    }
}

/// Whether nothing was counted anew: the figures of a period are what they were.
pub(super) fn is_unchanged(before: &Figures<'_>, now: &Table<'_>) -> bool {
    let there = before.values().filter(|before| before.counted.is_some()).count();
    let same = now.entries().filter(|entry| {
        let before = before.get(&(entry.area, entry.group));
        before.zip(entry.parts).is_some_and(|(before, parts)| before.is_counted(parts))
    });
    same.count() == there && there == now.entries().filter(|entry| matches!(entry.of, Of::Figure(_))).count()
}

/// The table of the release before, of which what is hidden must not be told by what is shown now.
pub(super) fn table<'a>(kind: Kind, threshold: u32, sums: &'a Sums, before: &Figures<'_>, now: &Table<'_>) -> Table<'a> {
    let mut table = Table::new(kind, f64::from(threshold), sums);
    for (&(area, group), before) in before {
        let Some(counted) = before.counted else { continue };
        table.add_parts(area, group, Of::Figure(0), Some(counted));
        let Some(at) = table.at(area, group) else { continue };
        let link = match now.get(area, group) {
            _ if before.published().any(|told| same(told, counted)) => Link::PUBLIC,
            None => Link::default(),
            Some(entry) => {
                let other = entry.parts.filter(|parts| !same(*parts, counted));
                Link { alone: other.is_some(), both: entry.hidden && !entry.link.public, other, ..Link::default() }
            }
        };
        table.link(at, link);
        if !link.public {
            table.hide_at(at);
        }
    }
    let as_now = table.areas_with_figures() == now.areas_with_figures();
    table.add_what_is_left();
    table.link_late(as_now);
    table.test();
    table
}
