//! Like-for-like wards: the wards nearest to a ward in need and in who lives there, by a recipe that the council publishes.
//!
//! Each input of the recipe is put on one scale: how many standard deviations a ward lies from the mean of all wards (z-score against at
//! least [`FEWEST`] peers, STANDARDS §4). The distance of two wards is the square root of the weighted mean of the squared differences over
//! the inputs that both have. Only released cells are read: what is hidden or was not collected is left out, and the weights of the other
//! inputs count for more.

mod expected;
mod nearest;
mod table;
mod view;

use serde::{Deserialize, Serialize};

pub use expected::{Expected, Standing, expected};
pub use table::{Known, Table};
pub use view::{AlikeView, ExpectedRow, InputRow, alike_view};

use crate::code::{GroupCode, MeasureCode};

/// The fewest wards that are a peer group (STANDARDS §4), and the fewest that a recipe may ask for.
pub const FEWEST: u16 = 5;
/// The most wards that a recipe may ask for.
pub const MOST: u16 = 8;
/// The share of the recipe's weight that two wards must both have figures for.
pub const LEAST_KNOWN: f64 = 2.0 / 3.0;

/// The recipe: what makes wards alike, and how much each of it counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// How many wards are listed, from [`FEWEST`] to [`MOST`].
    pub wards: u16,
    /// Why these inputs and weights, and what is not in them.
    pub note: String,
    /// The inputs.
    pub inputs: Vec<Input>,
}

/// One input of the recipe.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Input {
    /// What it is, in words: `Disabled residents`.
    pub label: String,
    /// The measure. A count of a group is taken as its share of everyone, in %.
    pub measure: MeasureCode,
    /// The group; `everyone` for the total.
    pub group: GroupCode,
    /// How much it counts, above 0; only the relation to the other weights matters.
    pub weight: f64,
}

/// The lists of a release.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Likes {
    /// By area: the areas most like it, nearest first, as indices; empty where there is no list.
    pub lists: Vec<Vec<u16>>,
    /// Whether any figure that they rest on is made up.
    pub made_up: bool,
}
