//! Counts and rates: exact limits below ten, Byar's from ten on.

use std::sync::OnceLock;

use super::{CannotCalculate, Estimate, Level, distribution::chi_squared_quantile, finite, parts};

/// How limits of a count were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// From the χ² distribution: exact for a Poisson count.
    Exact,
    /// Byar's approximation.
    Byar,
}

/// Below this count the limits are exact.
pub const EXACT_BELOW: f64 = 10.0;

/// Which limits [`count`] and [`rate`] use.
pub fn method(x: f64) -> Method {
    if x < EXACT_BELOW { Method::Exact } else { Method::Byar }
}

/// A count and its limits: `χ²(α/2; 2x)/2` to `χ²(1 − α/2; 2x + 2)/2` below ten, Byar's from ten on (STANDARDS §4).
pub fn count(x: f64, level: Level) -> Result<Estimate, CannotCalculate> {
    // Whole counts below ten, which come by the thousand, are solved once each.
    static SOLVED: [OnceLock<(f64, f64)>; 20] = [const { OnceLock::new() }; 20];
    if method(x) == Method::Byar {
        return byar(x, level);
    }
    let solved = (x >= 0.0 && x.fract() == 0.0).then(|| &SOLVED[x as usize + if level == Level::P95 { 0 } else { 10 }]);
    if let Some(&(lower, upper)) = solved.and_then(OnceLock::get) {
        return Ok(Estimate { value: x, lower, upper });
    }
    let estimate = exact(x, level)?;
    if let Some(solved) = solved {
        let _first = solved.set((estimate.lower, estimate.upper));
    }
    Ok(estimate)
}

/// The exact limits of a Poisson count of at most 90.
pub fn exact(x: f64, level: Level) -> Result<Estimate, CannotCalculate> {
    parts(x, 1.0)?;
    let tail = level.alpha() / 2.0;
    let lower = if x == 0.0 { 0.0 } else { chi_squared_quantile(tail, 2.0 * x)? / 2.0 };
    Estimate { value: x, lower, upper: chi_squared_quantile(1.0 - tail, 2.0 * x + 2.0)? / 2.0 }.finite()
}

/// Byar's limits: `x(1 − 1/9x − z/(3√x))³` and `y(1 − 1/9y + z/(3√y))³` with y = x + 1. Breslow & Day (1987).
pub fn byar(x: f64, level: Level) -> Result<Estimate, CannotCalculate> {
    parts(x, 1.0)?;
    let cube = |base: f64| base * base * base;
    let third = level.z() / 3.0;
    let y = x + 1.0;
    let lower = if x == 0.0 { 0.0 } else { (x * cube(1.0 - 1.0 / (9.0 * x) - third / x.sqrt())).max(0.0) };
    Estimate { value: x, lower, upper: y * cube(1.0 - 1.0 / (9.0 * y) + third / y.sqrt()) }.finite()
}

/// A rate for each `per`: a count over a denominator of which it need not be a part, so it may exceed `per`.
pub fn rate(x: f64, n: f64, per: f64, level: Level) -> Result<Estimate, CannotCalculate> {
    parts(x, n)?;
    finite(&[per])?;
    let estimate = count(x, level)?;
    // Divided last, as a reader would: 9 × 1000 ÷ 4200.
    let scaled = |v: f64| v * per / n;
    Estimate { value: scaled(estimate.value), lower: scaled(estimate.lower), upper: scaled(estimate.upper) }.finite()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn worked_examples() {
        // STANDARDS §4.
        let five = rate(5.0, 100.0, 100.0, Level::P95).unwrap();
        assert_eq!(format!("{:.2} {:.2} {:.2}", five.value, five.lower, five.upper), "5.00 1.62 11.67");
        let many = count(65.0, Level::P95).unwrap();
        assert_eq!(format!("{:.2} {:.2}", many.lower, many.upper), "50.16 82.85");
        let none = count(0.0, Level::P95).unwrap();
        assert!(none.lower == 0.0 && (none.upper - 3.688_879_454_113_935_4).abs() < 1e-12);
        assert_eq!((method(9.9), method(10.0)), (Method::Exact, Method::Byar));
    }

    #[test]
    fn what_cannot_be_a_rate_is_refused() {
        assert_eq!(rate(1.0, 0.0, 100.0, Level::P95), Err(CannotCalculate::NoDenominator));
        assert_eq!(rate(-1.0, 5.0, 100.0, Level::P95), Err(CannotCalculate::Negative));
        assert_eq!(count(f64::INFINITY, Level::P95), Err(CannotCalculate::NotFinite));
        assert_eq!(exact(f64::NAN, Level::P95), Err(CannotCalculate::NotFinite));
    }

    proptest! {
        #[test]
        fn the_limits_hold_the_value(x in 0.0..2000.0f64, n in 1.0..1e6f64) {
            for level in [Level::P95, Level::P998] {
                let found = rate(x, n, 1000.0, level).unwrap();
                prop_assert!(0.0 <= found.lower && found.lower <= found.value && found.value <= found.upper);
            }
        }
    }
}
