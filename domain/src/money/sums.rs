//! Budget, spend and forecast of a year, added up by service, by directorate and for the council.
//!
//! A line of its own goes before a sum of those below it. A sum is known only where every part of it is: what is not told of one is not told of
//! all. Parts of a service are never added.

use chrono::NaiveDate;

use super::{Line, Money, Pounds};
use crate::{
    code::{DirectorateCode, ServiceCode},
    period::Period,
};

/// What a year's lines come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// What was agreed.
    pub budget: Option<Pounds>,
    /// What was spent until `known`.
    pub spent: Option<Pounds>,
    /// What the year is expected to come to; once it is over, what was spent.
    pub outlook: Option<Pounds>,
    /// The earliest of the last days that spend and forecast know of.
    pub known: Option<NaiveDate>,
    /// Whether any of it is made up.
    pub illustrative: bool,
}

impl Line {
    /// What the year is expected to come to; of a year that is over, what was spent. None where neither is told.
    pub fn outlook(&self) -> Option<Pounds> {
        let over = self.known.is_some_and(|known| known >= self.year.end());
        if over { self.spent.or(self.forecast) } else { self.forecast }
    }

    fn sum(&self) -> Sum {
        let (budget, spent, outlook) = (self.budget, self.spent, self.outlook());
        Sum { budget, spent, outlook, known: self.known, illustrative: self.origin.illustrative() }
    }
}

impl Sum {
    /// By how much more than the budget is expected to be spent, negative for less; none where either is not told.
    pub fn variance(&self) -> Option<Pounds> {
        Some(self.outlook?.saturating_sub(self.budget?))
    }

    fn and(self, other: Self) -> Self {
        let add = |a: Option<Pounds>, b: Option<Pounds>| Some(a?.saturating_add(b?));
        Self {
            budget: add(self.budget, other.budget),
            spent: add(self.spent, other.spent),
            outlook: add(self.outlook, other.outlook),
            known: self.known.into_iter().chain(other.known).min(),
            illustrative: self.illustrative || other.illustrative,
        }
    }
}

impl Money {
    /// The years that lines are of, newest first.
    pub fn years(&self) -> Vec<Period> {
        let mut years: Vec<Period> = self.lines.iter().map(|line| line.year).chain(self.savings.iter().map(|one| one.year)).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years
    }

    /// The line of the council itself, or of all of a directorate.
    pub fn own_line(&self, year: Period, directorate: Option<&DirectorateCode>) -> Option<&Line> {
        let mut lines = self.lines.iter().filter(|line| line.year == year && line.part.is_none() && line.service.is_none());
        lines.find(|line| line.directorate.as_ref() == directorate)
    }

    /// The line of a service.
    pub fn service_line(&self, year: Period, service: &ServiceCode) -> Option<&Line> {
        self.lines.iter().find(|line| line.year == year && line.part.is_none() && line.service.as_ref() == Some(service))
    }

    /// The lines of parts of a service.
    pub fn parts<'a>(&'a self, year: Period, service: &'a ServiceCode) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.year == year && line.part.is_some() && line.service.as_ref() == Some(service))
    }

    /// A service in a year.
    pub fn of_service(&self, year: Period, service: &ServiceCode) -> Option<Sum> {
        self.service_line(year, service).map(Line::sum)
    }

    /// A directorate in a year: its own line, or else the sum of its services'.
    pub fn of_directorate(&self, year: Period, directorate: &DirectorateCode) -> Option<Sum> {
        self.own_line(year, Some(directorate)).map(Line::sum).or_else(|| self.of_services(year, directorate))
    }

    /// The sum of a directorate's services in a year.
    pub fn of_services(&self, year: Period, directorate: &DirectorateCode) -> Option<Sum> {
        let of_year = self.lines.iter().filter(|line| line.year == year && line.part.is_none() && line.service.is_some());
        of_year.filter(|line| line.directorate.as_ref() == Some(directorate)).map(Line::sum).reduce(Sum::and)
    }

    /// The council in a year: its own line, or else the sum of its directorates'.
    pub fn of_all(&self, year: Period) -> Option<Sum> {
        self.own_line(year, None).map(Line::sum).or_else(|| self.of_directorates(year))
    }

    /// The sum of all directorates in a year.
    pub fn of_directorates(&self, year: Period) -> Option<Sum> {
        let mut all: Vec<&DirectorateCode> =
            self.lines.iter().filter(|line| line.year == year).filter_map(|line| line.directorate.as_ref()).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter().filter_map(|directorate| self.of_directorate(year, directorate)).reduce(Sum::and)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::tests::{day, line, year};

    fn of(lines: Vec<Line>) -> Money {
        Money { lines, ..Money::default() }
    }

    #[test]
    fn a_line_of_its_own_goes_before_a_sum_and_parts_are_not_added() {
        let service = |name: &str, budget| line("care", name, [Some(budget), Some(40), Some(110)], "2025-09-30");
        let part = Line { part: Some("Homes".to_owned()), ..service("home", 900) };
        let money = of(vec![service("home", 100), service("away", 50), part.clone()]);
        let (home, care) = ("home".parse().unwrap(), "care".parse().unwrap());
        let sum = money.of_directorate(year(2025), &care).unwrap();
        assert_eq!((sum.budget, sum.spent, sum.outlook, sum.variance()), (Some(150), Some(80), Some(220), Some(70)));
        assert_eq!(money.of_all(year(2025)), Some(sum));
        assert_eq!(money.of_service(year(2025), &home).unwrap().budget, Some(100));
        assert_eq!(money.parts(year(2025), &home).collect::<Vec<_>>(), [&part]);
        assert_eq!(money.of_directorate(year(2024), &care), None);
        let money = of([money.lines, vec![line("care", "", [Some(160), None, None], "")]].concat());
        assert_eq!(money.of_directorate(year(2025), &care).unwrap().budget, Some(160));
        assert_eq!(money.of_services(year(2025), &care).unwrap().budget, Some(150));
    }

    #[test]
    fn what_is_not_told_of_one_is_not_told_of_all() {
        let told = line("care", "home", [Some(100), Some(40), Some(110)], "2025-09-30");
        let untold = line("care", "away", [Some(50), None, None], "");
        let sum = of(vec![told, untold]).of_all(year(2025)).unwrap();
        assert_eq!((sum.budget, sum.spent, sum.outlook, sum.variance()), (Some(150), None, None, None));
        assert_eq!(sum.known, Some(day("2025-09-30")));
    }

    #[test]
    fn a_year_that_is_over_came_to_what_was_spent() {
        let during = line("care", "home", [Some(100), Some(90), Some(110)], "2026-03-30");
        assert_eq!(during.outlook(), Some(110));
        let after = line("care", "home", [Some(100), Some(90), Some(110)], "2026-03-31");
        assert_eq!(after.outlook(), Some(90));
        assert_eq!(line("care", "home", [Some(100), Some(90), None], "2026-03-30").outlook(), None);
    }

    proptest! {
        #[test]
        fn the_council_is_the_sum_of_its_services(amounts in prop::collection::vec((0..3usize, -1_000_000..1_000_000i64), 1..12)) {
            let name = |n: usize| format!("d{n}");
            let line = |(n, (of, amount)): (usize, &(usize, i64))| line(&name(*of), &format!("s{n}"), [Some(*amount), Some(1), Some(*amount)], "2025-09-30");
            let money = of(amounts.iter().enumerate().map(line).collect());
            let sum = money.of_all(year(2025)).unwrap();
            prop_assert_eq!(sum.budget, Some(amounts.iter().map(|(_, amount)| amount).sum()));
            prop_assert_eq!(sum.variance(), Some(0));
            prop_assert_eq!(Some(sum), money.of_directorates(year(2025)));
        }
    }
}
