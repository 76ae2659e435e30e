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
            let bytes = bytes(&url).await;
            let put = bytes.and_then(|bytes| {
                pieces.try_maybe_update(|pieces| {
                    let put = pieces.put(&piece, &bytes);
                    (put.is_some(), put)
                })
            });
            // From here on the server draws.
            if put.flatten().is_none() {
                failed.set(true);
            }
            ON_THEIR_WAY.with_borrow_mut(|known| known.retain(|other| *other != piece));
        });
    }
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
