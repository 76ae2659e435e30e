//! The fonts that reports and pictures are set in.

use std::{collections::BTreeSet, fmt, sync::Arc};

use resvg::usvg::fontdb::{Database, Source};
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::Fault;

/// Fonts, read once and used for any number of reports.
pub struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) faces: Vec<Font>,
    /// The same for pictures.
    pub(crate) drawn: Arc<Database>,
    /// The characters that each has.
    covered: Vec<BTreeSet<u32>>,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fonts").field("families", &self.families()).finish_non_exhaustive()
    }
}

impl Fonts {
    /// Reads TrueType and OpenType files. `Source Sans 3` (400, 700) and `Source Serif 4` (600) are asked for; where they are missing, the first that
    /// are there are used. Bytes that are no font are passed over.
    pub fn new(files: Vec<Vec<u8>>) -> Result<Self, Fault> {
        let faces: Vec<Font> = files.into_iter().flat_map(|file| Font::iter(Bytes::new(file)).collect::<Vec<_>>()).collect();
        if faces.is_empty() {
            return Err(Fault::NoFont);
        }
        let covered = faces.iter().map(|font| font.info().coverage.iter().collect()).collect();
        Ok(Self { book: LazyHash::new(FontBook::from_fonts(&faces)), drawn: Arc::new(database(&faces)), faces, covered })
    }

    /// Whether these characters can be shown on one another: some font has the first, and whichever has it has the others. Typst goes by the first
    /// when it looks for a font.
    pub(crate) fn has(&self, characters: &[char]) -> bool {
        let Some((first, others)) = characters.split_first() else { return true };
        let mut with = self.covered.iter().filter(|covered| covered.contains(&u32::from(*first))).peekable();
        with.peek().is_some() && with.all(|covered| others.iter().all(|c| covered.contains(&u32::from(*c))))
    }

    /// The names of the families that there are.
    pub fn families(&self) -> Vec<String> {
        let names: BTreeSet<String> = self.faces.iter().map(|font| font.info().family.clone()).collect();
        names.into_iter().collect()
    }
}

/// The fonts as pictures find them: by their names, and the first without serifs, or the first of all, where a drawing asks for one that is missing.
fn database(faces: &[Font]) -> Database {
    let mut database = Database::new();
    let mut shared: Vec<&[u8]> = Vec::new();
    for font in faces {
        // A collection is one file with several faces.
        if !shared.iter().any(|known| std::ptr::eq(*known, font.data().as_slice())) {
            shared.push(font.data().as_slice());
            database.load_font_source(Source::Binary(Arc::new(font.data().clone())));
        }
    }
    let family = |wanted: &str| faces.iter().map(|font| font.info().family.as_str()).find(|family| family.contains(wanted));
    let first = faces.first().map(|font| font.info().family.as_str()).unwrap_or_default();
    database.set_sans_serif_family(family("Sans").unwrap_or(first));
    database.set_serif_family(family("Serif").unwrap_or(first));
    database
}
