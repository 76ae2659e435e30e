//! Every figure as a line of CSV (RFC 4180, UTF-8, tidy; STANDARDS §7), and the same as an archive.

use std::io::{self, Write};

use domain::record::{COLUMNS, Record};
use flate2::{Compression, GzBuilder, write::GzEncoder};

use crate::{
    fault::{Fault, Of},
    folder::{Folder, Sink},
};

/// The file.
pub(crate) const NAME: &str = "observations.csv";
/// The file, compressed.
pub(crate) const ARCHIVE: &str = "observations.csv.gz";

/// A writer of CSV: lines end in CR LF.
pub(crate) fn writer<W: Write>(to: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).buffer_capacity(1 << 16).from_writer(to)
}

/// Both files in the making.
pub(crate) struct Observations {
    writer: csv::Writer<Both>,
}

/// What is written, once as it is and once compressed.
struct Both {
    plain: Sink,
    archive: GzEncoder<Sink>,
}

impl Write for Both {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        self.plain.write_all(part)?;
        self.archive.write_all(part)?;
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.plain.flush()
    }
}

impl Observations {
    pub(crate) fn begin(folder: &Folder) -> Result<Self, Fault> {
        // Neither a name nor a time: the same figures are the same archive.
        let archive = GzBuilder::new().mtime(0).write(folder.create(ARCHIVE)?, Compression::default());
        let mut writer = writer(Both { plain: folder.create(NAME)?, archive });
        writer.write_record(COLUMNS).of(NAME)?;
        Ok(Self { writer })
    }

    pub(crate) fn add(&mut self, lines: &[Record<'_>]) -> Result<(), Fault> {
        for line in lines {
            self.writer.write_record(line.texts().iter().map(|text| text.as_bytes())).of(NAME)?;
        }
        Ok(())
    }

    pub(crate) fn finish(self, folder: &mut Folder) -> Result<(), Fault> {
        let both = self.writer.into_inner().map_err(csv::IntoInnerError::into_error).of(NAME)?;
        folder.keep(both.plain)?;
        folder.keep(both.archive.finish().of(ARCHIVE)?)
    }
}
