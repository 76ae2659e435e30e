//! A filter against a catalogue: every code looked up, or named with the nearest that exists.

use super::{
    Filter,
    query::{address, mended},
};
use crate::{area::AreaType, catalogue::Catalogue, order::sort_by_key, period::Period, search};

/// How far off a period that is offered for another one may be, in days.
const NEAR_DAYS: i64 = 731;

/// A choice that the release does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no {what} “{given}”")]
pub struct UnknownChoice {
    /// What was looked for: area, group, period …
    pub what: &'static str,
    /// The part of the query it came in; the same as `what` for a page's own subject.
    pub parameter: &'static str,
    /// The code given.
    pub given: String,
    /// The near ones that exist: code and name. None where nothing is near.
    pub nearest: Vec<(String, String)>,
}

/// A filter whose every choice exists, as indices into the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The area that is mine, when chosen.
    pub area: Option<u16>,
    /// Areas to compare with.
    pub compare: Vec<u16>,
    /// The group shown; 0 is everyone.
    pub group: u16,
    /// The group it is held against.
    pub against: u16,
    /// Figures up to this period.
    pub until: Period,
    /// The comparator, when chosen.
    pub comparator: Option<u16>,
    /// The plan, by place in the catalogue.
    pub plan: usize,
    /// The measure that maps are coloured by.
    pub measure: Option<u16>,
}

impl Filter {
    /// Looks up every choice.
    ///
    /// # Errors
    /// The first choice that the release does not have, with the nearest that it has.
    pub fn resolve(&self, catalogue: &Catalogue) -> Result<Resolved, UnknownChoice> {
        let area = |parameter: &'static str, code: &crate::code::AreaCode| {
            catalogue.area_index(code).ok_or_else(|| {
                let areas = catalogue.areas.iter().map(|area| (area.code.as_str(), area.name.as_str()));
                UnknownChoice { parameter, ..unknown("area", code.as_str(), areas) }
            })
        };
        let group = |parameter: &'static str, code: &Option<crate::code::GroupCode>| match code {
            None => Ok(0),
            Some(code) => catalogue.group_index(code).ok_or_else(|| {
                let groups = catalogue.groups().map(|(_, group)| (group.code.as_str(), group.name.as_str()));
                UnknownChoice { parameter, ..unknown("group", code.as_str(), groups) }
            }),
        };
        let until = match self.period {
            None => catalogue.latest().unwrap_or_else(|| Period::snapshot(catalogue.published)),
            Some(period) if catalogue.periods.binary_search(&period).is_ok() => period,
            Some(period) => return Err(unknown_period(catalogue, period)),
        };
        let comparator = self.comparator.as_ref().map(|code| area("comparator", code)).transpose()?;
        let plan = match &self.plan {
            None => catalogue.plans.iter().position(|plan| plan.current).unwrap_or(0),
            Some(code) => catalogue.plans.iter().position(|plan| &plan.code == code).ok_or_else(|| {
                let plans = catalogue.plans.iter().map(|plan| (plan.code.as_str(), plan.title.as_str()));
                unknown("plan", code.as_str(), plans)
            })?,
        };
        let measure = match &self.measure {
            None => None,
            Some(code) => Some(catalogue.measure_index(code).ok_or_else(|| {
                let measures = catalogue.measures.iter().map(|m| (m.code.as_str(), m.title.as_str()));
                unknown("measure", code.as_str(), measures)
            })?),
        };
        Ok(Resolved {
            area: self.area.as_ref().map(|code| area("area", code)).transpose()?,
            compare: self.compare.iter().map(|code| area("compare", code)).collect::<Result<_, _>>()?,
            group: group("group", &self.group)?,
            against: group("against", &self.against)?,
            until,
            comparator,
            plan,
            measure,
        })
    }
}

impl Resolved {
    /// The same for a page whose area is this one: an area is not compared with itself.
    #[must_use]
    pub fn for_area(&self, area: u16) -> Self {
        let mut chosen = self.clone();
        chosen.compare.retain(|&other| other != area);
        chosen
    }

    /// The comparator drawn for an area: the one chosen, or the city for a smaller area.
    pub fn comparator_of(&self, catalogue: &Catalogue, area: u16) -> Option<u16> {
        let city = catalogue.city();
        self.comparator
            .or_else(|| (catalogue.areas[usize::from(area)].kind != AreaType::City).then_some(city))
            .filter(|&other| other != area)
    }
}

impl UnknownChoice {
    /// Links to the same page and the other choices of its query, one for each near choice, then one without any: names and addresses.
    pub fn links(&self, path: &str, query: &str) -> Vec<(String, String)> {
        let link = |name: &str, code| (name.to_owned(), address(path, &mended(query, self.parameter, &self.given, code)));
        let near = self.nearest.iter().map(|(code, name)| link(name, Some(code)));
        near.chain([link("This page without it", None)]).collect()
    }
}

/// An unknown choice with the near ones that exist, three at most; [`search::nearest`] says what is near.
pub fn unknown<'a>(what: &'static str, given: &str, mut known: impl Iterator<Item = (&'a str, &'a str)>) -> UnknownChoice {
    UnknownChoice { what, parameter: what, given: given.to_owned(), nearest: search::nearest(given, &mut known, 3) }
}

/// An unknown period with the three quarters nearest in time, of those that end within two years of it.
fn unknown_period(catalogue: &Catalogue, period: Period) -> UnknownChoice {
    let distance = |other: &&Period| (other.end() - period.end()).num_days().abs();
    let mut near: Vec<&Period> = catalogue.quarters().filter(|other| distance(other) <= NEAR_DAYS).collect();
    sort_by_key(&mut near, distance);
    let nearest = near.into_iter().take(3).map(|period| (period.to_string(), period.label())).collect();
    UnknownChoice { what: "period", parameter: "period", given: period.to_string(), nearest }
}
