//! A council: everything its folder says, but for the figures.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    alike,
    area::{Area, AreaType, Boundary, Hex},
    code::{AreaCode, DirectorateCode, MeasureCode, ServiceCode, SourceCode, ThemeCode},
    customer::Customer,
    decision::{Decision, share::Year},
    geometry::hex::Layout,
    group::Characteristic,
    lens,
    lineage::Lineage,
    measure::{Measure, Target},
    money::Money,
    outcome::Outcomes,
    plan::{Plan, Theme},
    priority::Priorities,
    programme::Programme,
    survey::wave::Surveys,
};

/// One word, singular and plural.
pub type Word = (String, String);

/// What this council calls things.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Words {
    /// The whole area: `city`.
    pub city: Word,
    /// A grouping of wards: `neighbourhood`.
    pub neighbourhood: Word,
    /// A ward.
    pub ward: Word,
    /// An area to compare with: `core city`.
    pub comparator: Word,
    /// An elected member: `councillor`.
    pub councillor: Word,
    /// A directorate.
    pub directorate: Word,
}

impl Words {
    /// The word for a type of area.
    pub fn area(&self, kind: AreaType) -> &Word {
        match kind {
            AreaType::City => &self.city,
            AreaType::Neighbourhood => &self.neighbourhood,
            AreaType::Ward => &self.ward,
            AreaType::Comparator => &self.comparator,
        }
    }
}

impl Council {
    /// The measures that disclosure control takes together, by index: those that are linked, and every other by itself. In the order of the first of
    /// each.
    pub fn together(&self) -> Vec<Vec<u16>> {
        let mut sets: Vec<Vec<u16>> = Vec::new();
        for (at, measure) in (0..).zip(&self.measures) {
            let linked = measure.disclosure.linked();
            let with = |set: &&mut Vec<u16>| self.measures[usize::from(set[0])].disclosure.linked() == linked;
            match linked.and_then(|_| sets.iter_mut().find(with)) {
                Some(set) => set.push(at),
                None => sets.push(vec![at]),
            }
        }
        sets
    }
}

/// A directorate and its services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directorate {
    /// Code.
    pub code: DirectorateCode,
    /// Name.
    pub name: String,
    /// Role that leads it.
    pub lead: String,
    /// Its services.
    pub services: Vec<Service>,
}

/// A service of a directorate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Code, unique in the council.
    pub code: ServiceCode,
    /// Name.
    pub name: String,
    /// Role that leads it.
    pub lead: String,
}

/// A source of figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Code.
    pub code: SourceCode,
    /// Title, as one would cite it.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where to check it.
    pub url: Option<String>,
    /// Its licence.
    pub licence: Option<String>,
    /// How we took figures from it.
    pub note: Option<String>,
    /// Whether its figures were put together for the boundaries in force from those of small areas, whatever boundaries were in force in
    /// their period: best fit (STANDARDS §2).
    #[serde(default)]
    pub best_fit: bool,
}

/// A postcode and the area it lies in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postcode {
    /// Without spaces, upper case; a full postcode or the start of one.
    pub postcode: String,
    /// Area.
    pub area: AreaCode,
}

/// A council, as its folder describes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Council {
    /// Short code, such as `liverpool`.
    pub code: String,
    /// Full name: `Liverpool City Council`.
    pub name: String,
    /// The place, as in "in Liverpool".
    pub place: String,
    /// Its website.
    pub website: Option<String>,
    /// Attribution for its map and figures, shown in the footer.
    pub attribution: String,
    /// Colour of the header, `#RRGGBB`.
    pub head_colour: String,
    /// What it calls things.
    pub words: Words,
    /// Areas, in file order.
    pub areas: Vec<Area>,
    /// How the hex map's columns and rows are laid out.
    pub hex_layout: Layout,
    /// The hex map.
    pub hexes: Vec<Hex>,
    /// Real boundaries; may be empty.
    pub boundaries: Vec<Boundary>,
    /// Postcode lookup; may be empty.
    pub postcodes: Vec<Postcode>,
    /// Characteristics, in file order.
    pub characteristics: Vec<Characteristic>,
    /// Directorates, in file order.
    pub directorates: Vec<Directorate>,
    /// Plans, newest first.
    pub plans: Vec<Plan>,
    /// Programmes, in the order of their files. Councils that were kept before there were any have none.
    #[serde(default)]
    pub programmes: Vec<Programme>,
    /// Its money. Councils that were kept before it was told say nothing of it.
    #[serde(default)]
    pub money: Money,
    /// What is promised to those who ask something of it, if that is told.
    #[serde(default)]
    pub customer: Option<Customer>,
    /// What neighbourhoods put first.
    #[serde(default)]
    pub priorities: Priorities,
    /// Formal decisions, in the order of their files. Councils that were kept before there were any have none.
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// What themes, measures and actions do under each lens.
    #[serde(default)]
    pub lens_lines: Vec<lens::Line>,
    /// The year that it reports by.
    #[serde(default)]
    pub reporting_year: Year,
    /// Measures, in file order.
    pub measures: Vec<Measure>,
    /// Targets.
    pub targets: Vec<Target>,
    /// Sources.
    pub sources: Vec<Source>,
    /// What became of areas and codes that are no longer.
    #[serde(default)]
    pub lineage: Lineage,
    /// The recipe of like-for-like wards, if there is one.
    #[serde(default)]
    pub alike: Option<alike::Recipe>,
    /// National outcomes and those of the whole city, if the folder tells of any.
    #[serde(default)]
    pub outcomes: Option<Outcomes>,
    /// Surveys and what was done about what was said, if the folder tells of any.
    #[serde(default)]
    pub surveys: Option<Surveys>,
}

impl Council {
    /// The whole area.
    pub fn city(&self) -> Option<&Area> {
        self.areas.iter().find(|area| area.kind == AreaType::City)
    }

    /// The areas in force on a day, in file order: those that a release of that day counts by index.
    pub fn areas_on(&self, day: NaiveDate) -> impl Iterator<Item = &Area> {
        self.areas.iter().filter(move |area| !area.former(day))
    }

    /// The area with this code.
    pub fn area(&self, code: &AreaCode) -> Option<&Area> {
        self.areas.iter().find(|area| &area.code == code)
    }

    /// The measure with this code.
    pub fn measure(&self, code: &MeasureCode) -> Option<&Measure> {
        self.measures.iter().find(|measure| &measure.code == code)
    }

    /// The theme with this code, and its plan.
    pub fn theme(&self, code: &ThemeCode) -> Option<(&Plan, &Theme)> {
        self.plans.iter().find_map(|plan| plan.themes.iter().find(|theme| &theme.code == code).map(|theme| (plan, theme)))
    }

    /// The directorate with this code.
    pub fn directorate(&self, code: &DirectorateCode) -> Option<&Directorate> {
        self.directorates.iter().find(|directorate| &directorate.code == code)
    }
}
