//! From a file to figures in force: what the command line and the signed-in pages share, so that neither lets in what the other would not.

use std::fmt::Write as _;

use domain::{
    code::{MeasureCode, SourceCode},
    council::Council,
    folder::Folder,
    ingest::{
        Asked, Import, Mapping, Progress, Sheet, Total,
        difference::{Difference, difference},
        read,
    },
    observation::{Figure, Observation, Provenance},
    store::Imports,
};
use ingest::{Limits, Refusal};
use sha2::{Digest, Sha256};

/// A file, opened.
#[derive(Debug)]
pub struct Opened {
    /// Its name, without its folder.
    pub file: String,
    /// SHA-256 of its bytes, in hex.
    pub digest: String,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// Reads the bytes of a file.
///
/// # Errors
/// Why it is no table that can be read.
pub fn open(file: &str, bytes: &[u8]) -> Result<Opened, Refusal> {
    let digest = Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    });
    let file: String = file.rsplit(['/', '\\']).next().unwrap_or(file).chars().filter(|c| !c.is_control()).take(100).collect();
    let file = if file.is_empty() { "a file without a name".to_owned() } else { file };
    let sheets = ingest::read(&file, bytes, &Limits::default())?;
    Ok(Opened { file, digest, sheets })
}

/// Reads the sheets for a council's folder.
pub fn understand(
    sheets: &[Sheet],
    folder: &Folder,
    measure: Option<&MeasureCode>,
    mapping: Option<&Mapping>,
    progress: Option<&Progress>,
) -> Import {
    read(sheets, &folder.council, &Asked { measure, mapping, synonyms: &folder.synonyms, progress })
}

/// The figures of a file, as the council's.
pub fn figures(import: &Import) -> impl Iterator<Item = Observation> + '_ {
    import.observations(Provenance::Council, None::<&SourceCode>)
}

/// Figures held against what is in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// The newest batch, with which they were compared.
    pub batch: i64,
    /// What they would change of it.
    pub difference: Difference,
}

/// What somebody is told whose figures were compared with what is not in force any more.
pub const OVERTAKEN: &str = "Something else was brought in meanwhile, and nothing was written: look at the difference again.";

/// What would change of what is loaded; none where nothing is.
///
/// # Errors
/// Those of the store.
pub async fn against<S: Imports>(store: &S, council: &Council, brought: &[Observation]) -> Result<Option<Against>, S::Error> {
    let Some(batch) = store.latest_batch(&council.code).await? else { return Ok(None) };
    let measures: std::collections::BTreeSet<&MeasureCode> = brought.iter().map(|one| &one.measure).collect();
    let mut existing = Vec::new();
    for measure in measures {
        existing.extend(store.observations(batch.id, measure).await?);
    }
    Ok(Some(Against { batch: batch.id, difference: difference(council, &existing, brought) }))
}

/// Why a file is not put in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Closed {
    /// Nothing of it can be imported.
    #[error("nothing of the file can be imported")]
    Nothing,
    /// None of its measures is the council's.
    #[error("none of the file's measures is the council's")]
    NoMeasure,
    /// Rows are refused, and it was not said that they may be left out.
    #[error("{} refused", domain::format::plural(*.0, ("row is", "rows are")))]
    Rows(u64),
    /// It would change nothing.
    #[error("nothing would change")]
    Same,
}

/// The one gate that every import goes through.
///
/// # Errors
/// Why it is closed.
pub fn gate(import: &Import, difference: &Difference, leave_out: bool) -> Result<(), Closed> {
    if import.refused() {
        return Err(Closed::Nothing);
    }
    if import.measures.iter().all(|measure| measure.code.is_none()) {
        return Err(Closed::NoMeasure);
    }
    match import.refused_rows() {
        rows if rows > 0 && !leave_out => return Err(Closed::Rows(rows)),
        _ => {}
    }
    if difference.new.count + difference.changed.count == 0 {
        return Err(Closed::Same);
    }
    Ok(())
}

/// How many figures of a file can be imported: those of measures that are the council's. `totals`: those of its measures.
pub fn ready(import: &Import, totals: &[Total]) -> u64 {
    let linked = import.measures.iter().zip(totals).filter(|(measure, _)| measure.code.is_some());
    linked.map(|(_, total)| total.figures + total.missing).sum()
}

/// A figure as it was counted, in words.
pub fn figure(figure: Figure) -> String {
    match figure {
        Figure::Parts { numerator, denominator: Some(denominator) } => format!("{numerator} of {denominator}"),
        Figure::Parts { numerator, denominator: None } => numerator.to_string(),
        Figure::Value { value, .. } => rounded(value),
        Figure::Missing(why) => domain::cell::marker(why).to_owned(),
    }
}

/// To six decimals at most.
pub fn rounded(number: f64) -> String {
    ((number * 1e6).round() / 1e6).to_string()
}
