//! A mapping in TOML: which column of a file says what.

use std::str::FromStr;

use toml_edit::Document;

use super::{
    figure::MISSING,
    issue::{Issues, Spot, Text},
    toml::Node,
    value,
};
use crate::{
    code::CodeError,
    ingest::{GroupColumn, HEADER_ROWS, Layout, Mapping, Synonym, ValueColumn, when::Years},
};

const KEYS: &[&str] = &[
    "sheet",
    "header",
    "header_rows",
    "area",
    "area_is",
    "whole_area",
    "period",
    "period_kind",
    "first_day",
    "last_day",
    "period_is",
    "years",
    "measure",
    "measure_is",
    "groups",
    "characteristic",
    "status",
    "value",
    "numerator",
    "denominator",
    "lower",
    "upper",
    "blank",
    "blanks_skipped",
    "only",
    "missing",
    "measures",
    "group_is",
    "group",
    "figure",
];
const FIGURE: &[&str] = &["value", "numerator", "denominator", "lower", "upper", "measure", "period", "characteristic", "group"];
const GROUP: &[&str] = &["column", "text", "is"];
const YEARS: &[(&str, Years)] = &[("financial", Years::Financial), ("academic", Years::Academic)];

/// Reads a mapping. Whether its columns are in the file is seen when the two are brought together.
pub(super) fn read(document: &Document<&str>, text: &Text<'_>, issues: &Issues) -> Mapping {
    let root = Node::root(document, text, issues, KEYS);
    let figures = root.tables("figure", FIGURE);
    let mut values: Vec<ValueColumn> = figures.iter().map(figure).collect();
    let long = columns(&root);
    if long.value.is_some() || long.numerator.is_some() {
        values.insert(0, long);
    }
    if values.is_empty() {
        root.spot().raise(
            format_args!("no column of figures is named"),
            format_args!("Add value = \"…\", or a [[figure]] for each column of figures."),
        );
    }
    let from_to = match (root.text_or_none("first_day"), root.text_or_none("last_day")) {
        (Some(first), Some(last)) => Some((first, last)),
        (None, None) => None,
        _ => {
            root.spot().raise(format_args!("one of `first_day` and `last_day` is missing"), format_args!("Name both columns."));
            None
        }
    };
    let header = if root.has("header") { root.whole("header", 1, 100_000).and_then(|row| u32::try_from(row).ok()) } else { None };
    let rows = if root.has("header_rows") { root.whole("header_rows", 1, HEADER_ROWS.into()) } else { None };
    let header_rows = rows.and_then(|rows| u8::try_from(rows).ok());
    Mapping {
        layout: Layout::Mapped,
        sheet: root.text_or_none("sheet"),
        header,
        header_rows,
        area: one_or_more(&root, "area"),
        area_is: root.text_or_none("area_is").and_then(|code| value::code(&root.at("area_is"), &code)),
        whole_area: root.flag("whole_area"),
        period: root.text_or_none("period"),
        period_kind: one_or_more(&root, "period_kind"),
        from_to,
        period_is: if root.has("period_is") { root.period("period_is") } else { None },
        years: if root.has("years") { root.choice("years", YEARS).unwrap_or_default() } else { Years::default() },
        measure: one_or_more(&root, "measure"),
        measure_is: root.text_or_none("measure_is"),
        measures: codes(&root, "measures"),
        groups: one_or_more(&root, "groups").into_iter().map(|column| GroupColumn { column, characteristic: None }).collect(),
        dimension: root.text_or_none("characteristic"),
        group_is: groups(&root),
        values,
        blanks_skipped: root.flag("blanks_skipped") || !figures.is_empty(),
        status: root.text_or_none("status"),
        only: only(&root),
        missing: root
            .pairs("missing")
            .into_iter()
            .filter_map(|(text, why, mark)| Some((text, value::choice(&mark, "reason", &why, MISSING)?)))
            .collect(),
        blank: root.list("blank"),
    }
}

/// The columns of a figure.
fn columns(node: &Node<'_>) -> ValueColumn {
    let column = |key: &str| node.text_or_none(key);
    ValueColumn {
        value: column("value"),
        numerator: column("numerator"),
        denominator: column("denominator"),
        lower: column("lower"),
        upper: column("upper"),
        ..ValueColumn::default()
    }
}

/// The columns of a figure, and what it is about.
fn figure(node: &Node<'_>) -> ValueColumn {
    let group = node.text_or_none("group").map(|group| (node.text_or_none("characteristic").unwrap_or_default(), group));
    let period = if node.has("period") { node.period("period") } else { None };
    ValueColumn { measure: node.text_or_none("measure"), period, group, ..columns(node) }
}

/// The council's groups for texts in the file, in any column or in one.
fn groups(root: &Node<'_>) -> Vec<Synonym> {
    let anywhere = codes(root, "group_is").into_iter().map(|(text, group)| Synonym { column: String::new(), text, group });
    let within = root.tables("group", GROUP).into_iter().filter_map(|node| {
        let column = node.text_or_none("column").unwrap_or_default();
        Some(Synonym { column, text: node.text("text")?, group: node.code("is")? })
    });
    anywhere.chain(within).collect()
}

/// The rows that are meant: columns, each with one text or several.
fn only(root: &Node<'_>) -> Vec<(String, Vec<String>)> {
    let some = root.lists("only").into_iter().filter_map(|(column, texts, mark)| {
        if texts.is_empty() {
            mark.raise(
                format_args!("`{column}` names no text, so that no row would be meant"),
                format_args!("List the texts, or leave the column out."),
            );
            return None;
        }
        Some((column, texts))
    });
    some.collect()
}

/// A text, or a list of texts.
fn one_or_more(node: &Node<'_>, key: &str) -> Vec<String> {
    if node.is_list(key) { node.list(key) } else { node.text_or_none(key).into_iter().collect() }
}

/// A table of texts and codes.
fn codes<C: FromStr<Err = CodeError>>(node: &Node<'_>, key: &'static str) -> std::collections::BTreeMap<String, C> {
    let pairs = node.pairs(key).into_iter();
    pairs.filter_map(|(text, code, mark)| Some((text, value::code(&mark, &code)?))).collect()
}
