//! Outcomes of the whole city against its comparators, once a year: the city's figure, those of the others for the same period, where the city
//! can stand among them, and what is missing.
//!
//! A rank is a range (see [`crate::rank`]), and places stand in the order of their list: no league table.

use chrono::{Datelike, NaiveDate};

use crate::{
    area::AreaType,
    catalogue::Catalogue,
    change::Change,
    changed::changed,
    frame::{Cube, Frame},
    interval,
    measure::{Measure, Polarity},
    outcome::City,
    period::Period,
    rank,
    release::Release,
    view::figure::Figure,
};

/// A measure of an outcome, for the city and everyone it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The measure, by index.
    pub measure: u16,
    /// The period that is compared; none where there is no figure so early.
    pub period: Option<u16>,
    /// The city first, then its comparators in the order of their list.
    pub places: Vec<Place>,
    /// Whether the city's figure really changed in a year.
    pub change: Option<Change>,
    /// Whether any of the figures is made up.
    pub illustrative: bool,
}

/// One place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The area, by index.
    pub area: u16,
    /// Its figure for the period that is compared.
    pub figure: Figure,
    /// That figure in the measure's unit.
    pub value: Option<f64>,
    /// Best and worst rank that it can have among those with an interval; none without one.
    pub rank: Option<(usize, usize)>,
    /// Where it has no figure for the period: its newest one from before, with its period.
    pub older: Option<(Figure, u16)>,
}

impl Compared {
    /// The city.
    pub fn own(&self) -> Option<&Place> {
        self.places.first()
    }

    /// The others.
    pub fn others(&self) -> &[Place] {
        self.places.get(1..).unwrap_or_default()
    }

    /// How many places can be ranked.
    pub fn ranked(&self) -> usize {
        self.places.iter().filter(|place| place.rank.is_some()).count()
    }

    /// Others with a figure for the period: how many, and the lowest and the highest of them.
    pub fn spread(&self) -> Option<(usize, f64, f64)> {
        let values: Vec<f64> = self.others().iter().filter_map(|place| place.value).collect();
        let (low, high) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)));
        (!values.is_empty()).then_some((values.len(), low, high))
    }
}

/// The last day of the financial year that began in a year.
pub fn end_of(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.checked_add(1)?, 3, 31)
}

/// The financial years in which a measure of an outcome has a figure, by the year they began, the newest first.
pub fn years(catalogue: &Catalogue, outcomes: &[City]) -> Vec<i32> {
    let measures = outcomes.iter().flat_map(|outcome| &outcome.measures).filter_map(|code| catalogue.measure_index(code));
    let periods = measures.filter_map(|at| catalogue.spans.get(usize::from(at))).flat_map(|span| &span.periods);
    let mut years: Vec<i32> = periods
        .map(|&at| catalogue.periods[usize::from(at)].end())
        .map(|end| if end.month() >= 4 { end.year() } else { end.year() - 1 })
        .collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    years
}

/// The measures of an outcome, with the newest figures until a day; the newest of all without one.
pub fn compare(release: &Release, outcome: &City, until: Option<NaiveDate>) -> Vec<Compared> {
    outcome.measures.iter().filter_map(|code| Some(one(release, release.catalogue.measure_index(code)?, until))).collect()
}

fn one(release: &Release, at: u16, until: Option<NaiveDate>) -> Compared {
    let catalogue = &release.catalogue;
    let measure = &catalogue.measures[usize::from(at)];
    let frame = release.measure(at);
    let city = catalogue.city();
    let early = |period: &u16| until.is_none_or(|until| catalogue.periods[usize::from(*period)].end() <= until);
    let held = |area: u16, period: u16| frame.cube(area).and_then(|cube| cube.cell(0, period).0.value(measure));
    let spanned = catalogue.spans.get(usize::from(at)).map(|span| span.periods.as_slice()).unwrap_or_default();
    let periods: Vec<u16> = spanned.iter().copied().filter(early).collect();
    // Without a figure of the city the others are still told.
    let period = periods.iter().rev().copied().find(|&period| held(city, period).is_some()).or(periods.last().copied());
    let areas: Vec<u16> = std::iter::once(city).chain(catalogue.areas_of(AreaType::Comparator)).collect();
    let mut places: Vec<Place> = areas.iter().map(|&area| place(&frame, measure, area, (period, &periods))).collect();
    let limits: Vec<Option<(f64, f64)>> = areas
        .iter()
        .map(|&area| {
            let (cube, period) = (frame.cube(area)?, period?);
            interval::of(cube.cell(0, period).0, cube.supplied(0, period), measure)
        })
        .collect();
    // One place alone has no rank.
    if limits.iter().flatten().nth(1).is_some() {
        for (place, rank) in places.iter_mut().zip(rank::ranges(&limits, measure.polarity == Polarity::Low)) {
            place.rank = rank;
        }
    }
    let illustrative = period
        .is_some_and(|period| areas.iter().filter_map(|&area| frame.cube(area)).any(|cube: &Cube| cube.cell(0, period).1.illustrative()));
    let change = period.and_then(|period| Some(changed(catalogue, frame.cube(city)?, 0, period)));
    Compared { measure: at, period, places, change, illustrative }
}

fn place(frame: &Frame, measure: &Measure, area: u16, (period, periods): (Option<u16>, &[u16])) -> Place {
    let cube = frame.cube(area);
    let value = |period: u16| cube.and_then(|cube| cube.cell(0, period).0.value(measure));
    let own = period.and_then(value);
    let before = |other: &u16| period.is_some_and(|period| *other < period);
    let older = if own.is_some() { None } else { periods.iter().rev().copied().filter(before).find(|&other| value(other).is_some()) };
    Place {
        area,
        figure: Figure::of(cube, measure, 0, period),
        value: own,
        rank: None,
        older: older.map(|other| (Figure::of(cube, measure, 0, Some(other)), other)),
    }
}

/// The label of a financial year: `2024/25`.
pub fn label(year: i32) -> String {
    Period::financial_year(year).map_or_else(|| year.to_string(), |period| period.label())
}
