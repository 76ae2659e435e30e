//! What a release of today would show of figures that are in force and not released. To work that out takes a while, so few are worked out at once.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    code::MeasureCode,
    council::Council,
    disclosure::Earlier,
    observation::Observation,
    period::Period,
    release::{Publisher, Release},
    store::{Entries, Releases, Store},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::manage::{Desk, Stop};

/// How many previews are worked out at once.
const AT_ONCE: usize = 2;
/// How many more may wait for their turn.
const WAITING: usize = 30;

/// The turns of those who ask for a preview.
#[derive(Debug)]
pub struct Previews {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for Previews {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), places: Arc::new(Semaphore::new(AT_ONCE + WAITING)) }
    }
}

/// A turn: while it is held, at most one other is.
type Turn = (OwnedSemaphorePermit, OwnedSemaphorePermit);

impl Previews {
    /// Waits for a turn. Stops where too many wait already.
    async fn turn(&self) -> Result<Turn, Stop> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_full| Stop::Busy(10))?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|closed| Stop::Machine(closed.to_string()))?;
        Ok((turn, place))
    }
}

/// What is in force of a council, read once for a page.
#[derive(Debug, Default)]
pub struct InForce {
    /// The newest batch; none where nothing is loaded.
    pub batch: Option<i64>,
    newest: BTreeMap<MeasureCode, Period>,
}

impl InForce {
    /// The newest period of a measure that was brought in.
    pub fn newest(&self, measure: &MeasureCode) -> Option<Period> {
        self.newest.get(measure).copied()
    }

    /// The newest period of a measure, by index, where no figure of it is released.
    pub fn unreleased(&self, release: &Release, at: u16) -> Option<Period> {
        let released = released(release, at);
        self.newest(&release.council.measures[usize::from(at)].code).filter(|newest| released.is_none_or(|released| *newest > released))
    }
}

/// The newest period of a measure, by index, that is released.
pub fn released(release: &Release, at: u16) -> Option<Period> {
    let catalogue = &release.catalogue;
    catalogue.spans[usize::from(at)].periods.last().map(|&last| catalogue.periods[usize::from(last)])
}

/// What a release of today would show of some measures.
#[derive(Debug, Default)]
pub struct Preview {
    release: Option<Arc<Release>>,
    periods: BTreeMap<u16, Period>,
}

impl Preview {
    /// What it would show of a measure, by index, and the newest period of that; none where nothing of it waits, or it could not be published.
    pub fn of(&self, at: u16) -> Option<(Period, &Arc<Release>)> {
        Some((*self.periods.get(&at)?, self.release.as_ref()?))
    }
}

impl Desk {
    /// What is in force of a council.
    pub async fn in_force(&self, council: &Council) -> Result<InForce, Stop> {
        let batch = self.store.latest_batch(&council.code).await?.map(|batch| batch.id);
        let mut newest = BTreeMap::new();
        for (measure, period) in self.store.brought_in(&council.code).await? {
            newest.entry(measure).and_modify(|known: &mut Period| *known = (*known).max(period)).or_insert(period);
        }
        Ok(InForce { batch, newest })
    }

    /// The newest periods of measures, by index, that are in force and of which nothing is released, put through disclosure control with those that
    /// they are linked with. What was released before is not compared with them: of a period that the public knows, from a release that was withdrawn
    /// as well, nothing is shown here.
    pub async fn preview(&self, release: &Release, in_force: &InForce, measures: &[u16]) -> Result<Preview, Stop> {
        let mut periods: BTreeMap<u16, Period> = measures.iter().filter_map(|at| Some((*at, in_force.unreleased(release, *at)?))).collect();
        self.leave_out_told(release, &mut periods).await?;
        let Some(batch) = in_force.batch.filter(|_| !periods.is_empty()) else { return Ok(Preview::default()) };
        let mut turn = self.previews.turn().await?;
        let council = &release.council;
        let mut publisher = Publisher::new(council.clone(), 0, self.today(), self.store.periods(batch).await?);
        let mut sets = council.together();
        sets.retain(|set| set.iter().any(|at| periods.contains_key(at)));
        for set in sets {
            let mut linked: Vec<(u16, Vec<Observation>)> = Vec::new();
            for at in &set {
                linked.push((*at, self.store.observations(batch, &council.measures[usize::from(*at)].code).await?));
            }
            // Whoever asked may have gone: the turn is held until the work is done all the same.
            let exposed;
            (publisher, turn, exposed) = beside(move || {
                let nothing = Earlier::default();
                let all: Vec<_> = linked.iter().map(|(at, observations)| (*at, &observations[..], &nothing)).collect();
                let exposed = publisher.add_linked(&all).into_iter().any(|(_, exposed)| !exposed.is_empty());
                (publisher, turn, exposed)
            })
            .await?;
            // What could not be published is shown to nobody either.
            if exposed {
                periods.retain(|at, _| !set.contains(at));
            }
        }
        let (release, _turn) = beside(move || (publisher.finish(), turn)).await?;
        Ok(Preview { release: Some(Arc::new(release)), periods })
    }

    /// Leaves out measures whose period the public knows though it is not served: releases that were withdrawn have told it.
    async fn leave_out_told(&self, release: &Release, periods: &mut BTreeMap<u16, Period>) -> Result<(), Stop> {
        if periods.is_empty() {
            return Ok(());
        }
        let told = self.store.register(&release.council.code).await?.releases;
        for number in told.iter().filter(|told| told.withdrawn.is_some()).map(|told| i64::from(told.number)) {
            for (at, period) in periods.clone() {
                let figures = self.store.figures_of(number, &release.council.measures[usize::from(at)].code).await?;
                if figures.iter().any(|figure| figure.period == period) {
                    periods.remove(&at);
                }
            }
        }
        Ok(())
    }
}

/// Work that takes a while, beside the requests.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Stop> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Stop::Machine(format!("the figures could not be worked out: {error}")))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn two_have_a_turn_some_wait_and_the_rest_are_told() {
        let previews = Previews::default();
        let first = previews.turn().await.unwrap();
        let _second = previews.turn().await.unwrap();
        let third = previews.turn();
        tokio::pin!(third);
        assert!(tokio::time::timeout(Duration::ZERO, &mut third).await.is_err(), "it waits");
        let mut waiting: Vec<_> = (1..WAITING).map(|_| Box::pin(previews.turn())).collect();
        for one in &mut waiting {
            assert!(tokio::time::timeout(Duration::ZERO, one).await.is_err(), "it waits");
        }
        assert!(matches!(previews.turn().await, Err(Stop::Busy(_))), "too many wait");
        drop(first);
        assert!(third.await.is_ok(), "it is its turn");
    }
}
