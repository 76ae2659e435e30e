//! Frames: the compact columnar slices of a release that the browser computes from.
//!
//! A [`Cube`] holds one measure of one area: groups × periods. A [`Frame`] is all cubes of one area, or of one measure.
//! A [`Spread`] holds one period of every area and group at the precision shown, for maps and strips.
//!
//! What finds and reads a cell is inlined: a page does so by the thousand, in code that is compiled for size.

mod bytes;
mod codec;
mod rising;
mod spread;

use std::{collections::BTreeMap, sync::Arc};

pub use bytes::FrameError;
pub use rising::Rising;
pub use spread::Spread;

use crate::{
    cell::{Cell, Notes},
    observation::Missing,
};

/// Which groups and periods a cube holds, rising indices into the catalogue. Shared by the many cubes that hold the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shape {
    /// Groups; 0 is everyone.
    pub groups: Rising,
    /// Periods.
    pub periods: Rising,
}

impl Shape {
    /// Of groups and periods in rising order, each once.
    pub fn new(groups: Vec<u16>, periods: Vec<u16>) -> Self {
        Self { groups: groups.into(), periods: periods.into() }
    }

    /// How many cells.
    pub fn len(&self) -> usize {
        self.groups.len() * self.periods.len()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the cell of a group and period is.
    #[inline]
    pub fn at(&self, group: u16, period: u16) -> Option<usize> {
        Some(self.groups.find(group)? * self.periods.len() + self.periods.find(period)?)
    }
}

/// The released figures of one measure of one area.
#[derive(Debug, Clone, PartialEq)]
pub struct Cube {
    /// Area index.
    pub area: u16,
    /// Measure index.
    pub measure: u16,
    /// Groups and periods.
    pub shape: Arc<Shape>,
    /// Cells, group by group, each in the order of its periods.
    pub cells: Vec<Cell>,
    /// Notes on the cells.
    pub notes: Vec<Notes>,
    /// 95 % limits that the source supplied, by place of the cell.
    pub intervals: BTreeMap<u32, (f64, f64)>,
}

impl Cube {
    /// The cell of a group and period, and the notes on it. What the cube does not hold was not collected.
    #[inline]
    pub fn cell(&self, group: u16, period: u16) -> (Cell, Notes) {
        match self.shape.at(group, period) {
            Some(at) => (self.cells[at], self.notes[at]),
            None => (Cell::Missing(Missing::NotCollected), Notes::default()),
        }
    }

    /// The limits that the source supplied with a cell.
    pub fn supplied(&self, group: u16, period: u16) -> Option<(f64, f64)> {
        self.intervals.get(&(self.shape.at(group, period)? as u32)).copied()
    }
}

/// What the cubes of a frame have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slice {
    /// One area, every measure.
    Area(u16),
    /// One measure, every area.
    Measure(u16),
}

/// The cubes of one area or of one measure, ordered by the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// What they have in common.
    pub slice: Slice,
    /// Cubes.
    pub cubes: Vec<Arc<Cube>>,
}

impl Frame {
    /// The cube of a measure (in an area's frame) or of an area (in a measure's).
    #[inline]
    pub fn cube(&self, other: u16) -> Option<&Cube> {
        let key = |cube: &Arc<Cube>| match self.slice {
            Slice::Area(_) => cube.measure,
            Slice::Measure(_) => cube.area,
        };
        // Most frames leave none out, so a cube is where its number says.
        let first = self.cubes.first().map(key)?;
        let guess = self.cubes.get(usize::from(other.wrapping_sub(first))).filter(|cube| key(cube) == other);
        guess.or_else(|| self.cubes.binary_search_by_key(&other, key).ok().map(|at| &self.cubes[at])).map(|cube| &**cube)
    }

    /// The cell of a measure or area, group and period.
    #[inline]
    pub fn cell(&self, other: u16, group: u16, period: u16) -> (Cell, Notes) {
        self.cube(other).map_or((Cell::Missing(Missing::NotCollected), Notes::default()), |cube| cube.cell(group, period))
    }

    /// As bytes.
    pub fn encode(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// From bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        codec::decode(bytes)
    }
}
