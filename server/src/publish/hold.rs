//! Measures that are held: the public sees them as the release that stands shows them, whatever has come in since.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use domain::{
    code::MeasureCode,
    council::Council,
    measure::Measure,
    observation::Observation,
    period::Period,
    said::Said,
    store::{Releases, Stand},
};

use super::{UNREAD, Unready};

/// Of which batch the figures of each measure are that is held, or of none where the public has none. Linked measures are held together, as what is
/// hidden of one follows from the others.
pub(super) async fn resolve<S: Releases>(
    store: &S,
    council: &Council,
    stand: Stand,
    asked: &BTreeSet<MeasureCode>,
) -> Result<BTreeMap<MeasureCode, Option<i64>>, Unready> {
    let mut held = BTreeMap::new();
    if asked.is_empty() {
        return Ok(held);
    }
    let refuse = |words: String| Unready::Refused(vec![words]);
    if let Some(unknown) = asked.iter().find(|code| council.measure(code).is_none()) {
        return Err(refuse(format!("the council has no measure “{unknown}” that could be held")));
    }
    let standing = stand.standing.ok_or_else(|| refuse("nothing has been published yet, so nothing can be held".to_owned()))?;
    let sealed = store.release(&council.code, standing).await.context(UNREAD)?.context("the release that stands is gone")?;
    let earlier = store.held(standing).await.context(UNREAD)?;
    for set in council.together() {
        let own: Vec<&Measure> = set.iter().map(|&at| &council.measures[usize::from(at)]).collect();
        if !own.iter().any(|measure| asked.contains(&measure.code)) {
            continue;
        }
        for measure in own {
            let was = sealed.council.measure(&measure.code);
            if was.is_some_and(|was| (was.kind, was.per, &was.disclosure) != (measure.kind, measure.per, &measure.disclosure)) {
                let title = &measure.title;
                return Err(refuse(format!(
                    "“{title}” cannot be held: how it is counted or protected is another than in release {standing}"
                )));
            }
            let of = was.and_then(|_| earlier.get(&measure.code).copied().unwrap_or(Some(sealed.batch)));
            held.insert(measure.code.clone(), of);
        }
    }
    Ok(held)
}

/// The figures of a measure that go into a release of a batch. Of one that is held, areas whose code was replaced since have their new one.
pub(super) async fn figures<S: Releases>(
    store: &S,
    council: &Council,
    batch: i64,
    held: &BTreeMap<MeasureCode, Option<i64>>,
    measure: &MeasureCode,
) -> anyhow::Result<Vec<Observation>> {
    let of = match held.get(measure) {
        None => return store.observations(batch, measure).await.context(UNREAD),
        Some(None) => return Ok(Vec::new()),
        Some(Some(of)) => *of,
    };
    let figures = store.observations(of, measure).await.context(UNREAD)?;
    renamed(store, council, of, figures).await.context(UNREAD)
}

/// The figures of a measure that a release was made from, under the codes that it published them with. The council is the release's own.
///
/// # Errors
/// There is no such release, or the database failed.
pub async fn figures_of<S: Releases>(
    store: &S,
    council: &Council,
    release: i64,
    measure: &MeasureCode,
) -> Result<Vec<Observation>, S::Error> {
    let figures = store.figures_of(release, measure).await?;
    match store.held(release).await?.get(measure) {
        Some(Some(of)) => renamed(store, council, *of, figures).await,
        _ => Ok(figures),
    }
}

/// Figures of an earlier batch as a council publishes them that holds them: areas whose code was replaced since have their new one. A code that
/// was replaced already when the batch was made was not published from it.
async fn renamed<S: Releases>(
    store: &S,
    council: &Council,
    batch: i64,
    mut figures: Vec<Observation>,
) -> Result<Vec<Observation>, S::Error> {
    let Some(then) = store.council(batch).await? else { return Ok(figures) };
    for one in &mut figures {
        if let (Some(_), None, Some(now)) = (then.area(&one.area), council.area(&one.area), council.lineage.now(one.area.as_str())) {
            one.area = now.clone();
        }
    }
    Ok(figures)
}

/// The periods of the figures that go into a release of a batch.
pub(super) async fn periods<S: Releases>(
    store: &S,
    council: &Council,
    batch: i64,
    held: &BTreeMap<MeasureCode, Option<i64>>,
) -> anyhow::Result<Vec<Period>> {
    if held.is_empty() {
        return store.periods(batch).await.context(UNREAD);
    }
    let mut periods = BTreeSet::new();
    for measure in &council.measures {
        if let Some(of) = held.get(&measure.code).copied().unwrap_or(Some(batch)) {
            periods.extend(store.periods_of(of, &measure.code).await.context(UNREAD)?);
        }
    }
    Ok(periods.into_iter().collect())
}

/// What services say of the figures of a release of a batch: of a measure that is held, what goes with the figures that the public sees.
pub(super) async fn said<S: Releases>(store: &S, batch: i64, held: &BTreeMap<MeasureCode, Option<i64>>) -> Result<Vec<Said>, Unready> {
    let mut said = store.said(batch).await.context(UNREAD)?;
    said.retain(|said| !held.contains_key(&said.measure));
    let earlier: BTreeSet<i64> = held.values().copied().flatten().collect();
    for earlier in earlier {
        let of_held = store.said(earlier).await.context(UNREAD)?;
        said.extend(of_held.into_iter().filter(|said| held.get(&said.measure) == Some(&Some(earlier))));
    }
    Ok(said)
}
