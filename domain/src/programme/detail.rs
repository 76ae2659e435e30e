//! What of an action is neither its date, its scope, its owner nor how far it is: who else has to do with it, and what it refers to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Action, Programme, rules::Fault};
use crate::{code::ActionCode, council::Council, day};

/// A detail of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// Member who is accountable.
    Member,
    /// Directorate, by its code.
    Directorate,
    /// Who else takes part.
    Partners,
    /// Area, by its code.
    Area,
    /// Theme, by its code.
    Theme,
    /// Outcome, in the theme's words.
    Outcome,
    /// Measures, by their codes.
    Measures,
    /// Day on which work begins.
    Starts,
    /// Actions that it waits on, by their codes.
    WaitsOn,
}

/// Longest detail, in characters.
pub const LONGEST: usize = 1_000;

impl Detail {
    /// Every detail with the name of its column.
    pub const ALL: [(&'static str, Self); 9] = [
        ("member", Self::Member),
        ("directorate", Self::Directorate),
        ("partners", Self::Partners),
        ("area", Self::Area),
        ("theme", Self::Theme),
        ("outcome", Self::Outcome),
        ("measures", Self::Measures),
        ("starts", Self::Starts),
        ("waits_on", Self::WaitsOn),
    ];

    /// The name of its column.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, detail)| *detail == self).map_or("", |(name, _)| name)
    }

    /// What it is of an action, as text; several are divided by semicolons.
    pub fn of(self, action: &Action) -> String {
        fn all<T: ToString>(list: &[T]) -> String {
            list.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
        }
        fn one<T: ToString>(given: Option<&T>) -> String {
            given.map(ToString::to_string).unwrap_or_default()
        }
        match self {
            Self::Member => one(action.member.as_ref()),
            Self::Directorate => one(action.directorate.as_ref()),
            Self::Partners => all(&action.partners),
            Self::Area => one(action.area.as_ref()),
            Self::Theme => one(action.theme.as_ref()),
            Self::Outcome => one(action.outcome.as_ref()),
            Self::Measures => all(&action.measures),
            Self::Starts => one(action.starts.as_ref()),
            Self::WaitsOn => all(&action.waits_on),
        }
    }

    /// Makes it that of a text; blank is none.
    ///
    /// # Errors
    /// What the text refers to is not there, or the text is no day.
    pub fn set(self, action: &mut Action, text: &str, council: &Council) -> Result<(), Fault> {
        let text = text.trim();
        if text.chars().count() > LONGEST {
            return Err(Fault::Long(self.name(), LONGEST));
        }
        let words = || Some(text.to_owned()).filter(|text| !text.is_empty());
        let list = || text.split(';').map(str::trim).filter(|part| !part.is_empty());
        let unknown = |what: &'static str, given: &str| Fault::Unknown { what, given: given.to_owned() };
        let known = |what: &'static str, found: bool| if found || text.is_empty() { Ok(()) } else { Err(unknown(what, text)) };
        match self {
            Self::Member => action.member = words(),
            Self::Partners => action.partners = list().map(str::to_owned).collect(),
            Self::Outcome => action.outcome = words(),
            Self::Directorate => {
                let found = council.directorates.iter().find(|one| one.code.as_str() == text).map(|one| one.code.clone());
                known("directorate", found.is_some())?;
                action.directorate = found;
            }
            Self::Area => {
                let found = council.areas.iter().find(|one| one.code.as_str() == text).map(|one| one.code.clone());
                known("area", found.is_some())?;
                action.area = found;
            }
            Self::Theme => {
                let found = council.plans.iter().flat_map(|plan| &plan.themes).find(|one| one.code.as_str() == text);
                known("theme", found.is_some())?;
                action.theme = found.map(|one| one.code.clone());
            }
            Self::Measures => {
                let find = |given: &str| council.measures.iter().find(|one| one.code.as_str() == given).map(|one| one.code.clone());
                action.measures = list().map(|given| find(given).ok_or_else(|| unknown("measure", given))).collect::<Result<_, _>>()?;
            }
            Self::Starts => {
                let found: Option<NaiveDate> = day::parse(text);
                known("starts", found.is_some())?;
                action.starts = found;
            }
            Self::WaitsOn => {
                action.waits_on = list()
                    .map(|given| given.parse::<ActionCode>().ok().ok_or_else(|| unknown("action", given)))
                    .collect::<Result<_, _>>()?;
            }
        }
        Ok(())
    }
}

/// Whether what an action waits on is there, and does not wait on it in turn. `programmes`: all of the council, with the action as it would be.
pub(super) fn waits(programmes: &[Programme], action: &Action) -> Result<(), Fault> {
    let find = |code: &str| programmes.iter().flat_map(|programme| &programme.actions).find(|action| action.code.as_str() == code);
    for other in &action.waits_on {
        if find(other.as_str()).is_none() {
            return Err(Fault::Unknown { what: "action", given: other.to_string() });
        }
        let next = |of: &str| find(of).into_iter().flat_map(|action| &action.waits_on).map(ActionCode::as_str).collect();
        if let Some(round) = super::rules::round(action.code.as_str(), other.as_str(), next) {
            return Err(Fault::Round(round.join(" waits on ")));
        }
    }
    Ok(())
}
