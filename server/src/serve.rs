//! Serving the newest release.

use std::{net::SocketAddr, path::Path, sync::Arc, time::Instant};

use anyhow::{Context, bail};
use domain::store::{Sealed, Store};
use tokio::net::TcpListener;

use crate::{
    cli::now,
    folder,
    http::{self, site::BuiltSite, state::State},
    load::load_folder,
    publish,
    say::{complain, say},
};

/// Brings the database up to date with the folder, then serves the newest release until told to stop.
///
/// A folder with faults is not loaded: what was published before stays served, and every fault is told.
pub async fn serve<S: Store>(store: S, council: &Path, site: &Path, address: SocketAddr) -> anyhow::Result<()> {
    // The port first: there is no use in loading for a minute to find it taken.
    let listener = TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            anyhow::anyhow!("port {} is in use: stop the program that uses it, or choose another with PORT=3001", address.port())
        }
        _ => anyhow::Error::new(error).context(format!("cannot listen on {address}")),
    })?;
    let site = BuiltSite::read(site)?;
    let sealed = current(&store, council).await?;
    let started = Instant::now();
    let release = publish::open(sealed)?;
    tracing::info!(cells = release.cells(), seconds = started.elapsed().as_secs_f32(), "release opened");
    let name = release.catalogue.name.clone();
    let number = release.catalogue.release;
    drop(store);
    let state = Arc::new(State::new(release, site));
    let address = listener.local_addr().context("the address listened on is not known")?;
    say(&format!("{name}, release {number}: http://{address}"));
    axum::serve(listener, http::router(state)).with_graceful_shutdown(stopped()).await.context("the server stopped")
}

/// The newest release of the folder's council, made first if the folder has changed since.
async fn current<S: Store>(store: &S, path: &Path) -> anyhow::Result<Sealed> {
    let read = folder::read(path);
    let code = match &read {
        Ok((folder, _)) => folder.council.code.clone(),
        Err(_) => path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
    };
    let published = store.current_release(&code).await.context("the database could not be read")?;
    let (folder, digest) = match (read, published) {
        (Ok(read), _) => read,
        (Err(faults), Some(published)) => {
            complain(&faults);
            say(&format!("Release {} stays served, as it was before.", published.number));
            return Ok(published);
        }
        (Err(faults), None) => return Err(faults),
    };
    let batch = load_folder(store, &folder, &digest, now()).await?;
    let published = store.current_release(&code).await.context("the database could not be read")?;
    if let Some(published) = published
        && published.batch == batch.id
    {
        return Ok(published);
    }
    publish::publish_batch(store, &batch, now()).await?;
    match store.current_release(&code).await.context("the database could not be read")? {
        Some(published) => Ok(published),
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
