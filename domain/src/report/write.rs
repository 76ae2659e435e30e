//! A report written: every section of its template from one release, so that nothing is in it that the release does not tell.

use chrono::NaiveDate;

use super::{
    Fault, Kind, Of, Part, Template, actions, city,
    document::{Block, Document, Section, Text},
    equality, judged, lenses, minute, notes, people,
};
use crate::{
    code::AreaCode,
    filter::{Filter, Resolved},
    measure::Reach,
    programme::Programme,
    register::Register,
    release::Release,
    why::{Why, why},
};

/// The licence that public bodies publish under (STANDARDS §7).
const OPEN: &str = "Open Government Licence";

/// What a report is written from.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The release.
    pub release: &'a Release,
    /// What is told of releases, and of decisions.
    pub register: &'a Register,
    /// The day.
    pub today: NaiveDate,
}

/// What a report is of, looked up.
pub(super) struct Subject<'a> {
    pub(super) ground: Ground<'a>,
    pub(super) kind: Kind,
    /// Its code; blank for the council.
    pub(super) of: &'a str,
    /// Its name, as in `in Anfield`: the place where it is no area.
    pub(super) place: String,
    /// The area that figures are of.
    pub(super) area: u16,
    pub(super) chosen: Resolved,
    /// Headings and the measures below them.
    pub(super) groups: Vec<(String, Vec<u16>)>,
}

/// A measure as it stands.
pub(super) struct Stand {
    pub(super) at: u16,
    pub(super) why: Why,
}

/// Writes a report.
///
/// # Errors
/// Everything that is wrong with the template.
pub fn write(ground: Ground<'_>, template: &Template) -> Result<Document, Vec<Fault>> {
    let faults = template.faults(ground.release);
    if !faults.is_empty() {
        return Err(faults);
    }
    let subject = Subject::of(ground, template).map_err(|fault| vec![fault])?;
    let sections: Vec<Section> = template
        .parts
        .iter()
        .map(|chosen| {
            let mut blocks: Vec<Block> = chosen.intro.lines().filter(|line| !line.trim().is_empty()).map(paragraph).collect();
            blocks.extend(subject.section(chosen.part));
            Section { key: chosen.part.code().to_owned(), heading: subject.heading(chosen.part), blocks }
        })
        .collect();
    let catalogue = &ground.release.catalogue;
    Ok(Document {
        title: template.title.trim().to_owned(),
        subtitle: template.kind.about().to_owned(),
        council: catalogue.name.clone(),
        language: "en-GB".to_owned(),
        number: None,
        dated: ground.today,
        release: catalogue.release,
        published: catalogue.published,
        address: None,
        licence: licence(&catalogue.attribution),
        illustrative: subject.illustrative(template),
        sections,
    })
}

/// What is to be said where a release is used: the attribution, and the licence where that is not in it.
pub fn licence(attribution: &str) -> String {
    let said = attribution.trim().trim_end_matches('.');
    if said.contains(OPEN) { format!("{said}.") } else { format!("{said}. {OPEN} v3.0.") }
}

fn paragraph(line: &str) -> Block {
    Block::Paragraph(Text::plain(line.trim()))
}

impl<'a> Subject<'a> {
    fn of(ground: Ground<'a>, template: &'a Template) -> Result<Self, Fault> {
        let catalogue = &*ground.release.catalogue;
        let name = template.subject(ground.release)?;
        let area = match template.kind.of() {
            Of::Area(_) => {
                template.of.parse::<AreaCode>().ok().and_then(|code| catalogue.area_index(&code)).unwrap_or_else(|| catalogue.city())
            }
            _ => catalogue.city(),
        };
        let filter = Filter { period: template.until, ..Filter::default() };
        let unknown = |_| Fault::Unknown { what: "period", given: template.until.map(|until| until.to_string()).unwrap_or_default() };
        let chosen = filter.resolve(catalogue).map_err(unknown)?;
        let kind = catalogue.areas[usize::from(area)].kind;
        let told = |at: &u16| catalogue.measures[usize::from(*at)].levels.contains(&kind);
        let groups: Vec<(String, Vec<u16>)> = if template.kind.of() == Of::Directorate {
            let own = |service: &str| {
                let all = catalogue.measures.iter().enumerate();
                all.filter(|(_, measure)| measure.directorate.as_str() == template.of && measure.service.as_str() == service)
                    .map(|(at, _)| at as u16)
                    .collect()
            };
            let directorate = catalogue.directorates.iter().find(|one| one.code.as_str() == template.of);
            let services = directorate.map(|one| one.services.as_slice()).unwrap_or_default();
            services.iter().map(|service| (service.name.clone(), own(service.code.as_str()))).collect()
        } else {
            let plan = catalogue.plans.get(chosen.plan).map(|plan| plan.themes.as_slice()).unwrap_or_default();
            plan.iter().map(|theme| (theme.title.clone(), theme.measures.iter().copied().filter(told).collect())).collect()
        };
        let groups = groups.into_iter().filter(|(_, measures): &(String, Vec<u16>)| !measures.is_empty()).collect();
        let place = match template.kind.of() {
            Of::Area(_) => catalogue.areas[usize::from(area)].name.clone(),
            _ => catalogue.place.clone(),
        };
        let place = if template.kind.of() == Of::Directorate { name.unwrap_or(place) } else { place };
        Ok(Self { ground, kind: template.kind, of: &template.of, place, area, chosen, groups })
    }

    fn section(&self, part: Part) -> Vec<Block> {
        match part {
            Part::Summary => judged::summary(self),
            Part::Measures => judged::measures(self),
            Part::OffTarget => judged::off_target(self),
            Part::Moved => judged::moved(self),
            Part::Hidden => judged::hidden(self),
            Part::Actions => actions::actions(self),
            Part::Slips => actions::slips(self),
            Part::Gaps => equality::gaps(self),
            Part::Evidence => equality::evidence(self),
            Part::Decisions => lenses::decisions(self),
            Part::City => city::city(self),
            Part::Surveys => people::surveys(self),
            Part::Priorities => people::priorities(self),
            Part::Minute => minute::section(self),
            Part::Corrections => notes::corrections(self),
            Part::Notes => notes::notes(self),
        }
    }

    fn heading(&self, part: Part) -> String {
        match (part, self.kind.of()) {
            (Part::City, _) => format!("{} beside others", self.ground.release.catalogue.place),
            (Part::Measures, Of::Directorate | Of::Area(_)) => format!("Every measure of {}", self.place),
            _ => part.words().to_owned(),
        }
    }

    /// Every measure that it tells of, once, as it stands.
    pub(super) fn stands(&self) -> Vec<Stand> {
        let mut all: Vec<u16> = self.groups.iter().flat_map(|(_, measures)| measures.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter().map(|at| self.stand(at)).collect()
    }

    /// A measure as it stands.
    pub(super) fn stand(&self, at: u16) -> Stand {
        let frame = self.ground.release.area(self.area);
        Stand { at, why: why(&self.ground.release.catalogue, frame.cube(at), (at, self.area), &self.chosen) }
    }

    /// The programmes that it tells of.
    pub(super) fn programmes(&self) -> Vec<&'a Programme> {
        let all = self.ground.release.council.programmes.iter();
        all.filter(|programme| self.kind.of() != Of::Programme || programme.code.as_str() == self.of).collect()
    }

    /// Whether anything in it may be made up.
    fn illustrative(&self, template: &Template) -> bool {
        let catalogue = &self.ground.release.catalogue;
        let figures = self.groups.iter().flat_map(|(_, all)| all).any(|at| catalogue.spans[usize::from(*at)].illustrative);
        let has = |parts: &[Part]| template.parts.iter().any(|chosen| parts.contains(&chosen.part));
        let actions = || self.programmes().iter().flat_map(|programme| &programme.actions).any(|action| action.illustrative);
        let priorities = || self.ground.release.council.priorities.list.iter().any(|priority| priority.illustrative);
        let decisions = || self.ground.release.council.decisions.iter().any(|decision| decision.illustrative);
        let surveys = || self.ground.release.council.surveys.as_ref().is_some_and(|all| all.findings.iter().any(|one| one.illustrative));
        let measures = [Part::Summary, Part::Measures, Part::OffTarget, Part::Moved, Part::Hidden, Part::Gaps, Part::City, Part::Minute];
        figures && has(&measures)
            || has(&[Part::Actions, Part::Slips, Part::Minute]) && actions()
            || has(&[Part::Priorities, Part::Minute]) && priorities()
            || has(&[Part::Decisions]) && decisions()
            || has(&[Part::Surveys]) && surveys()
    }
}

impl Stand {
    /// Whether it is one that the council is judged by.
    pub(super) fn judged(&self) -> bool {
        self.why.measure.reach != Reach::Context
    }
}
