//! Gateways: days on which demand is held beside money, and what would have to be true for the two to meet.
//!
//! What a year is expected to cost is the demand that is expected times what one costs. All of it is whole numbers, so that a page and a calculator
//! agree to the pound.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Origin, Pounds};
use crate::{
    code::{GatewayCode, MeasureCode, ServiceCode},
    council::Word,
    period::Period,
};

/// A day on which demand is held beside money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gateway {
    /// Code: the address of its page.
    pub code: GatewayCode,
    /// Title.
    pub title: String,
    /// The day.
    pub on: NaiveDate,
    /// Who looks at it then, and what is decided.
    pub text: String,
    /// What is held beside money.
    pub demands: Vec<Demand>,
}

/// A demand, the money for it, and what was known of both on the day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Demand {
    /// The measure of it.
    pub measure: MeasureCode,
    /// The service that meets it.
    pub service: ServiceCode,
    /// The financial year of the money.
    pub year: Period,
    /// What is counted, one and many: `child in care`, `children in care`.
    pub things: Word,
    /// What one costs in the year.
    pub unit_cost: Pounds,
    /// What is budgeted for all of them in the year.
    pub budget: Pounds,
    /// What else has to be said of it.
    pub note: Option<String>,
    /// Where unit cost and budget come from.
    pub origin: Origin,
    /// The demand as it was known on the day: later figures do not change it. None until it is written down.
    pub frozen: Option<Frozen>,
}

/// A demand as it was known on the day of a gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// The period of the newest figure.
    pub period: Period,
    /// The newest figure, in whole things.
    pub newest: u32,
    /// What the year was expected to come to; none where there was no forecast.
    pub expected: Option<Expected>,
}

/// How many are expected in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// So many.
    pub number: u32,
    /// At least.
    pub low: u32,
    /// At most.
    pub high: u32,
}

/// How what a demand is expected to cost stands against its budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Even the least that is expected costs more.
    Over,
    /// It depends on where in its range the demand will be.
    EitherWay,
    /// Even the most that is expected costs no more.
    Within,
    /// There is no forecast.
    CannotTell,
}

/// A demand beside its money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// The demand that is reckoned with: the one expected, or the newest where there is no forecast.
    pub number: u32,
    /// What it costs.
    pub spend: Pounds,
    /// What the least and the most that are expected cost.
    pub range: Option<(Pounds, Pounds)>,
    /// By how much that is more than the budget; negative for less.
    pub difference: Pounds,
    /// The most that the budget is enough for, at this unit cost; none where one costs nothing.
    pub most: Option<u32>,
    /// The most that one may cost for the budget to be enough, at this demand; none where there is no demand.
    pub dearest: Option<Pounds>,
    /// How it stands.
    pub verdict: Verdict,
}

impl Demand {
    /// Holds a demand beside the money for it.
    pub fn beside(&self, newest: u32, expected: Option<Expected>) -> Beside {
        let number = expected.map_or(newest, |expected| expected.number);
        let cost = |number: u32| spend(number, self.unit_cost);
        let range = expected.map(|expected| (cost(expected.low), cost(expected.high)));
        let verdict = match range {
            None => Verdict::CannotTell,
            Some((low, _)) if low > self.budget => Verdict::Over,
            Some((_, high)) if high <= self.budget => Verdict::Within,
            Some(_) => Verdict::EitherWay,
        };
        Beside {
            number,
            spend: cost(number),
            range,
            difference: cost(number).saturating_sub(self.budget),
            most: demand_that_meets(self.budget, self.unit_cost),
            dearest: cost_that_meets(self.budget, number),
            verdict,
        }
    }
}

/// What so many cost.
pub fn spend(number: u32, unit_cost: Pounds) -> Pounds {
    i64::from(number).saturating_mul(unit_cost)
}

/// The most that a budget is enough for; none where one costs nothing, or there is no budget.
pub fn demand_that_meets(budget: Pounds, unit_cost: Pounds) -> Option<u32> {
    (unit_cost > 0 && budget >= 0).then(|| u32::try_from(budget / unit_cost).unwrap_or(u32::MAX))
}

/// The most that one may cost, in whole pounds, for a budget to be enough; none where there is no demand, or no budget.
pub fn cost_that_meets(budget: Pounds, number: u32) -> Option<Pounds> {
    (number > 0 && budget >= 0).then(|| budget / i64::from(number))
}

impl Verdict {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Over => "More than the budget, even at the least that is expected",
            Self::EitherWay => "Could be more or less than the budget",
            Self::Within => "Within the budget, even at the most that is expected",
            Self::CannotTell => "Cannot tell: there is no forecast of the demand",
        }
    }

    /// Its colour and shape, by the name of the rating that has the same.
    pub fn code(self) -> &'static str {
        match self {
            Self::Over => "off-target",
            Self::EitherWay => "near-target",
            Self::Within => "on-target",
            Self::CannotTell => "cannot-tell",
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::tests::year;

    /// Two hundred homes at £50 a year, for £9,000.
    pub(crate) fn demand() -> Demand {
        Demand {
            measure: "homes".parse().unwrap(),
            service: "repairs".parse().unwrap(),
            year: year(2025),
            things: ("home".to_owned(), "homes".to_owned()),
            unit_cost: 50,
            budget: 9_000,
            note: None,
            origin: Origin::Illustrative,
            frozen: None,
        }
    }

    #[test]
    fn demand_is_held_beside_money() {
        let found = demand().beside(190, Some(Expected { number: 200, low: 185, high: 210 }));
        let range = Some((9_250, 10_500));
        let (most, dearest) = (Some(180), Some(45));
        assert_eq!(found, Beside { number: 200, spend: 10_000, range, difference: 1_000, most, dearest, verdict: Verdict::Over });
        let none = demand().beside(180, None);
        assert_eq!((none.number, none.difference, none.verdict, none.range), (180, 0, Verdict::CannotTell, None));
        let verdict = |low, high| demand().beside(180, Some(Expected { number: low, low, high })).verdict;
        assert_eq!(verdict(170, 180), Verdict::Within, "exactly the budget is enough");
        assert_eq!(verdict(180, 181), Verdict::EitherWay);
        assert_eq!(verdict(181, 181), Verdict::Over);
    }

    #[test]
    fn what_costs_nothing_or_is_not_there_has_no_meeting_point() {
        assert_eq!((demand_that_meets(9_000, 0), cost_that_meets(9_000, 0), demand_that_meets(-1, 50)), (None, None, None));
        assert_eq!((demand_that_meets(0, 50), cost_that_meets(0, 10)), (Some(0), Some(0)));
        let free = Demand { unit_cost: 0, ..demand() }.beside(0, None);
        assert_eq!((free.spend, free.most, free.dearest), (0, None, None));
    }

    proptest! {
        #[test]
        fn at_the_meeting_points_the_budget_is_enough_and_one_more_is_too_much(budget in 0..1_000_000_000i64, unit_cost in 1..1_000_000i64, number in 1..100_000u32) {
            let most = demand_that_meets(budget, unit_cost).unwrap();
            prop_assert!(spend(most, unit_cost) <= budget && spend(most + 1, unit_cost) > budget);
            let dearest = cost_that_meets(budget, number).unwrap();
            prop_assert!(spend(number, dearest) <= budget && spend(number, dearest + 1) > budget);
        }

        #[test]
        fn more_demand_never_costs_less(budget in 0..1_000_000i64, unit_cost in 0..10_000i64, number in 0..10_000u32, more in 0..10_000u32) {
            let demand = Demand { unit_cost, budget, ..demand() };
            prop_assert!(demand.beside(number, None).difference <= demand.beside(number + more, None).difference);
        }
    }
}
