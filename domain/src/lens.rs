//! The lenses of the Triple Lock: what is said under each of a measure, an action or a theme, and what shows it.

use serde::{Deserialize, Serialize};

use crate::{
    code::{ActionCode, MeasureCode, ThemeCode},
    council::Council,
    measure::Lens,
};

impl Lens {
    /// Every lens, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::SocialValue, Self::Environment, Self::Equality];

    /// Its short name, as files and addresses have it.
    pub fn code(self) -> &'static str {
        match self {
            Self::SocialValue => "social-value",
            Self::Environment => "environment",
            Self::Equality => "equality",
        }
    }

    /// The lens of a short name.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lens| lens.code() == code)
    }

    /// In words, within a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::SocialValue => "social value",
            Self::Environment => "environment",
            Self::Equality => "equality and inclusion",
        }
    }
}

/// What something does, seen through a lens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// It makes things better.
    Helps,
    /// It makes things worse.
    Harms,
    /// It makes no difference either way.
    Neither,
    /// It is not known yet.
    CannotTell,
}

impl Effect {
    /// Every effect with its short name, as files have it.
    pub const ALL: [(&'static str, Self); 4] =
        [("helps", Self::Helps), ("harms", Self::Harms), ("neither", Self::Neither), ("cannot-tell", Self::CannotTell)];

    /// Its short name.
    pub fn code(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, effect)| *effect == self).map_or("", |(code, _)| code)
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Helps => "Helps",
            Self::Harms => "Harms",
            Self::Neither => "Neither helps nor harms",
            Self::CannotTell => "Cannot tell yet",
        }
    }
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A theme of a plan.
    Theme(ThemeCode),
    /// A measure.
    Measure(MeasureCode),
    /// An action of a programme.
    Action(ActionCode),
}

/// What is said of something under one lens: one line at most for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is about.
    pub subject: Subject,
    /// The lens.
    pub lens: Lens,
    /// What it does under that lens.
    pub effect: Effect,
    /// How, in a sentence.
    pub text: String,
    /// What shows it: a report, a page, a figure. None: nothing yet.
    pub evidence: Option<String>,
    /// Whether it is made up, so that the example can be explored.
    pub illustrative: bool,
}

/// A kind of subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Themes of plans.
    Theme,
    /// Measures.
    Measure,
    /// Actions of programmes.
    Action,
}

impl Kind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Theme, Self::Measure, Self::Action];

    /// Its short name, as addresses have it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Theme => "themes",
            Self::Measure => "measures",
            Self::Action => "actions",
        }
    }
}

impl Subject {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Theme(_) => Kind::Theme,
            Self::Measure(_) => Kind::Measure,
            Self::Action(_) => Kind::Action,
        }
    }
}

/// How many of one kind have a line under a lens, and how many of these lines have evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// How many there are.
    pub all: usize,
    /// Those with a line.
    pub with_line: usize,
    /// Those whose line has evidence.
    pub with_evidence: usize,
}

/// Everything of one kind that could have a line, in the council's order.
pub fn subjects(council: &Council, kind: Kind) -> Vec<Subject> {
    match kind {
        Kind::Theme => council.plans.iter().flat_map(|plan| &plan.themes).map(|theme| Subject::Theme(theme.code.clone())).collect(),
        Kind::Measure => council.measures.iter().map(|measure| Subject::Measure(measure.code.clone())).collect(),
        Kind::Action => council.programmes.iter().flat_map(|one| &one.actions).map(|action| Subject::Action(action.code.clone())).collect(),
    }
}

/// The lines about something, in the order of lenses.
pub fn of<'a>(council: &'a Council, subject: &Subject) -> Vec<&'a Line> {
    let mut lines: Vec<&Line> = council.lens_lines.iter().filter(|line| line.subject == *subject).collect();
    lines.sort_by_key(|line| line.lens);
    lines
}

/// How far one kind is covered under a lens.
pub fn coverage(council: &Council, kind: Kind, lens: Lens) -> Coverage {
    let own = || council.lens_lines.iter().filter(|line| line.lens == lens && line.subject.kind() == kind);
    let with_evidence = own().filter(|line| line.evidence.is_some()).count();
    Coverage { all: subjects(council, kind).len(), with_line: own().count(), with_evidence }
}

/// Lenses under which something helps, and lenses under which it harms: a conflict where there are both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Where it helps.
    pub helps: Vec<Lens>,
    /// Where it harms.
    pub harms: Vec<Lens>,
}

/// The conflict between effects under lenses, if there is one.
pub fn conflict(effects: impl IntoIterator<Item = (Lens, Effect)>) -> Option<Conflict> {
    let mut found = Conflict { helps: Vec::new(), harms: Vec::new() };
    for (lens, effect) in effects {
        match effect {
            Effect::Helps => found.helps.push(lens),
            Effect::Harms => found.harms.push(lens),
            Effect::Neither | Effect::CannotTell => {}
        }
    }
    (!found.helps.is_empty() && !found.harms.is_empty()).then_some(found)
}

/// Everything whose lines are in conflict, in the council's order, with its lines.
pub fn conflicts(council: &Council) -> Vec<(Subject, Conflict, Vec<&Line>)> {
    let all = Kind::ALL.into_iter().flat_map(|kind| subjects(council, kind));
    all.filter_map(|subject| {
        let lines = of(council, &subject);
        let found = conflict(lines.iter().map(|line| (line.lens, line.effect)))?;
        Some((subject, found, lines))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lens_is_read_back() {
        assert!(Lens::ALL.into_iter().all(|lens| Lens::read(lens.code()) == Some(lens)));
        assert_eq!(Lens::read("money"), None);
        assert!(Effect::ALL.into_iter().all(|(code, effect)| effect.code() == code));
    }

    #[test]
    fn there_is_a_conflict_only_where_one_lens_gains_what_another_loses() {
        let [social, environment, equality] = Lens::ALL;
        let both = conflict([(social, Effect::Helps), (environment, Effect::Harms), (equality, Effect::Helps)]);
        assert_eq!(both, Some(Conflict { helps: vec![social, equality], harms: vec![environment] }));
        for other in [Effect::Helps, Effect::Neither, Effect::CannotTell] {
            assert_eq!(conflict([(social, Effect::Helps), (environment, other)]), None);
        }
        assert_eq!(conflict([(social, Effect::Harms), (environment, Effect::Harms)]), None);
        assert_eq!(conflict([]), None);
    }
}
