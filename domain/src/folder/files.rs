//! Which files a folder has, and which it may have.

use std::collections::BTreeMap;

use super::{issue::Issues, names::Nearest};

/// The files of a folder: path within it, with `/`, and text. Reading them from a disk is the caller's work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(pub BTreeMap<String, String>);

impl FromIterator<(String, String)> for Files {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(files: I) -> Self {
        Self(files.into_iter().collect())
    }
}

/// Files by name, and whether a folder must have them.
const FILES: &[(&str, bool)] = &[
    ("council.toml", true),
    ("areas.csv", true),
    ("hexes.csv", false),
    ("boundaries.geojson", false),
    ("postcodes.csv", false),
    ("characteristics.toml", true),
    ("directorates.toml", true),
    ("sources.toml", true),
    ("targets.csv", false),
    ("alike.toml", false),
    ("outcomes.toml", false),
    ("surveys.toml", false),
    ("priorities.toml", false),
    ("groups.csv", false),
    ("customer.toml", false),
    ("lens_lines.csv", false),
    ("illustrative.toml", false),
];
/// Directories of files: name, ending, and whether a folder must have one.
const DIRECTORIES: &[(&str, &str, bool)] = &[
    ("plans/", ".toml", true),
    ("measures/", ".toml", true),
    ("programmes/", ".toml", false),
    ("decisions/", ".toml", false),
    ("money/", ".toml", false),
    ("observations/", ".csv", false),
];

/// Every file that must be there is, and no data file is there that nothing would read.
pub(super) fn check_names(files: &Files, issues: &Issues) {
    for (name, _) in FILES.iter().filter(|(name, needed)| *needed && !files.0.contains_key(*name)) {
        issues.push(name, (1, 1), format_args!("this file is missing"), format_args!("A folder needs it: see docs/data-formats.md."));
    }
    for (directory, ending, _) in DIRECTORIES.iter().filter(|(.., needed)| *needed) {
        if paths(files, directory, ending).next().is_none() {
            issues.push(directory, (1, 1), format_args!("no {directory}*{ending} is there"), format_args!("A folder needs at least one."));
        }
    }
    for path in files.0.keys() {
        let data = [".toml", ".csv", ".geojson"].iter().any(|ending| path.ends_with(ending));
        let known =
            FILES.iter().any(|(name, _)| name == path) || DIRECTORIES.iter().any(|(directory, ending, _)| within(path, directory, ending));
        if data && !known {
            let nearest = Nearest { given: path, known: &|| Box::new(FILES.iter().map(|(name, _)| *name)) };
            issues.push(path, (1, 1), format_args!("a folder has no file of this name"), format_args!("{nearest}Rename or remove it."));
        }
    }
}

fn within(path: &str, directory: &str, ending: &str) -> bool {
    path.strip_prefix(directory).and_then(|name| name.strip_suffix(ending)).is_some_and(|name| !name.is_empty() && !name.contains('/'))
}

pub(super) fn paths<'a>(files: &'a Files, directory: &'a str, ending: &'a str) -> impl Iterator<Item = (&'a String, &'a String)> {
    files.0.iter().filter(move |(path, _)| within(path, directory, ending))
}
