//! What a council has promised to those who ask something of it, and which measures tell whether it keeps that.

use serde::{Deserialize, Serialize};

use crate::code::MeasureCode;

/// The page that gathers them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// What the promise is called.
    pub title: String,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// Where it was read.
    pub source: String,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

/// Measures that belong together: the standards, complaints, casework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Title.
    pub title: String,
    /// What they tell, and what they do not.
    pub text: String,
    /// Whether they are standards: each is kept or not, as it is rated.
    pub standards: bool,
    /// Measures, in order.
    pub measures: Vec<MeasureCode>,
    /// Those that are listed ward by ward as well.
    pub by_ward: Vec<MeasureCode>,
}
