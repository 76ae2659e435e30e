//! Parts put together to an archive, with nothing in it of when or where that was done.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::Fault;

/// An archive of these parts in their order. The first is kept as it is where it says of which kind the file is, as OpenDocument asks.
pub(crate) fn pack(parts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Vec<u8>, Fault> {
    let packed = |error: &dyn std::fmt::Display| Fault::Packed(error.to_string());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        writer.start_file(name, options).map_err(|error| packed(&error))?;
        writer.write_all(&bytes).map_err(|error| packed(&error))?;
    }
    Ok(writer.finish().map_err(|error| packed(&error))?.into_inner())
}
