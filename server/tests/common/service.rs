//! A council served: its folder read, loaded, published and opened again, behind the router, without a socket.

use std::{path::Path, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use chrono::{NaiveDate, NaiveDateTime};
use domain::store::Store;
use server::{
    folder,
    http::{router, site::BuiltSite, state::State},
    load::load,
    publish::{self, Compared},
};
use store_sqlite::SqliteStore;
use tower::ServiceExt;

use super::site;

/// The moment at which tests load and publish.
pub(crate) fn moment() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 1, 15).unwrap().and_hms_opt(9, 30, 0).unwrap()
}

/// A council served.
pub(crate) struct Service {
    pub(crate) state: Arc<State>,
    pub(crate) router: Router,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) address: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Service {
    /// From a folder to a router, by way of a database file. Waits for a thread of its own, so that any test may call it.
    pub(crate) fn of(council: &Path) -> Self {
        let council = council.to_path_buf();
        let started = std::thread::spawn(move || {
            tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(Self::start(&council))
        });
        started.join().unwrap()
    }

    async fn start(council: &Path) -> Self {
        let home = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", home.path().join("council.db").display());
        let code = folder::code(council).unwrap();
        let store = SqliteStore::open(&url).await.unwrap();
        load(&store, council, moment()).await.unwrap();
        publish::publish(&store, &code, moment(), Compared::WithBefore).await.unwrap();
        store.close().await;
        // As another process would find it.
        let store = SqliteStore::open(&url).await.unwrap();
        let sealed = store.current_release(&code).await.unwrap().unwrap();
        store.close().await;
        let built = home.path().join("site");
        site::build(&built);
        let state = Arc::new(State::new(publish::open(sealed).unwrap(), BuiltSite::read(&built).unwrap()));
        Self { router: router(Arc::clone(&state)), state }
    }

    /// Asks for an address.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.ask(Method::GET, address, "").await
    }

    /// Asks for an address by a method, taking these encodings.
    pub(crate) async fn ask(&self, method: Method, address: &str, encodings: &str) -> Answer {
        let request = Request::builder().method(method).uri(address).header(header::ACCEPT_ENCODING, encodings);
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 64 * 1024 * 1024).await.unwrap().to_vec();
        Answer { address: address.to_owned(), status: parts.status, headers: parts.headers, bytes }
    }
}

impl Answer {
    /// The body as text.
    pub(crate) fn body(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    /// A header; blank where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The answer, which must have this status.
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.address, String::from_utf8_lossy(&self.bytes));
        self
    }
}
