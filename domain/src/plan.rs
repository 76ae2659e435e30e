//! Plans: what a council says it will do, theme by theme.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    code::{MeasureCode, PlanCode, ThemeCode},
    measure::Lens,
};

/// A plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Code.
    pub code: PlanCode,
    /// Title.
    pub title: String,
    /// What its themes are called, one and many: `pillar`, `pillars`.
    pub theme_word: (String, String),
    /// First day.
    #[serde(with = "crate::day")]
    pub starts: NaiveDate,
    /// Last day.
    #[serde(with = "crate::day")]
    pub ends: NaiveDate,
    /// Whether it is the plan in force.
    pub current: bool,
    /// One paragraph: what it is and how it is reported.
    pub summary: String,
    /// Where it was read.
    pub source: String,
    /// Its themes, in order.
    pub themes: Vec<Theme>,
}

/// A theme of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Code, unique in the council: the address of its page.
    pub code: ThemeCode,
    /// Title.
    pub title: String,
    /// Short title for tight places.
    pub short: String,
    /// One or two sentences on why it matters.
    pub summary: String,
    /// Roles that answer for it.
    pub accountable: Vec<String>,
    /// What it wants to achieve.
    pub outcomes: Vec<String>,
    /// What it will focus on.
    pub priorities: Vec<String>,
    /// What it will do, by phase.
    pub actions: Vec<Phase>,
    /// What residents get.
    pub benefits_residents: Vec<String>,
    /// What ward councillors get.
    pub benefits_councillors: Vec<String>,
    /// Triple Lock commitments.
    pub triple_lock: Vec<LensCommitments>,
    /// What it promises to measure, and the measures that do.
    pub promises: Vec<Promise>,
}

/// Actions of one phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    /// Name of the phase, such as `2022 to 2023`.
    pub name: String,
    /// Actions.
    pub actions: Vec<String>,
}

/// Commitments under one lens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LensCommitments {
    /// Lens.
    pub lens: Lens,
    /// Commitments.
    pub commitments: Vec<String>,
}

/// A promise to measure something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Promise {
    /// What the plan says it will measure.
    pub text: String,
    /// The measures that show it; the first leads.
    pub measures: Vec<MeasureCode>,
}
