//! The ghost pin: shows on the ruler of a map where the area under the pointer stands.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Moves the ghost pin of a map to the area under the pointer, or hides it. `None` where there is no map.
pub(super) fn follow(under: Option<&Element>) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let cell = under.and_then(|under| under.closest("a.hex[data-place]").ok().flatten());
    let Some(cell) = cell else {
        let shown = document.query_selector(".map .ghost:not([hidden])").ok()??;
        return shown.set_attribute("hidden", "").ok();
    };
    let ghost = cell.closest(".map").ok()??.query_selector(".ghost").ok()??;
    let place = cell.get_attribute("data-place")?;
    let side = if place.parse::<f64>().ok()? > 50.0 { "left" } else { "right" };
    ghost.set_attribute("data-side", side).ok()?;
    // Not by the attribute: the page's policy takes no style from there.
    ghost.dyn_ref::<HtmlElement>()?.style().set_property("--at", &format!("{place}%")).ok()?;
    ghost.query_selector(".pin-label").ok()??.set_text_content(cell.get_attribute("aria-label").as_deref());
    ghost.remove_attribute("hidden").ok()
}
