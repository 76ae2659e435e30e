//! The hex map and its ruler.

use domain::{
    filter::address,
    view::map::{Cell, Map, SHADES},
};

use super::row::made_up;
use crate::markup::{Element, el, stay};

/// One hexagon: a link to its area that says its name and figure.
fn hexagon(cell: &Cell) -> Element {
    let shade = cell.shade.map_or_else(|| "none".to_owned(), |shade| shade.to_string());
    let label = format!("{}: {}", cell.name, cell.value);
    el("a")
        .attr("href", cell.href.clone())
        .class(format!("hex shade-{shade}"))
        .maybe("data-place", cell.place.map(|place| place.to_string()))
        .attr("aria-label", label.clone())
        .with(el("title").with(label))
        .with(el("path").attr("d", cell.path.clone()))
}

/// The ring around an area that is mine or compared, drawn over all hexagons.
fn ring(cell: &Cell) -> Option<Element> {
    let (x, y) = cell.centre;
    cell.mark.map(|mark| el("circle").class(format!("ring mark-{mark}")).num("cx", x).num("cy", y).attr("r", "22"))
}

/// The legend that is also a ruler. The ghost pin follows the pointer (`browser::ghost`).
fn ruler(map: &Map) -> Element {
    let shades = (0..SHADES).map(|shade| el("span").class(format!("shade-{shade}")));
    let pin = map.pin.as_ref().map(|(place, label)| {
        let side = if *place > 66.0 { "left" } else { "right" };
        let label = el("span").class("pin-label").with(label);
        el("span").class("pin").attr("data-side", side).attr("style", format!("--at: {place}%;")).with(label)
    });
    let ghost = el("span").class("ghost").attr("hidden", "").with(el("span").class("pin-label"));
    el("div")
        .class("ruler")
        .attr("aria-hidden", "true")
        .with(el("div").class("pins").with(pin).with(ghost))
        .with(el("div").class("ramp").all(shades))
        .with(el("div").class("ruler-ends").with(el("span").with(&map.ends.0)).with(" ").with(el("span").with(&map.ends.1)))
}

/// The pattern of areas without a figure.
fn hatch() -> Element {
    let pattern = el("pattern")
        .attr("id", "hatch")
        .attr("width", "6")
        .attr("height", "6")
        .attr("patternUnits", "userSpaceOnUse")
        .attr("patternTransform", "rotate(45)")
        .with(el("path").class("hatch").attr("d", "M0 0V6"));
    el("defs").with(pattern)
}

/// The map: hexagons that are links, outlines of neighbourhoods, and the ruler.
pub fn hex_map(map: &Map, path: &str) -> Element {
    let (width, height) = map.size;
    let other = map.other.as_ref().map(|(label, query)| stay(address(path, query), label).class("note"));
    let outlines = map.outlines.iter().map(|(name, path)| el("path").class("outline").attr("d", path.clone()).with(el("title").with(name)));
    let drawing = el("svg")
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("role", "group")
        .attr("aria-label", format!("Map: {}", map.title))
        .with(hatch())
        .all(map.cells.iter().map(hexagon))
        .with(el("g").class("outlines").attr("aria-hidden", "true").all(outlines))
        .with(el("g").class("rings").attr("aria-hidden", "true").all(map.cells.iter().filter_map(ring)));
    let caption = el("figcaption")
        .with(el("strong").with(&map.title))
        .with(" ")
        .with(el("span").class("note").with(&map.subtitle).with(" ").with(map.illustrative.then(made_up)))
        .with(" ")
        .with(other)
        .with(ruler(map))
        .with(el("p").class("note").with(&map.sentence));
    el("figure").class("map").with(drawing).with(caption)
}
