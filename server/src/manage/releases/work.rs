//! The work on a release, beside the requests.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDateTime;
use domain::{code::MeasureCode, ingest::Progress, release::Release, store::Batch};
use store_sqlite::SqliteStore;

use super::press::{Ready, Sheet, Stage};
use crate::{
    manage::Desk,
    publish::{Asked, Compared, Prepared, Unready, prepare},
};

/// What is said where working a release out breaks off.
const FAULT: &str = "it could not be worked out, which is a fault of the program: tell whoever runs it";

/// Stops the work when nobody waits for it any longer.
struct Waiting(Arc<Progress>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Works a release out on a thread of its own: it takes a processor for seconds.
pub(super) async fn worked_out(
    store: &SqliteStore,
    batch: Batch,
    hold: BTreeSet<MeasureCode>,
    now: NaiveDateTime,
    progress: &Arc<Progress>,
) -> Result<Prepared, Unready> {
    let (store, own) = (store.clone(), Arc::clone(progress));
    let runtime = tokio::runtime::Handle::current();
    let waiting = Waiting(Arc::clone(progress));
    let work = tokio::task::spawn_blocking(move || {
        let asked = Asked { hold: &hold, now, compared: Compared::WithBefore, progress: Some(&own) };
        runtime.block_on(prepare(&store, &batch, &asked))
    });
    let done = work.await;
    drop(waiting);
    done.map_err(|error| {
        if error.is_panic() {
            // It would fail in the same way again.
            tracing::error!(%error, "a release could not be worked out");
            return Unready::Refused(vec![FAULT.to_owned()]);
        }
        Unready::Failed(anyhow::Error::new(error))
    })?
}

/// Begins to prepare what was asked for.
pub(super) fn start(desk: &Arc<Desk>, sheet: &Arc<Sheet>, batch: Batch, standing: Arc<Release>) {
    let (desk, sheet) = (Arc::clone(desk), Arc::clone(sheet));
    tokio::spawn(async move {
        // Which areas are in force depends on the day that it is published.
        let moment = sheet.moment(desk.now());
        let stage = match worked_out(&desk.store, batch, sheet.order.held.clone(), moment, &sheet.progress).await {
            Ok(prepared) => {
                let order = sheet.order.clone();
                match tokio::task::spawn_blocking(move || Ready::new(prepared, &order, &standing)).await {
                    Ok(ready) => Stage::Ready(Arc::new(ready)),
                    Err(error) => failed(&anyhow::Error::new(error)),
                }
            }
            Err(Unready::Refused(why)) => Stage::Refused(why),
            Err(Unready::GivenUp) => Stage::Refused(vec!["It was put away.".to_owned()]),
            Err(Unready::Failed(error)) => failed(&error),
        };
        sheet.set(stage);
    });
}

fn failed(error: &anyhow::Error) -> Stage {
    tracing::error!(error = %format!("{error:#}"), "a release could not be prepared");
    let words = "It is our fault: the release could not be worked out. Try again; if it happens again, tell whoever runs the program.";
    Stage::Refused(vec![words.to_owned()])
}
