//! Rank ranges instead of ranks: where an area can stand among the others, given how uncertain every figure is.
//!
//! A place is wholly better than another if its 95 % interval lies beyond the other's, on the better side: the stricter test of two
//! uncertain figures (STANDARDS §4). The best rank that an area can have is one more than the number wholly better than it, the worst is the
//! number of all less those wholly worse.

/// The best and the worst rank that each can have, counted from 1; none for those without an interval, which are not counted among the
/// others either. `low_first`: whether the lowest is the best.
pub fn ranges(limits: &[Option<(f64, f64)>], low_first: bool) -> Vec<Option<(usize, usize)>> {
    let ranked = limits.iter().flatten().count();
    let above = |one: (f64, f64), two: (f64, f64)| one.0 > two.1;
    let before = |one, two| if low_first { above(two, one) } else { above(one, two) };
    let range = |own: (f64, f64)| {
        let count = |test: &dyn Fn((f64, f64)) -> bool| limits.iter().flatten().filter(|other| test(**other)).count();
        (1 + count(&|other| before(other, own)), ranked - count(&|other| before(own, other)))
    };
    limits.iter().map(|own| own.map(range)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::ranges;

    #[test]
    fn intervals_that_touch_do_not_tell_places_apart() {
        let limits = [Some((9.0, 10.0)), Some((7.0, 9.0)), None, Some((1.0, 2.0))];
        assert_eq!(ranges(&limits, false), [Some((1, 2)), Some((1, 2)), None, Some((3, 3))]);
        assert_eq!(ranges(&limits, true), [Some((2, 3)), Some((2, 3)), None, Some((1, 1))]);
        assert_eq!(ranges(&[None, None], false), [None, None]);
    }

    fn places() -> impl Strategy<Value = Vec<Option<(f64, f64, f64)>>> {
        let place = (0.0_f64..100.0, 0.0_f64..20.0, 0.0_f64..20.0);
        proptest::collection::vec(proptest::option::weighted(0.9, place), 1..40)
    }

    proptest! {
        #[test]
        fn a_range_holds_the_rank_of_any_values_within_the_intervals(places in places(), low_first in any::<bool>(), at in 0.0_f64..1.0) {
            let limits: Vec<_> = places.iter().map(|place| place.map(|(value, below, above)| (value - below, value + above))).collect();
            // Values anywhere within their intervals are as good as the true ones.
            let truth: Vec<Option<f64>> = limits.iter().map(|limits| limits.map(|(low, high)| low + (high - low) * at)).collect();
            for (range, own) in ranges(&limits, low_first).into_iter().zip(&truth) {
                prop_assert_eq!(range.is_some(), own.is_some());
                let (Some((best, worst)), Some(own)) = (range, own) else { continue };
                let better = |other: &&f64| if low_first { *other < own } else { *other > own };
                let rank = 1 + truth.iter().flatten().filter(better).count();
                prop_assert!(best <= rank && rank <= worst, "{best} {rank} {worst}");
            }
        }

        #[test]
        fn narrower_intervals_make_narrower_ranges(places in places(), share in 0.0_f64..1.0) {
            let limits = |share: f64| -> Vec<_> {
                places.iter().map(|place| place.map(|(value, below, above)| (value - below * share, value + above * share))).collect()
            };
            for (narrow, wide) in ranges(&limits(share), false).into_iter().zip(ranges(&limits(1.0), false)) {
                if let (Some(narrow), Some(wide)) = (narrow, wide) {
                    prop_assert!(wide.0 <= narrow.0 && narrow.1 <= wide.1);
                }
            }
        }
    }
}
