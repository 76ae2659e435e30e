//! The statistics of the field (STANDARDS §4): pure, deterministic, and either a number that can be trusted or the reason why not.
//!
//! Values go in unrounded; rounding is for display. Only two confidence levels exist, as a pair ([`Level`]). Logarithms and
//! exponentials are `libm`'s, so that the server and the browser get the same bits.

use crate::measure::Polarity;

pub mod benchmark;
pub mod distribution;
pub mod gap;
pub mod limits;
pub mod mean;
pub mod proportion;
pub mod rate;
pub mod slope;
pub mod standardised;
pub mod trend;

/// Why a statistic cannot be calculated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotCalculate {
    /// A number given, or the result, is infinite or not a number.
    #[error("a number is infinite or not a number")]
    NotFinite,
    /// A count, a spread or a weight is below zero.
    #[error("a count, a spread or a weight is below zero")]
    Negative,
    /// There is nothing to divide by.
    #[error("the denominator is not above zero")]
    NoDenominator,
    /// More were counted than there are.
    #[error("the numerator is above the denominator")]
    NumeratorAboveDenominator,
    /// There are too few cases, points, groups or peers.
    #[error("there are {found} and at least {needed} are needed")]
    TooFew {
        /// How many there are, rounded down.
        found: u32,
        /// How many it takes.
        needed: u32,
    },
    /// There are too many groups.
    #[error("there are {found} and at most {allowed} are allowed")]
    TooMany {
        /// How many there are.
        found: u32,
        /// How many are allowed.
        allowed: u32,
    },
    /// All or none were counted in a place where the share must lie between, so that its logarithm exists.
    #[error("a share of none or all has no logarithm")]
    AllOrNone,
    /// The values do not vary, or there is no interval to weigh them by.
    #[error("there is no spread to measure by")]
    NoSpread,
}

/// A confidence level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// 95 %.
    P95,
    /// 99.8 %.
    P998,
}

impl Level {
    /// What lies outside on both sides together.
    pub fn alpha(self) -> f64 {
        match self {
            Self::P95 => 0.05,
            Self::P998 => 0.002,
        }
    }
    /// The normal quantile Φ⁻¹(1 − α/2).
    pub fn z(self) -> f64 {
        match self {
            Self::P95 => 1.959_963_984_540_054,
            Self::P998 => 3.090_232_306_167_813_5,
        }
    }
}

/// A value and its limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
}

impl Estimate {
    /// Multiplied by a positive number: a share to a percentage, a rate to one for each 1,000.
    #[must_use]
    pub fn times(self, by: f64) -> Self {
        Self { value: self.value * by, lower: self.lower * by, upper: self.upper * by }
    }

    /// The same on the other side of nought.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { value: -self.value, lower: -self.upper, upper: -self.lower }
    }

    /// The standard error that 95 % limits imply if they are those of a normal distribution: their width over 3.92.
    pub fn standard_error(&self) -> f64 {
        (self.upper - self.lower) / 3.92
    }

    /// The estimate itself if its three numbers are finite.
    fn finite(self) -> Result<Self, CannotCalculate> {
        finite(&[self.value, self.lower, self.upper]).map(|()| self)
    }
}

/// What a rise means where higher or lower is better; none where neither is.
pub fn good(polarity: Polarity, rise: bool) -> Option<bool> {
    match polarity {
        Polarity::High => Some(rise),
        Polarity::Low => Some(!rise),
        Polarity::Range | Polarity::None => None,
    }
}

fn finite(numbers: &[f64]) -> Result<(), CannotCalculate> {
    if numbers.iter().all(|number| number.is_finite()) { Ok(()) } else { Err(CannotCalculate::NotFinite) }
}

/// A count and what it is out of, checked to be finite, not negative and with something to divide by.
fn parts(x: f64, n: f64) -> Result<(), CannotCalculate> {
    finite(&[x, n])?;
    if n <= 0.0 {
        Err(CannotCalculate::NoDenominator)
    } else if x < 0.0 {
        Err(CannotCalculate::Negative)
    } else {
        Ok(())
    }
}
