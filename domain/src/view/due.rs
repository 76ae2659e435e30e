//! What is due when: every measure with its newest figure and the one that comes next.

use chrono::NaiveDate;

use crate::{
    catalogue::Catalogue,
    due::{self, Due},
    order::sort_by_key,
    period::Period,
};

/// A measure, and what is due of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// The measure, by index.
    pub measure: u16,
    /// The newest period that has a figure.
    pub newest: Option<Period>,
    /// What comes next; nothing of a measure that comes now and then.
    pub next: Option<Due>,
}

impl Expected {
    /// What is late on a day, if it is.
    pub fn late(&self, today: NaiveDate) -> Option<Due> {
        self.next.filter(|next| next.late(today))
    }
}

/// Every measure of a release once, what is due first before the others: so those that are late come first, the longest late before all. Measures of
/// which nothing is due come last.
pub fn expected(catalogue: &Catalogue, today: NaiveDate) -> Vec<Expected> {
    let all = (0..).zip(&catalogue.measures).zip(&catalogue.spans).map(|((at, measure), span)| {
        let newest = span.periods.last().map(|&newest| catalogue.periods[usize::from(newest)]);
        Expected { measure: at, newest, next: due::after(measure, newest, today) }
    });
    let mut all: Vec<Expected> = all.collect();
    sort_by_key(&mut all, |one| (one.next.is_none(), one.next));
    all
}
