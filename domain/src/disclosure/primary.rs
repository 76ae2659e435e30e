//! The test of a figure by itself (STANDARDS §5.1): x, n − x and n against the threshold.

use crate::measure::Kind;

/// What is counted in a figure: the people with the property, those without, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// x: those it is true of.
    With,
    /// n − x: those it is not true of.
    Without,
    /// n: all.
    All,
}

/// The sides of a kind of figure that are numbers of people.
pub(super) fn sides(kind: Kind) -> &'static [Side] {
    match kind {
        Kind::Count => &[Side::With],
        Kind::Rate => &[Side::With, Side::All],
        Kind::Proportion => &[Side::With, Side::Without, Side::All],
        // The numerator of a mean is a sum, not a number of people.
        Kind::Mean | Kind::Value => &[Side::All],
    }
}

/// Which sides of a figure fail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Failed {
    /// x.
    pub(super) with: bool,
    /// n − x.
    pub(super) without: bool,
    /// n.
    pub(super) all: bool,
}

impl Failed {
    /// Whether any side fails.
    pub(super) fn any(self) -> bool {
        self.with || self.without || self.all
    }

    /// Whether a side fails.
    pub(super) fn on(self, side: Side) -> bool {
        match side {
            Side::With => self.with,
            Side::Without => self.without,
            Side::All => self.all,
        }
    }
}

/// Up to how many times the threshold a share of 0 % or 100 % of everyone in a part of the place tells of each of them, as it does of a group.
const OF_FEW: f64 = 10.0;

/// Whether all of so many people are few enough to be known by what all of them have in common: a group of any size, and everyone in a part of
/// the place that is small (the size is our own).
pub(super) fn is_a_group(threshold: f64, n: f64, group: u16, part: bool) -> bool {
    group != 0 || (part && n < OF_FEW * threshold)
}

/// Tests a figure. A side of 1 to `threshold` − 1 people fails. A share of 0 % or 100 % of a group tells the same of each of its members, so
/// that side fails too.
pub(super) fn test(kind: Kind, threshold: f64, (x, n): (f64, f64), of_a_group: bool) -> Failed {
    let small = |people: f64| people > 0.0 && people < threshold;
    let mut failed = Failed::default();
    for side in sides(kind) {
        match side {
            Side::With => failed.with = small(x),
            Side::Without => failed.without = small(n - x),
            Side::All => failed.all = small(n),
        }
    }
    if kind == Kind::Proportion && of_a_group && n > 0.0 {
        failed.with |= x <= 0.0;
        failed.without |= x >= n;
    }
    failed
}

/// How far apart the smallest and the largest value of a protected number of people must stay for an intruder who does not know the
/// threshold: half of the threshold, and of a part of few people half of them.
pub fn width(threshold: f64, out_of: Option<f64>) -> f64 {
    (threshold / 2.0).min(out_of.unwrap_or(f64::INFINITY) / 2.0).ceil()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn safe(kind: Kind, x: f64, n: f64, group: bool) -> bool {
        !test(kind, 5.0, (x, n), group).any()
    }

    #[test]
    fn both_sides_of_a_share_are_tested() {
        assert!(safe(Kind::Proportion, 5.0, 10.0, true));
        assert!(!safe(Kind::Proportion, 4.0, 100.0, true));
        assert!(!safe(Kind::Proportion, 96.0, 100.0, true));
        assert!(!safe(Kind::Proportion, 1.0, 4.0, false));
    }

    #[test]
    fn a_share_that_tells_the_same_of_all_fails_for_groups() {
        assert!(!safe(Kind::Proportion, 0.0, 50.0, true));
        assert!(!safe(Kind::Proportion, 50.0, 50.0, true));
        assert!(safe(Kind::Proportion, 0.0, 50.0, false));
        assert!(safe(Kind::Proportion, 0.0, 0.0, true));
    }

    #[test]
    fn a_true_zero_count_is_a_value() {
        assert!(safe(Kind::Count, 0.0, 0.0, true));
        assert!(!safe(Kind::Count, 4.0, 0.0, true));
    }
}
