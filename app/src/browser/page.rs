//! What the page does when it is touched: one listener for each kind of event, whatever the page shows.

use crate::{live::Address, site::Site};

/// What the page was sent with.
pub fn site() -> Site {
    #[cfg(feature = "hydrate")]
    if let Some(text) = body().and_then(|body| body.get_attribute("data-site"))
        && let Some(site) = crate::wire::read_text(&text)
    {
        return site;
    }
    Site::default()
}

/// Completes a change of what is shown: the title and, on another page, the focus. On the server it does nothing.
pub fn shown(title: &str, moved: bool) {
    #[cfg(feature = "hydrate")]
    {
        waiting(false);
        let Some(document) = document() else { return };
        document.set_title(title);
        if moved && let Some(main) = document.get_element_by_id("main") {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _focused = wasm_bindgen::JsCast::unchecked_ref::<web_sys::HtmlElement>(&main).focus_with_options(&options);
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (title, moved);
}

/// Shows whether the page waits for figures. On the server it does nothing.
pub fn waiting(waits: bool) {
    #[cfg(feature = "hydrate")]
    if let Some(main) = document().and_then(|document| document.get_element_by_id("main")) {
        let _changed = main.toggle_attribute_with_force("data-waiting", waits);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = waits;
}

/// Asks the server for the page at an address. On the server it does nothing.
pub fn leave(address: &Address) {
    #[cfg(feature = "hydrate")]
    if let Some(window) = web_sys::window() {
        super::address::forget();
        let _left = window.location().set_href(&domain::filter::address(&address.path, &address.query));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = address;
}

#[cfg(feature = "hydrate")]
fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

#[cfg(feature = "hydrate")]
fn body() -> Option<web_sys::HtmlElement> {
    document()?.body()
}

/// Listens for as long as the page is there: panels close on Escape and on a click elsewhere, arrow keys walk the map, the pointer
/// moves the ghost pin, and the button prints. On the server it does nothing.
pub fn listen() {
    #[cfg(feature = "hydrate")]
    {
        use leptos::{ev, prelude::window_event_listener};
        use wasm_bindgen::JsCast;
        use web_sys::Element;

        let under = |event: &web_sys::Event| event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let _for_ever = window_event_listener(ev::keydown, |event| {
            if event.key() == "Escape" {
                close_panel();
            } else {
                let _moved = super::walk::step(&event);
            }
        });
        let _for_ever = window_event_listener(ev::click, move |event| {
            let target = under(&event);
            close_elsewhere(target.as_ref());
            if target.is_some_and(|target| target.has_attribute("data-print"))
                && let Some(window) = web_sys::window()
            {
                drop(window.print());
            }
        });
        let _for_ever = window_event_listener(ev::pointerover, move |event| {
            let _moved = super::ghost::follow(under(&event).as_ref());
        });
    }
}

/// The open panel of the filter bar.
#[cfg(feature = "hydrate")]
fn open_panel() -> Option<web_sys::Element> {
    document()?.query_selector("details.control[open]").ok()?
}

/// Closes the open panel unless it was clicked itself.
#[cfg(feature = "hydrate")]
fn close_elsewhere(clicked: Option<&web_sys::Element>) {
    if let Some(panel) = open_panel().filter(|panel| !panel.contains(clicked.map(AsRef::as_ref))) {
        drop(panel.remove_attribute("open"));
    }
}

/// Closes the open panel and gives the focus back to what opened it.
#[cfg(feature = "hydrate")]
fn close_panel() {
    let Some(panel) = open_panel() else { return };
    drop(panel.remove_attribute("open"));
    if let Some(summary) = panel.query_selector("summary").ok().flatten() {
        let _focused = wasm_bindgen::JsCast::unchecked_ref::<web_sys::HtmlElement>(&summary).focus();
    }
}
