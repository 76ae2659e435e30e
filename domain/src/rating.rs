//! The rating: how a value stands against its target now (STANDARDS §6, product rule).

use serde::{Deserialize, Serialize};

use crate::{
    format,
    measure::{Measure, Polarity, Reach, Target, Tolerance},
    observation::Missing,
    view::figure::value_text,
};

/// Version of the rule of [`rate`] and of what it is given ([`crate::judged`]), to be stored with what it decided. It rises when either
/// changes: 2 holds figures that add up against the part of the target's period that has passed.
pub const RULE_VERSION: u16 = 2;

/// A rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rating {
    /// The value meets the target.
    OnTarget,
    /// It misses by no more than the tolerance.
    NearTarget,
    /// It misses by more.
    OffTarget,
    /// There is no rating, and why.
    CannotTell(Why),
}

/// Why there is no rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// No target is set, or a range lacks its upper limit.
    NoTarget,
    /// The target is 0 and its tolerance a share of it, which is nothing: it needs a tolerance in the measure's unit.
    NoTolerance,
    /// There is no value.
    NoValue(Missing),
    /// Neither higher nor lower is better.
    NoPolarity,
    /// The measure describes the place; nobody is held to it.
    Context,
    /// Too many records do not say which group they are of.
    Unknown,
    /// The figure's time has not come.
    NotYetDue,
}

/// Differences below this share of the numbers are noise in the last bits, not a miss.
const NOISE: f64 = 1e-9;

/// How a value misses a target, and what is allowed for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shortfall {
    /// By how much it misses, in the measure's unit; 0 or less where it meets the target.
    pub miss: f64,
    /// By how much it may miss and still be near, in the measure's unit; not below 0.
    pub allowed: f64,
    /// What it is measured from: the target, or the limit of a range that is nearer.
    pub limit: f64,
}

/// Rates a value against its target.
///
/// d = s(v − t)/|t| with s = 1 where higher is better and −1 where lower is: on target from 0, near from −tolerance, off below. A
/// target of 0 takes a tolerance in the measure's unit. For a range: on target inside (limits included), near within the tolerance
/// of the limit that is crossed. Values are unrounded. The better the value, the better or equal the rating.
pub fn rate(value: Result<f64, Missing>, target: Option<&Target>, polarity: Polarity, reach: Reach) -> Rating {
    let why = |why| Rating::CannotTell(why);
    let value = value.and_then(|value| if value.is_finite() { Ok(value) } else { Err(Missing::NotAvailable) });
    match (reach, polarity, value, target) {
        (Reach::Context, ..) => why(Why::Context),
        (_, Polarity::None, ..) => why(Why::NoPolarity),
        (_, _, Err(Missing::NotYetDue), _) => why(Why::NotYetDue),
        (_, _, Err(missing), _) => why(Why::NoValue(missing)),
        (.., None) => why(Why::NoTarget),
        (_, _, Ok(value), Some(target)) => shortfall(value, target, polarity).map_or_else(why, |Shortfall { miss, allowed, .. }| {
            let noise = NOISE * value.abs().max(allowed.abs());
            if miss <= noise {
                Rating::OnTarget
            } else if miss <= allowed + noise {
                Rating::NearTarget
            } else {
                Rating::OffTarget
            }
        }),
    }
}

/// Whether all values from a low to a high one meet a target, or none does; nothing where some do, or where there is no rating.
pub fn meets(low: f64, high: f64, target: &Target, polarity: Polarity) -> Option<bool> {
    let on = |value: f64| match rate(Ok(value), Some(target), polarity, Reach::Control) {
        Rating::OnTarget => Some(true),
        Rating::NearTarget | Rating::OffTarget => Some(false),
        Rating::CannotTell(_) => None,
    };
    let (one, other) = (on(low)?, on(high)?);
    // What reaches beyond both limits of a range is met by neither end.
    let spans = !one && target.upper.is_some_and(|upper| low < target.value.min(upper) && upper.max(target.value) < high);
    (one == other && !spans).then_some(one)
}

/// How a value misses its target.
///
/// # Errors
/// Why there is nothing to miss.
pub fn shortfall(value: f64, target: &Target, polarity: Polarity) -> Result<Shortfall, Why> {
    let (miss, limit) = match polarity {
        Polarity::High => (target.value - value, target.value),
        Polarity::Low => (value - target.value, target.value),
        Polarity::Range => {
            let upper = target.upper.ok_or(Why::NoTarget)?;
            let (low, high) = (target.value.min(upper), target.value.max(upper));
            if value < f64::midpoint(low, high) { (low - value, low) } else { (value - high, high) }
        }
        Polarity::None => return Err(Why::NoPolarity),
    };
    let allowed = match target.tolerance {
        Tolerance::Absolute(allowed) => allowed,
        // Inside a range that ends at 0 there is nothing to allow for.
        Tolerance::Relative(_) if limit == 0.0 && polarity == Polarity::Range && miss <= 0.0 => 0.0,
        Tolerance::Relative(_) if limit == 0.0 => return Err(Why::NoTolerance),
        Tolerance::Relative(share) => share * limit.abs(),
    };
    let finite = miss.is_finite() && allowed.is_finite();
    if finite { Ok(Shortfall { miss, allowed: allowed.max(0.0), limit }) } else { Err(Why::NoTarget) }
}

impl Rating {
    /// The rating in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::OnTarget => "On target",
            Self::NearTarget => "Near target",
            Self::OffTarget => "Off target",
            Self::CannotTell(_) => "Cannot tell",
        }
    }

    /// Its code, as in classes and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::OnTarget => "on-target",
            Self::NearTarget => "near-target",
            Self::OffTarget => "off-target",
            Self::CannotTell(_) => "cannot-tell",
        }
    }

    /// The reason in one sentence, with the numbers as the measure shows them. `value` and `target` are those that were rated.
    pub fn reason(self, value: Option<f64>, target: Option<&Target>, measure: &Measure) -> String {
        if let Self::CannotTell(why) = self {
            return why.sentence().to_owned();
        }
        let (Some(value), Some(target)) = (value, target) else { return Why::NoTarget.sentence().to_owned() };
        let (shown, aim, allowed) = (value_text(value, measure), target.words(measure), target.tolerance.words(measure));
        if self == Self::OnTarget {
            return format!("{shown} meets the target of {aim}.");
        }
        let miss = shortfall(value, target, measure.polarity).map_or(0.0, |shortfall| shortfall.miss);
        let missed = if format::rounds_to_zero(miss, measure.decimals) {
            format!("{shown} just misses the target of {aim}")
        } else {
            format!("{shown} misses the target of {aim} by {}", measure.amount(miss))
        };
        if self == Self::NearTarget {
            format!("{missed}, within the tolerance of {allowed}.")
        } else {
            format!("{missed}, more than the tolerance of {allowed}.")
        }
    }
}

impl Why {
    /// The reason in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NoTarget => "No target is set.",
            Self::NoTolerance => "The target is nought, so its tolerance must be set in the measure's own unit.",
            Self::NoPolarity => "Neither higher nor lower is better.",
            Self::Context => "It describes the place, and nobody is held to it.",
            Self::NotYetDue | Self::NoValue(Missing::NotYetDue) => "The figure is not due yet.",
            Self::Unknown => "Too many records do not say which group they are of.",
            Self::NoValue(Missing::Suppressed) => "The figure is hidden to protect people.",
            Self::NoValue(Missing::NotAvailable) => "The figure is not available.",
            Self::NoValue(Missing::NotApplicable) => "The measure does not apply here.",
            Self::NoValue(Missing::NotCollected) => "Nobody collects the figure here.",
            Self::NoValue(Missing::Unreliable) => "The figure is too unreliable to show.",
            Self::NoValue(Missing::Late) => "The figure is late.",
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{measure::Kind, target::tests::target};

    fn aim(value: f64, upper: Option<f64>, tolerance: Tolerance) -> Target {
        Target { value, upper, tolerance, ..target("", "2023-04-01/P1Y") }
    }

    /// A quarterly percentage of complaints, within the council's control.
    pub(crate) fn measure(polarity: &str, suffix: &str) -> Measure {
        serde_json::from_value(serde_json::json!({
            "code": "answered", "title": "Complaints answered on time", "unit": "% of complaints", "prefix": "", "suffix": suffix,
            "decimals": 1, "kind": "proportion", "per": 100, "polarity": polarity, "frequency": "quarterly", "aggregation": "ratio",
            "owner": "Director", "directorate": "d", "service": "s", "reach": "control", "lenses": [], "definition": "", "method": "",
            "source": "s", "caveats": [], "levels": [], "breakdowns": [], "lag_days": 0, "disclosure": {"off": {"reason": "r"}}
        }))
        .unwrap()
    }

    #[test]
    fn the_rule_at_its_edges() {
        let relative = aim(80.0, None, Tolerance::Relative(0.05));
        let high = |v: f64| rate(Ok(v), Some(&relative), Polarity::High, Reach::Control);
        assert_eq!([80.0, 76.0, 75.9].map(high), [Rating::OnTarget, Rating::NearTarget, Rating::OffTarget]);
        let low = |v: f64| rate(Ok(v), Some(&relative), Polarity::Low, Reach::Control);
        assert_eq!([79.0, 84.0, 84.1].map(low), [Rating::OnTarget, Rating::NearTarget, Rating::OffTarget]);
        let below_zero = aim(-5.0, None, Tolerance::Relative(0.1));
        assert_eq!(rate(Ok(-5.4), Some(&below_zero), Polarity::High, Reach::Control), Rating::NearTarget);
        // 28.5 as a computed percentage falls short in its last bit.
        assert_eq!(
            rate(Ok(100.0 * 0.285), Some(&aim(28.5, None, Tolerance::Relative(0.0))), Polarity::High, Reach::Control),
            Rating::OnTarget
        );
    }

    #[test]
    fn a_range_is_met_inside() {
        let range = aim(55.0, Some(70.0), Tolerance::Absolute(5.0));
        let found = [60.0, 55.0, 70.0, 52.0, 49.0, 75.0, 76.0].map(|v| rate(Ok(v), Some(&range), Polarity::Range, Reach::Control));
        let (on, near, off) = (Rating::OnTarget, Rating::NearTarget, Rating::OffTarget);
        assert_eq!(found, [on, on, on, near, off, near, off]);
        let from_nothing = aim(0.0, Some(10.0), Tolerance::Relative(0.1));
        assert_eq!(rate(Ok(1.0), Some(&from_nothing), Polarity::Range, Reach::Control), on);
        assert_eq!(rate(Ok(11.0), Some(&from_nothing), Polarity::Range, Reach::Control), near);
    }

    #[test]
    fn every_reason_for_no_rating() {
        let any = target("", "2023-04-01/P1Y");
        let zero = aim(0.0, None, Tolerance::Relative(0.05));
        for (value, target, polarity, reach, why) in [
            (Ok(1.0), Some(&any), Polarity::High, Reach::Context, Why::Context),
            (Ok(1.0), Some(&any), Polarity::None, Reach::Control, Why::NoPolarity),
            (Ok(1.0), None, Polarity::High, Reach::Control, Why::NoTarget),
            (Ok(1.0), Some(&any), Polarity::Range, Reach::Control, Why::NoTarget),
            (Ok(1.0), Some(&zero), Polarity::Low, Reach::Influence, Why::NoTolerance),
            (Ok(f64::NAN), Some(&any), Polarity::High, Reach::Control, Why::NoValue(Missing::NotAvailable)),
            (Err(Missing::Suppressed), Some(&any), Polarity::High, Reach::Control, Why::NoValue(Missing::Suppressed)),
            (Err(Missing::NotYetDue), Some(&any), Polarity::High, Reach::Control, Why::NotYetDue),
        ] {
            let rating = rate(value, target, polarity, reach);
            assert_eq!(rating, Rating::CannotTell(why));
            assert_eq!(rating.reason(value.ok(), target, &measure("high", "%")), why.sentence());
            assert_eq!(rating.words(), "Cannot tell");
        }
    }

    #[test]
    fn reasons_name_the_numbers() {
        let aimed = target("", "2023-04-01/P1Y");
        let say = |v: f64, suffix: &str| {
            let rating = rate(Ok(v), Some(&aimed), Polarity::High, Reach::Control);
            let kind = if suffix == "%" { Kind::Proportion } else { Kind::Mean };
            rating.reason(Some(v), Some(&aimed), &Measure { kind, ..measure("high", suffix) })
        };
        assert_eq!(say(81.0, "%"), "81.0% meets the target of 80.0% or more.");
        assert_eq!(say(77.0, "%"), "77.0% misses the target of 80.0% or more by 3.0 points, within the tolerance of 5% of the target.");
        assert_eq!(
            say(70.0, " days"),
            "70.0 days misses the target of 80.0 days or more by 10.0 days, more than the tolerance of 5% of the target."
        );
        assert_eq!(say(79.99, "%"), "80.0% just misses the target of 80.0% or more, within the tolerance of 5% of the target.");
        let range = aim(55.0, Some(70.0), Tolerance::Absolute(5.0));
        let rating = rate(Ok(72.0), Some(&range), Polarity::Range, Reach::Control);
        assert_eq!(
            rating.reason(Some(72.0), Some(&range), &measure("range", "%")),
            "72.0% misses the target of 55.0% to 70.0% by 2.0 points, within the tolerance of 5.0 points."
        );
    }

    fn rank(rating: Rating) -> u8 {
        match rating {
            Rating::OnTarget => 2,
            Rating::NearTarget => 1,
            Rating::OffTarget => 0,
            Rating::CannotTell(_) => 9,
        }
    }

    proptest! {
        #[test]
        fn a_better_value_never_has_a_worse_rating(
            a in -1e6..1e6f64, b in -1e6..1e6f64, t in -1e3..1e3f64, tolerance in 0.0..2.0f64, absolute in any::<bool>()
        ) {
            let tolerance = if absolute { Tolerance::Absolute(tolerance) } else { Tolerance::Relative(tolerance) };
            let target = aim(t, None, tolerance);
            let at = |v: f64, polarity| rank(rate(Ok(v), Some(&target), polarity, Reach::Control));
            prop_assert!(at(a.max(b), Polarity::High) >= at(a.min(b), Polarity::High));
            prop_assert!(at(a.min(b), Polarity::Low) >= at(a.max(b), Polarity::Low));
        }

        #[test]
        fn near_the_edges_too(t in -1e3..1e3f64, tolerance in 0.0..0.5f64, step in -10i32..10, edge in any::<bool>()) {
            let target = aim(t, None, Tolerance::Relative(tolerance));
            let base = if edge { t - tolerance * t.abs() } else { t };
            let at = |v: f64| rank(rate(Ok(v), Some(&target), Polarity::High, Reach::Control));
            let v = base + f64::from(step) * 1e-10;
            prop_assert!(at(v.next_up()) >= at(v) && at(v + 1e-10) >= at(v));
        }

        #[test]
        fn any_numbers_have_a_rating(value in any::<f64>(), t in any::<f64>(), upper in prop::option::of(any::<f64>()), tolerance in any::<f64>()) {
            let target = aim(t, upper, Tolerance::Absolute(tolerance));
            for polarity in [Polarity::High, Polarity::Low, Polarity::Range] {
                let rating = rate(Ok(value), Some(&target), polarity, Reach::Control);
                prop_assert!(!rating.reason(Some(value), Some(&target), &measure("range", "%")).contains("NaN"));
            }
        }
    }
}
