//! Walking a map with the arrow keys.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, SvgElement};

/// Moves the focus from one hexagon to the nearest in the direction of an arrow key. `None` where there is nowhere to go.
pub(super) fn step(event: &KeyboardEvent) -> Option<()> {
    let (dx, dy) = match event.key().as_str() {
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowRight" => (1.0, 0.0),
        "ArrowUp" => (0.0, -1.0),
        "ArrowDown" => (0.0, 1.0),
        _ => return None,
    };
    let middle = |element: &Element| {
        let frame = element.get_bounding_client_rect();
        (frame.x() + frame.width() / 2.0, frame.y() + frame.height() / 2.0)
    };
    let here: Element = event.target()?.dyn_into().ok()?;
    let here = here.closest("a.hex").ok()??;
    let from = middle(&here);
    let all = here.closest("svg").ok()??.query_selector_all("a.hex").ok()?;
    let cells = (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<SvgElement>().ok());
    // Along the arrow counts once, away from it twice.
    let cost = |cell: &SvgElement| {
        let (x, y) = middle(cell);
        let (x, y) = (x - from.0, y - from.1);
        let along = x * dx + y * dy;
        (along > 1.0).then(|| along + 2.0 * (x * dy + y * dx).abs())
    };
    let nearest = cells.filter_map(|cell| Some((cost(&cell)?, cell))).min_by(|a, b| a.0.total_cmp(&b.0));
    event.prevent_default();
    nearest?.1.focus().ok()
}
