//! Gaps between two groups, or a group and everyone: absolute, relative and as a ratio.

use super::{CannotCalculate, Estimate, Level, distribution::normal_two_sided, finite, parts, proportion::wilson};

/// A count and what it is out of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parts {
    /// How many.
    pub count: f64,
    /// Out of how many.
    pub of: f64,
}

/// How one proportion differs from another. Shares are from 0 to 1; differences of shares too: × 100 for points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The group's share.
    pub group: f64,
    /// The share it is compared with: the reference.
    pub reference: f64,
    /// Group − reference, with Newcombe's limits.
    pub absolute: Estimate,
    /// (Group − reference) ÷ reference; none where the reference is 0.
    pub relative: Option<f64>,
    /// Group ÷ reference, with Katz's limits; none where either count is 0.
    pub ratio: Option<Estimate>,
    /// The test of no difference; none where all or none were counted on both sides.
    pub test: Option<Test>,
}

/// A two-sided test of no difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    /// Standard errors between the two.
    pub z: f64,
    /// Probability of so large a difference by chance.
    pub p: f64,
}

impl Test {
    fn of(z: f64) -> Option<Self> {
        normal_two_sided(z).ok().filter(|_| z.is_finite()).map(|p| Self { z, p })
    }
    /// Whether chance is an unlikely reason at this level.
    pub fn beyond_chance(&self, level: Level) -> bool {
        self.z.abs() > level.z()
    }
}

/// The gap between two proportions of separate people.
///
/// Absolute: Newcombe (1998) method 10 from Wilson limits. Ratio: Katz et al. (1978),
/// `exp(ln RR ± z√(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂))`. Test: pooled z (STANDARDS §4).
pub fn gap(group: Parts, reference: Parts, level: Level) -> Result<Gap, CannotCalculate> {
    let (one, two) = (wilson(group.count, group.of, level)?, wilson(reference.count, reference.of, level)?);
    let absolute = difference(one, two)?;
    let relative = (two.value > 0.0).then(|| (one.value - two.value) / two.value);
    let spread = 1.0 / group.count - 1.0 / group.of + 1.0 / reference.count - 1.0 / reference.of;
    let ratio = ratio(one.value / two.value, spread, level).ok();
    Ok(Gap { group: one.value, reference: two.value, absolute, relative, ratio, test: proportion_test(group, reference) })
}

/// The difference between two independent estimates, from their own limits: `d − √((v₁ − L₁)² + (U₂ − v₂)²)` and the mirror of it.
///
/// Newcombe's method 10 where the limits are Wilson's; for others Zou & Donner (2008), the same square-and-add.
pub fn difference(one: Estimate, two: Estimate) -> Result<Estimate, CannotCalculate> {
    let (one, two) = (one.finite()?, two.finite()?);
    let hypotenuse = |a: f64, b: f64| (a * a + b * b).sqrt();
    let value = one.value - two.value;
    let lower = value - hypotenuse(one.value - one.lower, two.upper - two.value);
    let upper = value + hypotenuse(one.upper - one.value, two.value - two.lower);
    Estimate { value, lower, upper }.finite()
}

/// A ratio of two rates of separate people with log-normal limits: `exp(ln RR ± z√(1/x₁ + 1/x₂))`. Both counts must be above 0.
pub fn rate_ratio(group: Parts, reference: Parts, level: Level) -> Result<Estimate, CannotCalculate> {
    parts(group.count, group.of)?;
    parts(reference.count, reference.of)?;
    let value = (group.count / group.of) / (reference.count / reference.of);
    ratio(value, 1.0 / group.count + 1.0 / reference.count, level)
}

fn ratio(value: f64, spread: f64, level: Level) -> Result<Estimate, CannotCalculate> {
    if value.is_nan() || value <= 0.0 || value.is_infinite() {
        return Err(CannotCalculate::AllOrNone);
    }
    let reach = level.z() * spread.max(0.0).sqrt();
    let log = libm::log(value);
    Estimate { value, lower: libm::exp(log - reach), upper: libm::exp(log + reach) }.finite()
}

/// The test of two proportions, pooled; none where they are all 0 or all 1, or are not proportions.
pub fn proportion_test(group: Parts, reference: Parts) -> Option<Test> {
    let share = (group.count + reference.count) / (group.of + reference.of);
    let error = (share * (1.0 - share) * (1.0 / group.of + 1.0 / reference.of)).sqrt();
    if error > 0.0 { Test::of((group.count / group.of - reference.count / reference.of) / error) } else { None }
}

/// The test of two Poisson rates, pooled: `(x₁/n₁ − x₂/n₂) / √(r(1/n₁ + 1/n₂))`, r the rate of both together; none where nothing was
/// counted.
pub fn rate_test(group: Parts, reference: Parts) -> Option<Test> {
    let rate = (group.count + reference.count) / (group.of + reference.of);
    let error = (rate * (1.0 / group.of + 1.0 / reference.of)).sqrt();
    if error > 0.0 { Test::of((group.count / group.of - reference.count / reference.of) / error) } else { None }
}

/// How far a group's share of an outcome is from its share of the people. The two ratios differ by what they divide by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Disproportionality {
    /// The group's share of the outcome, 0 to 1.
    pub share_of_outcome: f64,
    /// The group's share of the people, 0 to 1.
    pub share_of_people: f64,
    /// Share of outcome ÷ share of people: the group's rate ÷ the rate of everyone, the group included.
    pub against_everyone: f64,
    /// The group's rate ÷ the rate of all others; none where there are no others or they have none.
    pub against_others: Option<f64>,
}

/// Disproportionality of a group that is a part of everyone (STANDARDS §4, gaps).
pub fn disproportionality(group: Parts, everyone: Parts) -> Result<Disproportionality, CannotCalculate> {
    parts(group.count, group.of)?;
    parts(everyone.count, everyone.of)?;
    if group.count > everyone.count || group.of > everyone.of {
        return Err(CannotCalculate::NumeratorAboveDenominator);
    }
    if everyone.count <= 0.0 {
        return Err(CannotCalculate::NoDenominator);
    }
    let (share_of_outcome, share_of_people) = (group.count / everyone.count, group.of / everyone.of);
    let others = (everyone.count - group.count) / (everyone.of - group.of);
    let against_others = Some(group.count / group.of / others).filter(|ratio| ratio.is_finite());
    let against_everyone = share_of_outcome / share_of_people;
    finite(&[against_everyone])?;
    Ok(Disproportionality { share_of_outcome, share_of_people, against_everyone, against_others })
}

/// Whether a ratio lies outside 0.80 to 1.25, the "four-fifths" band: a prompt to look, not a test (STANDARDS §4).
pub fn outside_four_fifths(ratio: f64) -> bool {
    !(0.80..=1.25).contains(&ratio)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(count: f64, of: f64) -> Parts {
        Parts { count, of }
    }

    #[test]
    fn worked_example() {
        let found = gap(of(45.0, 120.0), of(30.0, 130.0), Level::P95).unwrap();
        let points = found.absolute.times(100.0);
        assert_eq!(format!("{:.3} {:.3} {:.3}", points.value, points.lower, points.upper), "14.423 3.038 25.408");
        let ratio = found.ratio.unwrap();
        assert_eq!(format!("{:.3} {:.3} {:.3}", ratio.value, ratio.lower, ratio.upper), "1.625 1.101 2.399");
        assert!(found.test.unwrap().beyond_chance(Level::P95) && !found.test.unwrap().beyond_chance(Level::P998));
    }

    #[test]
    fn the_denominator_of_disproportionality_is_named() {
        // STANDARDS §4: 60 of 400 outcomes and 10 % of people.
        let found = disproportionality(of(60.0, 12_000.0), of(400.0, 120_000.0)).unwrap();
        assert_eq!(format!("{:.2} {:.2}", found.against_everyone, found.against_others.unwrap()), "1.50 1.59");
        assert!(outside_four_fifths(1.5) && !outside_four_fifths(0.8) && !outside_four_fifths(1.25) && outside_four_fifths(0.79));
        let all = disproportionality(of(5.0, 10.0), of(5.0, 10.0)).unwrap();
        assert_eq!(all.against_others, None);
        assert!(disproportionality(of(5.0, 10.0), of(4.0, 10.0)).is_err() && disproportionality(of(0.0, 1.0), of(0.0, 9.0)).is_err());
    }

    #[test]
    fn none_on_one_side_has_a_difference_but_no_ratio() {
        let found = gap(of(0.0, 50.0), of(5.0, 50.0), Level::P95).unwrap();
        assert!(found.ratio.is_none() && found.relative == Some(-1.0) && found.absolute.upper > -0.1);
        let neither = gap(of(0.0, 50.0), of(0.0, 50.0), Level::P95).unwrap();
        assert!(neither.relative.is_none() && neither.test.is_none());
        assert_eq!(rate_ratio(of(0.0, 1.0), of(1.0, 1.0), Level::P95), Err(CannotCalculate::AllOrNone));
    }

    proptest! {
        #[test]
        fn a_gap_turned_round_has_the_other_sign(a in 0..500u32, b in 0..500u32, n in 500..900u32, m in 500..900u32) {
            let (one, two) = (of(f64::from(a), f64::from(n)), of(f64::from(b), f64::from(m)));
            let (there, back) = (gap(one, two, Level::P95).unwrap().absolute, gap(two, one, Level::P95).unwrap().absolute);
            prop_assert!((there.lower + back.upper).abs() < 1e-12 && there.lower <= there.value && there.value <= there.upper);
            prop_assert!(there.lower >= -1.0 && there.upper <= 1.0);
        }
    }
}
