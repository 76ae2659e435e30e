//! Measures: what is measured, and how it must be read.

use serde::{Deserialize, Serialize};

use crate::{
    area::AreaType,
    code::{AreaCode, CharacteristicCode, DirectorateCode, MeasureCode, ServiceCode, SourceCode},
    period::Period,
};

/// What kind of number a measure is; says how its value comes from its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 100 × numerator ÷ denominator; the numerator is part of the denominator.
    Proportion,
    /// `per` × numerator ÷ denominator; may exceed `per`.
    Rate,
    /// A number of things or people: the numerator.
    Count,
    /// Numerator ÷ denominator: an average such as days waited.
    Mean,
    /// A figure that comes as it is: years of life, pounds, an index.
    Value,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// Higher is better.
    High,
    /// Lower is better.
    Low,
    /// Best between two limits.
    Range,
    /// Neither is better.
    None,
}

/// How often a figure is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frequency {
    /// Each month.
    Monthly,
    /// Each quarter.
    Quarterly,
    /// Each half of a year.
    HalfYearly,
    /// Each year.
    Annual,
    /// Every two years or more rarely, or only once.
    Occasional,
}

/// How a figure for a longer period or a larger area comes from its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aggregation {
    /// Add up.
    Sum,
    /// Take the latest.
    Last,
    /// Average.
    Mean,
    /// Add numerators, add denominators, divide: never the mean of percentages (STANDARDS §6).
    Ratio,
}

/// How far the council can move the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// The council delivers it.
    Control,
    /// The council shares in it.
    Influence,
    /// It describes the place; no rating.
    Context,
}

/// The lenses of the Triple Lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lens {
    /// Social value.
    SocialValue,
    /// Environment.
    Environment,
    /// Equality and inclusion.
    Equality,
}

/// How disclosure control treats a measure (STANDARDS §5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disclosure {
    /// Counts of 1 to `threshold` − 1 are hidden, on either side of the share.
    Threshold {
        /// Smallest count that is shown.
        threshold: u32,
        /// What the counts shown are multiples of (STANDARDS §5.5); none where they are shown as counted.
        #[serde(default)]
        round_to: Option<u32>,
        /// A word that it shares with measures of the same people, whose figures make up one another: what is hidden of one is hidden of all.
        #[serde(default)]
        linked: Option<String>,
    },
    /// Already public statistics: shown as published.
    Exempt {
        /// Why.
        reason: String,
    },
    /// Not about people.
    Off {
        /// Why.
        reason: String,
    },
}

impl Disclosure {
    /// What the counts shown are multiples of; none where they are shown as counted.
    pub fn round_to(&self) -> Option<u32> {
        match self {
            Self::Threshold { round_to, .. } => *round_to,
            Self::Exempt { .. } | Self::Off { .. } => None,
        }
    }

    /// The word that it shares with the measures it is linked with.
    pub fn linked(&self) -> Option<&str> {
        match self {
            Self::Threshold { linked, .. } => linked.as_deref(),
            Self::Exempt { .. } | Self::Off { .. } => None,
        }
    }
}

/// A measure, with everything a reader needs to trust it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Code.
    pub code: MeasureCode,
    /// Plain-English title, without the unit.
    pub title: String,
    /// What the number is, as in `% of complaints` or `per 1,000 households`.
    pub unit: String,
    /// Put before each value: `£`, or nothing.
    pub prefix: String,
    /// Put after each value: `%`, ` days`, or nothing.
    pub suffix: String,
    /// Decimals shown.
    pub decimals: u8,
    /// Kind of number.
    pub kind: Kind,
    /// Multiplier of a rate: 1,000, 10,000, 100,000; 100 for a proportion, 1 otherwise.
    pub per: u32,
    /// Which way is better.
    pub polarity: Polarity,
    /// How often.
    pub frequency: Frequency,
    /// How it adds up.
    pub aggregation: Aggregation,
    /// The role that answers for it.
    pub owner: String,
    /// Directorate.
    pub directorate: DirectorateCode,
    /// Service.
    pub service: ServiceCode,
    /// Reach.
    pub reach: Reach,
    /// Lenses it serves.
    pub lenses: Vec<Lens>,
    /// What exactly is counted.
    pub definition: String,
    /// How it is worked out.
    pub method: String,
    /// Where it comes from.
    pub source: SourceCode,
    /// What it cannot tell.
    pub caveats: Vec<String>,
    /// The kinds of area it is reported for.
    pub levels: Vec<AreaType>,
    /// The characteristics it is broken down by.
    pub breakdowns: Vec<CharacteristicCode>,
    /// The characteristics it has nothing to do with, and why.
    #[serde(default)]
    pub not_relevant: Vec<(CharacteristicCode, String)>,
    /// Days from the end of a period to when its figure is due.
    pub lag_days: u32,
    /// For a survey, who was asked: its figures are of a sample, and carry base and margin.
    pub survey: Option<String>,
    /// Disclosure policy.
    pub disclosure: Disclosure,
}

impl Measure {
    /// That its counts are rounded, in a sentence; none where they are shown as counted.
    pub fn rounding(&self) -> Option<String> {
        let rest = match self.kind {
            Kind::Proportion => ", and shares are worked out from rounded counts",
            Kind::Rate => ", and rates are worked out from rounded counts",
            Kind::Count | Kind::Mean | Kind::Value => "",
        };
        self.disclosure.round_to().map(|to| format!("Counts are rounded to the nearest {to}{rest}."))
    }
}

/// Who set what level for when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// Measure.
    pub measure: MeasureCode,
    /// Area; none for all areas.
    pub area: Option<AreaCode>,
    /// Observations whose period lies within this one are judged by it.
    pub period: Period,
    /// The target; the lower limit of a range.
    pub value: f64,
    /// Upper limit, for a measure best within a range.
    pub upper: Option<f64>,
    /// How far off is still near.
    pub tolerance: Tolerance,
    /// Role that set it.
    pub set_by: String,
    /// When it was set.
    #[serde(with = "crate::day")]
    pub set_on: chrono::NaiveDate,
    /// Where it comes from.
    pub provenance: crate::observation::Provenance,
    /// Anything a reader should know.
    pub note: Option<String>,
}

/// How far off target is still near it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tolerance {
    /// A share of the target, 0.05 for 5 %.
    Relative(f64),
    /// In the measure's own unit.
    Absolute(f64),
}
