//! Settings: from the command line, the surroundings, a file, or as they are where nothing is said; in this order.
//!
//! A setting is an argument that has a name in the surroundings (`PORT`). In the file it has that name in small letters (`port`), and is put
//! in the place of what the argument would be without it. So a new argument is a new setting, here too.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fmt::Write,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};
use toml_edit::{Document, Item, Value};

use crate::{
    cli::Cli,
    say::{complain, say},
};

/// The file that is read where none is named.
const FILE: &str = "measure-up.toml";
/// The largest file of settings, in bytes.
const LARGEST: u64 = 64 * 1024;
/// How alike a name must be to be offered in the place of another, 0 to 1.
const ALIKE: f64 = 0.6;
/// What cannot be set in a file: it says where the file is.
const NOT_IN_A_FILE: &str = "config";

/// A value of the file, and the line that it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Given {
    value: String,
    line: usize,
}

/// What a file says, by setting.
#[derive(Debug, Default)]
struct Settled {
    path: PathBuf,
    given: BTreeMap<String, Given>,
}

/// Reads the command line, with what the surroundings and the file say. What is wrong is told, and gives the code to end with.
pub fn cli() -> Result<Cli, ExitCode> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let named = named(&arguments).or_else(|| std::env::var_os("CONFIG").filter(|name| !name.is_empty()).map(PathBuf::from));
    // Help is given whatever the file says.
    let helps = arguments.iter().any(|argument| ["-h", "--help", "help", "-V", "--version"].iter().any(|word| argument == word));
    let mut command = Cli::command();
    if !helps {
        let read = read(named.as_deref(), &command);
        let read = read.map_err(|error| {
            complain(&error);
            ExitCode::from(2)
        })?;
        command = with(command, &read.given);
    }
    let cli = command.try_get_matches_from(arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    cli.map_err(|error| {
        let _closed = error.print();
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })
}

/// The file that the command line names.
fn named(arguments: &[OsString]) -> Option<PathBuf> {
    let mut arguments = arguments.iter().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--") => return None,
            Some("--config") => return arguments.next().map(PathBuf::from),
            Some(one) if one.starts_with("--config=") => return Some(PathBuf::from(&one["--config=".len()..])),
            _ => {}
        }
    }
    None
}

/// Every setting: its name in the file, and the argument that it is.
fn settings(command: &Command) -> BTreeMap<String, Arg> {
    let mut all = BTreeMap::new();
    let mut left = vec![command];
    while let Some(command) = left.pop() {
        let named = command.get_arguments().filter_map(|arg| Some((arg.get_env()?.to_str()?.to_lowercase(), arg.clone())));
        all.extend(named.filter(|(name, _)| name != NOT_IN_A_FILE));
        left.extend(command.get_subcommands());
    }
    all
}

/// The command with what the file says in the place of what is otherwise.
fn with(command: Command, given: &BTreeMap<String, Given>) -> Command {
    let command = command.mut_args(|arg| {
        let name = arg.get_env().and_then(|name| name.to_str()).map(str::to_lowercase);
        match name.and_then(|name| given.get(&name)) {
            Some(given) => arg.default_value(given.value.clone()),
            None => arg,
        }
    });
    command.mut_subcommands(|inner| with(inner, given))
}

/// Reads the file, and looks at every value in it and in the surroundings.
///
/// # Errors
/// The file is named and cannot be read; or all that is wrong, each with its place.
fn read(named: Option<&Path>, command: &Command) -> anyhow::Result<Settled> {
    let path = named.unwrap_or(Path::new(FILE));
    let text = if named.is_some() || path.exists() { text(path)? } else { String::new() };
    let known = settings(command);
    let mut wrong = Vec::new();
    let given = parse(&text, &known, |line, words| wrong.push(format!("{}:{line}: {words}", path.display())));
    for (name, arg) in &known {
        let Some(variable) = arg.get_env().and_then(|variable| variable.to_str()) else { continue };
        // What is empty counts as not being there wherever that is allowed.
        let Some(value) = std::env::var_os(variable).filter(|value| !value.is_empty()) else { continue };
        let fault = match value.to_str() {
            Some(value) => fault(arg, name, value),
            None => Some("is not UTF-8".to_owned()),
        };
        wrong.extend(fault.map(|words| format!("environment, {variable}: {words}")));
    }
    if !wrong.is_empty() {
        bail!("the settings have mistakes, and nothing was done:\n  {}", wrong.join("\n  "));
    }
    Ok(Settled { path: path.to_path_buf(), given })
}

fn text(path: &Path) -> anyhow::Result<String> {
    let failed = || format!("the settings in {} could not be read", path.display());
    let mut text = String::new();
    File::open(path).with_context(failed)?.take(LARGEST + 1).read_to_string(&mut text).with_context(failed)?;
    if text.len() as u64 > LARGEST {
        bail!("{} is larger than {} kB: it is no file of settings", path.display(), LARGEST / 1024);
    }
    Ok(text)
}

/// What a text says. `wrong` is told each mistake, with its line.
fn parse(text: &str, known: &BTreeMap<String, Arg>, mut wrong: impl FnMut(usize, String)) -> BTreeMap<String, Given> {
    let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            wrong(error.span().map_or(1, |span| line(span.start)), format!("this is not TOML: {}", error.message()));
            return BTreeMap::new();
        }
    };
    let mut given = BTreeMap::new();
    for (name, item) in document.as_table() {
        let key = document.as_table().key(name).and_then(toml_edit::Key::span);
        let line = key.or_else(|| item.span()).map_or(1, |span| line(span.start));
        let Some(arg) = known.get(name) else {
            wrong(line, unknown(name, known));
            continue;
        };
        let Some(value) = written(item) else {
            wrong(line, format!("{name} takes one text, number, day, or true or false"));
            continue;
        };
        match fault(arg, name, &value) {
            Some(words) => wrong(line, words),
            None => drop(given.insert(name.to_owned(), Given { value, line })),
        }
    }
    given
}

/// What is said of a name that is no setting's.
fn unknown(name: &str, known: &BTreeMap<String, Arg>) -> String {
    let shown: String = name.chars().take(60).collect();
    let near = known.keys().map(|known| (strsim::jaro_winkler(name, known), known)).max_by(|one, other| one.0.total_cmp(&other.0));
    match near.filter(|(alike, _)| *alike >= ALIKE) {
        Some((_, near)) => format!("there is no setting “{shown}”: the nearest is {near}"),
        None => format!("there is no setting “{shown}”: measure-up config shows all"),
    }
}

/// A value as one would write it in the surroundings.
fn written(item: &Item) -> Option<String> {
    match item.as_value()? {
        Value::String(text) => Some(text.value().clone()),
        Value::Integer(number) => Some(number.value().to_string()),
        Value::Boolean(yes) => Some(yes.value().to_string()),
        Value::Datetime(day) => Some(day.value().to_string()),
        Value::Float(_) | Value::Array(_) | Value::InlineTable(_) => None,
    }
}

/// What is wrong with a value, as the argument itself would say it.
fn fault(arg: &Arg, name: &str, value: &str) -> Option<String> {
    if matches!(arg.get_action(), ArgAction::SetTrue) {
        let right = matches!(value, "true" | "false");
        return (!right).then(|| format!("{name} is “{}”: write true or false", shown(arg, value)));
    }
    // Alone, so that nothing else is asked for; without its name in the surroundings, which is looked at by itself.
    let alone = Command::new("settings").no_binary_name(true).arg(arg.clone().env(None::<&str>).required(false).long("value"));
    let error = alone.try_get_matches_from([format!("--value={value}")]).err()?;
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default();
    let why = first.rsplit_once(">': ").or_else(|| first.rsplit_once(">'")).map_or("", |(_, why)| why).trim();
    let choices: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let mut words = format!("{name} is “{}”", shown(arg, value));
    let _infallible = match (choices.is_empty(), why) {
        (false, _) => write!(words, ": write {}", choices.join(", or ")),
        (true, "") => write!(words, ", which is not allowed"),
        (true, why) => write!(words, ": {why}"),
    };
    Some(words)
}

/// A value that may be seen: of one that could hold a secret nothing, but for the path of a file.
fn shown(arg: &Arg, value: &str) -> String {
    if arg.is_hide_env_values_set() && !value.starts_with("sqlite:") { "(not shown)".to_owned() } else { value.chars().take(200).collect() }
}

/// Prints every setting, its value and where it comes from.
///
/// # Errors
/// The file cannot be read.
pub fn show(named: Option<&Path>) -> anyhow::Result<()> {
    let command = crate::cli::Cli::command();
    let read = read(named, &command)?;
    let settings = settings(&command);
    let width = settings.keys().map(String::len).max().unwrap_or(0);
    for (name, arg) in &settings {
        let (value, from) = in_force(name, arg, &read);
        let value = value.map_or_else(|| "-".to_owned(), |value| shown(arg, &value));
        say(&format!("{name:width$}  {value}  ({from})"));
    }
    Ok(())
}

/// The value of a setting, and where it comes from; none where it is not set.
fn in_force(name: &str, arg: &Arg, read: &Settled) -> (Option<String>, String) {
    let variable = arg.get_env().and_then(|variable| variable.to_str()).unwrap_or_default();
    if let Some(value) = std::env::var(variable).ok().filter(|value| !value.is_empty()) {
        return (Some(value), format!("environment, {variable}"));
    }
    if let Some(given) = read.given.get(name) {
        return (Some(given.value.clone()), format!("{}, line {}", read.path.display(), given.line));
    }
    let default = arg.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
    match default.or_else(|| matches!(arg.get_action(), ArgAction::SetTrue).then(|| "false".to_owned())) {
        Some(value) => (Some(value), "as it is where nothing is said".to_owned()),
        None => (None, "not set".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> (BTreeMap<String, Given>, Vec<String>) {
        let mut wrong = Vec::new();
        let given = parse(text, &settings(&Cli::command()), |line, words| wrong.push(format!("{line}: {words}")));
        (given, wrong)
    }

    #[test]
    fn a_file_sets_what_arguments_set() {
        let (given, wrong) =
            faults("port = 8080\nbehind_proxy = true\nhost = \"0.0.0.0\"\nsecurity_expires = 2027-06-30\nlog = \"json\"\n");
        assert_eq!(wrong, [""; 0]);
        assert_eq!(given["port"], Given { value: "8080".into(), line: 1 });
        let read = |arguments: &[&str]| {
            let matches = with(Cli::command(), &given).try_get_matches_from(arguments).unwrap();
            let (_, serve) = matches.subcommand().unwrap();
            let expires = serve.get_one::<chrono::NaiveDate>("security_expires").unwrap().to_string();
            (*serve.get_one::<u16>("port").unwrap(), serve.get_flag("behind_proxy"), expires)
        };
        assert_eq!(read(&["measure-up", "serve"]), (8080, true, "2027-06-30".into()));
        assert_eq!(read(&["measure-up", "serve", "--port", "1"]), (1, true, "2027-06-30".into()));
    }

    #[test]
    fn every_mistake_is_named_with_its_line_and_how_to_mend_it() {
        let (given, wrong) =
            faults("\nprot = 80\nport = 80000\nbehind_proxy = \"yes\"\nhost = [1]\nlog = \"xml\"\nzzz = 1\nconfig = \"x\"\n");
        assert!(given.is_empty());
        assert_eq!(wrong.len(), 7, "{wrong:#?}");
        for (at, words) in [
            "2: there is no setting “prot”: the nearest is port",
            "3: port is “80000”: ",
            "4: behind_proxy is “yes”: write true or false",
            "5: host takes one text",
            "6: log is “xml”: write json, or text, or off",
            "7: there is no setting “zzz”: measure-up config shows all",
            "8: there is no setting “config”",
        ]
        .iter()
        .enumerate()
        {
            assert!(wrong[at].starts_with(words), "{} is not {words}", wrong[at]);
        }
        let (_, wrong) = faults("port = 1\nport = 2\n");
        assert!(wrong[0].starts_with("2: this is not TOML"), "{wrong:?}");
    }

    #[test]
    fn what_could_be_a_secret_is_not_shown() {
        let all = settings(&Cli::command());
        assert_eq!(shown(&all["database_url"], "postgres://me:secret@host/x"), "(not shown)");
        assert_eq!(shown(&all["database_url"], "sqlite:council.db"), "sqlite:council.db");
        assert!(all.keys().all(|name| !name.contains("secret") || all[name].is_hide_env_values_set()));
    }
}
