//! Live views: drawn from frames in the browser as soon as they are there, from the server until then.

use std::{collections::BTreeMap, future::Future, pin::Pin, sync::Arc};

use domain::{
    NaiveDate,
    catalogue::Catalogue,
    frame::{Frame, Spread},
    period::Period,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::de::DeserializeOwned;

use crate::{draw::Drawn, error::ApiError, site::Site, wire::Packed};

/// A piece of the release that the browser can fetch.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// Everything but the figures.
    Catalogue,
    /// An area's frame.
    Area(u16),
    /// A measure's frame.
    Measure(u16),
    /// A period's spread.
    Spread(Period),
}

impl Piece {
    /// Its path below the release's frames.
    pub fn path(&self) -> String {
        match self {
            Self::Catalogue => "catalogue".to_owned(),
            Self::Area(area) => format!("area/{area}"),
            Self::Measure(measure) => format!("measure/{measure}"),
            Self::Spread(period) => format!("spread/{}", period.to_string().replace('/', "_")),
        }
    }
}

/// The pieces that have been fetched.
#[derive(Debug, Clone, Default)]
pub struct Pieces {
    /// Everything but the figures.
    pub catalogue: Option<Arc<Catalogue>>,
    /// Frames of areas.
    pub areas: BTreeMap<u16, Arc<Frame>>,
    /// Frames of measures.
    pub measures: BTreeMap<u16, Arc<Frame>>,
    /// Spreads of periods.
    pub spreads: BTreeMap<Period, Arc<Spread>>,
}

/// The browser's store of pieces. On the server it stays empty.
#[derive(Debug, Clone, Copy)]
pub struct Live {
    pieces: RwSignal<Pieces>,
    site: StoredValue<Site>,
}

impl Live {
    /// An empty store.
    pub fn new(site: &Site) -> Self {
        Self { pieces: RwSignal::new(Pieces::default()), site: StoredValue::new(site.clone()) }
    }

    /// Fetches the pieces that are not there yet. On the server it does nothing.
    pub fn want(self, pieces: Vec<Piece>) {
        crate::browser::fetch::want(self.pieces, &self.site.read_value().frames, pieces);
    }
}

/// What a server function promises to send.
pub type Sent = Pin<Box<dyn Future<Output = Result<Packed, ApiError>> + Send>>;

/// A packed value that follows a key. One kind of resource for all pages: each kind costs the browser code.
pub fn fetched(key: Memo<(String, String)>, remote: fn(String, String) -> Sent) -> Resource<Result<Packed, ApiError>> {
    Resource::new(move || key.get(), move |(subject, query)| remote(subject, query))
}

/// A value that follows a key, opened each time it is read. Read it within a `Transition`.
pub fn opened<V: DeserializeOwned + Send + Sync + 'static>(
    key: Memo<(String, String)>,
    remote: fn(String, String) -> Sent,
) -> Signal<Option<Result<V, ApiError>>> {
    let fetched = fetched(key, remote);
    Signal::derive(move || fetched.get().map(|packed| packed.and_then(|packed| packed.open())))
}

/// A view that follows the page's subject and the query: drawn here when the pieces are there, fetched from the server otherwise.
pub fn live_view<V>(
    subject: Memo<String>,
    remote: fn(String, String) -> Sent,
    draw: fn(&Pieces, NaiveDate, &str, &str) -> Drawn<V>,
) -> Signal<Option<Result<V, ApiError>>>
where
    V: Clone + PartialEq + Send + Sync + DeserializeOwned + 'static,
{
    let live = expect_context::<Live>();
    let search = use_location().search;
    let today = live.site.read_value().today;
    let local = Memo::new(move |_| match draw(&live.pieces.read(), today, &subject.read(), &search.read()) {
        Drawn::Ready(view) => Some(view),
        Drawn::Needs(_) => None,
    });
    Effect::new(move |_| {
        if let Drawn::Needs(pieces) = draw(&live.pieces.read(), today, &subject.read(), &search.read()) {
            live.want(pieces);
        }
    });
    let drawn = Memo::new(move |_| local.read().is_some());
    let fetched = fetched(unless(drawn, subject, search), remote);
    Signal::derive(move || local.get().or_else(|| fetched.get().map(|packed| packed.and_then(|packed| packed.open()))))
}

/// The key of what is fetched. While the view can be drawn here it stays what it was, and nothing is asked of the server.
fn unless(drawn: Memo<bool>, subject: Memo<String>, search: Memo<String>) -> Memo<(String, String)> {
    Memo::new(move |before: Option<&(String, String)>| match before {
        Some(before) if drawn.get() => before.clone(),
        _ => (subject.get(), search.get()),
    })
}
