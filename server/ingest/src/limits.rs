//! How much is read at most.

/// How much is read at most. A file beyond any of these is refused whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file, in bytes.
    pub file: u64,
    /// What an archive unpacks to, and all text of its sheets, in bytes.
    pub unpacked: u64,
    /// Parts of an archive.
    pub parts: usize,
    /// Rows of a sheet.
    pub rows: u32,
    /// Columns of a sheet.
    pub columns: usize,
    /// Cells of a sheet of an archive, blank ones between others included.
    pub cells: u64,
    /// Characters of a cell: as many as a spreadsheet can hold.
    pub cell: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 256 * 1024 * 1024,
            unpacked: 512 * 1024 * 1024,
            parts: 2_000,
            rows: 2_000_000,
            columns: 1_000,
            cells: 10_000_000,
            cell: 32_767,
        }
    }
}
