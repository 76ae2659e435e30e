//! Periods in the notations that files use (STANDARDS §3), read as [`Period`].

mod day;
mod months;
mod part;
mod years;

use self::{
    day::day,
    months::{months, up_to},
    years::years,
};
use super::word::plain;
use crate::{NaiveDate, period::Period};

/// Which year is meant where a text names one by two calendar years, `2023/24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Years {
    /// April to March.
    #[default]
    Financial,
    /// September to August.
    Academic,
}

/// A period that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The period.
    pub period: Period,
    /// What was taken for granted, where the text can be read in another way.
    pub taken: Option<&'static str>,
}

impl When {
    fn sure(period: Period) -> Self {
        Self { period, taken: None }
    }
}

/// Reads a period. `kind` is what a second column says of it, such as `Academic year` or `Financial year Q1`; blank where there is none.
pub fn read(text: &str, kind: &str, years: Years) -> Option<When> {
    let text = text.trim();
    if text.is_empty() || text.len() > 80 || !text.is_char_boundary(text.len()) {
        return None;
    }
    let kind = plain(kind);
    let (text, kind) = split_kind(text, kind);
    let years = if kind.contains("academic") || kind.contains("school") { Years::Academic } else { years };
    if let Some(length) = ending(&kind) {
        let named = kind.split(' ').find_map(month);
        return up_to(text, length, named)
            .map(When::sure)
            .or_else(|| iso(text))
            .or_else(|| months(text, &kind))
            .or_else(|| self::years(text, "", years).filter(|_| year(text).is_none()))
            .filter(|when| when.period.months().unsigned_abs() == length);
    }
    let part = part::named(&kind);
    let fits = |when: &When| part::fits(part, when.period);
    part::of_day(text, part)
        .or_else(|| iso(text).filter(fits))
        .or_else(|| part::of_year(text, &kind, part, years).filter(fits))
        .or_else(|| self::years(text, &kind, years).filter(fits))
        .or_else(|| months(text, &kind).filter(fits))
        .or_else(|| day(text).map(Period::snapshot).map(When::sure))
}

/// What the name of a column says of the periods in it: what kind of year, or which part of one. Blank where it says nothing.
pub fn kind_of_column(name: &str) -> &'static str {
    const SAYS: [(&str, &str); 9] = [
        ("academic year", "academic year"),
        ("school year", "academic year"),
        ("financial year", "financial year"),
        ("fiscal year", "financial year"),
        ("calendar year", "calendar year"),
        ("reporting year", "reporting year"),
        ("year ending", "year ending"),
        ("year ended", "year ending"),
        ("12 months to", "year ending"),
    ];
    let name = plain(name);
    match name.as_str() {
        "quarter" | "qtr" => "quarter",
        "half" | "half year" => "half",
        "month" => "month",
        _ => SAYS.iter().find(|(known, _)| name.contains(known)).map_or("", |(_, says)| says),
    }
}

/// How many months a kind of period has that is told by its end: `year ending`, `quarter ending March`.
fn ending(kind: &str) -> Option<u32> {
    if !kind.split(' ').any(|word| matches!(word, "ending" | "ended")) && !kind.contains("months to") && !kind.contains("year to") {
        return None;
    }
    let has = |word: &str| kind.split(' ').any(|other| other == word);
    if has("half") || has("6") {
        Some(6)
    } else if has("year") || has("12") {
        Some(12)
    } else if has("quarter") || has("3") {
        Some(3)
    } else {
        has("month").then_some(1)
    }
}

/// The period from one day to another, both included; a day where they are one. None where no kind of period has these bounds.
pub fn between(first: NaiveDate, last: NaiveDate) -> Option<Period> {
    if first == last {
        return Some(Period::snapshot(first));
    }
    let months = Period::months_between(first, last);
    let lengths = ["P1M", "P3M", "P6M", "P1Y", "P12M", "P2Y", "P3Y", "P4Y", "P5Y"];
    let whole = [1, 3, 6, 12, 12, 24, 36, 48, 60];
    let mut fitting = lengths.iter().zip(whole).filter(|(_, length)| *length == months);
    fitting.find_map(|(length, _)| format!("{first}/{length}").parse::<Period>().ok()).filter(|period| period.end() == last)
}

/// Two days, each in any notation, as the bounds of a period.
pub fn from_to(first: &str, last: &str) -> Option<Period> {
    between(day(first)?, day(last)?)
}

/// Takes a word that says what kind of year is meant off the text, and adds it to what is known.
fn split_kind(text: &str, mut kind: String) -> (&str, String) {
    const WORDS: [(&str, &str); 10] = [
        ("financial year", "financial"),
        ("academic year", "academic"),
        ("school year", "academic"),
        ("calendar year", "calendar"),
        ("reporting year", "reporting"),
        ("academic", "academic"),
        ("fy", "financial"),
        ("ay", "academic"),
        ("cy", "calendar"),
        ("as at", "day"),
    ];
    let mut rest = text;
    for (word, means) in WORDS {
        let (head, tail) = (rest.get(..word.len()), rest.len().checked_sub(word.len()).and_then(|at| rest.get(at..)));
        let cut = if head.is_some_and(|head| head.eq_ignore_ascii_case(word)) {
            rest.get(word.len()..)
        } else if tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word)) {
            rest.get(..rest.len() - word.len())
        } else {
            None
        };
        if let Some(cut) = cut.map(|cut| cut.trim_matches([' ', ':', ','])).filter(|cut| cut.contains(|c: char| c.is_ascii_digit())) {
            rest = cut;
            kind = format!("{kind} {means}");
        }
    }
    (rest, kind)
}

/// ISO 8601: a day, a start and a length, a start and an end; or the last part of an address of reference.data.gov.uk.
fn iso(text: &str) -> Option<When> {
    const PLACES: [(&str, &str); 7] = [
        ("government-year/", "financial"),
        ("government-half/", "financial"),
        ("government-quarter/", "financial"),
        ("gregorian-interval/", ""),
        ("id/year/", "calendar"),
        ("id/half/", "calendar"),
        ("id/quarter/", "calendar"),
    ];
    for (place, kind) in PLACES {
        let Some((_, tail)) = text.split_once(place) else { continue };
        let tail = tail.replace("T00:00:00", "");
        let text = if kind.is_empty() { tail } else { tail.replace('/', " ") };
        return read(&text, kind, Years::Financial);
    }
    if let Ok(period) = text.parse::<Period>() {
        return Some(When::sure(period));
    }
    let (first, rest) = text.split_once('/')?;
    let first = crate::day::parse(first.get(..10)?)?;
    if let Some(last) = rest.get(..10).and_then(crate::day::parse) {
        return between(first, last).map(When::sure);
    }
    // A survey's year may begin within a month: it is taken as the twelve whole months that it covers best.
    let next = first.checked_add_months(chrono::Months::new(1))?;
    let (early, late) = (month_of(first)?, month_of(next)?);
    let start = if (first - early) < (late - first) { early } else { late };
    let period = format!("{start}/{rest}").parse().ok()?;
    Some(When { period, taken: Some("begins within a month, and is taken as the whole months it covers best") })
}

/// The first day of a day's month.
fn month_of(day: NaiveDate) -> Option<NaiveDate> {
    chrono::Datelike::with_day(&day, 1)
}

/// A month by its name or the start of it, of three letters or more: 1 to 12.
fn month(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    let at =
        (lower.len() >= 3).then(|| NAMES.iter().position(|name| name.starts_with(&lower) || lower == "sept" && *name == "september"))??;
    u32::try_from(at + 1).ok()
}

/// A year of four digits from 1800 to 2199.
fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?.filter(|year| (1800..2200).contains(year))
}

/// A year of four digits, or of two of this century and the last.
fn short_year(text: &str) -> Option<i32> {
    let text = text.trim().trim_start_matches(['\'', '’']);
    if text.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return year(text);
    }
    let two: i32 = text.parse().ok()?;
    Some(if two < 70 { 2000 + two } else { 1900 + two })
}

#[cfg(test)]
mod tests;
