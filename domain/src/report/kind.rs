//! The reports that a plan promises, what each is of, and the sections that each begins with.

use serde::{Deserialize, Serialize};

use crate::{area::AreaType, release::Release};

/// A report that is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Measures and actions, every quarter.
    Quarterly,
    /// The plan and the must-dos, to Cabinet and the select committee.
    SixMonthly,
    /// The state of the city, every year.
    Annual,
    /// The plan through its three lenses, every year.
    TripleLock,
    /// Equality information (Public Sector Equality Duty).
    Equality,
    /// A programme of improvement, to Cabinet and the audit committee.
    Improvement,
    /// A neighbourhood.
    Neighbourhood,
    /// A directorate.
    Directorate,
    /// A ward on one page.
    Ward,
}

/// What a report is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// The whole council.
    Council,
    /// An area of a kind.
    Area(AreaType),
    /// A directorate.
    Directorate,
    /// A programme.
    Programme,
}

/// A section that a report can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// How many measures stand how, and what stands out.
    Summary,
    /// Every measure with its figure, target, rating, change and forecast.
    Measures,
    /// What is off target, why, and what the service says of it.
    OffTarget,
    /// What became better or worse beyond chance.
    Moved,
    /// What the averages hide.
    Hidden,
    /// How actions stand, and what is late.
    Actions,
    /// Every date that was put off.
    Slips,
    /// The largest gaps between groups.
    Gaps,
    /// What there is evidence of, by characteristic.
    Evidence,
    /// Formal decisions and what the lenses did to them.
    Decisions,
    /// The city beside others.
    City,
    /// What people were asked and what was done about it.
    Surveys,
    /// What comes first in a neighbourhood.
    Priorities,
    /// A ward in one minute.
    Minute,
    /// What was corrected or withdrawn.
    Corrections,
    /// How to read it.
    Notes,
}

impl Kind {
    /// Every kind with its short name.
    pub const ALL: [(&'static str, Self); 9] = [
        ("quarterly", Self::Quarterly),
        ("six-monthly", Self::SixMonthly),
        ("annual", Self::Annual),
        ("triple-lock", Self::TripleLock),
        ("equality", Self::Equality),
        ("improvement", Self::Improvement),
        ("neighbourhood", Self::Neighbourhood),
        ("directorate", Self::Directorate),
        ("ward", Self::Ward),
    ];

    /// Its short name.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, kind)| *kind == self).map_or("", |(code, _)| code)
    }

    /// The kind of a short name.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == code).map(|(_, kind)| kind)
    }

    /// What it is called.
    pub fn words(self) -> &'static str {
        match self {
            Self::Quarterly => "Quarterly report",
            Self::SixMonthly => "Six-monthly report",
            Self::Annual => "Annual report: state of the city",
            Self::TripleLock => "Triple Lock report",
            Self::Equality => "Equality information",
            Self::Improvement => "Improvement plan report",
            Self::Neighbourhood => "Neighbourhood report",
            Self::Directorate => "Directorate report",
            Self::Ward => "Ward profile",
        }
    }

    /// What is in it and whom it is for.
    pub fn about(self) -> &'static str {
        match self {
            Self::Quarterly => "Every measure of the plan against its target, and how actions stand",
            Self::SixMonthly => "Progress on the plan and on programmes, for Cabinet and the select committee",
            Self::Annual => "How the city fares beside others, and what people say",
            Self::TripleLock => "Social value, environment, and equality and inclusion: what the three lenses changed",
            Self::Equality => "Every measure by protected characteristic, under the Public Sector Equality Duty",
            Self::Improvement => "Progress of a programme, for Cabinet and the audit committee",
            Self::Neighbourhood => "A neighbourhood, its priorities, and what moved",
            Self::Directorate => "The measures and actions of a directorate",
            Self::Ward => "A ward on one page",
        }
    }

    /// What it is of.
    pub fn of(self) -> Of {
        match self {
            Self::Quarterly | Self::SixMonthly | Self::Annual | Self::TripleLock | Self::Equality => Of::Council,
            Self::Improvement => Of::Programme,
            Self::Neighbourhood => Of::Area(AreaType::Neighbourhood),
            Self::Directorate => Of::Directorate,
            Self::Ward => Of::Area(AreaType::Ward),
        }
    }

    /// Everything in a release that it can be of: codes and names. Of the council there is one, without a code.
    pub fn subjects(self, release: &Release) -> Vec<(String, String)> {
        let catalogue = &release.catalogue;
        match self.of() {
            Of::Council => vec![(String::new(), catalogue.name.clone())],
            Of::Area(kind) => {
                let areas = catalogue.areas_of(kind).map(|at| &catalogue.areas[usize::from(at)]);
                areas.map(|area| (area.code.to_string(), area.name.clone())).collect()
            }
            Of::Directorate => catalogue.directorates.iter().map(|one| (one.code.to_string(), one.name.clone())).collect(),
            Of::Programme => release.council.programmes.iter().map(|one| (one.code.to_string(), one.title.clone())).collect(),
        }
    }

    /// The sections that it begins with, in order.
    pub fn parts(self) -> &'static [Part] {
        match self {
            Self::Quarterly => {
                &[Part::Summary, Part::OffTarget, Part::Measures, Part::Moved, Part::Hidden, Part::Actions, Part::Corrections, Part::Notes]
            }
            Self::SixMonthly => &[
                Part::Summary,
                Part::OffTarget,
                Part::Moved,
                Part::Actions,
                Part::Slips,
                Part::Measures,
                Part::Decisions,
                Part::Corrections,
                Part::Notes,
            ],
            Self::Annual => {
                &[Part::City, Part::Summary, Part::Moved, Part::Surveys, Part::Gaps, Part::Measures, Part::Corrections, Part::Notes]
            }
            Self::TripleLock => &[Part::Decisions, Part::Gaps, Part::Notes],
            Self::Equality => &[Part::Gaps, Part::Evidence, Part::Hidden, Part::Notes],
            Self::Improvement => &[Part::Actions, Part::Slips, Part::Notes],
            Self::Neighbourhood => &[Part::Summary, Part::Priorities, Part::Moved, Part::Measures, Part::Gaps, Part::Notes],
            Self::Directorate => &[Part::Summary, Part::OffTarget, Part::Moved, Part::Measures, Part::Actions, Part::Slips, Part::Notes],
            Self::Ward => &[Part::Minute],
        }
    }
}

impl Part {
    /// Every part with its short name.
    pub const ALL: [(&'static str, Self); 16] = [
        ("summary", Self::Summary),
        ("measures", Self::Measures),
        ("off-target", Self::OffTarget),
        ("moved", Self::Moved),
        ("hidden", Self::Hidden),
        ("actions", Self::Actions),
        ("slips", Self::Slips),
        ("gaps", Self::Gaps),
        ("evidence", Self::Evidence),
        ("decisions", Self::Decisions),
        ("city", Self::City),
        ("surveys", Self::Surveys),
        ("priorities", Self::Priorities),
        ("minute", Self::Minute),
        ("corrections", Self::Corrections),
        ("notes", Self::Notes),
    ];

    /// Its short name.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, part)| *part == self).map_or("", |(code, _)| code)
    }

    /// The part of a short name.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == code).map(|(_, part)| part)
    }

    /// Its heading.
    pub fn words(self) -> &'static str {
        match self {
            Self::Summary => "At a glance",
            Self::Measures => "Every measure",
            Self::OffTarget => "What is off target",
            Self::Moved => "What became better or worse",
            Self::Hidden => "What the averages hide",
            Self::Actions => "How actions stand",
            Self::Slips => "Dates that were put off",
            Self::Gaps => "Gaps between groups",
            Self::Evidence => "What there is evidence of",
            Self::Decisions => "Decisions and the three lenses",
            Self::City => "The city beside others",
            Self::Surveys => "What people said, and what was done",
            Self::Priorities => "What comes first here",
            Self::Minute => "In one minute",
            Self::Corrections => "Corrections",
            Self::Notes => "How to read this report",
        }
    }

    /// Whether a report of something can have it.
    pub fn fits(self, of: Of) -> bool {
        match self {
            Self::Minute => of == Of::Area(AreaType::Ward),
            Self::Priorities => matches!(of, Of::Area(_)),
            Self::Summary | Self::Measures | Self::OffTarget | Self::Moved => of != Of::Programme,
            Self::Gaps | Self::Evidence => matches!(of, Of::Council | Of::Area(_)),
            Self::Hidden | Self::Decisions | Self::City | Self::Surveys => of == Of::Council,
            Self::Actions | Self::Slips => !matches!(of, Of::Area(AreaType::Ward)),
            Self::Corrections | Self::Notes => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_begins_with_parts_that_fit_it_and_with_each_once() {
        for (code, kind) in Kind::ALL {
            assert_eq!((Kind::read(code), kind.code()), (Some(kind), code));
            let parts = kind.parts();
            assert!(parts.iter().all(|part| part.fits(kind.of())), "{code}");
            assert!((1..parts.len()).all(|at| !parts[..at].contains(&parts[at])), "{code}");
        }
        for (code, part) in Part::ALL {
            assert_eq!((Part::read(code), part.code()), (Some(part), code));
            assert!(Kind::ALL.iter().any(|(_, kind)| kind.parts().contains(&part)), "{code} is in no report");
        }
    }
}
