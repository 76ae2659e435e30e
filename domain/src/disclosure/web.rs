//! The network of a table by one characteristic, and how far its hidden figures can be told.

use std::collections::BTreeMap;

use super::{
    link::{Rule, Way},
    network::Network,
    primary::{Side, sides, width},
    rows::{Piece, Row, Rows, known_as_one, piece},
    table::{Table, people},
};
use crate::measure::Kind;

/// The figures of a table by one characteristic.
pub(super) struct Web {
    network: Network,
    /// The figures, in the order of the network's arcs.
    pub(super) pieces: Vec<Piece>,
    /// The row of each, none for an area that others are a part of.
    pub(super) row: Vec<Option<usize>>,
    kind: Kind,
    threshold: f64,
    ways: &'static [Way],
}

impl Web {
    /// The figures by a characteristic. For every row the sum over its groups is taken to be known, and for every area that others are
    /// a part of the sum over these, whether or not it is published: an intruder may have it from elsewhere.
    pub(super) fn of(table: &Table<'_>, rows: &Rows, characteristic: u16) -> Self {
        let groups: Vec<u16> = table.groups(characteristic).collect();
        let parent = |area: u16| table.sums.parents[usize::from(area)];
        let of_groups = |row: &Row, areas: &[u16]| groups.iter().map(|&group| piece(table, row, areas, group)).collect::<Vec<_>>();
        // Figures that add up to everyone: the row that they are of, what that is a part of, and the figure of each group.
        let mut lines = Vec::new();
        for (at, row) in rows.rows.iter().enumerate() {
            lines.extend(known_as_one(table, row).into_iter().map(|areas| (Some(at), row.parent, of_groups(row, &areas))));
        }
        let wholes: Vec<(u16, Vec<Option<Piece>>)> =
            rows.wholes.iter().map(|&area| (area, of_groups(&Row { areas: vec![area], parent: parent(area) }, &[area]))).collect();
        let mut web = Self {
            network: Network::default(),
            pieces: Vec::new(),
            row: Vec::new(),
            kind: table.kind,
            threshold: table.threshold,
            ways: table.ways,
        };
        let ground = web.network.node();
        // The sum over its parts, of each area and group of which a part has a figure.
        let mut sums: BTreeMap<(u16, u16), usize> = BTreeMap::new();
        let below =
            lines.iter().map(|(_, above, pieces)| (*above, pieces)).chain(wholes.iter().map(|(area, pieces)| (parent(*area), pieces)));
        for (above, pieces) in below {
            for (&group, _) in groups.iter().zip(pieces).filter(|(_, piece)| piece.is_some()) {
                if let Some(above) = above {
                    sums.entry((above, group)).or_insert_with(|| web.network.node());
                }
            }
        }
        let sum = |above: Option<u16>, group: u16| above.and_then(|above| sums.get(&(above, group)).copied());
        for (row, above, pieces) in lines {
            let own = web.network.node();
            for (&group, piece) in groups.iter().zip(pieces) {
                web.add(own, sum(above, group).unwrap_or(ground), piece, row);
            }
        }
        for (area, pieces) in wholes {
            // Groups of which no part has a figure add up among themselves.
            let own = web.network.node();
            for (&group, piece) in groups.iter().zip(pieces) {
                web.add(sum(Some(area), group).unwrap_or(own), sum(parent(area), group).unwrap_or(ground), piece, None);
            }
        }
        web
    }

    fn add(&mut self, tail: usize, head: usize, piece: Option<Piece>, row: Option<usize>) {
        if let Some(piece) = piece {
            self.network.arc(tail, head);
            self.pieces.push(piece);
            self.row.push(row);
        }
    }

    /// The cheapest figures to hide beside a figure so that it cannot be told. None where there are none.
    pub(super) fn partners(&self, at: usize, cost: impl Fn(usize) -> f64) -> Option<Vec<usize>> {
        let mut partners: Vec<usize> = Vec::new();
        for side in sides(self.kind).iter().copied().filter(|&side| self.pieces[at].is_protected_on(side)) {
            let found = self.ways.iter().find_map(|&way| self.partners_in(at, side, way, &partners, &cost))?;
            partners.extend(found);
        }
        Some(partners)
    }

    /// The same for one side, one way, where some are partners already.
    fn partners_in(&self, at: usize, side: Side, way: Way, already: &[usize], cost: impl Fn(usize) -> f64) -> Option<Vec<usize>> {
        let ends = self.network.ends(at);
        let mut partners = already.to_vec();
        for (amount, own, others) in self.attacks(at, side) {
            let room = |arc: usize, grow: bool| self.room(arc, side, grow, others, way);
            let cost = |arc: usize| if partners.contains(&arc) { 0.0 } else { cost(arc) };
            let grow = self.room(at, side, true, own, way).min(amount);
            let (up, mut found) = self.network.cheapest((ends.head, ends.tail), at, grow, room, cost);
            let shrink = self.room(at, side, false, own, way).min(amount - up);
            let (down, below) = self.network.cheapest((ends.tail, ends.head), at, shrink, room, cost);
            if up + down < amount {
                return None;
            }
            found.extend(below);
            partners.extend(found);
        }
        Some(partners)
    }

    /// Whether a side of a figure that needs protection can be told.
    pub(super) fn is_told(&self, at: usize) -> bool {
        let mut protected = sides(self.kind).iter().copied().filter(|&side| self.pieces[at].is_protected_on(side));
        protected.any(|side| self.ways.iter().all(|&way| self.is_told_in(at, side, way)))
    }

    /// Whether it can be told, where only figures that can be others in this way are.
    fn is_told_in(&self, at: usize, side: Side, way: Way) -> bool {
        let ends = self.network.ends(at);
        self.attacks(at, side).into_iter().any(|(amount, own, others)| {
            let room = |arc: usize, grow: bool| if self.pieces[arc].hidden { self.room(arc, side, grow, others, way) } else { 0.0 };
            let grow = self.room(at, side, true, own, way).min(amount);
            let up = self.network.flow((ends.head, ends.tail), at, grow, room);
            let shrink = self.room(at, side, false, own, way).min(amount - up);
            let down = self.network.flow((ends.tail, ends.head), at, shrink, room);
            up + down < amount
        })
    }

    /// How far apart the smallest and the largest value of a side must be, in people, and what is known then of the figure and of others: for
    /// who knows all sums, and for who also knows the threshold.
    fn attacks(&self, at: usize, side: Side) -> [(f64, Knows, Knows); 2] {
        let share = self.kind == Kind::Proportion && side != Side::All;
        let enough = width(self.threshold, share.then_some(self.pieces[at].parts.1));
        [(enough, Knows::Sums, Knows::Sums), (self.pieces[at].link.open(side), Knows::Fails, Knows::Hidden)]
    }

    /// By how many people a side of a figure could grow or shrink if nothing else held it. Who knows the rule knows of the figure attacked
    /// that it fails, and of any other that it is hidden, which nothing without people is.
    fn room(&self, arc: usize, side: Side, grow: bool, knows: Knows, way: Way) -> f64 {
        let piece = &self.pieces[arc];
        // That there is nobody may be known from elsewhere: none hides in it, unless its group is told of nowhere (STANDARDS §5.3).
        let known_empty = people(piece.parts, side) <= 0.0 && !piece.blank && !piece.is_protected_on(side);
        if piece.fixed || known_empty || !piece.link.moves(way) {
            return 0.0;
        }
        let share = self.kind == Kind::Proportion;
        let least = if knows == Knows::Sums || share || piece.blank { 0.0 } else { 1.0 };
        let rule = if knows == Knows::Fails { piece.link.rule(self.threshold, piece.parts, side, piece.failed) } else { Rule::NONE };
        let of = |parts: (f64, f64)| match (grow, side) {
            (false, _) => (people(parts, side) - least).max(0.0),
            // Denominators may be known from elsewhere, so who is not on one side is on the other.
            (true, Side::With) if share => people(parts, Side::Without),
            (true, Side::Without) if share => people(parts, Side::With),
            (true, _) => f64::INFINITY,
        };
        let limit = if grow { rule.up } else { rule.down };
        piece.link.everywhere(way, piece.parts, of).min(limit)
    }
}

/// What is known of a figure beside the sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Knows {
    /// That nobody counts less than none.
    Sums,
    /// The rule: that it is hidden, so that there is somebody.
    Hidden,
    /// The rule, and that it fails.
    Fails,
}
