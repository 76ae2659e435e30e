//! The release that is being prepared, or is ready to be looked at. There is one at a time, in memory, and not for long.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{NaiveDateTime, TimeDelta};
use data_encoding::HEXLOWER;
use domain::{ingest::Progress, news::News, people::UserId, release::Release};
use tokio::sync::watch;

use super::{Sent, order::Order};
use crate::{manage::secret, publish::Prepared};

/// How long it is kept that nobody looks at.
pub const KEPT: TimeDelta = TimeDelta::minutes(60);

/// A release that can be looked at.
#[derive(Debug)]
pub struct Ready {
    /// The release as it would be published, and what it is of.
    pub prepared: Prepared,
    /// What is new in it since the release that stands, for each measure in their order.
    pub news: Vec<News>,
    /// What tells it from any other: a form to publish names it.
    pub print: String,
}

impl Ready {
    /// Of a prepared release, what was asked for, and the release that stands.
    pub fn new(prepared: Prepared, order: &Order, standing: &Release) -> Self {
        let news = domain::news::news(standing, &prepared.release);
        let of = format!("{} {:?} {} {:?} {order:?}", prepared.batch.id, prepared.stand, prepared.day, prepared.held);
        Self { print: HEXLOWER.encode(&secret::sha256(of.as_bytes())), news, prepared }
    }
}

/// How far it is.
#[derive(Debug, Clone)]
pub enum Stage {
    /// It is being worked out.
    Working,
    /// It may not be published, and why.
    Refused(Vec<String>),
    /// It can be looked at, and published.
    Ready(Arc<Ready>),
}

/// A release that was asked for.
#[derive(Debug)]
pub struct Sheet {
    /// What was asked for.
    pub order: Order,
    /// Who asked.
    pub by: UserId,
    /// When they asked.
    pub begun: NaiveDateTime,
    /// How far it is, in measures. Shared with the work.
    pub progress: Arc<Progress>,
    stage: watch::Sender<Stage>,
    seen: Mutex<NaiveDateTime>,
}

impl Sheet {
    /// The time that it is worked out for: the one that it is planned for, or now.
    pub fn moment(&self, now: NaiveDateTime) -> NaiveDateTime {
        self.order.at.unwrap_or(now)
    }

    /// How far it is.
    pub fn stage(&self) -> Stage {
        self.stage.borrow().clone()
    }

    /// It is so far now.
    pub fn set(&self, stage: Stage) {
        self.stage.send_replace(stage);
    }

    /// Waits until nothing is under way.
    pub async fn rests(&self) {
        let mut stage = self.stage.subscribe();
        // The sender lives as long as this does.
        let _gone = stage.wait_for(|stage| !matches!(stage, Stage::Working)).await;
    }
}

/// The one release, and what became of the one before.
#[derive(Debug, Default)]
pub struct Press {
    sheet: Mutex<Option<Arc<Sheet>>>,
    /// The one that was sent last, by its print.
    last: Mutex<Option<(String, Sent)>>,
    /// One is sent at a time.
    pub turn: tokio::sync::Mutex<()>,
}

impl Press {
    fn sheet(&self) -> std::sync::MutexGuard<'_, Option<Arc<Sheet>>> {
        self.sheet.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn last(&self) -> std::sync::MutexGuard<'_, Option<(String, Sent)>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What became of the one with this print, if it is the one that was sent last.
    pub fn sent(&self, print: &str) -> Option<Sent> {
        self.last().as_ref().filter(|(last, _)| last == print).map(|(_, sent)| *sent)
    }

    /// The one with this print was sent: it is put away.
    pub fn done(&self, print: &str, sent: Sent) {
        *self.last() = Some((print.to_owned(), sent));
        self.clear();
    }

    /// Forgets what was sent last, as what was planned by it is cancelled.
    pub fn forget(&self) {
        self.last().take();
    }

    /// A new one, in place of one that nobody works on; none where one is being worked out.
    pub fn begin(&self, order: Order, by: UserId, now: NaiveDateTime) -> Option<Arc<Sheet>> {
        let mut sheet = self.sheet();
        if sheet.as_ref().is_some_and(|sheet| matches!(sheet.stage(), Stage::Working)) {
            return None;
        }
        let (stage, seen) = (watch::Sender::new(Stage::Working), Mutex::new(now));
        let new = Sheet { order, by, begun: now, progress: Arc::default(), stage, seen };
        Some(Arc::clone(sheet.insert(Arc::new(new))))
    }

    /// The one there is, which somebody looks at now.
    pub fn see(&self, now: NaiveDateTime) -> Option<Arc<Sheet>> {
        let sheet = self.sheet().clone();
        if let Some(sheet) = &sheet {
            *sheet.seen.lock().unwrap_or_else(PoisonError::into_inner) = now;
        }
        sheet
    }

    /// Puts it away, whatever is under way.
    pub fn clear(&self) {
        if let Some(sheet) = self.sheet().take() {
            sheet.progress.stop();
        }
    }

    /// Puts it away once nobody looks at it any more.
    pub fn sweep(&self, now: NaiveDateTime) {
        let old = |sheet: &Arc<Sheet>| *sheet.seen.lock().unwrap_or_else(PoisonError::into_inner) + KEPT < now;
        if self.sheet().as_ref().is_some_and(old) {
            self.clear();
        }
    }
}
