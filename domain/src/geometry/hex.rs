//! The hex map (`HexJSON` v1.1, STANDARDS §2).

use serde::{Deserialize, Serialize};

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
