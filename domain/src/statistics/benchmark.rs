//! Comparison with a benchmark: within chance, or beyond it at one or two levels (STANDARDS §4).

use serde::{Deserialize, Serialize};

use super::{CannotCalculate, Estimate, good};
use crate::measure::Polarity;

/// How an area or group compares with a benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// Better beyond 99.8 %.
    Best,
    /// Better beyond 95 %.
    Better,
    /// No different beyond chance.
    Similar,
    /// Worse beyond 95 %.
    Worse,
    /// Worse beyond 99.8 %.
    Worst,
    /// Higher beyond 99.8 %, where neither is better.
    Highest,
    /// Higher beyond 95 %, where neither is better.
    Higher,
    /// Lower beyond 95 %, where neither is better.
    Lower,
    /// Lower beyond 99.8 %, where neither is better.
    Lowest,
    /// There is no interval, or no benchmark.
    NotCompared,
}

fn beyond(estimate: &Estimate, benchmark: &Estimate) -> Option<bool> {
    // Limits that touch are within chance: the interval holds its limits.
    if benchmark.upper < estimate.lower {
        Some(true)
    } else if benchmark.lower > estimate.upper {
        Some(false)
    } else {
        None
    }
}

fn usable(estimate: &Estimate) -> bool {
    estimate.lower <= estimate.upper && estimate.lower.is_finite() && estimate.upper.is_finite()
}

/// One level: outside the 95 % interval or not. `None` where there is no interval. An area is never to be compared with itself, and
/// only with the same group, kind of period and period: the caller's to see to.
pub fn compare(estimate: Option<Estimate>, benchmark: f64, polarity: Polarity) -> Comparison {
    compare_estimates(estimate, Some(Estimate { value: benchmark, lower: benchmark, upper: benchmark }), polarity)
}

/// One level, where the benchmark has an interval too: different only when the two do not overlap. Stricter than a test of the
/// difference.
pub fn compare_estimates(estimate: Option<Estimate>, benchmark: Option<Estimate>, polarity: Polarity) -> Comparison {
    let Some((estimate, benchmark)) = estimate.filter(usable).zip(benchmark.filter(usable)) else { return Comparison::NotCompared };
    match beyond(&estimate, &benchmark) {
        None => Comparison::Similar,
        Some(higher) => match good(polarity, higher) {
            Some(true) => Comparison::Better,
            Some(false) => Comparison::Worse,
            None if higher => Comparison::Higher,
            None => Comparison::Lower,
        },
    }
}

/// Two levels: outside 95 % but inside 99.8 %, or outside both.
pub fn compare_at_two_levels(p95: Option<Estimate>, p998: Option<Estimate>, benchmark: f64, polarity: Polarity) -> Comparison {
    let (near, far) = (compare(p95, benchmark, polarity), compare(p998, benchmark, polarity));
    match (near, far) {
        (_, Comparison::NotCompared) => Comparison::NotCompared,
        (Comparison::Better, Comparison::Better) => Comparison::Best,
        (Comparison::Worse, Comparison::Worse) => Comparison::Worst,
        (Comparison::Higher, Comparison::Higher) => Comparison::Highest,
        (Comparison::Lower, Comparison::Lower) => Comparison::Lowest,
        (near, _) => near,
    }
}

/// How many standard deviations a value is from the mean of its peers; it takes five of them (STANDARDS §4).
pub fn z_score(value: f64, peers: &[f64]) -> Result<f64, CannotCalculate> {
    super::finite(peers)?;
    super::finite(&[value])?;
    if peers.len() < 5 {
        return Err(CannotCalculate::TooFew { found: peers.len() as u32, needed: 5 });
    }
    let (mean, deviation) = super::mean::moments(peers);
    if deviation > 0.0 { Ok((value - mean) / deviation) } else { Err(CannotCalculate::NoSpread) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lower: f64, upper: f64) -> Estimate {
        Estimate { value: f64::midpoint(lower, upper), lower, upper }
    }

    #[test]
    fn limits_are_inside() {
        assert_eq!(compare(Some(at(10.0, 20.0)), 20.0, Polarity::High), Comparison::Similar);
        assert_eq!(compare(Some(at(10.0, 20.0)), 20.1, Polarity::High), Comparison::Worse);
        assert_eq!(compare(Some(at(10.0, 20.0)), 20.1, Polarity::Low), Comparison::Better);
        assert_eq!(compare(Some(at(10.0, 20.0)), 9.9, Polarity::None), Comparison::Higher);
        assert_eq!(compare(Some(at(10.0, 20.0)), 30.0, Polarity::Range), Comparison::Lower);
        assert_eq!(compare(None, 9.9, Polarity::High), Comparison::NotCompared);
        assert_eq!(compare(Some(at(10.0, 20.0)), f64::NAN, Polarity::High), Comparison::NotCompared);
    }

    #[test]
    fn two_levels() {
        let (p95, p998) = (Some(at(10.0, 20.0)), Some(at(5.0, 25.0)));
        let found = [22.0, 26.0, 15.0, 4.0].map(|b| compare_at_two_levels(p95, p998, b, Polarity::High));
        assert_eq!(found, [Comparison::Worse, Comparison::Worst, Comparison::Similar, Comparison::Best]);
        assert_eq!(compare_at_two_levels(p95, p998, 26.0, Polarity::None), Comparison::Lowest);
        assert_eq!(compare_at_two_levels(p95, None, 26.0, Polarity::None), Comparison::NotCompared);
    }

    #[test]
    fn two_intervals_differ_when_they_do_not_overlap() {
        assert_eq!(compare_estimates(Some(at(10.0, 20.0)), Some(at(19.0, 30.0)), Polarity::High), Comparison::Similar);
        assert_eq!(compare_estimates(Some(at(10.0, 20.0)), Some(at(21.0, 30.0)), Polarity::High), Comparison::Worse);
    }

    #[test]
    fn peers() {
        assert!((z_score(5.0, &[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap() - 2.0 / 2.5f64.sqrt()).abs() < 1e-12);
        assert_eq!(z_score(5.0, &[1.0; 5]), Err(CannotCalculate::NoSpread));
        assert_eq!(z_score(5.0, &[1.0, 2.0]), Err(CannotCalculate::TooFew { found: 2, needed: 5 }));
    }
}
