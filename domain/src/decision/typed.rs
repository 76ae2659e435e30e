//! A decision as somebody typed it on a form, read field by field.

use chrono::{Datelike, NaiveDate};

use super::{Decision, Under};
use crate::{
    code::DecisionCode,
    council::Council,
    day,
    lens::Effect,
    measure::Lens,
    register::{LONGEST, SHORTEST},
};

/// The longest title, body and source, in characters.
pub const LONGEST_LINE: usize = 200;
/// The most areas, and the most themes.
pub const MOST: usize = 80;

/// The names of the fields of a lens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names {
    /// Whether it was considered: `yes`, `no`, or blank where that is not known.
    pub considered: &'static str,
    /// Why not.
    pub why_not: &'static str,
    /// What the decision does under it.
    pub effect: &'static str,
    /// What changed because of it.
    pub changed: &'static str,
    /// What shows it.
    pub evidence: &'static str,
}

/// The names of the fields of every lens, in the order of [`Lens::ALL`].
pub const NAMES: [(Lens, Names); 3] = [
    (
        Lens::SocialValue,
        Names {
            considered: "social-value",
            why_not: "social-value-why-not",
            effect: "social-value-effect",
            changed: "social-value-changed",
            evidence: "social-value-evidence",
        },
    ),
    (
        Lens::Environment,
        Names {
            considered: "environment",
            why_not: "environment-why-not",
            effect: "environment-effect",
            changed: "environment-changed",
            evidence: "environment-evidence",
        },
    ),
    (
        Lens::Equality,
        Names {
            considered: "equality",
            why_not: "equality-why-not",
            effect: "equality-effect",
            changed: "equality-changed",
            evidence: "equality-evidence",
        },
    ),
];

/// What was typed of a lens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedLens {
    /// `yes`, `no`, or blank.
    pub considered: String,
    /// Why not.
    pub why_not: String,
    /// The short name of an effect.
    pub effect: String,
    /// What changed.
    pub changed: String,
    /// What shows it.
    pub evidence: String,
}

/// What was typed of a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Its reference; blank where one is to be made.
    pub code: String,
    /// Day.
    pub on: String,
    /// Body.
    pub body: String,
    /// Title.
    pub title: String,
    /// What was decided.
    pub decided: String,
    /// Codes of areas.
    pub areas: Vec<String>,
    /// Codes of themes.
    pub themes: Vec<String>,
    /// Code of a directorate.
    pub directorate: String,
    /// Where it can be read.
    pub source: String,
    /// The lenses, in the order of [`Lens::ALL`].
    pub lenses: [TypedLens; 3],
}

/// What is wrong, field by field.
pub type Wrong = Vec<(&'static str, String)>;

impl Typed {
    /// A decision as one would type it.
    pub fn of(decision: &Decision) -> Self {
        let lens = |lens| match decision.under(lens) {
            None => TypedLens::default(),
            Some(Under { why_not: Some(why), .. }) => {
                TypedLens { considered: "no".to_owned(), why_not: why.clone(), ..TypedLens::default() }
            }
            Some(under) => TypedLens {
                considered: "yes".to_owned(),
                why_not: String::new(),
                effect: under.effect.code().to_owned(),
                changed: under.changed.clone(),
                evidence: under.evidence.clone(),
            },
        };
        Self {
            code: decision.code.to_string(),
            on: decision.on.to_string(),
            body: decision.body.clone(),
            title: decision.title.clone(),
            decided: decision.decided.clone(),
            areas: decision.areas.iter().map(ToString::to_string).collect(),
            themes: decision.themes.iter().map(ToString::to_string).collect(),
            directorate: decision.directorate.to_string(),
            source: decision.source.clone(),
            lenses: Lens::ALL.map(lens),
        }
    }

    /// Reads it. `taken`: whether there is a decision of a code already, where this is a new one.
    ///
    /// # Errors
    /// Everything that is wrong with it, field by field.
    pub fn read(&self, council: &Council, today: NaiveDate, taken: &dyn Fn(&str) -> bool) -> Result<Decision, Wrong> {
        let mut wrong = Wrong::new();
        let title = line(&mut wrong, "title", &self.title, "Write a title.");
        let body = line(&mut wrong, "body", &self.body, "Write who took it, such as Cabinet.");
        let source = line(&mut wrong, "source", &self.source, "Write where it can be read, such as the minutes of the day.");
        let decided = long(&mut wrong, "decided", &self.decided);
        if self.decided.trim().is_empty() {
            wrong.push(("decided", "Write what was decided, in a sentence or two.".to_owned()));
        }
        let on = day::parse(self.on.trim());
        let on = match on {
            Some(on) if on > today => {
                wrong.push(("on", "This day has not come: a decision is recorded once it was taken.".to_owned()));
                None
            }
            Some(on) if on.year() < 1974 => {
                wrong.push(("on", "Write a day since 1974.".to_owned()));
                None
            }
            None => {
                wrong.push(("on", "Write year, month and day, such as 2025-03-31.".to_owned()));
                None
            }
            on => on,
        };
        let directorate = council.directorates.iter().find(|known| known.code.as_str() == self.directorate).map(|known| known.code.clone());
        if directorate.is_none() {
            wrong.push(("directorate", format!("Choose the {} that carries it out.", council.words.directorate.0)));
        }
        let areas: Vec<_> = self.areas.iter().map(|given| council.areas.iter().find(|area| area.code.as_str() == given)).collect();
        if areas.len() > MOST || areas.contains(&None) {
            wrong.push(("areas", "One of these areas is not known.".to_owned()));
        }
        let themes = || council.plans.iter().flat_map(|plan| &plan.themes);
        let found: Vec<_> = self.themes.iter().map(|given| themes().find(|theme| theme.code.as_str() == given)).collect();
        if found.len() > MOST || found.contains(&None) {
            wrong.push(("themes", "One of these themes is not known.".to_owned()));
        }
        let code = self.code(on, taken).map_err(|words| wrong.push(("code", words))).ok();
        let mut lenses = Vec::new();
        for ((lens, names), typed) in NAMES.into_iter().zip(&self.lenses) {
            lenses.extend(typed.read(lens, names, &mut wrong));
        }
        match (wrong.is_empty(), code, on, directorate) {
            (true, Some(code), Some(on), Some(directorate)) => Ok(Decision {
                code,
                on,
                body,
                title,
                decided,
                areas: areas.into_iter().flatten().map(|area| area.code.clone()).collect(),
                themes: found.into_iter().flatten().map(|theme| theme.code.clone()).collect(),
                directorate,
                source,
                lenses,
                illustrative: false,
            }),
            _ => Err(wrong),
        }
    }

    /// The reference that was typed, or one that is made of the day and the title.
    fn code(&self, on: Option<NaiveDate>, taken: &dyn Fn(&str) -> bool) -> Result<DecisionCode, String> {
        let given = self.code.trim();
        if !given.is_empty() {
            if taken(given) {
                return Err("There is a decision with this reference already: correct that one, or write another.".to_owned());
            }
            return given
                .parse()
                .map_err(|_code| "Write letters, digits and - only, such as KD-2025-031, in 60 characters at most.".to_owned());
        }
        let day = on.map(|on| on.to_string()).unwrap_or_default();
        let words = crate::search::fold(&self.title).replace(' ', "-");
        let short: String = words.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').take(40).collect();
        let short = format!("{day}-{}", short.trim_matches('-'));
        let short = short.trim_matches('-');
        let numbered = (1_u32..=99).map(|number| if number == 1 { short.to_owned() } else { format!("{short}-{number}") });
        let free = numbered.filter(|made| !taken(made)).find_map(|made| made.parse().ok());
        free.ok_or_else(|| "Write a reference: none could be made of the title.".to_owned())
    }
}

impl TypedLens {
    fn read(&self, lens: Lens, names: Names, wrong: &mut Wrong) -> Option<Under> {
        let blank = |text: &str| text.trim().is_empty();
        let nothing = blank(&self.changed) && blank(&self.evidence);
        match self.considered.as_str() {
            "" => {
                if !nothing || !blank(&self.effect) || !blank(&self.why_not) {
                    wrong.push((names.considered, "Say whether it was considered, or leave all of it blank.".to_owned()));
                }
                None
            }
            "no" => {
                let why = long(wrong, names.why_not, &self.why_not);
                if blank(&self.why_not) {
                    wrong.push((names.why_not, "Say why it was not considered.".to_owned()));
                }
                if !nothing {
                    wrong.push((names.changed, "Nothing can have changed because of a lens that was not considered.".to_owned()));
                }
                Some(Under { lens, why_not: Some(why), effect: Effect::CannotTell, changed: String::new(), evidence: String::new() })
            }
            "yes" => {
                let effect = Effect::ALL.into_iter().find(|(code, _)| *code == self.effect).map(|(_, effect)| effect);
                if effect.is_none() {
                    wrong.push((names.effect, "Choose what the decision does under this lens.".to_owned()));
                }
                if !blank(&self.why_not) {
                    wrong.push((names.why_not, "It was considered: leave this blank, or choose no above.".to_owned()));
                }
                let (changed, evidence) = (long(wrong, names.changed, &self.changed), long(wrong, names.evidence, &self.evidence));
                Some(Under { lens, why_not: None, effect: effect?, changed, evidence })
            }
            _ => {
                wrong.push((names.considered, "Choose yes, no or not known.".to_owned()));
                None
            }
        }
    }
}

/// A reason that the public reads, with what is around it taken off.
///
/// # Errors
/// It is too short or too long.
pub fn reason(text: &str) -> Result<String, String> {
    let text = text.trim();
    match text.chars().count() {
        ..SHORTEST => Err(format!("Say why, in {SHORTEST} characters or more.")),
        SHORTEST..=LONGEST => Ok(text.to_owned()),
        _ => Err(format!("This is longer than {LONGEST} characters.")),
    }
}

fn bounded(wrong: &mut Wrong, field: &'static str, text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() > most {
        wrong.push((field, format!("This is longer than {most} characters.")));
    }
    text.to_owned()
}

fn long(wrong: &mut Wrong, field: &'static str, text: &str) -> String {
    bounded(wrong, field, text, LONGEST)
}

/// One line that must be there.
fn line(wrong: &mut Wrong, field: &'static str, text: &str, missing: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        wrong.push((field, missing.to_owned()));
    }
    bounded(wrong, field, &text, LONGEST_LINE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::illustrative::tests::fixture::council;

    fn small() -> Council {
        let directorate = crate::council::Directorate {
            code: "homes".parse().unwrap(),
            name: "Homes".to_owned(),
            lead: "Head".to_owned(),
            services: Vec::new(),
        };
        Council { directorates: vec![directorate], ..council() }
    }

    fn typed() -> Typed {
        let yes = TypedLens { considered: "yes".to_owned(), effect: "helps".to_owned(), ..TypedLens::default() };
        let no = TypedLens { considered: "no".to_owned(), why_not: "No time.".to_owned(), ..TypedLens::default() };
        Typed {
            on: "2025-05-01".to_owned(),
            body: "Cabinet".to_owned(),
            title: "Roads & pavements: “ninety” streets".to_owned(),
            decided: "Yes.".to_owned(),
            directorate: "homes".to_owned(),
            source: "Minutes".to_owned(),
            lenses: [yes, no, TypedLens::default()],
            ..Typed::default()
        }
    }

    fn read(typed: &Typed) -> Result<Decision, Wrong> {
        typed.read(&small(), "2025-06-01".parse().unwrap(), &|code| code == "taken" || code == "2025-05-01-taken")
    }

    #[test]
    fn what_is_read_can_be_typed_again() {
        let decision = read(&typed()).unwrap();
        assert_eq!(decision.code.as_str(), "2025-05-01-roads-and-pavements-ninety-streets");
        assert_eq!(decision.lenses.len(), 2);
        assert_eq!(read(&Typed::of(&decision)).unwrap(), decision);
        let named = |title: &str, code: &str| read(&Typed { title: title.to_owned(), code: code.to_owned(), ..typed() });
        assert_eq!(named("Taken", "").unwrap().code.as_str(), "2025-05-01-taken-2");
        assert_eq!(named("中", "").unwrap().code.as_str(), "2025-05-01");
        assert_eq!(named("x", "taken").unwrap_err()[0].0, "code");
        assert_eq!(named("x", "a/b").unwrap_err()[0].0, "code");
    }

    #[test]
    fn each_fault_is_told_at_its_field() {
        let fault = |change: &dyn Fn(&mut Typed)| {
            let mut other = typed();
            change(&mut other);
            read(&other).unwrap_err().into_iter().map(|(field, _)| field).collect::<Vec<_>>()
        };
        assert_eq!(fault(&|typed| typed.on = "2025-06-02".to_owned()), ["on"]);
        assert_eq!(fault(&|typed| typed.on = "soon".to_owned()), ["on"]);
        assert_eq!(fault(&|typed| typed.title = " ".to_owned()), ["title"]);
        assert_eq!(fault(&|typed| typed.title = "x".repeat(LONGEST_LINE + 1)), ["title"]);
        assert_eq!(fault(&|typed| typed.decided = "x".repeat(LONGEST + 1)), ["decided"]);
        assert_eq!(fault(&|typed| typed.directorate = "sea".to_owned()), ["directorate"]);
        assert_eq!(fault(&|typed| typed.areas = vec!["nowhere".to_owned()]), ["areas"]);
        assert_eq!(fault(&|typed| typed.themes = vec!["nothing".to_owned()]), ["themes"]);
        assert_eq!(fault(&|typed| typed.lenses[0].effect = String::new()), ["social-value-effect"]);
        assert_eq!(fault(&|typed| typed.lenses[1].why_not = String::new()), ["environment-why-not"]);
        assert_eq!(fault(&|typed| typed.lenses[1].changed = "x".to_owned()), ["environment-changed"]);
        assert_eq!(fault(&|typed| typed.lenses[2].evidence = "x".to_owned()), ["equality"]);
        assert_eq!(fault(&|typed| typed.lenses[2].considered = "perhaps".to_owned()), ["equality"]);
        assert_eq!(fault(&|typed| *typed = Typed::default()), ["title", "body", "source", "decided", "on", "directorate", "code"]);
    }

    #[test]
    fn a_reason_is_neither_too_short_nor_too_long() {
        assert_eq!(reason(" It was so. ").unwrap(), "It was so.");
        assert!(reason("Because.").is_err() && reason(&"x".repeat(LONGEST + 1)).is_err());
    }
}
