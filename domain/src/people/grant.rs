//! What a user has been granted.

use std::{fmt, str::FromStr};

use crate::code::{AreaCode, CodeError, DirectorateCode, ServiceCode};

/// A part that a person plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Looks, as a councillor does.
    Viewer,
    /// Enters figures and commentary of services.
    Contributor,
    /// Approves what contributors of a directorate submit.
    Approver,
    /// Imports, sets targets, approves, publishes and corrects.
    PerformanceTeam,
    /// Says who may do what. Enters and publishes nothing.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [Self::Viewer, Self::Contributor, Self::Approver, Self::PerformanceTeam, Self::Administrator];

    /// The role in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Contributor => "contributor",
            Self::Approver => "approver",
            Self::PerformanceTeam => "performance team",
            Self::Administrator => "administrator",
        }
    }
}

/// One thing granted to a user: a role, and of what. A user may hold several.
///
/// As text it is the role and, after a colon, of what: `viewer`, `viewer:E05015277`, `contributor:housing-repairs`, `approver:homes`,
/// `unmasked:homes`, `performance-team`, `administrator`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grant {
    /// Signs in and looks at what the public sees.
    Viewer,
    /// Sees the figures of an area before they are released, as they will be released.
    ViewerOf(AreaCode),
    /// Enters figures and commentary of a service's measures.
    Contributor(ServiceCode),
    /// Approves what is submitted of a directorate's measures.
    Approver(DirectorateCode),
    /// Sees figures of a directorate's measures that disclosure control hides. Each look is recorded.
    Unmasked(DirectorateCode),
    /// The performance team.
    PerformanceTeam,
    /// Manages people and reads the audit.
    Administrator,
}

impl Grant {
    /// The role that it belongs to. To see what is hidden is a permission, not a role.
    pub fn role(&self) -> Option<Role> {
        match self {
            Self::Viewer | Self::ViewerOf(_) => Some(Role::Viewer),
            Self::Contributor(_) => Some(Role::Contributor),
            Self::Approver(_) => Some(Role::Approver),
            Self::Unmasked(_) => None,
            Self::PerformanceTeam => Some(Role::PerformanceTeam),
            Self::Administrator => Some(Role::Administrator),
        }
    }
}

/// Why a text is not a grant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GrantError {
    /// No such role.
    #[error(
        "“{given}” is not a role: write viewer, viewer:AREA, contributor:SERVICE, approver:DIRECTORATE, unmasked:DIRECTORATE, \
         performance-team or administrator"
    )]
    Role {
        /// The text as given, cut to 80 characters.
        given: String,
    },
    /// What the role is of is not a code.
    #[error(transparent)]
    Code(#[from] CodeError),
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Viewer => f.write_str("viewer"),
            Self::ViewerOf(area) => write!(f, "viewer:{area}"),
            Self::Contributor(service) => write!(f, "contributor:{service}"),
            Self::Approver(directorate) => write!(f, "approver:{directorate}"),
            Self::Unmasked(directorate) => write!(f, "unmasked:{directorate}"),
            Self::PerformanceTeam => f.write_str("performance-team"),
            Self::Administrator => f.write_str("administrator"),
        }
    }
}

impl FromStr for Grant {
    type Err = GrantError;

    fn from_str(text: &str) -> Result<Self, GrantError> {
        let (role, of) = text.split_once(':').map_or((text, None), |(role, of)| (role, Some(of)));
        match (role, of) {
            ("viewer", None) => Ok(Self::Viewer),
            ("viewer", Some(area)) => Ok(Self::ViewerOf(area.parse()?)),
            ("contributor", Some(service)) => Ok(Self::Contributor(service.parse()?)),
            ("approver", Some(directorate)) => Ok(Self::Approver(directorate.parse()?)),
            ("unmasked", Some(directorate)) => Ok(Self::Unmasked(directorate.parse()?)),
            ("performance-team", None) => Ok(Self::PerformanceTeam),
            ("administrator", None) => Ok(Self::Administrator),
            _ => Err(GrantError::Role { given: text.chars().take(80).collect() }),
        }
    }
}
