//! What is somebody's own, gathered from what is public: the same for their page and for what is sent to them.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{Days, NaiveDate};
use domain::{
    own::{
        Own,
        changed::{Since, What, changed},
        due::due,
        shown::Shown,
        words::{self, Told},
    },
    people::{Action, User},
    programme::Programme,
    register::Register,
    release::Release,
    store::{Digests, Releases, Seen},
};
use tokio::sync::Mutex;

use super::{Asker, Desk, Stop};
use crate::publish;

/// What has changed is told of so many days to somebody who has never said that they have looked.
const FIRST: u64 = 30;
/// Releases of which it is remembered what they show.
const KEPT: usize = 8;

/// What releases show, by number; none of one that this version cannot read. One is worked out at a time.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<BTreeMap<u32, Option<Arc<Shown>>>>);

/// What is somebody's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// Whether anything is.
    pub any: bool,
    /// What is late, the longest first.
    pub late: Vec<Told>,
    /// What is due soon, the first first.
    pub soon: Vec<Told>,
    /// What has changed, the worst first.
    pub changed: Vec<Told>,
    /// The day since when.
    pub since: NaiveDate,
    /// Whether they said themselves that they had looked then.
    pub looked: bool,
    /// The release that figures are compared with; none where there is none.
    pub compared: Option<u32>,
    /// How far they have seen, once they have looked at this.
    pub seen: Seen,
}

/// The programmes that people are told of: those that the public sees.
fn programmes(release: &Release) -> &[Programme] {
    &release.council.programmes
}

impl Desk {
    /// What is the asker's own, late, due soon and changed since they last said that they had looked.
    pub async fn gathered(&self, asker: &Asker, release: &Arc<Release>, register: &Register) -> Result<Gathered, Stop> {
        self.allow(asker, Action::Manage).await?;
        let today = self.today();
        let own = Own::of(&asker.user().grants, &release.council);
        let last = self.store.seen_own(asker.id()).await?;
        let since = last.map_or_else(|| today.checked_sub_days(Days::new(FIRST)).unwrap_or(today), |last| last.until);
        let number = last.map(|last| last.release).or_else(|| stood(register, since));
        let seen = Seen { release: release.catalogue.release, until: today };
        let mut gathered = Gathered {
            any: !own.is_nothing(),
            late: Vec::new(),
            soon: Vec::new(),
            changed: Vec::new(),
            since,
            looked: last.is_some(),
            compared: None,
            seen,
        };
        if own.is_nothing() {
            return Ok(gathered);
        }
        let spans = &release.catalogue.spans;
        let made_up = |code: &_| release.catalogue.measure_index(code).is_some_and(|at| spans[usize::from(at)].illustrative);
        let (late, soon) = due(&own, release, programmes(release), today);
        gathered.late = late.iter().map(|one| words::dated(one, today, made_up)).collect();
        gathered.soon = soon.iter().map(|one| words::dated(one, today, made_up)).collect();
        let (now, before) = self.both(release, register, number).await?;
        gathered.compared = before.as_ref().map(|before| before.release);
        let since = Since { before: before.as_deref(), after: since, until: today };
        let all = changed(&own, (&release.catalogue, &now), programmes(release), &since);
        gathered.changed = all.iter().map(words::changed).collect();
        Ok(gathered)
    }

    /// The asker has seen what was shown to them, which the form of the page says.
    ///
    /// # Errors
    /// It says more than could have been shown.
    pub async fn has_seen(&self, asker: &Asker, seen: Option<Seen>, release: &Release) -> Result<(), Stop> {
        self.allow(asker, Action::Manage).await?;
        let seen = seen.filter(|seen| seen.release <= release.catalogue.release && seen.until <= self.today());
        let seen = seen.ok_or_else(|| Stop::Wrong("until", "Open your pages again, and say then that you have seen them.".to_owned()))?;
        Ok(self.store.has_seen(asker.id(), seen).await?)
    }

    /// What somebody is told of by e-mail, the worst first: what passed the test of chance or slipped since they were last told, and until a day.
    pub async fn loud(
        &self,
        user: &User,
        (release, register): (&Arc<Release>, &Register),
        told: Seen,
        until: NaiveDate,
    ) -> Result<Vec<Told>, Stop> {
        let own = Own::of(&user.grants, &release.council);
        if !user.active || own.is_nothing() {
            return Ok(Vec::new());
        }
        let (now, before) = self.both(release, register, Some(told.release)).await?;
        let since = Since { before: before.as_deref(), after: told.until, until };
        let all = changed(&own, (&release.catalogue, &now), programmes(release), &since);
        Ok(all.iter().filter(|what| What::is_loud(what)).map(words::changed).collect())
    }

    /// What is shown now, and what an earlier release showed; nothing of it while what is served was withdrawn.
    async fn both(
        &self,
        release: &Arc<Release>,
        register: &Register,
        number: Option<u32>,
    ) -> Result<(Arc<Shown>, Option<Arc<Shown>>), Stop> {
        let current = release.catalogue.release;
        let now = self.shown(release, current).await?.unwrap_or_default();
        let stands = register.release(current).is_none_or(|listed| listed.withdrawn.is_none());
        let before = match number.filter(|_| stands) {
            Some(number) => self.shown(release, number).await?,
            None => None,
        };
        Ok((now, before))
    }

    /// What a release shows; none where it is not there, or this version cannot read it.
    async fn shown(&self, current: &Arc<Release>, number: u32) -> Result<Option<Arc<Shown>>, Stop> {
        let mut held = self.shelf.0.lock().await;
        if let Some(known) = held.get(&number) {
            return Ok(known.clone());
        }
        let gone = |_stopped| Stop::Machine("what a release shows was not worked out".to_owned());
        let shown = if number == current.catalogue.release {
            let release = Arc::clone(current);
            Some(tokio::task::spawn_blocking(move || Shown::of(&release)).await.map_err(gone)?)
        } else {
            match self.store.release(&current.council.code, i64::from(number)).await? {
                // Decoding takes a while: requests go on beside it.
                Some(sealed) => {
                    let opened = tokio::task::spawn_blocking(move || publish::open(sealed).map(|release| Shown::of(&release)));
                    opened.await.map_err(gone)?.ok()
                }
                None => None,
            }
        };
        let shown = shown.map(Arc::new);
        if held.len() >= KEPT {
            held.pop_first();
        }
        held.insert(number, shown.clone());
        Ok(shown)
    }
}

/// The release that stood at the end of a day, as it stands today.
fn stood(register: &Register, day: NaiveDate) -> Option<u32> {
    let standing = register.releases.iter().filter(|release| release.withdrawn.is_none());
    standing.filter(|release| release.published_at.date() <= day).map(|release| release.number).max()
}
