//! A person who may sign in.

use std::{collections::BTreeSet, fmt, str::FromStr};

use super::Grant;

/// Number of a user: never used again for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub i64);

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a person types to say who they are: an e-mail address or a short name, in small letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Login(String);

/// Why a text is not a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LoginError {
    /// Too short or too long.
    #[error("a login has 3 to 100 characters, such as an e-mail address")]
    Length,
    /// A character that it may not hold.
    #[error("a login holds letters of a to z, digits and . - _ + @ only, such as an e-mail address")]
    Character,
}

impl Login {
    /// The login as text, in small letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Login {
    type Err = LoginError;

    /// Spaces around it and capitals do not matter.
    fn from_str(text: &str) -> Result<Self, LoginError> {
        let text = text.trim();
        if !(3..=100).contains(&text.len()) {
            return Err(LoginError::Length);
        }
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_+@".contains(&byte)) {
            return Err(LoginError::Character);
        }
        Ok(Self(text.to_ascii_lowercase()))
    }
}

/// A person's name as it is shown: 1 to 100 characters, none of them a control character. None where the text is not one.
pub fn read_name(text: &str) -> Option<String> {
    let name = text.trim();
    let fits = (1..=100).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    fits.then(|| name.to_owned())
}

/// A person who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Number.
    pub id: UserId,
    /// What they type.
    pub login: Login,
    /// Their name.
    pub name: String,
    /// Whether they may sign in. Leavers are kept, as the audit names them, and may do nothing.
    pub active: bool,
    /// What they have been granted.
    pub grants: BTreeSet<Grant>,
}

impl User {
    /// Whether they are an administrator who may sign in.
    pub fn administers(&self) -> bool {
        self.active && self.grants.contains(&Grant::Administrator)
    }
}
