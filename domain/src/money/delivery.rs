//! Whether a saving is delivered and a step of the strategy reached: worked out from amounts and days, never typed.
//!
//! A saving is rated as a measure is whose higher figure is better (STANDARDS §6, product rule): what it is expected to save against its target,
//! amber up to 5 % below. What falls short when its year is over is never green, and what nobody tells of has no colour.

use chrono::NaiveDate;

use super::{Pounds, Saving, Step};

/// How much less than its target a saving may be expected to save and be nearly there: STANDARDS §6, default tolerance, in hundredths.
const TOLERANCE: Pounds = 5;

/// How a saving stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// All of it is saved.
    Delivered,
    /// It is expected to be.
    OnCourse,
    /// A little less is expected: how much.
    NearlyThere(Pounds),
    /// Clearly less is expected: how much.
    Short(Pounds),
    /// Its year is over, and so much is lacking.
    Missed(Pounds),
    /// Nothing was told.
    NotTold,
}

impl Saving {
    /// How it stands on a day.
    pub fn delivery(&self, today: NaiveDate) -> Delivery {
        if self.delivered.is_some_and(|delivered| delivered >= self.target) {
            return Delivery::Delivered;
        }
        let lacking = |amount: Pounds| self.target.saturating_sub(amount);
        if self.year.end() < today {
            return self.delivered.map_or(Delivery::NotTold, |delivered| Delivery::Missed(lacking(delivered)));
        }
        match self.forecast {
            None => Delivery::NotTold,
            Some(forecast) if forecast >= self.target => Delivery::OnCourse,
            Some(forecast) if lacking(forecast).saturating_mul(100) <= self.target.saturating_mul(TOLERANCE) => {
                Delivery::NearlyThere(lacking(forecast))
            }
            Some(forecast) => Delivery::Short(lacking(forecast)),
        }
    }
}

impl Delivery {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Delivered => "Delivered",
            Self::OnCourse => "On course",
            Self::NearlyThere(_) => "Nearly there",
            Self::Short(_) => "Falling short",
            Self::Missed(_) => "Not delivered",
            Self::NotTold => "Not told",
        }
    }

    /// Its colour and shape, by the name of the rating that has the same.
    pub fn code(self) -> &'static str {
        match self {
            Self::Delivered | Self::OnCourse => "on-target",
            Self::NearlyThere(_) => "near-target",
            Self::Short(_) | Self::Missed(_) => "off-target",
            Self::NotTold => "cannot-tell",
        }
    }

    /// What is lacking.
    pub fn lacking(self) -> Option<Pounds> {
        match self {
            Self::NearlyThere(lacking) | Self::Short(lacking) | Self::Missed(lacking) => Some(lacking),
            Self::Delivered | Self::OnCourse | Self::NotTold => None,
        }
    }
}

/// How a step of the strategy stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It was reached, on this day or before.
    Reached(NaiveDate),
    /// Its time has not begun.
    ToCome,
    /// Its time runs.
    UnderWay,
    /// It was told not to be reached, and its last day has passed: so many days ago.
    Overdue(i64),
    /// Its last day has passed, and nobody has told whether it was reached.
    NotTold,
}

impl Step {
    /// How it stands on a day.
    pub fn progress(&self, today: NaiveDate) -> Progress {
        let told = self.told.as_ref().filter(|told| told.on <= today);
        match told {
            Some(told) if told.reached => Progress::Reached(told.on),
            _ if today < self.from => Progress::ToCome,
            _ if today <= self.to => Progress::UnderWay,
            Some(_) => Progress::Overdue((today - self.to).num_days()),
            None => Progress::NotTold,
        }
    }
}

impl Progress {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reached(_) => "Reached",
            Self::ToCome => "To come",
            Self::UnderWay => "Under way",
            Self::Overdue(_) => "Overdue",
            Self::NotTold => "Time is over, and not told whether it was reached",
        }
    }

    /// Its colour and shape, by the name of the rating that has the same: only what is reached is green.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reached(_) => "on-target",
            Self::Overdue(_) => "off-target",
            Self::ToCome | Self::UnderWay | Self::NotTold => "cannot-tell",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::{
        Origin, Told,
        tests::{day, year},
    };

    fn saving(delivered: Option<Pounds>, forecast: Option<Pounds>) -> Saving {
        Saving {
            title: "Fewer vans".to_owned(),
            year: year(2025),
            directorate: None,
            service: None,
            target: 1_000,
            delivered,
            forecast,
            known: None,
            note: None,
            origin: Origin::Illustrative,
        }
    }

    #[test]
    fn a_saving_is_rated_by_what_it_is_expected_to_save() {
        let on = |delivered, forecast, today: &str| saving(delivered, forecast).delivery(day(today));
        assert_eq!(on(Some(1_000), None, "2025-06-01"), Delivery::Delivered);
        assert_eq!(on(Some(10), Some(1_000), "2025-06-01"), Delivery::OnCourse);
        assert_eq!(on(Some(10), Some(950), "2025-06-01"), Delivery::NearlyThere(50));
        assert_eq!(on(Some(10), Some(949), "2025-06-01"), Delivery::Short(51));
        assert_eq!(on(Some(10), None, "2025-06-01"), Delivery::NotTold);
        // Its year ends on 31 March.
        assert_eq!(on(Some(999), Some(1_000), "2026-03-31"), Delivery::OnCourse);
        assert_eq!(on(Some(999), Some(1_000), "2026-04-01"), Delivery::Missed(1));
        assert_eq!(on(None, Some(1_000), "2026-04-01"), Delivery::NotTold);
    }

    #[test]
    fn a_step_is_green_only_once_it_is_reached() {
        let told = |on: &str, reached| Some(Told { on: day(on), reached, evidence: "The accounts".to_owned() });
        let step = |told| Step {
            title: "Steady".to_owned(),
            text: "No overspend.".to_owned(),
            from: day("2025-04-01"),
            to: day("2026-03-31"),
            told,
            origin: Origin::Illustrative,
        };
        let on = |told, today: &str| step(told).progress(day(today));
        assert_eq!(on(None, "2025-03-31"), Progress::ToCome);
        assert_eq!(on(None, "2025-04-01"), Progress::UnderWay);
        assert_eq!(on(None, "2026-03-31"), Progress::UnderWay);
        assert_eq!(on(None, "2026-04-01"), Progress::NotTold);
        assert_eq!(on(told("2026-01-10", false), "2026-03-31"), Progress::UnderWay);
        assert_eq!(on(told("2026-01-10", false), "2026-04-02"), Progress::Overdue(2));
        assert_eq!(on(told("2026-05-10", true), "2026-05-09"), Progress::NotTold, "it was told later");
        assert_eq!(on(told("2026-05-10", true), "2026-05-10"), Progress::Reached(day("2026-05-10")));
    }

    proptest! {
        #[test]
        fn what_falls_short_when_its_year_is_over_is_never_green(delivered in prop::option::of(0..2_000i64), forecast in prop::option::of(0..2_000i64)) {
            let found = saving(delivered, forecast).delivery(day("2026-04-01"));
            prop_assert_eq!(found.code() == "on-target", delivered.is_some_and(|delivered| delivered >= 1_000));
        }
    }
}
