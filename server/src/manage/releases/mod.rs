//! Releases: what goes in, what is held, publishing now or at a set time, withdrawing, and correcting in public. By the performance team only.

pub mod due;
pub mod fresh;
pub mod order;
pub mod press;
mod work;

use std::sync::Arc;

use domain::{
    people::{Action, audit::Deed},
    register::Register,
    release::Release,
    store::{Plan, Planned, Published, Releases, Stand, Store, Taken},
    view::lead::sentence,
};
use store_sqlite::StoreError;

use self::{
    fresh::Material,
    order::{Typed, reason},
    press::{Sheet, Stage},
};
use super::{Asker, Desk, Stop};
use crate::publish::{self, why_not, withdrawn};

/// What to say where the store fails to write a release: figures that were let go since have been replaced by newer ones, which is nobody's fault.
fn gone(error: StoreError) -> Stop {
    match error {
        StoreError::LetGo { .. } => stop(MOVED),
        other => other.into(),
    }
}

/// What became of a release that somebody asked to publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// It is published: its number.
    Published(i64),
    /// It is planned.
    Planned,
}

fn stop(words: impl Into<String>) -> Stop {
    Stop::Wrong("release", words.into())
}

/// What is said when releases do not stand as they did.
const MOVED: &str = "This has changed since it was drawn, and nothing was published: prepare it again, and look again.";

impl Desk {
    /// What is told of a council's releases, and what is and was planned, the newest first.
    pub async fn releases(&self, asker: &Asker, council: &str) -> Result<(Register, Vec<Plan>), Stop> {
        self.allow(asker, Action::Publish).await?;
        Ok((self.store.register(council).await?, self.store.plans(council).await?))
    }

    /// What would go into the next release; none where nothing has been loaded.
    pub async fn next_release(&self, asker: &Asker, council: &str) -> Result<Option<Material>, Stop> {
        self.allow(asker, Action::Publish).await?;
        self.material(council).await
    }

    /// Begins to prepare a release of the newest figures. `standing` is the release that is served. What is wrong with what was typed is told field
    /// by field.
    pub async fn prepare_release(
        self: &Arc<Self>,
        asker: &Asker,
        standing: Arc<Release>,
        typed: &Typed,
    ) -> Result<Result<(), Vec<(&'static str, String)>>, Stop> {
        self.allow(asker, Action::Publish).await?;
        let code = &standing.council.code;
        let Some(batch) = self.store.latest_batch(code).await? else { return Err(stop("Nothing has been loaded.")) };
        let Some(council) = self.store.council(batch.id).await? else { return Err(stop("Nothing has been loaded.")) };
        let register = self.store.register(code).await?;
        let order = match typed.read(&council, &register, self.now()) {
            Ok(order) => order,
            Err(faults) => return Ok(Err(faults)),
        };
        if order.correction.is_some() {
            self.allow(asker, Action::Withdraw).await?;
        }
        let Some(sheet) = self.press.begin(order, asker.id(), self.now()) else {
            return Ok(Err(vec![("release", "A release is being worked out already: wait until it is, or cancel it.".to_owned())]));
        };
        work::start(self, &sheet, batch, standing);
        Ok(Ok(()))
    }

    /// The release that is being prepared or can be looked at, if there is one.
    pub async fn sheet(&self, asker: &Asker) -> Result<Option<Arc<Sheet>>, Stop> {
        self.allow(asker, Action::Publish).await?;
        Ok(self.pressed())
    }

    /// The release that is being prepared, whoever asks: who may see what of it is decided elsewhere.
    pub fn pressed(&self) -> Option<Arc<Sheet>> {
        self.press.see(self.now())
    }

    /// Puts the release away that is being prepared.
    pub async fn put_release_away(&self, asker: &Asker) -> Result<(), Stop> {
        self.allow(asker, Action::Publish).await?;
        self.press.clear();
        Ok(())
    }

    /// Puts a prepared release away that nobody looks at any more.
    pub fn sweep_releases(&self) {
        self.press.sweep(self.now());
    }

    /// Publishes the release that was looked at, or plans it for the time that was asked for. `print` says which one was looked at. Whoever sends the same
    /// once more, as by a second click, is told what became of it.
    pub async fn send_release(&self, asker: &Asker, print: &str) -> Result<Sent, Stop> {
        let _turn = self.press.turn.lock().await;
        let now = self.now();
        let found = self.sheet(asker).await?.map(|sheet| (sheet.stage(), sheet));
        let Some((Stage::Ready(ready), sheet)) = found else { return self.press.sent(print).ok_or_else(|| stop(MOVED)) };
        let (prepared, order) = (&ready.prepared, &sheet.order);
        if ready.print != print
            && let Some(sent) = self.press.sent(print)
        {
            return Ok(sent);
        }
        // Which areas are in force depends on the day that it is published.
        if ready.print != print || prepared.day != sheet.moment(now).date() {
            return Err(stop(MOVED));
        }
        if order.correction.is_some() {
            self.allow(asker, Action::Withdraw).await?;
        }
        let code = &prepared.release.council.code;
        let sent = match order.at {
            None => {
                if self.store.plans(code).await?.first().is_some_and(|plan| plan.ended.is_none()) {
                    return Err(stop("A release is planned: cancel it first."));
                }
                let publication = prepared.publication(&order.note, order.correction.as_ref(), None);
                match self.store.publish(&publication, &asker.entry(now, Deed::Publish, String::new())).await.map_err(gone)? {
                    Published::Done(number) => Sent::Published(number),
                    Published::Stale(_) => return Err(stop(MOVED)),
                    other => return Err(stop(sentence(&why_not(&other).unwrap_or_default()))),
                }
            }
            Some(at) if at <= now => return Err(stop("The time that it was planned for has passed: prepare it again with another.")),
            Some(at) => {
                let planning = domain::store::Planning {
                    council: code,
                    batch: prepared.batch.id,
                    stand: prepared.stand,
                    at,
                    held: &prepared.held.keys().cloned().collect(),
                    note: &order.note,
                    correction: order.correction.as_ref(),
                    by: asker.id(),
                };
                match self.store.plan(&planning, &asker.entry(now, Deed::PlanRelease, String::new())).await.map_err(gone)? {
                    Planned::Done(_) => Sent::Planned,
                    Planned::Stale(_) => return Err(stop(MOVED)),
                    Planned::Withdrawn(imports) => return Err(stop(sentence(&withdrawn(&imports)))),
                    Planned::Already => return Err(stop("A release is planned already: cancel it first.")),
                }
            }
        };
        self.press.done(print, sent);
        Ok(sent)
    }

    /// Cancels the planned release, and says why.
    pub async fn cancel_release(&self, asker: &Asker, council: &str, plan: i64, why: &str) -> Result<(), Stop> {
        self.allow(asker, Action::Publish).await?;
        let why = reason(why).map_err(|words| Stop::Wrong("reason", words))?;
        let was = self.store.cancel_plan(council, plan, &why, &asker.entry(self.now(), Deed::CancelPlanned, String::new())).await?;
        if !was {
            return Err(stop("This release is not planned any more."));
        }
        self.press.forget();
        Ok(())
    }

    /// Withdraws a release, and says why. The one before it is served then, if it can be.
    pub async fn withdraw_release(&self, asker: &Asker, council: &str, number: i64, why: &str) -> Result<(), Stop> {
        self.allow(asker, Action::Withdraw).await?;
        let why = reason(why).map_err(|words| Stop::Wrong("reason", words))?;
        let Stand { standing, .. } = self.store.stand(council).await?;
        if standing == Some(number) {
            self.can_be_served_without(council, number).await?;
        }
        let entry = asker.entry(self.now(), Deed::WithdrawRelease, String::new());
        match self.store.withdraw_release(council, number, &why, &entry).await? {
            Taken::Done => Ok(()),
            Taken::Already => Err(stop(format!("Release {number} has been withdrawn already."))),
            Taken::Only => Err(only(number)),
            Taken::Nowhere => Err(stop(format!("There is no release {number}."))),
        }
    }

    /// Stops where there is nothing that could be served in place of a release.
    async fn can_be_served_without(&self, council: &str, number: i64) -> Result<(), Stop> {
        let register = self.store.register(council).await?;
        let next = register.releases.iter().find(|release| i64::from(release.number) != number && release.withdrawn.is_none());
        let Some(next) = next.map(|next| i64::from(next.number)) else { return Err(only(number)) };
        let Some(sealed) = self.store.release(council, next).await? else { return Err(only(number)) };
        let opened = tokio::task::spawn_blocking(move || publish::open(sealed).map(drop)).await;
        match opened.map_err(|error| Stop::Machine(error.to_string()))? {
            Ok(()) => Ok(()),
            Err(error) => {
                tracing::warn!(error = %format!("{error:#}"), release = next, "a release cannot be served in place of another");
                Err(stop(format!(
                    "Release {next}, which would be served then, cannot be read by this version of the program. Publish a correction instead."
                )))
            }
        }
    }
}

fn only(number: i64) -> Stop {
    stop(format!("Release {number} is the only one that stands, so nothing would be left to show. Publish a correction instead."))
}
