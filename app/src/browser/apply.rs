//! Following the steps that make one markup of another, in the document.

use leptos::tachys::renderer::types;

#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen(module = "/src/browser/apply.js")]
extern "C" {
    /// Follows the steps below an element; says whether all could be followed.
    pub fn apply(root: &types::Element, steps: &str) -> bool;

    /// Gives the elements below one their styles, which the page's policy takes from the script and not out of HTML.
    pub fn dress(below: &types::Element);
}

/// Follows the steps below an element; says whether all could be followed. On the server there is no document.
#[cfg(not(feature = "hydrate"))]
pub fn apply(_root: &types::Element, _steps: &str) -> bool {
    false
}

#[cfg(feature = "hydrate")]
type Rest = Box<dyn FnOnce() -> bool>;

#[cfg(feature = "hydrate")]
thread_local! {
    /// The rest of a change that has been begun.
    static REST: std::cell::Cell<Option<Rest>> = const { std::cell::Cell::new(None) };
}

/// Makes the rest of a change when its beginning has been shown. The rest says whether it could be made.
pub fn later(rest: impl FnOnce() -> bool + 'static) {
    #[cfg(feature = "hydrate")]
    {
        use leptos::prelude::{request_animation_frame, set_timeout};

        REST.set(Some(Box::new(rest)));
        let hidden = web_sys::window().and_then(|window| window.document()).is_none_or(|document| document.hidden());
        if hidden {
            // A page that is not seen has no next frame.
            finish();
        } else {
            request_animation_frame(|| set_timeout(finish, std::time::Duration::ZERO));
        }
    }
    #[cfg(not(feature = "hydrate"))]
    drop(rest);
}

/// Makes the rest of a change at once, for who changes the document or looks for something in it. Where the document is not as it was left, the
/// server is asked for the page: its address says all. On the server it does nothing.
pub fn finish() {
    #[cfg(feature = "hydrate")]
    if let Some(rest) = REST.take()
        && !rest()
        && let Some(window) = web_sys::window()
    {
        drop(window.location().reload());
    }
}

/// Gives the elements below one their styles. On the server there is no document.
#[cfg(not(feature = "hydrate"))]
pub fn dress(_below: &types::Element) {}

/// Lets go of what is no longer shown: taking a page apart takes time, so it is done when the browser has nothing else to do.
pub fn let_go<T: 'static>(what: T) {
    #[cfg(feature = "hydrate")]
    {
        let what = std::cell::Cell::new(Some(what));
        leptos::prelude::request_idle_callback(move || drop(what.take()));
    }
    #[cfg(not(feature = "hydrate"))]
    drop(what);
}
