//! The live page: what the document shows follows the address, from the pieces of the release that the browser has fetched.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    catalogue::Catalogue,
    frame::{Frame, Spread},
    period::Period,
};
use leptos::prelude::*;

use crate::{browser, dashboard::Dashboard, page::Page, pages::promises::Promises, site::Site, wire};

/// A piece of the release that the browser can fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Everything but the figures.
    Catalogue,
    /// What the plans promise, in full.
    Promises,
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
            Self::Promises => "promises".to_owned(),
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
    /// What the plans promise under each theme.
    pub promises: Option<Arc<Vec<Promises>>>,
    /// Frames of areas.
    pub areas: BTreeMap<u16, Arc<Frame>>,
    /// Frames of measures.
    pub measures: BTreeMap<u16, Arc<Frame>>,
    /// Spreads of periods.
    pub spreads: BTreeMap<Period, Arc<Spread>>,
}

impl Pieces {
    /// Reads a piece as it was fetched, and keeps it. None where it is not of this version of the program.
    pub fn put(&mut self, piece: &Piece, bytes: &[u8]) -> Option<()> {
        match piece {
            Piece::Catalogue => self.catalogue = Some(Arc::new(wire::read(bytes)?)),
            Piece::Promises => self.promises = Some(Arc::new(wire::read(bytes)?)),
            Piece::Area(area) => drop(self.areas.insert(*area, Arc::new(Frame::decode(bytes).ok()?))),
            Piece::Measure(measure) => drop(self.measures.insert(*measure, Arc::new(Frame::decode(bytes).ok()?))),
            Piece::Spread(period) => drop(self.spreads.insert(*period, Arc::new(Spread::decode(bytes).ok()?))),
        }
        Some(())
    }
}

/// What can be shown at an address.
#[derive(Debug, Clone, PartialEq)]
pub enum Showing {
    /// This page, drawn here.
    Page(Arc<Page>),
    /// Nothing new until these pieces have been fetched.
    Needs(Vec<Piece>),
    /// Nothing: only the server draws that page.
    Elsewhere,
}

/// The address of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// The path.
    pub path: String,
    /// The query, without `?`.
    pub query: String,
}

impl Address {
    /// An address; its query may have the `?` or not.
    pub fn new(path: String, query: &str) -> Self {
        Self { path, query: query.strip_prefix('?').unwrap_or(query).to_owned() }
    }
}

/// What the server has drawn.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The address asked for.
    pub address: Address,
    /// The page there.
    pub page: Arc<Page>,
}

/// What can be shown at an address that changes, drawn anew when it does or when pieces arrive.
pub fn showing(address: RwSignal<Address>, pieces: RwSignal<Pieces>, site: StoredValue<Site>) -> Memo<Showing> {
    Memo::new(move |_| {
        address.with(|Address { path, query }| match Dashboard::at(path) {
            None => Showing::Elsewhere,
            Some((dashboard, subject)) => match dashboard.draw(&*pieces.read(), &site.read_value(), &subject, query) {
                Ok(page) => Showing::Page(Arc::new(page)),
                Err(missing) => Showing::Needs(missing),
            },
        })
    })
}

/// Keeps the browser's page live; gives what a screen reader is told. On the server it does nothing.
pub fn keep(address: RwSignal<Address>, showing: Memo<Showing>, pieces: RwSignal<Pieces>, site: StoredValue<Site>) -> RwSignal<String> {
    let failed = RwSignal::new(false);
    let announcement = RwSignal::new(String::new());
    browser::chart::keep(showing, site);
    Effect::new(move |drawn: Option<Address>| {
        let now = address.get();
        let drawn = drawn.unwrap_or_else(|| now.clone());
        let changed = now != drawn;
        match &*showing.read() {
            Showing::Page(page) => {
                browser::page::shown(&page.full_title(&site.read_value().name), now.path != drawn.path);
                browser::address::arrive();
                // A page that has just loaded speaks for itself.
                if changed {
                    announcement.set(page.announcement.clone());
                }
                return now;
            }
            Showing::Needs(missing) if !failed.get() => {
                browser::page::waiting(changed);
                browser::fetch::want(pieces, failed, &site.read_value().frames, missing.clone());
            }
            // The server draws what cannot be drawn here. What it has drawn already is not asked for again.
            Showing::Needs(_) if !changed => {}
            Showing::Needs(_) | Showing::Elsewhere => browser::page::leave(&now),
        }
        drawn
    });
    announcement
}
