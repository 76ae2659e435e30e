//! The map: one hexagon a ward, and a legend that is also a ruler.

use serde::{Deserialize, Serialize};

use super::{Scene, figure::value_text, lead::capital};
use crate::{
    area::AreaType,
    cell::reason,
    code::AreaCode,
    filter::{Filter, Resolved},
    geometry::{
        hex::{self, HexMap},
        outline::outline,
        path::tenth,
        scale,
    },
};

/// How many shades the ramp has.
pub const SHADES: u8 = 9;
/// Size of the map in its own units.
pub const SIZE: (f64, f64) = (320.0, 400.0);

/// One hexagon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Code of its area.
    pub code: AreaCode,
    /// Name.
    pub name: String,
    /// Its shape, as a path.
    pub path: String,
    /// Its middle.
    pub centre: (f64, f64),
    /// Shade from 0, palest, to [`SHADES`] − 1; none where there is no value.
    pub shade: Option<u8>,
    /// Value or reason.
    pub value: String,
    /// Place of the value along the ruler, 0 to 100.
    pub place: Option<f64>,
    /// 0 mine, 1 to 10 compared; none otherwise.
    pub mark: Option<u8>,
    /// Its page.
    pub href: String,
}

/// The map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Map {
    /// What it is coloured by: `Adults in work, disabled people`.
    pub title: String,
    /// When and what unit.
    pub subtitle: String,
    /// Whether figures in it are made up.
    pub illustrative: bool,
    /// Width and height of the drawing.
    pub size: (f64, f64),
    /// Hexagons, in the order a keyboard walks them: top to bottom, left to right.
    pub cells: Vec<Cell>,
    /// Outlines of the neighbourhoods: name and path.
    pub outlines: Vec<(String, String)>,
    /// Ends of the ruler.
    pub ends: (String, String),
    /// My place on the ruler, 0 to 100, and its label.
    pub pin: Option<(f64, String)>,
    /// In one sentence.
    pub sentence: String,
}

/// The map of a measure for the chosen group, with an area as mine.
pub fn map(scene: &Scene, measure: u16, area: u16, filter: &Filter, chosen: &Resolved) -> Option<Map> {
    let catalogue = &scene.catalogue;
    let rules = scene.measure(measure);
    let places: Vec<(i32, i32)> = catalogue.hexes.iter().map(|hex| (hex.q, hex.r)).collect();
    if places.is_empty() {
        return None;
    }
    let drawing = HexMap::fit(catalogue.hex_layout, &places, SIZE.0, SIZE.1, 6.0);
    let axis = catalogue.spans[usize::from(measure)].axis;
    let carried = filter.with(|f| f.show = crate::filter::Show::Leads);
    let cells = hex::reading_order(catalogue.hex_layout, &places).into_iter().filter_map(|at| {
        let code = &catalogue.hexes[at].area;
        let index = catalogue.area_index(code)?;
        let shown = scene.spread.value(catalogue, measure, chosen.group, index);
        let place = shown.ok().map(|value| tenth(scale::share(value, axis.0, axis.1) * 100.0));
        let mark = if index == area { Some(0) } else { chosen.compare.iter().position(|&other| other == index).map(|at| at as u8 + 1) };
        Some(Cell {
            code: code.clone(),
            name: scene.area_name(index).to_owned(),
            path: drawing.hexagon(places[at]),
            centre: drawing.centre(places[at]),
            shade: place.map(shade),
            value: shown.map_or_else(|why| reason(why).to_owned(), |value| value_text(value, rules)),
            place,
            mark,
            href: carried.href(&format!("/areas/{code}")),
        })
    });
    let cells: Vec<Cell> = cells.collect();
    let outlines = catalogue.areas_of(AreaType::Neighbourhood).map(|group| {
        let within = |hex: &crate::area::Hex| {
            catalogue.area_index(&hex.area).and_then(|at| catalogue.areas[usize::from(at)].parent.clone())
                == Some(catalogue.areas[usize::from(group)].code.clone())
        };
        let inside: Vec<(i32, i32)> = catalogue.hexes.iter().filter(|hex| within(hex)).map(|hex| (hex.q, hex.r)).collect();
        (scene.area_name(group).to_owned(), outline(&drawing, &inside))
    });
    let mine = scene.spread.value(catalogue, measure, chosen.group, area).ok();
    let pin = cells.iter().find(|cell| cell.mark == Some(0)).and_then(|cell| Some((cell.place?, format!("{} {}", cell.name, cell.value))));
    let period = scene.spread.period(measure).map(|at| catalogue.periods[usize::from(at)].until());
    let group = if chosen.group == 0 { String::new() } else { format!(", {}", scene.group_phrase(chosen.group)) };
    Some(Map {
        title: format!("{}{group}", rules.title),
        subtitle: format!("{}{}", rules.unit, period.map(|until| format!(", {until}")).unwrap_or_default()),
        illustrative: catalogue.spans[usize::from(measure)].illustrative,
        size: SIZE,
        sentence: sentence(scene, &cells, mine.map(|value| (scene.area_name(area), value_text(value, rules)))),
        outlines: outlines.filter(|(_, path)| !path.is_empty()).collect(),
        ends: (value_text(axis.0, rules), value_text(axis.1, rules)),
        pin,
        cells,
    })
}

/// The shade of a place from 0 to 100.
fn shade(place: f64) -> u8 {
    ((place / 100.0 * f64::from(SHADES)) as u8).min(SHADES - 1)
}

fn sentence(scene: &Scene, cells: &[Cell], mine: Option<(&str, String)>) -> String {
    let (one, many) = scene.catalogue.words.area(AreaType::Ward);
    let mut placed: Vec<&Cell> = cells.iter().filter(|cell| cell.place.is_some()).collect();
    placed.sort_by(|a, b| a.place.partial_cmp(&b.place).unwrap_or(std::cmp::Ordering::Equal));
    let (Some(low), Some(high)) = (placed.first(), placed.last()) else {
        return format!("No {one} has a figure for this.");
    };
    let mut text = format!("From {} in {} to {} in {}", low.value, low.name, high.value, high.name);
    if let Some((name, value)) = mine {
        text = format!("{text}; {value} in {name}");
    }
    let without = cells.len() - placed.len();
    if without > 0 {
        let word = if without == 1 { one } else { many };
        text = format!("{text}. {without} {word} without a figure");
    }
    format!("{}.", capital(&text))
}
