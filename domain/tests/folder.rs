//! Reading a council's folder: the fixture is sound, every fault is found at its place, and no text makes the reader panic.

use std::{fs, path::Path};

use domain::folder::{Files, Folder, Issue, parse};

mod folder {
    mod any;
    mod faults;
    mod sound;
}

/// The made-up district.
fn fixture() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../councils/fixtures/calder-vale");
    let mut files = Files::default();
    for directory in ["", "plans/", "measures/", "observations/"] {
        for entry in fs::read_dir(root.join(directory)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap().to_str().unwrap();
                files.0.insert(format!("{directory}{name}"), fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// The fixture with one text of one file replaced; the text must be there.
fn with(file: &str, old: &str, new: &str) -> Files {
    let mut files = fixture();
    let text = files.0.get_mut(file).unwrap_or_else(|| panic!("no {file}"));
    assert!(text.contains(old), "{file} does not hold {old}");
    *text = text.replacen(old, new, 1);
    files
}

fn sound(files: &Files) -> Folder {
    parse(files).unwrap_or_else(|issues| panic!("{}", written(&issues)))
}

fn faults(files: &Files) -> Vec<Issue> {
    match parse(files) {
        Ok(_) => panic!("no fault was found"),
        Err(issues) => issues,
    }
}

fn written(issues: &[Issue]) -> String {
    issues.iter().map(|issue| format!("{issue}\n")).collect()
}
