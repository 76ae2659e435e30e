//! Areas: the places that figures are about (STANDARDS §2).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::code::AreaCode;

/// The part an area plays. What each is called is the council's to say ([`crate::council::Words`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AreaType {
    /// The whole of the council's area: one of these.
    City,
    /// A grouping of wards.
    Neighbourhood,
    /// A ward.
    Ward,
    /// Another council's whole area, to compare with.
    Comparator,
}

/// One area in one boundary set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// GSS code, or the council's own.
    pub code: AreaCode,
    /// Name.
    pub name: String,
    /// Part it plays.
    pub kind: AreaType,
    /// The area it lies in.
    pub parent: Option<AreaCode>,
    /// The set of boundaries it belongs to, such as `WD2023`.
    pub boundary_set: String,
    /// First day of these boundaries.
    #[serde(with = "crate::day::option")]
    pub valid_from: Option<NaiveDate>,
    /// Last day of these boundaries; none while in force.
    #[serde(with = "crate::day::option")]
    pub valid_to: Option<NaiveDate>,
    /// How many councillors it elects.
    pub councillors: Option<u32>,
    /// True where the grouping is made up so that the example can be explored.
    pub illustrative: bool,
    /// Anything a reader should know.
    pub note: Option<String>,
}

impl Area {
    /// Whether its boundaries ended before a day.
    pub fn former(&self, day: NaiveDate) -> bool {
        self.valid_to.is_some_and(|last| last < day)
    }
}

/// A hexagon of the hex map, in the file's own layout (STANDARDS §2, `HexJSON`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hex {
    /// The area it stands for.
    pub area: AreaCode,
    /// Column.
    pub q: i32,
    /// Row; rows increase upward.
    pub r: i32,
}

/// Real boundaries of an area: rings of (longitude, latitude) in degrees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Boundary {
    /// The area it bounds.
    pub area: AreaCode,
    /// Rings, outer and inner alike (even-odd filled).
    pub rings: Vec<Vec<(f64, f64)>>,
}
