//! The areas beside mine in a row: each with its figure, then those of one type taken together.

use super::super::{
    Scene,
    figure::{Figure, value_text},
};
use crate::{area::AreaType, catalogue::Catalogue, combine::together, filter::Resolved, format};

/// An area compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Its mark; none for several areas taken together.
    pub mark: Option<u8>,
    /// Its name.
    pub name: String,
    /// Its figure.
    pub figure: Figure,
}

/// The areas compared, and all of one type together, mine among them where it is of that type.
pub(super) fn compared(scene: &Scene, at: u16, area: u16, period: Option<u16>, chosen: &Resolved) -> Vec<Compared> {
    let mut all: Vec<Compared> = (1..)
        .zip(&chosen.compare)
        .map(|(mark, &other)| {
            let cube = scene.frames.get(&other).and_then(|frame| frame.cube(at));
            let figure = Figure::of(cube, scene.measure(at), chosen.group, period);
            Compared { mark: Some(mark), name: scene.area_name(other).to_owned(), figure }
        })
        .collect();
    if let Some(period) = period {
        all.extend(all_together(scene, at, area, period, chosen));
    }
    all
}

/// The areas of one type taken together; none where there are fewer than two, or not one has a figure that can be added. A ward is a part of
/// its neighbourhood, so areas of two types are never added up.
fn all_together(scene: &Scene, at: u16, area: u16, period: u16, chosen: &Resolved) -> Option<Compared> {
    let kind = |catalogue: &Catalogue, area: u16| catalogue.areas[usize::from(area)].kind;
    let (catalogue, measure) = (&scene.catalogue, scene.measure(at));
    let of = kind(catalogue, *chosen.compare.first()?);
    let areas: Vec<u16> = std::iter::once(area).chain(chosen.compare.iter().copied()).filter(|&area| kind(catalogue, area) == of).collect();
    // Other cities are not one place together.
    if areas.len() < 2 || of == AreaType::Comparator || chosen.compare.iter().any(|&area| kind(catalogue, area) != of) {
        return None;
    }
    let found = together(measure, areas.iter().map(|&area| scene.cell(area, at, chosen.group, period).0));
    if found.added == 0 {
        return None;
    }
    let (one, many) = catalogue.words.area(of);
    let left_out = (found.left_out > 0).then(|| format!("{} not in it: {}", found.left_out, format::joined(&found.reasons)));
    let figure = match found.value {
        Some(value) => {
            let limits = found.limits.map(|(low, high)| format::interval(low, high, measure.decimals));
            let note = limits.into_iter().chain(left_out).collect::<Vec<_>>().join("; ");
            Figure { text: value_text(value, measure), note: (!note.is_empty()).then_some(note), present: true }
        }
        None => Figure::missing("–", &format!("cannot be added up: {}", format::joined(&found.reasons))),
    };
    let count = found.value.map_or(areas.len(), |_| found.added);
    Some(Compared { mark: None, name: format!("{} together", format::plural(count as u64, (one, many))), figure })
}
