//! The hex map and its ruler.

use domain::view::map::{Cell, Map, SHADES};
use leptos::prelude::*;

use super::{row::made_up, stay::stay};

/// One hexagon: a link to its area that says its name and figure.
fn hexagon(cell: &Cell, ghost: RwSignal<Option<(f64, String)>>) -> AnyView {
    let shade = cell.shade.map_or_else(|| "none".to_owned(), |shade| shade.to_string());
    let label = format!("{}: {}", cell.name, cell.value);
    let under = cell.place.map(|place| (place, label.clone()));
    let over = move |_| ghost.set(under.clone());
    view! {
        <a on:pointerenter=over on:pointerleave=move |_| ghost.set(None) href=cell.href.clone() class=format!("hex shade-{shade}") data-place=cell.place aria-label=label>
            <title>{label.clone()}</title>
            <path d=cell.path.clone() />
        </a>
    }
    .into_any()
}

/// The ring around an area that is mine or compared, drawn over all hexagons.
fn ring(cell: &Cell) -> Option<AnyView> {
    let (x, y) = cell.centre;
    cell.mark.map(|mark| view! { <circle class=format!("ring mark-{mark}") cx=x cy=y r="22" /> }.into_any())
}

/// The legend that is also a ruler; the ghost pin follows the pointer.
fn ruler(map: &Map, ghost: RwSignal<Option<(f64, String)>>) -> AnyView {
    let shades = (0..SHADES).map(|shade| view! { <span class=format!("shade-{shade}")></span> });
    let pin = map.pin.clone().map(|(place, label)| {
        let side = if place > 66.0 { "left" } else { "right" };
        view! { <span class="pin" data-side=side style=format!("--at:{place}%")><span class="pin-label">{label}</span></span> }
    });
    let shadow = move || {
        ghost.get().map(|(place, label)| {
            let side = if place > 50.0 { "left" } else { "right" };
            view! { <span class="ghost" data-side=side style=format!("--at:{place}%")><span class="pin-label">{label}</span></span> }
        })
    };
    view! {
        <div class="ruler" aria-hidden="true">
            <div class="pins">{pin}{shadow}</div>
            <div class="ramp">{shades.collect_view()}</div>
            <div class="ruler-ends"><span>{map.ends.0.clone()}</span><span>{map.ends.1.clone()}</span></div>
        </div>
    }
    .into_any()
}

/// The map: hexagons that are links, outlines of neighbourhoods, and the ruler.
pub fn hex_map(map: &Map, path: &str) -> AnyView {
    let (width, height) = map.size;
    let ghost = RwSignal::new(None);
    let other = map.other.as_ref().map(|(label, query)| {
        let href = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        view! { <a class="note" href={href} {..stay()}>{label.clone()}</a> }
    });
    let outlines =
        map.outlines.iter().map(|(name, path)| view! { <path class="outline" d=path.clone()><title>{name.clone()}</title></path> });
    view! {
        <figure class="map">
            <svg on:keydown=|event| crate::browser::walk::walk(&event) viewBox=format!("0 0 {width} {height}") role="group" aria-label=format!("Map: {}", map.title)>
                <defs>
                    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                        <path class="hatch" d="M0 0V6" />
                    </pattern>
                </defs>
                {map.cells.iter().map(|cell| hexagon(cell, ghost)).collect_view()}
                <g class="outlines" aria-hidden="true">{outlines.collect_view()}</g>
                <g class="rings" aria-hidden="true">{map.cells.iter().filter_map(ring).collect_view()}</g>
            </svg>
            <figcaption>
                <strong>{map.title.clone()}</strong>
                <span class="note">{map.subtitle.clone()} {map.illustrative.then(made_up)}</span>
                {other}
                {ruler(map, ghost)}
                <p class="note">{map.sentence.clone()}</p>
            </figcaption>
        </figure>
    }
    .into_any()
}
