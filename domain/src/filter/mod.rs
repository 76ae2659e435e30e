//! The state of a dashboard: what the reader has chosen. It lives whole in the URL's query, and parse and print round-trip.

mod query;
mod resolve;

pub use query::{QueryError, address, decode, encode};
pub use resolve::{Resolved, UnknownChoice, unknown};

use crate::{
    code::{AreaCode, GroupCode, MeasureCode, PlanCode, ThemeCode},
    period::Period,
};

/// The most areas that can be compared with the page's own.
pub const MAX_COMPARED: usize = 10;

/// The ratings that rows can be narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// On target.
    OnTarget,
    /// Near target.
    NearTarget,
    /// Off target.
    OffTarget,
    /// Cannot tell.
    CannotTell,
}

impl Only {
    /// All of them, in the order offered.
    pub const ALL: [Self; 4] = [Self::OffTarget, Self::NearTarget, Self::OnTarget, Self::CannotTell];

    /// As in a URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::OnTarget => "on-target",
            Self::NearTarget => "near-target",
            Self::OffTarget => "off-target",
            Self::CannotTell => "cannot-tell",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::OnTarget => "On target",
            Self::NearTarget => "Near target",
            Self::OffTarget => "Off target",
            Self::CannotTell => "Cannot tell",
        }
    }
}

/// Which measures of a theme are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Show {
    /// Three lead measures a theme.
    #[default]
    Leads,
    /// All of one theme, leads of the others.
    Theme(ThemeCode),
    /// All.
    All,
}

/// What the reader has chosen. What is not chosen is absent, and absent from the URL.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The area that is mine on pages that are not an area's own.
    pub area: Option<AreaCode>,
    /// Areas to compare with the page's own, at most [`MAX_COMPARED`], in the order chosen.
    pub compare: Vec<AreaCode>,
    /// The group shown; everyone when absent.
    pub group: Option<GroupCode>,
    /// The group it is held against; everyone when absent.
    pub against: Option<GroupCode>,
    /// Figures up to this period; the newest when absent.
    pub period: Option<Period>,
    /// The area drawn as a hollow diamond.
    pub comparator: Option<AreaCode>,
    /// Only rows with this rating.
    pub rating: Option<Only>,
    /// The plan whose themes group the rows; the one in force when absent.
    pub plan: Option<PlanCode>,
    /// How many measures are listed.
    pub show: Show,
    /// The measure that maps are coloured by.
    pub measure: Option<MeasureCode>,
    /// Maps show real boundaries, where the council has them, instead of hexagons.
    pub boundaries: bool,
}

impl Filter {
    /// The same choice with something changed.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut changed = self.clone();
        change(&mut changed);
        changed
    }

    /// A link to a path with this choice.
    pub fn href(&self, path: &str) -> String {
        address(path, &self.to_string())
    }
}
