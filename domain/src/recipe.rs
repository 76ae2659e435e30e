//! Recipes for figures that are made up so that an example can be explored: a folder's `illustrative.toml`.

use serde::{Deserialize, Serialize};

use crate::{
    code::{AreaCode, GroupCode, MeasureCode},
    period::Period,
};

/// Everything that made-up figures are generated from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Illustrative {
    /// The seed: the same seed and folder make the same figures.
    pub seed: u64,
    /// First period.
    pub first: Period,
    /// Last period, of the same kind.
    pub last: Period,
    /// What readers are told.
    pub note: String,
    /// The measure whose one value a ward orders wards by need; higher is needier.
    pub gradient: MeasureCode,
    /// The count measure of residents, by ward and, where known, by group.
    pub population: MeasureCode,
    /// Share of residents, 0 to 1, in groups that the population measure does not give; in file order.
    pub shares: Vec<(GroupCode, f64)>,
    /// One recipe a measure, in file order.
    pub recipes: Vec<Recipe>,
}

/// How one measure's figures are made up. Effects are on the log-odds for a proportion, on the log scale otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// The measure.
    pub measure: MeasureCode,
    /// The city's value in the first period, in the measure's unit.
    pub level: f64,
    /// Denominator a period: residents × base.
    pub base: f64,
    /// Effect of one standard deviation of need.
    pub gradient: f64,
    /// Standard deviation of ward differences not explained by need.
    pub spread: f64,
    /// Change a year.
    pub drift: f64,
    /// Height of the yearly wave.
    pub season: f64,
    /// Standard deviation from period to period.
    pub noise: f64,
    /// A break in the series: its first period.
    pub break_at: Option<Period>,
    /// Size of the break.
    pub break_by: f64,
    /// The last period has not come in.
    pub late: bool,
    /// Share of records, 0 to 1, with the group unknown.
    pub unknown: f64,
    /// Wards that do much worse than the city.
    pub trouble: Vec<AreaCode>,
    /// Effect of a group, in file order.
    pub groups: Vec<(GroupCode, f64)>,
    /// The level of comparators in the first period, in the measure's unit; in file order.
    pub comparators: Vec<(AreaCode, f64)>,
}
