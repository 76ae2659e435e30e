//! `alike.toml`: the recipe of like-for-like wards.

use toml_edit::Document;

use super::{
    characteristics::Groups,
    issue::{Issues, Spot, Text},
    measures::Measures,
    toml::Node,
};
use crate::{
    alike::{FEWEST, Input, MOST, Recipe},
    area::AreaType,
    code::{GroupCode, MeasureCode},
};

const KEYS: &[&str] = &["wards", "note", "input"];
const INPUT: &[&str] = &["label", "measure", "group", "weight"];
/// The largest weight.
const HEAVIEST: f64 = 1000.0;

/// What the recipe refers to.
pub(super) struct Around<'a> {
    pub(super) groups: &'a Groups,
    pub(super) measures: &'a Measures,
}

/// Reads the file.
pub(super) fn read(document: &Document<&str>, text: &Text<'_>, issues: &Issues, around: &Around<'_>) -> Option<Recipe> {
    let node = Node::root(document, text, issues, KEYS);
    let wards = node.whole("wards", FEWEST.into(), MOST.into()).and_then(|wards| u16::try_from(wards).ok());
    let told = node.text("note");
    let nodes = node.tables("input", INPUT);
    if nodes.is_empty() {
        node.spot().raise(format_args!("the recipe has no input"), format_args!("Add at least one [[input]]."));
    }
    let mut inputs: Vec<Input> = Vec::new();
    for node in &nodes {
        let Some(input) = read_input(node, around) else { continue };
        if inputs.iter().any(|known| (&known.measure, &known.group) == (&input.measure, &input.group)) {
            node.at("measure")
                .raise(format_args!("`{}` is an input already, for the same group", input.measure), format_args!("Keep one."));
        }
        inputs.push(input);
    }
    Some(Recipe { wards: wards?, note: told?, inputs })
}

fn read_input(node: &Node<'_>, around: &Around<'_>) -> Option<Input> {
    let label = node.text("label");
    let weight = node.number("weight");
    if weight.is_some_and(|weight| !(weight > 0.0 && weight <= HEAVIEST)) {
        node.at("weight")
            .raise(format_args!("a weight is above 0 and at most {HEAVIEST}"), format_args!("Write how much this input counts."));
    }
    let measure = node.text("measure").and_then(|code| around.measures.find(&code, &node.at("measure")));
    let group = match node.text_or_none("group") {
        None => Some((GroupCode::everyone(), None)),
        Some(code) => around.groups.find(&code, &node.at("group")).map(|group| (group.code.clone(), group.about.as_ref())),
    };
    if let Some(about) = measure.and_then(|measure| measure.about.as_ref()) {
        if !about.levels.contains(&AreaType::Ward) {
            node.at("measure").raise(
                format_args!("`{}` is not reported for an area of type `ward`", about.code),
                format_args!("Name a measure that every ward has a figure of."),
            );
        }
        if let Some((_, Some(characteristic))) = &group
            && !about.breakdowns.contains(characteristic)
        {
            node.at("group").raise(
                format_args!("`{}` is not broken down by `{characteristic}`", about.code),
                format_args!("Add the characteristic to the measure's `breakdowns`, or name another group."),
            );
        }
    }
    let measure: MeasureCode = measure?.code.clone();
    Some(Input { label: label?, measure, group: group?.0, weight: weight? })
}
