//! Control limits: what chance alone would give, across many areas (funnel) or over time (control chart).

use super::{CannotCalculate, Level, finite, parts};

/// Control limits at both levels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Funnel {
    /// 95 % limits, lower and upper.
    pub p95: (f64, f64),
    /// 99.8 % limits, lower and upper.
    pub p998: (f64, f64),
}

/// Limits for a share of `n` when the share of all is `share` (0 to 1): `p ± z√(p(1 − p)/n)`, held within 0 and 1 (STANDARDS §4).
pub fn proportion_funnel(share: f64, n: f64) -> Result<Funnel, CannotCalculate> {
    parts(share, n)?;
    if share > 1.0 {
        return Err(CannotCalculate::NumeratorAboveDenominator);
    }
    Ok(funnel(share, (share * (1.0 - share) / n).sqrt(), 1.0))
}

/// Limits for a rate with denominator `n` when the rate of all is `rate` (in events for each 1): `r ± z√(r/n)`, not below 0.
pub fn rate_funnel(rate: f64, n: f64) -> Result<Funnel, CannotCalculate> {
    parts(rate, n)?;
    Ok(funnel(rate, (rate / n).sqrt(), f64::INFINITY))
}

fn funnel(middle: f64, error: f64, most: f64) -> Funnel {
    let at = |level: Level| ((middle - level.z() * error).max(0.0), (middle + level.z() * error).min(most));
    Funnel { p95: at(Level::P95), p998: at(Level::P998) }
}

/// A control chart of single values (`XmR`).
#[derive(Debug, Clone, PartialEq)]
pub struct ControlChart {
    /// The mean.
    pub centre: f64,
    /// Mean − 2.66 × the mean step between neighbours.
    pub lower: f64,
    /// Mean + 2.66 × the mean step between neighbours.
    pub upper: f64,
    /// Places of values outside the limits.
    pub outside: Vec<usize>,
    /// Places in a run of [`RUN`] or more values on one side of the mean.
    pub shifted: Vec<usize>,
}

/// Fewest points of a control chart (STANDARDS §6).
pub const LEAST_POINTS: usize = 10;

/// Values in a row on one side of the mean that are more than chance: the rule of the NHS's "Making data count".
pub const RUN: usize = 7;

/// A control chart of at least ten values, oldest first. Limits by Shewhart's `XmR` chart: 2.66 = 3 ÷ 1.128.
pub fn control_chart(values: &[f64]) -> Result<ControlChart, CannotCalculate> {
    if values.len() < LEAST_POINTS {
        return Err(CannotCalculate::TooFew { found: values.len() as u32, needed: LEAST_POINTS as u32 });
    }
    finite(values)?;
    let centre = values.iter().sum::<f64>() / values.len() as f64;
    let steps: f64 = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
    let reach = 2.66 * steps / (values.len() - 1) as f64;
    let (lower, upper) = (centre - reach, centre + reach);
    finite(&[lower, upper])?;
    let outside = (0..values.len()).filter(|&i| values[i] < lower || values[i] > upper).collect();
    let side = |value: f64| value.partial_cmp(&centre).unwrap_or(std::cmp::Ordering::Equal);
    let mut shifted = Vec::new();
    let mut start = 0;
    for run in values.chunk_by(|a, b| side(*a) == side(*b)) {
        if run.len() >= RUN && side(run[0]) != std::cmp::Ordering::Equal {
            shifted.extend(start..start + run.len());
        }
        start += run.len();
    }
    Ok(ControlChart { centre, lower, upper, outside, shifted })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_funnel_narrows_with_size() {
        let (small, large) = (proportion_funnel(0.5, 100.0).unwrap(), proportion_funnel(0.5, 400.0).unwrap());
        assert!((small.p95.1 - 0.5 - 1.959_963_984_540_054 * 0.05).abs() < 1e-12);
        assert!((large.p998.1 - 0.5 - 3.090_232_306_167_813_5 * 0.025).abs() < 1e-12);
        let clipped = proportion_funnel(0.01, 10.0).unwrap();
        assert!(clipped.p95.0.abs() < f64::EPSILON && clipped.p998.1 < 1.0);
        assert!(proportion_funnel(1.2, 10.0).is_err() && proportion_funnel(0.5, 0.0).is_err());
        let rate = rate_funnel(4.0, 100.0).unwrap();
        assert!((rate.p95.1 - 4.0 - 1.959_963_984_540_054 * 0.2).abs() < 1e-12);
    }

    #[test]
    fn a_chart_finds_the_odd_one_and_the_shift() {
        let mut values: Vec<f64> = [10.0, 12.0].repeat(6);
        values[5] = 40.0;
        let odd = control_chart(&values).unwrap();
        assert_eq!(odd.outside, [5]);
        let shift: Vec<f64> = (0..16).map(|i| if i < 8 { 10.0 } else { 11.0 } + 0.1 * f64::from(i % 2)).collect();
        assert_eq!(control_chart(&shift).unwrap().shifted, (0..16).collect::<Vec<_>>());
        assert_eq!(control_chart(&[1.0; 10]).unwrap().shifted, Vec::<usize>::new());
        assert_eq!(control_chart(&[1.0; 9]), Err(CannotCalculate::TooFew { found: 9, needed: 10 }));
    }
}
