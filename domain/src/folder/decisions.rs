//! `decisions/*.toml`: formal decisions, and what each lens did to them.

use toml_edit::Document;

use super::{
    areas::Areas,
    directorates::Directorates,
    issue::{Issues, Spot, Text},
    measures::LENSES,
    names::Names,
    plans::Themes,
    toml::{Node, push_new},
};
use crate::{
    code::DecisionCode,
    decision::{Decision, Under},
    lens::Effect,
};

const DECISION: &[&str] = &["code", "on", "body", "title", "decided", "areas", "themes", "directorate", "source", "illustrative", "lens"];
const LENS: &[&str] = &["lens", "considered", "why_not", "effect", "changed", "evidence"];

/// What a decision refers to.
pub(super) struct Around<'a> {
    pub(super) areas: &'a Areas,
    pub(super) directorates: &'a Directorates,
    pub(super) themes: &'a Themes,
}

/// Reads decisions, file after file.
pub(super) struct Decisions<'a> {
    around: Around<'a>,
    names: Names<DecisionCode, ()>,
}

impl<'a> Decisions<'a> {
    /// None yet.
    pub(super) fn new(around: Around<'a>) -> Self {
        Self { around, names: Names::new("decision", "decisions") }
    }

    /// Reads one file.
    pub(super) fn read(&mut self, document: &Document<&str>, text: &Text<'_>, issues: &Issues) -> Vec<Decision> {
        let root = Node::root(document, text, issues, &["decision"]);
        root.tables("decision", DECISION).iter().filter_map(|node| self.read_one(node)).collect()
    }

    fn read_one(&mut self, node: &Node<'_>) -> Option<Decision> {
        let code: Option<DecisionCode> = node.code("code");
        if let Some(code) = &code {
            self.names.define(code, (), &node.at("code"));
        }
        let (on, body, title) = (node.date("on"), node.text("body"), node.text("title"));
        let (decided, source) = (node.text("decided"), node.text("source"));
        let directorate = node.text("directorate");
        let directorate = directorate.and_then(|text| Some(self.around.directorates.find(&text, &node.at("directorate"))?.code.clone()));
        let (mut areas, mut themes, mut lenses) = (Vec::new(), Vec::new(), Vec::new());
        for (given, mark) in node.texts("areas") {
            if let Some(area) = self.around.areas.find(&given, &mark) {
                push_new(&mut areas, area.code.clone(), &given, &mark);
            }
        }
        for (given, mark) in node.texts("themes") {
            if let Some(theme) = self.around.themes.find(&given, &mark) {
                push_new(&mut themes, theme.code.clone(), &given, &mark);
            }
        }
        let mut known = Vec::new();
        for node in node.tables("lens", LENS) {
            let Some(under) = read_under(&node) else { continue };
            push_new(&mut known, under.lens, under.lens.code(), &node.at("lens"));
            lenses.push(under);
        }
        lenses.sort_by_key(|under| under.lens);
        Some(Decision {
            illustrative: node.flag("illustrative"),
            code: code?,
            on: on?,
            body: body?,
            title: title?,
            decided: decided?,
            areas,
            themes,
            directorate: directorate?,
            source: source?,
            lenses,
        })
    }
}

/// What is told under one lens. What was not considered says why, and changed nothing.
fn read_under(node: &Node<'_>) -> Option<Under> {
    let lens = node.choice("lens", LENSES);
    let considered = node.flag("considered");
    if !node.has("considered") {
        node.spot().raise(
            format_args!("lens lacks `considered`"),
            format_args!("Add considered = true or false; leave the whole table out where it is not known."),
        );
    }
    let text = |key: &str| node.text_or_none(key).unwrap_or_default();
    if considered {
        if node.has("why_not") {
            node.at("why_not").raise(
                format_args!("this lens was considered, and `why_not` says why it was not"),
                format_args!("Remove it, or write considered = false."),
            );
        }
        let effect = node.choice("effect", &Effect::ALL);
        return Some(Under { lens: lens?, why_not: None, effect: effect?, changed: text("changed"), evidence: text("evidence") });
    }
    for key in ["effect", "changed", "evidence"] {
        if node.has(key) {
            node.at(key).raise(
                format_args!("this lens was not considered, so it has no `{key}`"),
                format_args!("Remove it, or write considered = true."),
            );
        }
    }
    let why_not = if node.has("considered") { node.text("why_not") } else { None };
    Some(Under { lens: lens?, why_not: Some(why_not?), effect: Effect::CannotTell, changed: String::new(), evidence: String::new() })
}
