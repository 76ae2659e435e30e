//! Outcomes beyond one plan: the nation's priority outcomes, what of the council's plans serves each, and the outcomes of the whole city.

use serde::{Deserialize, Serialize};

use crate::code::{MeasureCode, OutcomeCode, ThemeCode};

/// What `outcomes.toml` says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcomes {
    /// What the national outcomes are called together: `Local Outcomes Framework`.
    pub framework: String,
    /// Where they were read.
    pub source: String,
    /// Who linked outcomes with measures, and how; shown beside what rests on it.
    pub note: String,
    /// The national outcomes, in order.
    pub national: Vec<National>,
    /// Outcomes of plans, with the measures that show them.
    pub plan: Vec<Shown>,
    /// Outcomes of the whole city, in order.
    pub city: Vec<City>,
}

/// A national outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct National {
    /// Code, unique among them.
    pub code: OutcomeCode,
    /// Title.
    pub title: String,
    /// What is meant.
    pub text: String,
    /// Whether it is context: something a council adds to and does not answer for.
    pub context: bool,
    /// Measures that show it, where no outcome of a plan does.
    pub measures: Vec<MeasureCode>,
}

/// An outcome of a plan, with the measures that show it and the national outcomes that it serves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// Its theme.
    pub theme: ThemeCode,
    /// The outcome, in the theme's words.
    pub outcome: String,
    /// National outcomes that it serves.
    pub serves: Vec<OutcomeCode>,
    /// Measures that show it; the first leads.
    pub measures: Vec<MeasureCode>,
}

/// An outcome of the whole city, which is held against comparators once a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct City {
    /// Code, unique among them.
    pub code: OutcomeCode,
    /// Title.
    pub title: String,
    /// What is meant; blank where the title says it all.
    pub text: String,
    /// National outcomes that it serves.
    pub serves: Vec<OutcomeCode>,
    /// Measures that show it.
    pub measures: Vec<MeasureCode>,
}
