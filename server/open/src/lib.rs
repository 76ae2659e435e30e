//! Everything of a release as open data: files that spreadsheets, statistical programs, databases and other people's pages read without this program.
//!
//! One walk over the release writes them all, measure by measure: no file is ever held in memory, and nothing is written that the release does not
//! tell. What disclosure control has hidden is a marker without a number in each of them. The same release gives the same bytes.
//! `docs/data-formats.md` says what each file is; ADR 0031 why these.

mod about;
mod catalogue;
mod columnar;
mod columns;
mod csvw;
mod difference;
mod fault;
mod folder;
mod json_stat;
mod lists;
mod observations;
mod readme;
mod schema;
mod sqlite;

use std::path::Path;

use domain::{
    observation::Provenance,
    record::{Record, Table},
    release::Release,
};

pub use about::{About, Licence};
pub use difference::{Difference, difference};
pub use fault::Fault;
pub use folder::File;
pub use schema::{Download, dataset, dataset_of_measure};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Every file, by name.
    pub files: Vec<File>,
    /// How many figures, hidden and missing ones among them: the lines of `observations.csv` below its head.
    pub figures: u64,
    /// How many of them are hidden to protect people.
    pub hidden: u64,
    /// How many of them are made up.
    pub illustrative: u64,
}

/// Writes the open data files of a release into a folder, which must not be there: they are made in one beside it, and appear all at once.
///
/// # Errors
/// [`Fault`]: then there is no folder.
pub fn write(release: &Release, about: &About, folder: &Path) -> Result<Written, Fault> {
    let mut folder = folder::Folder::begin(folder)?;
    let table = Table::new(&release.catalogue);
    let lists = lists::all(release);
    let mut written = Written { files: Vec::new(), figures: 0, hidden: 0, illustrative: 0 };
    let mut rows = observations::Observations::begin(&folder)?;
    let mut columns = columnar::Columns::begin(&folder, about, release.catalogue.release)?;
    let database = sqlite::Database::begin(&folder, about, release.catalogue.release, &lists)?;
    let mut datasets = Vec::new();
    for measure in 0..release.catalogue.measures.len() as u16 {
        let frame = release.measure(measure);
        let lines: Vec<Record<'_>> = frame.cubes.iter().flat_map(|cube| table.lines(cube)).collect();
        if lines.is_empty() {
            continue;
        }
        written.count(&lines);
        rows.add(&lines)?;
        columns.add(&lines)?;
        database.add(&lines)?;
        json_stat::dataset(&mut folder, about, &table, measure, &lines)?;
        datasets.push(measure);
    }
    rows.finish(&mut folder)?;
    columns.finish(&mut folder)?;
    database.finish(&mut folder)?;
    json_stat::index(&mut folder, about, &release.catalogue, &datasets)?;
    lists::write(&mut folder, &lists)?;
    csvw::write(&mut folder, about, &release.catalogue, &lists)?;
    readme::write(&mut folder, about, &release.catalogue, &written)?;
    catalogue::write(&mut folder, about, release)?;
    written.files = folder.finish()?;
    Ok(written)
}

impl Written {
    fn count(&mut self, lines: &[Record<'_>]) {
        self.figures += lines.len() as u64;
        self.hidden += lines.iter().filter(|line| line.hidden()).count() as u64;
        self.illustrative += lines.iter().filter(|line| line.provenance == Provenance::Illustrative).count() as u64;
    }
}
