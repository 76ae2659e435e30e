//! Publishing: disclosure control over everything, then one immutable release.

use std::{collections::BTreeSet, time::Instant};

use anyhow::Context;
use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    council::Council,
    disclosure::{Earlier, Exposed, Tally},
    format::{count, plural},
    history::{History, Told},
    measure::{Disclosure, Measure},
    observation::Provenance,
    period::Period,
    release::{Publisher, Release},
    store::{Batch, Part, Sealed, Store},
};

use crate::say::{complain, figures, say};

/// The part that lists a release's periods, one a line.
const PERIODS: &str = "periods";
/// The part that says what disclosure control did, measure by measure.
const REPORT: &str = "report";
/// The part that lists values which earlier releases have shown and this one does not, one a line.
const TOLD: &str = "told";

/// What a release is compared with before it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// With what was published before (ADR 0013).
    WithBefore,
    /// With nothing, if what was published before cannot be read.
    WithWhatCanBeRead,
}

/// Publishes the newest batch of a council.
pub async fn publish<S: Store>(store: &S, council: &str, now: NaiveDateTime, compared: Compared) -> anyhow::Result<i64> {
    let batch = store.latest_batch(council).await.context("the database could not be read")?;
    let batch = batch.with_context(|| format!("nothing has been loaded for {council}: run measure-up load first"))?;
    publish_batch(store, &batch, now, compared).await
}

/// Publishes a batch.
pub async fn publish_batch<S: Store>(store: &S, batch: &Batch, now: NaiveDateTime, compared: Compared) -> anyhow::Result<i64> {
    let started = Instant::now();
    let council = store.council(batch.id).await.context("the database could not be read")?;
    let council = council.with_context(|| format!("batch {} is gone: load the folder again", batch.id))?;
    say(&format!("Publishing {} …", figures(batch.observations.unsigned_abs())));
    let periods = store.periods(batch.id).await.context("the database could not be read")?;
    let before = store.current_release(&batch.council).await.context("the database could not be read")?;
    let (made_from, newest) = (before.as_ref().map(|before| before.batch), before.as_ref().map(|before| before.number));
    // What was told before is known whether or not the release can be read, and is handed on.
    let told_before = before.as_ref().and_then(|before| part(before, TOLD)).map(<[u8]>::to_vec);
    let mut history = match before {
        Some(before) => history(store, before, compared).await?,
        None => None,
    };
    if let (Some(history), Some(made_from)) = (&mut history, made_from) {
        for measure in history.rounded() {
            let then = store.observations(made_from, &measure).await.context("the database could not be read")?;
            history.recall(&measure, &then);
        }
    }
    // One measure in memory at a time, with those that it is linked with.
    let mut publisher = Publisher::new(council.clone(), 0, now.date(), periods);
    let mut sum = Tally::default();
    let mut report = Vec::new();
    for set in council.together() {
        let mut linked = Vec::new();
        for &at in &set {
            let measure = &council.measures[usize::from(at)];
            let observations = store.observations(batch.id, &measure.code).await.context("the database could not be read")?;
            let earlier = match (&history, made_from, &measure.disclosure) {
                (Some(history), Some(made_from), Disclosure::Threshold { .. }) => {
                    // What was counted then, hidden figures as well.
                    let then = match history.measure(measure) {
                        Some(_) => store.observations(made_from, &measure.code).await.context("the database could not be read")?,
                        None => Vec::new(),
                    };
                    history.earlier(measure, publisher.catalogue(), &council.lineage, &then)
                }
                _ => Earlier::default(),
            };
            linked.push((at, observations, earlier));
        }
        let added: Vec<_> = linked.iter().map(|(at, observations, earlier)| (*at, &observations[..], earlier)).collect();
        for (at, (tally, exposed)) in set.into_iter().zip(publisher.add_linked(&added)) {
            let measure = &council.measures[usize::from(at)];
            anyhow::ensure!(exposed.is_empty(), "{}", told(&council, now.date(), measure, &exposed));
            sum += tally;
            report.push((measure.title.as_str(), tally));
        }
    }
    let release = publisher.finish();
    let mut parts = parts(&release)?;
    if let Some(history) = &history {
        let told: Vec<String> = history.told_by(&release).iter().map(ToString::to_string).collect();
        parts.push(Part { key: TOLD.to_owned(), bytes: told.join("\n").into_bytes() });
    } else if let Some(bytes) = told_before {
        parts.push(Part { key: TOLD.to_owned(), bytes });
    }
    let now_newest = store.current_number(&batch.council).await.context("the database could not be read")?;
    anyhow::ensure!(now_newest == newest, "another release was published meanwhile, and this one is not compared with it: publish again");
    let number = store.publish(batch.id, now, &council, &parts).await.context("the release could not be written; nothing was published")?;
    say_hidden(report);
    if let Some(history) = &history {
        say_kept(&sum, history.release.catalogue.release);
    }
    say(&format!(
        "Published release {number} in {:.1} s: {}, {} hidden because they are about too few people, {} to protect those, {} without a value.",
        started.elapsed().as_secs_f32(),
        figures(sum.released as u64),
        count(sum.primary as u64),
        count(sum.secondary as u64),
        count(sum.missing as u64)
    ));
    Ok(number)
}

/// Tells an officer, measure by measure, what was hidden and why, and how much of it that is; most first.
fn say_hidden(mut report: Vec<(&str, Tally)>) {
    report.retain(|(_, tally)| tally.hidden() > 0);
    let lost = |tally: &Tally| 100.0 * tally.hidden() as f64 / (tally.hidden() + tally.released) as f64;
    report.sort_by(|one, other| lost(&other.1).total_cmp(&lost(&one.1)).then(one.0.cmp(other.0)));
    if !report.is_empty() {
        say("  shown   too few   beside   hidden   measure");
    }
    for (title, tally) in report {
        say(&format!("{:>7} {:>9} {:>8} {:>6.1} %   {title}", tally.released, tally.primary, tally.secondary, lost(&tally)));
    }
}

/// Tells an officer what follows from earlier releases.
fn say_kept(sum: &Tally, newest: u32) {
    if sum.held > 0 {
        let kept = plural(sum.held as u64, ("figure is", "figures are"));
        say(&format!(
            "  {kept} kept as release {newest} shows them: what changed is about too few people, or would give a hidden figure away."
        ));
    }
    if sum.public > 0 {
        let public = plural(sum.public as u64, ("figure is", "figures are"));
        say(&format!(
            "  {public} hidden now and already public, for release {newest} or an earlier one shows them: that cannot be taken back."
        ));
    }
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

/// A release as it is kept.
fn parts(release: &Release) -> anyhow::Result<Vec<Part>> {
    let periods: Vec<String> = release.catalogue.periods.iter().map(ToString::to_string).collect();
    let report = serde_json::to_vec(&release.report).context("the report could not be written")?;
    let mut parts =
        vec![Part { key: PERIODS.to_owned(), bytes: periods.join("\n").into_bytes() }, Part { key: REPORT.to_owned(), bytes: report }];
    for (at, area) in (0..).zip(&release.catalogue.areas) {
        parts.push(Part { key: format!("area/{}", area.code), bytes: release.area(at).encode() });
    }
    Ok(parts)
}

/// A part of a release as it is kept.
fn part<'a>(sealed: &'a Sealed, key: &str) -> Option<&'a [u8]> {
    sealed.parts.iter().find(|part| part.key == key).map(|part| part.bytes.as_slice())
}

/// What was published before. A release that cannot be read, as after a change of its format, has been seen all the same: a figure that it showed
/// and a new release hides, or the other way round, could give people away. So nothing is published after it unless that is asked for, or its
/// figures under a threshold were all made up, and about nobody.
async fn history<S: Store>(store: &S, sealed: Sealed, compared: Compared) -> anyhow::Result<Option<History>> {
    let (number, batch) = (sealed.number, sealed.batch);
    let protected = sealed.council.measures.iter().filter(|measure| matches!(measure.disclosure, Disclosure::Threshold { .. }));
    let measures: Vec<_> = protected.map(|measure| measure.code.clone()).collect();
    let told = part(&sealed, TOLD).unwrap_or_default().to_vec();
    let read = || {
        let told: Vec<Told> = std::str::from_utf8(&told)?.lines().map(str::parse).collect::<Result<_, _>>()?;
        anyhow::Ok(History::new(open(sealed)?, told))
    };
    let error = match read() {
        Ok(history) => return Ok(Some(history)),
        Err(error) => error,
    };
    let mut of_people = !told.is_empty();
    for measure in measures {
        let counted = store.observations(batch, &measure).await.context("the database could not be read")?;
        of_people |= counted.iter().any(|observation| observation.provenance != Provenance::Illustrative);
    }
    if of_people && compared == Compared::WithBefore {
        return Err(error.context(format!(
            "nothing was published: release {number} cannot be read by this version, so that what is new cannot be compared with it, and small \
             differences could give people away. Publish with the version that made it, or, if nobody can be harmed, run measure-up publish \
             --compare-with-nothing"
        )));
    }
    complain(&error.context(format!("release {number} cannot be read, so what is published now is compared with nothing before it")));
    Ok(None)
}

/// Opens a release that was kept.
pub fn open(sealed: Sealed) -> anyhow::Result<Release> {
    let broken = || format!("release {} in the database cannot be read: publish again", sealed.number);
    let periods = std::str::from_utf8(part(&sealed, PERIODS).with_context(broken)?).with_context(broken)?;
    let periods: Vec<Period> = periods.lines().map(str::parse).collect::<Result<_, _>>().with_context(broken)?;
    let frames: Vec<Vec<u8>> = sealed.parts.iter().filter(|part| part.key.starts_with("area/")).map(|part| part.bytes.clone()).collect();
    let number = u32::try_from(sealed.number).with_context(broken)?;
    let message = broken();
    // Releases of before it was kept have none.
    let report = part(&sealed, REPORT).map(serde_json::from_slice).transpose().with_context(broken)?;
    let mut release = Release::open(sealed.council, number, sealed.published_at.date(), periods, &frames).context(message)?;
    release.report = report.unwrap_or_default();
    Ok(release)
}
