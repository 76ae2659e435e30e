//! Following the steps that make one markup of another, in the document.

use leptos::tachys::renderer::types;

#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen(module = "/src/browser/apply.js")]
extern "C" {
    /// Follows the steps below an element; says whether all could be followed.
    pub fn apply(root: &types::Element, steps: &str) -> bool;
}

/// Follows the steps below an element; says whether all could be followed. On the server there is no document.
#[cfg(not(feature = "hydrate"))]
pub fn apply(_root: &types::Element, _steps: &str) -> bool {
    false
}
