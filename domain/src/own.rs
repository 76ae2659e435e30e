//! What is somebody's own: what of it is late, what is due soon, and what has changed since they last looked; the worst first.
//!
//! Everything here is read from what is public: a release, the programmes, the day.

pub mod changed;
pub mod due;
pub mod shown;
pub mod words;

use std::collections::BTreeSet;

use crate::{
    area::AreaType,
    code::{AreaCode, DirectorateCode, ServiceCode},
    council::Council,
    measure::Measure,
    people::Grant,
    programme::Action,
};

/// What is somebody's own, by what they have been granted.
///
/// | grant | measures | actions |
/// |---|---|---|
/// | an area | their figures of that area | those about it; of a ward, also those about the neighbourhood that it lies in; of a neighbourhood, those about its wards; of the whole place, all |
/// | a service | the service's | those of its directorate |
/// | a directorate | its measures | its actions |
/// | the performance team | all | all |
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// Everything is.
    pub all: bool,
    /// Services whose measures are.
    pub services: BTreeSet<ServiceCode>,
    /// Directorates whose measures are.
    pub directorates: BTreeSet<DirectorateCode>,
    /// Directorates whose actions are.
    pub acting: BTreeSet<DirectorateCode>,
    /// Areas whose figures are.
    pub areas: BTreeSet<AreaCode>,
    /// Areas whose actions are.
    pub around: BTreeSet<AreaCode>,
    /// Whether every action is, whatever it is about.
    pub all_actions: bool,
}

impl Own {
    /// What these grants make somebody's own. What the council does not have is nobody's.
    pub fn of(grants: &BTreeSet<Grant>, council: &Council) -> Self {
        let mut own = Self::default();
        for grant in grants {
            match grant {
                Grant::ViewerOf(code) => own.area(code, council),
                Grant::Contributor(service) => {
                    let holds = council.directorates.iter().filter(|one| one.services.iter().any(|known| known.code == *service));
                    for directorate in holds {
                        own.services.insert(service.clone());
                        own.acting.insert(directorate.code.clone());
                    }
                }
                Grant::Approver(code) | Grant::Unmasked(code) if council.directorates.iter().any(|one| one.code == *code) => {
                    own.directorates.insert(code.clone());
                    own.acting.insert(code.clone());
                }
                Grant::PerformanceTeam => (own.all, own.all_actions) = (true, true),
                Grant::Approver(_) | Grant::Unmasked(_) | Grant::Viewer | Grant::Administrator => {}
            }
        }
        own
    }

    fn area(&mut self, code: &AreaCode, council: &Council) {
        let Some(area) = council.area(code).filter(|area| area.kind != AreaType::Comparator && area.valid_to.is_none()) else { return };
        self.areas.insert(code.clone());
        self.around.insert(code.clone());
        match area.kind {
            AreaType::City => self.all_actions = true,
            AreaType::Neighbourhood => {
                let wards = council.areas.iter().filter(|ward| ward.parent.as_ref() == Some(code));
                self.around.extend(wards.map(|ward| ward.code.clone()));
            }
            AreaType::Ward => {
                let parent = area.parent.as_ref().and_then(|parent| council.area(parent));
                self.around.extend(parent.filter(|parent| parent.kind == AreaType::Neighbourhood).map(|parent| parent.code.clone()));
            }
            AreaType::Comparator => {}
        }
    }

    /// Whether nothing is.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a measure is, with its figure of the whole place.
    pub fn holds(&self, measure: &Measure) -> bool {
        self.all || self.services.contains(&measure.service) || self.directorates.contains(&measure.directorate)
    }

    /// Whether a measure is, with its figure of an area.
    pub fn holds_in(&self, measure: &Measure, area: &AreaCode, whole: bool) -> bool {
        (whole && self.holds(measure)) || self.areas.contains(area)
    }

    /// Whether anything of a measure is: its figure of the whole place, or of an area that it has figures of.
    fn touches(&self, measure: &Measure, council: &Council) -> bool {
        self.holds(measure) || self.areas.iter().any(|code| council.area(code).is_some_and(|area| measure.levels.contains(&area.kind)))
    }

    /// Whether an action is.
    pub fn holds_action(&self, action: &Action) -> bool {
        let led = action.directorate.as_ref().is_some_and(|code| self.acting.contains(code));
        self.all_actions || led || action.area.as_ref().is_some_and(|code| self.around.contains(code))
    }
}
