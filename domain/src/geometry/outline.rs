//! Outlines of areas that lie side by side, for neighbourhoods: the edges that no two of them share.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    hex::{Cell, HexMap},
    path::Path,
};

/// The outline of a set of cells: one ring for each separate part and for each hole, in one path for even-odd or plain stroking.
pub fn outline(map: &HexMap, cells: &[Cell]) -> String {
    let cells: BTreeSet<Cell> = cells.iter().copied().collect();
    let mut path = Path::default();
    for ring in around(cells.into_iter().map(|cell| map.layout().corners(cell))) {
        path.ring(ring.into_iter().map(|corner| map.pixel(corner)));
    }
    path.finish()
}

/// The rings around areas, each given by its own rings of points: the edges that are walked once, whichever way. Areas that share a border
/// must have the same points along it.
pub(super) fn around<P: Copy + Ord, R: AsRef<[P]>>(rings: impl IntoIterator<Item = R>) -> Vec<Vec<P>> {
    let mut edges: BTreeSet<(P, P)> = BTreeSet::new();
    for ring in rings {
        let ring = ring.as_ref();
        for (at, &one) in ring.iter().enumerate() {
            let other = ring[(at + 1) % ring.len()];
            let edge = (one.min(other), one.max(other));
            if one != other && !edges.insert(edge) {
                edges.remove(&edge);
            }
        }
    }
    let mut beside: BTreeMap<P, Vec<P>> = BTreeMap::new();
    for (one, other) in edges {
        beside.entry(one).or_default().push(other);
        beside.entry(other).or_default().push(one);
    }
    // Rings come in and go out of each point, so every walk comes back to where it began.
    let mut found = Vec::new();
    while let Some(start) = beside.keys().next().copied() {
        let mut ring = Vec::new();
        let mut at = start;
        while let Some(next) = beside.get_mut(&at).and_then(Vec::pop) {
            if let Some(back) = beside.get_mut(&next) {
                back.retain(|&other| other != at);
            }
            ring.push(at);
            at = next;
            if at == start {
                break;
            }
        }
        beside.retain(|_, near| !near.is_empty());
        found.push(ring);
    }
    found.retain(|ring| ring.len() > 2);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::{
        hex::Layout,
        path::tests::{inside, points},
    };

    fn drawn(layout: Layout, cells: &[Cell]) -> String {
        let map = HexMap::fit(layout, cells, 200.0, 200.0, 4.0);
        outline(&map, cells)
    }

    #[test]
    fn shared_edges_are_left_out() {
        assert_eq!(drawn(Layout::OddR, &[]), "");
        assert_eq!(points(&drawn(Layout::OddR, &[(0, 0)])).len(), 6);
        assert_eq!(points(&drawn(Layout::OddR, &[(0, 0), (1, 0), (1, 0)])).len(), 10);
        assert_eq!(drawn(Layout::OddR, &[(0, 0), (4, 0)]).matches('Z').count(), 2);
    }

    #[test]
    fn a_ring_of_cells_has_an_outside_and_a_hole() {
        for layout in [Layout::OddR, Layout::EvenQ] {
            let path = drawn(layout, &layout.neighbours((0, 0)));
            assert_eq!((path.matches('Z').count(), points(&path).len()), (2, 18 + 6));
        }
    }

    proptest! {
        #[test]
        fn geometry_stays_inside_its_frame(cells in prop::collection::vec((-6..6i32, -6..6i32), 0..40), q_layout in any::<bool>()) {
            let layout = if q_layout { Layout::OddQ } else { Layout::EvenR };
            let path = drawn(layout, &cells);
            prop_assert!(inside(&path, 200.0, 200.0));
            let set: BTreeSet<Cell> = cells.iter().copied().collect();
            let open: usize = set.iter().map(|&cell| layout.neighbours(cell).iter().filter(|near| !set.contains(near)).count()).sum();
            prop_assert_eq!(points(&path).len(), open);
        }
    }
}
