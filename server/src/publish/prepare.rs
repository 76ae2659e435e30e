//! A release worked out, and not yet written.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use anyhow::Context;
use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    code::MeasureCode,
    council::Council,
    disclosure::{Earlier, Exposed, Tally},
    format::plural,
    history::History,
    ingest::Progress,
    measure::{Disclosure, Measure},
    register::Correction,
    release::{Publisher, Release},
    store::{Batch, Part, Publication, Releases, Stand},
};

use super::{
    Compared, UNREAD, Unready,
    history::history,
    hold,
    kept::{TOLD, part, parts},
};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Measures that are held.
    pub hold: &'a BTreeSet<MeasureCode>,
    /// The time that it is published, UTC.
    pub now: NaiveDateTime,
    /// What it is compared with.
    pub compared: Compared,
    /// How far it is, measure by measure, for whoever waits; they may stop it.
    pub progress: Option<&'a Progress>,
}

/// A release worked out, and not yet written.
#[derive(Debug)]
pub struct Prepared {
    /// The batch it is made from.
    pub batch: Batch,
    /// Where releases stood.
    pub stand: Stand,
    /// The day it was worked out for: which areas are in force depends on it.
    pub day: NaiveDate,
    /// Measures that are held, and of which batch their figures are.
    pub held: BTreeMap<MeasureCode, Option<i64>>,
    /// The release. Its number is the one that it will have, unless another is published before it.
    pub release: Arc<Release>,
    /// The release it was compared with; none where there was none, or none that could be read.
    pub compared_with: Option<u32>,
    parts: Vec<Part>,
}

impl Prepared {
    /// The measures, and what disclosure control did to each.
    pub fn report(&self) -> impl Iterator<Item = (&Measure, Tally)> {
        let tallies = self.release.report.iter().copied().chain(std::iter::repeat(Tally::default()));
        self.release.council.measures.iter().zip(tallies)
    }

    /// What is to be written.
    pub fn publication<'a>(&'a self, note: &'a str, correction: Option<&'a Correction>, plan: Option<i64>) -> Publication<'a> {
        Publication {
            batch: self.batch.id,
            council: &self.release.council,
            parts: &self.parts,
            stand: self.stand,
            held: &self.held,
            note,
            correction,
            plan,
        }
    }
}

/// Works out a release of a batch. It takes a processor for as long as disclosure control does: seconds for a large council.
///
/// # Errors
/// Why it may not be published, or could not be worked out.
pub async fn prepare<S: Releases>(store: &S, batch: &Batch, asked: &Asked<'_>) -> Result<Prepared, Unready> {
    let council = store.council(batch.id).await.context(UNREAD)?;
    let council = council.with_context(|| format!("batch {} is gone: load the folder again", batch.id))?;
    let stand = store.stand(&batch.council).await.context(UNREAD)?;
    let held = hold::resolve(store, &council, stand, asked.hold).await?;
    let periods = hold::periods(store, &council, batch.id, &held).await?;
    // The newest, withdrawn or not: what was told stays told.
    let before = match stand.newest {
        Some(newest) => store.release(&batch.council, newest).await.context(UNREAD)?,
        None => None,
    };
    // What was told before is known whether or not the release can be read, and is handed on.
    let told_before = before.as_ref().and_then(|before| part(before, TOLD)).map(<[u8]>::to_vec);
    let mut history = match before {
        Some(before) => history(store, before, asked.compared).await?,
        None => None,
    };
    if let (Some(history), Some(newest)) = (&mut history, stand.newest) {
        for measure in history.rounded() {
            let then = hold::figures_of(store, &history.release.council, newest, &measure).await.context(UNREAD)?;
            history.recall(&measure, &then);
        }
    }
    if let Some(progress) = asked.progress {
        progress.begin(council.measures.len() as u64);
    }
    // One measure in memory at a time, with those that it is linked with.
    let number = stand.newest.map_or(Some(1), |newest| u32::try_from(newest + 1).ok()).unwrap_or_default();
    let mut publisher = Publisher::new(council.clone(), number, asked.now.date(), periods);
    let mut refused = Vec::new();
    for set in council.together() {
        if asked.progress.is_some_and(Progress::stopped) {
            return Err(Unready::GivenUp);
        }
        let mut linked = Vec::new();
        for &at in &set {
            let measure = &council.measures[usize::from(at)];
            let observations = hold::figures(store, &council, batch.id, &held, &measure.code).await?;
            let earlier = match (&history, stand.newest, &measure.disclosure) {
                (Some(history), Some(newest), Disclosure::Threshold { .. }) => {
                    // What was counted then, hidden figures as well.
                    let then = match history.measure(measure) {
                        Some(_) => {
                            let then = hold::figures_of(store, &history.release.council, newest, &measure.code).await;
                            then.context(UNREAD)?
                        }
                        None => Vec::new(),
                    };
                    history.earlier(measure, publisher.catalogue(), &council.lineage, &then)
                }
                _ => Earlier::default(),
            };
            linked.push((at, observations, earlier));
        }
        let added: Vec<_> = linked.iter().map(|(at, observations, earlier)| (*at, &observations[..], earlier)).collect();
        for (at, (_, exposed)) in set.iter().zip(publisher.add_linked(&added)) {
            if !exposed.is_empty() {
                refused.push(told(&council, asked.now.date(), &council.measures[usize::from(*at)], &exposed));
            }
        }
        if let Some(progress) = asked.progress {
            progress.add(set.len() as u64);
        }
    }
    if !refused.is_empty() {
        return Err(Unready::Refused(refused));
    }
    let release = publisher.finish().with_said(hold::said(store, batch.id, &held).await?);
    let mut parts = parts(&release)?;
    parts.extend(told_by(history.as_ref(), &release).or(told_before).map(|bytes| Part { key: TOLD.to_owned(), bytes }));
    let compared_with = history.map(|history| history.release.catalogue.release);
    let (batch, day) = (batch.clone(), asked.now.date());
    Ok(Prepared { batch, stand, day, held, release: Arc::new(release), compared_with, parts })
}

/// The values that have been published and that a release does not show.
fn told_by(history: Option<&History>, release: &Release) -> Option<Vec<u8>> {
    let told: Vec<String> = history?.told_by(release).iter().map(ToString::to_string).collect();
    Some(told.join("\n").into_bytes())
}

/// Why a release is refused: figures that are hidden but could be worked out.
fn told(council: &Council, today: NaiveDate, measure: &Measure, exposed: &[Exposed]) -> String {
    let name = |found: &Exposed| Some(council.areas_on(today).nth(usize::from(found.area))?.name.as_str());
    let areas: BTreeSet<&str> = exposed.iter().filter_map(name).collect();
    format!(
        "nothing was published: of “{}”, {} could be worked out from the others (in {}). Raise its threshold, or leave out a breakdown",
        measure.title,
        plural(exposed.len() as u64, ("hidden figure", "hidden figures")),
        areas.into_iter().take(5).collect::<Vec<_>>().join(", ")
    )
}
