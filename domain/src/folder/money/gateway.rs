//! `[[gateway]]`: days on which demand is held beside money.

use super::{Around, In};
use crate::{
    code::GatewayCode,
    folder::{issue::Spot, names::Names, toml::Node},
    measure::Disclosure,
    money::{Demand, Expected, Frozen, Gateway},
    period::PeriodKind,
};

pub(super) const GATEWAY: &[&str] = &["code", "title", "on", "text", "demand"];
const DEMAND: &[&str] =
    &["measure", "directorate", "service", "year", "things", "unit_cost", "budget", "note", "source", "place", "illustrative", "frozen"];
const FROZEN: &[&str] = &["period", "newest", "expected", "low", "high"];
/// Most that one thing may cost in a year, in pounds.
const DEAREST: i64 = 100_000_000;
/// Most of a thing.
const MOST: i64 = 100_000_000;

/// Reads a gateway. What one costs is in pounds, whatever the unit of the file.
pub(super) fn read(around: &Around<'_>, names: &mut Names<GatewayCode, ()>, one: &In<'_, '_>) -> Option<Gateway> {
    let node = one.node;
    let code: Option<GatewayCode> = node.code("code");
    if let Some(code) = &code {
        names.define(code, (), &node.at("code"));
    }
    let (title, on, text) = (node.text("title"), node.date("on"), node.text("text"));
    let nodes = node.tables("demand", DEMAND);
    if nodes.is_empty() {
        node.spot()
            .raise(format_args!("nothing is held beside money at this gateway"), format_args!("Add at least one [[gateway.demand]]."));
    }
    let demands = nodes.iter().filter_map(|node| demand(around, &In { node, unit: one.unit }));
    let demands: Vec<Demand> = demands.collect();
    for frozen in demands.iter().filter_map(|demand| demand.frozen).filter(|frozen| on.is_some_and(|on| frozen.period.end() > on)) {
        node.at("on").raise(
            format_args!("a figure of {} is frozen, and that ends after this day", frozen.period.label()),
            format_args!("Freeze what was known on the day, or mend `on`."),
        );
    }
    Some(Gateway { code: code?, title: title?, on: on?, text: text?, demands })
}

fn demand(around: &Around<'_>, one: &In<'_, '_>) -> Option<Demand> {
    let node = one.node;
    let known = node.text("measure").and_then(|text| around.measures.find(&text, &node.at("measure")));
    let measure = known.map(|known| known.code.clone());
    let (_, service) = around.of(node);
    if !node.has("service") {
        node.spot().raise(format_args!("it is not said which service meets this demand"), format_args!("Add `directorate` and `service`."));
    }
    let (year, things, budget) = (one.year("year"), node.word("things"), one.amount("budget"));
    let unit_cost = node.whole("unit_cost", 0, DEAREST);
    let (remark, origin) = (node.text_or_none("note"), around.origin(node));
    let frozen = if node.has("frozen") { Some(frozen(&node.table("frozen", FROZEN)?)?) } else { None };
    // What is typed in here has not been through disclosure control.
    let policy = known.and_then(|known| known.about.as_ref()).map(|measure| &measure.disclosure);
    if let (Some(Frozen { newest, .. }), Some(Disclosure::Threshold { threshold, round_to, .. })) = (frozen, policy) {
        if (1..*threshold).contains(&newest) {
            node.at("frozen").raise(
                format_args!("{newest} is below the measure's threshold of {threshold}: it would tell of too few people"),
                format_args!("Leave out `frozen`, or choose a measure that counts more of them."),
            );
        }
        if let Some(to) = round_to.filter(|to| *to > 0 && newest % to != 0) {
            node.at("frozen").raise(
                format_args!("{newest} is not rounded, and the measure's counts are rounded to {to}"),
                format_args!("Write `newest` as it was published."),
            );
        }
    }
    let (measure, service, year, things) = (measure?, service?, year?, things?);
    Some(Demand { measure, service, year, things, unit_cost: unit_cost?, budget: budget?, note: remark, origin: origin?, frozen })
}

/// A demand as it was known: what is expected comes with its range, or not at all.
fn frozen(node: &Node<'_>) -> Option<Frozen> {
    let period = node.period("period");
    let whole = |key: &str| node.whole(key, 0, MOST).and_then(|number| u32::try_from(number).ok());
    let newest = whole("newest");
    if period.is_some_and(|period| period.kind() == PeriodKind::Pooled) {
        node.at("period")
            .raise(format_args!("years taken together are no demand of a year"), format_args!("Write the period of the newest figure."));
    }
    let expected = if ["expected", "low", "high"].iter().any(|key| node.has(key)) {
        let (number, low, high) = (whole("expected"), whole("low"), whole("high"));
        let expected = Expected { number: number?, low: low?, high: high? };
        if !(expected.low..=expected.high).contains(&expected.number) {
            node.at("expected").raise(
                format_args!("{} is not from {} to {}", expected.number, expected.low, expected.high),
                format_args!("Mend `expected`, `low` or `high`."),
            );
        }
        Some(expected)
    } else {
        None
    };
    Some(Frozen { period: period?, newest: newest?, expected })
}
