//! Fetching pieces of the release.

use leptos::prelude::RwSignal;

use crate::live::{Piece, Pieces};

/// Fetches the pieces that are neither there nor on their way. `failed` is set when one cannot be had.
#[cfg(not(feature = "hydrate"))]
pub fn want(_pieces: RwSignal<Pieces>, _failed: RwSignal<bool>, _base: &str, _wanted: Vec<Piece>) {}

/// Fetches the pieces that are neither there nor on their way. `failed` is set when one cannot be had.
#[cfg(feature = "hydrate")]
pub fn want(pieces: RwSignal<Pieces>, failed: RwSignal<bool>, base: &str, wanted: Vec<Piece>) {
    use std::cell::RefCell;

    use leptos::prelude::{Set, Update};

    thread_local! {
        static ON_THEIR_WAY: RefCell<Vec<Piece>> = const { RefCell::new(Vec::new()) };
    }
    for piece in wanted {
        if ON_THEIR_WAY.with_borrow(|known| known.contains(&piece)) {
            continue;
        }
        ON_THEIR_WAY.with_borrow_mut(|known| known.push(piece.clone()));
        let url = format!("{base}/{}", piece.path());
        wasm_bindgen_futures::spawn_local(async move {
            match bytes(&url).await.and_then(|bytes| decode(&piece, &bytes)) {
                Some(fetched) => pieces.update(|pieces| fetched.put(pieces)),
                // From here on the server draws.
                None => failed.set(true),
            }
            ON_THEIR_WAY.with_borrow_mut(|known| known.retain(|other| *other != piece));
        });
    }
}

#[cfg(feature = "hydrate")]
enum Fetched {
    Catalogue(std::sync::Arc<domain::catalogue::Catalogue>),
    Promises(Vec<crate::pages::promises::Promises>),
    Area(u16, domain::frame::Frame),
    Measure(u16, domain::frame::Frame),
    Spread(domain::period::Period, domain::frame::Spread),
}

#[cfg(feature = "hydrate")]
impl Fetched {
    fn put(self, pieces: &mut Pieces) {
        use std::sync::Arc;
        match self {
            Self::Catalogue(catalogue) => pieces.catalogue = Some(catalogue),
            Self::Promises(promises) => pieces.promises = Some(Arc::new(promises)),
            Self::Area(area, frame) => drop(pieces.areas.insert(area, Arc::new(frame))),
            Self::Measure(measure, frame) => drop(pieces.measures.insert(measure, Arc::new(frame))),
            Self::Spread(period, spread) => drop(pieces.spreads.insert(period, Arc::new(spread))),
        }
    }
}

#[cfg(feature = "hydrate")]
fn decode(piece: &Piece, bytes: &[u8]) -> Option<Fetched> {
    use domain::frame::{Frame, Spread};
    Some(match piece {
        Piece::Catalogue => Fetched::Catalogue(std::sync::Arc::new(crate::wire::read(bytes)?)),
        Piece::Promises => Fetched::Promises(crate::wire::read(bytes)?),
        Piece::Area(area) => Fetched::Area(*area, Frame::decode(bytes).ok()?),
        Piece::Measure(measure) => Fetched::Measure(*measure, Frame::decode(bytes).ok()?),
        Piece::Spread(period) => Fetched::Spread(*period, Spread::decode(bytes).ok()?),
    })
}

#[cfg(feature = "hydrate")]
async fn bytes(url: &str) -> Option<Vec<u8>> {
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;

    let window = web_sys::window()?;
    let response: web_sys::Response = JsFuture::from(window.fetch_with_str(url)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}
