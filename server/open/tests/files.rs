//! The open data files of a release of the fictional council, each read back and held against the release.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail by panicking, as tests do")]

#[path = "files/common.rs"]
mod common;
#[path = "files/cubes.rs"]
mod cubes;
#[path = "files/described.rs"]
mod described;
#[path = "files/differences.rs"]
mod differences;
#[path = "files/help.rs"]
mod help;
#[path = "files/hidden.rs"]
mod hidden;
#[path = "files/lines.rs"]
mod lines;
#[path = "files/read_back.rs"]
mod read_back;
#[path = "files/whole.rs"]
mod whole;
