//! Observations: one value as it was entered, before disclosure control.
//!
//! Nothing here implements `Serialize`: what has not been released cannot be sent. [`crate::disclosure`] is the only door.

use serde::{Deserialize, Serialize};

use crate::{
    code::{AreaCode, GroupCode, MeasureCode, SourceCode},
    period::Period,
};

/// Where a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// A source anyone can check.
    Published,
    /// Entered or imported by the council.
    Council,
    /// Made up, so that the example can be explored.
    Illustrative,
}

/// Why there is no value. Always one of these: a blank has a reason (PRODUCT, honest data).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// Hidden to protect people: `[c]`.
    Suppressed,
    /// Not available: `[x]`.
    NotAvailable,
    /// Cannot apply here: `[z]`.
    NotApplicable,
    /// Nobody collects it for this area or group.
    NotCollected,
    /// Too unreliable to show: `[u]`.
    Unreliable,
    /// Its time has not come.
    NotYetDue,
    /// Due, and not there.
    Late,
}

impl Missing {
    /// Every reason. Frames count by this order: a new one comes last.
    pub const ALL: [Self; 7] =
        [Self::Suppressed, Self::NotAvailable, Self::NotApplicable, Self::NotCollected, Self::Unreliable, Self::NotYetDue, Self::Late];
}

/// Notes on a value that is there (STANDARDS §5, markers).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "the markers are independent of each other")]
pub struct Flags {
    /// `[p]`
    pub provisional: bool,
    /// `[r]`
    pub revised: bool,
    /// `[b]` break in the series: not comparable with what came before.
    pub break_in_series: bool,
    /// `[e]`
    pub estimated: bool,
}

/// The figure of an observation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// A value from its parts. For a count the denominator is absent or the population it is of.
    Parts {
        /// What was counted, or the sum of a mean.
        numerator: f64,
        /// Out of how many.
        denominator: Option<f64>,
    },
    /// A value as it came, with its source's own 95 % limits when given.
    Value {
        /// The value.
        value: f64,
        /// Lower and upper limit, as supplied.
        interval: Option<(f64, f64)>,
    },
    /// No value, and why.
    Missing(Missing),
}

/// One value: measure × area × period × group. Not released, so not serialisable.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Measure.
    pub measure: MeasureCode,
    /// Area.
    pub area: AreaCode,
    /// Period.
    pub period: Period,
    /// Group; `everyone` for the total.
    pub group: GroupCode,
    /// The figure.
    pub figure: Figure,
    /// Notes on it.
    pub flags: Flags,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Its source, when not the measure's.
    pub source: Option<SourceCode>,
}
