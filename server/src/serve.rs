//! Serving the newest release.

use std::{
    convert::Infallible,
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use domain::store::{Sealed, Store};
use tokio::net::TcpListener;

use crate::{
    cli::now,
    folder,
    http::{
        self,
        around::Around,
        listen::listen,
        site::BuiltSite,
        state::{Served, State},
    },
    load::load_folder,
    manage::Desk,
    meters,
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
pub async fn serve<S: Store>(store: S, desk: Desk, council: &Path, site: &Path, front: Front) -> anyhow::Result<()> {
    // The port first: there is no use in loading for a minute to find it taken.
    let listener = take(front.address, "PORT=3001").await?;
    let watched = match front.metrics {
        Some(address) => Some(take(address, "METRICS_PORT=9091").await?),
        None => None,
    };
    let site = BuiltSite::read(site)?;
    let (code, sealed) = current(&store, council).await?;
    let started = Instant::now();
    let release = match publish::open(sealed) {
        Ok(release) => release,
        // As after a change of its format: what it was made from is still there.
        Err(error) => {
            complain(&error);
            publish::publish(&store, &code, now(), Compared::WithBefore).await?;
            let sealed = store.current_release(&code).await.context("the database could not be read")?;
            publish::open(sealed.context("the release that was just published is not there")?)?
        }
    };
    tracing::info!(cells = release.cells(), seconds = started.elapsed().as_secs_f32(), "release opened");
    let name = release.catalogue.name.clone();
    let number = release.catalogue.release;
    let served = Served::from(Arc::new(State::new(release, site)));
    let address = listener.local_addr().context("the address listened on is not known")?;
    tracing::info!(version = env!("CARGO_PKG_VERSION"), council = %code, release = number, port = address.port(), "started");
    let desk = Arc::new(desk);
    if let (Some(listener), Some(meters)) = (watched, front.around.meters.clone()) {
        let own = listener.local_addr().context("the address listened on is not known")?;
        say(&format!("Numbers for Prometheus: {own}/metrics"));
        tokio::spawn(listen(listener, meters::router(meters, served.clone(), Arc::clone(&desk)), stopped()));
    }
    say(&format!("{name}, release {number}: http://{address}"));
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
    }
}

/// Looks for a newer release of a council again and again, and serves it once there is one. A release that cannot be opened is told of once,
/// and the one served stays. Never ends.
pub async fn follow<S: Store>(store: &S, council: &str, served: &Served, every: Duration) -> Infallible {
    let mut refused = None;
    let mut silent = false;
    loop {
        tokio::time::sleep(every).await;
        let newest = match store.current_number(council).await {
            Ok(newest) => newest,
            // The next look may do better: a fault is told of when it begins.
            Err(error) => {
                if !std::mem::replace(&mut silent, true) {
                    complain(&anyhow::Error::new(error).context("the database could not be looked at for a new release"));
                }
                continue;
            }
        };
        silent = false;
        let now = i64::from(served.now().release.catalogue.release);
        let Some(newest) = newest.filter(|newest| *newest != now && Some(*newest) != refused) else { continue };
        match renew(store, council, served).await {
            Ok(number) => say(&format!("Release {number} is served now.")),
            Err(error) => {
                refused = Some(newest);
                complain(&error.context(format!("release {newest} is there and cannot be served; release {now} stays")));
            }
        }
    }
}

/// Opens the newest release and serves it. What was kept of the pages of the one before goes with it.
async fn renew<S: Store>(store: &S, council: &str, served: &Served) -> anyhow::Result<u32> {
    let sealed = store.current_release(council).await.context("the database could not be read")?;
    let sealed = sealed.context("it is not there any more")?;
    let site = Arc::clone(&served.now().built);
    // Decoding takes a while: requests go on beside it.
    let state = tokio::task::spawn_blocking(move || Ok::<_, anyhow::Error>(State::new(publish::open(sealed)?, site)));
    let state = state.await.context("opening it failed")??;
    let number = state.release.catalogue.release;
    served.swap(state);
    Ok(number)
}

/// The code of the folder's council and its newest release, made first if the folder has changed since.
async fn current<S: Store>(store: &S, path: &Path) -> anyhow::Result<(String, Sealed)> {
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
    if let Some(published) = published {
        // What was brought in beside the folder is published when somebody says so, and not because the program starts.
        let made_from = store.batch(published.batch).await.context("the database could not be read")?;
        if made_from.is_some_and(|made_from| made_from.digest == batch.digest) {
            return Ok((code, published));
        }
    }
    if let Err(refused) = publish::publish_batch(store, &batch, now(), Compared::WithBefore).await {
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
