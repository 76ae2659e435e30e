//! The rows of a table: its smallest areas, those whose figure for everyone is hidden taken together.
//!
//! Where a figure for everyone is hidden, everything about the area is, and so it is for at least one other part of the same area. Of the
//! two (or more) together everyone is known, but any number of people may have been moved from one to the other; so each hides in the
//! others, and the network only has to know them as one.

use super::{
    link::{Link, Way},
    primary::{Failed, Side, sides},
    table::{Table, failed, people},
};
use crate::measure::Kind;

/// Areas known as one; mostly one area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The areas.
    pub(super) areas: Vec<u16>,
    /// What they are a part of.
    pub(super) parent: Option<u16>,
}

/// The rows of a table, and the areas above them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// Rows.
    pub(super) rows: Vec<Row>,
    /// Areas that others are a part of.
    pub(super) wholes: Vec<u16>,
}

/// The rows of a table as it is: areas that no others are a part of, and areas for which everyone is hidden, of whose parts nothing is then
/// told.
pub(super) fn rows(table: &Table<'_>) -> Rows {
    let areas = table.areas();
    let parent = |area: u16| table.sums.parents[usize::from(area)];
    let covered = |area: u16| std::iter::successors(parent(area), |&above| parent(above)).any(|above| is_hidden(table, above));
    let mut found = Rows::default();
    for &area in areas.iter().filter(|area| !covered(**area)) {
        let hidden = is_hidden(table, area);
        if !hidden && areas.iter().any(|&part| parent(part) == Some(area)) {
            found.wholes.push(area);
            continue;
        }
        let together = match (hidden, parent(area)) {
            // It adds to nothing, and nothing is said about it.
            (true, None) => continue,
            (false, _) => None,
            (true, parent) => found.rows.iter_mut().find(|row| row.parent == parent && is_hidden(table, row.areas[0])),
        };
        match together {
            Some(row) => row.areas.push(area),
            None => found.rows.push(Row { areas: vec![area], parent: parent(area) }),
        }
    }
    found
}

/// Whether everyone is hidden.
pub(super) fn is_hidden(table: &Table<'_>, area: u16) -> bool {
    table.get(area, 0).is_some_and(|everyone| everyone.hidden)
}

/// Whether everyone is hidden, of an area or of what it is a part of.
pub(super) fn is_covered(table: &Table<'_>, area: u16) -> bool {
    std::iter::successors(Some(area), |&at| table.sums.parents[usize::from(at)]).any(|at| is_hidden(table, at))
}

/// A figure of a row: of its areas together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// Numerator and denominator.
    pub(super) parts: (f64, f64),
    /// Which sides must not be told.
    pub(super) failed: Failed,
    /// Whether it is hidden.
    pub(super) hidden: bool,
    /// Whether nothing can hide in it: the periods that it is made of tell it.
    pub(super) fixed: bool,
    /// Whether it is of a group that is not told of anywhere, not even that there is nobody.
    pub(super) blank: bool,
    /// What another release tells of it.
    pub(super) link: Link,
    /// Its figures in the table.
    pub(super) entries: Vec<usize>,
}

impl Piece {
    /// Whether a side must not be told.
    pub(super) fn is_protected_on(&self, side: Side) -> bool {
        self.failed.on(side) || self.link.differs.on(side)
    }
}

/// The areas of a row of which the network knows one figure for each group.
///
/// How far the numerator of a share can move is bounded by its own denominator, so a share that cannot hide among the areas of its row may
/// not be able to with all of them among others: shares stay apart, as if everyone were known of each area.
pub(super) fn known_as_one(table: &Table<'_>, row: &Row) -> Vec<Vec<u16>> {
    if table.kind == Kind::Proportion { row.areas.iter().map(|&area| vec![area]).collect() } else { vec![row.areas.clone()] }
}

/// A figure of areas of a row; none where no area has one with parts.
pub(super) fn piece(table: &Table<'_>, row: &Row, areas: &[u16], group: u16) -> Option<Piece> {
    let entries: Vec<usize> =
        areas.iter().filter_map(|&area| table.at(area, group)).filter(|&at| table.entry(at).parts.is_some()).collect();
    let first = *entries.first()?;
    let sum = |places: &mut dyn Iterator<Item = usize>| {
        places.filter_map(|at| table.entry(at).parts).fold((0.0, 0.0), |sum, parts| (sum.0 + parts.0, sum.1 + parts.1))
    };
    let parts = sum(&mut entries.iter().copied());
    let (failed, link) = if row.areas.len() == 1 {
        (table.entry(first).failed, table.entry(first).link)
    } else {
        // What cannot hide among the areas of the row has to hide among others.
        let stuck = |side: Side| entries.iter().any(|&at| table.entry(at).is_protected_on(side) && !has_room(table, &row.areas, at, side));
        let link = Link::together(table, row, &entries, parts);
        let together = if areas.len() == 1 {
            Failed::default()
        } else {
            failed(
                table.kind,
                table.threshold,
                parts,
                group,
                Some(sum(&mut areas.iter().filter_map(|&area| table.at(area, 0)))),
                row.parent.is_some(),
            )
        };
        let failed = Failed {
            with: together.with || stuck(Side::With),
            without: together.without || stuck(Side::Without),
            all: together.all || stuck(Side::All),
        };
        (failed, link)
    };
    let hidden = entries.iter().any(|&at| table.entry(at).hidden);
    let fixed = entries.iter().any(|&at| table.entry(at).fixed);
    Some(Piece { parts, failed, hidden, fixed, blank: table.is_blank(group), link, entries })
}

/// Whether everyone in areas known as one may be told of them together, and of none alone.
pub(super) fn is_enough(table: &Table<'_>, row: &Row) -> bool {
    sides(table.kind).iter().all(|&side| {
        let everyone = || row.areas.iter().filter_map(|&area| table.at(area, 0)).filter(|&at| table.entry(at).parts.is_some());
        let mut failing = everyone().filter(|&at| table.entry(at).is_protected_on(side)).peekable();
        let together: f64 = everyone().filter_map(|at| table.entry(at).parts).map(|parts| people(parts, side)).sum();
        failing.peek().is_none() || (together >= table.threshold && failing.all(|at| has_room(table, &row.areas, at, side)))
    })
}

/// Whether a figure that fails can be another than it is, among areas of which only the sum is known: by half the threshold for who does not
/// know the threshold, and by one person for who knows it and that the figure fails. People are moved to it from one other area, or from it.
fn has_room(table: &Table<'_>, areas: &[u16], at: usize, side: Side) -> bool {
    table.ways.iter().any(|&way| has_room_in(table, areas, at, side, way))
}

fn has_room_in(table: &Table<'_>, areas: &[u16], at: usize, side: Side, way: Way) -> bool {
    let entry = table.entry(at);
    let number = |area: u16, side: Side| number(table, area, entry.group, side, way);
    let movable = |from: u16, to: u16| movable(table, from, to, entry.group, side, way);
    let others = || areas.iter().copied().filter(|&other| other != entry.area);
    let own = number(entry.area, side);
    let up = others().map(|other| movable(other, entry.area)).fold(0.0, f64::max);
    let down = others().map(|other| movable(entry.area, other)).fold(0.0, f64::max);
    let bounded = table.kind == Kind::Proportion && side != Side::All;
    let out_of = bounded.then(|| number(entry.area, Side::All));
    let least = if table.kind == Kind::Proportion { 0.0 } else { 1.0 };
    let Some(parts) = entry.parts else { return false };
    let rule = entry.link.rule(table.threshold, parts, side, entry.failed);
    // Who knows the rule knows that nothing without people is hidden.
    let gives = |other: &u16| number(*other, side) > least;
    let grows = others().filter(gives).map(|other| movable(other, entry.area)).fold(0.0, f64::max).min(rule.up);
    let shrinks = if own > least { down.min(rule.down) } else { 0.0 };
    up + down >= super::width(table.threshold, out_of) && grows.max(0.0) + shrinks.max(0.0) >= entry.link.open(side)
}

/// How many people of a group could be taken on one side from an area and put on the same side of another, so that every group of both areas
/// together has as many as before: for each other characteristic as many have to be moved, of whatever groups.
fn movable(table: &Table<'_>, from: u16, to: u16, group: u16, side: Side, way: Way) -> f64 {
    let of_group = |group: u16| {
        let there = number(table, from, group, side, way);
        let taken = |other: Side| if moves(table, to, group, way) { there.min(number(table, to, group, other, way)) } else { 0.0 };
        match side {
            // A numerator has room only up to its denominator, which may be known from elsewhere.
            Side::With if table.kind == Kind::Proportion => taken(Side::Without),
            Side::Without if table.kind == Kind::Proportion => taken(Side::With),
            _ if moves(table, to, group, way) => there,
            _ => 0.0,
        }
    };
    let own = table.sums.characteristics[usize::from(group)];
    let others = table.characteristics().iter().copied().filter(|&characteristic| Some(characteristic) != own);
    let everyone = of_group(group).min(of_group(0));
    others.map(|characteristic| table.groups(characteristic).map(of_group).sum::<f64>()).fold(everyone, f64::min)
}

/// Whether a figure, where there is one, can be another than it is in this way.
fn moves(table: &Table<'_>, area: u16, group: u16, way: Way) -> bool {
    table.get(area, group).is_none_or(|entry| !entry.fixed && entry.link.moves(way))
}

/// People on a side of a figure that could be moved; nobody where there is none.
fn number(table: &Table<'_>, area: u16, group: u16, side: Side, way: Way) -> f64 {
    let Some(entry) = table.get(area, group).filter(|entry| !entry.fixed && entry.link.moves(way)) else { return 0.0 };
    entry.parts.map_or(0.0, |parts| entry.link.everywhere(way, parts, |parts| people(parts, side)))
}
