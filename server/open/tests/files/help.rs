//! The fixture's release and its files, made once.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use domain::{NaiveDate, release::Release};
use open_data::{About, Written, write};
use tempfile::TempDir;

use crate::common::Figures;

/// A line of a CSV file, by column.
pub(crate) type Row = BTreeMap<String, String>;

/// A release and its files. The folder goes with the process.
pub(crate) struct Case {
    pub(crate) release: Release,
    pub(crate) about: About,
    pub(crate) written: Written,
    home: TempDir,
}

impl Case {
    /// Writes the files of a release.
    pub(crate) fn of(release: Release) -> Self {
        let about = About { address: Some("https://vale.example/open-data/".to_owned()), previous: Some(6), ..About::of(&release) };
        let home = tempfile::tempdir().unwrap();
        let written = write(&release, &about, &home.path().join("7")).unwrap();
        Self { release, about, written, home }
    }

    /// The folder that the files' folder is in.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// A file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join("7").join(name)
    }

    /// What a file holds.
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// A document.
    pub(crate) fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_slice(&self.bytes(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The lines of a CSV file.
    pub(crate) fn rows(&self, name: &str) -> Vec<Row> {
        rows(&self.bytes(name))
    }
}

pub(crate) fn rows(bytes: &[u8]) -> Vec<Row> {
    csv::Reader::from_reader(bytes).deserialize().map(Result::unwrap).collect()
}

/// The figures of the fictional council.
pub(crate) fn figures() -> &'static Figures {
    static FIGURES: LazyLock<Figures> = LazyLock::new(|| {
        Figures::read(&Path::new(&std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../../councils/fixtures/calder-vale"))
    });
    &FIGURES
}

/// Day of publication.
pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
}

/// Its seventh release, and the files of it.
pub(crate) fn calder_vale() -> &'static Case {
    static CASE: LazyLock<Case> = LazyLock::new(|| Case::of(figures().publish(7, day())));
    &CASE
}
