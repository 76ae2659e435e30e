//! Numbers as people write them, and the markers that stand in their place (STANDARDS §5, markers).

use crate::observation::{Flags, Missing};

/// Largest size of a number, either side of zero.
const LARGEST: f64 = 1e15;

/// What a cell that should hold a figure holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reading {
    /// Nothing.
    Blank,
    /// A number; whether it was written for people, with thousands separators, signs or units; and the notes beside it.
    Number {
        /// The number.
        value: f64,
        /// Written with more than digits, a sign and a point.
        dressed: bool,
        /// Written with `%` or the word.
        percent: bool,
        /// Notes beside it.
        flags: Flags,
    },
    /// A number, and beside it a reason why there is none.
    Both,
    /// A share written as a fraction, `65/100`.
    Fraction(f64, f64),
    /// Why there is no number.
    Missing(Missing),
    /// A range, or a number below or above a limit: whoever wrote it hid the figure.
    Range,
    /// What a spreadsheet writes where a formula failed.
    Failed,
    /// None of these.
    Text,
}

/// Markers that stand for a figure that is not there, without brackets and in small letters.
const MARKERS: &[(&str, Missing)] = &[
    ("c", Missing::Suppressed),
    ("*", Missing::Suppressed),
    ("**", Missing::Suppressed),
    ("s", Missing::Suppressed),
    ("supp", Missing::Suppressed),
    ("suppressed", Missing::Suppressed),
    ("k", Missing::Suppressed),
    ("low", Missing::Suppressed),
    ("~", Missing::Suppressed),
    ("x", Missing::NotAvailable),
    ("na", Missing::NotAvailable),
    ("n/a", Missing::NotAvailable),
    ("#n/a", Missing::NotAvailable),
    ("nan", Missing::NotAvailable),
    ("null", Missing::NotAvailable),
    ("none", Missing::NotAvailable),
    ("-", Missing::NotAvailable),
    ("–", Missing::NotAvailable),
    ("—", Missing::NotAvailable),
    ("--", Missing::NotAvailable),
    ("..", Missing::NotAvailable),
    ("...", Missing::NotAvailable),
    (":", Missing::NotAvailable),
    ("?", Missing::NotAvailable),
    ("tbc", Missing::NotAvailable),
    ("not available", Missing::NotAvailable),
    ("no data", Missing::NotAvailable),
    ("z", Missing::NotApplicable),
    (".", Missing::NotApplicable),
    ("not applicable", Missing::NotApplicable),
    ("u", Missing::Unreliable),
    ("n", Missing::NotCollected),
    ("not collected", Missing::NotCollected),
    ("d", Missing::NotYetDue),
    ("not yet due", Missing::NotYetDue),
    ("l", Missing::Late),
    ("late", Missing::Late),
];

/// The marker of a missing figure, in brackets or not, in any letters.
pub(super) fn marker(text: &str) -> Option<Missing> {
    let bare = text.trim().trim_start_matches(['[', '(', '{']).trim_end_matches([']', ')', '}']).trim();
    let bare = bare.to_lowercase();
    MARKERS.iter().find(|(known, _)| *known == bare).map(|(_, why)| *why)
}

/// Notes in a status, `p`, `[r][e]` or `p e`; and why there is no figure, if it says so. None where a part is neither.
pub(super) fn status(text: &str) -> Option<(Flags, Option<Missing>)> {
    let mut flags = Flags::default();
    let mut why = None;
    for part in text.split([' ', ',', ';', '[', ']', '(', ')']).filter(|part| !part.is_empty()) {
        if !note(part, &mut flags) {
            why = Some(marker(part)?);
        }
    }
    Some((flags, why))
}

/// Sets a note on a figure; false where the text is none.
fn note(text: &str, flags: &mut Flags) -> bool {
    match text.to_lowercase().as_str() {
        "p" | "provisional" => flags.provisional = true,
        "r" | "revised" => flags.revised = true,
        "b" | "break" => flags.break_in_series = true,
        "e" | "estimated" | "estimate" => flags.estimated = true,
        "a" | "normal" | "final" | "undefined" | "f" => {}
        _ => return false,
    }
    true
}

/// What a unit multiplier stands for, as Open SDG and SDMX write it: a word, or a power of ten; none where it is neither.
pub(super) fn multiplier(text: &str) -> Option<f64> {
    let exponent = match text.trim().to_lowercase().as_str() {
        "" | "unit" | "units" | "ones" | "percent" | "percentage" | "%" | "0" => 0,
        "tens" => 1,
        "hundred" | "hundreds" | "2" => 2,
        "thousand" | "thousands" | "1000" | "1,000" | "3" => 3,
        "million" | "millions" | "1000000" | "1,000,000" | "6" => 6,
        "billion" | "billions" | "9" => 9,
        _ => return None,
    };
    Some(10_f64.powi(exponent))
}

/// Reads a cell.
pub fn read(text: &str) -> Reading {
    let text = text.trim();
    if text.is_empty() {
        return Reading::Blank;
    }
    if let Some(value) = bare(text) {
        return Reading::Number { value, dressed: false, percent: false, flags: Flags::default() };
    }
    if let Some(why) = marker(text) {
        return Reading::Missing(why);
    }
    if failed(text) {
        return Reading::Failed;
    }
    if let Some(reading) = with_notes(text) {
        return reading;
    }
    if let Some((x, n)) = fraction(text) {
        return Reading::Fraction(x, n);
    }
    if range(text) { Reading::Range } else { Reading::Text }
}

/// A number as machines write it.
fn bare(text: &str) -> Option<f64> {
    if !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'e' | b'E'))
        || !text.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.abs() <= LARGEST)
}

/// What a spreadsheet writes where a formula failed; a formula that was not worked out is none of ours to work out.
fn failed(text: &str) -> bool {
    const ERRORS: [&str; 8] = ["#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#GETTING_DATA"];
    ERRORS.iter().any(|error| text.eq_ignore_ascii_case(error)) || text.to_ascii_lowercase().starts_with("err:")
}

/// Words that may stand behind a number and change nothing.
const UNITS: [&str; 8] = ["days", "day", "years", "yrs", "people", "persons", "tonnes", "kg"];
const PERCENT: [&str; 2] = ["percent", "per cent"];
/// Notes that may stand close behind a number. Other letters there may be a size, as in `12k` and `3b`, or a time, as in `250d`.
const CLOSE: [&str; 3] = ["p", "r", "e"];

/// A number and what stands behind it: `12.5 [p]`, `12.5p`, `35%`, `12 days`.
fn with_notes(text: &str) -> Option<Reading> {
    let end = text.rfind(|c: char| c.is_ascii_digit() || c == '%').map_or(0, |at| at + 1);
    let (number, behind) = text.split_at(end);
    let value = dressed(number)?;
    let notes = behind.trim();
    let is = |words: &[&str]| words.iter().any(|known| notes.eq_ignore_ascii_case(known));
    let percent = number.ends_with('%') || is(&PERCENT);
    if is(&PERCENT) || is(&UNITS) {
        return Some(Reading::Number { value, dressed: true, percent, flags: Flags::default() });
    }
    if behind.starts_with(char::is_alphabetic) && !is(&CLOSE) {
        return None;
    }
    let (flags, why) = status(notes)?;
    Some(if why.is_some() { Reading::Both } else { Reading::Number { value, dressed: true, percent, flags } })
}

/// A number with a sign of money, thousands separators or a percent sign. Separators must stand between groups of three, so that `12,5` is not
/// read as 125.
fn dressed(text: &str) -> Option<f64> {
    let text = text.trim();
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    let (below, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let text = text.trim_start_matches(['£', '$', '€']).trim_start();
    let separator = text.chars().find(|c| matches!(c, ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}'));
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let mut plain = String::new();
    if let Some(separator) = separator {
        for (n, group) in whole.split(separator).enumerate() {
            let fits = if n == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
            if !fits || !digits(group) {
                return None;
            }
            plain.push_str(group);
        }
    } else {
        plain.push_str(whole);
    }
    if !digits(&plain) || !digits(decimals) || plain.len() + decimals.len() == 0 || plain.len() > 16 {
        return None;
    }
    let value: f64 = format!("{plain}.{decimals}0").parse().ok()?;
    Some(if below { -value } else { value }).filter(|value| value.abs() <= LARGEST)
}

/// A part of a whole: `65/100`, `65 of 100`, `65 out of 100`.
fn fraction(text: &str) -> Option<(f64, f64)> {
    let (x, n) = text.split_once('/').or_else(|| text.split_once(" out of ")).or_else(|| text.split_once(" of "))?;
    let (x, n) = (dressed(x)?, dressed(n)?);
    (x >= 0.0 && n > 0.0 && x <= n).then_some((x, n))
}

/// `<5`, `1-4`, `1 to 4`, `fewer than 5`, `5 or fewer`, `>95%`.
fn range(text: &str) -> bool {
    let lower = text.to_lowercase();
    let one = |part: &str| dressed(part).is_some();
    let starts = ["<=", ">=", "<", ">", "≤", "≥", "fewer than", "less than", "under", "more than", "over", "up to", "at least", "at most"];
    let ends = ["or fewer", "or less", "or more", "or under", "or over", "+"];
    starts.iter().any(|start| lower.strip_prefix(start).is_some_and(one))
        || ends.iter().any(|end| lower.strip_suffix(end).is_some_and(one))
        || [" to ", "-", "–", "—"].iter().any(|between| lower.split_once(between).is_some_and(|(low, high)| one(low) && one(high)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> f64 {
        match read(text) {
            Reading::Number { value, .. } => value,
            other => panic!("{text} is {other:?}"),
        }
    }

    #[test]
    fn numbers_are_read_in_every_form() {
        for (text, value) in [
            ("0", 0.0),
            ("0.0", 0.0),
            ("12", 12.0),
            ("-28", -28.0),
            ("−5", -5.0),
            (".5", 0.5),
            ("1e3", 1000.0),
            ("1,234", 1234.0),
            ("1,234,567.8", 1_234_567.8),
            ("1 234", 1234.0),
            ("1\u{a0}234\u{a0}567", 1_234_567.0),
            ("£1,250.50", 1250.5),
            ("-£3", -3.0),
            ("35%", 35.0),
            ("35.5 %", 35.5),
            ("12 days", 12.0),
            ("12.5 [p]", 12.5),
            ("12.5p", 12.5),
            ("12.5 [r][e]", 12.5),
            ("29840.4045792899976601", 29_840.404_579_29),
        ] {
            assert!((number(text) - value).abs() < 1e-9, "{text}");
        }
        for (text, says) in [("35%", true), ("0.5 %", true), ("12 per cent", true), ("12% [p]", true), ("35", false), ("12 days", false)] {
            assert!(matches!(read(text), Reading::Number { percent, .. } if percent == says), "{text}");
        }
        let Reading::Number { flags, .. } = read("3 [r][e]") else { panic!() };
        assert!(flags.revised && flags.estimated && !flags.provisional);
    }

    #[test]
    fn markers_say_why_there_is_none() {
        for (marks, why) in [
            (["c", "[c]", "(c)", "*"].as_slice(), Missing::Suppressed),
            (&["k", "low", "[low]"], Missing::Suppressed),
            (&["x", "NA", "n/a", "-", "–", "..", ":", "#N/A", "NaN"], Missing::NotAvailable),
            (&["z", "[z]", "."], Missing::NotApplicable),
            (&["u", "[U]"], Missing::Unreliable),
        ] {
            for mark in marks {
                assert_eq!(read(mark), Reading::Missing(why), "{mark}");
            }
        }
        assert_eq!((read(""), read("  ")), (Reading::Blank, Reading::Blank));
        for both in ["12 [u]", "12[c]", "12*", "12 k", "0 [z]", "250 d"] {
            assert_eq!(read(both), Reading::Both, "{both}");
        }
    }

    #[test]
    fn fractions_ranges_and_failed_formulas_are_told_apart() {
        assert_eq!(
            (read("65/100"), read("3 of 4"), read("1,000 out of 2,000")),
            (Reading::Fraction(65.0, 100.0), Reading::Fraction(3.0, 4.0), Reading::Fraction(1000.0, 2000.0))
        );
        for text in ["<5", "< 5", "1-4", "1 to 4", "1–4", "fewer than 5", "5 or fewer", ">95%", "10+"] {
            assert_eq!(read(text), Reading::Range, "{text}");
        }
        for text in ["#DIV/0!", "#REF!", "#value!", "Err:502"] {
            assert_eq!(read(text), Reading::Failed, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_guessed() {
        for text in [
            "twelve", "=1+1", "@SUM(A1)", "1,23", "12,5", "1.234,5", "1,2345", "1..2", "5/0", "7/3", "(123)", "--5", "1e400", "e", "+",
            "0x10", "１２", "12k", "250d", "3b", "12c", "7x", "5%%",
        ] {
            assert_eq!(read(text), Reading::Text, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_any_number_reads_the_same(text in "\\PC{0,24}", whole in -10_000_000i64..10_000_000, cents in 0..100u32) {
            let _ = read(&text);
            let _ = status(&text);
            let plain = format!("{whole}.{cents:02}");
            let digits = whole.abs().to_string();
            let mut grouped = String::new();
            for (n, digit) in digits.chars().enumerate() {
                if n > 0 && (digits.len() - n).is_multiple_of(3) { grouped.push(','); }
                grouped.push(digit);
            }
            let sign = if whole < 0 { "-" } else { "" };
            let dressed = format!("{sign}{grouped}.{cents:02}");
            prop_assert!((number(&plain) - number(&dressed)).abs() < 1e-9);
        }
    }
}
