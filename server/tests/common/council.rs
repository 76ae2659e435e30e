//! Council folders for tests: the two that are shipped, and copies of them to change.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("..").canonicalize().unwrap()
}

/// A council's folder that is shipped: `liverpool`, or `fixtures/calder-vale`.
pub(crate) fn shipped(name: &str) -> PathBuf {
    root().join("councils").join(name)
}

/// A copy of a council's folder, under the same name, that goes when it is dropped.
pub(crate) struct Copy {
    _home: TempDir,
    /// The copy. Whatever else belongs to a test may lie beside it.
    pub(crate) folder: PathBuf,
}

impl Copy {
    pub(crate) fn of(folder: &Path) -> Self {
        let home = tempfile::tempdir().unwrap();
        let copy = home.path().join(folder.file_name().unwrap());
        copy_all(folder, &copy);
        Self { _home: home, folder: copy }
    }

    /// Replaces the first of a text in a file; the text must be there. Gives the line it was on, from 1.
    pub(crate) fn edit(&self, file: &str, old: &str, new: &str) -> usize {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path).unwrap();
        let at = text.find(old).unwrap_or_else(|| panic!("{file} does not hold {old}"));
        fs::write(&path, text.replacen(old, new, 1)).unwrap();
        text[..at].matches('\n').count() + 1
    }
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_all(&entry.path(), &to);
        } else {
            // Written, not copied: a copy would keep the mode of files that may only be read.
            fs::write(to, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}
