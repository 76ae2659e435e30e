//! Small touches on the page that need a browser.

/// Closes an open panel of the filter bar on Escape, giving the focus back, and on a click elsewhere. On the server it does nothing.
pub fn close_panels() {
    #[cfg(feature = "hydrate")]
    {
        use leptos::{ev, prelude::window_event_listener};
        use wasm_bindgen::JsCast;

        let open = || {
            let document = web_sys::window()?.document()?;
            document.query_selector("details.control[open]").ok()?
        };
        let escape = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape"
                && let Some(panel) = open()
            {
                let _closed = panel.remove_attribute("open");
                let summary = panel.query_selector("summary").ok().flatten();
                if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<web_sys::HtmlElement>().ok()) {
                    let _focused = summary.focus();
                }
            }
        });
        let elsewhere = window_event_listener(ev::click, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            if let Some(panel) = open()
                && !panel.contains(target.as_ref())
            {
                let _closed = panel.remove_attribute("open");
            }
        });
        leptos::prelude::on_cleanup(move || {
            escape.remove();
            elsewhere.remove();
        });
    }
}

/// Prints the page. On the server it does nothing.
pub fn print() {
    #[cfg(feature = "hydrate")]
    if let Some(window) = web_sys::window() {
        drop(window.print());
    }
}
