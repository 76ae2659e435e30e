//! What a report is to be: which sections in which order, and what is said before each.

use serde::{Deserialize, Serialize};

use super::{Kind, Of, Part};
use crate::{code::AreaCode, period::Period, release::Release};

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 160;
/// The longest introduction of a section, in characters.
pub const LONGEST_INTRO: usize = 6_000;
/// The most sections.
pub const MOST_PARTS: usize = 24;

/// A report that is being prepared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// What it is.
    pub kind: Kind,
    /// Code of the area, directorate or programme that it is of; blank for the council.
    #[serde(default)]
    pub of: String,
    /// Its title.
    pub title: String,
    /// Figures up to this period; the newest where none is chosen.
    #[serde(default)]
    pub until: Option<Period>,
    /// Its sections, in order.
    pub parts: Vec<Chosen>,
}

/// A section that was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Which.
    pub part: Part,
    /// What is said before it, its paragraphs on lines of their own; blank for nothing.
    #[serde(default)]
    pub intro: String,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is of nothing.
    #[error("choose what it is of")]
    NoSubject,
    /// There is nothing of that code.
    #[error("there is no {what} “{given}” in this release")]
    Unknown {
        /// Area, directorate, programme or period.
        what: &'static str,
        /// What was given.
        given: String,
    },
    /// It has no title.
    #[error("give it a title")]
    NoTitle,
    /// A text is too long.
    #[error("{what} has more than {most} characters")]
    TooLong {
        /// Which.
        what: String,
        /// The most.
        most: usize,
    },
    /// It has no section.
    #[error("choose at least one section")]
    Empty,
    /// A section comes twice.
    #[error("“{0}” is there twice")]
    Twice(&'static str),
    /// A section does not fit what it is of.
    #[error("“{0}” is no section of such a report")]
    Unfit(&'static str),
    /// Too many.
    #[error("there are more than {MOST_PARTS} sections")]
    TooMany,
}

impl Template {
    /// The report as it begins, before anybody chose anything.
    pub fn new(kind: Kind, of: &str, title: String) -> Self {
        let parts = kind.parts().iter().map(|&part| Chosen { part, intro: String::new() }).collect();
        Self { kind, of: of.to_owned(), title, until: None, parts }
    }

    /// The report of a kind as it comes out of a release by itself, with a title that says what it is of and of when.
    ///
    /// # Errors
    /// There is nothing of that code.
    pub fn usual(kind: Kind, of: &str, release: &Release) -> Result<Self, Fault> {
        let empty = Self::new(kind, of, String::new());
        let subject = empty.subject(release)?;
        // A ward on one page tells the period of each figure.
        let latest = release.catalogue.latest().filter(|_| kind != Kind::Ward).map(|period| period.label());
        let parts = [subject, latest].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let title = if parts.is_empty() { kind.words().to_owned() } else { format!("{}: {parts}", kind.words()) };
        Ok(Self { title: title.chars().take(LONGEST_TITLE).collect(), ..empty })
    }

    /// Everything that is wrong with it, against a release.
    pub fn faults(&self, release: &Release) -> Vec<Fault> {
        let mut faults = Vec::new();
        let long = |text: &str, most: usize| text.chars().count() > most;
        if self.title.trim().is_empty() {
            faults.push(Fault::NoTitle);
        } else if long(&self.title, LONGEST_TITLE) {
            faults.push(Fault::TooLong { what: "the title".to_owned(), most: LONGEST_TITLE });
        }
        faults.extend(self.subject(release).err());
        if let Some(until) = self.until.filter(|until| release.catalogue.periods.binary_search(until).is_err()) {
            faults.push(Fault::Unknown { what: "period", given: until.to_string() });
        }
        match self.parts.len() {
            0 => faults.push(Fault::Empty),
            1..=MOST_PARTS => {}
            _ => faults.push(Fault::TooMany),
        }
        for (at, chosen) in self.parts.iter().enumerate() {
            if self.parts[..at].iter().any(|earlier| earlier.part == chosen.part) {
                faults.push(Fault::Twice(chosen.part.words()));
            } else if !chosen.part.fits(self.kind.of()) {
                faults.push(Fault::Unfit(chosen.part.words()));
            }
            if long(&chosen.intro, LONGEST_INTRO) {
                faults.push(Fault::TooLong { what: format!("the introduction of “{}”", chosen.part.words()), most: LONGEST_INTRO });
            }
        }
        faults
    }

    /// What it is of, as it is called in the release; nothing for the council.
    pub fn subject(&self, release: &Release) -> Result<Option<String>, Fault> {
        let given = self.of.as_str();
        let (what, name) = match self.kind.of() {
            Of::Council => return Ok(None),
            _ if given.is_empty() => return Err(Fault::NoSubject),
            Of::Area(kind) => {
                let index = given.parse::<AreaCode>().ok().and_then(|code| release.catalogue.area_index(&code));
                let area = index.map(|at| &release.catalogue.areas[usize::from(at)]).filter(|area| area.kind == kind);
                ("area", area.map(|area| area.name.clone()))
            }
            Of::Directorate => {
                let found = release.catalogue.directorates.iter().find(|one| one.code.as_str() == given);
                ("directorate", found.map(|one| one.name.clone()))
            }
            Of::Programme => {
                let found = release.council.programmes.iter().find(|one| one.code.as_str() == given);
                ("programme", found.map(|one| one.title.clone()))
            }
        };
        name.map(Some).ok_or_else(|| Fault::Unknown { what, given: given.chars().take(60).collect() })
    }
}
