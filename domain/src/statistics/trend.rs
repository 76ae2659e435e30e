//! The recent trend over the latest five independent yearly points (STANDARDS §4).

use serde::{Deserialize, Serialize};

use super::{CannotCalculate, Estimate, finite, gap::Parts, good, parts};
use crate::measure::Polarity;

/// How many points a recent trend takes: the latest five.
pub const POINTS: usize = 5;

/// χ² beyond which a trend is more than chance: 99.8 %, one degree of freedom.
pub const BEYOND_CHANCE: f64 = 9.549_535_706_083_24;

/// A recent trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RecentTrend {
    /// The test of no trend, one degree of freedom.
    pub chi_squared: f64,
    /// The slope a year: of the value, or for proportions of its log-odds.
    pub slope: f64,
    /// Whether all five slopes that leave out one point have the sign of the whole.
    pub consistent: bool,
}

/// What a recent trend says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Increasing, and that is better.
    IncreasingBetter,
    /// Increasing, and that is worse.
    IncreasingWorse,
    /// Increasing, where neither is better.
    Increasing,
    /// Decreasing, and that is better.
    DecreasingBetter,
    /// Decreasing, and that is worse.
    DecreasingWorse,
    /// Decreasing, where neither is better.
    Decreasing,
    /// No trend beyond chance.
    NoRealChange,
}

impl RecentTrend {
    /// Whether the trend is more than chance, and no single point makes it.
    pub fn significant(&self) -> bool {
        self.chi_squared > BEYOND_CHANCE && self.consistent
    }

    /// What it says.
    pub fn direction(&self, polarity: Polarity) -> Direction {
        let up = self.slope > 0.0;
        match (self.significant(), up, good(polarity, up)) {
            (false, ..) => Direction::NoRealChange,
            (true, true, Some(true)) => Direction::IncreasingBetter,
            (true, true, Some(false)) => Direction::IncreasingWorse,
            (true, true, None) => Direction::Increasing,
            (true, false, Some(true)) => Direction::DecreasingBetter,
            (true, false, Some(false)) => Direction::DecreasingWorse,
            (true, false, None) => Direction::Decreasing,
        }
    }
}

fn latest<T: Copy>(points: &[T]) -> Result<[T; POINTS], CannotCalculate> {
    let too_few = CannotCalculate::TooFew { found: points.len() as u32, needed: POINTS as u32 };
    points.last_chunk::<POINTS>().copied().ok_or(too_few)
}

/// The slope of values over their places with weights, over all points but one; none where the weights leave no spread.
fn slope(weights: [f64; POINTS], values: [f64; POINTS], without: Option<usize>) -> Option<f64> {
    let (mut w, mut wt, mut wtt, mut wv, mut wtv) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for i in (0..POINTS).filter(|&i| Some(i) != without) {
        let t = (i + 1) as f64;
        w += weights[i];
        wt += weights[i] * t;
        wtt += weights[i] * t * t;
        wv += weights[i] * values[i];
        wtv += weights[i] * t * values[i];
    }
    let slope = (w * wtv - wt * wv) / (w * wtt - wt * wt);
    slope.is_finite().then_some(slope)
}

/// A slope and whether those that leave out one point agree with its sign.
fn slope_and_agreement(weights: [f64; POINTS], values: [f64; POINTS]) -> Result<(f64, bool), CannotCalculate> {
    let whole = slope(weights, values, None).ok_or(CannotCalculate::NoSpread)?;
    let agrees = |other: f64| (whole > 0.0 && other > 0.0) || (whole < 0.0 && other < 0.0);
    let consistent = (0..POINTS).all(|i| slope(weights, values, Some(i)).is_some_and(agrees));
    Ok((whole, consistent))
}

/// The general form, for values with 95 % limits, oldest first; the latest five are used. The points must be yearly, independent
/// (not rolling, not pooled over shared years) and free of breaks: the caller's to see to.
///
/// Weights `1/se²` with `se = (U − L)/3.92`; `χ² = β²D/Σw`.
pub fn recent_trend(points: &[Estimate]) -> Result<RecentTrend, CannotCalculate> {
    let points = latest(points)?;
    let mut weights = [0.0; POINTS];
    for (weight, point) in weights.iter_mut().zip(&points) {
        finite(&[point.value, point.lower, point.upper])?;
        let error = point.standard_error();
        if error <= 0.0 {
            return Err(CannotCalculate::NoSpread);
        }
        *weight = 1.0 / (error * error);
    }
    let (slope, consistent) = slope_and_agreement(weights, points.map(|point| point.value))?;
    let (mut w, mut wt, mut wtt) = (0.0, 0.0, 0.0);
    for (i, weight) in weights.iter().enumerate() {
        let t = (i + 1) as f64;
        w += weight;
        wt += weight * t;
        wtt += weight * t * t;
    }
    let chi_squared = slope * slope * (w * wtt - wt * wt) / w;
    finite(&[chi_squared])?;
    Ok(RecentTrend { chi_squared, slope, consistent })
}

/// The form for proportions, oldest first; the latest five are used. The χ² test for trend of Cochran (1954) and Armitage (1955); the
/// sign is that of the least-squares slope of the log-odds. A year of none or all cannot be calculated.
pub fn recent_trend_of_proportions(points: &[Parts]) -> Result<RecentTrend, CannotCalculate> {
    let points = latest(points)?;
    let mut odds = [0.0; POINTS];
    for (odds, point) in odds.iter_mut().zip(&points) {
        parts(point.count, point.of)?;
        if point.count > point.of {
            return Err(CannotCalculate::NumeratorAboveDenominator);
        }
        if point.count <= 0.0 || point.count >= point.of {
            return Err(CannotCalculate::AllOrNone);
        }
        *odds = libm::log(point.count / (point.of - point.count));
    }
    let (slope, consistent) = slope_and_agreement([1.0; POINTS], odds)?;
    let (mut n, mut r, mut tn, mut ttn, mut tx) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (i, point) in points.iter().enumerate() {
        let t = (i + 1) as f64;
        n += point.of;
        r += point.count;
        tn += t * point.of;
        ttn += t * t * point.of;
        tx += t * point.count;
    }
    let top = n * tx - r * tn;
    let chi_squared = n * top * top / (r * (n - r) * (n * ttn - tn * tn));
    finite(&[chi_squared])?;
    Ok(RecentTrend { chi_squared, slope, consistent })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(counts: [f64; 5], of: f64) -> Vec<Parts> {
        counts.map(|count| Parts { count, of }).to_vec()
    }

    #[test]
    fn a_steady_fall_is_a_trend() {
        let falling = recent_trend_of_proportions(&shares([300.0, 285.0, 260.0, 241.0, 222.0], 2000.0)).unwrap();
        assert!(falling.significant() && falling.slope < 0.0);
        assert_eq!(falling.direction(Polarity::High), Direction::DecreasingWorse);
        assert_eq!(falling.direction(Polarity::Low), Direction::DecreasingBetter);
        assert_eq!(falling.direction(Polarity::None), Direction::Decreasing);
    }

    #[test]
    fn one_wild_year_is_not_a_trend() {
        let wild = recent_trend_of_proportions(&shares([300.0, 300.0, 300.0, 300.0, 500.0], 2000.0)).unwrap();
        assert!(wild.chi_squared > BEYOND_CHANCE && !wild.consistent);
        assert_eq!(wild.direction(Polarity::High), Direction::NoRealChange);
    }

    #[test]
    fn the_general_form_is_the_weighted_slope() {
        // Values 1 … 5 with se 0.5: β = 1, D/Σw = Σw(t − t̄)² = 4 × 10.
        let points: Vec<Estimate> =
            (1..=5).map(f64::from).map(|value| Estimate { value, lower: value - 0.98, upper: value + 0.98 }).collect();
        let found = recent_trend(&points).unwrap();
        assert!((found.chi_squared - 40.0).abs() < 1e-9 && (found.slope - 1.0).abs() < 1e-12 && found.consistent);
        assert_eq!(found.direction(Polarity::High), Direction::IncreasingBetter);
        let mut longer = vec![Estimate { value: 900.0, lower: 1.0, upper: 2.0 }];
        longer.extend(points);
        assert_eq!(recent_trend(&longer), Ok(found));
    }

    #[test]
    fn what_has_no_trend_says_why() {
        assert_eq!(recent_trend(&[]), Err(CannotCalculate::TooFew { found: 0, needed: 5 }));
        let sharp = [Estimate { value: 1.0, lower: 1.0, upper: 1.0 }; 5];
        assert_eq!(recent_trend(&sharp), Err(CannotCalculate::NoSpread));
        assert_eq!(recent_trend_of_proportions(&shares([1.0, 2.0, 3.0, 4.0, 5.0], 5.0)), Err(CannotCalculate::AllOrNone));
        let flat = recent_trend_of_proportions(&shares([100.0; 5], 200.0)).unwrap();
        assert!(!flat.significant() && !flat.consistent);
    }
}
