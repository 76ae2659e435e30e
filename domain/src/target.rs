//! Which target judges an observation.

use std::cmp::Reverse;

use crate::{
    code::{AreaCode, MeasureCode},
    measure::Target,
    period::Period,
};

/// The target of a measure for an area and a period: one whose period holds the observation's. The area's own comes before the
/// general one, the shortest period before longer ones; then the one set last, then the first in the file (docs/data-formats.md).
pub fn target_for<'a>(targets: &'a [Target], measure: &MeasureCode, area: &AreaCode, period: Period) -> Option<&'a Target> {
    targets
        .iter()
        .filter(|target| &target.measure == measure && target.period.contains(&period))
        .filter(|target| target.area.as_ref().is_none_or(|own| own == area))
        .min_by_key(|target| (target.area.is_none(), target.period.end() - target.period.start(), Reverse(target.set_on)))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{measure::Tolerance, observation::Provenance};

    /// A target of 80 with 5 % tolerance; `area` may be blank.
    pub(crate) fn target(area: &str, period: &str) -> Target {
        Target {
            measure: "answered".parse().unwrap(),
            area: (!area.is_empty()).then(|| area.parse().unwrap()),
            period: period.parse().unwrap(),
            value: 80.0,
            upper: None,
            tolerance: Tolerance::Relative(0.05),
            set_by: "Cabinet".into(),
            set_on: "2023-03-01".parse().unwrap(),
            provenance: Provenance::Council,
            note: None,
        }
    }

    #[test]
    fn the_nearest_target_judges() {
        let mut targets = vec![target("", "2023-01-01/P3Y"), target("", "2023-04-01/P1Y"), target("W1", "2023-01-01/P3Y")];
        let place = |targets: &[Target], measure: &str, area: &str, period: &str| {
            let found = target_for(targets, &measure.parse().unwrap(), &area.parse().unwrap(), period.parse().unwrap())?;
            targets.iter().position(|target| std::ptr::eq(target, found))
        };
        assert_eq!(place(&targets, "answered", "W1", "2023-04-01/P3M"), Some(2));
        assert_eq!(place(&targets, "answered", "W2", "2023-04-01/P3M"), Some(1));
        assert_eq!(place(&targets, "answered", "W2", "2024-04-01/P3M"), Some(0));
        assert_eq!(place(&targets, "answered", "W2", "2026-01-01/P3M"), None);
        assert_eq!(place(&targets, "other", "W2", "2024-04-01/P3M"), None);
        let mut revised = target("", "2023-04-01/P1Y");
        revised.set_on = "2023-06-01".parse().unwrap();
        targets.push(revised);
        assert_eq!(place(&targets, "answered", "W2", "2023-04-01/P3M"), Some(3));
    }
}
