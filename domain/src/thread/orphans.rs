//! Where the thread is broken: what stands on it and is not tied to what it should be.

use std::collections::BTreeSet;

use super::{Kind, Thread};
use crate::{
    code::{DirectorateCode, ThemeCode},
    plan::Plan,
};

/// What is not tied, of one plan or of all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Orphans {
    /// Outcomes without a measure that has a figure every quarter or oftener.
    pub outcomes: Vec<usize>,
    /// Measures without an action or a must-do.
    pub measures: Vec<usize>,
    /// Actions and must-dos without a measure.
    pub actions: Vec<usize>,
}

/// Which orphans are asked for; everything where nothing is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Those of a theme.
    pub theme: Option<&'a ThemeCode>,
    /// Those that a directorate answers for. Outcomes answer to roles, and to no directorate.
    pub directorate: Option<&'a DirectorateCode>,
}

/// The orphans of a plan: of its outcomes, of the measures that it promises or that show its outcomes, and of the actions of its themes.
pub fn of_plan(thread: &Thread, plan: &Plan, asked: Asked<'_>) -> Orphans {
    let themes: BTreeSet<&ThemeCode> =
        plan.themes.iter().map(|theme| &theme.code).filter(|code| asked.theme.is_none_or(|theme| theme == *code)).collect();
    let of_theme = |at: usize| thread.knots[at].themes.iter().any(|theme| themes.contains(theme));
    let belongs = |at: usize| {
        of_theme(at)
            || thread.knots[at].kind == Kind::Measure
                && thread.up(at).iter().any(|&up| thread.knots[up].kind == Kind::Outcome && of_theme(up))
    };
    let answers = |at: usize| asked.directorate.is_none_or(|wanted| thread.knots[at].directorate.as_ref() == Some(wanted));
    let of = |kinds: &[Kind]| -> Vec<usize> {
        (0..thread.knots.len()).filter(|&at| kinds.contains(&thread.knots[at].kind) && belongs(at) && answers(at)).collect()
    };
    let near = |all: &BTreeSet<usize>, kinds: &[Kind]| all.iter().any(|&at| kinds.contains(&thread.knots[at].kind));
    let quarterly = |at: &usize| thread.down(*at).iter().any(|&down| thread.knots[down].quarterly);
    Orphans {
        outcomes: of(&[Kind::Outcome]).into_iter().filter(|at| !quarterly(at)).collect(),
        measures: of(&[Kind::Measure]).into_iter().filter(|&at| !near(thread.down(at), &[Kind::Action, Kind::MustDo])).collect(),
        actions: of(&[Kind::Action, Kind::MustDo]).into_iter().filter(|&at| !near(thread.up(at), &[Kind::Measure])).collect(),
    }
}

/// National outcomes that no outcome of any plan serves and no measure shows.
pub fn unserved(thread: &Thread) -> Vec<usize> {
    (0..thread.knots.len()).filter(|&at| thread.knots[at].kind == Kind::National && thread.down(at).is_empty()).collect()
}
