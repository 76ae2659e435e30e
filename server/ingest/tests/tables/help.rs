//! The shared public data, and councils that they can be read for.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use domain::{
    area::{Area, AreaType},
    council::Council,
    folder::{Files, parse},
};

/// Where the shared files are, if they are: `MEASURE_UP_SHARED`, or `shared` beside this project.
pub(crate) fn shared() -> Option<PathBuf> {
    let beside = || Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../../../shared");
    let folder = std::env::var_os("MEASURE_UP_SHARED").map_or_else(beside, PathBuf::from);
    let found = folder.join("data/indicators").is_dir();
    if !found {
        eprintln!("shared data not found: skipped");
    }
    found.then_some(folder)
}

/// Every file below the three folders of tables, by its path below `data`.
pub(crate) fn files(shared: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = ["bad", "indicators", "liverpool"].map(|folder| shared.join("data").join(folder)).to_vec();
    while let Some(path) = waiting.pop() {
        for entry in fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path.strip_prefix(shared.join("data")).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

/// A council of this project.
pub(crate) fn council(name: &str) -> Council {
    let root = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../../councils").join(name);
    let mut files = Files::default();
    for directory in ["", "plans/", "programmes/", "measures/"] {
        for entry in fs::read_dir(root.join(directory)).unwrap() {
            let path = entry.unwrap().path();
            // Figures are not needed, and neither are recipes for them.
            if path.is_file() && !path.ends_with("illustrative.toml") {
                let name = format!("{directory}{}", path.file_name().unwrap().to_str().unwrap());
                files.0.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    parse(&files).unwrap_or_else(|issues| panic!("{issues:?}")).council
}

/// The example council, with every area that a file names by code as one to compare with: nothing of the file is another's.
pub(crate) fn council_with(bytes: &[u8]) -> Council {
    let mut council = council("liverpool");
    let text = String::from_utf8_lossy(bytes);
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let code = |word: &&str| {
        (6..=9).contains(&word.len()) && word.starts_with(|c: char| c.is_ascii_uppercase()) && word[1..].bytes().all(|b| b.is_ascii_digit())
    };
    let known: BTreeSet<String> = council
        .areas
        .iter()
        .map(|area| area.code.to_string())
        .chain(council.lineage.formerly.iter().map(|(old, _)| old.to_string()))
        .collect();
    let codes: BTreeSet<&str> = words.filter(code).filter(|word| !known.contains(*word)).collect();
    council.areas.extend(codes.into_iter().map(|code| comparator(code, code)));
    council
}

/// An area to compare with.
pub(crate) fn comparator(code: &str, name: &str) -> Area {
    Area {
        code: code.parse().unwrap(),
        name: name.to_owned(),
        kind: AreaType::Comparator,
        parent: None,
        boundary_set: "TEST".to_owned(),
        valid_from: None,
        valid_to: None,
        councillors: None,
        illustrative: false,
        note: None,
    }
}
