//! Parts of a year that another column names, or the name of the column: `Q1`, `Quarter 2`, `Apr-Jun`, `March`.

use super::{When, Years, day::day, month, month_of, year, years::span};
use crate::{NaiveDate, period::Period};

/// A part of a year. What is said to be one is never read as the whole year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A quarter, by its number where it is said.
    Quarter(Option<u32>),
    /// Three months from this one.
    Months(u32),
    /// A month by its name.
    Month(u32),
    /// A month by its number where it is said.
    Numbered(Option<u32>),
}

/// The part that a kind names, in plain letters.
pub(super) fn named(kind: &str) -> Option<Part> {
    let words: Vec<&str> = kind.split(' ').collect();
    let months: Vec<u32> = words.iter().filter_map(|word| month(word)).collect();
    let quarter = words.iter().any(|word| matches!(*word, "quarter" | "quarterly" | "quarters" | "qtr"));
    match months[..] {
        [first, last] if (last + 12 - first) % 12 == 2 => return Some(Part::Months(first)),
        [one] => return Some(Part::Month(one)),
        [] => {}
        // Months that make no part: nothing fits.
        _ => return Some(Part::Quarter(None)),
    }
    if let Some((number, _)) = quarter_in(&kind.to_uppercase()) {
        return Some(Part::Quarter(Some(number)));
    }
    if quarter {
        return Some(Part::Quarter(None));
    }
    let at = words.iter().position(|word| matches!(*word, "month" | "monthly"))?;
    let number = words.get(at + 1).and_then(|word| word.parse().ok()).filter(|n| (1..=12).contains(n));
    Some(Part::Numbered(number))
}

/// Whether a period is no longer than the part it is said to be.
pub(super) fn fits(part: Option<Part>, period: Period) -> bool {
    match part {
        None => true,
        Some(Part::Quarter(_) | Part::Months(_)) => period.months() <= 3,
        Some(Part::Month(_) | Part::Numbered(_)) => period.months() <= 1,
    }
}

/// `Q1 2023/24`, or a year and the part of it that the kind names.
pub(super) fn of_year(text: &str, kind: &str, part: Option<Part>, years: Years) -> Option<When> {
    if let Some((number, rest)) = quarter_in(&text.to_uppercase()) {
        return within(&rest, kind, Part::Quarter(Some(number)), years);
    }
    within(text, kind, part?, years)
}

/// A day in a column of months or of quarters, as spreadsheets have them: the month, or the quarter that begins or ends on it.
pub(super) fn of_day(text: &str, part: Option<Part>) -> Option<When> {
    let part = part?;
    let given = day(text)?;
    let (start, length, taken) = match part {
        Part::Numbered(None) => (month_of(given)?, "P1M", "is a day in a column of months, and is taken as its month"),
        Part::Quarter(None) => {
            let next = given.succ_opt()?;
            let start = if month_of(next)? == next { next.checked_sub_months(chrono::Months::new(3))? } else { given };
            (start, "P3M", "is a day in a column of quarters, and is taken as the quarter that begins or ends on it")
        }
        _ => return None,
    };
    Some(When { period: format!("{start}/{length}").parse().ok()?, taken: Some(taken) })
}

const BY_NUMBER: &str = "names a financial year by one number, and is taken as a part of the one that begins in it";

fn within(text: &str, kind: &str, part: Part, years: Years) -> Option<When> {
    let two = span(text);
    let first = two.or_else(|| year(text))?;
    let academic = years == Years::Academic && (two.is_some() || kind.contains("academic") || kind.contains("school"));
    let financial = !academic && (two.is_some() || kind.contains("financial"));
    let by_number = (financial && two.is_none()).then_some(BY_NUMBER);
    // The year that a month lies in, of the one that begins in `first`.
    let of = |month: u32| {
        let begins = if academic { 9 } else { 4 };
        if (academic || financial) && month < begins { first + 1 } else { first }
    };
    let (start, length, taken) = match part {
        // The terms of a school year are no quarters.
        Part::Quarter(Some(_)) if academic => return None,
        Part::Quarter(Some(number)) if financial => (3 * number % 12 + 1, "P3M", by_number),
        Part::Quarter(Some(number)) => {
            let sure = kind.contains("calendar");
            (3 * number - 2, "P3M", (!sure).then_some("is a quarter of one year, and is taken as Q1 from January to March"))
        }
        Part::Months(month) => (month, "P3M", by_number),
        Part::Month(month) => (month, "P1M", by_number),
        // Month 3 of a year that begins in April may be March or June.
        Part::Numbered(Some(number)) if !academic && !financial => {
            (number, "P1M", Some("is a year with the number of a month, and is taken as 1 for January"))
        }
        Part::Quarter(None) | Part::Numbered(_) => return None,
    };
    let start = NaiveDate::from_ymd_opt(of(start), start, 1)?;
    Some(When { period: format!("{start}/{length}").parse().ok()?, taken })
}

/// The number of a quarter in capitals, and the text without it.
fn quarter_in(upper: &str) -> Option<(u32, String)> {
    let text = upper.replace("QUARTER", "Q").replace("QTR", "Q").replace("Q ", "Q");
    let numbered = |at: &usize| text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let at = text.match_indices('Q').map(|(at, _)| at).find(numbered)?;
    let digit = text.get(at + 1..at + 2)?.parse::<u32>().ok().filter(|n| (1..=4).contains(n))?;
    let ends = text.get(at + 2..).is_none_or(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    let rest = format!("{} {}", text.get(..at)?, text.get(at + 2..).unwrap_or(""));
    ends.then(|| (digit, rest.trim_matches([' ', '-', '/', ',', ':', '(', ')']).to_owned()))
}
