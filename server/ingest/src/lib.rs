//! From the bytes of a file that somebody has to sheets of text cells: CSV in any usual encoding, XLSX and ODS.
//!
//! Everything is bounded before it is read: the file, what an archive unpacks to, rows, columns, cells and all text together. Formulas are neither
//! worked out nor passed on: a cell is what it showed when the file was saved, and a text that begins with `=` is that text.

mod archive;
mod book;
mod encoding;
mod kind;
mod limits;
mod ods;
mod refusal;
mod separated;

pub use limits::Limits;
pub use refusal::Refusal;

use domain::ingest::Sheet;

/// Reads the sheets of a file. `name` is the file's own, without folders: what CSV has in the place of a sheet's name.
///
/// # Errors
/// Why nothing of it can be read, and what to do.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, Refusal> {
    if bytes.len() as u64 > limits.file {
        return Err(Refusal::TooLarge { most: limits.file });
    }
    match kind::of(bytes)? {
        kind::Kind::Text => separated::read(name, &encoding::decode(bytes)?, limits).map(|sheet| vec![sheet]),
        kind::Kind::Archive => {
            let held = archive::open(bytes, limits)?;
            // A file made to harm may find a fault in the reader: it is refused, and nothing else stops.
            let read = || if held.ods { ods::read(bytes, &held, limits) } else { book::read(bytes, limits) };
            std::panic::catch_unwind(read).unwrap_or(Err(Refusal::Damaged))
        }
    }
}
