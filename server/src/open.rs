//! Open data files beside the database: those of each release are written once, in the background, and served from there (ADR 31).
//!
//! A folder's name holds the release's number and the digest of what it shows, so that files of another database with the same number are not taken for
//! it. Those of a release that was withdrawn are removed.

use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use anyhow::Context;
use domain::release::Release;
use open_data::About;

use crate::{
    http::state::{Served, State},
    say::complain,
};

/// For so many releases files are kept; those of others are written again when somebody asks for them.
const KEPT: usize = 3;
/// What the names of files begin with that tell what a release changed: they hold figures of the release before, too, and go when it is withdrawn.
const CHANGES: &str = "changes";

/// The files of releases.
#[derive(Debug)]
pub struct OpenData {
    home: Option<PathBuf>,
    origin: Option<String>,
    /// Releases that were asked for and have none.
    wanted: Mutex<BTreeSet<u32>>,
    /// Folders that are known to be of their release.
    known: Mutex<BTreeMap<u32, PathBuf>>,
}

/// A file of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name, with `/` below a folder.
    pub name: String,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// Its SHA-256 in hex; blank for what was written beside the release's own files.
    pub sha256: String,
}

/// The file of what a release changed since another.
fn changes_since(before: u32) -> String {
    format!("{CHANGES}-since-{before}.csv")
}

/// The release that a file of changes also tells of.
pub fn since(name: &str) -> Option<u32> {
    let digits = name.strip_prefix(CHANGES)?.strip_prefix("-since-")?.strip_suffix(".csv")?;
    digits.parse().ok().filter(|number| changes_since(*number) == name)
}

impl OpenData {
    fn new(home: Option<PathBuf>, origin: Option<String>) -> Self {
        Self { home, origin, wanted: Mutex::default(), known: Mutex::default() }
    }

    /// Files nowhere: none are written.
    pub fn nowhere() -> Self {
        Self::new(None, None)
    }

    /// Files in a folder, which is made when it is needed. `origin`: where people reach this site, if that is known.
    pub fn in_folder(home: PathBuf, origin: Option<String>) -> Self {
        Self::new(Some(home), origin)
    }

    /// Files beside a database.
    pub fn beside(database: &str, origin: Option<String>) -> Self {
        let path = database.strip_prefix("sqlite:").unwrap_or(database).trim_start_matches("//");
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() || path == ":memory:" {
            return Self::nowhere();
        }
        Self::in_folder(PathBuf::from(format!("{path}.open-data")), origin)
    }

    /// The folder of a release's files, once they are there.
    pub fn folder(&self, number: u32) -> Option<PathBuf> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&number).filter(|folder| folder.is_dir()).cloned()
    }

    /// The releases whose files are there.
    fn there(&self) -> Vec<u32> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().filter(|(_, folder)| folder.is_dir()).map(|(number, _)| *number).collect()
    }

    /// The files of a release, once they are there, without those that tell of a release that does not stand.
    pub fn files(&self, number: u32, stands: impl Fn(u32) -> bool) -> Option<Vec<Listed>> {
        let folder = self.folder(number)?;
        let sums = fs::read_to_string(folder.join("SHA256SUMS")).ok()?;
        let own = sums.lines().filter_map(|line| line.split_once("  ")).map(|(sha256, name)| (name.trim().to_owned(), sha256.to_owned()));
        let since = changed(&folder).ok()?.into_iter().filter(|name| since(name).is_some_and(&stands));
        let more = ["SHA256SUMS".to_owned()].into_iter().chain(since).map(|name| (name, String::new()));
        let sized = |(name, sha256): (String, String)| Some(Listed { bytes: fs::metadata(folder.join(&name)).ok()?.len(), name, sha256 });
        Some(own.chain(more).filter_map(sized).collect())
    }

    /// Asks for the files of a release that are not there; says whether they can be had.
    pub fn ask(&self, number: u32) -> bool {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner).insert(number);
        self.home.is_some()
    }

    /// Writes the files of the release that is served, and of those that were asked for, where they are not there; removes those of releases that were
    /// withdrawn, what others tell of them, and the oldest of too many.
    pub async fn lay_out(&self, served: &Served) -> anyhow::Result<()> {
        let Some(home) = self.home.clone() else { return Ok(()) };
        let now = served.now();
        let asked: BTreeSet<u32> = std::mem::take(&mut *self.wanted.lock().unwrap_or_else(PoisonError::into_inner));
        let current = now.release.catalogue.release;
        let numbers: BTreeSet<u32> = self.there().into_iter().chain([current]).chain(asked).collect();
        for number in numbers.into_iter().filter(|number| now.register.stands(*number)) {
            let before = now.register.standing_before(number);
            let wanted = before.map(changes_since);
            if let Some(folder) = self.folder(number)
                && changed(&folder)?.iter().eq(wanted.as_ref())
            {
                continue;
            }
            let Some(release) = served.past.release(&now, number).await else { continue };
            let name = if number == current { now.published_name().to_owned() } else { State::name_of(&release) };
            let own = home.join(name);
            if !own.is_dir() {
                let about = About {
                    address: self.origin.as_ref().map(|origin| format!("{origin}/data/open")),
                    previous: before,
                    ..About::of(&release)
                };
                let (into, release) = (own.clone(), Arc::clone(&release));
                let written = tokio::task::spawn_blocking(move || write(&release, &about, &into)).await?;
                written.with_context(|| format!("the open data files of release {number} could not be written"))?;
            }
            for name in changed(&own)?.into_iter().filter(|name| Some(name) != wanted.as_ref()) {
                fs::remove_file(own.join(name)).context("what a release changed since one that was withdrawn could not be removed")?;
            }
            if let Some(before) = before
                && !own.join(changes_since(before)).exists()
                && let Some(earlier) = served.past.release(&now, before).await
            {
                let into = own.join(changes_since(before));
                let written = tokio::task::spawn_blocking(move || changes(&earlier, &release, &into)).await?;
                written.with_context(|| format!("what release {number} changed could not be written"))?;
            }
            self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(number, own);
        }
        tidy(&home, current, |number| now.register.stands(number)).context("old open data files could not be removed")
    }
}

fn write(release: &Release, about: &About, into: &Path) -> anyhow::Result<()> {
    if let Some(home) = into.parent() {
        fs::create_dir_all(home)?;
    }
    let written = open_data::write(release, about, into)?;
    tracing::info!(figures = written.figures, files = written.files.len(), release = release.catalogue.release, "open data files written");
    Ok(())
}

/// Names of the files in a release's folder that tell what it changed.
fn changed(folder: &Path) -> io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    names.filter(|name: &io::Result<String>| name.as_ref().map_or(true, |name| name.starts_with(CHANGES))).collect()
}

/// What a release changed, beside its files: it appears when it is whole.
fn changes(earlier: &Release, release: &Release, into: &Path) -> anyhow::Result<()> {
    let part = into.with_extension("part");
    let file = io::BufWriter::new(fs::File::create(&part)?);
    open_data::difference(earlier, release, file)?;
    fs::rename(part, into)?;
    Ok(())
}

/// Removes what is of a release that does not stand, and the oldest of too many.
fn tidy(home: &Path, current: u32, stands: impl Fn(u32) -> bool) -> io::Result<()> {
    let mut all: Vec<(u32, SystemTime, PathBuf)> = Vec::new();
    if !home.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(home)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_str().unwrap_or_default();
        if name.starts_with('.') {
            // What was being written when a process ended.
            fs::remove_dir_all(entry.path())?;
            continue;
        }
        let number = name.split_once('-').and_then(|(number, _)| number.parse().ok());
        if let Some(number) = number {
            all.push((number, entry.metadata()?.modified()?, entry.path()));
        }
    }
    all.sort_by_key(|(number, written, _)| std::cmp::Reverse((*number == current, *written)));
    let old = all.iter().enumerate().filter(|(at, (number, ..))| *at >= KEPT || !stands(*number));
    old.map(|(_, (.., path))| path).try_for_each(fs::remove_dir_all)
}

/// Looks again and again for a release without files, and writes them. Never ends. A fault is told of once.
pub async fn keep(served: &Served, every: Duration) -> Infallible {
    let mut told = String::new();
    loop {
        if let Err(error) = served.open.lay_out(served).await {
            let words = format!("{error:#}");
            if words != told {
                complain(&error);
                told = words;
            }
        }
        tokio::time::sleep(every).await;
    }
}
