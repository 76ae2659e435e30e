//! Years, and years taken together: `2023/24`, `2021 - 23`.

use super::{When, Years, short_year, year};
use crate::period::Period;

/// Reads them. `kind` is in plain letters.
pub(super) fn years(text: &str, kind: &str, years: Years) -> Option<When> {
    let together = kind.split_once("years taken ").and_then(|(_, rest)| rest.split(' ').next());
    if let Some(count) = together.filter(|count| *count != "1") {
        let period = format!("{}-01-01/P{count}Y", year(text)?).parse().ok()?;
        return Some(When { period, taken: Some("is taken as the first of several years taken together") });
    }
    // In SDMX, `2023-A1` is the year.
    if let Some(one) = year(text).or_else(|| year(text.strip_suffix("-A1")?)) {
        return single(one, kind, years);
    }
    if let Some(first) = span(text) {
        return named(first, years, text, kind);
    }
    pooled(text, years)
}

/// A year that is named by one number.
fn single(one: i32, kind: &str, years: Years) -> Option<When> {
    let (text, taken) = if kind.contains("reporting") {
        // Figures of 31 March or of the year that ends there, as those of children in care.
        (format!("{}-04-01/P1Y", one - 1), Some("is a reporting year, and is taken as the year that ends on 31 March of it"))
    } else if kind.contains("financial") {
        (format!("{one}-04-01/P1Y"), Some("names a financial year by one number, and is taken as the one that begins in it"))
    } else if kind.contains("academic") || years == Years::Academic && kind.is_empty() {
        (format!("{one}-09-01/P1Y"), Some("names a school year by one number, and is taken as the one that begins in it"))
    } else {
        (format!("{one}-01-01/P1Y"), None)
    };
    Some(When { period: text.parse().ok()?, taken })
}

/// The first of two years that are written as one: `2023/24`, `2023-2024`, `202324`, `23/24`.
pub(super) fn span(text: &str) -> Option<i32> {
    if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
        let (first, second) = (year(text.get(..4)?)?, text.get(4..)?);
        return (second == format!("{:02}", (first + 1).rem_euclid(100))).then_some(first);
    }
    // `2021-12` is a month, and `2015 - 16` is two years: what names one year is written close.
    ['/', '-', '–', '—'].into_iter().find_map(|between| {
        let (first, second) = text.split_once(between)?;
        // Of two digits, 11/12 may be a month of a year; 23/24 is none.
        let no_month = |text: &str| between == '/' && !matches!(text.trim().parse(), Ok(1..=12_u32));
        let from = year(first).or_else(|| short_year(first).filter(|_| no_month(first)))?;
        let to = short_year(second)?;
        (to == from + 1 && !first.ends_with(' ') && !second.starts_with(' ')).then_some(from)
    })
}

/// The year that two years name.
fn named(first: i32, years: Years, text: &str, kind: &str) -> Option<When> {
    if kind.contains("calendar") {
        return None;
    }
    let period = match years {
        Years::Financial => Period::financial_year(first)?,
        Years::Academic => format!("{first}-09-01/P1Y").parse().ok()?,
    };
    let second = first + 1;
    // 201112 is a year and could be December 2011; 2011-12 as well.
    let month = (1..=12).contains(&second.rem_euclid(100)) && !text.contains('/') && kind.is_empty() && !text.contains(&second.to_string());
    let taken = month.then_some("could be a month, and is taken as the year");
    let short = kind.is_empty() && !text.contains(&first.to_string());
    let taken = taken.or(kind.contains("tax").then_some("is a tax year, from 6 April, and is taken as the financial year"));
    Some(When { period, taken: taken.or(short.then_some("has two digits for each year, and is taken as a year")) })
}

/// Several years: `2021 to 2023`, `2015 - 17`, `2020/21 - 24/25`.
fn pooled(text: &str, years: Years) -> Option<When> {
    for between in [" to ", " - ", " – ", "-", "–", " and "] {
        let Some((first, last)) = text.split_once(between) else { continue };
        if let (Some(from), Some(to)) = (year(first), short_year(last)) {
            let length = to - from + 1;
            return format!("{from}-01-01/P{length}Y").parse().ok().filter(|_| length > 1).map(When::sure);
        }
        if let (Some(from), Some(to)) = (two(first), two(last)) {
            let length = to - from + 1;
            let start = if years == Years::Financial { "04" } else { return None };
            return format!("{from}-{start}-01/P{length}Y").parse().ok().filter(|_| length > 1).map(When::sure);
        }
    }
    None
}

/// The first of two years that follow each other, `2020/21` or `24/25`.
fn two(text: &str) -> Option<i32> {
    let (first, second) = text.trim().split_once(['/', '-'])?;
    let (first, second) = (short_year(first)?, short_year(second)?);
    (second == first + 1).then_some(first)
}
