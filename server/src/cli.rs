//! The command line. One program checks, loads, publishes and serves.

mod people;

use std::{collections::BTreeSet, path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::Context;
use chrono::{NaiveDateTime, Utc};
use clap::{Args, Parser, Subcommand};
use domain::format::plural;
use store_sqlite::SqliteStore;

use crate::{
    backup, config, folder,
    guard::Guard,
    import, load, log, mail,
    manage::{Desk, openid, settings::Settings},
    open::OpenData,
    publish::{self, Compared},
    say::{complain, say},
    serve::{self, Front},
};

/// Measures a council's promises in the open.
#[derive(Debug, Parser)]
#[command(name = "measure-up", version, about = "Measures a council's promises in the open")]
pub struct Cli {
    /// File of settings. Without it, measure-up.toml where the program is started, if it is there.
    #[arg(long, env = "CONFIG", global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The log, to standard error, with a line for each request. Without it, warnings are written as text.
    #[arg(long, env = "LOG", global = true, value_enum)]
    log: Option<log::Form>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "there is one for a run of the program")]
enum Command {
    /// Reads a council's folder and reports every fault by file, line and column.
    Check {
        /// The folder.
        folder: PathBuf,
    },
    /// Loads a council's folder into the database. Nothing is published.
    Load(Where),
    /// Publishes what was loaded last, as a new release.
    Publish {
        #[command(flatten)]
        place: Where,
        /// Publish though the newest release cannot be read: what is new is compared with nothing, and small differences from it are shown.
        #[arg(long)]
        compare_with_nothing: bool,
        /// Also publish what is new of measures that the newest release holds.
        #[arg(long)]
        let_go: bool,
    },
    /// Brings in the figures of a table (CSV, XLSX or ODS) beside the folder's, after saying all that is wrong with it and what changes.
    Import(import::Request),
    /// Lists the tables that were brought in.
    Imports(import::Listed),
    /// Takes a table that was brought in out of force again.
    Withdraw {
        /// The number of the import.
        number: i64,
        #[command(flatten)]
        asked: import::Listed,
    },
    /// Serves the newest release; loads and publishes the folder first when it has changed.
    Serve {
        #[command(flatten)]
        place: Where,
        /// Folder of the built site: style, fonts and the application for the browser.
        #[arg(long, env = "SITE", default_value = "target/site")]
        site: PathBuf,
        /// Port to listen on.
        #[arg(long, env = "PORT", default_value_t = 3000)]
        port: u16,
        /// Address to listen on.
        #[arg(long, env = "HOST", default_value = "127.0.0.1")]
        host: std::net::IpAddr,
        /// The address that people type, such as <https://measures.example.org>. Needed for signing in from other machines.
        #[arg(long, env = "PUBLIC_URL")]
        public_url: Option<String>,
        /// Requests come by way of a web server that adds the address it was asked from to `X-Forwarded-For`.
        #[arg(long, env = "BEHIND_PROXY")]
        behind_proxy: bool,
        #[command(flatten)]
        guard: Guard,
        #[command(flatten)]
        openid: openid::options::Options,
        #[command(flatten)]
        mail: mail::Options,
    },
    /// Shows which settings are in force, and where each comes from.
    Config,
    /// Copies the database, also while it is served, looks whether the copy is whole, and prints its digest.
    Backup(backup::Backup),
    /// Puts a copy in the place of the database, which is kept beside it.
    Restore(backup::Restore),
    /// Says who may sign in. Passwords are asked for, or read from standard input.
    #[command(subcommand)]
    User(people::User),
    /// Looks after the record of who did what.
    #[command(subcommand)]
    Audit(people::Audit),
}

/// Which council, and which database.
#[derive(Debug, Args)]
pub struct Where {
    /// The council's folder.
    #[arg(long, env = "COUNCIL", default_value = "councils/liverpool")]
    pub council: PathBuf,
    /// The database: `sqlite:` and a path.
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:measure-up.db", hide_env_values = true)]
    pub database: String,
}

/// The time, read once for each command.
#[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read; everything below takes time as an argument")]
pub(crate) fn now() -> NaiveDateTime {
    Utc::now().naive_utc()
}

/// Runs a command.
pub fn run(cli: Cli) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            complain(&anyhow::Error::new(error).context("the program's threads could not be started"));
            return ExitCode::FAILURE;
        }
    };
    let log = log::begin(cli.log);
    let ended = runtime.block_on(command(cli));
    drop(log);
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

async fn command(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Check { folder } => check(&folder),
        Command::Load(place) => {
            let store = open(&place.database).await?;
            load::load(&store, &place.council, now()).await.map(drop)
        }
        Command::Publish { place, compare_with_nothing, let_go } => {
            let store = open(&place.database).await?;
            let council = folder::code(&place.council)?;
            let compared = if compare_with_nothing { Compared::WithWhatCanBeRead } else { Compared::WithBefore };
            let hold = if let_go { BTreeSet::new() } else { publish::kept_held(&store, &council).await? };
            publish::publish_newest(&store, &council, &hold, now(), compared).await.map(drop)
        }
        Command::Import(request) => import::import(&request).await,
        Command::Imports(asked) => import::list(&asked).await,
        Command::Withdraw { number, asked } => import::withdraw(&asked, number).await,
        Command::Serve { place, site, port, host, public_url, behind_proxy, guard, openid, mail } => {
            let settings = Settings::read(public_url.as_deref().filter(|url| !url.is_empty()), host, behind_proxy)?;
            let files = OpenData::beside(&place.database, settings.origin.clone());
            let security = guard.security(settings.origin.as_deref(), now().date())?;
            let (metrics, around) = (guard.metrics(), guard.around(&settings, host));
            let openid = openid.read(std::env::var("OPENID_CLIENT_SECRET").ok(), settings.origin.as_deref())?;
            let mail = mail.read(std::env::var("MAIL_PASSWORD").ok(), settings.origin.as_deref())?;
            let settings = settings.with_openid(openid).with_mail(mail);
            let store = open(&place.database).await?;
            let desk = Desk::open(store.clone(), settings, Arc::new(now)).await?.importing(place.council.clone());
            let front = Front { address: (host, port).into(), metrics, around, security, files };
            let ended = Box::pin(serve::serve(store.clone(), desk, &place.council, &site, front)).await;
            store.close().await;
            ended
        }
        Command::Config => config::show(cli.config.as_deref()),
        Command::Backup(asked) => backup::backup(&asked).await,
        Command::Restore(asked) => backup::restore(&asked).await,
        Command::User(command) => people::user(command).await,
        Command::Audit(command) => people::audit(command).await,
    }
}

/// Opens the database.
pub(crate) async fn open(url: &str) -> anyhow::Result<SqliteStore> {
    // An address of another kind of database may hold a password: it is not repeated.
    let named = match url.split_once("://") {
        Some((kind, _)) if kind != "sqlite" => format!("{kind}://…"),
        _ => url.to_owned(),
    };
    SqliteStore::open(url).await.with_context(|| format!("the database {named} could not be opened"))
}

fn check(path: &std::path::Path) -> anyhow::Result<()> {
    let (folder, _) = folder::read(path)?;
    let council = &folder.council;
    let in_force = council.areas_on(now().date()).count();
    let former = council.areas.len() - in_force;
    let former = if former > 0 { format!(" and {former} former") } else { String::new() };
    let rest = [
        (council.measures.len(), ("measure", "measures")),
        (council.plans.len(), ("plan", "plans")),
        (council.targets.len(), ("target", "targets")),
        (folder.observations.len(), ("observation", "observations")),
    ];
    let rest = rest.map(|(count, word)| plural(count as u64, word)).join(", ");
    say(&format!("{}: no faults. {}{former}, {rest}.", council.name, plural(in_force as u64, ("area", "areas"))));
    for (old, count) in &folder.renamed {
        let now = council.lineage.now(old.as_str()).and_then(|code| council.area(code));
        let name = now.map_or_else(String::new, |area| format!(" of {} ({})", area.name, area.code));
        say(&format!(
            "{} under the code {old}, which was replaced, read as{name}.",
            plural(*count as u64, ("observation", "observations"))
        ));
    }
    let former: BTreeSet<_> = council.areas.iter().filter(|area| area.former(now().date())).map(|area| &area.code).collect();
    let count = folder.observations.iter().filter(|one| former.contains(&one.area)).count();
    if count > 0 {
        say(&format!("{} of areas that are no longer: kept, and on no page.", plural(count as u64, ("observation", "observations"))));
    }
    Ok(())
}
