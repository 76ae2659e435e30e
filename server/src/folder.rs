//! Reading a council's folder from the disk.

use std::path::Path;

use anyhow::{Context, bail, ensure};
use domain::folder::{Files, Folder, parse};
use sha2::{Digest, Sha256};

/// The largest file read, in bytes.
const MAX_FILE: u64 = 256 * 1024 * 1024;
/// The most files read.
const MAX_FILES: usize = 2_000;
/// Changes when the same folder would be loaded differently.
const LOADER: &str = "2";

/// Reads and parses a folder; its digest changes with any of its files and with how they are loaded.
pub fn read(path: &Path) -> anyhow::Result<(Folder, String)> {
    let files = texts(path)?;
    let digest = digest(&files);
    match parse(&files) {
        Ok(folder) => Ok((folder, digest)),
        Err(issues) => {
            let list: Vec<String> = issues.iter().map(|issue| format!("  {}/{issue}", path.display())).collect();
            bail!("the council's folder has faults, and nothing was loaded:\n{}", list.join("\n"));
        }
    }
}

/// The council's code, from `council.toml` alone: a folder with faults still says whose it is.
pub fn code(path: &Path) -> anyhow::Result<String> {
    ensure_folder(path)?;
    let file = path.join("council.toml");
    let text = std::fs::read_to_string(&file).with_context(|| format!("{} could not be read", file.display()))?;
    domain::folder::code(&text).map_err(|issues| {
        let list: Vec<String> = issues.iter().map(|issue| format!("  {}/{issue}", path.display())).collect();
        anyhow::anyhow!("{} does not say which council it is of:\n{}", file.display(), list.join("\n"))
    })
}

fn ensure_folder(path: &Path) -> anyhow::Result<()> {
    ensure!(path.is_dir(), "there is no folder {}: name the council's folder, such as councils/liverpool", path.display());
    Ok(())
}

/// SHA-256 of names and contents, in hex.
fn digest(files: &Files) -> String {
    let mut hash = Sha256::new();
    hash.update(LOADER);
    hash.update(env!("CARGO_PKG_VERSION"));
    for (name, text) in &files.0 {
        for part in [name, text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    format!("{:x}", hash.finalize())
}

/// Every data file of a folder, two levels deep.
///
/// # Errors
/// What cannot be read, is too much, or is not UTF-8.
pub fn texts(path: &Path) -> anyhow::Result<Files> {
    ensure_folder(path)?;
    let mut found = Vec::new();
    collect(path, "", &mut found)?;
    Ok(found.into_iter().collect())
}

fn collect(path: &Path, prefix: &str, found: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(path).with_context(|| format!("the folder {} could not be read", path.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("the folder {} could not be read", path.display()))?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().with_context(|| format!("{} could not be read", entry.path().display()))?;
        if kind.is_dir() && prefix.is_empty() {
            collect(&entry.path(), &format!("{name}/"), found)?;
        }
        let ending = entry.path().extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        if !kind.is_file() || !["toml", "csv", "geojson"].contains(&ending.as_str()) {
            continue;
        }
        ensure!(found.len() < MAX_FILES, "the folder {} has more than {MAX_FILES} files", path.display());
        let size = entry.metadata().map_or(0, |data| data.len());
        ensure!(size <= MAX_FILE, "{} is larger than {} MB: split it", entry.path().display(), MAX_FILE / 1024 / 1024);
        let bytes = std::fs::read(entry.path()).with_context(|| format!("{} could not be read", entry.path().display()))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..at].split(|&byte| byte == b'\n').count();
            anyhow::anyhow!("{}:{line}: this is not UTF-8: save the file again as UTF-8", entry.path().display())
        })?;
        found.push((name, text));
    }
    Ok(())
}
