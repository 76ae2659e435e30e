//! Loading a council's folder into the database: the figures of its files, then those its recipes make.

use std::{path::Path, time::Instant};

use anyhow::Context;
use chrono::NaiveDateTime;
use domain::{
    folder::Folder,
    illustrative::generate,
    store::{Batch, Store},
};

use crate::{
    folder,
    say::{figures, say},
};

/// Loads a folder as a new batch, unless the newest batch is of the very same folder.
pub async fn load<S: Store>(store: &S, path: &Path, now: NaiveDateTime) -> anyhow::Result<Batch> {
    let (folder, digest) = folder::read(path)?;
    load_folder(store, &folder, &digest, now).await
}

/// Loads a folder that has been read.
pub async fn load_folder<S: Store>(store: &S, folder: &Folder, digest: &str, now: NaiveDateTime) -> anyhow::Result<Batch> {
    let council = &folder.council;
    if let Some(batch) = store.latest_batch(&council.code).await.context("the database could not be read")?
        && batch.digest == digest
    {
        return Ok(batch);
    }
    let started = Instant::now();
    say(&format!("Loading {}: {} from its files …", council.name, figures(folder.observations.len() as u64)));
    let real = folder.observations.iter().cloned();
    let batch = match &folder.illustrative {
        None => store.load(council, digest, now, real).await,
        Some(recipes) => {
            let made = generate(council, &folder.observations, recipes).context("illustrative.toml cannot be followed")?;
            store.load(council, digest, now, real.chain(made)).await
        }
    };
    let batch = batch.context("the figures could not be written; nothing was loaded")?;
    say(&format!("Loaded {} in {:.1} s.", figures(batch.observations.unsigned_abs()), started.elapsed().as_secs_f32()));
    Ok(batch)
}
