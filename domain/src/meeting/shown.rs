//! What an item of an agenda is called, and where it leads.

use super::{Item, Pinned};
use crate::{catalogue::Catalogue, code::EVERYONE, filter::Filter, report::Kind};

impl Item {
    /// What it is called: the title of its measure, its own words, or what its report is.
    pub fn title(&self, catalogue: &Catalogue) -> String {
        match &self.pinned {
            Pinned::Measure { measure, .. } => match catalogue.measure_index(measure) {
                Some(at) => catalogue.measures[usize::from(at)].title.clone(),
                None if self.words.is_empty() => format!("The measure {measure}"),
                None => self.words.clone(),
            },
            Pinned::Report(_) if !self.words.is_empty() => self.words.clone(),
            Pinned::Report(address) => {
                let kind = address.split('/').nth(2).and_then(Kind::read);
                kind.map_or("A report", Kind::words).to_owned()
            }
            Pinned::Words => self.words.clone(),
        }
    }

    /// What is said of it beside its title; blank where there is nothing more.
    pub fn note(&self, catalogue: &Catalogue) -> &str {
        if self.title(catalogue) == self.words { "" } else { &self.words }
    }

    /// Whom and what area a measure is shown for, `disabled people in Millbeck`; none where no measure is pinned. What the release does not know is named by its
    /// code.
    pub fn about(&self, catalogue: &Catalogue) -> Option<String> {
        let Pinned::Measure { area, group, .. } = &self.pinned else { return None };
        let group = group.as_ref().map_or(EVERYONE, |code| match catalogue.group_index(code) {
            Some(at) => catalogue.phrase(at),
            None => code.as_str(),
        });
        let place = area.as_ref().map_or(catalogue.place.as_str(), |code| match catalogue.area_index(code) {
            Some(at) => catalogue.areas[usize::from(at)].name.as_str(),
            None => code.as_str(),
        });
        Some(format!("{group} in {place}"))
    }

    /// The page of what it shows; none where nothing is pinned.
    pub fn href(&self) -> Option<String> {
        match &self.pinned {
            Pinned::Measure { measure, area, group } => {
                let filter = Filter { area: area.clone(), group: group.clone(), ..Filter::default() };
                Some(filter.href(&format!("/measures/{measure}")))
            }
            Pinned::Report(address) => Some(address.clone()),
            Pinned::Words => None,
        }
    }
}
