//! What the program tells the person who runs it.

use std::io::Write;

/// Says a line. A closed terminal is no reason to stop.
pub fn say(line: &str) {
    let _closed = writeln!(std::io::stdout(), "{line}");
}

/// `1 figure`, `1,234 figures`.
pub fn figures(count: u64) -> String {
    domain::format::plural(count, ("figure", "figures"))
}

/// Says what went wrong, its causes included, and how to mend it where an error knows.
pub fn complain(error: &anyhow::Error) {
    let mut out = std::io::stderr();
    let _closed = writeln!(out, "measure-up: {error}");
    for cause in error.chain().skip(1) {
        let _closed = writeln!(out, "  because: {cause}");
    }
}
