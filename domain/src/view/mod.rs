//! The same pure functions draw the page on both sides: frames and a filter in, a small view of words and coordinates out.

pub mod area;
pub mod bar;
pub mod chart;
pub mod directorate;
pub mod due;
pub mod figure;
pub mod home;
pub mod lead;
pub mod like;
pub mod map;
pub mod measure;
pub mod places;
pub mod row;
pub mod theme;

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use crate::{
    area::AreaType,
    catalogue::Catalogue,
    cell::{Cell, Notes, reason},
    filter::Resolved,
    frame::{Frame, Spread},
    measure::Measure,
    observation::Missing,
};

/// Everything a dashboard is drawn from.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The catalogue.
    pub catalogue: Arc<Catalogue>,
    /// The day the page is read, for the age of figures.
    pub today: NaiveDate,
    /// Frames of areas, by index.
    pub frames: BTreeMap<u16, Arc<Frame>>,
    /// The spread of the period chosen.
    pub spread: Arc<Spread>,
}

impl Scene {
    /// The cell of an area, measure, group and period.
    pub fn cell(&self, area: u16, measure: u16, group: u16, period: u16) -> (Cell, Notes) {
        match self.frames.get(&area) {
            Some(frame) => frame.cell(measure, group, period),
            None => (Cell::Missing(Missing::NotAvailable), Notes::default()),
        }
    }

    /// The value that the spread shows of a measure, group and area, or why there is none, in words.
    ///
    /// # Errors
    /// The reason. Where there is no figure for everyone either, the measure is not reported for the area, whatever it is broken down by.
    pub fn shown(&self, measure: u16, group: u16, area: u16) -> Result<f64, &'static str> {
        let value = |group| self.spread.value(&self.catalogue, measure, group, area);
        value(group).map_err(|why| match (why, value(0)) {
            (Missing::NotCollected, Err(Missing::NotCollected)) => figure::NOT_REPORTED,
            _ => reason(why),
        })
    }

    /// A measure.
    pub fn measure(&self, at: u16) -> &Measure {
        &self.catalogue.measures[usize::from(at)]
    }

    /// The name of an area.
    pub fn area_name(&self, at: u16) -> &str {
        &self.catalogue.areas[usize::from(at)].name
    }

    /// A group as it reads within a sentence: `disabled people`, `everyone`.
    pub fn group_phrase(&self, group: u16) -> &str {
        self.catalogue.phrase(group)
    }

    /// A group's short name: `Disabled`, `Everyone`.
    pub fn group_name(&self, group: u16) -> &str {
        self.catalogue.group(group).map_or("Everyone", |(_, group)| group.name.as_str())
    }
}

/// The areas whose frames an area's dashboard needs: itself, the city, the comparator and those compared.
pub fn needed(catalogue: &Catalogue, area: u16, chosen: &Resolved) -> Vec<u16> {
    let mut needed = vec![area, catalogue.city()];
    needed.extend(chosen.comparator_of(catalogue, area));
    needed.extend(&chosen.compare);
    needed.sort_unstable();
    needed.dedup();
    needed
}

/// The areas that an area is seen among: those of its own type; for the city and comparators, the wards.
pub fn peers(catalogue: &Catalogue, area: u16) -> AreaType {
    match catalogue.areas[usize::from(area)].kind {
        AreaType::City | AreaType::Comparator => AreaType::Ward,
        kind => kind,
    }
}
