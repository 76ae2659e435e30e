//! What the browser calculates from frames, to be called from a page of the benchmark: the pieces of a release in, figures out.
//!
//! Nothing is calculated here. Cells are read, divided, added up and drawn by the same functions of `domain` as in the application, compiled
//! with the profile of the application's own module.

mod columns;

use std::{collections::BTreeMap, hint::black_box, sync::Arc};

use domain::{
    area::AreaType,
    catalogue::Catalogue,
    combine::together,
    filter::Filter,
    frame::{Cube, Frame, Slice, Spread},
    measure::Measure,
    period::Period,
    view::{Scene, area::area_view, needed},
};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

pub use columns::Columns;

/// The pieces of a release that a browser has fetched, and room for the figures of the last question.
#[wasm_bindgen]
pub struct Engine {
    catalogue: Arc<Catalogue>,
    areas: BTreeMap<u16, Arc<Frame>>,
    measures: BTreeMap<u16, Arc<Frame>>,
    spreads: BTreeMap<Period, Arc<Spread>>,
    wards: Vec<u16>,
    figures: Vec<f64>,
}

fn wrong(what: &str) -> JsError {
    JsError::new(&format!("{what} cannot be read: is the server of another version?"))
}

#[wasm_bindgen]
impl Engine {
    /// Reads the catalogue.
    #[wasm_bindgen(constructor)]
    pub fn new(catalogue: &[u8]) -> Result<Self, JsError> {
        let catalogue: Catalogue = postcard::from_bytes(catalogue).ok().ok_or_else(|| wrong("the catalogue"))?;
        let wards = catalogue.areas_of(AreaType::Ward).collect();
        let (areas, measures, spreads) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Ok(Self { catalogue: Arc::new(catalogue), areas, measures, spreads, wards, figures: Vec::new() })
    }

    /// Reads the frame of an area or of a measure.
    pub fn frame(&mut self, bytes: &[u8]) -> Result<(), JsError> {
        let frame = Arc::new(Frame::decode(bytes).ok().ok_or_else(|| wrong("a frame"))?);
        match frame.slice {
            Slice::Area(area) => self.areas.insert(area, frame),
            Slice::Measure(measure) => self.measures.insert(measure, frame),
        };
        Ok(())
    }

    /// Reads the spread of a period.
    pub fn spread(&mut self, period: &str, bytes: &[u8]) -> Result<(), JsError> {
        let spread = Spread::decode(bytes).ok().ok_or_else(|| wrong("a spread"))?;
        self.spreads.insert(period.parse().ok().ok_or_else(|| wrong("a period"))?, Arc::new(spread));
        Ok(())
    }

    /// Makes the release larger: every frame of a measure that many times, under measures of their own, and as many cubes in each area's.
    pub fn grow(&mut self, times: u16) {
        let count = self.catalogue.measures.len() as u16;
        let copy = |cube: &Cube, time: u16| Arc::new(Cube { measure: cube.measure + time * count, ..cube.clone() });
        for measure in 0..count {
            let Some(frame) = self.measures.get(&measure).cloned() else { continue };
            for time in 1..times {
                let cubes = frame.cubes.iter().map(|cube| copy(cube, time)).collect();
                let measure = measure + time * count;
                self.measures.insert(measure, Arc::new(Frame { slice: Slice::Measure(measure), cubes }));
            }
        }
        for frame in self.areas.values_mut() {
            let cubes = (0..times).flat_map(|time| frame.cubes.iter().map(move |cube| copy(cube, time))).collect();
            *frame = Arc::new(Frame { slice: frame.slice, cubes });
        }
    }

    /// Every cell of the measures' frames, as columns.
    pub fn columns(&self) -> Columns {
        Columns::of(&self.catalogue, self.measures.values())
    }

    /// The wards, by index.
    pub fn wards(&self) -> Vec<u16> {
        self.wards.clone()
    }

    /// The codes of all groups, by index; the first is everyone.
    pub fn groups(&self) -> Vec<String> {
        let codes = self.catalogue.groups().map(|(_, group)| group.code.to_string());
        std::iter::once("everyone".to_owned()).chain(codes).collect()
    }

    /// All periods, by index.
    pub fn periods(&self) -> Vec<String> {
        self.catalogue.periods.iter().map(ToString::to_string).collect()
    }

    /// The index of an area.
    pub fn area(&self, code: &str) -> Option<u16> {
        self.catalogue.area_index(&code.parse().ok()?)
    }

    /// The index of a measure.
    pub fn measure(&self, code: &str) -> Option<u16> {
        self.catalogue.measure_index(&code.parse().ok()?)
    }

    /// What a click needs before anything is drawn: a measure in every ward, its course in the area, and how far the group is from everyone in
    /// every measure of the area. What is not there is NaN.
    pub fn refresh(&mut self, measure: u16, area: u16, group: u16, period: u16) {
        let Self { catalogue, areas, measures, wards, figures, .. } = self;
        figures.clear();
        let rules = &catalogue.measures[usize::from(measure)];
        let value = |cube: &Cube, rules: &Measure, group, period| cube.cell(group, period).0.value(rules);
        if let Some(frame) = measures.get(&measure) {
            let shown = |&ward: &u16| frame.cell(ward, group, period).0.value(rules).unwrap_or(f64::NAN);
            figures.extend(wards.iter().map(shown));
        }
        let Some(frame) = areas.get(&area) else { return };
        if let Some(cube) = frame.cube(measure) {
            figures.extend(cube.shape.periods.iter().map(|&period| value(cube, rules, group, period).unwrap_or(f64::NAN)));
        }
        figures.extend(frame.cubes.iter().take_while(|cube| usize::from(cube.measure) < catalogue.measures.len()).map(|cube| {
            let rules = &catalogue.measures[usize::from(cube.measure)];
            let gap = value(cube, rules, group, period).zip(value(cube, rules, 0, period)).map(|(one, two)| one - two);
            gap.unwrap_or(f64::NAN)
        }));
    }

    /// A set of wards taken together: every measure for a group and period, with its limits and the reasons of what is left out. What cannot be
    /// added up is NaN.
    pub fn together(&mut self, wards: &[u16], group: u16, period: u16) {
        let Self { catalogue, areas, figures, .. } = self;
        figures.clear();
        figures.extend((0..).zip(&catalogue.measures).map(|(at, rules)| {
            let cells = wards.iter().filter_map(|ward| Some(areas.get(ward)?.cell(at, group, period).0));
            black_box(together(rules, cells)).value.unwrap_or(f64::NAN)
        }));
    }

    /// The figures of the last question.
    pub fn figures(&self) -> Vec<f64> {
        self.figures.clone()
    }

    /// The whole view of an area's dashboard for a query, with every word and mark: how many rows it has.
    pub fn view(&self, area: u16, query: &str) -> Result<usize, JsError> {
        let filter: Filter = query.parse()?;
        let chosen = filter.resolve(&self.catalogue)?;
        let areas = needed(&self.catalogue, area, &chosen);
        let frames = areas.into_iter().filter_map(|area| Some((area, Arc::clone(self.areas.get(&area)?)))).collect();
        let spread = Arc::clone(self.spreads.get(&chosen.until).ok_or_else(|| wrong("the period's spread"))?);
        let scene = Scene { catalogue: Arc::clone(&self.catalogue), today: self.catalogue.published, frames, spread };
        let view = black_box(area_view(&scene, area, &filter, &chosen));
        Ok(view.sections.iter().map(|section| section.rows.len()).sum())
    }
}
