//! dev
use domain::ingest::{Asked, read};
#[path = "help/mod.rs"]
mod help;
#[test]
fn look() {
    let Some(shared) = help::shared() else { return };
    let only = std::env::var("LOOK").unwrap_or_default();
    for file in help::files(&shared) {
        if !file.contains(&only) { continue }
        let bytes = std::fs::read(shared.join("data").join(&file)).unwrap();
        println!("=== {file}");
        match ingest::read(file.rsplit('/').next().unwrap(), &bytes, &ingest::Limits::default()) {
            Err(refusal) => println!("  REFUSED {refusal}"),
            Ok(sheets) => {
                let council = help::council_with(&bytes);
                let import = read(&sheets, &council, &Asked::default());
                for sheet in &import.sheets { println!("  {sheet:?}"); }
                for (named, total) in import.measures.iter().zip(import.totals()).take(6) { println!("  {named:?} {total:?}"); }
                println!("  rows {} measures {} groups {:?} elsewhere {:?}", import.rows.len(), import.measures.len(), import.groups, import.elsewhere.iter().take(4).collect::<Vec<_>>());
                for issue in import.issues.iter().take(12) { println!("  {:?} {:?} {issue}", issue.severity(), issue.kind); }
            }
        }
    }
}
