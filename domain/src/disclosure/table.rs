//! The figures of one measure and period, as a table of areas by groups.

use super::{
    Sums,
    link::{Link, Way},
    primary::{self, Failed, Side},
};
use crate::{cell::Cell, measure::Kind};

/// Where a table holds nothing.
const NOTHING: u32 = u32::MAX;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// A figure, by its place among the figures of the measure.
    Figure(usize),
    /// What is left of everyone in an area when its other groups are taken away: nobody gave it.
    Rest,
    /// What is left of an area when its other parts are taken away: the part has no figures.
    Late,
}

/// A figure that has a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// What it is.
    pub(super) of: Of,
    /// Area index.
    pub(super) area: u16,
    /// Group index.
    pub(super) group: u16,
    /// Numerator and denominator; none for a value that came without its parts.
    pub(super) parts: Option<(f64, f64)>,
    /// Which sides fail the test.
    pub(super) failed: Failed,
    /// Whether it is hidden.
    pub(super) hidden: bool,
    /// Whether the periods that it is made of tell it, so that nothing can hide in it.
    pub(super) fixed: bool,
    /// What another release tells of it.
    pub(super) link: Link,
}

impl Entry {
    /// Whether it must not be told. A figure that came without its parts cannot be tested, so it does not pass.
    pub(super) fn is_protected(&self) -> bool {
        self.parts.is_none() || self.failed.any() || self.link.differs.any()
    }

    /// Whether a side must not be told.
    pub(super) fn is_protected_on(&self, side: Side) -> bool {
        self.failed.on(side) || self.link.differs.on(side)
    }
}

/// People on a side of a figure.
pub(super) fn people((x, n): (f64, f64), side: Side) -> f64 {
    match side {
        Side::With => x,
        Side::Without => n - x,
        Side::All => n,
    }
}

/// The figures of one measure and period.
#[derive(Debug, Clone)]
pub(super) struct Table<'a> {
    /// What kind of number they are.
    pub(super) kind: Kind,
    /// Smallest number of people shown.
    pub(super) threshold: f64,
    /// How they add up.
    pub(super) sums: &'a Sums,
    /// How a hidden figure could be another than it is.
    pub(super) ways: &'static [Way],
    entries: Vec<Entry>,
    places: Vec<u32>,
    blank: Vec<u16>,
    areas: Vec<u16>,
    characteristics: Vec<u16>,
}

impl<'a> Table<'a> {
    /// A table without figures.
    pub(super) fn new(kind: Kind, threshold: f64, sums: &'a Sums) -> Self {
        let places = vec![NOTHING; sums.parents.len() * sums.characteristics.len()];
        let ways = &[Way::Alone];
        Self { kind, threshold, sums, ways, entries: Vec::new(), places, blank: Vec::new(), areas: Vec::new(), characteristics: Vec::new() }
    }

    /// Adds the figure at an index of the measure's figures; one without a value is nothing that could be told.
    pub(super) fn add(&mut self, area: u16, group: u16, figure: usize, cell: Cell) {
        match cell {
            Cell::Missing(_) => {}
            Cell::Value(_) => self.add_parts(area, group, Of::Figure(figure), None),
            Cell::Parts { numerator, denominator } => self.add_parts(area, group, Of::Figure(figure), Some((numerator, denominator))),
        }
    }

    /// Adds what can be told though nobody gave it: of areas first, then of groups.
    pub(super) fn add_what_is_left(&mut self) {
        self.add_late();
        self.add_rest();
    }

    /// Adds what is left of an area when the parts of it that have a figure are taken away: whoever has these can tell it. It stands for the first
    /// part of which not even everyone is told, and is all of them together where there are several. Nobody gave its groups, so they are hidden;
    /// everyone in it is as good as told, unless there are too few.
    fn add_late(&mut self) {
        let mut rests = Vec::new();
        for &whole in &self.areas {
            let parts: Vec<u16> =
                (0..).zip(&self.sums.parents).filter(|(_, parent)| **parent == Some(whole)).map(|(part, _)| part).collect();
            let lacking: Vec<u16> = parts.iter().copied().filter(|&part| self.at(part, 0).is_none()).collect();
            if lacking.len() == parts.len() {
                continue;
            }
            for group in 0..self.sums.characteristics.len() as u16 {
                let first = lacking.iter().copied().find(|&part| self.at(part, group).is_none());
                let of_all = self.get(whole, group).and_then(|entry| entry.parts);
                let (Some(first), Some(of_all)) = (first, of_all) else { continue };
                let told = parts.iter().filter_map(|&part| self.get(part, group)?.parts);
                rests.extend(self.left(of_all, told).map(|parts| (first, group, parts)));
            }
        }
        for (area, group, parts) in rests {
            self.add_parts(area, group, Of::Late, Some(parts));
            if group != 0 {
                self.hide(area, group);
            }
        }
    }

    /// What is left when others are taken away; none if that is nobody, or cannot be.
    fn left(&self, of_all: (f64, f64), others: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64)> {
        let (x, n) = others.fold(of_all, |rest, own| (rest.0 - own.0, rest.1 - own.1));
        (x >= 0.0 && n >= 0.0 && (self.kind != Kind::Proportion || x <= n) && x.max(n) > 0.0).then_some((x, n))
    }

    /// Adds, hidden, what is left of everyone in an area when the groups of a characteristic that have a figure are taken away: whoever has these
    /// can tell it. It stands for the one group that lacks a figure there, else for one that has none anywhere; what two or more groups have
    /// together is not looked at.
    fn add_rest(&mut self) {
        let mut rests = Vec::new();
        for &characteristic in &self.characteristics {
            let (told, untold): (Vec<u16>, Vec<u16>) =
                self.groups(characteristic).partition(|&group| self.entries.iter().any(|entry| entry.group == group));
            for &area in &self.areas {
                let lacking: Vec<u16> = told.iter().copied().filter(|&group| self.at(area, group).is_none()).collect();
                let place = match lacking[..] {
                    [] => untold.first().copied(),
                    [only] => Some(only),
                    _ => None,
                };
                let there = std::iter::once(0).chain(told.iter().copied().filter(|group| !lacking.contains(group)));
                let parts: Option<Vec<(f64, f64)>> = there.map(|group| self.get(area, group)?.parts).collect();
                let (Some(place), Some([everyone, groups @ ..])) = (place, parts.as_deref()) else { continue };
                if !groups.is_empty() {
                    rests.extend(self.left(*everyone, groups.iter().copied()).map(|parts| (area, place, parts)));
                }
            }
        }
        for (area, group, parts) in rests {
            self.add_parts(area, group, Of::Rest, Some(parts));
            self.hide(area, group);
        }
    }

    /// Adds a figure by its parts.
    pub(super) fn add_parts(&mut self, area: u16, group: u16, of: Of, parts: Option<(f64, f64)>) {
        for (list, index) in [(&mut self.areas, Some(area)), (&mut self.characteristics, self.sums.characteristics[usize::from(group)])] {
            if let Some(index) = index
                && let Err(place) = list.binary_search(&index)
            {
                list.insert(place, index);
            }
        }
        let at = self.entries.len() as u32;
        let place = self.place(area, group);
        self.places[place] = at;
        self.entries.push(Entry {
            of,
            area,
            group,
            parts,
            failed: Failed::default(),
            hidden: parts.is_none(),
            fixed: false,
            link: Link::default(),
        });
    }

    fn place(&self, area: u16, group: u16) -> usize {
        usize::from(area) * self.sums.characteristics.len() + usize::from(group)
    }

    /// Where a figure stands among the entries.
    pub(super) fn at(&self, area: u16, group: u16) -> Option<usize> {
        let at = self.places[self.place(area, group)];
        (at != NOTHING).then_some(at as usize)
    }

    /// The figure of an area and a group.
    pub(super) fn get(&self, area: u16, group: u16) -> Option<&Entry> {
        self.at(area, group).map(|at| &self.entries[at])
    }

    /// All figures.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The figure at an index.
    pub(super) fn entry(&self, at: usize) -> &Entry {
        &self.entries[at]
    }

    /// Says what another release tells of the areas that have no figures, from what it tells of the others: `as_before` is whether it has figures of
    /// the same areas. What is left hides only what it did there, by as much, if nothing around it is another.
    pub(super) fn link_late(&mut self, as_before: bool) {
        if self.ways.len() == 1 {
            return;
        }
        let link = |entry: &Entry| {
            let whole = self.sums.parents[usize::from(entry.area)];
            let is_around = |area: u16| Some(area) == whole || self.sums.parents[usize::from(area)] == whole;
            let around = self.areas.iter().filter(|&&area| is_around(area)).filter_map(|&area| self.get(area, entry.group));
            let same = around.filter(|other| other.of != Of::Late).map(|other| other.link).all(|link| link.public || !link.alone);
            Link { alone: false, both: as_before && same, ..Link::default() }
        };
        let links: Vec<Option<Link>> = self.entries.iter().map(|entry| (entry.of == Of::Late).then(|| link(entry))).collect();
        for (entry, link) in self.entries.iter_mut().zip(links) {
            entry.link = link.unwrap_or(entry.link);
        }
    }

    /// Says what another release tells of the figure at an index.
    pub(super) fn link(&mut self, at: usize, link: Link) {
        self.ways = &[Way::Alone, Way::Both];
        self.entries[at].link = link;
    }

    /// Hides a figure, if there is one.
    pub(super) fn hide(&mut self, area: u16, group: u16) {
        if let Some(at) = self.at(area, group) {
            self.entries[at].hidden = true;
        }
    }

    /// Says that the periods it is made of tell a figure, if there is one.
    pub(super) fn fix(&mut self, area: u16, group: u16) {
        if let Some(at) = self.at(area, group) {
            self.entries[at].fixed = true;
        }
    }

    /// Hides the figure at an index.
    pub(super) fn hide_at(&mut self, at: usize) {
        self.entries[at].hidden = true;
    }

    /// Hides everything about an area and its parts.
    pub(super) fn hide_area(&mut self, area: u16) {
        let parents = &self.sums.parents;
        let within = |part: u16| std::iter::successors(Some(part), |&at| parents[usize::from(at)]).any(|at| at == area);
        for entry in self.entries.iter_mut().filter(|entry| within(entry.area)) {
            entry.hidden = true;
        }
    }

    /// Hides all of it.
    pub(super) fn hide_all(&mut self) {
        for entry in &mut self.entries {
            entry.hidden = true;
        }
    }

    /// Hides a group everywhere, where there is nobody too.
    pub(super) fn hide_group(&mut self, group: u16) {
        for entry in self.entries.iter_mut().filter(|entry| entry.group == group) {
            entry.hidden = true;
        }
        self.blank.push(group);
    }

    /// Whether a group is hidden everywhere.
    pub(super) fn is_blank(&self, group: u16) -> bool {
        self.blank.contains(&group)
    }

    /// Hides all groups of a characteristic.
    pub(super) fn hide_characteristic(&mut self, characteristic: u16) {
        for entry in &mut self.entries {
            entry.hidden |= self.sums.characteristics[usize::from(entry.group)] == Some(characteristic);
        }
    }

    /// Tests every figure by itself, and hides those that fail. What is public already is past hiding.
    pub(super) fn test(&mut self) {
        for at in 0..self.entries.len() {
            if self.entries[at].link.public {
                continue;
            }
            self.entries[at].failed = self.tested(at);
            self.entries[at].hidden |= self.entries[at].is_protected();
        }
    }

    /// Which sides of a figure fail by themselves.
    pub(super) fn tested(&self, at: usize) -> Failed {
        self.entries[at].parts.map_or_else(Failed::default, |parts| self.tested_as(at, parts))
    }

    /// Which sides would fail if the figure were this.
    pub(super) fn tested_as(&self, at: usize, parts: (f64, f64)) -> Failed {
        let Entry { area, group, .. } = self.entries[at];
        let part = self.sums.parents[usize::from(area)].is_some();
        failed(self.kind, self.threshold, parts, group, self.get(area, 0).and_then(|entry| entry.parts), part)
    }

    /// Areas of which something is told, in order.
    pub(super) fn areas(&self) -> &[u16] {
        &self.areas
    }

    /// Those that have figures of their own.
    pub(super) fn areas_with_figures(&self) -> Vec<u16> {
        let has_own = |area: u16| self.entries.iter().any(|entry| entry.area == area && matches!(entry.of, Of::Figure(_)));
        self.areas.iter().copied().filter(|&area| has_own(area)).collect()
    }

    /// The groups of a characteristic.
    pub(super) fn groups(&self, characteristic: u16) -> impl Iterator<Item = u16> + use<'a> {
        let all = &self.sums.characteristics;
        (0..all.len() as u16).filter(move |&group| all[usize::from(group)] == Some(characteristic))
    }

    /// The characteristics by which there are figures, in order.
    pub(super) fn characteristics(&self) -> &[u16] {
        &self.characteristics
    }
}

/// The sides on which a figure fails, beside the one for everyone in the same place, which may be a `part` of another: where a share of
/// everyone is 0 % or 100 % and may be told, so is that of every group, which tells nothing more than how many it is of.
pub(super) fn failed(kind: Kind, threshold: f64, parts: (f64, f64), group: u16, everyone: Option<(f64, f64)>, part: bool) -> Failed {
    let is_a_group = |n: f64, group: u16| primary::is_a_group(threshold, n, group, part);
    let mut failed = primary::test(kind, threshold, parts, is_a_group(parts.1, group));
    if kind == Kind::Proportion && everyone.is_some_and(|(x, n)| (x <= 0.0 || x >= n) && !is_a_group(n, 0)) {
        failed = Failed { all: failed.all, ..Failed::default() };
    }
    failed
}
