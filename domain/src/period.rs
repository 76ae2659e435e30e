//! Periods: the span of days a figure is about (STANDARDS §3). Written as ISO 8601, shown as people say them.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The kind of a period. Kinds are never mixed in one series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// One calendar month.
    Month,
    /// Three months of the financial year: Q1 is April to June.
    Quarter,
    /// Six months of the financial year: the first half is April to September.
    HalfYear,
    /// Six months of a calendar year: January to June, or July to December.
    CalendarHalf,
    /// April to March.
    FinancialYear,
    /// September to August.
    AcademicYear,
    /// January to December.
    CalendarYear,
    /// Twelve whole months that are none of the named years.
    RollingYear,
    /// Several whole years taken together.
    Pooled,
    /// One day.
    Snapshot,
}

impl PeriodKind {
    /// What periods of a kind are called.
    pub fn words(self) -> &'static str {
        match self {
            Self::Month => "months",
            Self::Quarter => "quarters",
            Self::HalfYear => "halves of financial years",
            Self::CalendarHalf => "halves of calendar years",
            Self::FinancialYear => "financial years",
            Self::AcademicYear => "school years",
            Self::CalendarYear => "calendar years",
            Self::RollingYear => "twelve months",
            Self::Pooled => "years taken together",
            Self::Snapshot => "days",
        }
    }
}

/// A period. Ordered by its last day, then by its first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    start: NaiveDate,
    end: NaiveDate,
    kind: PeriodKind,
}

/// Why a text is not a period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is not a period: {why}")]
pub struct PeriodError {
    /// The text as it was given, cut to 40 characters.
    pub given: String,
    /// What is wrong and what to write instead.
    pub why: &'static str,
}

const HOW: &str = "write the first day and a length, such as 2023-04-01/P3M (a quarter), 2023-04-01/P6M (half a year), 2023-04-01/P1Y (a year) or 2024-03-31 (one day)";

impl Period {
    /// A period of whole months.
    fn of_months(start: NaiveDate, months: u32, kind: PeriodKind) -> Option<Self> {
        let end = start.checked_add_months(Months::new(months))?.pred_opt()?;
        Some(Self { start, end, kind })
    }

    /// The quarter that begins on this day, if quarters begin there.
    pub fn quarter(start: NaiveDate) -> Option<Self> {
        (start.day() == 1 && start.month0().is_multiple_of(3)).then(|| Self::of_months(start, 3, PeriodKind::Quarter))?
    }

    /// The half of a financial or a calendar year that begins on this day, if one does.
    pub fn half_year(start: NaiveDate) -> Option<Self> {
        let kind = match (start.day(), start.month()) {
            (1, 4 | 10) => PeriodKind::HalfYear,
            (1, 1 | 7) => PeriodKind::CalendarHalf,
            _ => return None,
        };
        Self::of_months(start, 6, kind)
    }

    /// The financial year that begins in April of this year.
    pub fn financial_year(year: i32) -> Option<Self> {
        Self::of_months(NaiveDate::from_ymd_opt(year, 4, 1)?, 12, PeriodKind::FinancialYear)
    }

    /// One day.
    pub fn snapshot(day: NaiveDate) -> Self {
        Self { start: day, end: day, kind: PeriodKind::Snapshot }
    }

    /// First day.
    pub fn start(&self) -> NaiveDate {
        self.start
    }
    /// Last day, included.
    pub fn end(&self) -> NaiveDate {
        self.end
    }
    /// Kind.
    pub fn kind(&self) -> PeriodKind {
        self.kind
    }

    /// Whether every day of `other` lies in this period.
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The next period of the same kind and length; none for a snapshot.
    pub fn next(&self) -> Option<Self> {
        let months = match self.kind {
            PeriodKind::Month => 1,
            PeriodKind::Quarter => 3,
            PeriodKind::HalfYear | PeriodKind::CalendarHalf => 6,
            PeriodKind::Snapshot => return None,
            PeriodKind::Pooled => self.months().unsigned_abs(),
            _ => 12,
        };
        Self::of_months(self.end.succ_opt()?, months, self.kind)
    }

    /// How many whole months it takes; 0 for a day.
    pub fn months(&self) -> i32 {
        if self.kind == PeriodKind::Snapshot { 0 } else { Self::months_between(self.start, self.end) }
    }

    /// How many months there are from the first day of one to the last day of another; 0 where that comes before.
    pub fn months_between(first: NaiveDate, last: NaiveDate) -> i32 {
        let count = |day: NaiveDate| 12 * day.year() + day.month0().cast_signed();
        (count(last) - count(first) + 1).max(0)
    }

    /// The same period a year before, as of the same quarter; none before the first year there is.
    pub fn year_before(&self) -> Option<Self> {
        let start = self.start.checked_sub_months(Months::new(12))?;
        if self.kind == PeriodKind::Snapshot {
            Some(Self::snapshot(start))
        } else {
            Self::of_months(start, self.months().unsigned_abs(), self.kind)
        }
    }

    /// The financial year that holds its first day.
    pub fn within(&self) -> Option<Self> {
        Self::financial_year(self.financial_start())
    }

    /// The quarter of the financial year, 1 to 4, for a quarter.
    pub fn quarter_number(&self) -> Option<u32> {
        (self.kind == PeriodKind::Quarter).then(|| (self.start.month0() + 9) % 12 / 3 + 1)
    }

    /// The year in which the financial year that holds the first day began.
    fn financial_start(&self) -> i32 {
        if self.start.month() >= 4 { self.start.year() } else { self.start.year() - 1 }
    }

    /// As people say it: `Q1 2023/24`, `H1 2023/24`, `January to June 2023`, `2023/24`, `year ending March 2024`, `31 March 2024`.
    pub fn label(&self) -> String {
        let span = |from: i32| format!("{from}/{:02}", (from + 1).rem_euclid(100));
        match self.kind {
            PeriodKind::Month => format!("{} {}", month_name(self.start.month()), self.start.year()),
            PeriodKind::Quarter => format!("Q{} {}", self.quarter_number().unwrap_or(1), span(self.financial_start())),
            PeriodKind::HalfYear => format!("H{} {}", if self.start.month() == 4 { 1 } else { 2 }, span(self.financial_start())),
            PeriodKind::CalendarHalf => {
                format!("{} to {} {}", month_name(self.start.month()), month_name(self.end.month()), self.start.year())
            }
            PeriodKind::FinancialYear => span(self.start.year()),
            PeriodKind::AcademicYear => format!("{} school year", span(self.start.year())),
            PeriodKind::CalendarYear => self.start.year().to_string(),
            PeriodKind::RollingYear => format!("year ending {} {}", month_name(self.end.month()), self.end.year()),
            PeriodKind::Pooled if self.start.month() == 1 => format!("{} to {}", self.start.year(), self.end.year()),
            PeriodKind::Pooled => format!("{} to {}", span(self.start.year()), span(self.end.year() - 1)),
            PeriodKind::Snapshot => long_date(self.end),
        }
    }

    /// When the figure stops being about: `to Sep 2026`, or the day of a snapshot.
    pub fn until(&self) -> String {
        match self.kind {
            PeriodKind::Snapshot => format!("{} {} {}", self.end.day(), short_month(self.end.month()), self.end.year()),
            _ => format!("to {} {}", short_month(self.end.month()), self.end.year()),
        }
    }
}

/// `31 March 2024`.
pub fn long_date(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

/// `March 2024`.
pub fn month_and_year(day: NaiveDate) -> String {
    format!("{} {}", month_name(day.month()), day.year())
}

fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    NAMES[(month as usize + 11) % 12]
}

fn short_month(month: u32) -> &'static str {
    &month_name(month)[..3]
}

impl fmt::Display for Period {
    /// ISO 8601: `2023-04-01/P3M`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self.start;
        match self.kind {
            PeriodKind::Month => write!(f, "{start}/P1M"),
            PeriodKind::Quarter => write!(f, "{start}/P3M"),
            PeriodKind::HalfYear | PeriodKind::CalendarHalf => write!(f, "{start}/P6M"),
            PeriodKind::FinancialYear | PeriodKind::AcademicYear | PeriodKind::CalendarYear => write!(f, "{start}/P1Y"),
            PeriodKind::RollingYear => write!(f, "{start}/P12M"),
            PeriodKind::Pooled => write!(f, "{start}/P{}Y", self.months() / 12),
            PeriodKind::Snapshot => write!(f, "{start}"),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let fail = |why| PeriodError { given: text.chars().take(40).collect(), why };
        let (first, length) = match text.split_once('/') {
            Some((first, length)) => (first, Some(length)),
            None => (text, None),
        };
        if first.len() != 10 || !first.is_ascii() {
            return Err(fail(HOW));
        }
        let start = crate::day::parse(first)
            .filter(|day| (1800..=2200).contains(&day.year()))
            .ok_or_else(|| fail("the first part is not a day between 1800 and 2200, written 2023-04-01"))?;
        let Some(length) = length else { return Ok(Self::snapshot(start)) };
        if start.day() != 1 {
            return Err(fail("a period longer than a day starts on the first of a month"));
        }
        let period = match (length, start.month()) {
            ("P1M", _) => Self::of_months(start, 1, PeriodKind::Month),
            ("P3M", 1 | 4 | 7 | 10) => Self::quarter(start),
            ("P3M", _) => return Err(fail("a quarter starts in January, April, July or October")),
            ("P6M", 1 | 4 | 7 | 10) => Self::half_year(start),
            ("P6M", _) => return Err(fail("half a year starts in April or October, or in January or July")),
            ("P1Y", 4) => Self::of_months(start, 12, PeriodKind::FinancialYear),
            ("P1Y", 9) => Self::of_months(start, 12, PeriodKind::AcademicYear),
            ("P1Y", 1) => Self::of_months(start, 12, PeriodKind::CalendarYear),
            ("P12M" | "P1Y", _) => Self::of_months(start, 12, PeriodKind::RollingYear),
            ("P2Y" | "P3Y" | "P4Y" | "P5Y", 1 | 4) => {
                let years = u32::from(length.as_bytes()[1] - b'0');
                Self::of_months(start, 12 * years, PeriodKind::Pooled)
            }
            ("P2Y" | "P3Y" | "P4Y" | "P5Y", _) => {
                return Err(fail("years taken together start in January, or in April for financial years"));
            }
            _ => return Err(fail(HOW)),
        };
        period.ok_or_else(|| fail(HOW))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.end, self.start, self.kind).cmp(&(other.end, other.start, other.kind))
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
