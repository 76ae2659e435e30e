//! Proportions, with Wilson's interval.

use super::{CannotCalculate, Estimate, Level, parts};

/// A share from 0 to 1 and its Wilson score limits: `(2x + z² ± z√(z² + 4x(1 − x/n))) / 2(n + z²)`.
///
/// Wilson (1927), as in the PHE Technical Guide on confidence intervals (STANDARDS §4). Multiply by 100 for per cent.
pub fn wilson(x: f64, n: f64, level: Level) -> Result<Estimate, CannotCalculate> {
    parts(x, n)?;
    if x > n {
        return Err(CannotCalculate::NumeratorAboveDenominator);
    }
    let z = level.z();
    let (middle, reach) = (2.0 * x + z * z, z * (z * z + 4.0 * x * (1.0 - x / n)).sqrt());
    let under = 2.0 * (n + z * z);
    // At none and at all the limit is exactly 0 or 1; the formula misses it by the last bit.
    let lower = if x == 0.0 { 0.0 } else { ((middle - reach) / under).max(0.0) };
    let upper = if x >= n { 1.0 } else { ((middle + reach) / under).min(1.0) };
    Estimate { value: x / n, lower, upper }.finite()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn worked_example() {
        // STANDARDS §4: 65 of 100 is 65 % (55.25, 73.64).
        let found = wilson(65.0, 100.0, Level::P95).unwrap().times(100.0);
        assert_eq!(format!("{:.0} {:.2} {:.2}", found.value, found.lower, found.upper), "65 55.25 73.64");
        let none = wilson(0.0, 10.0, Level::P95).unwrap();
        assert!(none.lower == 0.0 && (none.upper - 0.277_532_799_862_888_9).abs() < 1e-12);
    }

    #[test]
    fn what_cannot_be_a_share_is_refused() {
        assert_eq!(wilson(3.0, 2.0, Level::P95), Err(CannotCalculate::NumeratorAboveDenominator));
        assert_eq!(wilson(0.0, 0.0, Level::P95), Err(CannotCalculate::NoDenominator));
        assert_eq!(wilson(-1.0, 2.0, Level::P95), Err(CannotCalculate::Negative));
        assert_eq!(wilson(f64::NAN, 2.0, Level::P95), Err(CannotCalculate::NotFinite));
    }

    proptest! {
        #[test]
        fn the_limits_hold_the_value(n in 1..100_000u32, share in 0.0..=1.0f64) {
            let x = (f64::from(n) * share).floor();
            let (narrow, wide) = (wilson(x, f64::from(n), Level::P95).unwrap(), wilson(x, f64::from(n), Level::P998).unwrap());
            prop_assert!(0.0 <= wide.lower && wide.lower <= narrow.lower && narrow.lower <= narrow.value);
            prop_assert!(narrow.value <= narrow.upper && narrow.upper <= wide.upper && wide.upper <= 1.0);
        }
    }
}
