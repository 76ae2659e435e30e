//! Copies of the database, and putting one back. Neither overwrites anything unless it is asked to.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::Args;
use data_encoding::HEXLOWER;
use domain::{
    format::plural,
    people::audit::{Deed, Entry},
};
use sha2::{Digest, Sha256};
use store_sqlite::{Looked, SqliteStore, beside, copy, file_of, hold, look};

use crate::{cli::now, say::say};

/// Makes a copy.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write.
    file: PathBuf,
    /// Write over a file that is there.
    #[arg(long)]
    replace: bool,
    /// The database: `sqlite:` and a path.
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:measure-up.db", hide_env_values = true)]
    database: String,
}

/// Puts a copy back.
#[derive(Debug, Args)]
pub struct Restore {
    /// The copy.
    file: PathBuf,
    /// Its digest, as `measure-up backup` printed it: another file is refused.
    #[arg(long, value_name = "DIGEST")]
    sha256: Option<String>,
    /// Put it in the place of a database that is there, which is kept beside it under another name.
    #[arg(long)]
    replace: bool,
    /// The database: `sqlite:` and a path.
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:measure-up.db", hide_env_values = true)]
    database: String,
}

/// Copies the database as it is at this moment, whether or not it is served, looks whether the copy is whole, and prints its digest.
pub async fn backup(asked: &Backup) -> anyhow::Result<()> {
    let from = file_of(&asked.database).context("the database cannot be copied")?;
    if !from.is_file() {
        bail!("there is no database at {}: say where it is with DATABASE_URL", from.display());
    }
    let to = &asked.file;
    if same(&from, to) {
        bail!("{} is the database itself: give the copy another name", to.display());
    }
    refuse_to_overwrite(to, asked.replace)?;
    // Under another name until it is known to be whole: a name that is there is a copy that can be put back.
    let partial = beside(to, ".partial");
    let made = make(&from, &partial).await;
    let looked = match made {
        Ok(looked) => looked,
        Err(error) => {
            let _may_not_be_there = fs::remove_file(&partial);
            return Err(error.context("no copy was made"));
        }
    };
    let (digest, bytes) = digest(&partial).context("the copy could not be read")?;
    move_to(&partial, to)?;
    say(&format!("Copied {}: {}, looked through and whole.", size(bytes), plural(looked.releases.unsigned_abs(), ("release", "releases"))));
    if let Some(head) = looked.audit {
        say(&format!("Its audit ends with {}:{} (see measure-up audit verify).", head.number, HEXLOWER.encode(&head.digest)));
    }
    say(&format!("{digest}  {}", to.display()));
    Ok(())
}

async fn make(from: &Path, partial: &Path) -> anyhow::Result<Looked> {
    // What a killed run has left.
    let _may_not_be_there = fs::remove_file(partial);
    private(partial).with_context(|| format!("{} cannot be written", partial.display()))?;
    copy(from, partial).await.with_context(|| format!("the database {} could not be copied", from.display()))?;
    File::open(partial).and_then(|file| file.sync_all()).context("the copy could not be written to the disk")?;
    look(partial).await.context("the copy is not whole, so the database may not be either")
}

/// Puts a copy in the place of the database. What was there is kept beside it.
pub async fn restore(asked: &Restore) -> anyhow::Result<()> {
    let (from, to) = (&asked.file, file_of(&asked.database).context("the copy cannot be put back")?);
    if same(&to, from) {
        bail!("{} is the database itself: give the name of a copy", from.display());
    }
    if !from.is_file() {
        bail!("there is no file {}", from.display());
    }
    let looked = look(from).await.with_context(|| format!("{} was not put back", from.display()))?;
    refuse_to_overwrite(&to, asked.replace)?;
    let partial = beside(&to, ".restoring");
    remove(&partial);
    let prepared = prepare(from, &partial, asked.sha256.as_deref()).await;
    let done = match prepared {
        Ok(ended) => take_place(&partial, &to).await.map(|kept| (kept, ended)),
        Err(error) => Err(error),
    };
    let (kept, ended) = match done {
        Ok(done) => done,
        Err(error) => {
            remove(&partial);
            return Err(error.context(format!("{} was not put back, and nothing was changed", from.display())));
        }
    };
    say(&format!("Put back: {}.", plural(looked.releases.unsigned_abs(), ("release", "releases"))));
    if let Some(kept) = kept {
        say(&format!("What was there is kept as {}.", kept.display()));
    }
    if ended > 0 {
        let planned = plural(ended as u64, ("planned release is", "planned releases are"));
        say(&format!("{planned} not published by this copy: plan again what is still to come."));
    }
    say("Everybody has to sign in again.");
    Ok(())
}

/// Copies a file to its place beside the database, and makes it fit to be served. How many planned releases were ended by that.
async fn prepare(from: &Path, partial: &Path, expected: Option<&str>) -> anyhow::Result<usize> {
    let (mut source, mut target) =
        (File::open(from).context("it could not be read")?, private(partial).context("its copy could not be written")?);
    let mut hash = Sha256::new();
    read_all(&mut source, |piece| {
        hash.update(piece);
        target.write_all(piece)
    })
    .context("it could not be copied")?;
    target.sync_all().context("its copy could not be written to the disk")?;
    drop(target);
    let digest = HEXLOWER.encode(&hash.finalize());
    if let Some(expected) = expected.filter(|expected| !expected.trim().eq_ignore_ascii_case(&digest)) {
        bail!("its digest is {digest}, and not {}: it is another file, or was changed", expected.trim());
    }
    // It was looked at where it came from; what counts is what has arrived.
    look(partial).await.context("it did not arrive whole")?;
    let store = SqliteStore::open(&format!("sqlite:{}", partial.display())).await.context("it could not be opened")?;
    let entry =
        Entry { at: now(), who: None, deed: Deed::Restore, on: format!("copy {}", &digest[..12]), place: "command line".to_owned() };
    let done = store.put_back(&entry).await;
    store.close().await;
    done.context("it could not be made fit to be served")
}

/// Moves a file to the place of another, which is kept under the name that is given back. Fails where a program has that one open.
async fn take_place(partial: &Path, to: &Path) -> anyhow::Result<Option<PathBuf>> {
    let kept = beside(to, &format!(".before-{}", now().format("%Y%m%dT%H%M%S")));
    if !to.exists() {
        // A log without its file would be taken for the log of the next.
        for ending in ["-wal", "-shm"] {
            keep(&beside(to, ending), &beside(&kept, ending))?;
        }
        move_to(partial, to)?;
        return Ok(None);
    }
    let held = hold(to)
        .await
        .with_context(|| format!("{} is in use: stop the server and whatever else has it open, and try again", to.display()))?;
    if held.is_none() {
        say(
            "The database that is there is damaged, so it cannot be told whether a server has it open. If one has, stop it and start it again.",
        );
    }
    for ending in ["-wal", "-shm", ""] {
        keep(&beside(to, ending), &beside(&kept, ending))?;
    }
    let moved = move_to(partial, to);
    if moved.is_err() {
        let _back = fs::rename(&kept, to);
    }
    if let Some(held) = held {
        held.release().await;
    }
    moved.map(|()| Some(kept))
}

/// Gives a file another name, if it is there.
fn keep(from: &Path, to: &Path) -> anyhow::Result<()> {
    if to.exists() {
        bail!("{} is there already: move it away", to.display());
    }
    match fs::rename(from, to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} could not be moved to {}", from.display(), to.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Moves a file to its name, and sees to it that the disk has the name.
fn move_to(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::rename(from, to).with_context(|| format!("{} could not be moved to {}", from.display(), to.display()))?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Where a folder cannot be opened as a file, the system writes it in its own time.
    let _best_effort = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _may_not_be_there = fs::remove_file(beside(path, ending));
    }
}

fn refuse_to_overwrite(path: &Path, replace: bool) -> anyhow::Result<()> {
    if path.is_dir() {
        bail!("{} is a folder: give the name of a file", path.display());
    }
    if path.exists() && !replace {
        bail!("{} is there already: give another name, or --replace", path.display());
    }
    Ok(())
}

/// A new file that nobody else may read: the database holds secrets.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// SHA-256 in hexadecimal, and how many bytes.
fn digest(path: &Path) -> io::Result<(String, u64)> {
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    read_all(&mut File::open(path)?, |piece| {
        hash.update(piece);
        bytes += piece.len() as u64;
        Ok(())
    })?;
    Ok((HEXLOWER.encode(&hash.finalize()), bytes))
}

fn read_all(file: &mut File, mut each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(()),
            read => each(&buffer[..read])?,
        }
    }
}

/// `36.2 MB`.
fn size(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
