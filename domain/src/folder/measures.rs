//! `measures/*.toml`: what is measured.

use toml_edit::Document;

use super::{
    areas::TYPES,
    characteristics::Characteristics,
    directorates::{Directorates, Services, Sources},
    issue::{Issues, Shown, Spot, Text},
    links::Links,
    names::Names,
    toml::{Node, push_new},
};
use crate::{
    area::AreaType,
    code::{CharacteristicCode, MeasureCode},
    measure::{Aggregation, Disclosure, Frequency, Kind, Lens, Measure, Polarity, Reach},
};

/// Measures by code; each in full, where all of it could be read.
pub(super) type Measures = Names<MeasureCode, Option<Measure>>;

/// What a measure refers to.
pub(super) struct Around<'a> {
    pub(super) characteristics: &'a Characteristics,
    pub(super) directorates: &'a Directorates,
    pub(super) services: &'a Services,
    pub(super) sources: &'a Sources,
}

const MEASURE: &[&str] = &[
    "code",
    "title",
    "unit",
    "kind",
    "per",
    "prefix",
    "suffix",
    "decimals",
    "polarity",
    "frequency",
    "aggregation",
    "owner",
    "directorate",
    "service",
    "reach",
    "lenses",
    "definition",
    "method",
    "source",
    "caveats",
    "levels",
    "breakdowns",
    "not_relevant",
    "lag_days",
    "survey",
    "disclosure",
];
const KINDS: &[(&str, Kind)] =
    &[("proportion", Kind::Proportion), ("rate", Kind::Rate), ("count", Kind::Count), ("mean", Kind::Mean), ("value", Kind::Value)];
const POLARITIES: &[(&str, Polarity)] =
    &[("high", Polarity::High), ("low", Polarity::Low), ("range", Polarity::Range), ("none", Polarity::None)];
const FREQUENCIES: &[(&str, Frequency)] = &[
    ("monthly", Frequency::Monthly),
    ("quarterly", Frequency::Quarterly),
    ("half-yearly", Frequency::HalfYearly),
    ("annual", Frequency::Annual),
    ("occasional", Frequency::Occasional),
];
const AGGREGATIONS: &[(&str, Aggregation)] =
    &[("sum", Aggregation::Sum), ("last", Aggregation::Last), ("mean", Aggregation::Mean), ("ratio", Aggregation::Ratio)];
const REACHES: &[(&str, Reach)] = &[("control", Reach::Control), ("influence", Reach::Influence), ("context", Reach::Context)];
/// The lenses of the Triple Lock, as files write them.
pub(super) const LENSES: &[(&str, Lens)] =
    &[("social-value", Lens::SocialValue), ("environment", Lens::Environment), ("equality", Lens::Equality)];
/// Longest lag: ten years.
const LONGEST_LAG: i64 = 3653;

/// Reads one file, adding to the measures.
pub(super) fn read(
    document: &Document<&str>,
    text: &Text<'_>,
    issues: &Issues,
    around: &Around<'_>,
    names: &mut Measures,
    links: &mut Links,
) -> Vec<MeasureCode> {
    let root = Node::root(document, text, issues, &["measure"]);
    let mut order = Vec::new();
    for node in root.tables("measure", MEASURE) {
        let code: Option<MeasureCode> = node.code("code");
        let measure = read_one(&node, code.clone(), around);
        links.add(measure.as_ref(), &node.at("disclosure"));
        let Some(code) = code else {
            names.incomplete();
            continue;
        };
        if names.get(code.as_str()).is_none() {
            order.push(code.clone());
        }
        names.define(&code, measure, &node.at("code"));
    }
    order
}

fn read_one(node: &Node<'_>, code: Option<MeasureCode>, around: &Around<'_>) -> Option<Measure> {
    let kind = node.choice("kind", KINDS);
    let per = kind.and_then(|kind| read_per(node, kind));
    let decimals = node.whole("decimals", 0, 6);
    let polarity = node.choice("polarity", POLARITIES);
    let frequency = node.choice("frequency", FREQUENCIES);
    let aggregation = node.choice("aggregation", AGGREGATIONS);
    if let (Some(kind), Some(aggregation)) = (kind, aggregation) {
        check_aggregation(node, kind, aggregation);
    }
    let [title, unit, owner, definition, method] = ["title", "unit", "owner", "definition", "method"].map(|key| node.text(key));
    let directorate = node.text("directorate").and_then(|text| around.directorates.find(&text, &node.at("directorate")));
    let service = node.text("service").and_then(|text| around.services.find(&text, &node.at("service")));
    if let (Some(directorate), Some(service)) = (directorate, service)
        && let Some(its) = service.about.as_ref().filter(|its| **its != directorate.code)
    {
        node.at("service").raise(
            format_args!("service `{}` is not one of directorate `{}`", service.code, directorate.code),
            format_args!("It is one of `{its}`: mend `service` or `directorate`."),
        );
    }
    let source = node.text("source").and_then(|text| around.sources.find(&text, &node.at("source")));
    let reach = node.choice("reach", REACHES);
    let levels = node.choices("levels", "type of area", TYPES);
    if node.lists_nothing("levels") {
        node.at("levels").raise(
            format_args!("this measure has no `levels`"),
            format_args!("List the types of area it is reported for, as in levels = [\"city\"]."),
        );
    }
    let mut breakdowns = Vec::new();
    let mut special = false;
    for (text, mark) in node.texts("breakdowns") {
        if let Some(characteristic) = around.characteristics.find(&text, &mark) {
            push_new(&mut breakdowns, characteristic.code.clone(), &text, &mark);
            special |= characteristic.about;
        }
    }
    let not_relevant = read_not_relevant(node, around, &breakdowns);
    let lag_days = node.whole("lag_days", 0, LONGEST_LAG);
    let small = levels.iter().any(|level| matches!(level, AreaType::Neighbourhood | AreaType::Ward));
    let disclosure = read_disclosure(node, special || (small && !breakdowns.is_empty()), kind);
    if let (Some(Disclosure::Off { .. }), false) = (&disclosure, breakdowns.is_empty()) {
        node.at("breakdowns").raise(
            format_args!("a measure broken down by characteristics is about people, so its policy cannot be `off`"),
            format_args!("Write policy = \"threshold\", or policy = \"exempt\" where its source has protected it; or remove `breakdowns`."),
        );
    }
    Some(Measure {
        prefix: node.affix("prefix"),
        suffix: node.affix("suffix"),
        lenses: node.choices("lenses", "lens", LENSES),
        caveats: node.list("caveats"),
        levels,
        breakdowns,
        not_relevant,
        code: code?,
        title: title?,
        unit: unit?,
        decimals: u8::try_from(decimals?).ok()?,
        kind: kind?,
        per: per?,
        polarity: polarity?,
        frequency: frequency?,
        aggregation: aggregation?,
        owner: owner?,
        directorate: directorate?.code.clone(),
        service: service?.code.clone(),
        reach: reach?,
        definition: definition?,
        method: method?,
        source: source?.code.clone(),
        lag_days: u32::try_from(lag_days?).ok()?,
        survey: node.text_or_none("survey"),
        disclosure: disclosure?,
    })
}

/// The characteristics that the measure has nothing to do with, and why: none that it is broken down by.
fn read_not_relevant(node: &Node<'_>, around: &Around<'_>, breakdowns: &[CharacteristicCode]) -> Vec<(CharacteristicCode, String)> {
    let mut found: Vec<(CharacteristicCode, String)> = Vec::new();
    for table in node.tables("not_relevant", &["characteristic", "reason"]) {
        let mark = table.at("characteristic");
        let characteristic = table.text("characteristic").and_then(|text| around.characteristics.find(&text, &mark));
        let (Some(characteristic), Some(reason)) = (characteristic, table.text("reason")) else { continue };
        let code = &characteristic.code;
        if breakdowns.contains(code) {
            mark.raise(
                format_args!("the measure is broken down by `{code}`, so that is relevant"),
                format_args!("Remove it here, or from `breakdowns`."),
            );
        } else if found.iter().any(|(other, _)| other == code) {
            mark.raise(format_args!("`{code}` stands here twice"), format_args!("Remove one of them."));
        } else {
            found.push((code.clone(), reason));
        }
    }
    found
}

/// The multiplier: given for a rate, and only there.
fn read_per(node: &Node<'_>, kind: Kind) -> Option<u32> {
    match kind {
        Kind::Rate => node.whole("per", 1, 1_000_000).and_then(|per| u32::try_from(per).ok()),
        _ if node.has("per") => {
            node.at("per").raise(format_args!("only a rate has `per`"), format_args!("Remove it, or write kind = \"rate\"."));
            None
        }
        Kind::Proportion => Some(100),
        _ => Some(1),
    }
}

/// Shares and averages never add up; what comes without parts has no ratio (STANDARDS §6).
fn check_aggregation(node: &Node<'_>, kind: Kind, aggregation: Aggregation) {
    let mend = match (kind, aggregation) {
        (Kind::Proportion | Kind::Rate | Kind::Mean, Aggregation::Sum) => "Shares and averages do not add up: write ratio, mean or last",
        (Kind::Count | Kind::Value, Aggregation::Ratio) => "This kind has no denominator: write sum, mean or last",
        _ => return,
    };
    node.at("aggregation").raise(format_args!("this kind of measure cannot be taken together in this way"), format_args!("{mend}."));
}

#[derive(Clone, Copy)]
enum Policy {
    Threshold,
    Exempt,
    Off,
}

const POLICIES: &[(&str, Policy)] = &[("threshold", Policy::Threshold), ("exempt", Policy::Exempt), ("off", Policy::Off)];

/// The smallest number of people shown where a file does not say (STANDARDS §5).
const THRESHOLD: u32 = 5;
/// The same of children, of measures broken down by a special category of personal data, and of those broken down at all below the city
/// (STANDARDS §5).
const OF_FEW: u32 = 10;

/// The policy of a measure, which is broken down into small numbers of people or not.
fn read_disclosure(measure: &Node<'_>, fine: bool, kind: Option<Kind>) -> Option<Disclosure> {
    let node = measure.table("disclosure", &["policy", "threshold", "children", "round_to", "linked", "reason"])?;
    let policy = node.choice("policy", POLICIES)?;
    let of_people = matches!(policy, Policy::Threshold);
    let fine = node.flag("children") || fine;
    let others: &[&str] = if of_people { &["reason"] } else { &["threshold", "children", "round_to", "linked"] };
    for other in others.iter().filter(|other| node.has(other)) {
        let needed = if of_people { "It needs a `threshold`, or takes the usual one" } else { "It needs a `reason`" };
        node.at(other).raise(
            format_args!("{} does not go with this policy", Shown(other)),
            format_args!("Remove it, or change the policy. {needed}."),
        );
    }
    Some(match policy {
        Policy::Threshold => {
            let usual = if fine { OF_FEW } else { THRESHOLD };
            let given = || u32::try_from(node.whole("threshold", 2, 1000)?).ok();
            let threshold = if node.has("threshold") { given()? } else { usual };
            let round_to = if node.has("round_to") { Some(read_rounding(&node, threshold, kind)?) } else { None };
            Disclosure::Threshold { threshold, round_to, linked: node.text_or_none("linked") }
        }
        Policy::Exempt => Disclosure::Exempt { reason: node.text("reason")? },
        Policy::Off => Disclosure::Off { reason: node.text("reason")? },
    })
}

/// What counts are rounded to: not so much that a figure which may be shown would round to nothing, and only of what is worked out from counts.
fn read_rounding(node: &Node<'_>, threshold: u32, kind: Option<Kind>) -> Option<u32> {
    let to = u32::try_from(node.whole("round_to", 2, 1000)?).ok()?;
    if matches!(kind, Some(Kind::Mean | Kind::Value)) {
        node.at("round_to").raise(
            format_args!("this kind of measure cannot be rounded: only counts are, and a mean of rounded parts is another mean"),
            format_args!("Remove it, or write kind = \"count\", \"proportion\" or \"rate\"."),
        );
        return None;
    }
    if to > 2 * threshold {
        node.at("round_to").raise(
            format_args!("`round_to` is {to} and the threshold {threshold}: a figure that may be shown would round to 0"),
            format_args!("Round to {} or less, or raise `threshold` to {} or more.", 2 * threshold, to.div_ceil(2)),
        );
        return None;
    }
    Some(to)
}
