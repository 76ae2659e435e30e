//! Single values as files write them. Each reader raises its own fault and returns nothing when the text will not do.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};

use super::{
    issue::{Shown, Spot},
    names::Nearest,
};
use crate::{
    code::CodeError,
    period::{Period, PeriodError},
};

/// Largest size of a number, either side of zero.
const LARGEST: f64 = 1e15;

/// A code.
pub(super) fn code<C: FromStr<Err = CodeError>>(spot: &dyn Spot, text: &str) -> Option<C> {
    match text.parse() {
        Ok(code) => Some(code),
        Err(CodeError { what, why, .. }) => {
            spot.raise(
                format_args!("{} will not do as a code of a {what}: {why}", Shown(text)),
                format_args!("Write letters, digits, - and _ only, such as `north-3`."),
            );
            None
        }
    }
}

/// A period in ISO 8601.
pub(super) fn period(spot: &dyn Spot, text: &str) -> Option<Period> {
    match text.parse() {
        Ok(period) => Some(period),
        Err(PeriodError { why, .. }) => {
            spot.raise(format_args!("{} is not a period", Shown(text)), format_args!("{why}."));
            None
        }
    }
}

/// A day from 1800 to 2200.
pub(super) fn date(spot: &dyn Spot, text: &str) -> Option<NaiveDate> {
    let day = crate::day::parse(text);
    let day = day.filter(|day| (1800..=2200).contains(&day.year()));
    if day.is_none() {
        spot.raise(format_args!("{} is not a date", Shown(text)), format_args!("Write year, month and day, such as 2024-03-31."));
    }
    day
}

/// A finite number of ordinary size.
pub(super) fn number(spot: &dyn Spot, text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'e' | b'E'));
    let number = if plain { text.parse().ok() } else { None };
    let Some(number) = number else {
        spot.raise(
            format_args!("{} is not a number", Shown(text)),
            format_args!("Write digits and a point only, such as 1234.5: no commas, no units, no % sign."),
        );
        return None;
    };
    sized(spot, number)
}

/// The number, if it is finite and of ordinary size.
pub(super) fn sized(spot: &dyn Spot, number: f64) -> Option<f64> {
    let fits = number.is_finite() && number.abs() <= LARGEST;
    if !fits {
        spot.raise(format_args!("{number} is too large, or no number at all"), format_args!("Write a number between −10¹⁵ and 10¹⁵."));
    }
    fits.then_some(number)
}

/// A whole number within limits.
pub(super) fn whole(spot: &dyn Spot, text: &str, least: i64, most: i64) -> Option<i64> {
    let number = text.parse().ok().filter(|n| (least..=most).contains(n));
    if number.is_none() {
        spot.raise(format_args!("{} is not a whole number from {least} to {most}", Shown(text)), format_args!("Write one in digits only."));
    }
    number
}

/// One of several words.
pub(super) fn choice<T: Copy>(spot: &dyn Spot, what: &str, text: &str, options: &[(&'static str, T)]) -> Option<T> {
    let found = options.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
    if found.is_none() {
        let nearest = Nearest { given: text, known: &|| Box::new(options.iter().map(|(name, _)| *name)) };
        spot.raise(format_args!("{} is no {what}", Shown(text)), format_args!("{nearest}Write {}.", Or(options)));
    }
    found
}

/// An address of a web page.
pub(super) fn url(spot: &dyn Spot, text: String) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let sound = rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()));
    if !sound {
        spot.raise(
            format_args!("{} is not the address of a web page", Shown(&text)),
            format_args!("Begin it with https://, without spaces."),
        );
    }
    sound.then_some(text)
}

/// `a`, `b` or `c`.
struct Or<'a, T>(&'a [(&'static str, T)]);

impl<T> fmt::Display for Or<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, (name, _)) in self.0.iter().enumerate() {
            let between = match n {
                0 => "",
                n if n + 1 == self.0.len() => " or ",
                _ => ", ",
            };
            write!(f, "{between}`{name}`")?;
        }
        Ok(())
    }
}
