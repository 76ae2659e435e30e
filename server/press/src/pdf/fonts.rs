//! The fonts that a PDF is set in.

use std::{collections::BTreeSet, fmt};

use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::Fault;

/// Fonts, read once and used for any number of reports.
pub struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) faces: Vec<Font>,
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
        Ok(Self { book: LazyHash::new(FontBook::from_fonts(&faces)), faces, covered })
    }

    /// Whether these characters can be shown on one another: some font has the first, and whichever has it has the others. Typst goes by the first
    /// when it looks for a font.
    pub(super) fn has(&self, characters: &[char]) -> bool {
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
