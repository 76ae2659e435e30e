//! From an address to a view: the same on the server, from the release, and in the browser, from the pieces fetched.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    NaiveDate,
    catalogue::Catalogue,
    code::{AreaCode, DirectorateCode, MeasureCode, ThemeCode},
    filter::{Filter, Resolved, UnknownChoice, unknown},
    period::Period,
    release::Release,
    view::{
        Scene,
        area::{AreaView, area_view},
        directorate::{DirectorateView, directorate_view},
        home::{HomeView, home_view},
        measure::{self, MeasureView, measure_view},
        needed,
        places::{PlacesView, places_view},
        theme::{ThemeView, theme_view},
    },
};

use crate::{
    error::PageError,
    live::{Piece, Pieces},
    pages::promises::{self, Promises},
};

/// Why there is no view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The address is wrong.
    Error(PageError),
    /// These pieces are missing. From a release nothing is.
    Needs(Vec<Piece>),
}

impl Stop {
    /// What is told of it where nothing can be fetched.
    pub fn error(self) -> PageError {
        match self {
            Self::Error(error) => error,
            Self::Needs(_) => PageError::Internal,
        }
    }
}

impl From<PageError> for Stop {
    fn from(error: PageError) -> Self {
        Self::Error(error)
    }
}

impl From<Vec<Piece>> for Stop {
    fn from(pieces: Vec<Piece>) -> Self {
        Self::Needs(pieces)
    }
}

/// Where scenes come from.
pub trait Scenery {
    /// The catalogue, if it is at hand.
    fn catalogue(&self) -> Option<Arc<Catalogue>>;

    /// The scene of an area's dashboard.
    ///
    /// # Errors
    /// The pieces that are missing.
    fn scene(&self, catalogue: &Arc<Catalogue>, area: u16, chosen: &Resolved, today: NaiveDate) -> Result<Scene, Vec<Piece>>;

    /// The scene of a measure's page.
    ///
    /// # Errors
    /// The pieces that are missing.
    fn measure_scene(&self, catalogue: &Arc<Catalogue>, measure: u16, until: Period, today: NaiveDate) -> Result<Scene, Vec<Piece>>;

    /// What a plan promises under a theme; none where there is no such theme.
    ///
    /// # Errors
    /// The pieces that are missing.
    fn promises(&self, theme: &ThemeCode) -> Result<Option<Promises>, Vec<Piece>>;
}

impl Scenery for Release {
    fn catalogue(&self) -> Option<Arc<Catalogue>> {
        Some(Arc::clone(&self.catalogue))
    }

    fn scene(&self, _: &Arc<Catalogue>, area: u16, chosen: &Resolved, today: NaiveDate) -> Result<Scene, Vec<Piece>> {
        Ok(Release::scene(self, area, chosen, today))
    }

    fn measure_scene(&self, catalogue: &Arc<Catalogue>, at: u16, until: Period, today: NaiveDate) -> Result<Scene, Vec<Piece>> {
        Ok(measure::scene(Arc::clone(catalogue), today, &self.measure(at), until))
    }

    fn promises(&self, theme: &ThemeCode) -> Result<Option<Promises>, Vec<Piece>> {
        Ok(promises::promises(&self.council, theme))
    }
}

impl Scenery for Pieces {
    fn catalogue(&self) -> Option<Arc<Catalogue>> {
        self.catalogue.clone()
    }

    fn scene(&self, catalogue: &Arc<Catalogue>, area: u16, chosen: &Resolved, today: NaiveDate) -> Result<Scene, Vec<Piece>> {
        let areas = needed(catalogue, area, chosen);
        let mut missing: Vec<Piece> = areas.iter().filter(|area| !self.areas.contains_key(area)).map(|&area| Piece::Area(area)).collect();
        let spread = self.spreads.get(&chosen.until);
        missing.extend(spread.is_none().then_some(Piece::Spread(chosen.until)));
        let (Some(spread), true) = (spread, missing.is_empty()) else { return Err(missing) };
        let mut frames = BTreeMap::new();
        frames.extend(areas.into_iter().filter_map(|area| Some((area, Arc::clone(self.areas.get(&area)?)))));
        Ok(Scene { catalogue: Arc::clone(catalogue), today, frames, spread: Arc::clone(spread) })
    }

    fn measure_scene(&self, catalogue: &Arc<Catalogue>, at: u16, until: Period, today: NaiveDate) -> Result<Scene, Vec<Piece>> {
        let frame = self.measures.get(&at).ok_or_else(|| vec![Piece::Measure(at)])?;
        Ok(measure::scene(Arc::clone(catalogue), today, frame, until))
    }

    fn promises(&self, theme: &ThemeCode) -> Result<Option<Promises>, Vec<Piece>> {
        let known = self.promises.as_ref().ok_or_else(|| vec![Piece::Promises])?;
        Ok(known.iter().find(|known| known.theme.code == *theme).cloned())
    }
}

fn catalogue(from: &impl Scenery) -> Result<Arc<Catalogue>, Stop> {
    from.catalogue().ok_or_else(|| Stop::Needs(vec![Piece::Catalogue]))
}

/// Reads a filter and looks its choices up.
///
/// # Errors
/// The part of the query that is not right, with the nearest that exists.
pub fn read_filter(catalogue: &Catalogue, path: &str, query: &str) -> Result<(Filter, Resolved), PageError> {
    let filter: Filter = query.parse().map_err(|error| PageError::query(&error, path, query))?;
    let chosen = filter.resolve(catalogue).map_err(|unknown| PageError::choice(&unknown, path, query))?;
    Ok((filter, chosen))
}

/// The area that a code names.
///
/// # Errors
/// Not found, with the nearest that exist.
pub fn find_area(catalogue: &Catalogue, code: &str) -> Result<u16, PageError> {
    let found = code.parse::<AreaCode>().ok().and_then(|code| catalogue.area_index(&code));
    found.ok_or_else(|| {
        let areas = catalogue.areas.iter().map(|area| (area.code.as_str(), area.name.as_str()));
        PageError::subject(unknown("area", code, areas), "/areas")
    })
}

/// The measure that a code names.
///
/// # Errors
/// Not found, with the nearest that exist.
pub fn find_measure(catalogue: &Catalogue, code: &str) -> Result<u16, PageError> {
    let found = code.parse::<MeasureCode>().ok().and_then(|code| catalogue.measure_index(&code));
    found.ok_or_else(|| {
        let measures = catalogue.measures.iter().map(|measure| (measure.code.as_str(), measure.title.as_str()));
        PageError::subject(unknown("measure", code, measures), "/measures")
    })
}

/// An area's dashboard.
pub fn area(from: &impl Scenery, today: NaiveDate, code: &str, query: &str) -> Result<AreaView, Stop> {
    let catalogue = catalogue(from)?;
    let area = find_area(&catalogue, code)?;
    let (filter, chosen) = read_filter(&catalogue, &format!("/areas/{code}"), query)?;
    Ok(area_view(&from.scene(&catalogue, area, &chosen, today)?, area, &filter, &chosen))
}

/// The page of all areas.
pub fn places(from: &impl Scenery, today: NaiveDate, query: &str) -> Result<PlacesView, Stop> {
    let catalogue = catalogue(from)?;
    let (filter, chosen) = read_filter(&catalogue, "/areas", query)?;
    Ok(places_view(&from.scene(&catalogue, catalogue.city(), &chosen, today)?, &filter, &chosen))
}

/// The city at a glance.
pub fn home(from: &impl Scenery, today: NaiveDate, query: &str) -> Result<HomeView, Stop> {
    let catalogue = catalogue(from)?;
    let (filter, chosen) = read_filter(&catalogue, "/", query)?;
    Ok(home_view(&from.scene(&catalogue, catalogue.city(), &chosen, today)?, &filter, &chosen))
}

/// A theme: how it stands, and what is promised.
pub fn theme(from: &impl Scenery, today: NaiveDate, slug: &str, query: &str) -> Result<(ThemeView, Promises), Stop> {
    let catalogue = catalogue(from)?;
    let (filter, chosen) = read_filter(&catalogue, &format!("/themes/{slug}"), query)?;
    let known = slug.parse::<ThemeCode>().ok().filter(|code| catalogue.theme(code).is_some());
    let code = known.ok_or_else(|| no_theme(&catalogue, slug))?;
    let (scene, promises) = match (from.scene(&catalogue, catalogue.city(), &chosen, today), from.promises(&code)) {
        (Ok(scene), Ok(promises)) => (scene, promises),
        (scene, promises) => return Err(scene.err().into_iter().chain(promises.err()).flatten().collect::<Vec<_>>().into()),
    };
    theme_view(&scene, &code, &filter, &chosen).zip(promises).ok_or_else(|| no_theme(&catalogue, slug).into())
}

/// There is no such theme.
pub fn no_theme(catalogue: &Catalogue, slug: &str) -> PageError {
    let themes = catalogue.plans.iter().flat_map(|plan| &plan.themes).map(|theme| (theme.code.as_str(), theme.title.as_str()));
    PageError::subject(unknown("theme", slug, themes), "/themes")
}

/// A directorate's dashboard.
pub fn directorate(from: &impl Scenery, today: NaiveDate, slug: &str, query: &str) -> Result<DirectorateView, Stop> {
    let catalogue = catalogue(from)?;
    let (filter, chosen) = read_filter(&catalogue, &format!("/directorates/{slug}"), query)?;
    let scene = from.scene(&catalogue, catalogue.city(), &chosen, today)?;
    let found = slug.parse::<DirectorateCode>().ok().and_then(|code| directorate_view(&scene, &code, &filter, &chosen));
    Ok(found.ok_or_else(|| {
        let known = catalogue.directorates.iter().map(|directorate| (directorate.code.as_str(), directorate.name.as_str()));
        let unknown: UnknownChoice = unknown("directorate", slug, known);
        PageError::subject(unknown, "/directorates")
    })?)
}

/// One measure in full.
pub fn measure(from: &impl Scenery, today: NaiveDate, code: &str, query: &str) -> Result<MeasureView, Stop> {
    let catalogue = catalogue(from)?;
    let at = find_measure(&catalogue, code)?;
    let (filter, chosen) = read_filter(&catalogue, &format!("/measures/{code}"), query)?;
    Ok(measure_view(&from.measure_scene(&catalogue, at, chosen.until, today)?, at, &filter, &chosen))
}
