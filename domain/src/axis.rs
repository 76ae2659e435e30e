//! The axis that holds a measure's figures, the same for every group, area and period of a release, so that nothing moves that did not change.

/// The lower and upper end of an axis for these values, in their own unit.
///
/// The middle 98 % of the values, rounded outward to a 1-2-5 step; a share stays within 0 to 100, and what is never negative starts at or above 0.
/// Values beyond the ends are drawn at the edge.
pub fn axis(values: &mut Vec<f64>, share: bool) -> (f64, f64) {
    values.retain(|value| value.is_finite());
    values.sort_by(f64::total_cmp);
    let (Some(&first), Some(&last)) = (values.first(), values.last()) else { return (0.0, if share { 100.0 } else { 1.0 }) };
    let at = |part: f64| values[((values.len() - 1) as f64 * part).round() as usize];
    let (low, high) = if values.len() < 50 { (first, last) } else { (at(0.01), at(0.99)) };
    let span = high - low;
    let step = step((if span > 0.0 { span } else { high.abs().max(1.0) }) / 8.0);
    let mut from = (low / step).floor() * step;
    let mut to = (high / step).ceil() * step;
    if to <= from {
        to = from + step;
    }
    if first >= 0.0 {
        from = from.max(0.0);
    }
    if share {
        from = from.clamp(0.0, 100.0);
        to = to.clamp(0.0, 100.0);
    }
    if to > from { (tidy(from), tidy(to)) } else { (tidy(from - step), tidy(from)) }
}

/// The 1-2-5 step at or above a size.
fn step(size: f64) -> f64 {
    let ten = 10f64.powf(size.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * ten).find(|&step| step >= size).unwrap_or(ten)
}

/// Without the dust that floating point leaves.
fn tidy(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn axes_are_round_and_hold_their_values() {
        assert_eq!(axis(&mut vec![61.3, 74.9], true), (60.0, 76.0));
        assert_eq!(axis(&mut vec![0.0, 3.9], true), (0.0, 4.0));
        assert_eq!(axis(&mut vec![100.0, 100.0], true), (80.0, 100.0));
        assert_eq!(axis(&mut vec![], true), (0.0, 100.0));
    }

    proptest! {
        #[test]
        fn an_axis_has_length(mut values in prop::collection::vec(-1e9..1e9f64, 0..40)) {
            let known = values.clone();
            let (from, to) = axis(&mut values, false);
            prop_assert!(from < to);
            for value in known { prop_assert!(from - 1e-6 <= value && value <= to + 1e-6, "{from} {value} {to}"); }
        }
    }
}
