//! Accounts and the audit on the command line.

use std::{
    collections::BTreeSet,
    io::{IsTerminal, Read},
    net::Ipv4Addr,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use data_encoding::HEXLOWER;
use domain::{
    format::plural,
    people::{Grant, Login, User as Account, audit::Deed, audit::Head, read_name},
    store::{Change, Changed, People},
};
use store_sqlite::SqliteStore;

use super::{now, open};
use crate::{
    folder,
    manage::{Desk, audit, people::known, settings::Settings},
    say::say,
};

/// The most that is read as a password, in bytes.
const LONGEST: u64 = 1_000;

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Adds somebody. The password is asked for, or read from standard input; it is never an argument.
    Add {
        /// What they will type: an e-mail address or a short name.
        login: String,
        /// Their name.
        #[arg(long)]
        name: String,
        /// What they may do: viewer, viewer:AREA, contributor:SERVICE, approver:DIRECTORATE, unmasked:DIRECTORATE, performance-team or
        /// administrator. Can be given several times.
        #[arg(long = "grant", value_name = "GRANT")]
        grants: Vec<String>,
        /// The council's folder: areas, services and directorates that something is granted of must be in it.
        #[arg(long, env = "COUNCIL", default_value = "councils/liverpool")]
        council: PathBuf,
        #[command(flatten)]
        own: Own,
        #[command(flatten)]
        file: File,
    },
    /// Lists who may sign in.
    List(File),
    /// Signs somebody out everywhere, and lets them sign in no more.
    Deactivate(Who),
    /// Lets somebody sign in again.
    Reactivate(Who),
    /// Sets a new password, which is asked for or read from standard input.
    ResetPassword {
        #[command(flatten)]
        who: Who,
        #[command(flatten)]
        own: Own,
    },
    /// Removes somebody's second step, so that they set it up anew.
    ResetFactor(Who),
}

/// What to do with the audit.
#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Checks that no entry was changed or left out, and prints the number and the digest of the last.
    Verify {
        /// An entry that it must hold, as an earlier check printed it: its number, a colon and its digest.
        #[arg(long, value_name = "NUMBER:DIGEST")]
        holds: Option<String>,
        #[command(flatten)]
        file: File,
    },
}

/// Which database.
#[derive(Debug, Args)]
pub(super) struct File {
    /// The database: `sqlite:` and a path.
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:measure-up.db", hide_env_values = true)]
    database: String,
}

/// Whose password is typed.
#[derive(Debug, Args)]
pub(super) struct Own {
    /// They type the password themselves, and nobody else sees it. Without this it is good for seven days, and changed at the first sign-in.
    #[arg(long)]
    own: bool,
}

impl Own {
    fn words(&self) -> &'static str {
        if self.own { "" } else { " The password is good for seven days, and is changed at the first sign-in." }
    }
}

/// Who, in which database.
#[derive(Debug, Args)]
pub(super) struct Who {
    /// Their login.
    login: String,
    #[command(flatten)]
    file: File,
}

async fn desk(file: &File) -> anyhow::Result<(Desk, SqliteStore)> {
    let store = open(&file.database).await?;
    let settings = Settings::read(None, Ipv4Addr::LOCALHOST.into(), false)?;
    Ok((Desk::open(store.clone(), settings, Arc::new(now)).await?, store))
}

/// Runs a command about accounts.
pub(super) async fn user(command: User) -> anyhow::Result<()> {
    match command {
        User::Add { login, name, grants, council, own, file } => {
            let grants = read_grants(&grants, &council)?;
            add(&login, &name, grants, &own, &file).await
        }
        User::List(file) => list(&file).await,
        User::Deactivate(who) => {
            change(&who, Deed::Deactivate, |user| Change::Active(user.id, false), "is signed out, and can sign in no more").await
        }
        User::Reactivate(who) => change(&who, Deed::Reactivate, |user| Change::Active(user.id, true), "can sign in again").await,
        User::ResetFactor(who) => {
            change(&who, Deed::ResetFactor, |user| Change::NoFactor(user.id), "sets up a second step at the next sign-in").await
        }
        User::ResetPassword { who, own } => reset(&who, &own).await,
    }
}

/// Grants of what the council has. Its folder is read only where one is of something.
fn read_grants(grants: &[String], council: &Path) -> anyhow::Result<BTreeSet<Grant>> {
    let grants: BTreeSet<Grant> = grants.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
    if grants.iter().all(|grant| matches!(grant, Grant::Viewer | Grant::PerformanceTeam | Grant::Administrator)) {
        return Ok(grants);
    }
    let (folder, _) = folder::read(council).context("--council must name the folder of the council that something is granted of")?;
    Ok(grants.into_iter().map(|grant| known(grant, &folder.council)).collect::<Result<_, _>>()?)
}

async fn add(login: &str, name: &str, grants: BTreeSet<Grant>, own: &Own, file: &File) -> anyhow::Result<()> {
    let login: Login = login.parse()?;
    let name = read_name(name).context("the name is not one: 1 to 100 characters")?;
    let (desk, store) = desk(file).await?;
    let password = password()?;
    let changed = desk.add_from_here(login.clone(), name, grants, &password, own.own).await?;
    store.close().await;
    match changed {
        Changed::Done(user) => {
            say(&format!("{login} is user {user}, and can sign in at /sign-in, where a second step is set up first.{}", own.words()));
            Ok(())
        }
        Changed::Taken | Changed::Nobody | Changed::LastAdministrator | Changed::Elsewhere => {
            bail!("{login} has an account already: measure-up user reset-password {login} sets a new password")
        }
    }
}

async fn list(file: &File) -> anyhow::Result<()> {
    let store = open(&file.database).await?;
    let users = store.users().await?;
    store.close().await;
    for user in &users {
        let grants: Vec<String> = user.grants.iter().map(ToString::to_string).collect();
        let state = if user.active { "" } else { " (deactivated)" };
        say(&format!("{}\t{}\t{}{state}\t{}", user.id, user.login, user.name, grants.join(" ")));
    }
    say(&format!("{}.", plural(users.len() as u64, ("user", "users"))));
    Ok(())
}

/// The user of a login.
async fn find(store: &SqliteStore, login: &str) -> anyhow::Result<Account> {
    let account = store.account(&login.parse()?).await?;
    account.map(|account| account.user).with_context(|| format!("nobody has the login {login}: measure-up user list shows who has one"))
}

async fn change(who: &Who, deed: Deed, change: impl Fn(&Account) -> Change, done: &str) -> anyhow::Result<()> {
    let (desk, store) = desk(&who.file).await?;
    let user = find(&store, &who.login).await?;
    let changed = store.change(&change(&user), &desk.here(deed, format!("user {}", user.id))).await?;
    store.close().await;
    made(changed, &user)?;
    say(&format!("{} {done}.", user.login));
    Ok(())
}

/// Complains of a change that was not made.
fn made(changed: Changed, user: &Account) -> anyhow::Result<()> {
    match changed {
        Changed::Done(_) => Ok(()),
        Changed::LastAdministrator => {
            bail!("{} is the only administrator with a password here, and nothing was done: add another first", user.login)
        }
        Changed::Elsewhere => bail!("{} signs in by another service, and nothing was done: change it there", user.login),
        Changed::Taken | Changed::Nobody => bail!("{} has no account any more", user.login),
    }
}

async fn reset(who: &Who, own: &Own) -> anyhow::Result<()> {
    let (desk, store) = desk(&who.file).await?;
    let user = find(&store, &who.login).await?;
    let changed = desk.password_from_here(&user, &password()?, own.own).await?;
    store.close().await;
    made(changed, &user)?;
    say(&format!("{} has a new password, and is signed out everywhere.{}", user.login, own.words()));
    Ok(())
}

/// A password: asked for twice at a terminal, or the first line of what is piped in.
fn password() -> anyhow::Result<String> {
    if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ").context("the password could not be read")?;
        let again = rpassword::prompt_password("The same again: ").context("the password could not be read")?;
        if first != again {
            bail!("the two are not the same, and nothing was done");
        }
        return Ok(first);
    }
    let mut text = String::new();
    std::io::stdin().lock().take(LONGEST).read_to_string(&mut text).context("the password could not be read from standard input")?;
    let password = text.lines().next().unwrap_or_default();
    if password.is_empty() {
        bail!("no password was given: type it when asked, or pipe it in");
    }
    Ok(password.to_owned())
}

/// Runs a command about the audit.
pub(super) async fn audit(command: Audit) -> anyhow::Result<()> {
    let Audit::Verify { holds, file } = command;
    let holds = holds.map(|text| read_head(&text)).transpose()?;
    let store = open(&file.database).await?;
    let head = audit::verify(&store, holds).await;
    store.close().await;
    let head = head?;
    say(&format!("The audit is whole: {}.", plural(head.number as u64, ("entry", "entries"))));
    say(&format!("Keep this elsewhere, and give it to the next check with --holds: {}:{}", head.number, HEXLOWER.encode(&head.digest)));
    Ok(())
}

fn read_head(text: &str) -> anyhow::Result<Head> {
    let wrong = || format!("“{text}” is not a number, a colon and a digest of 64 hexadecimal digits");
    let (number, digest) = text.split_once(':').with_context(wrong)?;
    let digest = HEXLOWER.decode(digest.to_ascii_lowercase().as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    Ok(Head { number: number.parse().ok().with_context(wrong)?, digest: digest.with_context(wrong)? })
}
