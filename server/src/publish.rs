//! Publishing: disclosure control over everything, then one immutable release.

use std::time::Instant;

use anyhow::Context;
use chrono::NaiveDateTime;
use domain::{
    format::count,
    period::Period,
    release::{Publisher, Release, Tally},
    store::{Batch, Part, Sealed, Store},
};

use crate::say::{figures, say};

/// The part that lists a release's periods, one a line.
const PERIODS: &str = "periods";

/// Publishes the newest batch of a council.
pub async fn publish<S: Store>(store: &S, council: &str, now: NaiveDateTime) -> anyhow::Result<i64> {
    let batch = store.latest_batch(council).await.context("the database could not be read")?;
    let batch = batch.with_context(|| format!("nothing has been loaded for {council}: run measure-up load first"))?;
    publish_batch(store, &batch, now).await
}

/// Publishes a batch.
pub async fn publish_batch<S: Store>(store: &S, batch: &Batch, now: NaiveDateTime) -> anyhow::Result<i64> {
    let started = Instant::now();
    let council = store.council(batch.id).await.context("the database could not be read")?;
    let council = council.with_context(|| format!("batch {} is gone: load the folder again", batch.id))?;
    say(&format!("Publishing {} …", figures(batch.observations.unsigned_abs())));
    let periods = store.periods(batch.id).await.context("the database could not be read")?;
    // One measure in memory at a time.
    let mut publisher = Publisher::new(council.clone(), 0, now.date(), periods);
    let mut sum = Tally::default();
    for (at, measure) in (0..).zip(&council.measures) {
        let observations = store.observations(batch.id, &measure.code).await.context("the database could not be read")?;
        let tally = publisher.add(at, &observations);
        sum.released += tally.released;
        sum.hidden += tally.hidden;
        sum.missing += tally.missing;
    }
    let release = publisher.finish();
    let parts = parts(&release);
    let number = store.publish(batch.id, now, &council, &parts).await.context("the release could not be written; nothing was published")?;
    say(&format!(
        "Published release {number} in {:.1} s: {}, {} hidden to protect people, {} without a value.",
        started.elapsed().as_secs_f32(),
        figures(sum.released as u64),
        count(sum.hidden as u64),
        count(sum.missing as u64)
    ));
    Ok(number)
}

/// A release as it is kept.
fn parts(release: &Release) -> Vec<Part> {
    let periods: Vec<String> = release.catalogue.periods.iter().map(ToString::to_string).collect();
    let mut parts = vec![Part { key: PERIODS.to_owned(), bytes: periods.join("\n").into_bytes() }];
    for (at, area) in (0..).zip(&release.catalogue.areas) {
        parts.push(Part { key: format!("area/{}", area.code), bytes: release.area(at).encode() });
    }
    parts
}

/// Opens a release that was kept.
pub fn open(sealed: Sealed) -> anyhow::Result<Release> {
    let broken = || format!("release {} in the database cannot be read: publish again", sealed.number);
    let periods = sealed.parts.iter().find(|part| part.key == PERIODS).with_context(broken)?;
    let periods = std::str::from_utf8(&periods.bytes).with_context(broken)?;
    let periods: Vec<Period> = periods.lines().map(str::parse).collect::<Result<_, _>>().with_context(broken)?;
    let frames: Vec<Vec<u8>> = sealed.parts.iter().filter(|part| part.key.starts_with("area/")).map(|part| part.bytes.clone()).collect();
    let number = u32::try_from(sealed.number).with_context(broken)?;
    let message = broken();
    Release::open(sealed.council, number, sealed.published_at.date(), periods, &frames).context(message)
}
