//! Days: `2024-03-31`, `31/03/2024`, `31 March 2024`, `31-Mar-24`.

use super::{month, short_year, year};
use crate::NaiveDate;

/// Reads a day. Of `01/02/2024` the day comes first, as in British use.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let text = text.split_once('T').filter(|(day, time)| day.len() == 10 && time.starts_with("00:00")).map_or(text, |(day, _)| day);
    let text = text.strip_suffix(" 00:00:00").unwrap_or(text);
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let &[a, b, c] = &parts[..] else { return None };
    if let (Some(year), Some(month), Some(day)) = (year(a), number(b), number(c)) {
        return ymd(year, month, day);
    }
    let ordinal = |text: &str| {
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
        number(bare)
    };
    if let (Some(day), Some(month), Some(year)) = (ordinal(a), month(b).or_else(|| number(b)), short_year(c)) {
        return ymd(year, month, day);
    }
    ymd(year(c)?, month(a)?, ordinal(b)?)
}

fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn number(text: &str) -> Option<u32> {
    ((1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}
