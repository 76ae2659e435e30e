//! Parts of a year that another column names, or the name of the column: `Q1`, `Quarter 2`, `H1`, `Second half`, `Apr-Jun`, `March`.

use super::{When, Years, day::day, month, month_of, plain, split_kind, year, years::span};
use crate::{NaiveDate, period::Period};

/// A part of a year. What is said to be one is never read as the whole year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A quarter, by its number where it is said.
    Quarter(Option<u32>),
    /// Half of the year, by its number where it is said.
    Half(Option<u32>),
    /// So many months from this one: three or six.
    Months(u32, u32),
    /// A month by its name.
    Month(u32),
    /// A month by its number where it is said.
    Numbered(Option<u32>),
    /// Another, such as a term or a week, which is no period here.
    Other,
}

/// The part that a kind names, in plain letters.
pub(super) fn named(kind: &str) -> Option<Part> {
    let words: Vec<&str> = kind.split(' ').collect();
    let months: Vec<u32> = words.iter().filter_map(|word| month(word)).collect();
    let quarter = words.iter().any(|word| matches!(*word, "quarter" | "quarterly" | "quarters" | "qtr"));
    match months[..] {
        [first, last] if matches!((last + 12 - first) % 12, 2 | 5) => return Some(Part::Months(first, (last + 12 - first) % 12 + 1)),
        [one] => return Some(Part::Month(one)),
        [] => {}
        // Months that make no part: nothing fits.
        _ => return Some(Part::Other),
    }
    if words.iter().any(|word| matches!(*word, "term" | "terms" | "termly" | "week" | "weeks" | "weekly")) {
        return Some(Part::Other);
    }
    if let Some((part, _)) = numbered_in(kind) {
        return Some(part);
    }
    if words.iter().any(|word| matches!(*word, "half" | "halves")) {
        return Some(Part::Half(None));
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
        Some(Part::Half(_)) => period.months() <= 6,
        Some(Part::Months(_, months)) => period.months().unsigned_abs() <= months,
        Some(Part::Quarter(_)) => period.months() <= 3,
        Some(Part::Month(_) | Part::Numbered(_)) => period.months() <= 1,
        Some(Part::Other) => false,
    }
}

/// `Q1 2023/24`, `H1 2023/24`, `Apr-Sep 2023/24`, or a year and the part of it that the kind names.
pub(super) fn of_year(text: &str, kind: &str, part: Option<Part>, years: Years) -> Option<When> {
    if let Some((named, rest)) = numbered_in(text) {
        let (rest, kind) = split_kind(&rest, kind.to_owned());
        return within(rest, &kind, named, years);
    }
    let ends = [text.rsplit_once(' '), text.split_once(' ').map(|(year, months)| (months, year))];
    for (months, year) in ends.into_iter().flatten().filter(|(_, year)| span(year).is_some()) {
        if let Some(named @ (Part::Months(..) | Part::Month(_))) = named(&plain(months)) {
            return within(year, kind, named, years);
        }
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
            (around(given, 3)?, "P3M", "is a day in a column of quarters, and is taken as the quarter that begins or ends on it")
        }
        Part::Half(None) => {
            (around(given, 6)?, "P6M", "is a day in a column of halves of years, and is taken as the half that begins or ends on it")
        }
        _ => return None,
    };
    Some(When { period: format!("{start}/{length}").parse().ok()?, taken: Some(taken) })
}

/// The first day of so many months that end on a day, or else begin on it.
fn around(given: NaiveDate, months: u32) -> Option<NaiveDate> {
    let next = given.succ_opt()?;
    if month_of(next)? == next { next.checked_sub_months(chrono::Months::new(months)) } else { Some(given) }
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
        Part::Quarter(Some(_)) | Part::Half(Some(_)) if academic => return None,
        Part::Quarter(Some(number)) if financial => (3 * number % 12 + 1, "P3M", by_number),
        Part::Quarter(Some(number)) => {
            let sure = kind.contains("calendar");
            (3 * number - 2, "P3M", (!sure).then_some("is a quarter of one year, and is taken as Q1 from January to March"))
        }
        Part::Half(Some(number)) if financial => (if number == 1 { 4 } else { 10 }, "P6M", by_number),
        Part::Half(Some(number)) => {
            let sure = kind.contains("calendar");
            (6 * number - 5, "P6M", (!sure).then_some("is half of one year, and is taken as H1 from January to June"))
        }
        Part::Months(month, 6) => (month, "P6M", by_number),
        Part::Months(month, _) => (month, "P3M", by_number),
        Part::Month(month) => (month, "P1M", by_number),
        // Month 3 of a year that begins in April may be March or June.
        Part::Numbered(Some(number)) if !academic && !financial => {
            (number, "P1M", Some("is a year with the number of a month, and is taken as 1 for January"))
        }
        Part::Quarter(None) | Part::Half(None) | Part::Numbered(_) | Part::Other => return None,
    };
    let start = NaiveDate::from_ymd_opt(of(start), start, 1)?;
    Some(When { period: format!("{start}/{length}").parse().ok()?, taken })
}

/// The quarter or half that a text names by its number, and the text without it.
fn numbered_in(text: &str) -> Option<(Part, String)> {
    const SAME: [(&str, &str); 8] = [
        ("HALF-YEAR", "HALF"),
        ("HALF YEAR", "HALF"),
        ("FIRST HALF", "H1"),
        ("SECOND HALF", "H2"),
        ("1ST HALF", "H1"),
        ("2ND HALF", "H2"),
        ("HALF", "H"),
        (" OF ", " "),
    ];
    let text = text.to_uppercase().replace("QUARTER", "Q").replace("QTR", "Q");
    if let Some((number, rest)) = after(&text, 'Q', 4) {
        return Some((Part::Quarter(Some(number)), rest));
    }
    let text = SAME.iter().fold(text, |text, (from, to)| text.replace(from, to));
    // In SDMX it is a semester.
    let (number, rest) = after(&text, 'H', 2).or_else(|| after(&text, 'S', 2))?;
    Some((Part::Half(Some(number)), rest))
}

/// The digit behind a letter that stands at the start of a word, from 1 to the most there is, and the text without both.
fn after(text: &str, letter: char, most: u32) -> Option<(u32, String)> {
    let begins = |at: usize| text.get(..at).is_some_and(|before| !before.ends_with(char::is_alphabetic));
    let behind = |at: usize| text.get(at + 1..).map(str::trim_start).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let (before, behind) = text.match_indices(letter).find_map(|(at, _)| Some((text.get(..at)?, behind(at).filter(|_| begins(at))?)))?;
    let digit = behind.get(..1)?.parse::<u32>().ok().filter(|n| (1..=most).contains(n))?;
    let behind = behind.get(1..).unwrap_or("");
    let rest = format!("{before} {behind}");
    (!behind.starts_with(|c: char| c.is_ascii_digit())).then(|| (digit, rest.trim_matches([' ', '-', '/', ',', ':', '(', ')']).to_owned()))
}
