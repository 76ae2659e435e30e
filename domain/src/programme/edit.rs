//! Changes of programmes that people propose: what one is, and what it must have before it can be proposed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Action, Moved, Status, Withdrawn, detail::Detail, rules::Fault};
use crate::code::{ActionCode, ProgrammeCode};

/// Longest text of an update or a scope, in characters.
pub const LONGEST_TEXT: usize = 2_000;
/// Longest reason or evidence, in characters.
pub const LONGEST_REASON: usize = 1_000;
/// Longest title or role, in characters.
pub const LONGEST_ROLE: usize = 200;
/// The most changes that are proposed together.
pub const MOST: usize = 1_000;

/// One change of a programme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edit {
    /// An action that is new.
    Add(Box<Action>),
    /// A detail of an action: from, to, as text.
    Set {
        /// The action.
        action: ActionCode,
        /// Which detail.
        detail: Detail,
        /// As it was.
        from: String,
        /// As it is to be.
        to: String,
    },
    /// A date, scope or owner.
    Move {
        /// The action.
        action: ActionCode,
        /// What, from what to what.
        what: Moved,
        /// Why.
        reason: String,
    },
    /// A step on the way that was reached.
    Reached {
        /// The action.
        action: ActionCode,
        /// The step, by its title.
        milestone: String,
        /// When.
        on: NaiveDate,
    },
    /// How far an action is.
    Update {
        /// The action.
        action: ActionCode,
        /// How far.
        status: Status,
        /// What was done, and what comes next.
        text: String,
        /// What shows it.
        evidence: Option<String>,
    },
}

impl Edit {
    /// The action that it changes or adds.
    pub fn action(&self) -> &ActionCode {
        match self {
            Self::Add(action) => &action.code,
            Self::Set { action, .. } | Self::Move { action, .. } | Self::Reached { action, .. } | Self::Update { action, .. } => action,
        }
    }

    /// Which comes first of several: an update is told of what the others have made of an action.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Add(_) => 0,
            Self::Set { .. } => 1,
            Self::Move { .. } => 2,
            Self::Reached { .. } => 3,
            Self::Update { .. } => 4,
        }
    }

    /// Whether it is one for the ledger: a change of date, scope or owner.
    pub fn is_move(&self) -> bool {
        matches!(self, Self::Move { .. })
    }

    /// What it lacks by itself, or has too much of.
    pub fn bounds(&self) -> Result<(), Fault> {
        let said = |field: &'static str, text: &str, most: usize| match text.trim().chars().count() {
            0 => Err(Fault::Blank(field)),
            long if long > most => Err(Fault::Long(field, most)),
            _ => Ok(()),
        };
        let short = |field: &'static str, text: Option<&String>, most: usize| {
            if text.is_some_and(|text| text.chars().count() > most) { Err(Fault::Long(field, most)) } else { Ok(()) }
        };
        match self {
            Self::Add(action) => {
                said("title", &action.title, LONGEST_ROLE)?;
                said("owner", &action.owner, LONGEST_ROLE)?;
                short("text", Some(&action.text), LONGEST_TEXT)?;
                short("member", action.member.as_ref(), LONGEST_ROLE)
            }
            Self::Set { detail, from, to, .. } => {
                if from == to {
                    return Err(Fault::Same(detail.name()));
                }
                short(detail.name(), Some(to), super::detail::LONGEST)
            }
            Self::Move { what, reason, .. } => {
                let (field, same) = match what {
                    Moved::Due(from, to) => ("due", *from == Some(*to)),
                    Moved::Scope(from, to) => ("text", from == to),
                    Moved::Owner(from, to) => ("owner", from == to),
                };
                if same {
                    return Err(Fault::Same(field));
                }
                match what {
                    Moved::Due(..) => {}
                    Moved::Scope(_, to) => said("text", to, LONGEST_TEXT)?,
                    Moved::Owner(_, to) => said("owner", to, LONGEST_ROLE)?,
                }
                said("reason", reason, LONGEST_REASON)
            }
            Self::Reached { .. } => Ok(()),
            Self::Update { text, evidence, .. } => {
                said("update", text, LONGEST_TEXT)?;
                short("evidence", evidence.as_ref(), LONGEST_REASON)
            }
        }
    }
}

/// Changes that were approved together, as they are kept for ever.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Number of the proposal that they were.
    pub proposal: i64,
    /// The programme.
    pub programme: ProgrammeCode,
    /// Role that tells its updates.
    pub role: String,
    /// Role or body that approved it.
    pub approver: String,
    /// What changes.
    pub edits: Vec<Edit>,
    /// Day on which they were approved: from then on they hold.
    pub on: NaiveDate,
    /// Since when and why they hold no longer, if they were withdrawn.
    pub withdrawn: Option<Withdrawn>,
}
