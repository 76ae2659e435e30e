//! What of somebody's own has changed since they last looked, the worst first. What chance would give is no change.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::{
    Own,
    due::lateness,
    shown::{Shown, Stand},
};
use crate::{
    area::Area,
    catalogue::Catalogue,
    change::Change,
    measure::Measure,
    order::sort_by_key,
    programme::{
        Programme,
        changes::{self, between},
        standing::{Because, Rag, Standing, standings},
    },
    rating::Rating,
};

/// Why a figure is told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Moved {
    /// It is new, and differs from a year before by more than chance would give.
    Beyond,
    /// It stayed as it was, but its target did not, and so it is rated otherwise: the rating before.
    Rated(Rating),
}

/// What changed.
#[derive(Debug, Clone, PartialEq)]
pub enum What<'a> {
    /// A measure's figure of an area.
    Figure {
        /// The measure.
        measure: &'a Measure,
        /// The area.
        area: &'a Area,
        /// Whether that is the whole place.
        whole: bool,
        /// How it stands now.
        now: &'a Stand,
        /// Why it is told.
        moved: Moved,
    },
    /// An action.
    Action {
        /// Its programme.
        programme: &'a Programme,
        /// How it stands now.
        standing: Standing<'a>,
        /// What was written of it since; none where only its day has passed.
        change: Option<changes::Change<'a>>,
        /// Whether its day has passed since, and it is not done.
        passed: bool,
    },
}

/// How bad a change is: the worst first. Among equals what is longest late comes first, then what was put off most often, figures before actions, and
/// then by code, so that no two are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// A figure got worse beyond chance, and is off target.
    WorseAndOff,
    /// The day of an action has passed, and it is not done.
    Passed,
    /// A figure got worse beyond chance.
    Worse,
    /// An action was put off.
    PutOff,
    /// A rating got worse because the target is another, or an action is red or amber.
    Doubt,
    /// A figure is another beyond chance, and neither way is better; or something else was told of an action.
    Other,
    /// It got better.
    Better,
}

impl What<'_> {
    /// How bad it is.
    pub fn weight(&self) -> Weight {
        match self {
            Self::Figure { now, moved: Moved::Beyond, .. } => match (now.change, now.rating) {
                (Change::GettingWorse, Rating::OffTarget) => Weight::WorseAndOff,
                (Change::GettingWorse, _) => Weight::Worse,
                (Change::Improving, _) => Weight::Better,
                _ => Weight::Other,
            },
            Self::Figure { now, moved: Moved::Rated(before), .. } => {
                if now.rating > *before {
                    Weight::Doubt
                } else {
                    Weight::Better
                }
            }
            Self::Action { passed: true, .. } => Weight::Passed,
            Self::Action { standing, change, .. } => match (self.slips(), standing.rag) {
                (1.., _) => Weight::PutOff,
                (0, Rag::Red | Rag::Amber) => Weight::Doubt,
                (0, Rag::Green) if change.as_ref().is_some_and(|change| change.status.is_some()) => Weight::Better,
                _ => Weight::Other,
            },
        }
    }

    /// How often an action was put off since.
    pub fn slips(&self) -> usize {
        match self {
            Self::Action { change: Some(change), .. } => change.moves.iter().filter(|one| one.is_slip()).count(),
            _ => 0,
        }
    }

    /// Whether it is told to those who asked to be told of little: a figure that passed the test of chance, or an action that slipped.
    pub fn is_loud(&self) -> bool {
        match self {
            Self::Figure { moved, .. } => *moved == Moved::Beyond,
            Self::Action { passed, .. } => *passed || self.slips() > 0,
        }
    }

    /// What it comes after: a total order, for no two have the same codes.
    fn order(&self) -> (Weight, (Reverse<i64>, Reverse<usize>), u8, String, String) {
        let weight = self.weight();
        match self {
            Self::Figure { measure, area, .. } => (weight, (Reverse(0), Reverse(0)), 0, measure.code.to_string(), area.code.to_string()),
            Self::Action { programme, standing, .. } => {
                (weight, lateness(standing), 1, programme.code.to_string(), standing.action.code.to_string())
            }
        }
    }
}

/// Since when: figures since a release, actions after a day and until another.
#[derive(Debug, Clone, Copy)]
pub struct Since<'a> {
    /// What was shown then; none where it is not known, and nothing can be said of figures.
    pub before: Option<&'a Shown>,
    /// The day up to which actions were known.
    pub after: NaiveDate,
    /// The day up to which they are told.
    pub until: NaiveDate,
}

/// What of somebody's own has changed, the worst first ([`Weight`]). Nothing is told twice.
pub fn changed<'a>(
    own: &Own,
    (catalogue, now): (&'a Catalogue, &'a Shown),
    programmes: &'a [Programme],
    since: &Since<'_>,
) -> Vec<What<'a>> {
    let mut all = since.before.map(|before| figures(own, catalogue, before, now)).unwrap_or_default();
    all.extend(programmes.iter().flat_map(|programme| actions(own, programme, programmes, since)));
    sort_by_key(&mut all, What::order);
    all
}

/// Whether and why a figure is told that stood otherwise, or not at all.
///
/// A figure of an earlier period than the one that was shown is none that is new: the later one was taken away. One of the same period that was
/// revised is told only if that makes another verdict of it.
pub fn moved(before: Option<&Stand>, now: &Stand) -> Option<Moved> {
    let beyond = matches!(now.change, Change::Improving | Change::GettingWorse | Change::Higher | Change::Lower);
    let Some(before) = before else { return beyond.then_some(Moved::Beyond) };
    let revised = now.period == before.period && now.cell != before.cell && now.change != before.change;
    if beyond && (now.period > before.period || revised) {
        return Some(Moved::Beyond);
    }
    let rated = |rating: Rating| !matches!(rating, Rating::CannotTell(_));
    let same = now.period == before.period && now.cell == before.cell && now.target != before.target;
    (same && now.rating != before.rating && rated(now.rating) && rated(before.rating)).then_some(Moved::Rated(before.rating))
}

fn figures<'a>(own: &Own, catalogue: &'a Catalogue, before: &Shown, now: &'a Shown) -> Vec<What<'a>> {
    let city = &catalogue.areas[usize::from(catalogue.city())].code;
    let mut all = Vec::new();
    for measure in &catalogue.measures {
        for area in &catalogue.areas {
            let whole = area.code == *city;
            let Some(now) = now.stand(&measure.code, &area.code).filter(|_| own.holds_in(measure, &area.code, whole)) else { continue };
            if let Some(moved) = moved(before.stand(&measure.code, &area.code), now) {
                all.push(What::Figure { measure, area, whole, now, moved });
            }
        }
    }
    all
}

fn actions<'a>(own: &Own, programme: &'a Programme, all: &'a [Programme], since: &Since<'_>) -> Vec<What<'a>> {
    let overdue = |standing: &Standing<'_>| matches!(standing.because, Some(Because::Overdue(_)));
    let then = standings(programme, all, since.after);
    let mut changes = between(programme, since.after, since.until);
    let now = standings(programme, all, since.until).into_iter().filter(|standing| own.holds_action(standing.action));
    let told = now.filter_map(|standing| {
        let code = &standing.action.code;
        let change = changes.iter().position(|change| change.action.code == *code).map(|at| changes.swap_remove(at));
        let was = then.iter().any(|before| before.action.code == *code && overdue(before));
        let passed = overdue(&standing) && !was;
        (passed || change.is_some()).then_some(What::Action { programme, standing, change, passed })
    });
    told.collect()
}
