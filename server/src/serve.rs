//! Serving the newest release.

use std::{
    collections::BTreeSet,
    convert::Infallible,
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use domain::{
    folder::part,
    programme::edit::Record,
    register::Register,
    release::Release,
    store::{Batch, Import, Imports, Proposals, Releases, Reports, Sealed},
};
use tokio::net::TcpListener;

use crate::{
    cli::now,
    folder,
    http::{
        self,
        around::Around,
        frozen::Archive,
        listen::listen,
        past::Find,
        site::BuiltSite,
        state::{Served, State},
    },
    load::load_folder,
    mail,
    manage::Desk,
    meters,
    open::{self, OpenData},
    publish::{self, Compared},
    say::{complain, say},
};

/// How often the database is looked at for a newer release.
const LOOK: Duration = Duration::from_secs(5);

/// Where a server listens, and what is around what it answers.
#[derive(Debug)]
pub struct Front {
    /// Where it listens.
    pub address: SocketAddr,
    /// Where Prometheus asks, if it may.
    pub metrics: Option<SocketAddr>,
    /// What is around every route.
    pub around: Around,
    /// The text of `security.txt`.
    pub security: Option<String>,
    /// Where open data files are.
    pub files: OpenData,
}

/// Takes a port.
async fn take(address: SocketAddr, setting: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            anyhow::anyhow!("port {} is in use: stop the program that uses it, or choose another with {setting}", address.port())
        }
        _ => anyhow::Error::new(error).context(format!("cannot listen on {address}")),
    })
}

/// Brings the database up to date with the folder, then serves the newest release until told to stop.
///
/// A folder with faults is not loaded: what was published before stays served, and every fault is told.
pub async fn serve<S: Releases + Imports + Proposals + Reports + Clone + 'static>(
    store: S,
    desk: Desk,
    council: &Path,
    site: &Path,
    front: Front,
) -> anyhow::Result<()> {
    // The port first: there is no use in loading for a minute to find it taken.
    let listener = take(front.address, "PORT=3001").await?;
    let watched = match front.metrics {
        Some(address) => Some(take(address, "METRICS_PORT=9091").await?),
        None => None,
    };
    let site = BuiltSite::read(site)?.reached(desk.settings.origin.clone());
    let (code, sealed) = current(&store, council).await?;
    let started = Instant::now();
    let release = match publish::open(sealed) {
        Ok(release) => release,
        // As after a change of its format: what it was made from is still there.
        Err(error) => {
            complain(&error);
            publish::once_more(&store, &code, now()).await?;
            let sealed = store.current_release(&code).await.context("the database could not be read")?;
            publish::open(sealed.context("the release that was just published is not there")?)?
        }
    };
    tracing::info!(cells = release.cells(), seconds = started.elapsed().as_secs_f32(), "release opened");
    let name = release.catalogue.name.clone();
    let number = release.catalogue.release;
    let register = store.register(&code).await.context("the database could not be read")?;
    let records = store.records(&code).await.context("the database could not be read")?;
    let files = folder::texts(council).map(|files| part::slim(&files)).unwrap_or_default();
    let state = State::new(release, site).from_folder(files).telling(register).following(records);
    let served = Served::finding(Arc::new(state), finder(store.clone(), code.clone())).with_files(front.files);
    let served = served.with_archive(archive(store.clone(), code.clone()));
    let address = listener.local_addr().context("the address listened on is not known")?;
    tracing::info!(version = env!("CARGO_PKG_VERSION"), council = %code, release = number, port = address.port(), "started");
    if desk.settings.openid.is_some() && !desk.administered_here().await? {
        tracing::warn!(
            "no administrator has a password here: if the sign-in service does not answer, nobody can manage people; run measure-up user add"
        );
    }
    let desk = Arc::new(desk);
    if let (Some(listener), Some(meters)) = (watched, front.around.meters.clone()) {
        let own = listener.local_addr().context("the address listened on is not known")?;
        say(&format!("Numbers for Prometheus: {own}/metrics"));
        tokio::spawn(listen(listener, meters::router(meters, served.clone(), Arc::clone(&desk)), stopped()));
    }
    say(&format!("{name}, release {number}: http://{address}"));
    let planner = Arc::clone(&desk);
    let router = http::manage::whole(served.clone(), desk, front.around, front.security);
    tokio::select! {
        finished = listen(listener, router, stopped()) => {
            if !finished {
                say("Some requests did not come to their end, and were given up.");
            }
            tracing::info!(finished, "stopped");
            Ok(())
        }
        never = follow(&store, &code, &served, LOOK) => match never {},
        never = keep_dates(&planner, &code, LOOK) => match never {},
        never = mail::keep_round(&planner, &served) => match never {},
        never = open::keep(&served, LOOK) => match never {},
    }
}

/// Finds releases of a council.
fn finder<S: Releases + Clone + 'static>(store: S, council: String) -> Find {
    Box::new(move |number| {
        let (store, council) = (store.clone(), council.clone());
        Box::pin(async move { store.release(&council, i64::from(number)).await.context("the database could not be read") })
    })
}

/// Finds forms of frozen reports.
pub fn archive<S: Reports + Clone + 'static>(store: S, council: String) -> Archive {
    Archive::finding(Box::new(move |digest, name| {
        let (store, council) = (store.clone(), council.clone());
        Box::pin(async move { store.report_form(&council, &digest, name).await.context("the database could not be read") })
    }))
}

/// Looks again and again for what is told of a council's releases and what was approved of its programmes, and serves the newest release that stands and
/// that can be opened: one that is published, or an earlier one where the newest was withdrawn. One that cannot be opened is told of once. Never ends.
pub async fn follow<S: Releases + Proposals>(store: &S, council: &str, served: &Served, every: Duration) -> Infallible {
    let (mut told, mut refused) = (None, BTreeSet::new());
    let mut silent = false;
    loop {
        tokio::time::sleep(every).await;
        served.past.tidy();
        let looked = async {
            let version = (store.register_version(council).await?, store.programmes_version(council).await?);
            let news = if told == Some(version) { None } else { Some((store.register(council).await?, store.records(council).await?)) };
            Ok::<_, S::Error>((version, news))
        };
        let (version, news) = match looked.await {
            Ok(looked) => looked,
            // The next look may do better: a fault is told of when it begins.
            Err(error) => {
                if !std::mem::replace(&mut silent, true) {
                    complain(&anyhow::Error::new(error).context("the database could not be looked at for a new release"));
                }
                continue;
            }
        };
        silent = false;
        let Some((register, records)) = news else { continue };
        match renew(store, council, served, (register, records), &mut refused).await {
            Ok(()) => told = Some(version),
            Err(error) => complain(&error.context("what is told of releases or of programmes has changed, and could not be followed")),
        }
    }
}

/// Looks again and again for a planned release whose time has come, and publishes it. Never ends.
async fn keep_dates(desk: &Arc<Desk>, council: &str, every: Duration) -> Infallible {
    let mut silent = false;
    loop {
        tokio::time::sleep(every).await;
        desk.sweep_releases();
        match desk.publish_due(council).await {
            Ok(done) => {
                silent = false;
                match done {
                    Some(Ok(number)) => say(&format!("Release {number} was planned for now, and is published.")),
                    Some(Err(why)) => complain(&anyhow::anyhow!("the planned release could not be published: {why}")),
                    None => {}
                }
            }
            // The next look may do better: a fault is told of when it begins.
            Err(stop) => {
                if !std::mem::replace(&mut silent, true) {
                    complain(&anyhow::Error::new(stop).context("the planned release could not be published yet; it is tried again"));
                }
            }
        }
    }
}

/// Serves what the register says is to be served, tells what it says, and shows programmes as they are now. What was kept of pages goes.
async fn renew<S: Releases>(
    store: &S,
    council: &str,
    served: &Served,
    (register, records): (Register, Vec<Record>),
    refused: &mut BTreeSet<u32>,
) -> anyhow::Result<()> {
    let register = Arc::new(register);
    let mut now = served.now();
    let before = now.release.catalogue.release;
    let withdrawn = register.release(before).is_some_and(|release| release.withdrawn.is_some());
    if withdrawn && now.register != register {
        // First of all it is shown no more: opening another takes a while, and may fail.
        served.swap(now.telling(Arc::clone(&register)));
        now = served.now();
    }
    let standing = register.releases.iter().filter(|release| release.withdrawn.is_none()).map(|release| release.number);
    let mut failed = Vec::new();
    let mut opened = None;
    for number in standing.filter(|number| !refused.contains(number)) {
        if number == before {
            break;
        }
        match open(store, council, number).await? {
            Ok(release) => {
                opened = Some(release);
                break;
            }
            Err(error) => failed.push((number, error)),
        }
    }
    let state = match opened {
        Some(release) => {
            let (built, files) = (Arc::clone(&now.built), Arc::clone(&now.folder));
            // Its digest takes a while as well.
            let state =
                tokio::task::spawn_blocking(move || State::new(release, built).from_folder(files).telling(register).following(records))
                    .await;
            Some(state.context("opening it failed")?)
        }
        None if now.register != register || *now.records != *records => Some(now.telling(register).following(records)),
        None => None,
    };
    let number = state.as_ref().map_or(before, |state| state.release.catalogue.release);
    if let Some(state) = state {
        served.swap(state);
    }
    if number != before {
        say(&format!("Release {number} is served now."));
    } else if withdrawn {
        complain(&anyhow::anyhow!(
            "release {before} was withdrawn, and no other can be opened: its pages say so until another is published"
        ));
    }
    for (refusal, error) in failed {
        refused.insert(refusal);
        complain(&error.context(format!("release {refusal} is there and cannot be served; release {number} stays")));
    }
    Ok(())
}

/// Opens a release; none that this version can read, where it fails within.
async fn open<S: Releases>(store: &S, council: &str, number: u32) -> anyhow::Result<anyhow::Result<Release>> {
    let sealed = store.release(council, i64::from(number)).await.context("the database could not be read")?;
    let sealed = sealed.context("it is not there any more")?;
    // Decoding takes a while: requests go on beside it.
    tokio::task::spawn_blocking(move || publish::open(sealed)).await.context("opening it failed")
}

/// The code of the folder's council and its newest release, made first if the folder has changed since.
async fn current<S: Releases + Imports>(store: &S, path: &Path) -> anyhow::Result<(String, Sealed)> {
    let (folder, digest) = match folder::read(path) {
        Ok(read) => read,
        Err(faults) => {
            // Whose folder it is, it may still say. If not, its faults say why.
            let Ok(code) = folder::code(path) else { return Err(faults) };
            let Some(published) = store.current_release(&code).await.context("the database could not be read")? else { return Err(faults) };
            complain(&faults);
            say(&format!("Release {} stays served, as it was before.", published.number));
            return Ok((code, published));
        }
    };
    let code = folder.council.code.clone();
    let batch = load_folder(store, &folder, &digest, now()).await?;
    let published = store.current_release(&code).await.context("the database could not be read")?;
    if let Some(published) = published
        && !publishes_by_itself(store, &code, &batch, &published).await?
    {
        return Ok((code, published));
    }
    let hold = publish::kept_held(store, &code).await?;
    if let Err(refused) = publish::publish_batch(store, &batch, &hold, now(), Compared::WithBefore).await {
        let Some(published) = store.current_release(&code).await.context("the database could not be read")? else { return Err(refused) };
        complain(&refused);
        say(&format!("Release {} stays served, as it was before.", published.number));
        return Ok((code, published));
    }
    match store.current_release(&code).await.context("the database could not be read")? {
        Some(published) => Ok((code, published)),
        None => bail!("the release that was just published is not there: the database may be changed by another program"),
    }
}

/// Whether what was loaded is published because the program starts: only where the folder is another than the one that the newest release was made
/// from, and nothing else would be published with it. What was brought in beside the folder is published when somebody says so.
async fn publishes_by_itself<S: Releases + Imports>(store: &S, code: &str, batch: &Batch, published: &Sealed) -> anyhow::Result<bool> {
    let unread = || "the database could not be read";
    let stand = store.stand(code).await.with_context(unread)?;
    let newest = match stand.newest {
        Some(newest) if newest != published.number => store.release(code, newest).await.with_context(unread)?,
        _ => None,
    };
    let newest = newest.as_ref().unwrap_or(published);
    let made_from = store.batch(newest.batch).await.with_context(unread)?;
    if made_from.is_some_and(|made_from| made_from.digest == batch.digest) {
        return Ok(false);
    }
    // An import is older than the first batch that it is part of.
    let waits = |import: &Import| match &import.withdrawn {
        None => import.batch.id > newest.batch,
        Some((at, _)) => import.batch.id < newest.batch && *at > newest.published_at,
    };
    let plans = store.plans(code).await.with_context(unread)?;
    let why = if newest.number != published.number {
        format!("release {} was withdrawn", newest.number)
    } else if let Some(plan) = plans.first().filter(|plan| plan.ended.is_none()) {
        format!("a release is planned for {} UTC", plan.at.format("%Y-%m-%d %H:%M"))
    } else if let Some(import) = store.imports(code).await.with_context(unread)?.iter().find(|import| waits(import)) {
        format!("import {} waits to be published", import.batch.id)
    } else {
        return Ok(true);
    };
    say(&format!(
        "The folder has changed, and is not published by itself because {why}: publish on /manage/releases, or with measure-up publish. \
         Release {} stays served.",
        published.number
    ));
    Ok(false)
}

/// Waits for the signal to stop.
async fn stopped() {
    let interrupt = async {
        let _asked = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
