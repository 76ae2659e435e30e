//! The files of a council of this project.

use std::{fs, path::Path};

use domain::folder::Files;

/// The files of the folder at this path below `councils`.
pub(crate) fn files(council: &str) -> Files {
    let root = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../councils").join(council);
    let mut files = Files::default();
    for directory in ["", "plans/", "programmes/", "decisions/", "money/", "measures/", "observations/"] {
        for entry in fs::read_dir(root.join(directory)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = format!("{directory}{}", path.file_name().unwrap().to_str().unwrap());
                files.0.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}
