//! Why a report could not be made.

use thiserror::Error;

/// Why a report could not be made.
#[derive(Debug, Error)]
pub enum Fault {
    /// No font was given that can be read.
    #[error("there is no font to set the report in: give at least one TrueType or OpenType file")]
    NoFont,
    /// A table that is not one: no columns, or a row of more or fewer cells than columns.
    #[error("the table `{caption}` has {columns} columns, and its row {row} has {cells} cells: each row needs one cell a column")]
    Ragged {
        /// Its caption.
        caption: String,
        /// How many columns it has.
        columns: usize,
        /// The first row that differs, counted from 1; 0 where there are no columns.
        row: usize,
        /// How many cells that row has.
        cells: usize,
    },
    /// The page could not be laid out; almost always a picture that is no SVG.
    #[error("the report could not be set: {0}")]
    Set(String),
    /// What was laid out cannot be a PDF that everybody can read.
    #[error("the report could not be written as PDF/UA-1: {0}")]
    Written(String),
    /// A drawing could not be made a picture: it is no SVG, or it has no size.
    #[error("the picture could not be drawn: {0}")]
    Drawn(String),
    /// The parts could not be put together.
    #[error("the parts of the file could not be put together: {0}")]
    Packed(String),
}
