//! One released figure, and what can be read off it.

use serde::{Deserialize, Serialize};

use crate::{
    measure::{Kind, Measure},
    observation::{Flags, Missing, Provenance},
};

/// A released figure: what disclosure control has let through.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// No value, and why.
    Missing(Missing),
    /// A value from its parts; a count has no denominator.
    Parts {
        /// What was counted, or the sum of a mean.
        numerator: f64,
        /// Out of how many; zero where there is none.
        denominator: f64,
    },
    /// A value as it came.
    Value(f64),
}

impl Cell {
    /// The value in the measure's unit.
    #[inline]
    pub fn value(&self, measure: &Measure) -> Option<f64> {
        match *self {
            Self::Missing(_) => None,
            Self::Value(value) => Some(value),
            Self::Parts { numerator, denominator } => of_parts(numerator, denominator, measure),
        }
    }

    /// Why there is no value.
    pub fn missing(&self) -> Option<Missing> {
        match *self {
            Self::Missing(why) => Some(why),
            _ => None,
        }
    }

    /// The same with each part rounded by itself to the nearest multiple, halves up: nothing stays nothing. A value without parts is not counted,
    /// and stays as it came.
    #[must_use]
    pub fn rounded(self, to: u32) -> Self {
        match self {
            Self::Parts { numerator, denominator } => {
                Self::Parts { numerator: nearest(numerator, to), denominator: nearest(denominator, to) }
            }
            Self::Missing(_) | Self::Value(_) => self,
        }
    }

    /// Whether it is what a numerator and a denominator are rounded to.
    pub fn is_rounded(&self, (numerator, denominator): (f64, f64), to: u32) -> bool {
        *self == Self::Parts { numerator, denominator }.rounded(to)
    }

    /// Numerator and denominator, where both are known.
    pub fn parts(&self) -> Option<(f64, f64)> {
        match *self {
            Self::Parts { numerator, denominator } if denominator > 0.0 => Some((numerator, denominator)),
            _ => None,
        }
    }
}

/// The nearest multiple, halves up.
fn nearest(part: f64, to: u32) -> f64 {
    let to = f64::from(to);
    (part / to + 0.5).floor() * to
}

/// The value that parts make, in the measure's unit; none where there is nothing to divide by.
#[inline]
pub fn of_parts(numerator: f64, denominator: f64, measure: &Measure) -> Option<f64> {
    match measure.kind {
        Kind::Count => Some(numerator),
        _ if denominator <= 0.0 => None,
        Kind::Proportion | Kind::Rate => Some(f64::from(measure.per) * numerator / denominator),
        Kind::Mean | Kind::Value => Some(numerator / denominator),
    }
}

/// Notes on a cell in one byte: four flags, the provenance, and whether it is kept from an earlier release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Notes(u8);

impl Notes {
    const PROVISIONAL: u8 = 1;
    const REVISED: u8 = 2;
    const BREAK: u8 = 4;
    const ESTIMATED: u8 = 8;
    const HELD: u8 = 64;

    /// Packs flags and provenance.
    pub fn new(flags: Flags, provenance: Provenance) -> Self {
        let mut bits = match provenance {
            Provenance::Published => 0,
            Provenance::Council => 16,
            Provenance::Illustrative => 32,
        };
        for (set, bit) in [
            (flags.provisional, Self::PROVISIONAL),
            (flags.revised, Self::REVISED),
            (flags.break_in_series, Self::BREAK),
            (flags.estimated, Self::ESTIMATED),
        ] {
            if set {
                bits |= bit;
            }
        }
        Self(bits)
    }

    /// The same, of a figure that is kept as an earlier release shows it, or not.
    #[must_use]
    pub fn kept(self, held: bool) -> Self {
        Self(self.0 & !Self::HELD | if held { Self::HELD } else { 0 })
    }

    /// Whether the figure is kept as an earlier release shows it: another may have been counted since, so near that the difference would tell
    /// about few people, or give a hidden figure away (ADR 0013).
    pub fn held(self) -> bool {
        self.0 & Self::HELD != 0
    }

    /// The byte.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// From a byte; any byte reads as something.
    pub fn from_bits(bits: u8) -> Self {
        Self(bits & 0x7F)
    }

    /// Flags.
    pub fn flags(self) -> Flags {
        Flags {
            provisional: self.0 & Self::PROVISIONAL != 0,
            revised: self.0 & Self::REVISED != 0,
            break_in_series: self.0 & Self::BREAK != 0,
            estimated: self.0 & Self::ESTIMATED != 0,
        }
    }

    /// Provenance.
    pub fn provenance(self) -> Provenance {
        match self.0 >> 4 & 3 {
            0 => Provenance::Published,
            1 => Provenance::Council,
            _ => Provenance::Illustrative,
        }
    }

    /// Whether the figure is made up.
    pub fn illustrative(self) -> bool {
        self.provenance() == Provenance::Illustrative
    }
}

/// The marker of a missing value, in square brackets as it is written in tables (STANDARDS §5).
pub fn marker(why: Missing) -> &'static str {
    match why {
        Missing::Suppressed => "[c]",
        Missing::NotAvailable | Missing::Late => "[x]",
        Missing::NotApplicable => "[z]",
        Missing::NotCollected => "–",
        Missing::Unreliable => "[u]",
        Missing::NotYetDue => "…",
    }
}

/// The reason for a missing value, in words.
pub fn reason(why: Missing) -> &'static str {
    match why {
        Missing::Suppressed => "hidden to protect people",
        Missing::NotAvailable => "not available",
        Missing::NotApplicable => "does not apply here",
        Missing::NotCollected => "not broken down this way",
        Missing::Unreliable => "too unreliable to show",
        Missing::NotYetDue => "not yet due",
        Missing::Late => "late: due and not there yet",
    }
}

/// The one-letter status of a missing value in a file: the marker without its brackets.
pub fn status(why: Missing) -> &'static str {
    match why {
        Missing::Suppressed => "c",
        Missing::NotAvailable => "x",
        Missing::NotApplicable => "z",
        Missing::NotCollected => "n",
        Missing::Unreliable => "u",
        Missing::NotYetDue => "d",
        Missing::Late => "l",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_rounded_by_itself_and_halves_go_up() {
        let parts = |numerator: f64, denominator: f64| Cell::Parts { numerator, denominator };
        assert_eq!(parts(7.0, 8.0).rounded(5), parts(5.0, 10.0));
        assert_eq!(parts(5.0, 15.0).rounded(10), parts(10.0, 20.0));
        assert_eq!(parts(0.0, 0.0).rounded(5), parts(0.0, 0.0));
        assert_eq!(parts(1049.0, 1050.0).rounded(100), parts(1000.0, 1100.0));
        for cell in [Cell::Value(7.0), Cell::Missing(Missing::Suppressed)] {
            assert_eq!(cell.rounded(5), cell);
        }
    }
}
