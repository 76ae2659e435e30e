//! Formal decisions: what was decided, through which lenses it was looked at, and what changed because of them.

pub mod register;
pub mod share;
pub mod typed;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    code::{AreaCode, DecisionCode, DirectorateCode, ThemeCode},
    lens::{Conflict, Effect, conflict},
    measure::Lens,
};

/// A formal decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Code: the address of its page.
    pub code: DecisionCode,
    /// Day on which it was taken.
    pub on: NaiveDate,
    /// Who took it: `Cabinet`, `Full Council`, a committee, a role.
    pub body: String,
    /// Title.
    pub title: String,
    /// What was decided.
    pub decided: String,
    /// The areas that it is about; none where it is all of the council's.
    pub areas: Vec<AreaCode>,
    /// Themes of plans that it serves.
    pub themes: Vec<ThemeCode>,
    /// The directorate that carries it out.
    pub directorate: DirectorateCode,
    /// Where it can be read.
    pub source: String,
    /// What is told of lenses, each once; of one that is not here it is not known whether it was considered.
    pub lenses: Vec<Under>,
    /// Whether it is made up, so that the example can be explored.
    pub illustrative: bool,
}

/// A decision under one lens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Under {
    /// The lens.
    pub lens: Lens,
    /// Why it was not considered; none where it was.
    pub why_not: Option<String>,
    /// What the decision does under it. Of a lens that was not considered it cannot be told.
    pub effect: Effect,
    /// What changed because of it; blank where nothing did.
    pub changed: String,
    /// What shows it; blank where nothing does.
    pub evidence: String,
}

/// What a lens did to a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Made {
    /// It was considered, something changed because of it, and evidence is given: a difference that can be shown.
    Difference,
    /// It was considered and something is said to have changed, but nothing shows it.
    NotShown,
    /// It was considered, and nothing changed.
    Nothing,
    /// It was not considered.
    NotConsidered,
    /// It is not known whether it was considered.
    NotTold,
}

impl Made {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Difference, Self::NotShown, Self::Nothing, Self::NotConsidered, Self::NotTold];

    /// Its short name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Difference => "difference",
            Self::NotShown => "not-shown",
            Self::Nothing => "nothing",
            Self::NotConsidered => "not-considered",
            Self::NotTold => "not-told",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Difference => "Made a difference",
            Self::NotShown => "Changed something, not shown",
            Self::Nothing => "Considered, nothing changed",
            Self::NotConsidered => "Not considered",
            Self::NotTold => "Not told",
        }
    }
}

impl Under {
    /// Whether the lens was considered.
    pub fn considered(&self) -> bool {
        self.why_not.is_none()
    }

    /// What the lens did.
    pub fn made(&self) -> Made {
        match (self.considered(), self.changed.is_empty(), self.evidence.is_empty()) {
            (false, ..) => Made::NotConsidered,
            (true, true, _) => Made::Nothing,
            (true, false, true) => Made::NotShown,
            (true, false, false) => Made::Difference,
        }
    }
}

impl Decision {
    /// What is told of it under a lens.
    pub fn under(&self, lens: Lens) -> Option<&Under> {
        self.lenses.iter().find(|under| under.lens == lens)
    }

    /// What a lens did to it.
    pub fn made(&self, lens: Lens) -> Made {
        self.under(lens).map_or(Made::NotTold, Under::made)
    }

    /// The lenses under which it helps, and those under which it harms, where there are both.
    pub fn conflict(&self) -> Option<Conflict> {
        conflict(Lens::ALL.into_iter().filter_map(|lens| self.under(lens)).map(|under| (under.lens, under.effect)))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A decision of a day, under the first lens as given.
    pub(crate) fn decision(code: &str, on: &str, under: Option<Under>) -> Decision {
        Decision {
            code: code.parse().unwrap(),
            on: on.parse().unwrap(),
            body: "Cabinet".to_owned(),
            title: code.to_owned(),
            decided: "Yes.".to_owned(),
            areas: Vec::new(),
            themes: Vec::new(),
            directorate: "homes".parse().unwrap(),
            source: "invented".to_owned(),
            lenses: under.into_iter().collect(),
            illustrative: true,
        }
    }

    pub(crate) fn under(changed: &str, evidence: &str) -> Under {
        Under { lens: Lens::SocialValue, why_not: None, effect: Effect::Helps, changed: changed.to_owned(), evidence: evidence.to_owned() }
    }

    #[test]
    fn a_difference_is_considered_has_changed_something_and_is_shown() {
        let made = |under| decision("d", "2025-05-01", under).made(Lens::SocialValue);
        assert_eq!(made(Some(under("x", "y"))), Made::Difference);
        assert_eq!(made(Some(under("x", ""))), Made::NotShown);
        assert_eq!(made(Some(under("", "y"))), Made::Nothing, "a report that changed nothing");
        assert_eq!(made(Some(Under { why_not: Some("No time.".to_owned()), ..under("x", "y") })), Made::NotConsidered);
        assert_eq!(made(None), Made::NotTold);
        assert_eq!(decision("d", "2025-05-01", Some(under("x", "y"))).made(Lens::Equality), Made::NotTold, "of another lens");
    }

    proptest! {
        #[test]
        fn without_evidence_there_is_no_difference(changed in ".{0,8}", evidence in ".{0,8}", considered in any::<bool>()) {
            let why_not = (!considered).then(|| "No time.".to_owned());
            let made = Under { why_not, ..under(&changed, &evidence) }.made();
            let difference = considered && !changed.is_empty() && !evidence.is_empty();
            prop_assert_eq!(made == Made::Difference, difference);
            prop_assert_eq!(made == Made::NotConsidered, !considered);
        }
    }
}
