//! Writes the open data files of a council's folder, as its first release, and says how long that took and what memory: `write FOLDER OUT [ADDRESS]`.
//! Other people's readers are tried on them by `scripts/open-data-tests.sh`.
#![expect(clippy::unwrap_used, reason = "a tool for tests fails by panicking, as tests do")]

#[path = "../tests/files/common.rs"]
mod common;

use std::{fs, io::Write, path::Path, time::Instant};

use domain::NaiveDate;
use open_data::About;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, out, address) = match arguments.as_slice() {
        [folder, out] => (folder, out, None),
        [folder, out, address] => (folder, out, Some(address.clone())),
        _ => panic!("write FOLDER OUT [ADDRESS]"),
    };
    let release = common::Figures::read(Path::new(folder)).publish(1, NaiveDate::from_ymd_opt(2026, 11, 1).unwrap());
    let about = About { address, ..About::of(&release) };
    // The most memory is counted from here on; what the release itself takes is in it.
    let reset = fs::write("/proc/self/clear_refs", "5").is_ok();
    let before = memory("VmRSS:");
    let started = Instant::now();
    let written = open_data::write(&release, &about, Path::new(out)).unwrap();
    let seconds = started.elapsed().as_secs_f32();
    let mut say = std::io::stdout().lock();
    writeln!(say, "{} figures, {} hidden, {} made up: {seconds:.1} s", written.figures, written.hidden, written.illustrative).unwrap();
    if reset {
        writeln!(say, "memory: {} kB with the release alone, {} kB at most", before, memory("VmHWM:")).unwrap();
    }
    let started = Instant::now();
    let difference = open_data::difference(&release, &release, std::io::sink()).unwrap();
    writeln!(say, "{} figures compared with themselves: {:.1} s", difference.same, started.elapsed().as_secs_f32()).unwrap();
    let (cubes, others): (Vec<_>, Vec<_>) = written.files.iter().partition(|file| file.name.starts_with("json-stat/"));
    for file in others {
        writeln!(say, "{:>12}  {}", file.bytes, file.name).unwrap();
    }
    writeln!(say, "{:>12}  json-stat/ ({} files)", cubes.iter().map(|file| file.bytes).sum::<u64>(), cubes.len()).unwrap();
}

/// A line of what Linux tells of this process, in kB; 0 elsewhere.
fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}
