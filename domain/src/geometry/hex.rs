//! The hex map (`HexJSON` v1.1, STANDARDS §2).
//!
//! Corners are held as whole numbers on a lattice until they are drawn, so hexagons that touch share their corners to the digit.
//! On a pointy layout one lattice step is √3/2 of the radius across and 1/2 of it up; on a flat layout the other way round.

use serde::{Deserialize, Serialize};

use super::path::{Path, frame, tenth};
use crate::order::sort_by_key;

/// Which rows or columns are pushed out by half a cell. Parity is of the file's own coordinates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// Pointy tops, odd rows pushed right.
    #[serde(rename = "odd-r")]
    OddR,
    /// Pointy tops, even rows pushed right.
    #[serde(rename = "even-r")]
    EvenR,
    /// Flat tops, odd columns pushed up.
    #[serde(rename = "odd-q")]
    OddQ,
    /// Flat tops, even columns pushed up.
    #[serde(rename = "even-q")]
    EvenQ,
}

/// A cell: column `q` and row `r`, as in the file.
pub type Cell = (i32, i32);

/// A point of the lattice, y upward.
pub(super) type Vertex = (i64, i64);

/// √3/2 and 1/2: the lattice steps, in radii.
const LONG: f64 = 0.866_025_403_784_438_6;
const SHORT: f64 = 0.5;

impl Layout {
    /// Whether hexagons stand on a corner.
    pub fn is_pointy(self) -> bool {
        matches!(self, Self::OddR | Self::EvenR)
    }

    /// 1 where the row or column is pushed out, else 0: parity of the absolute coordinate, also below zero.
    fn push(self, (q, r): Cell) -> i32 {
        match self {
            Self::OddR => r.rem_euclid(2),
            Self::EvenR => 1 - r.rem_euclid(2),
            Self::OddQ => q.rem_euclid(2),
            Self::EvenQ => 1 - q.rem_euclid(2),
        }
    }

    /// Pixels, in radii, of one lattice step across and up.
    fn steps(self) -> (f64, f64) {
        if self.is_pointy() { (LONG, SHORT) } else { (SHORT, LONG) }
    }

    fn lattice(self, cell: Cell) -> Vertex {
        let (q, r, push) = (i64::from(cell.0), i64::from(cell.1), i64::from(self.push(cell)));
        if self.is_pointy() { (2 * q + push, 3 * r) } else { (3 * q, 2 * r + push) }
    }

    /// The corners of a cell on the lattice, clockwise from the top (pointy) or the upper right (flat).
    pub(super) fn corners(self, cell: Cell) -> [Vertex; 6] {
        let (x, y) = self.lattice(cell);
        let around = if self.is_pointy() {
            [(0, 2), (1, 1), (1, -1), (0, -2), (-1, -1), (-1, 1)]
        } else {
            [(1, 1), (2, 0), (1, -1), (-1, -1), (-2, 0), (-1, 1)]
        };
        around.map(|(dx, dy)| (x + dx, y + dy))
    }

    /// The centre of a cell in hexagons of this radius, y upward: STANDARDS §2.
    pub fn centre(self, cell: Cell, radius: f64) -> (f64, f64) {
        let ((x, y), (across, up)) = (self.lattice(cell), self.steps());
        (x as f64 * across * radius, y as f64 * up * radius)
    }

    /// The six cells that touch a cell, clockwise from the upper right (pointy) or the top (flat).
    pub fn neighbours(self, cell: Cell) -> [Cell; 6] {
        let push = self.push(cell);
        let around = if self.is_pointy() {
            [(push, 1), (1, 0), (push, -1), (push - 1, -1), (-1, 0), (push - 1, 1)]
        } else {
            [(0, 1), (1, push), (1, push - 1), (0, -1), (-1, push - 1), (-1, push)]
        };
        around.map(|(dq, dr)| (cell.0.saturating_add(dq), cell.1.saturating_add(dr)))
    }
}

/// The order in which a keyboard walks the cells, as places in `cells`: rows from the top, each from left to right.
pub fn reading_order(layout: Layout, cells: &[Cell]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..cells.len()).collect();
    sort_by_key(&mut order, |&i| {
        let (x, y) = layout.lattice(cells[i]);
        (std::cmp::Reverse(y), x, i)
    });
    order
}

/// A hex map fitted to a frame: as large as fits inside the margin, in the middle.
#[derive(Debug, Clone, PartialEq)]
pub struct HexMap {
    layout: Layout,
    /// Width of the frame.
    pub width: f64,
    /// Height of the frame.
    pub height: f64,
    /// Radius of a hexagon (centre to corner), in pixels, not rounded.
    pub radius: f64,
    /// Pixel of the lattice's origin.
    origin: (f64, f64),
}

impl HexMap {
    /// Fits cells into a frame.
    pub fn fit(layout: Layout, cells: &[Cell], width: f64, height: f64, margin: f64) -> Self {
        let (width, height) = (frame(width), frame(height));
        let margin = frame(margin).min(width / 2.0).min(height / 2.0);
        let corners = cells.iter().flat_map(|&cell| layout.corners(cell));
        let bounds = corners.fold(None, |found: Option<(Vertex, Vertex)>, (x, y)| match found {
            None => Some(((x, y), (x, y))),
            Some((low, high)) => Some(((low.0.min(x), low.1.min(y)), (high.0.max(x), high.1.max(y)))),
        });
        let Some((low, high)) = bounds else { return Self { layout, width, height, radius: 0.0, origin: (0.0, 0.0) } };
        let (across, up) = layout.steps();
        let (wide, tall) = ((high.0 - low.0) as f64 * across, (high.1 - low.1) as f64 * up);
        let radius = ((width - 2.0 * margin) / wide).min((height - 2.0 * margin) / tall).max(0.0);
        let middle = ((low.0 + high.0) as f64 / 2.0 * across, (low.1 + high.1) as f64 / 2.0 * up);
        Self { layout, width, height, radius, origin: (width / 2.0 - middle.0 * radius, height / 2.0 + middle.1 * radius) }
    }

    /// The `viewBox` of the frame.
    pub fn view_box(&self) -> String {
        format!("0 0 {} {}", self.width, self.height)
    }

    /// Where a lattice point is drawn.
    pub(super) fn pixel(&self, (x, y): Vertex) -> (f64, f64) {
        let (across, up) = self.layout.steps();
        let px = self.origin.0 + x as f64 * across * self.radius;
        let py = self.origin.1 - y as f64 * up * self.radius;
        (tenth(px.clamp(0.0, self.width)), tenth(py.clamp(0.0, self.height)))
    }

    /// The layout it was fitted with.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// The centre of a cell.
    pub fn centre(&self, cell: Cell) -> (f64, f64) {
        self.pixel(self.layout.lattice(cell))
    }

    /// The path of a cell's hexagon. Neighbours touch: leave the gap to a stroke in the paper's colour.
    pub fn hexagon(&self, cell: Cell) -> String {
        let mut path = Path::default();
        path.ring(self.layout.corners(cell).map(|corner| self.pixel(corner)));
        path.finish()
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "drawn numbers are equal to the digit or wrong")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::path::tests::{inside, number, points};

    pub(crate) const LAYOUTS: [Layout; 4] = [Layout::OddR, Layout::EvenR, Layout::OddQ, Layout::EvenQ];

    #[test]
    fn centres_follow_the_absolute_parity() {
        for (layout, cell, expected) in [
            (Layout::OddR, (0, 0), (0.0, 0.0)),
            (Layout::OddR, (0, 1), (0.866_025_403_784_438_6, 1.5)),
            (Layout::OddR, (-3, -1), (-4.330_127_018_922_193, -1.5)),
            (Layout::EvenR, (0, 0), (0.866_025_403_784_438_6, 0.0)),
            (Layout::OddQ, (-1, 0), (-1.5, 0.866_025_403_784_438_6)),
            (Layout::EvenQ, (1, 0), (1.5, 0.0)),
        ] {
            let (x, y) = layout.centre(cell, 1.0);
            assert!((x - expected.0).abs() < 1e-12 && (y - expected.1).abs() < 1e-12, "{layout:?} {cell:?}: {x} {y}");
        }
    }

    #[test]
    fn rows_increase_upward_and_are_read_from_the_top() {
        let cells = [(0, 0), (1, 0), (0, 1), (1, 1)];
        let map = HexMap::fit(Layout::OddR, &cells, 100.0, 100.0, 2.0);
        assert!(map.centre((0, 1)).1 < map.centre((0, 0)).1);
        assert_eq!(reading_order(Layout::OddR, &cells), [2, 3, 0, 1]);
        assert_eq!(map.view_box(), "0 0 100 100");
        assert_eq!(points(&map.hexagon((0, 0))).len(), 6);
    }

    #[test]
    fn one_hexagon_fills_its_frame() {
        let map = HexMap::fit(Layout::OddR, &[(5, -3)], 100.0, 100.0, 0.0);
        assert_eq!((map.radius, map.centre((5, -3))), (50.0, (50.0, 50.0)));
        assert_eq!(map.hexagon((5, -3)), "M50 0L93.3 25L93.3 75L50 100L6.7 75L6.7 25Z");
    }

    #[test]
    fn no_cells_and_no_frame_are_an_empty_map() {
        assert_eq!(HexMap::fit(Layout::OddQ, &[], 100.0, 50.0, 2.0).radius, 0.0);
        let map = HexMap::fit(Layout::OddQ, &[(0, 0)], f64::NAN, -1.0, f64::INFINITY);
        assert_eq!(map.hexagon((0, 0)), "M0 0L0 0L0 0L0 0L0 0L0 0Z");
    }

    proptest! {
        #[test]
        fn neighbours_are_mutual_and_at_one_distance(q in -40..40i32, r in -40..40i32, layout in 0..4usize) {
            let layout = LAYOUTS[layout];
            let (x, y) = layout.centre((q, r), 1.0);
            for near in layout.neighbours((q, r)) {
                prop_assert!(layout.neighbours(near).contains(&(q, r)));
                let (nx, ny) = layout.centre(near, 1.0);
                prop_assert!(((nx - x).hypot(ny - y) - 3f64.sqrt()).abs() < 1e-9);
            }
        }

        #[test]
        fn geometry_stays_inside_its_frame(
            cells in prop::collection::vec((any::<i32>(), any::<i32>()), 0..12), layout in 0..4usize,
            width in number(), height in number(), margin in number()
        ) {
            let map = HexMap::fit(LAYOUTS[layout], &cells, width, height, margin);
            prop_assert!(map.radius.is_finite());
            for &cell in &cells {
                prop_assert!(inside(&map.hexagon(cell), map.width, map.height));
            }
        }
    }
}
