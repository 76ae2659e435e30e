//! Change: whether the latest figure really differs from the one a year before, or only by chance.
//!
//! A year before means the same quarter or month last year, or last year; for years taken together, the ones before them that share
//! none of their years. "Really" is a two-sided test of no difference at 95 %:
//!
//! | what there is | test |
//! |---|---|
//! | proportions with their parts | pooled z of two proportions |
//! | rates with their parts | pooled z of two Poisson rates |
//! | a value with limits on both sides | z of the difference, standard errors from the limits (width ÷ 3.92) |
//! | counts | the recent trend of this and the four years before, at 99.8 % (STANDARDS §4) |
//!
//! The z tests of parts need five expected cases (and, for proportions, five non-cases) on both sides; with fewer, there is too
//! little to say.

use serde::{Deserialize, Serialize};

use crate::{
    measure::{Kind, Polarity},
    period::{Period, PeriodKind},
    statistics::{
        Estimate, Level,
        gap::{Parts, proportion_test, rate_test},
        good,
        rate::count,
        trend::{POINTS, recent_trend},
    },
};

use chrono::{Datelike, Months};

/// Whether a figure has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Better beyond chance.
    Improving,
    /// Worse beyond chance.
    GettingWorse,
    /// No different beyond chance.
    NoRealChange,
    /// Higher beyond chance, where neither is better.
    Higher,
    /// Lower beyond chance, where neither is better.
    Lower,
    /// Too few points, too few cases or no limits to judge by.
    TooFewPoints,
    /// Too many records do not say which group they are of.
    Unknown,
    /// The series breaks at this period.
    NotComparable(Period),
}

impl Change {
    /// The change in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Improving => "Improving",
            Self::GettingWorse => "Getting worse",
            Self::NoRealChange => "No real change",
            Self::Higher => "Higher",
            Self::Lower => "Lower",
            Self::TooFewPoints => "Too few points to say",
            Self::Unknown => "Too many not known",
            Self::NotComparable(_) => "Not comparable",
        }
    }

    /// The reason in a sentence, for a measure of this kind.
    pub fn reason(self, kind: Kind) -> String {
        let what = if kind == Kind::Count { "The trend of five years" } else { "The difference from a year before" };
        match self {
            Self::Improving | Self::GettingWorse | Self::Higher | Self::Lower => format!("{what} is more than chance would give."),
            Self::NoRealChange => format!("{what} is within chance."),
            Self::TooFewPoints => "There are too few points or cases to tell change from chance.".to_owned(),
            Self::Unknown => "Too many records do not say which group they are of.".to_owned(),
            Self::NotComparable(at) => format!("The series breaks at {}, so it cannot be compared with a year before.", at.label()),
        }
    }

    fn beyond_chance(rise: bool, polarity: Polarity) -> Self {
        match (good(polarity, rise), rise) {
            (Some(true), _) => Self::Improving,
            (Some(false), _) => Self::GettingWorse,
            (None, true) => Self::Higher,
            (None, false) => Self::Lower,
        }
    }
}

/// One point of the series of a measure, an area and a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Period.
    pub period: Period,
    /// Numerator and denominator, where known; of a count, only the numerator is read.
    pub parts: Option<Parts>,
    /// Value and 95 % limits, where known.
    pub estimate: Option<Estimate>,
    /// Whether the series breaks here: not comparable with what came before.
    pub break_in_series: bool,
}

/// Whether the latest point of a series (in any order) differs from the one a year before. A point without parts and estimate is a
/// point without a value: where the latest is one, there is nothing to compare.
pub fn change(kind: Kind, polarity: Polarity, series: &[Point]) -> Change {
    let Some(latest) = series.iter().max_by_key(|point| point.period) else { return Change::TooFewPoints };
    let Some(before) = year_before(series, latest) else { return Change::TooFewPoints };
    if let Some(at) = break_between(series, before.period, latest.period) {
        return Change::NotComparable(at);
    }
    let by_parts = latest.parts.zip(before.parts).and_then(|(now, then)| match kind {
        Kind::Proportion | Kind::Rate => Some(of_parts(kind, now, then)),
        Kind::Count | Kind::Mean | Kind::Value => None,
    });
    let z = match by_parts {
        Some(None) => return Change::TooFewPoints,
        Some(z) => z,
        None => latest.estimate.zip(before.estimate).and_then(|(now, then)| of_limits(now, then)),
    };
    match z {
        Some(z) if z.abs() > Level::P95.z() => Change::beyond_chance(z > 0.0, polarity),
        Some(_) => Change::NoRealChange,
        None if kind == Kind::Count => by_trend(series, latest, polarity),
        None => Change::TooFewPoints,
    }
}

/// The z of two proportions or rates; none with too few cases for it.
fn of_parts(kind: Kind, now: Parts, then: Parts) -> Option<f64> {
    const LEAST_EXPECTED: f64 = 5.0;
    let share = (now.count + then.count) / (now.of + then.of);
    let side = if kind == Kind::Proportion { share.min(1.0 - share) } else { share };
    let enough = side * now.of.min(then.of) >= LEAST_EXPECTED;
    let test = if kind == Kind::Proportion { proportion_test(now, then) } else { rate_test(now, then) };
    test.filter(|_| enough).map(|test| test.z)
}

/// The z of two values with limits; none where the limits have no width.
fn of_limits(now: Estimate, then: Estimate) -> Option<f64> {
    let (a, b) = (now.standard_error(), then.standard_error());
    let z = (now.value - then.value) / (a * a + b * b).sqrt();
    z.is_finite().then_some(z)
}

/// The recent trend of counts in steps of a year; none of the points may follow a break.
fn by_trend(series: &[Point], latest: &Point, polarity: Polarity) -> Change {
    let mut points = vec![*latest];
    while points.len() < POINTS {
        let Some(before) = points.last().and_then(|point| year_before(series, point)) else { return Change::TooFewPoints };
        points.push(*before);
    }
    let first = points[points.len() - 1].period;
    if break_between(series, first, latest.period).is_some() {
        return Change::TooFewPoints;
    }
    let estimates: Option<Vec<Estimate>> =
        points.iter().rev().map(|point| point.parts.and_then(|parts| count(parts.count, Level::P95).ok())).collect();
    match estimates.and_then(|estimates| recent_trend(&estimates).ok()) {
        Some(trend) if trend.significant() => Change::beyond_chance(trend.slope > 0.0, polarity),
        Some(_) => Change::NoRealChange,
        None => Change::TooFewPoints,
    }
}

/// The point of the same kind and length that ends a year before, or as many years as are taken together.
fn year_before<'a>(series: &'a [Point], latest: &Point) -> Option<&'a Point> {
    let (start, end) = (latest.period.start(), latest.period.end().succ_opt()?);
    let months = match latest.period.kind() {
        PeriodKind::Pooled => 12 * u32::try_from(end.year() - start.year()).ok()?,
        _ => 12,
    };
    let (start, end) = (start.checked_sub_months(Months::new(months))?, end.checked_sub_months(Months::new(months))?.pred_opt()?);
    let snapshot = latest.period.kind() == PeriodKind::Snapshot;
    series.iter().find(|point| {
        let period = point.period;
        period.kind() == latest.period.kind() && period.start() == start && (snapshot || period.end() == end)
    })
}

/// The latest break after one period and up to another.
fn break_between(series: &[Point], after: Period, until: Period) -> Option<Period> {
    let breaks = series.iter().filter(|point| point.break_in_series && point.period > after && point.period <= until);
    breaks.map(|point| point.period).max()
}

/// Direction of travel: a plain comparison of two values that leaves chance aside (STANDARDS §6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Travel {
    /// Better than before.
    Improved,
    /// Worse than before.
    Worsened,
    /// No different, or by no more than the threshold.
    NoChange,
    /// Higher than before, where neither is better.
    Increased,
    /// Lower than before, where neither is better.
    Decreased,
    /// One of the two is not there.
    NotAvailable,
}

/// Compares two values; a difference of up to `threshold` is no change.
pub fn travel(current: Option<f64>, previous: Option<f64>, polarity: Polarity, threshold: f64) -> Travel {
    let difference = current.zip(previous).map(|(current, previous)| current - previous).filter(|difference| difference.is_finite());
    let Some(difference) = difference else { return Travel::NotAvailable };
    if difference == 0.0 || difference.abs() <= threshold {
        return Travel::NoChange;
    }
    match (good(polarity, difference > 0.0), difference > 0.0) {
        (Some(true), _) => Travel::Improved,
        (Some(false), _) => Travel::Worsened,
        (None, true) => Travel::Increased,
        (None, false) => Travel::Decreased,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(period: &str, count: f64, of: f64) -> Point {
        Point { period: period.parse().unwrap(), parts: Some(Parts { count, of }), estimate: None, break_in_series: false }
    }

    fn valued(period: &str, value: f64, reach: f64) -> Point {
        let estimate = Some(Estimate { value, lower: value - reach, upper: value + reach });
        Point { estimate, parts: None, ..point(period, 0.0, 1.0) }
    }

    #[test]
    fn two_proportions_a_year_apart() {
        let series =
            [point("2022-04-01/P3M", 300.0, 1000.0), point("2023-01-01/P3M", 10.0, 1000.0), point("2023-04-01/P3M", 360.0, 1000.0)];
        assert_eq!(change(Kind::Proportion, Polarity::High, &series), Change::Improving);
        assert_eq!(change(Kind::Proportion, Polarity::Low, &series), Change::GettingWorse);
        assert_eq!(change(Kind::Proportion, Polarity::None, &series), Change::Higher);
        let same = [point("2022-04-01/P3M", 30.0, 100.0), point("2023-04-01/P3M", 36.0, 100.0)];
        assert_eq!(change(Kind::Proportion, Polarity::High, &same), Change::NoRealChange);
        let few = [point("2022-04-01/P3M", 1.0, 100.0), point("2023-04-01/P3M", 4.0, 100.0)];
        assert_eq!(change(Kind::Proportion, Polarity::High, &few), Change::TooFewPoints);
    }

    #[test]
    fn the_edge_of_chance_is_the_pooled_z() {
        // 45 of 120 against 30 of 130: z = 2.486 (STANDARDS' vectors); 84 of 300 against 210 of 900: 1.628.
        let one = [point("2022-04-01/P1Y", 30.0, 130.0), point("2023-04-01/P1Y", 45.0, 120.0)];
        assert_eq!(change(Kind::Proportion, Polarity::High, &one), Change::Improving);
        let two = [point("2022-04-01/P1Y", 210.0, 900.0), point("2023-04-01/P1Y", 84.0, 300.0)];
        assert_eq!(change(Kind::Proportion, Polarity::High, &two), Change::NoRealChange);
        // Poisson rates: 100 and 130 in the same population, z = 30/√230 = 1.98.
        let rates = [point("2022-04-01/P1Y", 130.0, 9000.0), point("2023-04-01/P1Y", 100.0, 9000.0)];
        assert_eq!(change(Kind::Rate, Polarity::Low, &rates), Change::Improving);
    }

    #[test]
    fn values_are_tested_by_their_limits() {
        let far = [valued("2022-04-01/P1Y", 70.0, 2.0), valued("2023-04-01/P1Y", 73.0, 2.0)];
        assert_eq!(change(Kind::Value, Polarity::High, &far), Change::Improving);
        let near = [valued("2022-04-01/P1Y", 70.0, 2.0), valued("2023-04-01/P1Y", 72.0, 2.0)];
        assert_eq!(change(Kind::Mean, Polarity::High, &near), Change::NoRealChange);
        let bare = [valued("2022-04-01/P1Y", 70.0, 0.0), valued("2023-04-01/P1Y", 72.0, 0.0)];
        assert_eq!(change(Kind::Value, Polarity::High, &bare), Change::TooFewPoints);
    }

    #[test]
    fn counts_go_by_the_recent_trend() {
        let years = |counts: [f64; 5]| -> Vec<Point> {
            counts.iter().zip(2019..).map(|(&count, year)| point(&format!("{year}-04-01/P1Y"), count, 1.0)).collect()
        };
        let rising = years([100.0, 130.0, 160.0, 190.0, 220.0]);
        assert_eq!(change(Kind::Count, Polarity::Low, &rising), Change::GettingWorse);
        assert_eq!(change(Kind::Count, Polarity::None, &rising[1..]), Change::TooFewPoints);
        assert_eq!(change(Kind::Count, Polarity::High, &years([100.0, 104.0, 97.0, 101.0, 103.0])), Change::NoRealChange);
        let mut broken = rising;
        broken[1].break_in_series = true;
        assert_eq!(change(Kind::Count, Polarity::Low, &broken), Change::TooFewPoints);
    }

    #[test]
    fn a_break_is_not_crossed() {
        let mut series =
            vec![point("2022-07-01/P3M", 300.0, 1000.0), point("2023-04-01/P3M", 310.0, 1000.0), point("2023-07-01/P3M", 360.0, 1000.0)];
        series[1].break_in_series = true;
        let found = change(Kind::Proportion, Polarity::High, &series);
        assert_eq!(found, Change::NotComparable("2023-04-01/P3M".parse().unwrap()));
        assert!(found.reason(Kind::Proportion).contains("Q1 2023/24"));
        series[1].break_in_series = false;
        series[0].break_in_series = true;
        assert_eq!(change(Kind::Proportion, Polarity::High, &series), Change::Improving);
    }

    #[test]
    fn the_year_before_has_the_same_kind_and_shares_no_days() {
        let pooled = |from: i32, count: f64| point(&format!("{from}-01-01/P3Y"), count, 1000.0);
        let overlapping = [pooled(2020, 300.0), pooled(2021, 400.0)];
        assert_eq!(change(Kind::Proportion, Polarity::High, &overlapping), Change::TooFewPoints);
        let apart = [pooled(2018, 300.0), pooled(2021, 400.0)];
        assert_eq!(change(Kind::Proportion, Polarity::High, &apart), Change::Improving);
        let days = [point("2023-02-28", 300.0, 1000.0), point("2024-02-29", 400.0, 1000.0)];
        assert_eq!(change(Kind::Proportion, Polarity::High, &days), Change::Improving);
        let kinds = [point("2022-01-01/P1Y", 300.0, 1000.0), point("2023-04-01/P1Y", 400.0, 1000.0)];
        assert_eq!(change(Kind::Proportion, Polarity::High, &kinds), Change::TooFewPoints);
        assert_eq!(change(Kind::Proportion, Polarity::High, &[]), Change::TooFewPoints);
    }

    proptest! {
        #[test]
        fn turning_the_years_round_turns_the_change_round(a in 0..500u32, b in 0..500u32) {
            let series = |a: u32, b: u32| [point("2022-04-01/P1Y", f64::from(a), 500.0), point("2023-04-01/P1Y", f64::from(b), 500.0)];
            let (there, back) = (change(Kind::Proportion, Polarity::High, &series(a, b)), change(Kind::Proportion, Polarity::Low, &series(b, a)));
            prop_assert_eq!(there, back);
            if there == Change::Improving { prop_assert!(b > a); }
        }
    }
}
