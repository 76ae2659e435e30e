//! The golden thread: from a national outcome by an outcome of a plan and a measure to an action and the must-do that it carries out, across all
//! plans, to be walked from either end.

pub mod orphans;
pub mod picture;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    code::{DirectorateCode, MeasureCode, ThemeCode},
    council::Council,
    measure::{Frequency, Measure},
    programme::Programme,
};

/// What stands on the thread, from its upper end to its lower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A national outcome.
    National,
    /// An outcome of a plan.
    Outcome,
    /// A measure.
    Measure,
    /// An action.
    Action,
    /// An action that others carry out.
    MustDo,
}

impl Kind {
    /// Every kind, from the upper end.
    pub const ALL: [Self; 5] = [Self::National, Self::Outcome, Self::Measure, Self::Action, Self::MustDo];

    /// One and many.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::National => ("national outcome", "national outcomes"),
            Self::Outcome => ("plan outcome", "plan outcomes"),
            Self::Measure => ("measure", "measures"),
            Self::Action => ("action", "actions"),
            Self::MustDo => ("must-do", "must-dos"),
        }
    }
}

/// Something on the thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knot {
    /// What it is.
    pub kind: Kind,
    /// Its short name, unique on the thread: `measure:adults-in-work`.
    pub address: String,
    /// Title.
    pub title: String,
    /// What it is of: a plan, a programme, the framework; blank for a measure.
    pub of: String,
    /// The page that tells all of it; none for a national outcome.
    pub home: Option<String>,
    /// Themes that it belongs to.
    pub themes: Vec<ThemeCode>,
    /// Directorate that answers for it, where one is named.
    pub directorate: Option<DirectorateCode>,
    /// Whether it is a measure with a figure every quarter or oftener.
    pub quarterly: bool,
}

/// Every knot, and what is tied to what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thread {
    /// The knots, kind by kind, each kind in the order in which it was told.
    pub knots: Vec<Knot>,
    up: Vec<BTreeSet<usize>>,
    down: Vec<BTreeSet<usize>>,
}

impl Thread {
    /// Ties pairs of an upper and a lower knot; a pair that runs upward, or beyond the list, is left out.
    pub fn tied(knots: Vec<Knot>, pairs: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut thread = Self { up: vec![BTreeSet::new(); knots.len()], down: vec![BTreeSet::new(); knots.len()], knots };
        for (upper, lower) in pairs {
            let kind = |at: usize| thread.knots.get(at).map(|knot| knot.kind);
            if kind(upper).zip(kind(lower)).is_some_and(|(upper, lower)| upper < lower) {
                thread.down[upper].insert(lower);
                thread.up[lower].insert(upper);
            }
        }
        thread
    }

    /// The thread of a council.
    pub fn of(council: &Council) -> Self {
        let (knots, at) = knots(council);
        let pairs: Vec<(usize, usize)> =
            ties(council).iter().filter_map(|(upper, lower)| Some((*at.get(upper)?, *at.get(lower)?))).collect();
        Self::tied(knots, pairs)
    }

    /// The knot with this address.
    pub fn find(&self, address: &str) -> Option<usize> {
        self.knots.iter().position(|knot| knot.address == address)
    }

    /// What a knot is tied to above.
    pub fn up(&self, knot: usize) -> &BTreeSet<usize> {
        &self.up[knot]
    }

    /// What a knot is tied to below.
    pub fn down(&self, knot: usize) -> &BTreeSet<usize> {
        &self.down[knot]
    }

    /// Every tie, from upper to lower.
    pub fn ties(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..).zip(&self.down).flat_map(|(upper, all)| all.iter().map(move |lower| (upper, *lower)))
    }

    /// All that is reached by walking up from a knot, without the knot.
    pub fn above(&self, knot: usize) -> BTreeSet<usize> {
        walk(knot, &self.up)
    }

    /// All that is reached by walking down from a knot, without the knot.
    pub fn below(&self, knot: usize) -> BTreeSet<usize> {
        walk(knot, &self.down)
    }

    /// A knot with all above and below it.
    pub fn around(&self, knot: usize) -> BTreeSet<usize> {
        let mut all = self.above(knot);
        all.extend(self.below(knot));
        all.insert(knot);
        all
    }

    /// What belongs to a theme, with the national outcomes that its outcomes serve, the measures that show them and the must-dos that its
    /// actions carry out.
    pub fn theme(&self, code: &ThemeCode) -> BTreeSet<usize> {
        let own: BTreeSet<usize> = (0..self.knots.len()).filter(|&at| self.knots[at].themes.contains(code)).collect();
        let mut all = own.clone();
        for at in own {
            let near: BTreeSet<usize> = match self.knots[at].kind {
                Kind::Outcome => self.up[at].iter().chain(&self.down[at]).copied().collect(),
                Kind::Action => [&self.up[at], &self.down[at]]
                    .into_iter()
                    .flatten()
                    .copied()
                    .filter(|&near| self.knots[near].kind != Kind::Outcome)
                    .collect(),
                _ => BTreeSet::new(),
            };
            // An outcome is tied to actions of its own theme alone.
            all.extend(near);
        }
        all
    }

    /// Of some knots those of each kind, in their order.
    pub fn columns(&self, of: &BTreeSet<usize>) -> [Vec<usize>; 5] {
        Kind::ALL.map(|kind| of.iter().copied().filter(|&at| self.knots[at].kind == kind).collect())
    }
}

fn walk(from: usize, ways: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut next: Vec<usize> = ways[from].iter().copied().collect();
    while let Some(at) = next.pop() {
        if seen.insert(at) {
            next.extend(&ways[at]);
        }
    }
    seen
}

fn of_national(code: &impl ToString) -> String {
    format!("national:{}", code.to_string())
}

/// An outcome has no code: it is named by its theme and its place there.
fn of_outcome(theme: &ThemeCode, place: usize) -> String {
    format!("outcome:{theme}.{}", place + 1)
}

/// The address of a measure on the thread.
pub fn of_measure(code: &MeasureCode) -> String {
    format!("measure:{code}")
}

fn of_action(code: &impl ToString) -> String {
    format!("action:{}", code.to_string())
}

/// Every knot, and its place by its address.
fn knots(council: &Council) -> (Vec<Knot>, BTreeMap<String, usize>) {
    let mut all = nationals(council);
    for plan in &council.plans {
        for theme in &plan.themes {
            all.extend(theme.outcomes.iter().enumerate().map(|(place, outcome)| Knot {
                kind: Kind::Outcome,
                address: of_outcome(&theme.code, place),
                title: outcome.clone(),
                of: plan.title.clone(),
                home: Some(format!("/themes/{}", theme.code)),
                themes: vec![theme.code.clone()],
                directorate: None,
                quarterly: false,
            }));
        }
    }
    let used = used(council);
    all.extend(council.measures.iter().filter(|measure| used.contains(&measure.code)).map(|measure| of_one_measure(council, measure)));
    let carried: BTreeSet<_> =
        council.programmes.iter().flat_map(|programme| &programme.actions).flat_map(|one| &one.carries_out).collect();
    let actions = |kind: Kind| {
        let carried = &carried;
        council.programmes.iter().flat_map(move |programme| {
            let own = programme.actions.iter().filter(move |action| carried.contains(&action.code) == (kind == Kind::MustDo));
            own.map(move |action| of_one_action(kind, programme, action))
        })
    };
    all.extend(actions(Kind::Action));
    all.extend(actions(Kind::MustDo));
    let at = all.iter().enumerate().map(|(at, knot)| (knot.address.clone(), at)).collect();
    (all, at)
}

fn nationals(council: &Council) -> Vec<Knot> {
    let Some(outcomes) = &council.outcomes else { return Vec::new() };
    let knot = |national: &crate::outcome::National| Knot {
        kind: Kind::National,
        address: of_national(&national.code),
        title: national.title.clone(),
        of: outcomes.framework.clone(),
        home: None,
        themes: Vec::new(),
        directorate: None,
        quarterly: false,
    };
    outcomes.national.iter().map(knot).collect()
}

fn of_one_measure(council: &Council, measure: &Measure) -> Knot {
    let themes = council.plans.iter().flat_map(|plan| &plan.themes);
    let names = |theme: &&crate::plan::Theme| theme.promises.iter().any(|promise| promise.measures.contains(&measure.code));
    Knot {
        kind: Kind::Measure,
        address: of_measure(&measure.code),
        title: measure.title.clone(),
        of: String::new(),
        home: Some(format!("/measures/{}", measure.code)),
        themes: themes.filter(names).map(|theme| theme.code.clone()).collect(),
        directorate: Some(measure.directorate.clone()),
        quarterly: matches!(measure.frequency, Frequency::Monthly | Frequency::Quarterly),
    }
}

fn of_one_action(kind: Kind, programme: &Programme, action: &crate::programme::Action) -> Knot {
    Knot {
        kind,
        address: of_action(&action.code),
        title: action.title.clone(),
        of: programme.title.clone(),
        home: Some(format!("/programmes/{}#{}", programme.code, action.code)),
        themes: action.theme.iter().cloned().collect(),
        directorate: action.directorate.clone(),
        quarterly: false,
    }
}

/// Measures that a plan promises, that show an outcome, or that an action should move.
fn used(council: &Council) -> BTreeSet<&MeasureCode> {
    let promised = council.plans.iter().flat_map(|plan| &plan.themes).flat_map(|theme| &theme.promises).flat_map(|one| &one.measures);
    let moved = council.programmes.iter().flat_map(|programme| &programme.actions).flat_map(|action| &action.measures);
    let outcomes = council.outcomes.iter();
    let shown =
        outcomes.flat_map(|all| all.plan.iter().flat_map(|one| &one.measures).chain(all.national.iter().flat_map(|one| &one.measures)));
    promised.chain(moved).chain(shown).collect()
}

/// What is tied to what, by address.
fn ties(council: &Council) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for national in council.outcomes.iter().flat_map(|all| &all.national) {
        all.extend(national.measures.iter().map(|measure| (of_national(&national.code), of_measure(measure))));
    }
    let place = |theme: &ThemeCode, outcome: &str| {
        let (_, found) = council.theme(theme)?;
        Some(of_outcome(theme, found.outcomes.iter().position(|one| one == outcome)?))
    };
    for shown in council.outcomes.iter().flat_map(|all| &all.plan) {
        let Some(own) = place(&shown.theme, &shown.outcome) else { continue };
        all.extend(shown.serves.iter().map(|national| (of_national(national), own.clone())));
        all.extend(shown.measures.iter().map(|measure| (own.clone(), of_measure(measure))));
    }
    for action in council.programmes.iter().flat_map(|programme| &programme.actions) {
        let own = of_action(&action.code);
        let outcome = action.theme.as_ref().zip(action.outcome.as_ref()).and_then(|(theme, outcome)| place(theme, outcome));
        all.extend(outcome.map(|outcome| (outcome, own.clone())));
        all.extend(action.measures.iter().map(|measure| (of_measure(measure), own.clone())));
        all.extend(action.carries_out.iter().map(|other| (own.clone(), of_action(other))));
    }
    all
}

#[cfg(test)]
mod tests;
