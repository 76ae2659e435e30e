//! What an archive holds and unpacks to, found out before any of it is kept.

use std::io::{Cursor, Read, sink};

use zip::ZipArchive;

use crate::{Limits, Refusal};

/// An archive that may be opened.
pub(crate) struct Held {
    /// Whether it is ODS; XLSX otherwise.
    pub(crate) ods: bool,
    /// The sheets of an ODS file, as XML.
    pub(crate) content: Vec<u8>,
}

const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Looks through an archive: what its parts say they unpack to, and what they do.
pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Held, Refusal> {
    let too_much = || Refusal::Unpacked { most: limits.unpacked };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Refusal::damaged)?;
    if archive.len() > limits.parts {
        return Err(too_much());
    }
    let mut declared = 0_u64;
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(Refusal::damaged)?;
        if part.encrypted() {
            return Err(Refusal::Protected);
        }
        declared = declared.saturating_add(part.size());
    }
    if declared > limits.unpacked {
        return Err(too_much());
    }
    let mut left = limits.unpacked;
    let (mut xlsx, mut ods, mut binary) = (false, false, false);
    let mut content = Vec::new();
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(Refusal::damaged)?;
        let name = part.name().map_err(Refusal::damaged)?.into_owned();
        // One byte more than may be there tells whether there is more.
        let mut part = part.take(left + 1);
        let read = match name.as_str() {
            "content.xml" => part.read_to_end(&mut content).map(|read| read as u64),
            "mimetype" => {
                let mut kind = Vec::new();
                let read = part.read_to_end(&mut kind);
                ods |= kind.trim_ascii() == ODS;
                read.map(|read| read as u64)
            }
            _ => std::io::copy(&mut part, &mut sink()),
        };
        let read = read.map_err(Refusal::damaged)?;
        left = left.checked_sub(read).ok_or_else(too_much)?;
        xlsx |= name.eq_ignore_ascii_case("xl/workbook.xml");
        binary |= name.eq_ignore_ascii_case("xl/workbook.bin");
    }
    if binary {
        return Err(Refusal::Kind { what: "a binary spreadsheet (XLSB)", mend: "Open it and save it as XLSX" });
    }
    if !xlsx && !ods {
        return Err(Refusal::Kind { what: "an archive that is no spreadsheet", mend: "Unpack it, and bring one table at a time" });
    }
    Ok(Held { ods, content })
}
