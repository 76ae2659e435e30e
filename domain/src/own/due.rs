//! What of somebody's own is late, and what is due soon.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::Own;
use crate::{
    council::Council,
    due,
    measure::Measure,
    order::sort_by_key,
    period::Period,
    programme::{
        Programme, Status,
        standing::{Because, Standing, standings},
    },
    release::Release,
    view::due::expected,
};

/// How many days ahead something is due soon.
pub const SOON: i64 = 30;

/// Something that has a day.
#[derive(Debug, Clone, PartialEq)]
pub enum What<'a> {
    /// The next figure of a measure, and its period.
    Figure(&'a Measure, Period),
    /// An action of a programme, as it stands.
    Action(&'a Programme, Standing<'a>),
}

/// Something of somebody's own that has a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated<'a> {
    /// What.
    pub what: What<'a>,
    /// The last day on which it is in time.
    pub by: NaiveDate,
}

impl Dated<'_> {
    /// What tells it from all others: figures before actions, then by code.
    fn place(&self) -> (u8, String, String) {
        match &self.what {
            What::Figure(measure, _) => (0, measure.code.to_string(), String::new()),
            What::Action(programme, standing) => (1, programme.code.to_string(), standing.action.code.to_string()),
        }
    }
}

/// What is late and what is due soon of somebody's own on a day: of what is late the longest late first, of the rest what is due first; of one day
/// figures before actions, and then by code. Nothing is in both, and nothing twice.
///
/// An action is late by its programme's rule ([`standings`]). One that is done, cancelled or paused is not due.
pub fn due<'a>(own: &Own, release: &'a Release, programmes: &'a [Programme], today: NaiveDate) -> (Vec<Dated<'a>>, Vec<Dated<'a>>) {
    let soon = |by: NaiveDate| (0..=SOON).contains(&(by - today).num_days());
    let (mut late, mut coming) = (Vec::new(), Vec::new());
    for (measure, next) in figures(own, &release.council, release, today) {
        let dated = Dated { what: What::Figure(measure, next.period), by: next.by };
        if next.late(today) {
            late.push(dated);
        } else if soon(next.by) {
            coming.push(dated);
        }
    }
    for programme in programmes {
        for standing in standings(programme, programmes, today).into_iter().filter(|standing| own.holds_action(standing.action)) {
            let Some(by) = standing.due else { continue };
            let overdue = matches!(standing.because, Some(Because::Overdue(_)));
            let going = standing.status.is_none_or(|status| !status.is_over() && status != Status::Paused);
            let dated = Dated { what: What::Action(programme, standing), by };
            if overdue {
                late.push(dated);
            } else if going && soon(by) {
                coming.push(dated);
            }
        }
    }
    // Longest late is first due.
    for all in [&mut late, &mut coming] {
        sort_by_key(all, |dated| (dated.by, dated.place()));
    }
    (late, coming)
}

/// The measures of somebody's own with what is due of each, by the rule that the public page uses.
fn figures<'a>(own: &Own, council: &'a Council, release: &Release, today: NaiveDate) -> Vec<(&'a Measure, due::Due)> {
    let all = expected(&release.catalogue, today).into_iter();
    let all = all.filter_map(|one| Some((council.measures.get(usize::from(one.measure))?, one.next?)));
    all.filter(|(measure, _)| own.touches(measure, council)).collect()
}

/// How bad a standing is, the worst the highest: days late, then how often it was put off.
pub(super) fn lateness(standing: &Standing<'_>) -> (Reverse<i64>, Reverse<usize>) {
    let days = match standing.because {
        Some(Because::Overdue(days)) => days,
        _ => 0,
    };
    (Reverse(days), Reverse(standing.slips))
}
