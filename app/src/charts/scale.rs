//! The scale of a value axis: round limits around what is drawn.

/// A value axis from `min` to `max`, with a rule at each `step`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// Lowest value.
    pub(super) min: f64,
    /// Highest value.
    pub(super) max: f64,
    /// Between rules.
    pub(super) step: f64,
}

impl Scale {
    /// The scale around values, in about `steps` steps of 1, 2, 2.5 or 5 times a power of ten, never smaller than `finest`.
    /// From 0 to 1 where there are no values.
    pub(super) fn around(values: impl Iterator<Item = f64>, steps: f64, finest: f64) -> Self {
        let ends = values.filter(|value| value.is_finite()).fold(None, |ends: Option<(f64, f64)>, value| {
            Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
        });
        let Some((low, high)) = ends else { return Self { min: 0.0, max: 1.0, step: 0.5 } };
        // A single value stands in the middle of a step on each side.
        let span = if high > low { high - low } else { (low.abs() * 0.2).max(finest) };
        let step = round(span / steps).max(finest);
        let (down, up) = ((low / step).floor(), (high / step).ceil());
        let (down, up) = if down < up { (down, up) } else { (down - 1.0, up + 1.0) };
        // What has no negative values is not drawn below nothing.
        let down = if low >= 0.0 { down.max(0.0) } else { down };
        Self { min: tidy(down * step, step), max: tidy(up * step, step), step }
    }

    /// The pixels between the top and a value, where the whole scale is `height` pixels.
    pub(super) fn below_top(self, value: f64, height: f64) -> f64 {
        (self.max - value) / (self.max - self.min) * height
    }

    /// The value that stands `pixels` below the top.
    pub(super) fn at(self, pixels: f64, height: f64) -> f64 {
        plain((self.max - pixels / height * (self.max - self.min)).clamp(self.min, self.max))
    }

    /// The longest text of a rule.
    pub(super) fn widest(self, written: impl Fn(f64) -> String) -> usize {
        [self.min, self.max, self.max - self.step].map(|value| written(value).chars().count()).into_iter().max().unwrap_or(0)
    }
}

/// A number without the noise of its last bits.
pub(super) fn plain(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// The next round number: 1, 2, 2.5, 5 or 10 times a power of ten.
fn round(rough: f64) -> f64 {
    let power = 10_f64.powf(rough.log10().floor());
    [1.0, 2.0, 2.5, 5.0].map(|of| of * power).into_iter().find(|&step| step >= rough * 0.999_999).unwrap_or(10.0 * power)
}

/// A multiple of a step without the noise of its last bits.
fn tidy(value: f64, step: f64) -> f64 {
    let places = 10_f64.powf((3.0 - step.log10().floor()).max(0.0));
    (value * places).round() / places
}

#[cfg(test)]
mod tests {
    use super::Scale;

    fn around(values: &[f64]) -> (f64, f64, f64) {
        let scale = Scale::around(values.iter().copied(), 4.0, 0.1);
        (scale.min, scale.max, scale.step)
    }

    #[test]
    fn limits_are_round_and_hold_every_value() {
        assert_eq!(around(&[61.2, 64.0, 70.3]), (60.0, 72.5, 2.5));
        assert_eq!(around(&[-3.1, 4.4]), (-4.0, 6.0, 2.0));
        assert_eq!(around(&[0.12, 0.31]), (0.1, 0.4, 0.1));
    }

    #[test]
    fn no_values_one_value_and_nothing_at_all() {
        assert_eq!(around(&[]), (0.0, 1.0, 0.5));
        assert_eq!(around(&[f64::NAN]), (0.0, 1.0, 0.5));
        assert_eq!(around(&[50.0]), (47.5, 52.5, 2.5));
        let (min, max, _) = around(&[0.0]);
        assert!(min.abs() < f64::EPSILON && max > 0.0, "{min} {max}");
    }

    #[test]
    fn places_go_there_and_back() {
        let scale = Scale { min: -4.0, max: 6.0, step: 2.0 };
        assert!((scale.below_top(1.0, 100.0) - 50.0).abs() < 1e-9);
        assert!((scale.at(50.0, 100.0) - 1.0).abs() < 1e-9);
        assert!((scale.at(900.0, 100.0) + 4.0).abs() < 1e-9);
    }
}
