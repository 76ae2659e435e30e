//! `customer.toml`: what is promised to those who ask something of the council.

use toml_edit::Document;

use super::{
    issue::{Issues, Spot, Text},
    measures::Measures,
    toml::{Node, push_new},
};
use crate::{
    code::MeasureCode,
    customer::{Customer, Section},
};

const SECTION: &[&str] = &["title", "text", "standards", "measures", "by_ward"];

/// Reads `customer.toml`.
pub(super) fn read(document: &Document<&str>, text: &Text<'_>, issues: &Issues, measures: &Measures) -> Option<Customer> {
    let root = Node::root(document, text, issues, &["title", "summary", "source", "section"]);
    let (title, summary, source) = (root.text("title"), root.text("summary"), root.text("source"));
    let sections = root.tables("section", SECTION).iter().filter_map(|node| section(node, measures)).collect();
    if root.lists_nothing("section") {
        root.spot().raise(format_args!("the promise has no section"), format_args!("Add a [[section]] with its measures."));
    }
    Some(Customer { title: title?, summary: summary?, source: source?, sections })
}

fn section(node: &Node<'_>, measures: &Measures) -> Option<Section> {
    let title = node.text("title");
    let list = |key: &str| {
        let mut all: Vec<MeasureCode> = Vec::new();
        for (given, mark) in node.texts(key) {
            if let Some(measure) = measures.find(&given, &mark) {
                push_new(&mut all, measure.code.clone(), &given, &mark);
            }
        }
        all
    };
    let (listed, by_ward) = (list("measures"), list("by_ward"));
    if node.lists_nothing("measures") {
        node.spot().raise(format_args!("this section has no measure"), format_args!("Add measures = [\"…\"]."));
    }
    if let Some(other) = by_ward.iter().find(|code| !listed.contains(code)) {
        node.at("by_ward")
            .raise(format_args!("`{other}` is not among the measures of this section"), format_args!("Add it to `measures`."));
    }
    let text = node.text_or_none("text").unwrap_or_default();
    Some(Section { title: title?, text, standards: node.flag("standards"), measures: listed, by_ward })
}
