//! The catalogue of a release: everything but the figures, in the order that indices count by.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    alike::Likes,
    area::{Area, AreaType},
    code::{AreaCode, DirectorateCode, GroupCode, MeasureCode, PlanCode, ServiceCode, ThemeCode},
    council::{Council, Directorate, Source, Words},
    disclosure::Sums,
    drawing::Drawing,
    group::{Characteristic, Group},
    measure::{Measure, Target},
    period::Period,
    said::Said,
    target::target_for,
};

/// A plan, as far as a dashboard needs it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanOutline {
    /// Code.
    pub code: PlanCode,
    /// Title.
    pub title: String,
    /// What its themes are called, one and many.
    pub theme_word: (String, String),
    /// Whether it is in force.
    pub current: bool,
    /// Its themes.
    pub themes: Vec<ThemeOutline>,
}

/// A theme, as far as a dashboard needs it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ThemeOutline {
    /// Code.
    pub code: ThemeCode,
    /// Title.
    pub title: String,
    /// Short title.
    pub short: String,
    /// Its measures by index, leads first, each once.
    pub measures: Vec<u16>,
}

/// What the figures of one measure span.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// Periods with at least one released figure, oldest first, as indices.
    pub periods: Vec<u16>,
    /// Axis that holds the figures: lower and upper end, in the measure's unit.
    pub axis: (f64, f64),
    /// Whether any of its figures is made up.
    pub illustrative: bool,
}

/// Everything about a release but its figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Catalogue {
    /// Number of the release.
    pub release: u32,
    /// Day of publication.
    #[serde(with = "crate::day")]
    pub published: NaiveDate,
    /// Name of the council.
    pub name: String,
    /// The place.
    pub place: String,
    /// Attribution.
    pub attribution: String,
    /// Website.
    pub website: Option<String>,
    /// Colour of the header.
    pub head_colour: String,
    /// What things are called.
    pub words: Words,
    /// Areas in force on the day of publication.
    pub areas: Vec<Area>,
    /// The map of one hexagon a ward; empty where the council has none.
    pub hexagons: Drawing,
    /// The map of real boundaries; empty where the council has none.
    pub boundaries: Drawing,
    /// Characteristics.
    pub characteristics: Vec<Characteristic>,
    /// Directorates.
    pub directorates: Vec<Directorate>,
    /// Plans, newest first.
    pub plans: Vec<PlanOutline>,
    /// Measures.
    pub measures: Vec<Measure>,
    /// Targets.
    pub targets: Vec<Target>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Every period of the release, oldest first.
    pub periods: Vec<Period>,
    /// What each measure's figures span, by measure.
    pub spans: Vec<Span>,
    /// The wards most like each, where the council has a recipe for that.
    pub alike: Option<Likes>,
    /// What services say about measures, by the measure's code.
    pub said: Vec<Said>,
    /// What comes first in a neighbourhood: by area, the titles of its plan's priorities with their codes.
    pub first: Vec<First>,
}

/// What comes first in an area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct First {
    /// The area.
    pub area: AreaCode,
    /// Code and title of each priority, in order.
    pub priorities: Vec<(String, String)>,
    /// Whether any of them is made up.
    pub illustrative: bool,
}

impl Catalogue {
    /// The catalogue of a council, before any figure: periods and spans are empty.
    pub fn of(council: &Council, release: u32, published: NaiveDate) -> Self {
        let index = |code: &MeasureCode| council.measures.iter().position(|m| &m.code == code);
        let outline = |theme: &crate::plan::Theme| {
            let mut measures: Vec<u16> = Vec::new();
            let leads = theme.promises.iter().filter_map(|p| p.measures.first());
            let rest = theme.promises.iter().flat_map(|p| p.measures.iter().skip(1));
            for at in leads.chain(rest).filter_map(index) {
                if !measures.contains(&(at as u16)) {
                    measures.push(at as u16);
                }
            }
            ThemeOutline { code: theme.code.clone(), title: theme.title.clone(), short: theme.short.clone(), measures }
        };
        // Areas that are no longer are on no map, in no list and in no sum: see `crate::lineage`.
        let areas: Vec<Area> = council.areas_on(published).cloned().collect();
        Self {
            release,
            published,
            name: council.name.clone(),
            place: council.place.clone(),
            attribution: council.attribution.clone(),
            website: council.website.clone(),
            head_colour: council.head_colour.clone(),
            words: council.words.clone(),
            hexagons: Drawing::hexagons(council, &areas),
            boundaries: Drawing::boundaries(council, &areas),
            areas,
            characteristics: council.characteristics.clone(),
            directorates: council.directorates.clone(),
            plans: council
                .plans
                .iter()
                .map(|plan| PlanOutline {
                    code: plan.code.clone(),
                    title: plan.title.clone(),
                    theme_word: plan.theme_word.clone(),
                    current: plan.current,
                    themes: plan.themes.iter().map(outline).collect(),
                })
                .collect(),
            measures: council.measures.clone(),
            targets: council.targets.clone(),
            sources: council.sources.clone(),
            periods: Vec::new(),
            spans: Vec::new(),
            alike: None,
            said: Vec::new(),
            first: first(council),
        }
    }

    /// Index of the whole area.
    pub fn city(&self) -> u16 {
        self.areas.iter().position(|area| area.kind == AreaType::City).unwrap_or(0) as u16
    }

    /// Index of an area.
    pub fn area_index(&self, code: &AreaCode) -> Option<u16> {
        self.areas.iter().position(|area| &area.code == code).map(|at| at as u16)
    }

    /// Index of a measure.
    pub fn measure_index(&self, code: &MeasureCode) -> Option<u16> {
        self.measures.iter().position(|measure| &measure.code == code).map(|at| at as u16)
    }

    /// Indices of the areas of one type, in order.
    pub fn areas_of(&self, kind: AreaType) -> impl Iterator<Item = u16> + '_ {
        self.areas.iter().enumerate().filter(move |(_, area)| area.kind == kind).map(|(at, _)| at as u16)
    }

    /// Indices of the areas directly within another.
    pub fn children(&self, area: u16) -> impl Iterator<Item = u16> + '_ {
        let code = &self.areas[usize::from(area)].code;
        self.areas.iter().enumerate().filter(move |(_, child)| child.parent.as_ref() == Some(code)).map(|(at, _)| at as u16)
    }

    /// How areas and groups add up.
    pub fn sums(&self) -> Sums {
        let of = |known: &Characteristic| self.characteristics.iter().position(|other| other.code == known.code).map(|at| at as u16);
        Sums {
            parents: self.areas.iter().map(|area| self.area_index(area.parent.as_ref()?)).collect(),
            characteristics: std::iter::once(None).chain(self.groups().map(|(known, _)| of(known))).collect(),
            unknown: std::iter::once(false).chain(self.groups().map(|(_, group)| group.unknown)).collect(),
        }
    }

    /// Every group with its characteristic, in order; group indices count from 1 along this, and 0 is everyone.
    pub fn groups(&self) -> impl Iterator<Item = (&Characteristic, &Group)> {
        self.characteristics.iter().flat_map(|c| c.groups.iter().map(move |g| (c, g)))
    }

    /// Index of a group; everyone is 0.
    pub fn group_index(&self, code: &GroupCode) -> Option<u16> {
        if code.is_everyone() {
            return Some(0);
        }
        self.groups().position(|(_, group)| &group.code == code).map(|at| at as u16 + 1)
    }

    /// The characteristic and group at an index; none for everyone.
    pub fn group(&self, index: u16) -> Option<(&Characteristic, &Group)> {
        self.groups().nth(usize::from(index.checked_sub(1)?))
    }

    /// Index of the first group of a characteristic.
    pub fn first_group(&self, characteristic: usize) -> u16 {
        self.characteristics[..characteristic].iter().map(|c| c.groups.len() as u16).sum::<u16>() + 1
    }

    /// The theme with this code, and its plan.
    pub fn theme(&self, code: &ThemeCode) -> Option<(&PlanOutline, &ThemeOutline)> {
        self.plans.iter().find_map(|plan| plan.themes.iter().find(|theme| &theme.code == code).map(|theme| (plan, theme)))
    }

    /// The directorate with this code.
    pub fn directorate(&self, code: &DirectorateCode) -> Option<&Directorate> {
        self.directorates.iter().find(|directorate| &directorate.code == code)
    }

    /// The name of a service.
    pub fn service_name(&self, code: &ServiceCode) -> &str {
        self.directorates.iter().flat_map(|d| &d.services).find(|s| &s.code == code).map_or("", |s| s.name.as_str())
    }

    /// The quarters that some measure has figures for, oldest first: what the period filter offers.
    pub fn quarters(&self) -> impl DoubleEndedIterator<Item = &Period> {
        self.periods.iter().filter(|period| period.kind() == crate::period::PeriodKind::Quarter)
    }

    /// The newest period that the period filter offers.
    pub fn latest(&self) -> Option<Period> {
        self.quarters().next_back().or(self.periods.last()).copied()
    }

    /// The target that judges a measure in an area and period.
    pub fn target(&self, area: u16, measure: &Measure, period: u16) -> Option<&Target> {
        target_for(&self.targets, &measure.code, &self.areas[usize::from(area)].code, self.periods[usize::from(period)])
    }

    /// Whom a group is, as it reads in a sentence.
    pub fn phrase(&self, group: u16) -> &str {
        self.group(group).map_or("everyone", |(_, group)| group.phrase.as_str())
    }

    /// The period a measure shows when the filter asks for figures up to `until`: its newest one that ends no later.
    pub fn as_of(&self, measure: u16, until: Period) -> Option<u16> {
        let span = self.spans.get(usize::from(measure))?;
        span.periods.iter().rev().copied().find(|&at| self.periods[usize::from(at)].end() <= until.end())
    }
}

/// What comes first in each area that has a plan.
pub(crate) fn first(council: &Council) -> Vec<First> {
    let mut all: Vec<First> = Vec::new();
    for priority in &council.priorities.list {
        let own = (priority.code.to_string(), priority.title.clone());
        match all.iter_mut().find(|known| known.area == priority.area) {
            Some(known) => {
                known.priorities.push(own);
                known.illustrative |= priority.illustrative;
            }
            None => all.push(First { area: priority.area.clone(), priorities: vec![own], illustrative: priority.illustrative }),
        }
    }
    all
}
