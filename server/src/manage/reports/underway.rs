//! Reports that are being frozen: the forms of each are made beside other requests, and whoever looks sees how far it is.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::{ingest::Progress, store::decisions::Settled};
use tokio::sync::watch;

use crate::manage::Stop;

/// What came of freezing a report.
pub type Came = Arc<Result<Settled, Stop>>;

/// What is seen of a report that is being frozen.
#[derive(Debug)]
pub enum Seen {
    /// How many of its forms are made, and of how many.
    At((u64, u64)),
    /// What came of it.
    Came(Came),
}

/// A report that is being frozen.
#[derive(Debug, Default)]
pub struct Run {
    /// How many of its forms are made, and of how many.
    pub(super) progress: Progress,
    came: watch::Sender<Option<Came>>,
}

impl Run {
    /// What came of it; none while it goes on.
    fn came(&self) -> Option<Came> {
        self.came.borrow().clone()
    }

    /// Waits until something has come of it.
    pub async fn ends(&self) {
        // It cannot be closed while this holds what it is sent by.
        let _ended = self.came.subscribe().wait_for(Option::is_some).await.is_ok();
    }

    pub(super) fn end(&self, came: Result<Settled, Stop>) {
        self.came.send_replace(Some(Arc::new(came)));
    }
}

/// The drafts that are being frozen, and those of which nobody has seen yet what came.
#[derive(Debug, Default)]
pub struct Underway(Mutex<BTreeMap<i64, Arc<Run>>>);

impl Underway {
    fn runs(&self) -> MutexGuard<'_, BTreeMap<i64, Arc<Run>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The run of a draft: a new one, unless one goes on; and whether it is new.
    pub(super) fn begin(&self, draft: i64) -> (Arc<Run>, bool) {
        let mut runs = self.runs();
        if let Some(run) = runs.get(&draft).filter(|run| run.came().is_none()) {
            return (Arc::clone(run), false);
        }
        let run = Arc::<Run>::default();
        runs.insert(draft, Arc::clone(&run));
        (run, true)
    }

    /// How far a draft is, or what came of it, which is told once; none where nothing goes on.
    pub(super) fn see(&self, draft: i64) -> Option<Seen> {
        let mut runs = self.runs();
        let run = runs.get(&draft)?;
        let Some(came) = run.came() else { return Some(Seen::At(run.progress.get())) };
        runs.remove(&draft);
        Some(Seen::Came(came))
    }
}
