//! How long to wait after failed sign-ins, so that passwords cannot be tried out and nobody can lock another person out (ADR 0016).

use chrono::{NaiveDateTime, TimeDelta};

/// Failures are remembered for so long.
pub const REMEMBERED: TimeDelta = TimeDelta::minutes(15);

/// What failures are counted by. Each has its own count, and a sign-in waits for the longest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// One account on one device that has signed in to it before. Strangers cannot add to it.
    KnownDevice,
    /// One account from one address, on devices that have not signed in to it before.
    Stranger,
    /// One account from anywhere, on devices that have not signed in to it before.
    Strangers,
    /// Codes of one account's second factor: only those who have its password can add to it.
    Codes,
    /// One address, whatever the account.
    Address,
}

impl Counted {
    /// So many failures cost nothing.
    pub fn free(self) -> usize {
        match self {
            Self::KnownDevice | Self::Codes => 10,
            Self::Stranger => 5,
            Self::Strangers => 30,
            Self::Address => 50,
        }
    }
}

/// How long to wait from now, after failures at these times. Nothing below the free number; then a second, doubling with each failure,
/// and never longer than failures are remembered.
pub fn wait(counted: Counted, failures: &[NaiveDateTime], now: NaiveDateTime) -> Option<TimeDelta> {
    let recent = failures.iter().filter(|at| now - **at < REMEMBERED);
    let newest = recent.clone().max()?;
    let over = recent.count().checked_sub(counted.free())?;
    let seconds = 1_i64 << over.min(10);
    let until = *newest + TimeDelta::seconds(seconds).min(REMEMBERED);
    (until > now).then(|| until - now)
}
