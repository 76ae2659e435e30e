//! Rulers: axis limits and ticks at round numbers.

/// A ruler.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruler {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Values of the ticks, from the lower end to the upper.
    pub ticks: Vec<f64>,
    /// Decimals that the ticks need.
    pub decimals: u8,
}

/// Largest number on a ruler; far beyond any figure, and every step below it is exact.
const FAR: f64 = 1e12;
/// Most ticks a ruler may have.
const MOST: usize = 20;

/// A ruler over two values in about so many steps of 1, 2 or 5 times a power of ten, that ends at or beyond them.
///
/// `bounds` is what the values cannot pass (0 and 100 for a percentage, 0 and infinity for a count); the ruler stops there.
/// Equal values get a ruler around them, values that are not finite one from 0 to 1 (or the bounds).
pub fn ruler(low: f64, high: f64, steps: usize, bounds: (f64, f64)) -> Ruler {
    let floor = if bounds.0.is_finite() { bounds.0.clamp(-FAR, FAR) } else { -FAR };
    let ceiling = if bounds.1.is_finite() { bounds.1.clamp(-FAR, FAR) } else { FAR };
    let (floor, ceiling) = (floor.min(ceiling), floor.max(ceiling));
    let (low, high) = match (low.is_finite(), high.is_finite()) {
        (true, true) => (low.min(high), low.max(high)),
        (true, false) => (low, low),
        (false, true) => (high, high),
        (false, false) => (0.0, 1.0),
    };
    let (mut low, mut high) = (low.clamp(floor, ceiling), high.clamp(floor, ceiling));
    // Below a thousand-millionth of their size, two numbers differ by noise.
    let noise = (low.abs().max(high.abs()) * 1e-9).max(1e-9);
    if high - low < noise {
        let room = (low.abs() * 0.1).max(if low == 0.0 { 1.0 } else { noise });
        (low, high) = ((low - room).max(floor), (high + room).min(ceiling));
    }
    let parts = steps.clamp(1, MOST / 2);
    let Step { size, decimals } = Step::about((high - low) / parts as f64);
    let unit = size.0 / size.1;
    // The slack lets a limit that is a tick but for the last bit stay where it is.
    let (first, last) = ((low / unit + 1e-6).floor(), (high / unit - 1e-6).ceil());
    let count = ((last - first).clamp(0.0, MOST as f64)) as usize;
    let mut ticks: Vec<f64> =
        (0..=count).map(|i| (first + i as f64) * size.0 / size.1 + 0.0).filter(|tick| (floor..=ceiling).contains(tick)).collect();
    let (low, high) = (ticks.first().copied().unwrap_or(low).min(low), ticks.last().copied().unwrap_or(high).max(high));
    if ticks.is_empty() {
        ticks = vec![low, high];
        ticks.dedup();
    }
    Ruler { low, high, ticks, decimals }
}

/// A ruler for percentages: within 0 and 100.
pub fn percent_ruler(low: f64, high: f64, steps: usize) -> Ruler {
    ruler(low, high, steps, (0.0, 100.0))
}

/// A step of 1, 2 or 5 times a power of ten, as a numerator and a denominator that are both whole.
struct Step {
    size: (f64, f64),
    decimals: u8,
}

impl Step {
    /// The smallest step that is no smaller than `wanted`.
    fn about(wanted: f64) -> Self {
        let mut power = (1.0, 1.0);
        let mut decimals = 0u8;
        while power.0 / power.1 >= wanted && decimals < 12 {
            power.1 *= 10.0;
            decimals += 1;
        }
        while 10.0 * power.0 / power.1 < wanted && power.0 < FAR {
            power.0 *= 10.0;
        }
        let base = power.0 / power.1;
        let times = [1.0, 2.0, 5.0, 10.0].into_iter().find(|times| times * base >= wanted * (1.0 - 1e-9)).unwrap_or(10.0);
        let decimals = if times >= 10.0 { decimals.saturating_sub(1) } else { decimals };
        Self { size: (power.0 * times, power.1), decimals }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "drawn numbers are equal to the digit or wrong")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::path::tests::number;

    #[test]
    fn ticks_are_round() {
        for (low, high, steps, ticks, decimals) in [
            (28.0, 82.0, 4, vec![20.0, 40.0, 60.0, 80.0, 100.0], 0),
            (0.0, 1.0, 5, vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0], 1),
            (63.2, 64.1, 5, vec![63.2, 63.4, 63.6, 63.8, 64.0, 64.2], 1),
            (0.0, 100.0, 5, vec![0.0, 20.0, 40.0, 60.0, 80.0, 100.0], 0),
            (97.0, 99.9, 3, vec![97.0, 98.0, 99.0, 100.0], 0),
        ] {
            let found = percent_ruler(low, high, steps);
            assert_eq!((found.ticks, found.decimals), (ticks, decimals), "{low} {high}");
        }
        let money = ruler(-1_250.0, 48_000.0, 5, (f64::NEG_INFINITY, f64::INFINITY));
        assert_eq!(money.ticks, [-10_000.0, 0.0, 10_000.0, 20_000.0, 30_000.0, 40_000.0, 50_000.0]);
    }

    #[test]
    fn equal_and_absent_limits_give_a_ruler() {
        let around = percent_ruler(50.0, 50.0, 2);
        assert!(around.low < 50.0 && around.high > 50.0);
        let full = percent_ruler(100.0, 100.0, 4);
        assert!(full.low < 100.0 && full.high == 100.0);
        assert_eq!(percent_ruler(f64::NAN, f64::INFINITY, 2).low, 0.0);
        let stuck = ruler(5.0, 5.0, 3, (5.0, 5.0));
        assert_eq!((stuck.low, stuck.high, stuck.ticks), (5.0, 5.0, vec![5.0]));
    }

    proptest! {
        #[test]
        fn geometry_stays_inside_its_frame(low in number(), high in number(), steps in 0..12usize, a in number(), b in number()) {
            let found = ruler(low, high, steps, (a, b));
            prop_assert!(found.low.is_finite() && found.high.is_finite() && found.low <= found.high);
            prop_assert!(!found.ticks.is_empty() && found.ticks.len() <= MOST + 1);
            prop_assert!(found.ticks.iter().all(|tick| tick.is_finite() && (found.low..=found.high).contains(tick)));
            prop_assert!(found.ticks.windows(2).all(|pair| pair[0] < pair[1]));
        }

        #[test]
        fn a_ruler_holds_its_values(low in -1e6..1e6f64, span in 1e-3..1e6f64, steps in 1..8usize) {
            let found = ruler(low, low + span, steps, (f64::NEG_INFINITY, f64::INFINITY));
            prop_assert!(found.low <= low && found.high >= low + span);
            prop_assert!(found.ticks.len() <= steps + 3);
        }
    }
}
