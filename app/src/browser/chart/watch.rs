//! What a chart depends on beside its figures: whether it nears the screen, its width, and what the reader's system prefers.

use js_sys::Array;
use leptos::prelude::{RwSignal, Update};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, MediaQueryList, ResizeObserver};

/// How far below or above the screen a chart is already drawn.
const NEAR: &str = "400px";

/// The event before the page goes to a printer.
const PRINT: &str = "beforeprint";

/// What is seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Whether the canvas has neared the screen.
    pub(super) near: bool,
    /// Its width in pixels.
    pub(super) width: u32,
    /// Whether a dark page is preferred.
    pub(super) dark: bool,
    /// Whether motion is not wanted.
    pub(super) still: bool,
}

/// Watches until it is dropped.
pub(super) struct Watch {
    near: IntersectionObserver,
    size: ResizeObserver,
    media: [MediaQueryList; 2],
    _near: Closure<dyn FnMut(Array)>,
    _size: Closure<dyn FnMut()>,
    _media: Closure<dyn FnMut()>,
    print: Closure<dyn FnMut()>,
}

impl Watch {
    /// Watches a canvas. `None` where the browser cannot.
    pub(super) fn start(canvas: &Element, seen: RwSignal<Seen>) -> Option<Self> {
        let change = move |with: &dyn Fn(&mut Seen)| {
            // Nobody is left to tell when the chart is gone.
            let _ = seen.try_maybe_update(|seen| {
                let before = *seen;
                with(seen);
                (*seen != before, ())
            });
        };
        let on_near = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let close = entries.iter().any(|entry| entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
            if close {
                change(&|seen| seen.near = true);
            }
        });
        let measured = canvas.clone();
        let on_size = Closure::<dyn FnMut()>::new(move || {
            let width = u32::try_from(measured.client_width()).unwrap_or(0);
            // A canvas that is not shown keeps the width it had.
            if width > 0 {
                change(&|seen| seen.width = width);
            }
        });
        let window = web_sys::window()?;
        let prefers = |query| window.match_media(query).ok().flatten();
        let (dark, still) = (prefers("screen and (prefers-color-scheme: dark)")?, prefers("(prefers-reduced-motion: reduce)")?);
        let media = [dark.clone(), still.clone()];
        let read = move || {
            change(&|seen| {
                seen.dark = dark.matches();
                seen.still = still.matches();
            });
        };
        read();
        let on_media = Closure::<dyn FnMut()>::new(read);
        for list in &media {
            list.set_onchange(Some(on_media.as_ref().unchecked_ref()));
        }
        let options = IntersectionObserverInit::new();
        options.set_root_margin(NEAR);
        let near = IntersectionObserver::new_with_options(on_near.as_ref().unchecked_ref(), &options).ok()?;
        let size = ResizeObserver::new(on_size.as_ref().unchecked_ref::<js_sys::Function>()).ok()?;
        near.observe(canvas);
        size.observe(canvas);
        // On paper there is no screen to near.
        let print = Closure::<dyn FnMut()>::new(move || change(&|seen| seen.near = true));
        window.add_event_listener_with_callback(PRINT, print.as_ref().unchecked_ref()).ok()?;
        Some(Self { near, size, media, _near: on_near, _size: on_size, _media: on_media, print })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.near.disconnect();
        self.size.disconnect();
        for list in &self.media {
            list.set_onchange(None);
        }
        if let Some(window) = web_sys::window() {
            drop(window.remove_event_listener_with_callback(PRINT, self.print.as_ref().unchecked_ref()));
        }
    }
}

/// Runs work that calls into a script, and gives what it makes: `None` if the script throws.
pub(super) fn attempt<T: 'static>(work: impl FnOnce() -> Option<T> + 'static) -> Option<T> {
    let made = std::rc::Rc::new(std::cell::Cell::new(None));
    let place = std::rc::Rc::clone(&made);
    // Called through the script engine, which turns what is thrown below into an error here.
    let call = Closure::once_into_js(move || place.set(work()));
    call.unchecked_into::<js_sys::Function>().call0(&JsValue::UNDEFINED).ok()?;
    made.take()
}
