//! Why a file is not read.

/// Why a file is not read, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is nothing in it.
    #[error("the file is empty. Save the table again, with its header and its rows")]
    Empty,
    /// It is something else than a table.
    #[error("this is {what}, whatever its name says, and no table. {mend}")]
    Kind {
        /// What it is.
        what: &'static str,
        /// What to do.
        mend: &'static str,
    },
    /// It holds bytes that no text has.
    #[error("this is neither text nor a spreadsheet. Save the table as CSV, XLSX or ODS")]
    Binary,
    /// Too many bytes.
    #[error("the file is larger than {} MB. Split it, or leave out what is not needed", most / 1024 / 1024)]
    TooLarge {
        /// Most bytes.
        most: u64,
    },
    /// An archive that unpacks to too much, or says so.
    #[error("the spreadsheet unpacks to more than {} MB, or has too many parts. Save only the sheet that is needed, or save it as CSV", most / 1024 / 1024)]
    Unpacked {
        /// Most bytes.
        most: u64,
    },
    /// It needs a password.
    #[error("the spreadsheet is protected by a password. Save it without one")]
    Protected,
    /// Not sound.
    #[error("the spreadsheet is damaged and cannot be read. Open it, save it again, or save it as CSV")]
    Damaged,
    /// Too many rows.
    #[error("sheet “{sheet}” has more than {most} rows. Split it")]
    Rows {
        /// The sheet.
        sheet: String,
        /// Most rows.
        most: u32,
    },
    /// Too many columns.
    #[error("row {row} of sheet “{sheet}” has more than {most} columns. Leave out what is not needed")]
    Columns {
        /// The sheet.
        sheet: String,
        /// The row.
        row: u32,
        /// Most columns.
        most: usize,
    },
    /// Cells are spread over too wide an area.
    #[error("sheet “{sheet}” spreads over more than {most} cells. Remove the rows and columns between, or save it as CSV")]
    Cells {
        /// The sheet.
        sheet: String,
        /// Most cells.
        most: u64,
    },
    /// Too long a cell.
    #[error(
        "a cell in row {row} of sheet “{sheet}” is longer than {most} characters. See whether a double quote was opened there and not closed"
    )]
    Cell {
        /// The sheet.
        sheet: String,
        /// The row.
        row: u32,
        /// Most characters.
        most: usize,
    },
}

impl Refusal {
    /// What is wrong within an archive helps nobody who made it with a spreadsheet program.
    pub(crate) fn damaged<E>(_error: E) -> Self {
        Self::Damaged
    }
}
