//! The address of the page, and following links without leaving it.

use leptos::prelude::RwSignal;

use crate::live::Address;

/// Keeps `address` to what the address bar says: a link to a dashboard is followed here, any other by the browser; back and forward
/// are followed too. On the server it does nothing.
pub fn follow(address: RwSignal<Address>) {
    #[cfg(feature = "hydrate")]
    {
        use leptos::{
            ev,
            prelude::{Set, window_event_listener},
        };

        let _for_ever = window_event_listener(ev::click, move |event| {
            if let Some(target) = link::followed(&event) {
                event.prevent_default();
                address.set(target);
            }
        });
        let _for_ever = window_event_listener(ev::popstate, move |_| {
            forget();
            if let Some(now) = link::now() {
                address.set(now);
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = address;
}

/// Forgets what the address bar has not been told yet: it is about to say something else.
pub fn forget() {
    #[cfg(feature = "hydrate")]
    drop(link::UNTOLD.take());
}

/// What the address bar says.
pub fn now() -> Address {
    #[cfg(feature = "hydrate")]
    if let Some(now) = link::now() {
        return now;
    }
    Address::default()
}

/// Scrolls to the top of a page that a link has led to. Back and forward come to where the reader was. On the server it does nothing.
pub fn arrive() {
    #[cfg(feature = "hydrate")]
    if let Some(window) = web_sys::window().filter(|_| link::TO_THE_TOP.take()) {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

#[cfg(feature = "hydrate")]
mod link {
    use std::{cell::Cell, time::Duration};

    use leptos::prelude::{request_animation_frame, set_timeout};
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{Element, MouseEvent, Url};

    use crate::{dashboard::Dashboard, live::Address};

    thread_local! {
        /// Whether the page is to be scrolled to its top when it is shown.
        pub(super) static TO_THE_TOP: Cell<bool> = const { Cell::new(false) };
        /// The address that the address bar is to be told.
        pub(super) static UNTOLD: Cell<Option<String>> = const { Cell::new(None) };
    }

    /// Tells the address bar where a link has led.
    fn tell() {
        let history = web_sys::window().and_then(|window| window.history().ok());
        if let (Some(href), Some(history)) = (UNTOLD.take(), history) {
            drop(history.push_state_with_url(&JsValue::NULL, "", Some(&href)));
        }
    }

    /// Tells the address bar when the page that the link leads to has been shown: telling takes as long as drawing half of it.
    fn tell_soon(href: String) {
        UNTOLD.set(Some(href));
        let hidden = web_sys::window().and_then(|window| window.document()).is_none_or(|document| document.hidden());
        if hidden {
            // A page that is not seen has no next frame.
            tell();
        } else {
            request_animation_frame(|| set_timeout(tell, Duration::ZERO));
        }
    }

    pub(super) fn now() -> Option<Address> {
        let location = web_sys::window()?.location();
        Some(Address::new(location.pathname().ok()?, &location.search().ok()?))
    }

    /// Where a click leads, if it is a plain one on a link to a dashboard. The address bar then is about to say so.
    pub(super) fn followed(event: &MouseEvent) -> Option<Address> {
        let plain = event.button() == 0 && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
        let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
        let ours = ["target", "download", "rel"].into_iter().all(|name| !link.has_attribute(name));
        if !plain || !ours || event.default_prevented() {
            return None;
        }
        tell();
        let location = web_sys::window()?.location();
        let url = Url::new_with_base(&link.get_attribute("href")?, &location.href().ok()?).ok()?;
        if url.origin() != location.origin().ok()? || !url.hash().is_empty() {
            return None;
        }
        Dashboard::at(&url.pathname())?;
        if url.href() != location.href().ok()? {
            tell_soon(url.href());
        }
        TO_THE_TOP.set(!link.has_attribute("noscroll"));
        Some(Address::new(url.pathname(), &url.search()))
    }
}
