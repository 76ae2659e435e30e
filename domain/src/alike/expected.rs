//! What one would expect of a ward, given those most like it.

use super::FEWEST;
use crate::{
    measure::Polarity,
    statistics::{Estimate, good},
};

/// How a ward stands against those most like it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Beyond the range, the bad way, by more than chance.
    Worse,
    /// Beyond the range, the good way, by more than chance.
    Better,
    /// Above the range by more than chance, where neither way is good.
    Higher,
    /// Below the range by more than chance, where neither way is good.
    Lower,
    /// Within the range, or not beyond it by more than chance.
    Within,
    /// It cannot be told.
    CannotTell,
}

/// The range of the wards most like one, and how it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// Lowest figure, middle one (the median) and highest; none where too few have a figure.
    pub range: Option<(f64, f64, f64)>,
    /// How it stands.
    pub standing: Standing,
    /// Why, where that needs words.
    pub why: Option<&'static str>,
}

/// The range of the figures of like wards, and where a ward's own stands in it.
///
/// The ward is outside what is expected only if its whole 95 % interval lies beyond the range: the stricter test of two that STANDARDS §4
/// gives for a benchmark that varies itself. A peer group has at least [`FEWEST`] figures. `own` is the ward's figure with its interval, where
/// it has one; `missing` why there is none.
pub fn expected(own: Result<(f64, Option<Estimate>), &'static str>, like: &[f64], polarity: Polarity) -> Expected {
    let mut sorted = like.to_vec();
    sorted.sort_by(f64::total_cmp);
    let known = sorted.len();
    let range = match (sorted.first(), sorted.last()) {
        (Some(&low), Some(&high)) if known >= usize::from(FEWEST) => {
            Some((low, f64::midpoint(sorted[(known - 1) / 2], sorted[known / 2]), high))
        }
        _ => None,
    };
    let (standing, why) = match (own, range) {
        (Err(why), _) => (Standing::CannotTell, Some(why)),
        (Ok(_), None) => (Standing::CannotTell, Some("too few of those like it have a figure")),
        (Ok((value, _)), Some((low, _, high))) if low <= value && value <= high => (Standing::Within, None),
        (Ok((_, None)), Some(_)) => (Standing::CannotTell, Some("outside the range, but there is no margin to tell that from chance")),
        (Ok((_, Some(own))), Some((low, _, high))) if own.lower <= high && low <= own.upper => {
            (Standing::Within, Some("its margin reaches into the range"))
        }
        (Ok((value, _)), Some((_, _, high))) => (beyond(polarity, value > high), None),
    };
    Expected { range, standing, why }
}

fn beyond(polarity: Polarity, above: bool) -> Standing {
    match (good(polarity, above), above) {
        (Some(true), _) => Standing::Better,
        (Some(false), _) => Standing::Worse,
        (None, true) => Standing::Higher,
        (None, false) => Standing::Lower,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn own(value: f64, margin: f64) -> (f64, Option<Estimate>) {
        (value, Some(Estimate { value, lower: value - margin, upper: value + margin }))
    }

    #[test]
    fn a_ward_is_outside_only_with_its_whole_interval() {
        let like = [10.0, 14.0, 12.0, 11.0, 20.0, 13.0];
        let standing = |value, margin, polarity| expected(Ok(own(value, margin)), &like, polarity).standing;
        assert_eq!(expected(Ok(own(12.0, 1.0)), &like, Polarity::High).range, Some((10.0, 12.5, 20.0)));
        assert_eq!(standing(20.0, 0.0, Polarity::High), Standing::Within);
        assert_eq!(standing(21.0, 1.0, Polarity::High), Standing::Within, "the lower limit touches the range");
        assert_eq!(standing(21.1, 1.0, Polarity::High), Standing::Better);
        assert_eq!(standing(21.1, 1.0, Polarity::Low), Standing::Worse);
        assert_eq!(standing(8.0, 1.0, Polarity::High), Standing::Worse);
        assert_eq!(standing(8.0, 1.0, Polarity::None), Standing::Lower);
        assert_eq!(standing(30.0, 1.0, Polarity::Range), Standing::Higher);
    }

    #[test]
    fn it_cannot_be_told_without_a_figure_a_margin_or_peers() {
        let like = [10.0, 14.0, 12.0, 11.0, 20.0];
        let hidden = expected(Err("hidden to protect people"), &like, Polarity::High);
        assert_eq!((hidden.standing, hidden.why), (Standing::CannotTell, Some("hidden to protect people")));
        assert_eq!(expected(Ok((30.0, None)), &like, Polarity::High).standing, Standing::CannotTell);
        assert_eq!(expected(Ok((15.0, None)), &like, Polarity::High).standing, Standing::Within);
        let few = expected(Ok(own(30.0, 1.0)), &like[..4], Polarity::High);
        assert_eq!((few.standing, few.range), (Standing::CannotTell, None));
    }

    proptest! {
        #[test]
        fn a_better_figure_never_stands_worse(
            like in proptest::collection::vec(0.0_f64..100.0, 5..9),
            value in -20.0_f64..120.0, more in 0.0_f64..50.0, margin in 0.0_f64..20.0,
        ) {
            let order = |standing: Standing| match standing {
                Standing::Worse => 0,
                Standing::Within => 1,
                Standing::Better => 2,
                other => panic!("{other:?}"),
            };
            let standing = |value: f64| order(expected(Ok(own(value, margin)), &like, Polarity::High).standing);
            prop_assert!(standing(value) <= standing(value + more));
        }
    }
}
