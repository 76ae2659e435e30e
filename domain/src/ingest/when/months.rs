//! Months, spans of months and years that end in one: `March 2024`, `Apr-Jun 2023`, `year ending March 2024`.

use super::{When, between, day::day, month, month_of, short_year, year};
use crate::{NaiveDate, period::Period};

/// Reads them. `kind` is in plain letters.
pub(super) fn months(text: &str, kind: &str) -> Option<When> {
    ending(text).or_else(|| one(text, kind)).or_else(|| span(text)).map(When::sure)
}

/// Months that end in a month or on its last day: those of a column called `Year ending`. `named` is a month that the kind itself names.
pub(super) fn up_to(text: &str, months: u32, named: Option<u32>) -> Option<Period> {
    let first = || first_of(text).or_else(|| NaiveDate::from_ymd_opt(year(text)?, named?, 1));
    let last = day(text).or_else(|| last_of(first()?)).filter(|day| day.succ_opt().is_some_and(|next| month_of(next) == Some(next)))?;
    between(last.succ_opt()?.checked_sub_months(chrono::Months::new(months))?, last)
}

/// `year ending March 2024`, `12 months to 31 March 2024`, `YE Mar 2024`, `6 months to September 2023`, `quarter ending June 2023`.
fn ending(text: &str) -> Option<Period> {
    const STARTS: [(&str, u32); 23] = [
        ("12 months ending", 12),
        ("12 months ended", 12),
        ("twelve months to", 12),
        ("12 months to", 12),
        ("12 m to", 12),
        ("year ending", 12),
        ("year ended", 12),
        ("year to", 12),
        ("y/e", 12),
        ("ye", 12),
        ("half-year ending", 6),
        ("half-year ended", 6),
        ("half year ending", 6),
        ("half year ended", 6),
        ("6 months ending", 6),
        ("6 months ended", 6),
        ("six months to", 6),
        ("6 months to", 6),
        ("quarter ending", 3),
        ("quarter ended", 3),
        ("three months to", 3),
        ("3 months to", 3),
        ("month ending", 1),
    ];
    let lower = text.to_lowercase();
    let (rest, months) = STARTS.iter().find_map(|(start, months)| Some((lower.strip_prefix(start)?.trim(), *months)))?;
    let rest = rest.strip_prefix("the end of ").unwrap_or(rest);
    up_to(rest, months, None)
}

/// A single month.
fn one(text: &str, kind: &str) -> Option<Period> {
    // Six digits that are said to be a year are no month.
    if kind.contains("year") && text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let first = first_of(text)?;
    format!("{first}/P1M").parse().ok()
}

/// The first day of a month: `March 2024`, `Mar-24`, `2021-12`, `2021M12`, `12/2021`, `202112`.
fn first_of(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::from_ymd_opt(year(text.get(..4)?)?, text.get(4..)?.parse().ok()?, 1);
    }
    let parts: Vec<&str> = text.split([' ', '-', '/', 'M', ',']).filter(|part| !part.is_empty()).collect();
    // The capital M of March and May is no separator.
    let named: Vec<&str> = text.split([' ', '-', '/', ',']).filter(|part| !part.is_empty()).collect();
    if let &[a, b] = &named[..] {
        if let (Some(month), Some(year)) = (month(a), short_year(b)) {
            return NaiveDate::from_ymd_opt(year, month, 1);
        }
        if let (Some(year), Some(month)) = (year(a), month(b)) {
            return NaiveDate::from_ymd_opt(year, month, 1);
        }
    }
    let &[a, b] = &parts[..] else { return None };
    let number =
        |text: &str| ((1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<u32>().ok())?;
    match (year(a), number(b), number(a), year(b)) {
        (Some(year), Some(month), ..) | (.., Some(month), Some(year)) => NaiveDate::from_ymd_opt(year, month, 1),
        _ => None,
    }
}

/// The last day of the month that begins on a day.
fn last_of(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(chrono::Months::new(1))?.pred_opt()
}

/// `April to June 2023`, `Apr-Jun 2023`, `Oct 2023 - Dec 2023`, `1 April 2023 to 31 March 2024`.
fn span(text: &str) -> Option<Period> {
    for mark in [" to ", " - ", " – ", "-", "–"] {
        let Some((first, last)) = text.split_once(mark) else { continue };
        if let (Some(first), Some(last)) = (day(first), day(last)) {
            return between(first, last);
        }
        let Some(end) = first_of(last) else { continue };
        let own = first_of(first);
        let start = own.or_else(|| {
            let named = NaiveDate::from_ymd_opt(chrono::Datelike::year(&end), month(first)?, 1)?;
            // From November to January: the first is of the year before.
            if named > end { named.checked_sub_months(chrono::Months::new(12)) } else { Some(named) }
        });
        if let (Some(start), Some(last)) = (start, last_of(end)) {
            return between(start, last);
        }
    }
    None
}
