//! The map: one hexagon a ward, and a legend that is also a ruler.

use super::{Scene, figure::value_text, lead::capital};
use crate::{
    area::AreaType,
    code::AreaCode,
    drawing::{MAP, Shape},
    filter::{Filter, Resolved},
    format::plural,
    geometry::{path::tenth, scale},
    order::sort_by,
};

/// How many shades the ramp has.
pub const SHADES: u8 = 9;

/// One hexagon.
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, PartialEq)]
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
    /// The other way to draw it: label and query; none where there is only one.
    pub other: Option<(String, String)>,
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
    let both = !catalogue.hexagons.shapes.is_empty() && !catalogue.boundaries.shapes.is_empty();
    let real = catalogue.hexagons.shapes.is_empty() || (filter.boundaries && both);
    let drawing = if real { &catalogue.boundaries } else { &catalogue.hexagons };
    if drawing.shapes.is_empty() {
        return None;
    }
    let axis = catalogue.spans[usize::from(measure)].axis;
    let carried = filter.with(|f| f.show = crate::filter::Show::Leads);
    let cells = drawing.shapes.iter().map(|&Shape { area: index, ref path, centre }| {
        let code = &catalogue.areas[usize::from(index)].code;
        let shown = scene.shown(measure, chosen.group, index);
        let place = shown.ok().map(|value| tenth(scale::share(value, axis.0, axis.1) * 100.0));
        let mark = if index == area { Some(0) } else { chosen.compare.iter().position(|&other| other == index).map(|at| at as u8 + 1) };
        Cell {
            code: code.clone(),
            name: scene.area_name(index).to_owned(),
            path: path.clone(),
            centre,
            shade: place.map(shade),
            value: shown.map_or_else(str::to_owned, |value| value_text(value, rules)),
            place,
            mark,
            href: carried.href(&format!("/areas/{code}")),
        }
    });
    let cells: Vec<Cell> = cells.collect();
    let other = both.then(|| {
        let label = if filter.boundaries { "Show as hexagons of one size" } else { "Show real boundaries" };
        (label.to_owned(), filter.with(|f| f.boundaries = !filter.boundaries).to_string())
    });
    let mine = scene.shown(measure, chosen.group, area).ok();
    let pin = cells.iter().find(|cell| cell.mark == Some(0)).and_then(|cell| Some((cell.place?, format!("{} {}", cell.name, cell.value))));
    let words = catalogue.words.area(AreaType::Ward);
    let period = scene.spread.period(measure).map(|at| catalogue.periods[usize::from(at)].until());
    let group = if chosen.group == 0 { String::new() } else { format!(", {}", scene.group_phrase(chosen.group)) };
    Some(Map {
        title: format!("{}{group}", rules.title),
        subtitle: format!("{}{}", rules.unit, period.map(|until| format!(", {until}")).unwrap_or_default()),
        illustrative: catalogue.spans[usize::from(measure)].illustrative,
        size: MAP,
        sentence: sentence(words, &cells, mine.map(|value| (scene.area_name(area), value_text(value, rules)))),
        outlines: drawing.outlines.iter().map(|(group, path)| (scene.area_name(*group).to_owned(), path.clone())).collect(),
        other,
        ends: (value_text(axis.0, rules), value_text(axis.1, rules)),
        pin,
        cells,
    })
}

/// The shade of a place from 0 to 100.
fn shade(place: f64) -> u8 {
    ((place / 100.0 * f64::from(SHADES)) as u8).min(SHADES - 1)
}

/// Where the value is lowest and highest, and my own; or that all are the same, or there is one figure only, or none.
fn sentence((one, many): &(String, String), cells: &[Cell], mine: Option<(&str, String)>) -> String {
    let mut placed: Vec<&Cell> = cells.iter().filter(|cell| cell.place.is_some()).collect();
    sort_by(&mut placed, |a, b| a.place.partial_cmp(&b.place).unwrap_or(std::cmp::Ordering::Equal));
    let without = cells.len() - placed.len();
    let (text, named, rest) = match placed[..] {
        [] => (format!("No {one} has a figure for this"), &[][..], 0),
        [only] if cells.len() == 1 => (format!("{} in {}", only.value, only.name), &placed[..], 0),
        [only] => (format!("{} in {}, the only {one} with a figure", only.value, only.name), &placed[..], 0),
        [low, .., high] if low.value == high.value && without == 0 => (format!("{} in every {one}", low.value), &placed[..], 0),
        [low, .., high] if low.value == high.value => {
            let those = plural(placed.len() as u64, (one, many));
            (format!("{} in each of the {those} with a figure", low.value), &placed[..], without)
        }
        [low, .., high] => (format!("From {} in {} to {} in {}", low.value, low.name, high.value, high.name), &[low, high][..], without),
    };
    // Mine is told where it has not been told already.
    let told = named.iter().any(|cell| cell.mark == Some(0));
    let mine = mine.filter(|_| !told).map(|(name, value)| format!("; {value} in {name}")).unwrap_or_default();
    let rest = if rest > 0 { format!(". {} without a figure", plural(rest as u64, (one, many))) } else { String::new() };
    format!("{}{mine}{rest}.", capital(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hexagon with a value, at its own place on the ruler, or without.
    fn cell(name: &str, value: Option<f64>, mark: Option<u8>) -> Cell {
        Cell {
            code: name.parse().unwrap(),
            name: name.to_owned(),
            path: String::new(),
            centre: (0.0, 0.0),
            shade: value.map(shade),
            value: value.map_or("hidden to protect people".to_owned(), |value| format!("{value}%")),
            place: value,
            mark,
            href: String::new(),
        }
    }

    /// The sentence of wards A, B and C, of which one is mine, or none is and mine is the city, at 50%.
    fn said(values: &[Option<f64>], mine: Option<usize>) -> String {
        let names = ["A", "B", "C"];
        let cells = values.iter().enumerate().map(|(at, &value)| cell(names[at], value, (mine == Some(at)).then_some(0)));
        let cells: Vec<Cell> = cells.collect();
        let own = match mine {
            None => Some(("Town", "50%".to_owned())),
            Some(at) => values[at].map(|value| (names[at], format!("{value}%"))),
        };
        sentence(&("ward".to_owned(), "wards".to_owned()), &cells, own)
    }

    #[test]
    fn a_map_is_told_in_one_sentence_that_names_nothing_twice() {
        let (low, mid, high) = (Some(10.0), Some(20.0), Some(30.0));
        for (values, mine, expected) in [
            (&[low, high, mid][..], None, "From 10% in A to 30% in B; 50% in Town."),
            (&[low, high, mid], Some(2), "From 10% in A to 30% in B; 20% in C."),
            (&[low, high, mid], Some(0), "From 10% in A to 30% in B."),
            (&[low, high, mid], Some(1), "From 10% in A to 30% in B."),
            (&[low, high, None], None, "From 10% in A to 30% in B; 50% in Town. 1 ward without a figure."),
            (&[low, high, None], Some(2), "From 10% in A to 30% in B. 1 ward without a figure."),
            (&[low, low, low], None, "10% in every ward; 50% in Town."),
            (&[low, low, low], Some(1), "10% in every ward."),
            (&[low, low, None], Some(1), "10% in each of the 2 wards with a figure. 1 ward without a figure."),
            (&[low, low, None], None, "10% in each of the 2 wards with a figure; 50% in Town. 1 ward without a figure."),
            (&[None, mid, None], None, "20% in B, the only ward with a figure; 50% in Town."),
            (&[None, mid, None], Some(1), "20% in B, the only ward with a figure."),
            (&[mid], Some(0), "20% in A."),
            (&[None, None, None], None, "No ward has a figure for this; 50% in Town."),
            (&[None, None, None], Some(0), "No ward has a figure for this."),
            (&[], None, "No ward has a figure for this; 50% in Town."),
        ] {
            assert_eq!(said(values, mine), expected, "{values:?}, mine {mine:?}");
        }
    }
}
