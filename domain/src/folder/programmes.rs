//! `programmes/*.toml`: one programme a file.

mod carried;

use chrono::NaiveDate;
use toml_edit::Document;

use self::carried::{Carried, of_theme};
use super::{
    areas::Areas,
    directorates::Directorates,
    issue::{Issues, Mark, Spot, Text},
    measures::{LENSES, Measures},
    names::Names,
    plans::Themes,
    toml::{Node, push_new},
};
use crate::{
    code::{ActionCode, PartCode, ProgrammeCode},
    programme::{
        Action, Milestone, Move, Moved, Part, Programme, Status, Update,
        counts::{Counted, Line, Told},
        rules,
    },
};

const PROGRAMME: &[&str] =
    &["code", "title", "summary", "owner", "reported", "source", "part_word", "action_word", "part", "action", "count"];
const PART: &[&str] = &["code", "title", "text", "considerations"];
const ACTION: &[&str] = &[
    "code",
    "title",
    "text",
    "part",
    "phase",
    "owner",
    "member",
    "directorate",
    "partners",
    "area",
    "theme",
    "outcome",
    "measures",
    "lenses",
    "added",
    "starts",
    "due",
    "waits_on",
    "carries_out",
    "milestone",
    "update",
    "move",
    "illustrative",
];
const UPDATE: &[&str] = &["on", "by", "status", "text", "evidence"];
const MOVE: &[&str] = &["on", "what", "from", "to", "reason", "approver"];
const COUNT: &[&str] = &["on", "actions", "parts", "source", "line"];
const LINE: &[&str] = &["words", "statuses", "number", "percent", "note"];
/// Most actions that a count may be of.
const MOST: i64 = 100_000;

/// What a programme refers to.
pub(super) struct Around<'a> {
    pub(super) areas: &'a Areas,
    pub(super) directorates: &'a Directorates,
    pub(super) themes: &'a Themes,
    pub(super) measures: &'a Measures,
}

/// What programmes define, and what their actions wait on.
pub(super) struct Programmes<'a, 'd> {
    around: Around<'a>,
    names: Names<ProgrammeCode, ()>,
    actions: Names<ActionCode, ()>,
    waits: Vec<Waits<'d>>,
    carried: Carried<'d>,
}

/// An action and what it waits on, each with its place.
struct Waits<'d> {
    programme: usize,
    action: ActionCode,
    on: Vec<(String, Mark<'d>)>,
}

/// What a move changes.
#[derive(Clone, Copy)]
enum What {
    Due,
    Scope,
    Owner,
}

impl<'a, 'd> Programmes<'a, 'd> {
    /// None yet.
    pub(super) fn new(around: Around<'a>) -> Self {
        let (names, actions) = (Names::new("programme", "programmes"), Names::new("action", "programmes"));
        Self { around, names, actions, waits: Vec::new(), carried: Carried::default() }
    }

    /// Some of these could not be read.
    pub(super) fn incomplete(&mut self) {
        self.actions.incomplete();
    }

    /// The actions of all programmes by code.
    pub(super) fn into_actions(self) -> Names<ActionCode, ()> {
        self.actions
    }

    /// Reads one file, the programme at a place in the list.
    pub(super) fn read(
        &mut self,
        document: &'d Document<&'d str>,
        text: &'d Text<'d>,
        issues: &'d Issues,
        place: usize,
    ) -> Option<Programme> {
        let node = Node::root(document, text, issues, PROGRAMME);
        let code: Option<ProgrammeCode> = node.code("code");
        if let Some(code) = &code {
            self.names.define(code, (), &node.at("code"));
        }
        let (title, summary, owner) = (node.text("title"), node.text("summary"), node.text("owner"));
        let (reported, source) = (node.text("reported"), node.text("source"));
        let (part_word, action_word) = (node.word("part_word"), node.word("action_word"));
        let mut parts_named = Names::new("part", "this programme");
        let parts: Vec<Part> = node.tables("part", PART).iter().filter_map(|node| read_part(node, &mut parts_named)).collect();
        let actions: Vec<Action> =
            node.tables("action", ACTION).iter().filter_map(|node| self.read_action(node, &parts_named, place)).collect();
        let counts: Vec<Counted> = node.tables("count", COUNT).iter().filter_map(read_count).collect();
        if node.lists_nothing("action") && node.lists_nothing("count") {
            node.spot().raise(
                format_args!("this programme has neither actions nor counts"),
                format_args!("Add at least one [[action]], or a [[count]] that was published."),
            );
        }
        Some(Programme {
            code: code?,
            title: title?,
            summary: summary?,
            owner: owner?,
            reported: reported?,
            source: source?,
            part_word: part_word?,
            action_word: action_word?,
            parts,
            actions,
            counts,
        })
    }

    fn read_action(&mut self, node: &Node<'d>, parts: &Names<PartCode, ()>, place: usize) -> Option<Action> {
        let code: Option<ActionCode> = node.code("code");
        if let Some(code) = &code {
            let first = self.actions.get(code.as_str()).is_none();
            self.actions.define(code, (), &node.at("code"));
            if first {
                self.waits.push(Waits { programme: place, action: code.clone(), on: node.texts("waits_on") });
                self.carried.note(place, code, node.texts("carries_out"));
            }
        }
        let (title, owner) = (node.text("title"), node.text("owner"));
        let named = |key: &str| node.text_or_none(key);
        let part = named("part").and_then(|text| Some(parts.find(&text, &node.at("part"))?.code.clone()));
        let directorate =
            named("directorate").and_then(|text| Some(self.around.directorates.find(&text, &node.at("directorate"))?.code.clone()));
        let area = named("area").and_then(|text| Some(self.around.areas.find(&text, &node.at("area"))?.code.clone()));
        let theme = named("theme").and_then(|text| self.around.themes.find(&text, &node.at("theme")));
        let (phase, outcome) = of_theme(node, theme.map(|theme| &theme.about));
        let theme = theme.map(|theme| theme.code.clone());
        let mut measures = Vec::new();
        for (given, mark) in node.texts("measures") {
            if let Some(measure) = self.around.measures.find(&given, &mark) {
                push_new(&mut measures, measure.code.clone(), &given, &mark);
            }
        }
        let day = |key: &str| if node.has(key) { node.date(key) } else { None };
        let (added, starts, due) = (day("added"), day("starts"), day("due"));
        let milestones = node.tables("milestone", &["title", "due", "reached"]);
        let milestones = milestones.iter().filter_map(|node| {
            let (title, due) = (node.text("title"), node.date("due"));
            let reached = if node.has("reached") { node.date("reached") } else { None };
            Some(Milestone { title: title?, due: due?, reached })
        });
        let milestones = milestones.collect();
        let updates: Vec<(Update, Mark<'d>)> = in_order(node.tables("update", UPDATE), read_update, |update| update.on);
        let moves: Vec<(Move, Mark<'d>)> = in_order(node.tables("move", MOVE), read_move, |one| one.on);
        let action = Action {
            text: node.text_or_none("text").unwrap_or_default(),
            part,
            phase,
            member: node.text_or_none("member"),
            directorate,
            partners: node.list("partners"),
            area,
            theme,
            outcome,
            measures,
            lenses: node.choices("lenses", "lens", LENSES),
            added,
            starts,
            due,
            waits_on: Vec::new(),
            carries_out: Vec::new(),
            milestones,
            moves: moves.iter().map(|(one, _)| one.clone()).collect(),
            updates: updates.iter().map(|(update, _)| update.clone()).collect(),
            illustrative: node.flag("illustrative"),
            withdrawn: None,
            code: code?,
            title: title?,
            owner: owner?,
        };
        if let Some(fault) = rules::dates(&action) {
            node.at("due").raise(format_args!("{fault}"), format_args!("{}", fault.mend()));
        }
        for (at, fault) in rules::moves(&action) {
            moves[at].1.raise(format_args!("{fault}"), format_args!("{}", fault.mend()));
        }
        for (at, fault) in rules::updates(&action) {
            updates[at].1.raise(format_args!("{fault}"), format_args!("{}", fault.mend()));
        }
        Some(action)
    }

    /// Says what actions wait on and what they carry out, once all are known; one that waits on itself, at first or at last, is a fault.
    pub(super) fn join(&self, programmes: &mut [Option<Programme>]) {
        let mut told: Vec<Vec<String>> = Vec::new();
        for Waits { programme, action, on } in &self.waits {
            let mut known = Vec::new();
            for (given, mark) in on {
                let Some(other) = self.actions.find(given, mark) else { continue };
                let round = self.round(action, &other.code).filter(|round| {
                    // A round is told of once, by the first of its actions.
                    let mut members = round.clone();
                    members.sort();
                    members.dedup();
                    let new = !told.contains(&members);
                    told.push(members);
                    new
                });
                if let Some(round) = round {
                    mark.raise(
                        format_args!("`{action}` waits on itself: {}", round.join(" waits on ")),
                        format_args!("Remove one of these from `waits_on`."),
                    );
                }
                push_new(&mut known, other.code.clone(), given, mark);
            }
            let actions = programmes.get_mut(*programme).and_then(Option::as_mut).map(|programme| &mut programme.actions);
            if let Some(found) = actions.and_then(|all| all.iter_mut().find(|known| known.code == *action)) {
                found.waits_on = known;
            }
        }
        self.carried.join(&self.actions, programmes);
    }

    /// The way from an action, by one that it waits on, back to itself.
    fn round(&self, action: &ActionCode, by: &ActionCode) -> Option<Vec<String>> {
        rules::round(action.as_str(), by.as_str(), |of| {
            let waits = self.waits.iter().filter(|waits| waits.action.as_str() == of);
            waits.flat_map(|waits| &waits.on).map(|(given, _)| given.as_str()).collect()
        })
    }
}

/// Reads tables that follow each other in time; one that does not is a fault.
fn in_order<'d, T>(nodes: Vec<Node<'d>>, read: impl Fn(&Node<'d>) -> Option<T>, day: impl Fn(&T) -> NaiveDate) -> Vec<(T, Mark<'d>)> {
    let mut all: Vec<(T, Mark<'d>)> = Vec::new();
    for node in nodes {
        let Some(one) = read(&node) else { continue };
        if all.last().is_some_and(|(before, _)| day(before) > day(&one)) {
            node.at("on").raise(format_args!("this was before the one above it"), format_args!("Write the oldest first."));
        }
        all.push((one, node.spot()));
    }
    all
}

fn read_part(node: &Node<'_>, names: &mut Names<PartCode, ()>) -> Option<Part> {
    let code: Option<PartCode> = node.code("code");
    if let Some(code) = &code {
        names.define(code, (), &node.at("code"));
    }
    let title = node.text("title");
    let (text, considerations) = (node.text_or_none("text").unwrap_or_default(), node.list("considerations"));
    Some(Part { code: code?, title: title?, text, considerations })
}

fn read_update(node: &Node<'_>) -> Option<Update> {
    let (on, by, text) = (node.date("on"), node.text("by"), node.text("text"));
    let status = node.choice("status", &Status::ALL);
    Some(Update { on: on?, by: by?, status: status?, text: text?, evidence: node.text_or_none("evidence"), withdrawn: None })
}

fn read_move(node: &Node<'_>) -> Option<Move> {
    let on = node.date("on");
    let what = node.choice("what", &[("due", What::Due), ("scope", What::Scope), ("owner", What::Owner)]);
    let (reason, approver) = (node.text("reason"), node.text("approver"));
    let what = match what? {
        What::Due => {
            let from = if node.has("from") { node.date("from") } else { None };
            Moved::Due(from, node.date("to")?)
        }
        What::Scope => Moved::Scope(node.text("from")?, node.text("to")?),
        What::Owner => Moved::Owner(node.text("from")?, node.text("to")?),
    };
    Some(Move { on: on?, what, reason: reason?, approver: approver?, withdrawn: None })
}

fn read_count(node: &Node<'_>) -> Option<Counted> {
    let (on, source) = (node.date("on"), node.text("source"));
    let actions = node.whole("actions", 0, MOST);
    let parts = if node.has("parts") { node.whole("parts", 0, MOST) } else { None };
    let lines = node.tables("line", LINE);
    let lines = lines.iter().filter_map(|node| {
        let words = node.text("words");
        let statuses = node.choices("statuses", "status", &Status::ALL);
        if statuses.is_empty() {
            node.spot()
                .raise(format_args!("this line counts no status"), format_args!("Add statuses = [\"on-track\"], or which they are."));
        }
        let told = match (node.has("number"), node.has("percent")) {
            (true, false) => Told::Number(u32::try_from(node.whole("number", 0, MOST)?).ok()?),
            (false, true) => Told::Percent(u32::try_from(node.whole("percent", 0, 100)?).ok()?),
            _ => {
                node.spot()
                    .raise(format_args!("this line has not one number"), format_args!("Write `number` or `percent`, as it was published."));
                return None;
            }
        };
        Some(Line { words: words?, statuses, told, note: node.text_or_none("note").unwrap_or_default() })
    });
    let lines: Vec<Line> = lines.collect();
    let (actions, parts) = (u32::try_from(actions?).ok()?, parts.and_then(|parts| u32::try_from(parts).ok()));
    let told: Option<u32> = lines.iter().map(|line| line.told.number(actions)).sum();
    if told.is_some_and(|told| told > actions) {
        node.at("actions")
            .raise(format_args!("the lines are more than the {actions} actions they are of"), format_args!("Mend `actions`, or a line."));
    }
    Some(Counted { on: on?, actions, parts, lines, source: source? })
}
