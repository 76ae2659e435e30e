//! The job that looks who is to be told of what, and sends it: never twice, and with growing waits where it fails.

use std::{convert::Infallible, sync::Arc, time::Duration};

use chrono::{Days, TimeDelta};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use domain::store::{self, Digests, People, Seen, Wanted};
use lettre::Message;

use super::{letter, options::Mail, post};
use crate::{
    http::state::{Served, State},
    manage::{Desk, Stop, secret},
    say::complain,
};

/// How long nothing is sent to somebody after a letter, in days.
const REST: i64 = 7;
/// How long is waited after a letter has failed for the first time; twice as long after each further time.
const FIRST: TimeDelta = TimeDelta::hours(1);
/// How long is waited at most.
const LONGEST: TimeDelta = TimeDelta::days(7);

/// What came of a round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Letters that the mail server took.
    pub sent: usize,
    /// Letters that it did not take.
    pub failed: usize,
}

/// Looks again and again, as often as is set up. Never ends; where no e-mail is sent, it does nothing.
pub async fn keep_round(desk: &Arc<Desk>, served: &Served) -> Infallible {
    let Some(every) = desk.settings.mail.as_ref().map(|mail| Duration::from_secs(u64::from(mail.every))) else {
        return std::future::pending().await;
    };
    let mut silent = false;
    loop {
        tokio::time::sleep(every).await;
        match round(desk, &served.now()).await {
            Ok(_) => silent = false,
            // The next look may do better: a fault is told of when it begins.
            Err(stop) => {
                if !std::mem::replace(&mut silent, true) {
                    complain(&anyhow::Error::new(stop).context("digests could not be looked after; it is tried again"));
                }
            }
        }
    }
}

/// One look: to everybody who asked for it, whom nothing was sent to for a week, and of whose something is to be told, one letter.
///
/// # Errors
/// The database or the machine failed. What has been sent is recorded as sent.
pub async fn round(desk: &Desk, state: &State) -> Result<Round, Stop> {
    let mut round = Round::default();
    let Some(mail) = &desk.settings.mail else { return Ok(round) };
    for wanted in desk.store.digests(desk.now()).await? {
        match one(desk, state, mail, &wanted).await? {
            Some(true) => round.sent += 1,
            Some(false) => round.failed += 1,
            None => {}
        }
    }
    if round.sent > 0 {
        tracing::info!(letters = round.sent, "digests sent");
    }
    Ok(round)
}

/// One digest: whether a letter was sent; none where there is nothing to tell, or somebody else sends it.
async fn one(desk: &Desk, state: &State, mail: &Mail, wanted: &Wanted) -> Result<Option<bool>, Stop> {
    let Some(account) = desk.store.account_of(wanted.user).await? else { return Ok(None) };
    let now = desk.now();
    // Of today more may still be told.
    let until = now.date().checked_sub_days(Days::new(1)).unwrap_or_default().max(wanted.told.until);
    let told = desk.loud(&account.user, (&state.release, &state.register), wanted.told, until).await?;
    if told.is_empty() {
        return Ok(None);
    }
    let bytes = secret::random::<32>()?;
    let token = BASE64URL_NOPAD.encode(&bytes);
    let letter = letter::Letter {
        council: &state.release.catalogue.name,
        told: &told,
        since: wanted.told.until,
        origin: &mail.origin,
        token: &token,
    };
    let message: Message = match letter.message((&mail.from, wanted.address.reveal()), &name(desk, wanted), now) {
        Ok(message) => message,
        Err(why) => {
            tracing::warn!(why, "a digest could not be written");
            return Ok(Some(false));
        }
    };
    let kept = store::Letter {
        token: secret::sha256(&bytes),
        tells: Seen { release: state.release.catalogue.release, until },
        items: u32::try_from(told.len()).unwrap_or(u32::MAX),
        at: now,
        not_before: now + TimeDelta::days(REST),
    };
    // From here on it counts as sent, whatever happens to this program.
    let Some(begun) = desk.store.begin_letter(wanted, &kept).await? else { return Ok(None) };
    match post::send(mail, message).await {
        Ok(()) => {
            desk.store.letter_sent(begun, desk.now()).await?;
            Ok(Some(true))
        }
        Err(why) => {
            let now = desk.now();
            let wait = wait(wanted.failures);
            desk.store.letter_failed(begun, wanted, now, now + wait).await?;
            let failures = wanted.failures.saturating_add(1);
            tracing::warn!(letter = begun, failures, hours = wait.num_hours(), "a digest was not sent, and is tried again: {why}");
            Ok(Some(false))
        }
    }
}

/// How long is waited after a letter has failed, that failed so often before.
fn wait(failures: u32) -> TimeDelta {
    let hours = FIRST.num_hours().saturating_mul(1 << failures.min(10));
    TimeDelta::hours(hours).min(LONGEST)
}

/// What a letter is called. It is the same while its digest has been told no more, so also where it is tried again; and says nothing of whose it is.
fn name(desk: &Desk, wanted: &Wanted) -> String {
    let Wanted { user, told, .. } = wanted;
    let code = desk.mac("letter", &[&user.0.to_be_bytes(), &told.release.to_be_bytes(), told.until.to_string().as_bytes()]);
    HEXLOWER.encode(&code[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_up_to_a_week() {
        let hours: Vec<i64> = (0..10).map(|failures| wait(failures).num_hours()).collect();
        assert_eq!(hours, [1, 2, 4, 8, 16, 32, 64, 128, 168, 168]);
        assert_eq!(wait(u32::MAX), LONGEST);
    }
}
