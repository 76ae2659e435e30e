//! Which target judges an observation.

use std::{borrow::Cow, cmp::Reverse};

use crate::{
    code::{AreaCode, MeasureCode},
    measure::{Aggregation, Kind, Measure, Target, Tolerance},
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

/// Whether the figures of a measure are added up before a target judges them: they come several to the period of the target, and a sum
/// is what it was set for (STANDARDS §6, cumulative).
pub fn adds_up(measure: &Measure, target: &Target, period: Period) -> bool {
    measure.aggregation == Aggregation::Sum && period.months() > 0 && target.period.months() > period.months()
}

/// The level that single figures of a period are drawn against; none where a target judges the sum of several, or everyone's count and
/// not that of a group.
pub fn level(measure: &Measure, target: &Target, period: Period, group: u16) -> Option<f64> {
    (!adds_up(measure, target, period) && (group == 0 || measure.kind != Kind::Count)).then_some(target.value)
}

/// The target at the end of the financial year that holds a period: the one that judges the year as a whole. Where none does, for figures
/// that add up the targets of the periods within the year together, and where the latest figure stands for the year that of its last
/// period. Otherwise none: levels of parts of a year do not make one of the year.
pub fn at_year_end<'a>(targets: &'a [Target], measure: &Measure, area: &AreaCode, period: Period) -> Option<Cow<'a, Target>> {
    let year = period.within()?;
    let find = |period| target_for(targets, &measure.code, area, period);
    let whole = find(year).filter(|target| measure.aggregation != Aggregation::Sum || target.period.months() == 12);
    if let Some(whole) = whole {
        return Some(Cow::Borrowed(whole));
    }
    match measure.aggregation {
        Aggregation::Mean | Aggregation::Ratio => None,
        Aggregation::Last => {
            let mut last = period;
            while last.end() < year.end() {
                last = last.next()?;
            }
            Some(Cow::Owned(Target { period: year, ..find(last)?.clone() }))
        }
        Aggregation::Sum => {
            let own = targets.iter().filter(|target| target.measure == measure.code).map(|target| target.period);
            let mut part = own.filter(|part| part.months() == period.months() && year.contains(part)).min()?;
            // A target of a longer period judges its parts, and is not added up as if it were theirs.
            let find = |part| find(part).filter(|target| target.period == part);
            let mut sum = find(part).filter(|target| target.period.start() == year.start())?.clone();
            while part.end() < year.end() {
                part = part.next()?;
                sum = plus(sum, find(part)?)?;
            }
            Some(Cow::Owned(Target { period: year, ..sum }))
        }
    }
}

/// Two targets of sums together; none where their tolerances cannot be.
fn plus(sum: Target, next: &Target) -> Option<Target> {
    let tolerance = match (sum.tolerance, next.tolerance) {
        (Tolerance::Absolute(one), Tolerance::Absolute(other)) => Tolerance::Absolute(one + other),
        (one, other) if one == other => one,
        _ => return None,
    };
    Some(Target {
        value: sum.value + next.value,
        upper: sum.upper.zip(next.upper).map(|(one, other)| one + other),
        tolerance,
        set_on: sum.set_on.max(next.set_on),
        ..sum
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{observation::Provenance, rating::tests::measure};

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

    #[test]
    fn the_target_of_a_year_is_set_or_added_up() {
        let area = "W1".parse().unwrap();
        let quarter: Period = "2023-10-01/P3M".parse().unwrap();
        let at = |aggregation, targets: &[Target]| {
            let measure = Measure { aggregation, ..measure("high", "") };
            at_year_end(targets, &measure, &area, quarter).map(|target| (target.value, target.period.to_string()))
        };
        let year = |value: f64| Some((value, "2023-04-01/P1Y".to_owned()));
        let mut targets: Vec<Target> = Vec::new();
        for (start, value) in [("2023-04-01", 10.0), ("2023-07-01", 20.0), ("2023-10-01", 30.0), ("2024-01-01", 25.0)] {
            targets.push(Target { value, ..target("", &format!("{start}/P3M")) });
        }
        assert_eq!(at(Aggregation::Sum, &targets), year(85.0));
        assert_eq!(at(Aggregation::Last, &targets), year(25.0));
        assert_eq!((at(Aggregation::Ratio, &targets), at(Aggregation::Mean, &targets)), (None, None));
        // A quarter without a target leaves the year without one, first or last.
        assert_eq!(at(Aggregation::Sum, &targets[1..]), None);
        assert_eq!(at(Aggregation::Sum, &targets[..3]), None);
        // Another measure's target is not one of these, though it comes first in the year.
        let other = Target { measure: "other".parse().unwrap(), ..target("", "2023-04-01/P3M") };
        assert_eq!(at(Aggregation::Sum, &[std::slice::from_ref(&other), &targets[1..]].concat()), None);
        assert_eq!(at(Aggregation::Sum, &[&[other], &targets[..]].concat()), year(85.0));
        // The latest figure stands for the year whatever the others are held against.
        assert_eq!(at(Aggregation::Last, &targets[3..]), year(25.0));
        // Nor is a target of three years, the area's own, that of a quarter.
        let own = target("W1", "2023-01-01/P3Y");
        assert_eq!(at(Aggregation::Sum, &[&[own], &targets[..]].concat()), None);
        targets.push(target("", "2023-04-01/P1Y"));
        for aggregation in [Aggregation::Sum, Aggregation::Last, Aggregation::Ratio, Aggregation::Mean] {
            assert_eq!(at(aggregation, &targets), year(80.0));
        }
        // The sum of three years says nothing of one.
        assert_eq!(at(Aggregation::Sum, &[target("", "2023-01-01/P3Y")]), None);
    }
}
