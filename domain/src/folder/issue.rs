//! Faults of a folder: where, what, and how to mend it.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::BTreeSet,
    fmt,
};

/// Most faults that are listed; a closing line says how many more there are.
pub const MAX_ISSUES: usize = 500;

/// One fault of a folder. Ordered by file, line and column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Issue {
    /// The file, relative to the folder; `.` for the closing line.
    pub file: String,
    /// Line, from 1; 0 for the closing line.
    pub line: u32,
    /// Column in characters, from 1; 0 for the closing line.
    pub column: u32,
    /// What is wrong, without a full stop.
    pub what: String,
    /// How to mend it, as whole sentences.
    pub mend: String,
}

impl fmt::Display for Issue {
    /// `FILE:LINE:COLUMN: what. mend`; the closing line has no place.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        }
        write!(f, "{}. {}", self.what, self.mend)
    }
}

/// Line and column, from 1.
pub(super) type Place = (u32, u32);

/// Collects faults: the first [`MAX_ISSUES`] in order of place are kept, the rest are counted.
#[derive(Debug, Default)]
pub(super) struct Issues {
    kept: RefCell<BTreeSet<Issue>>,
    more: Cell<usize>,
}

impl Issues {
    /// Adds a fault. Nothing is written out when it would not be kept.
    pub(super) fn push(&self, file: &str, (line, column): Place, what: fmt::Arguments<'_>, mend: fmt::Arguments<'_>) {
        let mut kept = self.kept.borrow_mut();
        let full = kept.len() >= MAX_ISSUES;
        let beyond = |last: &Issue| (last.file.as_str(), last.line, last.column) < (file, line, column);
        if full && kept.last().is_some_and(beyond) {
            self.more.set(self.more.get() + 1);
            return;
        }
        let issue = Issue { file: file.to_owned(), line, column, what: what.to_string(), mend: mend.to_string() };
        if kept.insert(issue) && full {
            kept.pop_last();
            self.more.set(self.more.get() + 1);
        }
    }

    /// The faults, sorted, with the closing line if there were more; none when the folder is sound.
    pub(super) fn into_vec(self) -> Vec<Issue> {
        let mut all: Vec<Issue> = self.kept.into_inner().into_iter().collect();
        let more = self.more.get();
        if more > 0 {
            let what = if more == 1 { "1 more fault is not listed".to_owned() } else { format!("{more} more faults are not listed") };
            let mend = "Mend those above first.".to_owned();
            all.push(Issue { file: ".".to_owned(), line: 0, column: 0, what, mend });
        }
        all
    }
}

/// A file's text, and where its lines begin.
#[derive(Debug)]
pub(super) struct Text<'a> {
    /// Path relative to the folder.
    pub(super) file: &'a str,
    /// What it holds, without a byte order mark.
    pub(super) body: &'a str,
    lines: OnceCell<Vec<usize>>,
}

impl<'a> Text<'a> {
    /// The text of a file; a byte order mark is left off.
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, body: text.strip_prefix('\u{feff}').unwrap_or(text), lines: OnceCell::new() }
    }

    /// Line and column of a byte.
    pub(super) fn place(&self, offset: usize) -> Place {
        let lines = self.lines.get_or_init(|| {
            std::iter::once(0).chain(self.body.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= offset).max(1);
        let start = lines.get(line - 1).copied().unwrap_or(0);
        let before = self.body.as_bytes().get(start..offset.min(self.body.len())).unwrap_or_default();
        // Bytes that begin a character: all but the continuation bytes of UTF-8.
        let column = before.iter().filter(|byte| **byte & 0xC0 != 0x80).count() + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// The byte at a line and a column counted in bytes, both from 1.
    pub(super) fn offset(&self, line: usize, column: usize) -> usize {
        let before: usize = self.body.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        before + column.saturating_sub(1)
    }
}

/// A place in a file at which faults are raised.
pub(super) trait Spot {
    /// Raises a fault here.
    fn raise(&self, what: fmt::Arguments<'_>, mend: fmt::Arguments<'_>);
    /// As `FILE:LINE`.
    fn named(&self) -> String;
}

/// A byte of a file.
#[derive(Clone, Copy)]
pub(super) struct Mark<'d> {
    /// The file.
    pub(super) text: &'d Text<'d>,
    /// Where faults go.
    pub(super) issues: &'d Issues,
    /// The byte.
    pub(super) offset: usize,
}

impl Spot for Mark<'_> {
    fn raise(&self, what: fmt::Arguments<'_>, mend: fmt::Arguments<'_>) {
        self.issues.push(self.text.file, self.text.place(self.offset), what, mend);
    }
    fn named(&self) -> String {
        format!("{}:{}", self.text.file, self.text.place(self.offset).0)
    }
}

/// A text from a file as it is shown in a fault: in quotes, cut to 60 characters, on one line.
pub(super) struct Shown<'a>(pub(super) &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`")?;
        for (n, c) in self.0.chars().take(61).enumerate() {
            match (n, c) {
                (60, _) => f.write_str("…")?,
                (_, c) if c.is_control() => f.write_str(" ")?,
                (_, c) => write!(f, "{c}")?,
            }
        }
        f.write_str("`")
    }
}
