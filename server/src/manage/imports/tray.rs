//! Files that are being looked at before they are accepted. They are kept in memory: one a person, few at once, and not for long.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use chrono::{NaiveDateTime, TimeDelta};
use domain::{
    code::MeasureCode,
    ingest::{Import, Mapping, Progress, Total, difference::Difference},
    people::UserId,
};
use tokio::{sync::watch, task::JoinHandle};

use super::offered::Said;
use crate::bring::Opened;

/// How many files are looked at at once.
pub const MOST: usize = 8;
/// How many bytes they have together: as many as one file may have.
const BYTES: u64 = 256 * 1024 * 1024;
/// How long a file is kept that nobody looks at.
pub const KEPT: TimeDelta = TimeDelta::minutes(30);

/// What was found in a file.
#[derive(Debug)]
pub struct Found {
    /// What was read of it.
    pub import: Import,
    /// Totals of its measures, in their order.
    pub totals: Vec<Total>,
    /// What should be looked at twice, in sentences.
    pub twice: Vec<String>,
    /// What would change of what is loaded; none where nothing is loaded.
    pub difference: Option<Difference>,
    /// The newest batch, with which it was compared.
    pub over: Option<i64>,
    /// The mapping it was read by, if one was given.
    pub mapping: Option<Mapping>,
    /// The name of the kept mapping that has the columns of this file, if it was read by one.
    pub kept: Option<String>,
    /// The measure that every figure was said to be of.
    pub measure: Option<MeasureCode>,
}

/// How far a file is.
#[derive(Debug, Clone)]
pub enum Stage {
    /// It is coming in, or being opened.
    Opening,
    /// Its rows are being read.
    Reading,
    /// Its figures are being held against those that are loaded.
    Comparing,
    /// It cannot be read, and why.
    Refused(String),
    /// It can be looked at. What stands in the way of accepting it, where that was tried.
    Ready(Arc<Found>, Option<String>),
    /// Its figures are being written.
    Writing,
    /// It is in force: its number, and how many figures it has.
    Done(i64, u64),
}

impl Stage {
    /// Whether there is nothing left to do with it.
    pub fn over(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Done(..))
    }

    /// Whether something is under way.
    pub fn works(&self) -> bool {
        matches!(self, Self::Opening | Self::Reading | Self::Comparing | Self::Writing)
    }
}

/// A file that somebody looks at.
#[derive(Debug)]
pub struct Pending {
    /// How far its rows have been read or written.
    pub progress: Progress,
    /// The file, once it is opened.
    pub opened: OnceLock<Arc<Opened>>,
    bytes: AtomicU64,
    stage: watch::Sender<Stage>,
    said: Mutex<Arc<Said>>,
    seen: Mutex<NaiveDateTime>,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Pending {
    fn new(now: NaiveDateTime) -> Self {
        Self {
            progress: Progress::default(),
            opened: OnceLock::new(),
            bytes: AtomicU64::new(0),
            stage: watch::Sender::new(Stage::Opening),
            said: Mutex::default(),
            seen: Mutex::new(now),
            task: Mutex::new(None),
        }
    }

    /// What was said of its columns, and what stands in them.
    pub fn said(&self) -> Arc<Said> {
        Arc::clone(&self.said.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps what was said of its columns, and what stands in them.
    pub fn say(&self, said: Said) {
        *self.said.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(said);
    }

    /// How far it is.
    pub fn stage(&self) -> Stage {
        self.stage.borrow().clone()
    }

    /// It is so far now.
    pub fn set(&self, stage: Stage) {
        self.stage.send_replace(stage);
    }

    /// From one stage to another, if it is at the first; false where something else is under way.
    pub fn advance(&self, from: impl FnOnce(&Stage) -> bool, to: Stage) -> bool {
        self.stage.send_if_modified(|stage| {
            let may = from(stage);
            if may {
                *stage = to;
            }
            may
        })
    }

    /// Waits until nothing is under way.
    pub async fn rests(&self) {
        let mut stage = self.stage.subscribe();
        // The sender lives as long as this does.
        let _gone = stage.wait_for(|stage| !stage.works()).await;
    }

    /// The task that works on it, in place of one that has done its work.
    pub fn works(&self, task: JoinHandle<()>) {
        let before = self.task.lock().unwrap_or_else(PoisonError::into_inner).replace(task);
        if let Some(before) = before {
            before.abort();
        }
    }

    /// Stops whatever is under way, and waits until it has. A transaction that is not at its end is rolled back.
    pub async fn stop(&self) {
        self.progress.stop();
        let task = self.task.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            task.abort();
            let _stopped = task.await;
        }
    }

    fn see(&self, now: NaiveDateTime) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    fn old(&self, now: NaiveDateTime) -> bool {
        !matches!(self.stage(), Stage::Writing) && *self.seen.lock().unwrap_or_else(PoisonError::into_inner) + KEPT < now
    }
}

/// The files of everybody.
#[derive(Debug, Default)]
pub struct Tray(Mutex<BTreeMap<UserId, Arc<Pending>>>);

impl Tray {
    fn files(&self) -> std::sync::MutexGuard<'_, BTreeMap<UserId, Arc<Pending>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a file of a user; none where they have one already, or all places are taken. Files that nobody looks at make room.
    pub fn place(&self, user: UserId, now: NaiveDateTime) -> Option<Arc<Pending>> {
        self.sweep(now);
        let mut files = self.files();
        if files.contains_key(&user) || files.len() >= MOST {
            return None;
        }
        let pending = Arc::new(Pending::new(now));
        files.insert(user, Arc::clone(&pending));
        Some(pending)
    }

    /// The file of a user, who looks at it now.
    pub fn of(&self, user: UserId, now: NaiveDateTime) -> Option<Arc<Pending>> {
        self.sweep(now);
        let found = self.files().get(&user).cloned();
        if let Some(pending) = &found {
            pending.see(now);
        }
        found
    }

    /// Room for so many more bytes of a file; false where all files together have as many as may be.
    pub fn grow(&self, pending: &Pending, more: u64) -> bool {
        pending.bytes.fetch_add(more, Ordering::Relaxed);
        self.files().values().map(|one| one.bytes.load(Ordering::Relaxed)).sum::<u64>() <= BYTES
    }

    /// Whether a file is still somebody's.
    pub fn has(&self, pending: &Arc<Pending>) -> bool {
        self.files().values().any(|one| Arc::ptr_eq(one, pending))
    }

    /// Takes the file of a user away.
    pub fn take(&self, user: UserId) -> Option<Arc<Pending>> {
        self.files().remove(&user)
    }

    /// Takes away what nobody looks at any more.
    pub fn sweep(&self, now: NaiveDateTime) {
        self.files().retain(|_, pending| {
            let old = pending.old(now);
            if old {
                pending.progress.stop();
            }
            !old
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_few_one_a_person_and_for_a_time() {
        let tray = Tray::default();
        let at = |minutes: i64| NaiveDateTime::default() + TimeDelta::minutes(minutes);
        for user in (11..).take(MOST - 3) {
            assert!(tray.place(UserId(user), at(20)).is_some());
        }
        for user in 1..=3 {
            assert!(tray.place(UserId(user), at(0)).is_some());
            assert!(tray.place(UserId(user), at(0)).is_none(), "one a person");
        }
        assert!(tray.place(UserId(4), at(1)).is_none(), "all places are taken");
        assert!(tray.of(UserId(1), at(20)).is_some() && tray.of(UserId(4), at(20)).is_none());
        // Those of the others were last looked at more than half an hour ago.
        assert!(tray.of(UserId(1), at(31)).is_some() && tray.of(UserId(2), at(31)).is_none());
        assert!(tray.place(UserId(4), at(31)).is_some());
        let four = tray.of(UserId(4), at(31)).unwrap();
        assert!(tray.grow(&four, BYTES) && !tray.grow(&four, 1), "there is room for so many bytes");
        assert!(tray.take(UserId(4)).is_some() && tray.take(UserId(4)).is_none());
        let writing = tray.of(UserId(1), at(31)).unwrap();
        writing.set(Stage::Writing);
        tray.sweep(at(500));
        assert!(tray.of(UserId(1), at(500)).is_some(), "what is being written is not taken away");
    }
}
