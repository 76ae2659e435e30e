//! A release: what the public sees, in memory, as columns. Immutable once made.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use chrono::NaiveDate;

use crate::{
    alike::Table,
    area::AreaType,
    average,
    axis::axis,
    catalogue::{Catalogue, Span, first},
    cell::{Cell, Notes},
    council::Council,
    disclosure::{self, Earlier, Exposed, Placed, Released, Subject, Sums, Tally},
    filter::Resolved,
    frame::{Cube, Frame, FrameError, Shape, Slice, Spread},
    measure::{Kind, Measure},
    observation::{Figure, Flags, Missing, Observation, Provenance},
    period::Period,
    programme::Programme,
    said::{self, Said},
    view::{self, Scene},
};

/// A release: the catalogue and every released cube.
#[derive(Debug)]
pub struct Release {
    /// Everything but the figures.
    pub catalogue: Arc<Catalogue>,
    /// The council as it was described: plans in full, boundaries, postcodes.
    pub council: Council,
    /// What disclosure control did to each measure, in their order; empty where that was not kept.
    pub report: Vec<Tally>,
    /// The frame of each area, by index.
    areas: Vec<Arc<Frame>>,
    /// The spread of each period, gathered when first asked for.
    spreads: Vec<OnceLock<Arc<Spread>>>,
}

/// Gathers observations, measure by measure, into a release.
#[derive(Debug)]
pub struct Publisher {
    catalogue: Catalogue,
    council: Council,
    sums: Sums,
    report: BTreeMap<u16, Tally>,
    cubes: Vec<Vec<Arc<Cube>>>,
    shapes: BTreeMap<Shape, Arc<Shape>>,
}

/// Observations by area, group and period.
type Places<'a> = BTreeMap<(u16, u16, u16), &'a Observation>;

/// A figure at its area, group and period, and what is released of it: the cell, and whether it is kept from an earlier release.
type Placement<'a> = ((u16, u16, u16), &'a Observation, (Cell, bool));

impl Publisher {
    /// Starts a release. `periods` is every period that an observation may have, in any order.
    pub fn new(council: Council, release: u32, published: NaiveDate, mut periods: Vec<Period>) -> Self {
        let mut catalogue = Catalogue::of(&council, release, published);
        periods.sort_unstable();
        periods.dedup();
        catalogue.periods = periods;
        let cubes = vec![Vec::new(); catalogue.areas.len()];
        let sums = catalogue.sums();
        Self { catalogue, council, sums, report: BTreeMap::new(), cubes, shapes: BTreeMap::new() }
    }

    /// Adds the observations of one measure, all put through its policy together; observations of unknown areas, groups or periods are left out
    /// and counted as missing.
    ///
    /// Gives what was done, and the protected figures that could still be told: with one of these nothing may be published.
    pub fn add(&mut self, measure: u16, observations: &[Observation]) -> (Tally, Vec<Exposed>) {
        self.add_linked(&[(measure, observations, &Earlier::default())]).pop().unwrap_or_default()
    }

    /// The same of measures that are linked, all of them at once, or of one that is not; each with what was released of it before. Figures made
    /// up are about nobody, and are compared with nothing.
    pub fn add_linked(&mut self, measures: &[(u16, &[Observation], &Earlier)]) -> Vec<(Tally, Vec<Exposed>)> {
        let places: Vec<(Places<'_>, usize)> = measures.iter().map(|(_, observations, _)| self.places(observations)).collect();
        let figures: Vec<Vec<Placed<'_>>> = places
            .iter()
            .map(|(places, _)| places.iter().map(|(&(area, group, _), &observation)| Placed { area, group, observation }).collect())
            .collect();
        let nothing = Earlier::default();
        let real = |figures: &[Placed<'_>]| figures.iter().any(|placed| placed.observation.provenance != Provenance::Illustrative);
        let subject = |(&(at, _, earlier), figures)| Subject {
            measure: &self.catalogue.measures[usize::from(at)],
            figures,
            earlier: if real(figures) { earlier } else { &nothing },
        };
        let subjects: Vec<Subject<'_>> = measures.iter().zip(&figures).map(|(measure, figures)| subject((measure, figures))).collect();
        let released = disclosure::release_linked(&self.sums, &subjects);
        let all = measures.iter().zip(places).zip(released);
        all.map(|((&(measure, ..), (places, nowhere)), released)| self.keep(measure, places, nowhere, released)).collect()
    }

    /// Observations by area, group and period, and how many have no place.
    fn places<'a>(&self, observations: &'a [Observation]) -> (Places<'a>, usize) {
        let mut places = Places::new();
        let mut nowhere = 0;
        for observation in observations {
            let place = (|| {
                let area = self.catalogue.area_index(&observation.area)?;
                let group = self.catalogue.group_index(&observation.group)?;
                let period = self.catalogue.periods.binary_search(&observation.period).ok()? as u16;
                Some((area, group, period))
            })();
            match place {
                Some(place) => drop(places.insert(place, observation)),
                None => nowhere += 1,
            }
        }
        (places, nowhere)
    }

    /// Keeps what is released of a measure.
    fn keep(&mut self, measure: u16, places: Places<'_>, nowhere: usize, released: Released) -> (Tally, Vec<Exposed>) {
        let cells = released.cells.into_iter().zip(released.held);
        let cells: Vec<Placement<'_>> =
            places.into_iter().zip(cells).map(|((place, observation), cell)| (place, observation, cell)).collect();
        for of_area in cells.chunk_by(|one, other| one.0.0 == other.0.0) {
            let cube = self.cube(measure, of_area);
            self.cubes[usize::from(cube.area)].push(Arc::new(cube));
        }
        let mut tally = released.tally;
        tally.missing += nowhere;
        self.report.insert(measure, tally);
        (tally, released.exposed)
    }

    /// The catalogue so far, without spans.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The cells of one measure and area, which come ordered by group and period.
    fn cube(&mut self, measure: u16, cells: &[Placement<'_>]) -> Cube {
        let mut groups: Vec<u16> = cells.iter().map(|cell| cell.0.1).collect();
        groups.dedup();
        let mut periods: Vec<u16> = cells.iter().map(|cell| cell.0.2).collect();
        periods.sort_unstable();
        periods.dedup();
        let shape = Shape::new(groups, periods);
        let shape = Arc::clone(self.shapes.entry(shape.clone()).or_insert_with(|| Arc::new(shape)));
        let mut cube = Cube {
            area: cells[0].0.0,
            measure,
            cells: vec![Cell::Missing(Missing::NotAvailable); shape.len()],
            notes: vec![Notes::default(); shape.len()],
            intervals: BTreeMap::new(),
            shape,
        };
        for &((_, group, period), observation, (cell, held)) in cells {
            let Some(at) = cube.shape.at(group, period) else { continue };
            if let (Figure::Value { interval: Some(limits), .. }, Cell::Value(_)) = (observation.figure, cell) {
                cube.intervals.insert(at as u32, limits);
            }
            cube.cells[at] = cell;
            // That a figure was revised is not told where the figure is not, nor where it stays as it was.
            let silent = held || cell.missing() == Some(Missing::Suppressed);
            let flags =
                if silent { Flags { break_in_series: observation.flags.break_in_series, ..Flags::default() } } else { observation.flags };
            cube.notes[at] = Notes::new(flags, observation.provenance).kept(held);
        }
        cube
    }

    /// The release.
    pub fn finish(self) -> Release {
        let areas = self.cubes.into_iter().enumerate().map(|(area, mut cubes)| {
            cubes.sort_by_key(|cube| cube.measure);
            Arc::new(Frame { slice: Slice::Area(area as u16), cubes })
        });
        let areas: Vec<Arc<Frame>> = areas.collect();
        let mut catalogue = self.catalogue;
        catalogue.spans = (0..).zip(&catalogue.measures).map(|(at, measure)| span(&catalogue, &areas, at, measure)).collect();
        catalogue.alike =
            self.council.alike.as_ref().map(|recipe| Table::read(&catalogue, &areas, recipe, AreaType::Ward).likes(areas.len(), recipe));
        let spreads = catalogue.periods.iter().map(|_| OnceLock::new()).collect();
        // Measures may come in any order. What is opened has none of them: its report is kept beside it.
        let last = self.report.keys().next_back().map_or(0, |last| last + 1);
        let report = (0..last).map(|at| self.report.get(&at).copied().unwrap_or_default()).collect();
        Release { catalogue: Arc::new(catalogue), council: self.council, report, areas, spreads }
    }
}

impl Release {
    /// Opens a release from the frames of its areas, as they were kept. `periods` is every period of the release.
    pub fn open(council: Council, number: u32, published: NaiveDate, periods: Vec<Period>, frames: &[Vec<u8>]) -> Result<Self, FrameError> {
        let mut open = Publisher::new(council, number, published, periods);
        for bytes in frames {
            let frame = Frame::decode(bytes)?;
            let Slice::Area(area) = frame.slice else { return Err(FrameError::Range("the frame's kind")) };
            let fits = |cube: &Cube| {
                usize::from(cube.measure) < open.catalogue.measures.len()
                    && cube.shape.periods.last().is_none_or(|&at| usize::from(at) < open.catalogue.periods.len())
            };
            if !frame.cubes.iter().all(|cube| fits(cube)) {
                return Err(FrameError::Range("a measure or period"));
            }
            *open.cubes.get_mut(usize::from(area)).ok_or(FrameError::Range("an area"))? = frame.cubes;
        }
        Ok(open.finish())
    }

    /// The release with what services say about its measures: the last of each. What is about no measure or period of it is left out.
    #[must_use]
    pub fn with_said(mut self, said: Vec<Said>) -> Self {
        let catalogue = Arc::make_mut(&mut self.catalogue);
        let mut said = said::latest(said);
        said.retain(|said| {
            catalogue.measures.iter().any(|measure| measure.code == said.measure) && catalogue.periods.contains(&said.period)
        });
        catalogue.said = said;
        self
    }

    /// The same release, with programmes as they became after it was published. Its figures are shared.
    #[must_use]
    pub fn with_programmes(&self, programmes: Vec<Programme>) -> Self {
        self.with_council(Council { programmes, ..self.council.clone() })
    }

    /// The same release, with what its council says as it became after it was published. Its figures are shared.
    #[must_use]
    pub fn with_council(&self, council: Council) -> Self {
        let Self { catalogue, council: _, report, areas, spreads } = self;
        let first = first(&council);
        let catalogue =
            if catalogue.first == first { Arc::clone(catalogue) } else { Arc::new(Catalogue { first, ..(**catalogue).clone() }) };
        Self { catalogue, council, report: report.clone(), areas: areas.clone(), spreads: spreads.clone() }
    }

    /// The frame of an area.
    pub fn area(&self, area: u16) -> Arc<Frame> {
        Arc::clone(&self.areas[usize::from(area)])
    }

    /// The frame of a measure.
    pub fn measure(&self, measure: u16) -> Frame {
        let cubes = self.areas.iter().filter_map(|frame| {
            frame.cubes.binary_search_by_key(&measure, |cube| cube.measure).ok().map(|at| Arc::clone(&frame.cubes[at]))
        });
        Frame { slice: Slice::Measure(measure), cubes: cubes.collect() }
    }

    /// The spread of a period.
    pub fn spread(&self, until: Period) -> Arc<Spread> {
        match self.catalogue.periods.binary_search(&until) {
            Ok(at) => Arc::clone(self.spreads[at].get_or_init(|| Arc::new(self.gather(until)))),
            Err(_) => Arc::new(self.gather(until)),
        }
    }

    /// Everything an area's dashboard is drawn from.
    pub fn scene(&self, area: u16, chosen: &Resolved, today: NaiveDate) -> Scene {
        let needed = view::needed(&self.catalogue, area, chosen);
        Scene {
            catalogue: Arc::clone(&self.catalogue),
            today,
            frames: needed.into_iter().map(|area| (area, self.area(area))).collect(),
            spread: self.spread(chosen.until),
        }
    }

    fn gather(&self, until: Period) -> Spread {
        let groups = |measure: u16| {
            let mut groups: Vec<u16> =
                self.areas.iter().filter_map(|frame| frame.cube(measure)).flat_map(|cube| cube.shape.groups.iter().copied()).collect();
            groups.sort_unstable();
            groups.dedup();
            groups
        };
        let spread = Spread::gather(&self.catalogue, until, groups, |measure, area, group, period| {
            self.areas[usize::from(area)].cell(measure, group, period).0
        });
        spread.with_hidden(|measure, period| {
            average::hidden(&self.catalogue, self.areas.iter().filter_map(|frame| frame.cube(measure)), period)
        })
    }

    /// How many cells it holds.
    pub fn cells(&self) -> usize {
        self.areas.iter().flat_map(|frame| &frame.cubes).map(|cube| cube.cells.len()).sum()
    }
}

/// Works out what a measure's figures span.
fn span(catalogue: &Catalogue, areas: &[Arc<Frame>], at: u16, measure: &Measure) -> Span {
    let mut periods = Vec::new();
    let mut values = Vec::new();
    let mut illustrative = false;
    for cube in areas.iter().filter_map(|frame| frame.cube(at)) {
        let whole = catalogue.areas[usize::from(cube.area)].kind != AreaType::Ward;
        for (place, (cell, notes)) in cube.cells.iter().zip(&cube.notes).enumerate() {
            let everyone = place < cube.shape.periods.len() && cube.shape.groups.first() == Some(&0);
            // What is hidden is there: a period of which all is hidden is not late.
            let hidden = cell.missing() == Some(Missing::Suppressed);
            if everyone && (hidden || cell.value(measure).is_some()) {
                periods.push(cube.shape.periods[place]);
            }
            let Some(value) = cell.value(measure) else { continue };
            illustrative |= notes.illustrative();
            // Counts of a city and of a ward do not share an axis: the wards' is the one drawn.
            let drawn = if measure.kind == Kind::Count { everyone && !whole } else { everyone || whole };
            if drawn {
                values.push(value);
            }
        }
    }
    periods.sort_unstable();
    periods.dedup();
    Span { periods, axis: axis(&mut values, measure.kind == Kind::Proportion), illustrative }
}
