//! What typst may see: the template, the report's data and the fonts. No file, no package, no network, no clock.

use std::sync::LazyLock;

use typst::{
    Feature, Features, Library, LibraryExt,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::Fonts;

const TEMPLATE: &str = include_str!("report.typ");

/// Headings of rows in tables are still apart from what typst has settled.
static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect::<Features>()).build()));

static MAIN: LazyLock<Source> = LazyLock::new(|| Source::new(id("report.typ"), TEMPLATE.to_owned()));
static DATA: LazyLock<FileId> = LazyLock::new(|| id("report.json"));

fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).unwrap_or_else(|_| unreachable!("both names are ours"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// One report.
pub(super) struct World<'a> {
    fonts: &'a Fonts,
    data: Bytes,
}

impl<'a> World<'a> {
    pub(super) fn new(fonts: &'a Fonts, data: Vec<u8>) -> Self {
        Self { fonts, data: Bytes::new(data) }
    }
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        MAIN.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == MAIN.id() { Ok(MAIN.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.faces.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
