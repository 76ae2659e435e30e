//! The cells of a release as the columns that other engines read.

use std::sync::Arc;

use domain::{catalogue::Catalogue, cell::Cell, frame::Frame, measure::Kind};
use wasm_bindgen::prelude::wasm_bindgen;

/// One row a cell, cube by cube, group by group, oldest period first.
#[wasm_bindgen(getter_with_clone)]
#[derive(Default)]
pub struct Columns {
    /// Measure index.
    pub measure: Vec<i32>,
    /// Area index.
    pub area: Vec<i32>,
    /// Group index.
    pub group: Vec<i32>,
    /// Period index.
    pub period: Vec<i32>,
    /// What was counted, or the value of a figure that came without parts; NaN where there is none.
    pub numerator: Vec<f64>,
    /// Out of how many; 1 for a count and for a figure that came without parts, 0 where there is none.
    pub denominator: Vec<f64>,
    /// 1 for a figure that came with its parts, else 0: only these are added up.
    pub parts: Vec<u8>,
    /// By measure: what numerator ÷ denominator is multiplied by.
    pub per: Vec<f64>,
    /// By measure: 1 for a count, which has no denominator, else 0.
    pub counts: Vec<u8>,
}

impl Columns {
    pub(crate) fn of<'a>(catalogue: &Catalogue, frames: impl Iterator<Item = &'a Arc<Frame>>) -> Self {
        let mut columns = Self::default();
        for measure in &catalogue.measures {
            let share = matches!(measure.kind, Kind::Proportion | Kind::Rate);
            columns.per.push(if share { f64::from(measure.per) } else { 1.0 });
            columns.counts.push(u8::from(measure.kind == Kind::Count));
        }
        for cube in frames.flat_map(|frame| &frame.cubes) {
            let Some(&count) = columns.counts.get(usize::from(cube.measure)) else { continue };
            let mut cells = cube.cells.iter();
            for &group in &cube.shape.groups {
                for (&period, cell) in cube.shape.periods.iter().zip(&mut cells) {
                    let (numerator, denominator, parts) = match *cell {
                        Cell::Parts { numerator, .. } if count == 1 => (numerator, 1.0, true),
                        Cell::Parts { numerator, denominator } => (numerator, denominator, denominator > 0.0),
                        Cell::Value(value) => (value, 1.0, false),
                        Cell::Missing(_) => (f64::NAN, 0.0, false),
                    };
                    columns.measure.push(cube.measure.into());
                    columns.area.push(cube.area.into());
                    columns.group.push(group.into());
                    columns.period.push(period.into());
                    columns.numerator.push(numerator);
                    columns.denominator.push(denominator);
                    columns.parts.push(parts.into());
                }
            }
        }
        columns
    }
}
