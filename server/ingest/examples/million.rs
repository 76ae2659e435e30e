//! How long a million rows take, and how much memory: `cargo run --release -p ingest --example million [ROWS]`.
//!
//! Writes a table in our own layout to a temporary file, reads it as an import would, and says what it took. Memory is what the system says the
//! process has held at most, where it says so.

use std::{
    io::{BufWriter, Write},
    path::Path,
    time::Instant,
};

use domain::{
    folder::{Files, parse},
    ingest::{Asked, read},
};
use ingest::Limits;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let rows: usize = std::env::args().nth(1).map_or(Ok(1_300_000), |rows| rows.parse())?;
    let council = council()?;
    let path = std::env::temp_dir().join(format!("million-{}.csv", std::process::id()));
    let measures: Vec<&str> = council.measures.iter().map(|measure| measure.code.as_str()).collect();
    let areas: Vec<&str> = council.areas.iter().map(|area| area.code.as_str()).collect();
    let groups: Vec<&str> =
        council.characteristics.iter().flat_map(|one| one.groups.iter()).map(|group| group.code.as_str()).chain(["everyone"]).collect();
    let mut file = BufWriter::new(std::fs::File::create(&path)?);
    writeln!(file, "measure,area,period,group,numerator,denominator,value,lower,upper,status,provenance,source,note")?;
    for n in 0..rows {
        // Names that are none of the council's, so that nothing is refused for what it measures.
        let (area, group) = (areas[n % areas.len()], groups[n / areas.len() % groups.len()]);
        let rest = n / areas.len() / groups.len();
        let (measure, quarter) = (measures[rest / 64 % measures.len()], rest % 64);
        let period = format!("{}-{:02}-01/P3M", 2024 + quarter / 4, 1 + 3 * (quarter % 4));
        writeln!(
            file,
            "load-{measure}-{},{area},{period},{group},{},{},,,,p,council,,",
            rest / 64 / measures.len(),
            n % 997,
            1000 + n % 91
        )?;
    }
    file.flush()?;
    drop(file);
    let started = Instant::now();
    let bytes = std::fs::read(&path)?;
    let size = bytes.len();
    let sheets = ingest::read("million.csv", &bytes, &Limits::default())?;
    drop(bytes);
    let parsed = started.elapsed();
    let again = Instant::now();
    let import = read(&sheets, &council, &Asked::default());
    let (checked, all) = (again.elapsed(), started.elapsed());
    std::fs::remove_file(&path)?;
    let issues = import.issues.len() + usize::try_from(import.more_issues)?;
    let mut out = std::io::stdout();
    writeln!(out, "{rows} rows, {size} bytes: parsed in {parsed:.2?}, checked in {checked:.2?}, {all:.2?} in all")?;
    writeln!(out, "{} rows to import, {issues} issues; {}", import.rows.len(), memory())?;
    Ok(())
}

/// The example council, without its figures.
fn council() -> Outcome<domain::council::Council> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../councils/liverpool");
    let mut files = Files::default();
    for directory in ["", "plans/", "measures/"] {
        for entry in std::fs::read_dir(root.join(directory))? {
            let path = entry?.path();
            if path.is_file() && !path.ends_with("illustrative.toml") {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                files.0.insert(format!("{directory}{name}"), std::fs::read_to_string(&path)?);
            }
        }
    }
    parse(&files).map(|folder| folder.council).map_err(|issues| format!("{issues:?}").into())
}

/// The most memory that the process has held.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "memory is not told here".to_owned(), |line| format!("at most {} held", line.trim()))
}
