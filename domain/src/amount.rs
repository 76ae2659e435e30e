//! A measure's amounts, its targets and their tolerances, in words.

use crate::{
    format,
    measure::{Kind, Measure, Polarity, Target, Tolerance},
    view::figure::value_text,
};

impl Measure {
    /// The size of a difference between two of its values: points of a percentage, else its own unit.
    pub fn amount(&self, difference: f64) -> String {
        if self.kind == Kind::Proportion || self.suffix == "%" {
            format::difference(difference, self.decimals, ("point", "points"))
        } else {
            value_text(difference.abs(), self)
        }
    }
}

/// A difference between two values of a measure with its direction: `+2.0 points`, `−£1.20`, or that they are the same.
pub fn signed(measure: &Measure, difference: f64) -> String {
    if format::rounds_to_zero(difference, measure.decimals) {
        return "the same".to_owned();
    }
    format!("{}{}", if difference < 0.0 { format::MINUS } else { '+' }, measure.amount(difference))
}

impl Target {
    /// The target with its direction: `90.0% or more`, `£4.0m to £6.5m`.
    pub fn words(&self, measure: &Measure) -> String {
        let show = |value| value_text(value, measure);
        match (measure.polarity, self.upper) {
            (_, Some(upper)) => format!("{} to {}", show(self.value.min(upper)), show(self.value.max(upper))),
            (Polarity::High, None) => format!("{} or more", show(self.value)),
            (Polarity::Low, None) => format!("{} or less", show(self.value)),
            (Polarity::Range | Polarity::None, None) => show(self.value),
        }
    }
}

impl Tolerance {
    /// The tolerance: `5% of the target`, `2.0 points`.
    pub fn words(self, measure: &Measure) -> String {
        match self {
            Self::Relative(share) => format!("{} of the target", percent(share)),
            Self::Absolute(allowed) => measure.amount(allowed),
        }
    }
}

/// A share as a percentage: with as many decimals as it takes to tell all of it, up to two; else one, or three where it is hardly anything.
pub fn percent(share: f64) -> String {
    let decimals = (0..3).find(|&decimals| {
        let scaled = share * 100.0 * [1.0, 10.0, 100.0][usize::from(decimals)];
        (scaled - scaled.round()).abs() < 1e-6
    });
    format::value(share * 100.0, "", "%", decimals.unwrap_or(if share.abs() < 0.001 { 3 } else { 1 }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rating::tests::measure, target::tests::target};

    #[test]
    fn a_percentage_differs_by_points() {
        let share = measure("high", "%");
        assert_eq!((share.amount(-2.0), Tolerance::Absolute(2.0).words(&share)), ("2.0 points".to_owned(), "2.0 points".to_owned()));
        let rate = Measure { kind: Kind::Rate, per: 100, ..share.clone() };
        assert_eq!(rate.amount(2.0), "2.0 points");
        let days = Measure { kind: Kind::Mean, suffix: " days".to_owned(), ..share };
        assert_eq!(days.amount(-2.0), "2.0 days");
    }

    #[test]
    fn a_target_says_its_direction_and_a_range_its_lower_limit_first() {
        let says = |polarity, upper| Target { upper, ..target("", "2023-04-01/P1Y") }.words(&measure(polarity, "%"));
        assert_eq!(["high", "low"].map(|polarity| says(polarity, None)), ["80.0% or more", "80.0% or less"]);
        assert_eq!([Some(90.0), Some(70.0)].map(|upper| says("range", upper)), ["80.0% to 90.0%", "70.0% to 80.0%"]);
    }

    #[test]
    fn a_share_shows_the_decimals_it_needs() {
        assert_eq!([0.05, 0.025, 0.0125, 1.0 / 3.0, 0.000_012_3].map(percent), ["5%", "2.5%", "1.25%", "33.3%", "0.001%"]);
    }
}
