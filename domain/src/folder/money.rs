//! `money/*.toml`: budget, savings, gaps, reserves, strategy, income, and demand beside money.

mod gateway;

use chrono::NaiveDate;
use toml_edit::Document;

use super::{
    directorates::{Directorates, Services, Sources},
    issue::{Issues, Mark, Spot, Text},
    measures::Measures,
    names::Names,
    toml::Node,
};
use crate::{
    code::{DirectorateCode, GatewayCode, ServiceCode},
    money::{Gap, Income, Line, Money, Origin, Other, Pounds, Reserve, Saving, Step, Told},
    period::{Period, PeriodKind},
};

const FILE: &[&str] = &["unit", "line", "saving", "gap", "reserve", "step", "income", "other", "gateway"];
const LINE: &[&str] =
    &["year", "directorate", "service", "part", "budget", "spent", "forecast", "known", "note", "source", "place", "illustrative"];
const SAVING: &[&str] =
    &["title", "year", "directorate", "service", "target", "delivered", "forecast", "known", "note", "source", "place", "illustrative"];
const GAP: &[&str] = &["year", "amount", "told", "source", "place", "illustrative"];
const RESERVE: &[&str] = &["title", "on", "amount", "least", "note", "source", "place", "illustrative"];
const STEP: &[&str] = &["title", "text", "from", "to", "told", "source", "place", "illustrative"];
const INCOME: &[&str] = &["title", "year", "due", "collected", "owed", "known", "source", "place", "illustrative"];
const OTHER: &[&str] = &["title", "when", "amount", "note", "source", "place", "illustrative"];
/// Largest amount, in pounds: more than any council turns over, and few enough to add up.
const MOST: i64 = 1_000_000_000_000;

/// What amounts refer to.
pub(super) struct Around<'a> {
    pub(super) directorates: &'a Directorates,
    pub(super) services: &'a Services,
    pub(super) measures: &'a Measures,
    pub(super) sources: &'a Sources,
}

/// Reads the files of money, one after the other.
pub(super) struct Reader<'a> {
    around: Around<'a>,
    gateways: Names<GatewayCode, ()>,
    money: Money,
    /// What a line is of, in words that no two lines share, each with its place.
    lines: Vec<(String, String)>,
}

/// A file, and how many pounds its unit is.
struct In<'n, 'd> {
    node: &'n Node<'d>,
    unit: i64,
}

impl<'a> Reader<'a> {
    /// None yet.
    pub(super) fn new(around: Around<'a>) -> Self {
        Self { around, gateways: Names::new("gateway", "money"), money: Money::default(), lines: Vec::new() }
    }

    /// What all files say: steps and gateways in order of time.
    pub(super) fn finish(mut self) -> Money {
        self.money.steps.sort_by_key(|step| (step.from, step.to));
        self.money.gateways.sort_by(|a, b| a.on.cmp(&b.on).then_with(|| a.code.as_str().cmp(b.code.as_str())));
        self.money.gaps.sort_by_key(|gap| (gap.told, gap.year));
        self.money
    }

    /// Reads one file.
    pub(super) fn read(&mut self, document: &Document<&str>, text: &Text<'_>, issues: &Issues) {
        let root = Node::root(document, text, issues, FILE);
        let Some(unit) = root.choice("unit", &[("pounds", 1), ("thousands", 1_000)]) else { return };
        for node in &root.tables("line", LINE) {
            let line = self.line(&In { node, unit });
            self.money.lines.extend(line);
        }
        let of = |key, known, read: &mut dyn FnMut(&In<'_, '_>)| {
            root.tables(key, known).iter().for_each(|node| read(&In { node, unit }));
        };
        of("saving", SAVING, &mut |one| {
            let found = self.saving(one);
            self.money.savings.extend(found);
        });
        of("gap", GAP, &mut |one| {
            let found = self.gap(one);
            self.money.gaps.extend(found);
        });
        of("reserve", RESERVE, &mut |one| {
            let found = self.reserve(one);
            self.money.reserves.extend(found);
        });
        of("step", STEP, &mut |one| {
            let found = self.step(one);
            self.money.steps.extend(found);
        });
        of("income", INCOME, &mut |one| {
            let found = self.income(one);
            self.money.income.extend(found);
        });
        of("other", OTHER, &mut |one| {
            let found = self.other(one);
            self.money.others.extend(found);
        });
        of("gateway", gateway::GATEWAY, &mut |one| {
            let found = gateway::read(&self.around, &mut self.gateways, one);
            self.money.gateways.extend(found);
        });
    }

    fn line(&mut self, one: &In<'_, '_>) -> Option<Line> {
        let node = one.node;
        let year = one.year("year");
        let of = self.around.of(node);
        let part = node.text_or_none("part");
        let (budget, spent, forecast) = (one.maybe("budget"), one.maybe("spent"), one.maybe("forecast"));
        let known = one.day("known");
        if !["budget", "spent", "forecast"].iter().any(|key| node.has(key)) {
            node.spot().raise(format_args!("this line has no amount"), format_args!("Add `budget`, `spent` or `forecast`."));
        }
        told_when(node, &["spent", "forecast"]);
        if part.is_some() && !node.has("service") {
            node.at("part")
                .raise(format_args!("a part is of a service, and none is named"), format_args!("Add `service`, or remove `part`."));
        }
        let (origin, (directorate, service)) = (self.around.origin(node), of);
        let year = year?;
        let what = [directorate.as_ref().map(DirectorateCode::as_str), service.as_ref().map(ServiceCode::as_str), part.as_deref()];
        let what = format!("{year} {}", what.map(|one| one.unwrap_or("")).join("/"));
        if let Some((_, first)) = self.lines.iter().find(|(other, _)| *other == what) {
            node.spot().raise(
                format_args!("there is a line of the same already: at {first}"),
                format_args!("Keep one, or name another service, part or year."),
            );
        }
        self.lines.push((what, node.spot().named()));
        Some(Line { year, directorate, service, part, budget, spent, forecast, known, note: node.text_or_none("note"), origin: origin? })
    }

    fn saving(&self, one: &In<'_, '_>) -> Option<Saving> {
        let node = one.node;
        let (title, year, target) = (node.text("title"), one.year("year"), one.amount("target"));
        if target.is_some_and(|target| target <= 0) {
            node.at("target").raise(format_args!("a saving of nothing is none"), format_args!("Write more than 0."));
        }
        let (directorate, service) = self.around.of(node);
        let (delivered, forecast, known) = (one.maybe("delivered"), one.maybe("forecast"), one.day("known"));
        told_when(node, &["delivered", "forecast"]);
        let (remark, origin) = (node.text_or_none("note"), self.around.origin(node));
        let (title, year, target, origin) = (title?, year?, target?, origin?);
        Some(Saving { title, year, directorate, service, target, delivered, forecast, known, note: remark, origin })
    }

    fn gap(&self, one: &In<'_, '_>) -> Option<Gap> {
        let (year, amount, told) = (one.year("year"), one.amount("amount"), one.node.date("told"));
        Some(Gap { origin: self.around.origin(one.node)?, year: year?, amount: amount?, told: told? })
    }

    fn reserve(&self, one: &In<'_, '_>) -> Option<Reserve> {
        let node = one.node;
        let (title, on, amount, least) = (node.text("title"), node.date("on"), one.amount("amount"), one.maybe("least"));
        let origin = self.around.origin(node);
        Some(Reserve { title: title?, on: on?, amount: amount?, least, note: node.text_or_none("note"), origin: origin? })
    }

    fn step(&self, one: &In<'_, '_>) -> Option<Step> {
        let node = one.node;
        let (title, text, from, to) = (node.text("title"), node.text("text"), node.date("from"), node.date("to"));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            node.at("to").raise(format_args!("the step ends before it begins"), format_args!("Mend `from` or `to`."));
        }
        let told = if node.has("told") { node.table("told", &["on", "reached", "evidence"]) } else { None };
        let told = told.and_then(|node| {
            let (on, evidence) = (node.date("on"), node.text("evidence"));
            Some(Told { on: on?, reached: node.flag("reached"), evidence: evidence? })
        });
        let origin = self.around.origin(node);
        Some(Step { title: title?, text: text?, from: from?, to: to?, told, origin: origin? })
    }

    fn income(&self, one: &In<'_, '_>) -> Option<Income> {
        let node = one.node;
        let (title, year, due, collected) = (node.text("title"), one.year("year"), one.amount("due"), one.amount("collected"));
        let (owed, known, origin) = (one.maybe("owed"), node.date("known"), self.around.origin(node));
        Some(Income { title: title?, year: year?, due: due?, collected: collected?, owed, known: known?, origin: origin? })
    }

    fn other(&self, one: &In<'_, '_>) -> Option<Other> {
        let node = one.node;
        let (title, when, amount, origin) = (node.text("title"), node.text("when"), one.amount("amount"), self.around.origin(node));
        Some(Other { title: title?, when: when?, amount: amount?, note: node.text_or_none("note"), origin: origin? })
    }
}

impl In<'_, '_> {
    /// An amount that must be there, in pounds.
    fn amount(&self, key: &str) -> Option<Pounds> {
        self.node.whole(key, -(MOST / self.unit), MOST / self.unit).map(|amount| amount * self.unit)
    }

    /// An amount that may be left out.
    fn maybe(&self, key: &str) -> Option<Pounds> {
        if self.node.has(key) { self.amount(key) } else { None }
    }

    /// A day that may be left out.
    fn day(&self, key: &str) -> Option<NaiveDate> {
        if self.node.has(key) { self.node.date(key) } else { None }
    }

    /// A financial year that must be there.
    fn year(&self, key: &str) -> Option<Period> {
        let year = self.node.period(key)?;
        if year.kind() != PeriodKind::FinancialYear {
            self.node.at(key).raise(
                format_args!("`{year}` is not a financial year"),
                format_args!("Write one from its first day, such as 2025-04-01/P1Y."),
            );
            return None;
        }
        Some(year)
    }
}

impl Around<'_> {
    /// The directorate and the service that a table names; a service must be of the directorate.
    fn of(&self, node: &Node<'_>) -> (Option<DirectorateCode>, Option<ServiceCode>) {
        let named = |key: &str| node.text_or_none(key).map(|text| (text, node.at(key)));
        let directorate =
            named("directorate").and_then(|(text, mark)| self.directorates.find(&text, &mark)).map(|known| known.code.clone());
        let service = named("service").and_then(|(text, mark)| self.services.find(&text, &mark));
        if let Some(service) = service {
            let owner = service.about.as_ref();
            if !node.has("directorate") {
                let mend = owner.map_or_else(String::new, |owner| format!("Add directorate = \"{owner}\"."));
                node.at("service").raise(format_args!("a service is named without its directorate"), format_args!("{mend}"));
            } else if directorate.is_some() && owner.is_some() && owner != directorate.as_ref() {
                let mark: Mark<'_> = node.at("service");
                let right = owner.map(DirectorateCode::as_str).unwrap_or_default();
                mark.raise(
                    format_args!("service `{}` is of directorate `{right}`", service.code),
                    format_args!("Mend `service` or `directorate`."),
                );
            }
        }
        (directorate, service.map(|known| known.code.clone()))
    }

    /// Where an item comes from: a source and a place in it, or that it is made up; not both, and not neither.
    fn origin(&self, node: &Node<'_>) -> Option<Origin> {
        let (illustrative, published) = (node.flag("illustrative"), node.has("source") || node.has("place"));
        if illustrative == published {
            let what = if published { "this is published and made up at once" } else { "it is not said where this comes from" };
            let mend = "Write source = \"…\" and place = \"…\", where in it, or illustrative = true for what is made up.";
            node.spot().raise(format_args!("{what}"), format_args!("{mend}"));
            return None;
        }
        if illustrative {
            return Some(Origin::Illustrative);
        }
        let (source, place) = (node.text("source"), node.text("place"));
        let source = source.and_then(|text| self.sources.find(&text, &node.at("source"))).map(|known| known.code.clone());
        Some(Origin::Published { source: source?, place: place? })
    }
}

/// What was spent, saved or expected is so on a day.
fn told_when(node: &Node<'_>, keys: &[&str]) {
    if let Some(key) = keys.iter().find(|key| node.has(key) && !node.has("known")) {
        node.at(key).raise(
            format_args!("it is not said until when this is known"),
            format_args!("Add known = 2025-09-30, the last day that the amounts know of."),
        );
    }
}
