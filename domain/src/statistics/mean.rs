//! Means, with Student's interval.

use super::{CannotCalculate, Estimate, Level, distribution::t_two_sided, finite};

/// A mean and its limits `x̄ ± t(n − 1)·s/√n`, from the mean, the standard deviation of the sample and how many it holds.
pub fn mean(mean: f64, deviation: f64, n: u64, level: Level) -> Result<Estimate, CannotCalculate> {
    finite(&[mean, deviation])?;
    if deviation < 0.0 {
        return Err(CannotCalculate::Negative);
    }
    if n < 2 {
        return Err(CannotCalculate::TooFew { found: n as u32, needed: 2 });
    }
    let reach = t_two_sided(level, n - 1)? * deviation / (n as f64).sqrt();
    Estimate { value: mean, lower: mean - reach, upper: mean + reach }.finite()
}

/// The mean of some values and its limits.
pub fn mean_of(values: &[f64], level: Level) -> Result<Estimate, CannotCalculate> {
    if values.len() < 2 {
        return Err(CannotCalculate::TooFew { found: values.len() as u32, needed: 2 });
    }
    finite(values)?;
    let (average, deviation) = moments(values);
    mean(average, deviation, values.len() as u64, level)
}

/// Mean and standard deviation of a sample of at least two.
pub(super) fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let average = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - average) * (value - average)).sum();
    (average, (squares / (n - 1.0)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worked_example() {
        // t(2) at 95 % is 4.302 652 729 911 275; s/√n is 1/√3.
        let found = mean_of(&[1.0, 2.0, 3.0], Level::P95).unwrap();
        assert!((found.value - 2.0).abs() < 1e-12 && (found.upper - 2.0 - 4.302_652_729_911_275 / 3f64.sqrt()).abs() < 1e-9);
        assert!((found.upper + found.lower - 4.0).abs() < 1e-12);
    }

    #[test]
    fn what_has_no_mean_is_refused() {
        assert_eq!(mean_of(&[1.0], Level::P95), Err(CannotCalculate::TooFew { found: 1, needed: 2 }));
        assert_eq!(mean_of(&[1.0, f64::NAN], Level::P95), Err(CannotCalculate::NotFinite));
        assert_eq!(mean(1.0, -1.0, 9, Level::P95), Err(CannotCalculate::Negative));
    }
}
