//! The figures that a page shows, as it is chosen.

use std::collections::BTreeSet;

use app::{draw, error::PageError};
use domain::{
    filter::{Resolved, address},
    record::Place,
    release::Release,
    view::{area::area_view, needed},
};

use crate::http::state::State;

/// What page it is whose figures are taken.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of {
    /// An area's dashboard: what its rows show, beside what they are compared with.
    Area,
    /// A measure: every area for the group, every group and the trend of the area.
    Measure,
}

/// The figures of a page.
pub(super) struct Shown {
    /// What the page is called.
    pub(super) title: String,
    /// The area that was chosen, and the period up to which figures are shown.
    pub(super) about: String,
    /// Where the page stays as it is, without a host.
    pub(super) stays: String,
    /// Where its figures are, in the order of the catalogue.
    pub(super) places: BTreeSet<Place>,
}

impl Shown {
    /// What a page shows with the choices of a query.
    ///
    /// # Errors
    /// The part of the address that is not right, with the nearest that exists.
    pub(super) fn at(state: &State, of: Of, code: &str, query: &str) -> Result<Self, PageError> {
        let catalogue = &state.release.catalogue;
        let read = |path: &str| draw::read_filter(catalogue, path, query);
        let (path, title, area, chosen, places) = match of {
            Of::Area => {
                let area = draw::find_area(catalogue, code)?;
                let path = format!("/areas/{code}");
                let (filter, chosen) = read(&path)?;
                let view = area_view(&state.release.scene(area, &chosen, state.day()), area, &filter, &chosen);
                let rows = view.sections.iter().flat_map(|section| &section.rows);
                let measures = rows.filter_map(|row| catalogue.measure_index(&row.code)).collect();
                (path, view.name, area, chosen.clone(), of_area(&state.release, area, &chosen, measures))
            }
            Of::Measure => {
                let measure = draw::find_measure(catalogue, code)?;
                let path = format!("/measures/{code}");
                let (_, chosen) = read(&path)?;
                let area = chosen.area.unwrap_or_else(|| catalogue.city());
                let places = of_measure(&state.release, measure, area, &chosen);
                (path, catalogue.measures[usize::from(measure)].title.clone(), area, chosen, places)
            }
        };
        Ok(Self {
            title,
            about: format!("{}, up to {}", catalogue.areas[usize::from(area)].name, chosen.until.label()),
            stays: address(&format!("/releases/{}{path}", catalogue.release), query),
            places,
        })
    }
}

/// The figures that an area's dashboard shows.
fn of_area(release: &Release, area: u16, chosen: &Resolved, measures: Vec<u16>) -> BTreeSet<Place> {
    let areas = needed(&release.catalogue, area, chosen);
    let mut places = BTreeSet::new();
    for measure in measures {
        let Some(period) = release.catalogue.as_of(measure, chosen.until) else { continue };
        for &area in &areas {
            places.extend([chosen.group, chosen.against].map(|group| Place { measure, area, group, period }));
        }
    }
    places
}

/// The figures that a measure's page shows.
fn of_measure(release: &Release, measure: u16, area: u16, chosen: &Resolved) -> BTreeSet<Place> {
    let catalogue = &release.catalogue;
    let frame = release.measure(measure);
    let mut places = BTreeSet::new();
    if let Some(period) = catalogue.as_of(measure, chosen.until) {
        places.extend(frame.cubes.iter().map(|cube| Place { measure, area: cube.area, group: chosen.group, period }));
        places.extend(frame.cube(area).iter().flat_map(|cube| &cube.shape.groups).map(|&group| Place { measure, area, group, period }));
    }
    let lines = needed(catalogue, area, chosen);
    for cube in lines.iter().filter_map(|&area| frame.cube(area)) {
        let upto = cube.shape.periods.iter().filter(|&&at| catalogue.periods[usize::from(at)].end() <= chosen.until.end());
        places
            .extend(upto.flat_map(|&period| [chosen.group, chosen.against].map(|group| Place { measure, area: cube.area, group, period })));
    }
    places
}
