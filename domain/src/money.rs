//! Money: what a council plans to spend and expects to, what it is to save, what it lacks and what it keeps, and demand beside it.
//!
//! Every amount is in whole pounds of its own year: nominal prices, not made comparable for inflation. Every item says where it was read, or
//! that it is made up.

pub mod amount;
pub mod delivery;
pub mod demand;
pub mod gateway;
pub mod sums;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::gateway::{Demand, Expected, Frozen, Gateway};
use crate::{
    code::{DirectorateCode, ServiceCode, SourceCode},
    period::Period,
};

/// Whole pounds, at the prices of the year they are of.
pub type Pounds = i64;

/// Where an amount comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A document that anyone can check.
    Published {
        /// The document.
        source: SourceCode,
        /// Where in it.
        place: String,
    },
    /// Made up, so that the example can be explored.
    Illustrative,
}

impl Origin {
    /// Whether it is made up.
    pub fn illustrative(&self) -> bool {
        *self == Self::Illustrative
    }
}

/// Everything a council's folder says of its money.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Money {
    /// Budget, spend and forecast.
    pub lines: Vec<Line>,
    /// What is to be saved.
    pub savings: Vec<Saving>,
    /// What is lacking in years to come.
    pub gaps: Vec<Gap>,
    /// What is kept.
    pub reserves: Vec<Reserve>,
    /// The steps of the financial strategy, in order of time.
    pub steps: Vec<Step>,
    /// What comes in, and what is owed.
    pub income: Vec<Income>,
    /// Other amounts.
    pub others: Vec<Other>,
    /// Days on which demand is held beside money, in order of time.
    pub gateways: Vec<Gateway>,
}

impl Money {
    /// Whether the folder says nothing of money.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Budget, spend and forecast of one year: of the whole council, a directorate, a service, or a part of a service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Financial year.
    pub year: Period,
    /// Directorate; none where the line is of the whole council.
    pub directorate: Option<DirectorateCode>,
    /// Service of it; none where the line is of all the directorate.
    pub service: Option<ServiceCode>,
    /// What of the service it is, where it is a part of it. Parts are shown, and never added up.
    pub part: Option<String>,
    /// What was agreed to spend, less what was expected to come in.
    pub budget: Option<Pounds>,
    /// What was spent until `known`.
    pub spent: Option<Pounds>,
    /// What the year is expected to come to, as told on `known`.
    pub forecast: Option<Pounds>,
    /// Last day that spend and forecast know of.
    pub known: Option<NaiveDate>,
    /// What else has to be said of it.
    pub note: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A scheme that is to save money, in one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Saving {
    /// What is done.
    pub title: String,
    /// Financial year.
    pub year: Period,
    /// Directorate; none where it is of several.
    pub directorate: Option<DirectorateCode>,
    /// Service.
    pub service: Option<ServiceCode>,
    /// What it is to save in the year.
    pub target: Pounds,
    /// What it had saved until `known`.
    pub delivered: Option<Pounds>,
    /// What it is expected to save in the year.
    pub forecast: Option<Pounds>,
    /// Last day that `delivered` and `forecast` know of.
    pub known: Option<NaiveDate>,
    /// What else has to be said of it.
    pub note: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// What would be lacking in a year if nothing changed, as it was told once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// Financial year.
    pub year: Period,
    /// How much.
    pub amount: Pounds,
    /// Day on which it was told.
    pub told: NaiveDate,
    /// Where it comes from.
    pub origin: Origin,
}

/// Money that is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reserve {
    /// What it is called.
    pub title: String,
    /// Day.
    pub on: NaiveDate,
    /// How much there was.
    pub amount: Pounds,
    /// The least that the council means to keep, where that is told.
    pub least: Option<Pounds>,
    /// What else has to be said of it.
    pub note: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A step of the financial strategy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What it is called.
    pub title: String,
    /// What is to be reached.
    pub text: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day on which it is in time.
    pub to: NaiveDate,
    /// What was told of it last: whether it is reached, on which day, and what shows it.
    pub told: Option<Told>,
    /// Where it comes from.
    pub origin: Origin,
}

/// What was told of a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// Day.
    pub on: NaiveDate,
    /// Whether the step was reached by then.
    pub reached: bool,
    /// What shows it.
    pub evidence: String,
}

/// What was to come in during a year, what came, and what is owed still.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Income {
    /// What it is: council tax, business rates, rents, charges.
    pub title: String,
    /// Financial year.
    pub year: Period,
    /// What was to be collected for the year.
    pub due: Pounds,
    /// What was collected of it until `known`.
    pub collected: Pounds,
    /// What was owed from this year and those before on `known`, where that is told.
    pub owed: Option<Pounds>,
    /// Last day that is known.
    pub known: NaiveDate,
    /// Where it comes from.
    pub origin: Origin,
}

/// Another amount that belongs to the picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Other {
    /// What it is.
    pub title: String,
    /// Of when, in words: `2022/23 to 2026/27`.
    pub when: String,
    /// How much.
    pub amount: Pounds,
    /// What else has to be said of it.
    pub note: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    pub(crate) fn year(first: i32) -> Period {
        Period::financial_year(first).unwrap()
    }

    /// A line of a service, known until a day.
    pub(crate) fn line(directorate: &str, service: &str, amounts: [Option<Pounds>; 3], known: &str) -> Line {
        let [budget, spent, forecast] = amounts;
        Line {
            year: year(2025),
            directorate: (!directorate.is_empty()).then(|| directorate.parse().unwrap()),
            service: (!service.is_empty()).then(|| service.parse().unwrap()),
            part: None,
            budget,
            spent,
            forecast,
            known: (!known.is_empty()).then(|| day(known)),
            note: None,
            origin: Origin::Illustrative,
        }
    }

    #[test]
    fn a_folder_of_before_there_was_money_says_nothing_of_it() {
        assert!(Money::default().is_empty());
        let line = line("a", "b", [Some(1), None, None], "");
        assert!(!Money { lines: vec![line], ..Money::default() }.is_empty());
    }
}
