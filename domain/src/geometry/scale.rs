//! Linear scales and the shades of the map.

/// How far a value lies between two limits, from 0 to 1; 0.5 where the limits are equal or not finite, or the value is not a number.
/// `high` may be below `low`: the scale then runs the other way.
pub fn share(value: f64, low: f64, high: f64) -> f64 {
    // Halves keep the span of the largest numbers finite.
    let span = high / 2.0 - low / 2.0;
    let share = (value / 2.0 - low / 2.0) / span;
    if !span.is_finite() || span == 0.0 || share.is_nan() { 0.5 } else { share.clamp(0.0, 1.0) }
}

/// A value on a scale from one pair of limits to another, held within the second pair.
pub fn linear(value: f64, from: (f64, f64), to: (f64, f64)) -> f64 {
    let share = share(value, from.0, from.1);
    let at = to.0 * (1.0 - share) + to.1 * share;
    if at.is_finite() { at.clamp(to.0.min(to.1), to.0.max(to.1)) } else { 0.0 }
}

/// The position of a value on the sequential ramp, 0 palest to 255 darkest; none where there is no number.
pub fn shade(value: f64, low: f64, high: f64) -> Option<u8> {
    value.is_finite().then(|| (share(value, low, high) * 255.0).round() as u8)
}

/// The class of a value among five equal ones, 0 to 4; none where there is no number.
pub fn class(value: f64, low: f64, high: f64) -> Option<u8> {
    value.is_finite().then(|| ((share(value, low, high) * 5.0).floor() as u8).min(4))
}

/// The ramp position in the middle of each of the five classes, so that both kinds of map use one ramp.
pub const CLASS_SHADES: [u8; 5] = [0, 64, 128, 191, 255];

/// The lowest and highest finite number of some; none where there is none.
pub fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values.into_iter().filter(|value| value.is_finite()).fold(None, |found, value| match found {
        None => Some((value, value)),
        Some((low, high)) => Some((low.min(value), high.max(value))),
    })
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "drawn numbers are equal to the digit or wrong")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::path::tests::number;

    #[test]
    fn shades_run_from_pale_to_dark() {
        assert_eq!([28.0, 55.0, 82.0, 90.0].map(|v| shade(v, 28.0, 82.0)), [Some(0), Some(128), Some(255), Some(255)]);
        assert_eq!(shade(f64::NAN, 0.0, 1.0), None);
        assert_eq!(shade(3.0, 3.0, 3.0), Some(128));
        assert_eq!([0.0, 19.9, 20.0, 99.0, 100.0].map(|v| class(v, 0.0, 100.0)), [Some(0), Some(0), Some(1), Some(4), Some(4)]);
        assert_eq!(linear(5.0, (0.0, 10.0), (100.0, 0.0)), 50.0);
        assert_eq!(extent([f64::NAN, 3.0, 1.0]), Some((1.0, 3.0)));
        assert_eq!(extent([]), None);
    }

    proptest! {
        #[test]
        fn no_nan_in_output(value in number(), a in number(), b in number(), c in number(), d in number()) {
            prop_assert!((0.0..=1.0).contains(&share(value, a, b)));
            prop_assert!(linear(value, (a, b), (c, d)).is_finite());
        }
    }
}
