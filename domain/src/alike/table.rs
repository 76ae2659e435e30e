//! What the recipe reads of a release: one figure for each input and area.

use super::{
    Likes, Recipe,
    nearest::{Column, nearest},
};
use crate::{
    area::AreaType,
    catalogue::Catalogue,
    cell::Cell,
    frame::{Cube, Frame},
    measure::{Kind, Measure},
    observation::Missing,
};

/// An input as it was released.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Its place in the recipe.
    pub input: usize,
    /// Measure index.
    pub measure: u16,
    /// The period: the newest of the measure.
    pub period: u16,
    /// Whether the values are shares of everyone, in %, taken from counts.
    pub share: bool,
    /// The value for each ward, or why there is none.
    pub values: Vec<Result<f64, Missing>>,
    /// Whether any of them is made up.
    pub made_up: bool,
}

/// Every input of the recipe for every area of a type.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The areas, all of one type, as indices, in order of their codes.
    pub places: Vec<u16>,
    /// The inputs that have a period.
    pub inputs: Vec<Known>,
}

impl Table {
    /// Reads the released cells that a recipe asks for, of areas of a type. `frames` are those of the areas, by index.
    pub fn read<F: AsRef<Frame>>(catalogue: &Catalogue, frames: &[F], recipe: &Recipe, kind: AreaType) -> Self {
        let mut places: Vec<u16> = catalogue.areas_of(kind).collect();
        places.sort_by_key(|&at| &catalogue.areas[usize::from(at)].code);
        let inputs = recipe.inputs.iter().enumerate().filter_map(|(input, asked)| {
            let measure = catalogue.measure_index(&asked.measure)?;
            let group = catalogue.group_index(&asked.group)?;
            let rules = &catalogue.measures[usize::from(measure)];
            let frame = |ward: u16| frames.get(usize::from(ward)).map(AsRef::as_ref);
            let newest = places.iter().filter_map(|&ward| newest(frame(ward)?.cube(measure)?, group, rules));
            let period = newest.max()?;
            let share = rules.kind == Kind::Count && group != 0;
            let read = |&ward: &u16| match frame(ward) {
                Some(frame) => value(frame, measure, rules, group, period),
                None => Err(Missing::NotAvailable),
            };
            let made_up = |&ward: &u16| frame(ward).is_some_and(|frame| frame.cell(measure, group, period).1.illustrative());
            Some(Known { input, measure, period, share, values: places.iter().map(read).collect(), made_up: places.iter().any(made_up) })
        });
        Self { inputs: inputs.collect(), places }
    }

    /// The columns that distances are worked out from: those of the recipe, with nothing known of an input that no ward has.
    pub(super) fn columns(&self, recipe: &Recipe) -> Vec<Column> {
        let column = |(at, input): (usize, &super::Input)| {
            let known = self.inputs.iter().find(|known| known.input == at);
            let none = || vec![None; self.places.len()];
            Column { weight: input.weight, values: known.map_or_else(none, |known| known.values.iter().map(|value| value.ok()).collect()) }
        };
        recipe.inputs.iter().enumerate().map(column).collect()
    }

    /// The lists of every area.
    pub fn likes(&self, areas: usize, recipe: &Recipe) -> Likes {
        let mut lists = vec![Vec::new(); areas];
        for (ward, near) in self.places.iter().zip(nearest(&self.columns(recipe), usize::from(recipe.wards))) {
            lists[usize::from(*ward)] = near.unwrap_or_default().iter().map(|near| self.places[near.ward]).collect();
        }
        Likes { lists, made_up: self.inputs.iter().any(|known| known.made_up) }
    }
}

/// The newest period of which a figure was released, or is hidden.
fn newest(cube: &Cube, group: u16, rules: &Measure) -> Option<u16> {
    let there = |cell: Cell| cell.value(rules).is_some() || cell.missing() == Some(Missing::Suppressed);
    cube.shape.periods.iter().rev().copied().find(|&period| there(cube.cell(group, period).0))
}

/// A figure of a ward; of a group's count its share of everyone in the same period, in %.
fn value(frame: &Frame, measure: u16, rules: &Measure, group: u16, period: u16) -> Result<f64, Missing> {
    let of = |group: u16| {
        let cell: Cell = frame.cell(measure, group, period).0;
        cell.value(rules).ok_or_else(|| cell.missing().unwrap_or(Missing::NotApplicable))
    };
    let own = of(group)?;
    if rules.kind != Kind::Count || group == 0 {
        return Ok(own);
    }
    match of(0)? {
        everyone if everyone > 0.0 => Ok(100.0 * own / everyone),
        _ => Err(Missing::NotApplicable),
    }
}
