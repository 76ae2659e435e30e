//! `outcomes.toml`: national outcomes, what of the plans serves them, and outcomes of the whole city.

use toml_edit::Document;

use super::{
    issue::{Issues, Shown as Quoted, Spot, Text},
    measures::Measures,
    names::{Names, Nearest},
    plans::Themes,
    toml::{Node, push_new},
};
use crate::{
    area::AreaType,
    code::{MeasureCode, OutcomeCode},
    outcome::{City, National, Outcomes, Shown},
};

const FILE: &[&str] = &["framework", "source", "note", "national", "outcome", "city"];
const NATIONAL: &[&str] = &["code", "title", "text", "context", "measures"];
const OUTCOME: &[&str] = &["theme", "outcome", "serves", "measures"];
const CITY: &[&str] = &["code", "title", "text", "serves", "measures"];

/// What outcomes refer to.
pub(super) struct Around<'a> {
    pub(super) themes: &'a Themes,
    pub(super) measures: &'a Measures,
}

/// Reads the file.
pub(super) fn read(document: &Document<&str>, text: &Text<'_>, issues: &Issues, around: &Around<'_>) -> Option<Outcomes> {
    let node = Node::root(document, text, issues, FILE);
    let (framework, source, told) = (node.text("framework"), node.text("source"), node.text("note"));
    let mut known = Names::new("national outcome", "outcomes.toml");
    let national: Vec<National> =
        node.tables("national", NATIONAL).iter().filter_map(|node| read_national(node, &mut known, around)).collect();
    let mut plan: Vec<Shown> = Vec::new();
    for node in node.tables("outcome", OUTCOME) {
        let Some(shown) = read_outcome(&node, &known, around) else { continue };
        if plan.iter().any(|other| (&other.theme, &other.outcome) == (&shown.theme, &shown.outcome)) {
            node.at("outcome").raise(format_args!("this outcome is there twice"), format_args!("Put both into one."));
        }
        plan.push(shown);
    }
    let mut cities = Names::new("outcome of the city", "outcomes.toml");
    let city = node.tables("city", CITY).iter().filter_map(|node| read_city(node, &mut cities, &known, around)).collect();
    Some(Outcomes { framework: framework?, source: source?, note: told?, national, plan, city })
}

fn measures(node: &Node<'_>, around: &Around<'_>) -> Vec<MeasureCode> {
    let mut all = Vec::new();
    for (given, mark) in node.texts("measures") {
        if let Some(measure) = around.measures.find(&given, &mark) {
            push_new(&mut all, measure.code.clone(), &given, &mark);
        }
    }
    all
}

fn serves(node: &Node<'_>, known: &Names<OutcomeCode, ()>) -> Vec<OutcomeCode> {
    let mut all = Vec::new();
    for (given, mark) in node.texts("serves") {
        if let Some(outcome) = known.find(&given, &mark) {
            push_new(&mut all, outcome.code.clone(), &given, &mark);
        }
    }
    all
}

fn named(node: &Node<'_>, names: &mut Names<OutcomeCode, ()>) -> Option<OutcomeCode> {
    let code: Option<OutcomeCode> = node.code("code");
    if let Some(code) = &code {
        names.define(code, (), &node.at("code"));
    }
    code
}

fn read_national(node: &Node<'_>, known: &mut Names<OutcomeCode, ()>, around: &Around<'_>) -> Option<National> {
    let code = named(node, known);
    let (title, text) = (node.text("title"), node.text("text"));
    let (context, measures) = (node.flag("context"), measures(node, around));
    Some(National { code: code?, title: title?, text: text?, context, measures })
}

fn read_outcome(node: &Node<'_>, known: &Names<OutcomeCode, ()>, around: &Around<'_>) -> Option<Shown> {
    let (theme, outcome) = (node.text("theme"), node.text("outcome"));
    let (serves, measures) = (serves(node, known), measures(node, around));
    let theme = around.themes.find(&theme?, &node.at("theme"))?;
    let outcome = outcome?;
    // A theme of which none is told has that fault itself.
    if !theme.about.outcomes.is_empty() && !theme.about.outcomes.contains(&outcome) {
        let nearest = Nearest { given: &outcome, known: &|| Box::new(theme.about.outcomes.iter().map(String::as_str)) };
        node.at("outcome").raise(
            format_args!("{} is no outcome of this theme", Quoted(&outcome)),
            format_args!("{nearest}Write it as the plan has it, or add it there."),
        );
    }
    Some(Shown { theme: theme.code.clone(), outcome, serves, measures })
}

fn read_city(node: &Node<'_>, names: &mut Names<OutcomeCode, ()>, known: &Names<OutcomeCode, ()>, around: &Around<'_>) -> Option<City> {
    let (code, title) = (named(node, names), node.text("title"));
    let (serves, mut all) = (serves(node, known), Vec::new());
    for (given, mark) in node.texts("measures") {
        let Some(measure) = around.measures.find(&given, &mark) else { continue };
        if measure.about.as_ref().is_some_and(|measure| !measure.levels.contains(&AreaType::City)) {
            mark.raise(
                format_args!("{} has no figure of the whole city", Quoted(&given)),
                format_args!("Choose a measure with \"city\" in its `levels`."),
            );
        }
        push_new(&mut all, measure.code.clone(), &given, &mark);
    }
    if node.lists_nothing("measures") {
        node.spot().raise(format_args!("no measure shows this outcome"), format_args!("Add at least one to `measures`."));
    }
    Some(City { code: code?, title: title?, text: node.text_or_none("text").unwrap_or_default(), serves, measures: all })
}
