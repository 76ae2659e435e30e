//! The folder that files are made in, and what is known of each once it is written.

use std::{
    fs,
    io::{self, BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::fault::{Fault, Of};

/// The list of all files with their digests, as `sha256sum --check` reads it.
const SUMS: &str = "SHA256SUMS";

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, with `/` below a folder.
    pub name: String,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hex.
    pub sha256: String,
}

impl File {
    /// Its media type, as it is to be sent; of `observations.csv.gz` that of the archive.
    pub fn media_type(&self) -> &'static str {
        media_type(&self.name)
    }
}

/// The media type of a file by its name.
pub(crate) fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "csv" => "text/csv",
        "gz" => "application/gzip",
        "parquet" => "application/vnd.apache.parquet",
        "sqlite" => "application/vnd.sqlite3",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        _ => "text/plain",
    }
}

/// A folder in the making, beside the one that it becomes. What is not finished is removed.
pub(crate) struct Folder {
    work: PathBuf,
    to: PathBuf,
    files: Vec<File>,
    finished: bool,
}

impl Folder {
    /// Begins a folder. The path must be free.
    pub(crate) fn begin(to: &Path) -> Result<Self, Fault> {
        let there = || Fault::There(to.to_owned());
        if to.exists() {
            return Err(there());
        }
        let name = to.file_name().ok_or_else(there)?.to_string_lossy().into_owned();
        let parent = to.parent().unwrap_or(Path::new(""));
        if !parent.as_os_str().is_empty() {
            fs::create_dir_all(parent).of(&parent.display().to_string())?;
        }
        // Somebody else may be making the same; what somebody left behind is not ours to remove.
        for attempt in 0..100 {
            let work = parent.join(format!(".{name}.new-{attempt}"));
            match fs::create_dir(&work) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => {
                    made.of(&work.display().to_string())?;
                    return Ok(Self { work, to: to.to_owned(), files: Vec::new(), finished: false });
                }
            }
        }
        Err(Fault::There(parent.join(format!(".{name}.new-0"))))
    }

    /// Where a file is while it is made.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.work.join(name)
    }

    /// Begins a file.
    pub(crate) fn create(&self, name: &str) -> Result<Sink, Fault> {
        let path = self.path(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).of(name)?;
        }
        let file = fs::File::create_new(path).of(name)?;
        Ok(Sink { name: name.to_owned(), writer: BufWriter::with_capacity(1 << 16, file), hash: Sha256::new(), bytes: 0 })
    }

    /// Writes a file that is made at once.
    pub(crate) fn put(&mut self, name: &str, text: &str) -> Result<(), Fault> {
        let mut sink = self.create(name)?;
        sink.write_all(text.as_bytes()).of(name)?;
        self.keep(sink)
    }

    /// Writes a document.
    pub(crate) fn put_json(&mut self, name: &str, document: &serde_json::Value) -> Result<(), Fault> {
        let mut sink = self.create(name)?;
        serde_json::to_writer_pretty(&mut sink, document).of(name)?;
        sink.write_all(b"\n").of(name)?;
        self.keep(sink)
    }

    /// Ends a file.
    pub(crate) fn keep(&mut self, sink: Sink) -> Result<(), Fault> {
        let Sink { name, writer, hash, bytes } = sink;
        let file = writer.into_inner().map_err(io::IntoInnerError::into_error).of(&name)?;
        file.sync_all().of(&name)?;
        self.files.push(File { name, bytes, sha256: format!("{:x}", hash.finalize()) });
        Ok(())
    }

    /// Takes in a file that something else has written.
    pub(crate) fn take(&mut self, name: &str) -> Result<(), Fault> {
        let mut file = fs::File::open(self.path(name)).of(name)?;
        file.sync_all().of(name)?;
        let (mut hash, mut bytes, mut part) = (Sha256::new(), 0, vec![0; 1 << 16]);
        loop {
            let read = file.read(&mut part).of(name)?;
            if read == 0 {
                break;
            }
            hash.update(&part[..read]);
            bytes += read as u64;
        }
        self.files.push(File { name: name.to_owned(), bytes, sha256: format!("{:x}", hash.finalize()) });
        Ok(())
    }

    /// Every file that was written so far.
    pub(crate) fn files(&self) -> &[File] {
        &self.files
    }

    /// The file of this name, if it is written.
    pub(crate) fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().find(|file| file.name == name)
    }

    /// Writes the list of digests, and puts the folder where it belongs.
    pub(crate) fn finish(mut self) -> Result<Vec<File>, Fault> {
        self.files.sort_by(|one, other| one.name.cmp(&other.name));
        let sums: Vec<String> = self.files.iter().map(|file| format!("{}  {}\n", file.sha256, file.name)).collect();
        self.put(SUMS, &sums.concat())?;
        self.files.sort_by(|one, other| one.name.cmp(&other.name));
        if self.to.exists() {
            return Err(Fault::There(self.to.clone()));
        }
        fs::rename(&self.work, &self.to).of(&self.to.display().to_string())?;
        self.finished = true;
        Ok(std::mem::take(&mut self.files))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.finished {
            // Whoever asked is told why it was not finished; that its rest could not be removed either adds nothing.
            drop(fs::remove_dir_all(&self.work));
        }
    }
}

/// A file in the making: its digest and length are known when its last byte is.
pub(crate) struct Sink {
    name: String,
    writer: BufWriter<fs::File>,
    hash: Sha256,
    bytes: u64,
}

impl Write for Sink {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        let taken = self.writer.write(part)?;
        self.hash.update(&part[..taken]);
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
