//! Who may sign in, and what they may do.
//!
//! [`User::may`] is the one place that decides: every use case asks it, for each measure and each field (ASVS 8.2.1 to 8.2.3). What
//! was done is an [`audit::Entry`], chained to those before it.

pub mod audit;
mod grant;
mod may;
pub mod password;
pub mod session;
pub mod throttle;
mod user;

pub use grant::{Grant, GrantError, Role};
pub use may::{Action, Field, Subject};
pub use user::{Login, LoginError, User, UserId, read_name};

/// A digest by SHA-256, or 32 bytes of chance.
pub type Digest = [u8; 32];

/// What must not be shown, as in a log: it says nothing of itself when it is printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Hidden<T>(T);

impl<T> Hidden<T> {
    /// Hides a value.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> std::fmt::Debug for Hidden<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

#[cfg(test)]
mod tests;
