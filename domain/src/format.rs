//! Numbers, spans and lists as readers see them. The server and the browser use only these, so they agree to the character.
//!
//! Rounding is of the decimal number a reader would type, half away from zero: 74.25 gives 74.3 and −74.25 gives −74.3.
//! A number is first taken to thirteen significant digits, so that noise in the last bits (28.499 999 999 999 996 for 28.5)
//! does not decide. What rounds to zero has no sign.

use chrono::{Datelike, NaiveDate};

/// Shown where there is no number.
pub const NO_NUMBER: &str = "–";

/// The true minus sign, U+2212.
pub(crate) const MINUS: char = '\u{2212}';

/// Significant digits that count: two fewer than a 64-bit number always holds.
const DIGITS: usize = 13;

/// Whether a number shows a minus sign, and its digits with thousands separators: the same rounding for every formatter.
fn rounded(v: f64, decimals: u8) -> (bool, String) {
    let decimals = usize::from(decimals);
    let scientific = format!("{:.*e}", DIGITS - 1, v.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    // `digits` with its point `before` places in; padded so that both sides have all the places that are shown.
    let before = usize::try_from(exponent + 1).unwrap_or(0);
    let leading = usize::try_from(-(exponent + 1)).unwrap_or(0);
    digits.splice(0..0, std::iter::repeat_n(0, leading));
    let keep = before + decimals;
    let up = digits.get(keep).is_some_and(|&next| next >= 5);
    digits.resize(keep, 0);
    if up {
        let mut place = keep;
        loop {
            if place == 0 {
                digits.insert(0, 1);
                break;
            }
            place -= 1;
            if digits[place] < 9 {
                digits[place] += 1;
                break;
            }
            digits[place] = 0;
        }
    }
    let negative = v < 0.0 && digits.iter().any(|&digit| digit > 0);
    let whole = digits.len() - decimals;
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 2);
    if whole == 0 {
        text.push('0');
    }
    for (i, &digit) in digits.iter().enumerate() {
        if i == whole {
            text.push('.');
        } else if i > 0 && i < whole && (whole - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(char::from(b'0' + digit));
    }
    (negative, text)
}

/// A value with its signs: `74.2%`, `£1,234`, `−£5.00`. [`NO_NUMBER`] for what is not a finite number.
pub fn value(v: f64, prefix: &str, suffix: &str, decimals: u8) -> String {
    if !v.is_finite() {
        return NO_NUMBER.to_owned();
    }
    let (negative, digits) = rounded(v, decimals);
    let sign = if negative { MINUS.to_string() } else { String::new() };
    format!("{sign}{prefix}{digits}{suffix}")
}

/// A whole number with thousands separators: `1,234`.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The limits of an interval: `70.1 – 78.0`, with the dash and spaces that keep two negative numbers apart.
pub fn interval(lo: f64, hi: f64, decimals: u8) -> String {
    format!("{} – {}", value(lo, "", "", decimals), value(hi, "", "", decimals))
}

/// The size of a difference, without its sign, in a unit's singular or plural: `5.9 points`, `1 point`.
pub fn difference(d: f64, decimals: u8, unit: (&str, &str)) -> String {
    let size = value(d.abs(), "", "", decimals);
    let word = if size == "1" { unit.0 } else { unit.1 };
    format!("{size} {word}")
}

/// The size of a difference with its direction in a word: `0.8 more`, `23 fewer`, or `the same` when it rounds to nothing.
pub fn more(d: f64, prefix: &str, suffix: &str, decimals: u8, words: (&str, &str)) -> String {
    if !d.is_finite() {
        return NO_NUMBER.to_owned();
    }
    if rounds_to_zero(d, decimals) {
        return "the same".to_owned();
    }
    format!("{} {}", value(d.abs(), prefix, suffix, decimals), if d > 0.0 { words.0 } else { words.1 })
}

/// A difference with its sign always shown: `+5.9`, `−0.8`, `0.0`.
pub fn signed(d: f64, prefix: &str, suffix: &str, decimals: u8) -> String {
    let text = value(d, prefix, suffix, decimals);
    if d > 0.0 && d.is_finite() && !rounds_to_zero(d, decimals) { format!("+{text}") } else { text }
}

/// Whether a number shows as zero at so many decimals.
pub fn rounds_to_zero(v: f64, decimals: u8) -> bool {
    v.is_finite() && !rounded(v, decimals).1.bytes().any(|byte| (b'1'..=b'9').contains(&byte))
}

/// A number in a sentence: `no`, `one` … `nine`, then digits. `no` reads right before the thing that is counted.
pub fn count_words(n: u64) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    match usize::try_from(n).ok().and_then(|n| WORDS.get(n)) {
        Some(word) => (*word).to_owned(),
        None => count(n),
    }
}

/// A place in an order: `1st`, `12th`, `23rd`.
pub fn ordinal(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

/// A number and what it counts, one or many: `1 ward`, `1,234 wards`.
pub fn plural(n: u64, word: (&str, &str)) -> String {
    format!("{} {}", count(n), agreeing(n, word))
}

/// The word that goes with a number, one or many: `is` with 1, `are` with any other.
pub fn agreeing<'a>(n: u64, word: (&'a str, &'a str)) -> &'a str {
    if n == 1 { word.0 } else { word.1 }
}

/// How old something is: days up to a fortnight, weeks up to three months, months up to two years, then years.
/// `not over yet` where `to` comes before `from`.
pub fn age(from: NaiveDate, to: NaiveDate) -> String {
    let Ok(days) = u64::try_from((to - from).num_days()) else { return "not over yet".to_owned() };
    let months = whole_months(from, to);
    let old = match (days, months) {
        (..14, _) => plural(days, ("day", "days")),
        (_, ..3) => plural(days / 7, ("week", "weeks")),
        (_, ..24) => plural(months, ("month", "months")),
        _ => plural(months / 12, ("year", "years")),
    };
    format!("{old} old")
}

/// Whole months between two days; a month is whole from the last day of a shorter month on.
fn whole_months(from: NaiveDate, to: NaiveDate) -> u64 {
    let months = 12 * (i64::from(to.year()) - i64::from(from.year())) + i64::from(to.month()) - i64::from(from.month());
    let last_of_month = to.succ_opt().is_none_or(|next| next.month() != to.month());
    let short = to.day() < from.day() && !last_of_month;
    u64::try_from(months - i64::from(short)).unwrap_or(0)
}

/// A list in a sentence: `a`, `a and b`, `a, b and c`; nothing for an empty list.
pub fn joined<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_in_an_order_are_written_as_they_are_read() {
        let written = [1, 2, 3, 4, 11, 12, 13, 21, 22, 64, 101, 111].map(ordinal);
        assert_eq!(written, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "64th", "101st", "111th"]);
    }

    #[test]
    fn values_are_rounded_half_away_from_zero_and_grouped() {
        for (v, decimals, shown) in [
            (74.25, 1, "74.3"),
            (-74.25, 1, "−74.3"),
            (2.675, 2, "2.68"),
            (100.0 * 0.285, 0, "29"),
            (1234.0, 0, "1,234"),
            (999_999.5, 0, "1,000,000"),
            (999.95, 1, "1,000.0"),
            (0.5, 0, "1"),
            (0.05, 1, "0.1"),
            (0.049, 1, "0.0"),
            (-0.04, 1, "0.0"),
            (-0.0, 0, "0"),
            (1e-300, 2, "0.00"),
            (0.1 + 0.2, 3, "0.300"),
            (1e15, 0, "1,000,000,000,000,000"),
            (f64::NAN, 1, "–"),
            (f64::NEG_INFINITY, 1, "–"),
        ] {
            assert_eq!(value(v, "", "", decimals), shown, "{v} to {decimals}");
        }
        assert_eq!(value(74.2, "", "%", 1), "74.2%");
        assert_eq!(value(502.44, "£", "m", 1), "£502.4m");
        assert_eq!(value(-5.0, "£", "", 2), "−£5.00");
    }

    #[test]
    fn intervals_and_differences_read_as_sentences_do() {
        assert_eq!(interval(70.1, 78.0, 1), "70.1 – 78.0");
        assert_eq!(interval(-3.0, -1.0, 0), "−3 – −1");
        assert_eq!(difference(-5.94, 1, ("point", "points")), "5.9 points");
        assert_eq!(difference(1.2, 0, ("point", "points")), "1 point");
        assert_eq!(difference(1.0, 1, ("point", "points")), "1.0 points");
        assert_eq!(more(0.8, "", "", 1, ("more", "fewer")), "0.8 more");
        assert_eq!(more(-23.0, "", "", 0, ("more", "fewer")), "23 fewer");
        assert_eq!(more(0.04, "", "", 1, ("more", "fewer")), "the same");
        assert_eq!(signed(5.9, "", "", 1), "+5.9");
        assert_eq!(signed(-5.9, "£", "m", 1), "−£5.9m");
        assert_eq!(signed(0.01, "", "", 1), "0.0");
        assert_eq!(signed(f64::INFINITY, "", "", 1), "–");
    }

    #[test]
    fn counts_and_lists() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!((count_words(0), count_words(9), count_words(10)), ("no".into(), "nine".into(), "10".into()));
        assert_eq!(plural(1, ("ward", "wards")), "1 ward");
        assert_eq!(plural(0, ("ward", "wards")), "0 wards");
        assert_eq!(plural(1234, ("ward", "wards")), "1,234 wards");
        assert_eq!([0, 1, 2].map(|n| agreeing(n, ("is", "are"))), ["are", "is", "are"]);
        assert_eq!(joined::<&str>(&[]), "");
        assert_eq!(joined(&["a"]), "a");
        assert_eq!(joined(&["a", "b"]), "a and b");
        assert_eq!(joined(&["a".to_owned(), "b".to_owned(), "c".to_owned()]), "a, b and c");
    }

    #[test]
    fn ages_are_in_the_unit_people_use() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (from, to, shown) in [
            ("2026-09-30", "2026-11-22", "7 weeks old"),
            ("2026-06-30", "2026-11-30", "5 months old"),
            ("2023-03-31", "2026-11-22", "3 years old"),
            ("2026-11-19", "2026-11-22", "3 days old"),
            ("2026-11-21", "2026-11-22", "1 day old"),
            ("2026-11-22", "2026-11-22", "0 days old"),
            ("2026-11-08", "2026-11-22", "2 weeks old"),
            ("2026-08-31", "2026-11-30", "3 months old"),
            ("2024-11-23", "2026-11-22", "23 months old"),
            ("2024-11-22", "2026-11-22", "2 years old"),
            ("2026-12-31", "2026-11-22", "not over yet"),
        ] {
            assert_eq!(age(day(from), day(to)), shown, "{from} to {to}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_within_half_of_the_last_place(v in -1e7..1e7f64, decimals in 0u8..4) {
            let shown = value(v, "", "", decimals);
            prop_assert!(!shown.contains('-'));
            let read: f64 = shown.replace(',', "").replace('−', "-").parse().unwrap();
            let place = [1.0, 0.1, 0.01, 0.001][usize::from(decimals)];
            prop_assert!((read - v).abs() <= 0.5 * place + 1e-3 * place, "{} shown as {}", v, shown);
            if read == 0.0 { prop_assert!(!shown.contains('−')); }
        }

        #[test]
        fn any_number_can_be_shown(bits in any::<u64>(), decimals in any::<u8>()) {
            let shown = value(f64::from_bits(bits), "", "", decimals);
            prop_assert!(!shown.is_empty() && !shown.contains("NaN"));
        }

        #[test]
        fn negation_only_changes_the_sign(v in 0.0..1e7f64, decimals in 0u8..4) {
            let minus = value(-v, "", "", decimals);
            prop_assert_eq!(minus.trim_start_matches('−'), value(v, "", "", decimals));
        }
    }
}
