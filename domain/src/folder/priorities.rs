//! `priorities.toml`: what neighbourhoods put first, what is done about it, and what was learned.

use toml_edit::Document;

use super::{
    areas::Areas,
    issue::{Issues, Spot, Text},
    measures::Measures,
    names::Names,
    toml::{Node, push_new},
};
use crate::{
    area::AreaType,
    code::{ActionCode, PriorityCode, TopicCode},
    priority::{Learned, Priorities, Priority, Topic, Voice, Worked},
    programme::Programme,
};

const KEYS: &[&str] = &["topic", "priority"];
const PRIORITY: &[&str] =
    &["code", "area", "topic", "title", "why", "measures", "said", "partners", "actions", "since", "learned", "illustrative"];
const SAID: &[&str] = &["text", "source"];
const LEARNED: &[&str] = &["on", "tried", "worked", "found", "tell"];

/// What priorities refer to.
pub(super) struct Around<'a> {
    pub(super) areas: &'a Areas,
    pub(super) measures: &'a Measures,
    pub(super) programmes: &'a [Programme],
    /// Whether every programme could be read.
    pub(super) whole: bool,
}

/// Reads the file.
pub(super) fn read(document: &Document<&str>, text: &Text<'_>, issues: &Issues, around: &Around<'_>) -> Priorities {
    let node = Node::root(document, text, issues, KEYS);
    let (mut topics, mut codes) = (Names::new("topic", "priorities.toml"), Names::new("priority", "priorities.toml"));
    let mut actions: Names<ActionCode, ()> = Names::new("action", "programmes");
    for action in around.programmes.iter().flat_map(|programme| &programme.actions) {
        actions.built_in(&action.code, ());
    }
    if !around.whole {
        actions.incomplete();
    }
    let listed = node.tables("topic", &["code", "title"]);
    let listed: Vec<Topic> = listed.iter().filter_map(|node| read_topic(node, &mut topics)).collect();
    let list = node.tables("priority", PRIORITY);
    let list = list.iter().filter_map(|node| read_priority(node, around, &topics, &actions, &mut codes)).collect();
    Priorities { topics: listed, list }
}

fn read_topic(node: &Node<'_>, topics: &mut Names<TopicCode, ()>) -> Option<Topic> {
    let code: Option<TopicCode> = node.code("code");
    if let Some(code) = &code {
        topics.define(code, (), &node.at("code"));
    }
    let title = node.text("title");
    Some(Topic { code: code?, title: title? })
}

fn read_priority(
    node: &Node<'_>,
    around: &Around<'_>,
    topics: &Names<TopicCode, ()>,
    actions: &Names<ActionCode, ()>,
    codes: &mut Names<PriorityCode, ()>,
) -> Option<Priority> {
    let code: Option<PriorityCode> = node.code("code");
    if let Some(code) = &code {
        codes.define(code, (), &node.at("code"));
    }
    let area = node.text("area").and_then(|text| around.areas.find(&text, &node.at("area")));
    if let Some(AreaType::City | AreaType::Comparator) = area.and_then(|area| area.about) {
        node.at("area").raise(
            format_args!("this is no neighbourhood"),
            format_args!("Write the code of a neighbourhood or ward: the whole council's priorities are in its plans."),
        );
    }
    let topic = node.text("topic").and_then(|text| topics.find(&text, &node.at("topic")).map(|topic| topic.code.clone()));
    let (title, why, since) = (node.text("title"), node.text("why"), node.date("since"));
    let mut measures = Vec::new();
    for (given, mark) in node.texts("measures") {
        if let Some(measure) = around.measures.find(&given, &mark) {
            push_new(&mut measures, measure.code.clone(), &given, &mark);
        }
    }
    if measures.is_empty() && node.texts("measures").is_empty() {
        node.spot().raise(
            format_args!("this priority names no measure"),
            format_args!("Add measures = [\"…\"]: what it was chosen by, and what it should move."),
        );
    }
    let mut own = Vec::new();
    for (given, mark) in node.texts("actions") {
        if let Some(action) = actions.find(&given, &mark) {
            push_new(&mut own, action.code.clone(), &given, &mark);
        }
    }
    let said = node.tables("said", SAID);
    let said = said.iter().filter_map(|node| {
        let (text, source) = (node.text("text"), node.text("source"));
        Some(Voice { text: text?, source: source? })
    });
    let said = said.collect();
    let learned = read_learned(node);
    Some(Priority {
        code: code?,
        area: area?.code.clone(),
        topic: topic?,
        title: title?,
        why: why?,
        measures,
        said,
        partners: node.list("partners"),
        actions: own,
        since: since?,
        learned,
        illustrative: node.flag("illustrative"),
    })
}

fn read_learned(node: &Node<'_>) -> Vec<Learned> {
    let mut all: Vec<Learned> = Vec::new();
    for node in &node.tables("learned", LEARNED) {
        let (on, tried, worked) = (node.date("on"), node.text("tried"), node.choice("worked", &Worked::ALL));
        let (found, tell) = (node.text("found"), node.text("tell"));
        let (Some(on), Some(tried), Some(worked), Some(found), Some(tell)) = (on, tried, worked, found, tell) else { continue };
        if all.last().is_some_and(|before| before.on > on) {
            node.at("on").raise(format_args!("this was before the one above it"), format_args!("Write the oldest first."));
        }
        all.push(Learned { on, tried, worked, found, tell });
    }
    all
}
