//! Outlines of groups of cells on the hex map, for neighbourhoods: the edges that no two cells of the group share.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    hex::{Cell, HexMap, Vertex},
    path::Path,
};

/// The outline of a set of cells: one ring for each separate part and for each hole, in one path for even-odd or plain stroking.
pub fn outline(map: &HexMap, cells: &[Cell]) -> String {
    let mut edges: BTreeSet<(Vertex, Vertex)> = BTreeSet::new();
    for &cell in cells {
        let corners = map.layout().corners(cell);
        edges.extend((0..6).map(|i| (corners[i], corners[(i + 1) % 6])));
    }
    // A shared edge is walked once each way. Three hexagons meet at a corner, so at most one edge is left that leaves it.
    let mut after: BTreeMap<Vertex, Vertex> = BTreeMap::new();
    after.extend(edges.iter().filter(|&&(from, to)| !edges.contains(&(to, from))).copied());
    let mut path = Path::default();
    while let Some((start, mut at)) = after.pop_first() {
        let mut ring = vec![map.pixel(start)];
        while let Some(next) = after.remove(&at) {
            ring.push(map.pixel(at));
            at = next;
        }
        path.ring(ring);
    }
    path.finish()
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
