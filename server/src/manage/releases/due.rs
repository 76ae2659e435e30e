//! Planned releases whose time has come.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{NaiveDateTime, TimeDelta};
use domain::{
    people::audit::{Deed, Entry},
    store::{Plan, Published, Releases, Stand, Store},
};

use super::work::worked_out;
use crate::{
    manage::{Desk, Stop},
    publish::{Unready, why_not, withdrawn},
};

/// How long is waited after a plan has failed for the first time; twice as long after each further time.
const FIRST: TimeDelta = TimeDelta::seconds(5);
/// How long is waited at most.
const LONGEST: TimeDelta = TimeDelta::minutes(10);

/// A plan that failed and is tried again.
#[derive(Debug, Clone, Copy)]
struct Failing {
    plan: i64,
    until: NaiveDateTime,
    wait: TimeDelta,
}

/// Spaces out the tries of a plan that fails: each works a whole release out.
#[derive(Debug, Default)]
pub struct Tries(Mutex<Option<Failing>>);

impl Tries {
    fn waits(&self, plan: i64, now: NaiveDateTime) -> bool {
        let failing = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failing.is_some_and(|failing| failing.plan == plan && now < failing.until)
    }

    fn failed(&self, plan: i64, now: NaiveDateTime) {
        let mut failing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = failing.filter(|failing| failing.plan == plan);
        let wait = before.map_or(FIRST, |failing| (failing.wait * 2).min(LONGEST));
        *failing = Some(Failing { plan, until: now + wait, wait });
    }
}

impl Desk {
    /// Publishes the planned release of a council if its time has come: its number, or why it could not be published, which ends the plan. None
    /// where nothing is due.
    ///
    /// # Errors
    /// The database or the machine failed; the plan stays, and is tried again: after five seconds, then after twice as long each time, up to ten minutes.
    pub async fn publish_due(&self, council: &str) -> Result<Option<Result<i64, String>>, Stop> {
        let now = self.now();
        let plan = self.store.plans(council).await?.into_iter().next();
        let Some(plan) = plan.filter(|plan| plan.ended.is_none() && plan.at <= now) else { return Ok(None) };
        if self.tries.waits(plan.id, now) {
            return Ok(None);
        }
        // The day that it is worked out for is the day that it is published, over midnight as well.
        let entry = |deed| Entry { at: now, who: None, deed, on: String::new(), place: "set time".to_owned() };
        let done = self.fulfil(council, &plan, &entry(Deed::Publish)).await.inspect_err(|_| self.tries.failed(plan.id, now))?;
        let why = match done {
            Ok(number) => {
                tracing::info!(council, release = number, plan = plan.id, "planned release published");
                return Ok(Some(Ok(number)));
            }
            Err(why) => why,
        };
        let reason: String = why.chars().take(domain::register::LONGEST).collect();
        let was = self.store.refuse_plan(council, plan.id, &reason, &entry(Deed::RefusePlanned)).await?;
        // Somebody cancelled it, or another program published it, in this moment.
        if !was {
            return Ok(None);
        }
        tracing::warn!(council, plan = plan.id, "planned release not published: the page says why");
        Ok(Some(Err(reason)))
    }

    /// Publishes what was planned, or says why not.
    async fn fulfil(&self, council: &str, plan: &Plan, entry: &Entry) -> Result<Result<i64, String>, Stop> {
        let stand = self.store.stand(council).await?;
        if stand != plan.stand {
            return Ok(Err(moved(stand, plan.stand)));
        }
        let Some(batch) = self.store.batch(plan.batch).await? else { return Ok(Err("its figures are gone".to_owned())) };
        let progress = Arc::default();
        let prepared = match worked_out(&self.store, batch, plan.held.clone(), entry.at, &progress).await {
            Ok(prepared) => prepared,
            Err(Unready::Refused(why)) => return Ok(Err(why.join("; "))),
            Err(Unready::GivenUp) => return Err(Stop::Machine("the planned release was given up".to_owned())),
            Err(Unready::Failed(error)) => return Err(Stop::Machine(format!("{error:#}"))),
        };
        let published = self.store.publish(&prepared.publication(&plan.note, plan.correction.as_ref(), Some(plan.id)), entry).await?;
        Ok(match published {
            Published::Done(number) => Ok(number),
            Published::Stale(now) => Err(moved(now, plan.stand)),
            Published::Withdrawn(imports) => Err(withdrawn(&imports)),
            Published::Ended => Err(why_not(&published).unwrap_or_default()),
        })
    }
}

/// That releases stand otherwise than when somebody looked.
fn moved(now: Stand, then: Stand) -> String {
    match now.newest {
        Some(newest) if now.newest != then.newest => {
            format!("release {newest} has been published since it was planned, so what was looked at is not what would be published")
        }
        _ => "a release has been withdrawn since it was planned, so what was looked at is not what would be published".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_that_fails_is_tried_ever_more_seldom_and_another_at_once() {
        let tries = Tries::default();
        let mut now = NaiveDateTime::default();
        let mut waited = Vec::new();
        for _ in 0..9 {
            assert!(!tries.waits(1, now));
            tries.failed(1, now);
            let begun = now;
            while tries.waits(1, now) {
                now += TimeDelta::seconds(1);
            }
            waited.push((now - begun).num_seconds());
        }
        assert_eq!(waited, [5, 10, 20, 40, 80, 160, 320, 600, 600]);
        tries.failed(1, now);
        assert!(tries.waits(1, now) && !tries.waits(2, now));
        tries.failed(2, now);
        assert!(!tries.waits(2, now + TimeDelta::seconds(5)), "another begins anew");
    }
}
