//! Surveys and panels: what is asked of whom, each time it was asked, and what was done about what was said.

use serde::{Deserialize, Serialize};

use crate::{
    code::{ActionCode, MeasureCode, SurveyCode, WaveCode},
    period::Period,
};

/// What `surveys.toml` says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Surveys {
    /// What readers are told of all of them.
    pub note: String,
    /// Surveys and panels, in order.
    pub surveys: Vec<Survey>,
    /// What was found and what was done about it, in order.
    pub findings: Vec<Finding>,
}

/// A survey, or a panel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    /// Code, unique among them.
    pub code: SurveyCode,
    /// Title.
    pub title: String,
    /// Who is asked, and how.
    pub asked: String,
    /// What it is for, and how often it is held.
    pub text: String,
    /// Where that was read.
    pub source: String,
    /// Whether it is a panel: people talk, and nothing is counted.
    pub panel: bool,
    /// What is asked, in order.
    pub questions: Vec<Question>,
    /// Each time it was held, the newest first.
    pub waves: Vec<Wave>,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The question, in our words.
    pub text: String,
    /// The measure that its answers make; none of a panel.
    pub measure: Option<MeasureCode>,
}

/// One time that a survey was held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wave {
    /// Code, unique among all waves.
    pub code: WaveCode,
    /// When people were asked; of measures it is the period of their figures.
    pub period: Period,
    /// How many were asked, where that was told.
    pub sent: Option<u32>,
    /// How many answered or took part, where that was told.
    pub answered: Option<u32>,
    /// Whether it is made up.
    pub illustrative: bool,
}

/// What was said, and what was done about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The wave in which it was said.
    pub wave: WaveCode,
    /// The measure that shows it, if one does.
    pub measure: Option<MeasureCode>,
    /// What was said.
    pub said: String,
    /// What was done about it, or is to be done.
    pub did: String,
    /// The action that does it; none where nothing is done yet.
    pub action: Option<ActionCode>,
    /// Whether it is made up.
    pub illustrative: bool,
}

impl Surveys {
    /// The survey and the wave of a finding.
    pub fn wave(&self, code: &WaveCode) -> Option<(&Survey, &Wave)> {
        self.surveys.iter().find_map(|survey| Some((survey, survey.waves.iter().find(|wave| wave.code == *code)?)))
    }

    /// What was found by a survey, the newest wave first.
    pub fn found<'a>(&'a self, survey: &'a Survey) -> impl Iterator<Item = (&'a Wave, &'a Finding)> {
        survey.waves.iter().flat_map(|wave| self.findings.iter().filter(|one| one.wave == wave.code).map(move |one| (wave, one)))
    }
}
