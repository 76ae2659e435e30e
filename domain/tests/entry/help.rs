//! What one types, for the next quarter of a measure of Calder Vale.

use std::sync::OnceLock;

use domain::{
    council::Council,
    entry::{Check, Checked, Grid, Look, Spot, check},
    folder::{Folder, parse},
    measure::Measure,
    observation::{Figure, Observation},
    period::Period,
    store::{Slot, Typed},
};

pub(crate) fn folder() -> &'static Folder {
    static FOLDER: OnceLock<Folder> = OnceLock::new();
    FOLDER.get_or_init(|| parse(&crate::council::files("fixtures/calder-vale")).unwrap_or_else(|issues| panic!("{issues:?}")))
}

pub(crate) fn measure(code: &str) -> &'static Measure {
    folder().council.measure(&code.parse().unwrap()).unwrap()
}

/// A measure, its newest period but `back`, and what is known of it.
pub(crate) struct Desk {
    pub(crate) council: Council,
    pub(crate) measure: Measure,
    pub(crate) period: Period,
    pub(crate) known: Vec<Observation>,
}

impl Desk {
    /// For the period after the newest.
    pub(crate) fn of(code: &str) -> Self {
        let known: Vec<Observation> = folder().observations.iter().filter(|one| one.measure.as_str() == code).cloned().collect();
        let newest = newest(&known);
        Self { council: folder().council.clone(), measure: measure(code).clone(), period: newest.next().unwrap(), known }
    }

    pub(crate) fn look(&self) -> Look<'_> {
        Look { council: &self.council, measure: &self.measure, period: self.period, known: &self.known }
    }

    pub(crate) fn grid(&self) -> Grid {
        Grid::of(&self.council, &self.measure, self.period, &self.known)
    }

    /// What was entered for the newest period, with its parts changed by a rule.
    pub(crate) fn typed_again(&self, change: impl Fn(&Observation, Slot, f64) -> f64) -> Vec<Typed> {
        let newest = newest(&self.known);
        let cells = |one: &Observation| match one.figure {
            Figure::Parts { numerator, denominator } => {
                vec![(Slot::Numerator, Some(numerator)), (Slot::Denominator, denominator)]
            }
            Figure::Value { value, .. } => vec![(Slot::Value, Some(value))],
            Figure::Missing(_) => vec![],
        };
        let known = self.known.iter().filter(|one| one.period == newest);
        let typed = known.flat_map(|one| {
            let change = &change;
            cells(one).into_iter().filter_map(move |(slot, number)| {
                let text = change(one, slot, number?).to_string();
                Some(Typed { area: one.area.clone(), group: one.group.clone(), slot, text })
            })
        });
        typed.collect()
    }

    pub(crate) fn check(&self, typed: &[Typed]) -> Checked {
        check(&self.look(), &self.grid(), typed)
    }

    /// What a check found.
    pub(crate) fn found(&self, typed: &[Typed], wanted: Check) -> Vec<Spot> {
        let checked = self.check(typed);
        checked.findings.into_iter().filter(|finding| finding.check == wanted).flat_map(|finding| finding.spots).collect()
    }
}

/// The newest period with a figure.
pub(crate) fn newest(known: &[Observation]) -> Period {
    known.iter().filter(|one| !matches!(one.figure, Figure::Missing(_))).map(|one| one.period).max().unwrap()
}

pub(crate) fn cell(area: &str, group: &str, slot: Slot, text: &str) -> Typed {
    Typed { area: area.parse().unwrap(), group: group.parse().unwrap(), slot, text: text.to_owned() }
}

/// Words of spots.
pub(crate) fn words(spots: &[Spot]) -> Vec<&str> {
    spots.iter().map(|spot| spot.words.as_str()).collect()
}
