//! Taking connections, with a limit on everything that a slow or greedy client could hold.

use std::{future::Future, io, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1::Builder};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{net::TcpListener, sync::Semaphore};
use tower::Service;
use tower_http::timeout::TimeoutBody;

use super::taking::Taking;

/// How long clients are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How long a client may take to send its headers; also how long a connection is kept without a request.
    pub headers: Duration,
    /// How long a client may pause while it sends a body.
    pub pause: Duration,
    /// How long a client may take nothing of what it is sent.
    pub taking: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { headers: Duration::from_secs(30), pause: Duration::from_secs(30), taking: Duration::from_mins(1) }
    }
}

/// Bytes of a request's line and headers.
const LARGEST: usize = 64 * 1024;
/// Connections at once. More wait.
const MOST: usize = 4_096;
/// How long requests under way have to finish when the program is to stop.
const GRACE: Duration = Duration::from_secs(30);
/// How long to wait when no connection can be taken, as when the system has no more files to give.
const BREATH: Duration = Duration::from_secs(1);

/// Answers requests until `stop` comes, then finishes those that are under way. Says whether all of them came to their end.
pub async fn listen(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) -> bool {
    listen_with(listener, router, Patience::default(), stop).await
}

/// The same, with patience of another length.
pub async fn listen_with(listener: TcpListener, router: Router, patience: Patience, stop: impl Future<Output = ()>) -> bool {
    let (places, connections) = (Arc::new(Semaphore::new(MOST)), GracefulShutdown::new());
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(patience.headers).max_header_size(LARGEST).max_buf_size(LARGEST);
    let mut stop = std::pin::pin!(stop);
    loop {
        let taken = async {
            // Never closed.
            let place = Arc::clone(&places).acquire_owned().await.ok();
            (place, listener.accept().await)
        };
        let (place, (stream, from)) = tokio::select! {
            () = &mut stop => break,
            (place, accepted) = taken => match accepted {
                Ok(accepted) => (place, accepted),
                Err(error) => {
                    if !gone(&error) {
                        tracing::error!(%error, "no connection can be taken");
                        tokio::time::sleep(BREATH).await;
                    }
                    continue;
                }
            },
        };
        // Small answers go out at once.
        let _best_effort = stream.set_nodelay(true);
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
            let mut request: Request = request.map(|body| Body::new(TimeoutBody::new(patience.pause, body)));
            request.extensions_mut().insert(ConnectInfo(from));
            router.clone().call(request)
        });
        let connection = connections.watch(builder.serve_connection(TokioIo::new(Taking::new(stream, patience.taking)), service));
        tokio::spawn(async move {
            // A client that goes away is no fault of ours.
            let _ended = connection.await;
            drop(place);
        });
    }
    drop(listener);
    tokio::time::timeout(GRACE, connections.shutdown()).await.is_ok()
}

/// Whether it was only this client that went away.
fn gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset)
}
