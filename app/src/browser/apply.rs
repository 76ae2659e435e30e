//! Following the steps that make one markup of another, in the document.

use leptos::tachys::renderer::types;

#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen(module = "/src/browser/apply.js")]
extern "C" {
    /// Follows the steps below an element; says whether all could be followed. Of a long change the end comes after the next frame.
    pub fn apply(root: &types::Element, steps: &str) -> bool;

    /// Gives the elements below one their styles, which the page's policy takes from the script and not out of HTML.
    pub fn dress(below: &types::Element);

    /// Makes the rest of a change at once, for who looks for something in the document.
    pub fn finish();
}

/// Follows the steps below an element; says whether all could be followed. On the server there is no document.
#[cfg(not(feature = "hydrate"))]
pub fn apply(_root: &types::Element, _steps: &str) -> bool {
    false
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
