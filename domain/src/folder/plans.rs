//! `plans/*.toml`: one plan a file.

use toml_edit::Document;

use super::{
    issue::{Issues, Spot, Text},
    measures::{LENSES, Measures},
    names::Names,
    toml::{Node, push_new},
};
use crate::{
    code::{PlanCode, ThemeCode},
    plan::{LensCommitments, Phase, Plan, Promise, Theme},
};

/// Themes by code.
pub(super) type Themes = Names<ThemeCode, Told>;

/// What other files say of a theme in its own words.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// Its outcomes, in order.
    pub(super) outcomes: Vec<String>,
    /// The names of its phases, in order.
    pub(super) phases: Vec<String>,
}

/// What plans define, and whether one is current.
pub(super) struct Plans {
    names: Names<PlanCode, ()>,
    themes: Themes,
    /// Where the current plan says so.
    pub(super) current: Option<String>,
}

const PLAN: &[&str] = &["code", "title", "theme_word", "starts", "ends", "current", "summary", "source", "theme"];
const THEME: &[&str] = &[
    "code",
    "title",
    "short",
    "summary",
    "accountable",
    "outcomes",
    "priorities",
    "benefits_residents",
    "benefits_councillors",
    "phase",
    "triple_lock",
    "promise",
];

impl Plans {
    /// None yet.
    pub(super) fn new() -> Self {
        Self { names: Names::new("plan", "plans"), themes: Names::new("theme", "plans"), current: None }
    }

    /// The themes that were read; `whole`: all of them.
    pub(super) fn into_themes(mut self, whole: bool) -> Themes {
        if !whole {
            self.themes.incomplete();
        }
        self.themes
    }

    /// Reads one file.
    pub(super) fn read(&mut self, document: &Document<&str>, text: &Text<'_>, issues: &Issues, measures: &Measures) -> Option<Plan> {
        let node = Node::root(document, text, issues, PLAN);
        let code: Option<PlanCode> = node.code("code");
        if let Some(code) = &code {
            self.names.define(code, (), &node.at("code"));
        }
        let title = node.text("title");
        let theme_word = node.word("theme_word");
        let starts = node.date("starts");
        let ends = node.date("ends");
        if starts.zip(ends).is_some_and(|(starts, ends)| ends < starts) {
            node.at("ends").raise(format_args!("the plan ends before it starts"), format_args!("Mend `starts` or `ends`."));
        }
        let current = node.flag("current");
        if current {
            let spot = node.at("current");
            match &self.current {
                Some(other) => spot.raise(
                    format_args!("two plans are current: the other is at {other}"),
                    format_args!("Write current = true in exactly one plan."),
                ),
                None => self.current = Some(spot.named()),
            }
        }
        let summary = node.text("summary");
        let source = node.text("source");
        let nodes = node.tables("theme", THEME);
        if node.lists_nothing("theme") {
            node.spot().raise(format_args!("this plan has no theme"), format_args!("Add at least one [[theme]]."));
        }
        let themes = nodes.iter().filter_map(|node| self.read_theme(node, measures)).collect();
        Some(Plan {
            code: code?,
            title: title?,
            theme_word: theme_word?,
            starts: starts?,
            ends: ends?,
            current,
            summary: summary?,
            source: source?,
            themes,
        })
    }

    fn read_theme(&mut self, node: &Node<'_>, measures: &Measures) -> Option<Theme> {
        let code: Option<ThemeCode> = node.code("code");
        let title = node.text("title");
        let short = node.text("short");
        let summary = node.text("summary");
        let actions: Vec<Phase> = node.tables("phase", &["name", "actions"]).iter().filter_map(read_phase).collect();
        let outcomes = node.list("outcomes");
        // What refers to a theme that cannot be told has no fault of its own.
        if code.as_ref().is_none_or(|code| self.themes.get(code.as_str()).is_some()) {
            self.themes.incomplete();
        }
        if let Some(code) = &code {
            let phases = actions.iter().map(|phase| phase.name.clone()).collect();
            self.themes.define(code, Told { outcomes: outcomes.clone(), phases }, &node.at("code"));
        }
        let promises = node.tables("promise", &["text", "measures"]).iter().filter_map(|node| read_promise(node, measures)).collect();
        let mut lenses = Vec::new();
        let triple_lock = node.tables("triple_lock", &["lens", "commitments"]).into_iter().filter_map(|node| {
            let lens = node.choice("lens", LENSES)?;
            push_new(&mut lenses, lens, "lens", &node.at("lens"));
            Some(LensCommitments { lens, commitments: node.list("commitments") })
        });
        // Lists are read before the first `?`, so that their faults are raised whatever else is missing.
        Some(Theme {
            triple_lock: triple_lock.collect(),
            accountable: node.list("accountable"),
            outcomes,
            priorities: node.list("priorities"),
            benefits_residents: node.list("benefits_residents"),
            benefits_councillors: node.list("benefits_councillors"),
            actions,
            promises,
            code: code?,
            title: title?,
            short: short?,
            summary: summary?,
        })
    }
}

fn read_phase(node: &Node<'_>) -> Option<Phase> {
    let name = node.text("name");
    let actions = node.list("actions");
    Some(Phase { name: name?, actions })
}

fn read_promise(node: &Node<'_>, measures: &Measures) -> Option<Promise> {
    let text = node.text("text");
    let mut codes = Vec::new();
    for (given, mark) in node.texts("measures") {
        if let Some(measure) = measures.find(&given, &mark) {
            push_new(&mut codes, measure.code.clone(), &given, &mark);
        }
    }
    Some(Promise { text: text?, measures: codes })
}
