//! `surveys.toml`: surveys and panels, each time they were held, and what was done about what was said.

use toml_edit::Document;

use super::{
    issue::{Issues, Shown, Spot, Text},
    measures::Measures,
    names::Names,
    toml::Node,
};
use crate::{
    code::{ActionCode, MeasureCode, SurveyCode, WaveCode},
    survey::wave::{Finding, Question, Survey, Surveys, Wave},
};

const FILE: &[&str] = &["note", "survey", "finding"];
const SURVEY: &[&str] = &["code", "title", "asked", "text", "source", "panel", "question", "wave"];
const QUESTION: &[&str] = &["text", "measure"];
const WAVE: &[&str] = &["code", "period", "sent", "answered", "illustrative"];
const FINDING: &[&str] = &["wave", "measure", "said", "did", "action", "illustrative"];
/// Most people that can have been asked.
const MOST: i64 = 10_000_000;

/// What surveys refer to.
pub(super) struct Around<'a> {
    pub(super) measures: &'a Measures,
    pub(super) actions: &'a Names<ActionCode, ()>,
}

/// Codes that the file defines.
struct Known {
    surveys: Names<SurveyCode, ()>,
    waves: Names<WaveCode, ()>,
}

/// Reads the file.
pub(super) fn read(document: &Document<&str>, text: &Text<'_>, issues: &Issues, around: &Around<'_>) -> Option<Surveys> {
    let node = Node::root(document, text, issues, FILE);
    let told = node.text("note");
    let mut known = Known { surveys: Names::new("survey", "surveys.toml"), waves: Names::new("wave", "surveys.toml") };
    let surveys = node.tables("survey", SURVEY).iter().filter_map(|node| read_survey(node, around, &mut known)).collect();
    let findings = node.tables("finding", FINDING).iter().filter_map(|node| read_finding(node, around, &known)).collect();
    Some(Surveys { note: told?, surveys, findings })
}

fn read_survey(node: &Node<'_>, around: &Around<'_>, known: &mut Known) -> Option<Survey> {
    let code: Option<SurveyCode> = node.code("code");
    if let Some(code) = &code {
        known.surveys.define(code, (), &node.at("code"));
    }
    let (title, asked, text, source) = (node.text("title"), node.text("asked"), node.text("text"), node.text("source"));
    let panel = node.flag("panel");
    let questions = node.tables("question", QUESTION);
    let questions = questions.iter().filter_map(|node| {
        let (text, measure) = (node.text("text"), of_survey(node, around));
        if panel && node.has("measure") {
            node.at("measure").raise(
                format_args!("what a panel says is not counted, so it is no measure"),
                format_args!("Leave `measure` out, or `panel`."),
            );
        }
        if !panel && !node.has("measure") {
            node.spot()
                .raise(format_args!("no measure shows what is answered"), format_args!("Add `measure`, or panel = true to the survey."));
        }
        Some(Question { text: text?, measure })
    });
    let questions = questions.collect();
    let mut waves: Vec<Wave> = node.tables("wave", WAVE).iter().filter_map(|node| read_wave(node, known)).collect();
    waves.sort_by_key(|wave| std::cmp::Reverse(wave.period.end()));
    Some(Survey { code: code?, title: title?, asked: asked?, text: text?, source: source?, panel, questions, waves })
}

/// The measure that answers make: one of a survey.
fn of_survey(node: &Node<'_>, around: &Around<'_>) -> Option<MeasureCode> {
    let given = node.text_or_none("measure")?;
    let mark = node.at("measure");
    let found = around.measures.find(&given, &mark)?;
    if found.about.as_ref().is_some_and(|measure| measure.survey.is_none()) {
        mark.raise(format_args!("{} is no survey", Shown(&given)), format_args!("Add `survey` to the measure, or name another."));
    }
    Some(found.code.clone())
}

fn read_wave(node: &Node<'_>, known: &mut Known) -> Option<Wave> {
    let code: Option<WaveCode> = node.code("code");
    if let Some(code) = &code {
        known.waves.define(code, (), &node.at("code"));
    }
    let count = |key: &str| if node.has(key) { node.whole(key, 0, MOST).and_then(|count| u32::try_from(count).ok()) } else { None };
    let (period, sent, answered) = (node.period("period"), count("sent"), count("answered"));
    if sent.zip(answered).is_some_and(|(sent, answered)| answered > sent) {
        node.at("answered").raise(format_args!("more answered than were asked"), format_args!("Mend `sent` or `answered`."));
    }
    Some(Wave { code: code?, period: period?, sent, answered, illustrative: node.flag("illustrative") })
}

fn read_finding(node: &Node<'_>, around: &Around<'_>, known: &Known) -> Option<Finding> {
    let (wave, said, did) = (node.text("wave"), node.text("said"), node.text("did"));
    let measure = of_survey(node, around);
    let action = node.text_or_none("action").and_then(|given| Some(around.actions.find(&given, &node.at("action"))?.code.clone()));
    let wave = known.waves.find(&wave?, &node.at("wave"))?.code.clone();
    Some(Finding { wave, measure, said: said?, did: did?, action, illustrative: node.flag("illustrative") })
}
