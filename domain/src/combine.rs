//! Several areas taken together.
//!
//! Only released figures are added up, so that a sum tells nothing that they do not. Numerators are added and denominators are added, then
//! divided: never the mean of shares (STANDARDS §6). What is hidden, missing, or came without its parts is left out, and why is said.

use crate::{
    cell::{Cell, of_parts, reason},
    interval,
    measure::{Kind, Measure},
    statistics::Level,
};

/// Why a figure that came as it is cannot be added to others.
const NO_PARTS: &str = "comes without its parts";

/// Several areas taken together.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// The value, in the measure's unit; none where fewer than two figures can be added up.
    pub value: Option<f64>,
    /// Its 95 % limits, where the kind of measure has any.
    pub limits: Option<(f64, f64)>,
    /// How many areas are in it.
    pub added: usize,
    /// How many are not.
    pub left_out: usize,
    /// Why these are not, each reason once.
    pub reasons: Vec<&'static str>,
}

/// Adds up the released figures of areas that have nobody in common.
pub fn together(measure: &Measure, cells: impl IntoIterator<Item = Cell>) -> Together {
    let mut found = Together { value: None, limits: None, added: 0, left_out: 0, reasons: Vec::new() };
    let (mut numerator, mut denominator) = (0.0, 0.0);
    for cell in cells {
        let reason = match cell {
            Cell::Parts { numerator: x, denominator: n } if n > 0.0 || measure.kind == Kind::Count => {
                numerator += x;
                denominator += n;
                found.added += 1;
                continue;
            }
            Cell::Parts { .. } => "nobody to count",
            Cell::Value(_) => NO_PARTS,
            Cell::Missing(why) => reason(why),
        };
        found.left_out += 1;
        if !found.reasons.contains(&reason) {
            found.reasons.push(reason);
        }
    }
    if found.added > 1 {
        found.value = of_parts(numerator, denominator, measure);
        found.limits = interval::of_parts((numerator, denominator), measure, Level::P95).map(|estimate| (estimate.lower, estimate.upper));
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{illustrative::tests::fixture::measure, observation::Missing};

    fn cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            4 => (0..500u32, 1..500u32).prop_map(|(x, more)| Cell::Parts { numerator: x.into(), denominator: (x + more).into() }),
            1 => Just(Cell::Missing(Missing::Suppressed)),
            1 => Just(Cell::Missing(Missing::NotAvailable)),
            1 => (0.0..100.0).prop_map(Cell::Value),
        ]
    }

    proptest! {
        #[test]
        fn only_what_is_released_is_added_and_the_rest_is_told(cells in prop::collection::vec(cell(), 0..12)) {
            let rules = measure("share", Kind::Proportion);
            let found = together(&rules, cells.clone());
            let parts: Vec<(f64, f64)> = cells.iter().filter_map(Cell::parts).collect();
            prop_assert_eq!((found.added, found.added + found.left_out), (parts.len(), cells.len()));
            prop_assert_eq!(found.value.is_some(), parts.len() > 1);
            prop_assert_eq!(found.reasons.is_empty(), found.left_out == 0);
            if let Some(value) = found.value {
                let (x, n) = parts.iter().fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
                prop_assert!((value - 100.0 * x / n).abs() < 1e-9);
                let shares = parts.iter().map(|(x, n)| 100.0 * x / n);
                let (low, high) = shares.fold((f64::MAX, f64::MIN), |(low, high), share| (low.min(share), high.max(share)));
                prop_assert!(low - 1e-9 <= value && value <= high + 1e-9);
                let (lower, upper) = found.limits.unwrap();
                prop_assert!(lower <= value && value <= upper);
            }
        }
    }

    #[test]
    fn counts_are_added_and_have_no_limits() {
        let count = |x: f64| Cell::Parts { numerator: x, denominator: 0.0 };
        let found = together(&measure("count", Kind::Count), [count(5.0), count(7.0), Cell::Missing(Missing::Suppressed)]);
        assert_eq!((found.value, found.limits, found.left_out), (Some(12.0), None, 1));
        assert_eq!(found.reasons, ["hidden to protect people"]);
    }
}
