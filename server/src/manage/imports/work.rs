//! The work on a file, beside the requests: opening, reading, comparing, writing.

use std::{sync::Arc, time::Duration};

use domain::{
    entry::twice,
    folder::Folder,
    ingest::{Mapping, row_with_columns},
    observation::Observation,
    people::audit::Deed,
    store::{Accepted, Brought, Imports, KeptMapping, Mappings, Store},
};

use super::{
    How,
    choice::Choice,
    offered,
    tray::{Found, Pending, Stage},
};
use crate::{
    bring::{self, Against, OVERTAKEN, Opened},
    manage::{Asker, Desk, Stop},
};

/// How often it is looked whether somebody still looks at the file.
const LOOK: Duration = Duration::from_mins(1);

/// Opens a file and reads it.
pub(super) fn open(desk: &Arc<Desk>, pending: &Arc<Pending>, name: String, bytes: Vec<u8>, how: How) {
    let (desk, file) = (Arc::clone(desk), Arc::clone(pending));
    pending.works(tokio::spawn(async move {
        let opened = tokio::task::spawn_blocking(move || bring::open(&name, &bytes)).await;
        match opened {
            Ok(Ok(opened)) => match about_nobody(&desk, opened).await {
                Ok(opened) => {
                    let _only = file.opened.set(Arc::new(opened));
                    file.set(Stage::Reading);
                    read(&desk, &file, how).await;
                }
                Err(stop) => file.set(refused(&stop)),
            },
            Ok(Err(refusal)) => file.set(Stage::Refused(format!("{refusal}."))),
            Err(_) => file.set(Stage::Refused("The file could not be read.".to_owned())),
        }
        keep(&desk, &file).await;
    }));
}

/// Reads a file that is open.
pub(super) fn start(desk: &Arc<Desk>, pending: &Arc<Pending>, how: How) {
    let (desk, file) = (Arc::clone(desk), Arc::clone(pending));
    pending.works(tokio::spawn(async move {
        read(&desk, &file, how).await;
        keep(&desk, &file).await;
    }));
}

/// Sees to it that the file goes when nobody looks at it any more.
async fn keep(desk: &Arc<Desk>, file: &Arc<Pending>) {
    loop {
        tokio::time::sleep(LOOK).await;
        desk.counter.tray.sweep(desk.now());
        if !desk.counter.tray.has(file) {
            return;
        }
    }
}

/// The file, if it is about no people one by one; what looks so is not kept, so that none of it is shown or logged.
async fn about_nobody(desk: &Desk, opened: Opened) -> Result<Opened, Stop> {
    let folder = desk.council_of_folder().await?;
    let looked = tokio::task::spawn_blocking(move || match domain::ingest::personal(&opened.sheets, &folder.council) {
        Some(words) => Err(Stop::Wrong("file", words)),
        None => Ok(opened),
    });
    looked.await.map_err(|error| Stop::Machine(error.to_string()))?
}

async fn read(desk: &Arc<Desk>, file: &Arc<Pending>, how: How) {
    file.set(match found(desk, file, how).await {
        Ok(found) => Stage::Ready(Arc::new(found), None),
        Err(stop) => refused(&stop),
    });
}

/// Why a file is not looked at.
fn refused(stop: &Stop) -> Stage {
    if let Stop::Wrong(_, words) = stop {
        return Stage::Refused(words.clone());
    }
    tracing::error!(error = stop as &dyn std::error::Error, "a file could not be read");
    let words = "It is our fault: the file could not be read. Try again; if it happens again, tell whoever runs the program.";
    Stage::Refused(words.to_owned())
}

async fn found(desk: &Arc<Desk>, file: &Arc<Pending>, how: How) -> Result<Found, Stop> {
    let gone = || Stop::Machine("the file is not there".to_owned());
    let opened = Arc::clone(file.opened.get().ok_or_else(gone)?);
    let folder = desk.council_of_folder().await?;
    let (measure, mapping, kept, choice) = match how {
        How::As(mapping, choice) => (None, Some(*mapping), None, Some(*choice)),
        How::Plainly(measure) => (measure, None, None, None),
        How::Kept(measure) => match fitting(&opened, &desk.store.mappings(&folder.council.code).await?) {
            Some((name, mapping)) => (measure, Some(mapping), Some(name), None),
            None => (measure, None, None, None),
        },
    };
    if measure.as_ref().is_some_and(|code| folder.council.measure(code).is_none()) {
        return Err(Stop::Wrong("measure", "The council has no such measure.".to_owned()));
    }
    let (reader, around, sought, by) = (Arc::clone(file), Arc::clone(&folder), measure.clone(), mapping.clone());
    let import = tokio::task::spawn_blocking(move || {
        let import = bring::understand(&opened.sheets, &around, sought.as_ref(), by.as_ref(), Some(&reader.progress));
        let said = by.as_ref().map(|mapping| Choice::of(mapping, &opened.sheets));
        let choice = choice.or(said).unwrap_or_else(|| Choice::understood(&import, &opened.sheets));
        (import, offered::said(choice, &opened, &around))
    });
    let (import, said) = import.await.map_err(|error| Stop::Machine(error.to_string()))?;
    if let Some(words) = import.personal() {
        return Err(Stop::Wrong("file", words));
    }
    file.say(said);
    if file.progress.stopped() {
        return Err(Stop::Wrong("file", "The file was put away.".to_owned()));
    }
    file.set(Stage::Comparing);
    let (totals, brought) = (import.totals(), bring::figures(&import).collect::<Vec<Observation>>());
    let (over, difference) = compare(desk, &folder, &brought).await?.map(|found| (found.batch, found.difference)).unzip();
    let twice = twice(&folder.council, &brought, desk.today());
    Ok(Found { import, totals, twice, difference, over, mapping, kept, measure })
}

async fn compare(desk: &Desk, folder: &Folder, brought: &[Observation]) -> Result<Option<Against>, Stop> {
    Ok(bring::against(&desk.store, &folder.council, brought).await?)
}

/// The kept mapping for a file with these columns, in whatever row they stand now.
fn fitting(opened: &Opened, kept: &[KeptMapping]) -> Option<(String, Mapping)> {
    kept.iter().find_map(|one| {
        let mapping = domain::folder::mapping(&one.name, &one.toml).ok()?;
        let sheets = opened.sheets.iter().filter(|sheet| mapping.sheet.as_deref().is_none_or(|wanted| wanted == sheet.name()));
        let header = sheets.into_iter().find_map(|sheet| row_with_columns(sheet, &one.columns, mapping.header_rows.unwrap_or(1)))?;
        Some((one.name.clone(), Mapping { header: Some(header), ..mapping }))
    })
}

/// Writes a file's figures. What was shown must still be what would change.
pub(super) fn write(desk: &Arc<Desk>, asker: &Asker, pending: &Arc<Pending>, found: Arc<Found>) {
    let (desk, file, asker) = (Arc::clone(desk), Arc::clone(pending), asker.clone());
    pending.works(tokio::spawn(async move {
        let stage = match put_in_force(&desk, &asker, &file, &found).await {
            Ok(stage) => stage,
            Err(stop) => {
                tracing::error!(error = &stop as &dyn std::error::Error, "an import could not be written");
                let words = "It is our fault: the figures could not be written, and nothing was. Try again; if it happens again, tell whoever runs the program.";
                Stage::Ready(found, Some(words.to_owned()))
            }
        };
        file.set(stage);
        keep(&desk, &file).await;
    }));
}

async fn put_in_force(desk: &Arc<Desk>, asker: &Asker, file: &Arc<Pending>, found: &Arc<Found>) -> Result<Stage, Stop> {
    let gone = || Stop::Machine("the file is not there".to_owned());
    let opened = file.opened.get().ok_or_else(gone)?;
    let folder = desk.council_of_folder().await?;
    let figures = || bring::figures(&found.import).collect::<Vec<Observation>>();
    let newest = desk.store.latest_batch(&folder.council.code).await?.map(|batch| batch.id);
    let over = if newest == found.over {
        newest
    } else {
        // Something else is in force: it may still come to what was shown.
        match compare(desk, &folder, &figures()).await? {
            Some(now) if found.difference.as_ref() == Some(&now.difference) => Some(now.batch),
            now => return Ok(overtaken(found, now)),
        }
    };
    let brought = figures();
    file.progress.begin(brought.len() as u64);
    let by = asker.user().login.to_string();
    let brought_in = Brought { council: &folder.council.code, file: &opened.file, digest: &opened.digest, by: &by, over };
    let counted = brought.into_iter().inspect(|_| file.progress.add(1));
    match desk.store.accept(&brought_in, &asker.entry(desk.now(), Deed::Import, String::new()), counted).await? {
        Accepted::Done(import) => Ok(Stage::Done(import.batch.id, import.batch.observations.unsigned_abs())),
        Accepted::Overtaken => Ok(overtaken(found, compare(desk, &folder, &figures()).await?)),
    }
}

/// The file as it is to be looked at again, held against what is in force now.
fn overtaken(found: &Found, now: Option<Against>) -> Stage {
    let (over, difference) = now.map(|now| (now.batch, now.difference)).unzip();
    let found = Found {
        import: found.import.clone(),
        totals: found.totals.clone(),
        twice: found.twice.clone(),
        difference,
        over,
        mapping: found.mapping.clone(),
        kept: found.kept.clone(),
        measure: found.measure.clone(),
    };
    Stage::Ready(Arc::new(found), Some(OVERTAKEN.to_owned()))
}
