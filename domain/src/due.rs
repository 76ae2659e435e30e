//! When the next figure of a measure is due, and whether it is late: one rule for public pages and for those who enter it.

use chrono::{Days, NaiveDate};

use crate::{
    measure::{Frequency, Measure},
    period::{Period, PeriodKind},
};

/// The figure that comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The last day on which it is in time: the end of its period and the days that the measure allows after it.
    pub by: NaiveDate,
    /// Its period.
    pub period: Period,
}

impl Due {
    /// Whether it should have come before a day.
    pub fn late(&self, today: NaiveDate) -> bool {
        self.by < today
    }

    /// How many days late it is on a day; 0 where it is not.
    pub fn days_late(&self, today: NaiveDate) -> u64 {
        (today - self.by).num_days().max(0).unsigned_abs()
    }

    /// Whether its period is over on a day, so that there can be a figure.
    pub fn open(&self, today: NaiveDate) -> bool {
        self.period.end() < today
    }
}

/// When a period's figure is due; none at the end of time.
pub fn by(measure: &Measure, period: Period) -> Option<NaiveDate> {
    period.end().checked_add_days(Days::new(u64::from(measure.lag_days)))
}

/// What is due after the newest figure; nothing of a measure that comes now and then.
pub fn next(measure: &Measure, newest: Period) -> Option<Due> {
    if measure.frequency == Frequency::Occasional {
        return None;
    }
    let period = newest.next()?;
    Some(Due { by: by(measure, period)?, period })
}

/// What is due of a measure that has no figure yet: the newest period that is over, by how often it comes. Years are financial ones.
pub fn first(measure: &Measure, today: NaiveDate) -> Option<Due> {
    let year = chrono::Datelike::year(&today);
    let kind = match measure.frequency {
        Frequency::Occasional => return None,
        Frequency::Monthly => PeriodKind::Month,
        Frequency::Quarterly => PeriodKind::Quarter,
        Frequency::HalfYearly => PeriodKind::HalfYear,
        Frequency::Annual => PeriodKind::FinancialYear,
    };
    let mut period = match kind {
        PeriodKind::Month => format!("{}-01-01/P1M", year - 2).parse().ok()?,
        PeriodKind::Quarter => Period::quarter(NaiveDate::from_ymd_opt(year - 2, 1, 1)?)?,
        PeriodKind::HalfYear => Period::half_year(NaiveDate::from_ymd_opt(year - 2, 4, 1)?)?,
        _ => Period::financial_year(year - 3)?,
    };
    while let Some(later) = period.next().filter(|later| later.end() < today) {
        period = later;
    }
    Some(Due { by: by(measure, period)?, period })
}

/// What is due of a measure, whether or not it has a figure.
pub fn after(measure: &Measure, newest: Option<Period>, today: NaiveDate) -> Option<Due> {
    match newest {
        Some(newest) => next(measure, newest),
        None => first(measure, today),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rating::tests::measure;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_figure_is_due_so_many_days_after_its_period() {
        let measure = Measure { lag_days: 21, ..measure("high", "") };
        let due = next(&measure, "2025-07-01/P3M".parse().unwrap()).unwrap();
        assert_eq!((due.period.to_string(), due.by), ("2025-10-01/P3M".to_owned(), day("2026-01-21")));
        assert!(!due.open(day("2025-12-31")) && due.open(day("2026-01-01")));
        assert!(!due.late(day("2026-01-21")) && due.late(day("2026-01-22")));
        assert_eq!(["2025-12-31", "2026-01-21", "2026-01-22"].map(|today| due.days_late(day(today))), [0, 0, 1]);
        let now_and_then = Measure { frequency: Frequency::Occasional, ..measure };
        assert_eq!(next(&now_and_then, "2025-07-01/P3M".parse().unwrap()), None);
    }

    #[test]
    fn the_first_figure_is_of_the_newest_period_that_is_over() {
        for (frequency, today, period) in [
            (Frequency::Monthly, "2026-03-01", "2026-02-01/P1M"),
            (Frequency::Quarterly, "2026-03-31", "2025-10-01/P3M"),
            (Frequency::Quarterly, "2026-04-01", "2026-01-01/P3M"),
            (Frequency::HalfYearly, "2026-03-31", "2025-04-01/P6M"),
            (Frequency::HalfYearly, "2026-04-01", "2025-10-01/P6M"),
            (Frequency::Annual, "2026-03-31", "2024-04-01/P1Y"),
            (Frequency::Annual, "2026-04-01", "2025-04-01/P1Y"),
        ] {
            let measure = Measure { frequency, ..measure("high", "") };
            assert_eq!(first(&measure, day(today)).unwrap().period.to_string(), period, "{frequency:?} {today}");
        }
    }
}
