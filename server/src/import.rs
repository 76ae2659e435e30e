//! `measure-up import FILE`: what a file brings, everything there is to say about it, and, when it is not only a preview, its figures in force
//! beside the folder's, in one transaction.

use std::{fmt::Write as _, path::Path};

use anyhow::{Context, bail};
use domain::{
    code::MeasureCode,
    entry::twice,
    format::{count, plural},
    ingest::{
        Import, Mapping, Understood,
        difference::{Changed, Difference, difference},
        issue::Severity,
    },
    observation::Observation,
    people::audit::{Deed, Entry},
    store::{Accepted, Brought, Imports},
};
use ingest::Limits;

use crate::{
    bring::{self, Against, Closed, OVERTAKEN, Opened, figure, rounded},
    cli, folder,
    say::say,
};

/// How many lines of a list are shown.
const LISTED: usize = 20;

/// What is asked of an import.
#[derive(Debug, clap::Args)]
pub struct Request {
    /// The file: CSV, XLSX or ODS.
    pub file: std::path::PathBuf,
    /// The council's folder.
    #[arg(long, env = "COUNCIL", default_value = "councils/liverpool")]
    pub council: std::path::PathBuf,
    /// The measure that every figure of the file is of.
    #[arg(long)]
    pub measure: Option<String>,
    /// A mapping that says which column is what, in TOML.
    #[arg(long)]
    pub mapping: Option<std::path::PathBuf>,
    /// The database: `sqlite:` and a path.
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:measure-up.db", hide_env_values = true)]
    pub database: String,
    /// Only show what would be imported. Nothing is written.
    #[arg(long)]
    pub preview: bool,
    /// Import the rest of a file of which some rows are refused.
    #[arg(long)]
    pub leave_out_refused: bool,
}

/// Which imports.
#[derive(Debug, clap::Args)]
pub struct Listed {
    /// The council's folder.
    #[arg(long, env = "COUNCIL", default_value = "councils/liverpool")]
    pub council: std::path::PathBuf,
    /// The database: `sqlite:` and a path.
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:measure-up.db", hide_env_values = true)]
    pub database: String,
}

/// Who works at the command line is not known to the program.
const BY: &str = "the command line";

/// Shows what a file brings, and writes it unless only a preview is asked for. Fails where nothing of it can be imported, or where rows are refused
/// and it was not said that they may be left out.
pub async fn import(request: &Request) -> anyhow::Result<()> {
    let (folder, _) = folder::read(&request.council)?;
    let measure = request.measure.as_deref().map(|code| known(code, &folder.council.measures)).transpose()?;
    let mapping = request.mapping.as_deref().map(mapping).transpose()?;
    let Opened { file: name, digest, sheets } = opened(&request.file)?;
    let mut import = bring::understand(&sheets, &folder, measure.as_ref(), mapping.as_ref(), None);
    // Of a large file each of these is a good part of all memory: none is held longer than it is looked at.
    drop(sheets);
    say(&told(&import));
    if import.refused() {
        bail!("nothing of {name} can be imported: the issues above say why");
    }
    let brought: Vec<Observation> = bring::figures(&import).collect();
    import.let_rows_go();
    for words in twice(&folder.council, &brought, cli::now().date()) {
        say(&format!("Look at this twice: {words}"));
    }
    // A preview makes no database.
    let is_there = request.database.strip_prefix("sqlite:").is_none_or(|path| Path::new(path).exists());
    if request.preview && !is_there {
        say(&changes(&difference(&folder.council, &folder.observations, &brought), "Against the council's folder"));
        return Ok(());
    }
    let store = cli::open(&request.database).await?;
    let found = bring::against(&store, &folder.council, &brought).await.context("the database could not be read")?;
    let Against { batch, difference: found } =
        found.with_context(|| format!("nothing has been loaded for {}: run measure-up load first", folder.council.code))?;
    say(&changes(&found, "Against what is loaded"));
    if request.preview {
        return Ok(());
    }
    match bring::gate(&import, &found, request.leave_out_refused) {
        Ok(()) => {}
        Err(Closed::Same) => {
            say("Nothing would change, so nothing was written.");
            return Ok(());
        }
        Err(closed @ Closed::Rows(_)) => {
            bail!("{closed}, and nothing was written: mend the file, or give --leave-out-refused to import the rest")
        }
        Err(closed @ (Closed::NoMeasure | Closed::Nothing)) => {
            bail!("{closed}: say which it is with --measure, or in a mapping; nothing was written")
        }
    }
    let code = &folder.council.code;
    let brought_in = Brought { council: code, file: &name, digest: &digest, by: BY, over: Some(batch) };
    let accepted = store
        .accept(&brought_in, &entry(Deed::Import), brought.into_iter())
        .await
        .context("the import could not be written; nothing was")?;
    store.close().await;
    let Accepted::Done(import) = accepted else { bail!("{OVERTAKEN} Run the command again.") };
    let kept = if found.withdrawn.count > 0 { " What the file leaves out stays as it is." } else { "" };
    let figures = plural(import.batch.observations.unsigned_abs(), ("figure", "figures"));
    say(&format!(
        "Import {} is in force: {figures}.{kept} Nothing is published yet: run measure-up publish. To take it back: measure-up withdraw {}",
        import.batch.id, import.batch.id
    ));
    Ok(())
}

fn entry(deed: Deed) -> Entry {
    Entry { at: cli::now(), who: None, deed, on: String::new(), place: "command line".to_owned() }
}

/// Lists the imports of a council.
pub async fn list(asked: &Listed) -> anyhow::Result<()> {
    let council = folder::code(&asked.council)?;
    let store = cli::open(&asked.database).await?;
    let imports = store.imports(&council).await.context("the database could not be read")?;
    if imports.is_empty() {
        say(&format!("No file has been imported for {council}."));
    }
    for import in imports {
        let state =
            import.withdrawn.map_or_else(|| "in force".to_owned(), |(at, by)| format!("withdrawn {} by {by}", at.format("%Y-%m-%d %H:%M")));
        let (batch, figures) = (&import.batch, plural(import.batch.observations.unsigned_abs(), ("figure", "figures")));
        let accepted = batch.loaded_at.format("%Y-%m-%d %H:%M");
        say(&format!("{:>6}  {accepted}  {}: {figures}, {state}; accepted by {}", batch.id, import.file, import.accepted_by));
    }
    Ok(())
}

/// Takes an import out of force.
pub async fn withdraw(asked: &Listed, number: i64) -> anyhow::Result<()> {
    let council = folder::code(&asked.council)?;
    let store = cli::open(&asked.database).await?;
    let was_in_force = store
        .withdraw(&council, number, BY, &entry(Deed::Withdraw))
        .await
        .context("the import could not be withdrawn; nothing was written")?;
    store.close().await;
    if !was_in_force {
        bail!("import {number} of {council} is not in force: measure-up imports lists those there are");
    }
    say(&format!("Import {number} is withdrawn; its figures stay on record. Nothing is published yet: run measure-up publish."));
    Ok(())
}

fn known(code: &str, measures: &[domain::measure::Measure]) -> anyhow::Result<MeasureCode> {
    let found = measures.iter().find(|measure| measure.code.as_str() == code);
    found.map(|measure| measure.code.clone()).with_context(|| format!("the council has no measure “{code}”: see its folder measures/"))
}

fn mapping(path: &Path) -> anyhow::Result<Mapping> {
    let text = std::fs::read_to_string(path).with_context(|| format!("the mapping {} could not be read", path.display()))?;
    domain::folder::mapping(&path.display().to_string(), &text).map_err(|issues| {
        let list: Vec<String> = issues.iter().map(|issue| format!("  {issue}")).collect();
        anyhow::anyhow!("the mapping has faults:\n{}", list.join("\n"))
    })
}

/// Opens a file; one that is too large is refused before it is read.
fn opened(path: &Path) -> anyhow::Result<Opened> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let limits = Limits::default();
    let size = std::fs::metadata(path).with_context(|| format!("{} could not be read", path.display()))?.len();
    if size > limits.file {
        bail!("{name}: {}", ingest::Refusal::TooLarge { most: limits.file });
    }
    let bytes = std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
    bring::open(&name, &bytes).map_err(|refusal| anyhow::anyhow!("{name}: {refusal}"))
}

/// What was understood, in words.
fn told(import: &Import) -> String {
    let mut out = String::new();
    for sheet in import.sheets.iter().filter(|sheet| sheet.header > 0) {
        describe(&mut out, sheet);
    }
    let totals = import.totals();
    for (measure, total) in import.measures.iter().zip(&totals).take(LISTED) {
        let code = measure.code.as_ref().map_or_else(|| "no measure of the council's yet".to_owned(), ToString::to_string);
        let _ = write!(out, "Measure “{}” ({code}): {}", measure.name, plural(total.figures, ("figure", "figures")));
        if total.missing > 0 {
            let _ = write!(out, " and {} without one", count(total.missing));
        }
        if let Some((first, last)) = total.periods {
            let span = if first == last { first.label() } else { format!("{} to {}", first.label(), last.label()) };
            let areas = plural(total.areas as u64, ("area", "areas"));
            let _ = write!(out, ", {areas}, {}, {span}; total {}", plural(total.groups as u64, ("group", "groups")), rounded(total.sum));
        }
        out.push('\n');
    }
    more(&mut out, import.measures.len(), "measures");
    let elsewhere: u64 = import.sheets.iter().map(|sheet| sheet.elsewhere).sum();
    if elsewhere > 0 {
        let some: Vec<&str> = import.elsewhere.keys().take(3).map(String::as_str).collect();
        let rows = plural(elsewhere, ("row is", "rows are"));
        let _ = writeln!(out, "{rows} about areas that are not the council's, such as {}, and not imported.", some.join(", "));
    }
    for (severity, words) in
        [(Severity::Stopped, "Stops"), (Severity::Refused, "Refused"), (Severity::Repaired, "Repaired"), (Severity::Note, "Note")]
    {
        for issue in import.issues_of(severity) {
            let _ = writeln!(out, "{words}: {issue}");
        }
    }
    if import.more_issues > 0 {
        let _ = writeln!(out, "{} are not listed.", plural(import.more_issues, ("more issue", "more issues")));
    }
    let _ = write!(out, "{} can be imported.", plural(bring::ready(import, &totals), ("figure", "figures")));
    out
}

fn describe(out: &mut String, sheet: &Understood) {
    let _ = writeln!(out, "Sheet “{}”: {}; columns named in row {}.", sheet.sheet, sheet.layout, sheet.header);
    for (what, column) in sheet.columns.iter().take(LISTED) {
        let _ = writeln!(out, "  {what}: {column}");
    }
    more(out, sheet.columns.len(), "columns");
    let counts = [(sheet.elsewhere, "of other areas"), (sheet.refused, "refused"), (sheet.left_out, "left out by the mapping")];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(", {} {what}", count(*n))).collect();
    let _ = writeln!(out, "  {}{}", plural(sheet.rows, ("row", "rows")), counts.concat());
}

fn more(out: &mut String, all: usize, what: &str) {
    if all > LISTED {
        let _ = writeln!(out, "  and {} {what} more", count((all - LISTED) as u64));
    }
}

/// What would change, in words.
fn changes(found: &Difference, against: &str) -> String {
    let mut out = format!(
        "{against}: {} new, {} changed, {} withdrawn, {} as before.",
        count(found.new.count),
        count(found.changed.count),
        count(found.withdrawn.count),
        count(found.unchanged)
    );
    for Changed { about, before, after, by } in found.changed.first.iter().take(LISTED) {
        let by = by.map_or_else(String::new, |by| format!(", by {}", rounded(by)));
        let place = format!("{}, {}, {}, {}", about.measure, about.area, about.period.label(), about.group);
        let _ = write!(out, "\n  {place}: {} to {}{by}", figure(*before), figure(*after));
    }
    for about in found.withdrawn.first.iter().take(LISTED) {
        let _ = write!(out, "\n  withdrawn: {}, {}, {}, {}", about.measure, about.area, about.period.label(), about.group);
    }
    out
}
