//! How far a long file has been read, for whoever waits, who may also stop it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::sheet::Sheet;

/// How far a reading is. Shared between the one who reads and the one who looks.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    all: AtomicU64,
    stop: AtomicBool,
}

impl Progress {
    /// Begins anew, with so much to do.
    pub fn begin(&self, all: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
    }

    /// So much more is done.
    pub fn add(&self, more: u64) {
        self.done.fetch_add(more, Ordering::Relaxed);
    }

    /// What is done, and of how much.
    pub fn get(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }

    /// Asks for it to stop: what was read by then is no import.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked to stop.
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Begins on sheets, by their rows.
    pub(super) fn sheets(&self, sheets: &[Sheet]) {
        self.begin(sheets.iter().map(|sheet| sheet.len() as u64).sum());
    }
}
