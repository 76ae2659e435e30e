//! How long a session lasts (ASVS 7.3: idle and absolute).

use chrono::{NaiveDateTime, TimeDelta};

use crate::store::{Session, Stage};

/// A session ends so long after the last request.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);
/// A session ends so long after the sign-in, whatever is done with it.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// So long is the time between the password and the second factor.
pub const HALF: TimeDelta = TimeDelta::minutes(10);
/// That a session was used is written down at most this often.
pub const NOTED: TimeDelta = TimeDelta::minutes(1);
/// So long a password that an administrator was shown can be used, once.
pub const TEMPORARY: TimeDelta = TimeDelta::days(7);

/// Whether a session is over at a time. A clock that was set back ends it too.
pub fn over(session: &Session, now: NaiveDateTime) -> bool {
    let (whole, idle) = match session.stage {
        Stage::Half => (HALF, HALF),
        Stage::Full => (ABSOLUTE, IDLE),
    };
    let (age, still) = (now - session.begun_at, now - session.seen_at);
    age >= whole || still >= idle || age < -NOTED
}

/// Whether the use of a session is to be written down.
pub fn to_be_noted(session: &Session, now: NaiveDateTime) -> bool {
    now - session.seen_at >= NOTED
}
