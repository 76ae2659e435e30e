//! Publishing: disclosure control over everything, then one immutable release. It is prepared first, so that it can be looked at; then it is written,
//! if everything still stands as it did.

mod history;
mod hold;
mod kept;
mod prepare;
mod say;

use std::{collections::BTreeSet, time::Instant};

use anyhow::Context;
use chrono::NaiveDateTime;
use domain::{
    code::MeasureCode,
    people::audit::{Deed, Entry},
    store::{Batch, Published, Releases},
};

pub use self::{
    hold::figures_of,
    kept::open,
    prepare::{Asked, Prepared, prepare},
};
use crate::say::{figures, say};

/// What is said when the store fails.
const UNREAD: &str = "the database could not be read";

/// What a release is compared with before it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// With what was published before (ADR 0013).
    WithBefore,
    /// With nothing, if what was published before cannot be read.
    WithWhatCanBeRead,
}

/// Why a release could not be prepared.
#[derive(Debug, thiserror::Error)]
pub enum Unready {
    /// It may not be published, and why.
    #[error("{}", .0.join("; "))]
    Refused(Vec<String>),
    /// Whoever asked for it does not want it any more.
    #[error("it was given up")]
    GivenUp,
    /// It could not be worked out.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

/// Why a release that was prepared was not written; none where it was.
pub fn why_not(published: &Published) -> Option<String> {
    match published {
        Published::Done(_) => None,
        Published::Stale(_) => {
            Some("another release was published or withdrawn meanwhile, and this one is not compared with it: publish again".to_owned())
        }
        Published::Withdrawn(imports) => Some(withdrawn(imports)),
        Published::Ended => Some("it is not planned any more".to_owned()),
    }
}

/// That imports are withdrawn which are part of a release.
pub fn withdrawn(imports: &[i64]) -> String {
    let imports: Vec<String> = imports.iter().map(|import| format!("import {import}")).collect();
    format!("figures that are part of it have been withdrawn since ({})", imports.join(", "))
}

/// Publishes the newest batch of a council, from the command line. What the release that stands holds stays held.
pub async fn publish<S: Releases>(store: &S, council: &str, now: NaiveDateTime, compared: Compared) -> anyhow::Result<i64> {
    let hold = kept_held(store, council).await?;
    publish_newest(store, council, &hold, now, compared).await
}

/// Publishes the newest batch of a council, and holds these measures.
pub async fn publish_newest<S: Releases>(
    store: &S,
    council: &str,
    hold: &BTreeSet<MeasureCode>,
    now: NaiveDateTime,
    compared: Compared,
) -> anyhow::Result<i64> {
    let batch = store.latest_batch(council).await.context(UNREAD)?;
    let batch = batch.with_context(|| format!("nothing has been loaded for {council}: run measure-up load first"))?;
    publish_batch(store, &batch, hold, now, compared).await
}

/// What the release that stands holds, of a council.
pub async fn kept_held<S: Releases>(store: &S, council: &str) -> anyhow::Result<BTreeSet<MeasureCode>> {
    let Some(standing) = store.stand(council).await.context(UNREAD)?.standing else { return Ok(BTreeSet::new()) };
    Ok(store.held(standing).await.context(UNREAD)?.into_keys().collect())
}

/// Publishes what the release that stands was made from once more, as it cannot be read any longer.
pub async fn once_more<S: Releases>(store: &S, council: &str, now: NaiveDateTime) -> anyhow::Result<i64> {
    let standing = store.current_release(council).await.context(UNREAD)?.context("no release is there")?;
    let batch = store.batch(standing.batch).await.context(UNREAD)?;
    let batch = batch.with_context(|| format!("batch {} is gone: load the folder again", standing.batch))?;
    let hold = kept_held(store, council).await?;
    publish_batch(store, &batch, &hold, now, Compared::WithBefore).await
}

/// Publishes a batch, from the command line.
pub async fn publish_batch<S: Releases>(
    store: &S,
    batch: &Batch,
    hold: &BTreeSet<MeasureCode>,
    now: NaiveDateTime,
    compared: Compared,
) -> anyhow::Result<i64> {
    let started = Instant::now();
    say(&format!("Publishing {} …", figures(batch.observations.unsigned_abs())));
    // A measure that is no more cannot be held.
    let council = store.council(batch.id).await.context(UNREAD)?;
    let there = |code: &&MeasureCode| council.as_ref().is_some_and(|council| council.measure(code).is_some());
    let hold: BTreeSet<MeasureCode> = hold.iter().filter(there).cloned().collect();
    if !hold.is_empty() {
        let names: Vec<&str> = hold.iter().map(MeasureCode::as_str).collect();
        say(&format!("Held, so that the public sees them as before: {}.", names.join(", ")));
    }
    let prepared = prepare(store, batch, &Asked { hold: &hold, now, compared, progress: None }).await?;
    let entry = Entry { at: now, who: None, deed: Deed::Publish, on: String::new(), place: "command line".to_owned() };
    let published = store.publish(&prepared.publication("", None, None), &entry).await;
    let published = published.context("the release could not be written; nothing was published")?;
    let Published::Done(number) = published else { anyhow::bail!(why_not(&published).unwrap_or_default()) };
    say::say_all(&prepared, number, started.elapsed().as_secs_f32());
    Ok(number)
}
