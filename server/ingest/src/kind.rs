//! What a file is, told by its first bytes: its name may say anything.

use crate::Refusal;

/// What can be read.
pub(crate) enum Kind {
    /// Text, so CSV.
    Text,
    /// An archive, so XLSX or ODS.
    Archive,
}

const SAVE: &str = "Save the table as CSV, XLSX or ODS";

/// First bytes of files that are no tables.
const OTHERS: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "a PDF", "Ask for the table that it was made from"),
    (b"\x89PNG", "a picture", "Ask for the table that it was made from"),
    (b"\xff\xd8\xff", "a picture", "Ask for the table that it was made from"),
    (b"GIF8", "a picture", "Ask for the table that it was made from"),
    (b"\xd0\xcf\x11\xe0", "a file of an old office program (XLS), or a protected one", "Open it and save it as XLSX, without a password"),
    (b"\x1f\x8b", "a compressed file", "Unpack it first"),
    (b"7z\xbc\xaf", "a compressed file", "Unpack it first"),
    (b"Rar!", "a compressed file", "Unpack it first"),
    (b"SQLite format 3", "a database", SAVE),
    (b"PAR1", "a Parquet file", SAVE),
    (b"\x7fELF", "a program", SAVE),
    (b"MZ", "a program", SAVE),
    (b"{\\rtf", "a document", SAVE),
];

/// What a file is.
pub(crate) fn of(bytes: &[u8]) -> Result<Kind, Refusal> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Archive);
    }
    if let Some((_, what, mend)) = OTHERS.iter().find(|(start, ..)| bytes.starts_with(start) && !(start.len() == 2 && text(bytes))) {
        return Err(Refusal::Kind { what, mend });
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if start.is_empty() {
        return Err(Refusal::Empty);
    }
    if start.starts_with(b"{") || start.starts_with(b"[{") {
        let mend = "A file of this sort goes with a table and tells about it; bring the table itself";
        return Err(Refusal::Kind { what: "JSON", mend });
    }
    if start.starts_with(b"<") {
        return Err(Refusal::Kind { what: "a web page or XML", mend: "Download the table itself, as CSV, XLSX or ODS" });
    }
    Ok(Kind::Text)
}

/// Whether the start is text: two letters alone say little.
fn text(bytes: &[u8]) -> bool {
    bytes.iter().take(512).all(|byte| *byte >= b' ' || matches!(byte, b'\t' | b'\r' | b'\n'))
}
