//! Disclosure control: the only door from an [`Observation`] to a released [`Cell`].
//!
//! This is primary suppression (STANDARDS §5.1): x, n − x and n are tested against the measure's threshold, and a cell that fails hides
//! everything about itself. Suppressed figures keep nothing but their reason, so nothing downstream can show them.

use crate::{
    cell::Cell,
    measure::{Disclosure, Kind, Measure},
    observation::{Figure, Missing, Observation},
};

/// The released cell of an observation, under its measure's policy.
///
/// A count of 1 to `threshold` − 1 is hidden, on either side of a share (x and n − x), and so is any figure out of fewer than `threshold`.
/// A share of 0 % or 100 % of a group tells the same of every member, so for a group other than everyone it is hidden too, unless nobody is in it.
pub fn release(observation: &Observation, measure: &Measure) -> Cell {
    let cell = match observation.figure {
        Figure::Missing(why) => return Cell::Missing(why),
        Figure::Value { value, .. } => Cell::Value(value),
        Figure::Parts { numerator, denominator } => Cell::Parts { numerator, denominator: denominator.unwrap_or(0.0) },
    };
    match measure.disclosure {
        Disclosure::Exempt { .. } | Disclosure::Off { .. } => cell,
        Disclosure::Threshold { threshold } if is_safe(cell, measure.kind, f64::from(threshold), !observation.group.is_everyone()) => cell,
        Disclosure::Threshold { .. } => Cell::Missing(Missing::Suppressed),
    }
}

/// Whether a cell passes the primary tests.
fn is_safe(cell: Cell, kind: Kind, threshold: f64, of_a_group: bool) -> bool {
    // A figure that came without its parts cannot be tested, so under a threshold it does not pass.
    let Cell::Parts { numerator: x, denominator: n } = cell else { return false };
    let small = |count: f64| count > 0.0 && count < threshold;
    match kind {
        Kind::Count => !small(x),
        // The numerator of a mean is a sum, not a number of people.
        Kind::Mean | Kind::Value => !small(n),
        Kind::Rate => !small(x) && !small(n),
        Kind::Proportion => {
            let same_of_all = of_a_group && n > 0.0 && (x <= 0.0 || x >= n);
            !small(x) && !small(n - x) && !small(n) && !same_of_all
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn safe(kind: Kind, x: f64, n: f64, group: bool) -> bool {
        is_safe(Cell::Parts { numerator: x, denominator: n }, kind, 5.0, group)
    }

    #[test]
    fn both_sides_of_a_share_are_tested() {
        assert!(safe(Kind::Proportion, 5.0, 10.0, true));
        assert!(!safe(Kind::Proportion, 4.0, 100.0, true));
        assert!(!safe(Kind::Proportion, 96.0, 100.0, true));
        assert!(!safe(Kind::Proportion, 1.0, 4.0, false));
    }

    #[test]
    fn a_share_that_tells_the_same_of_all_is_hidden_for_groups() {
        assert!(!safe(Kind::Proportion, 0.0, 50.0, true));
        assert!(!safe(Kind::Proportion, 50.0, 50.0, true));
        assert!(safe(Kind::Proportion, 0.0, 50.0, false));
        assert!(safe(Kind::Proportion, 0.0, 0.0, true));
    }

    #[test]
    fn what_cannot_be_tested_does_not_pass() {
        assert!(!is_safe(Cell::Value(12.5), Kind::Proportion, 5.0, false));
    }

    #[test]
    fn a_true_zero_count_is_a_value() {
        assert!(safe(Kind::Count, 0.0, 0.0, true));
        assert!(!safe(Kind::Count, 4.0, 0.0, true));
    }
}
