//! Layouts that are recognised by their header, and what columns of other tables are called.

use super::{
    head::Head,
    known::{ANY, characteristic},
    mapping::{GroupColumn, Layout, Mapping, ValueColumn},
    word::plain,
};

mod guess;
mod wide;

pub(super) use guess::guess;

/// The mapping of a layout that is known by its header; `rows` are some of the table's first. Whatever else names people is a column of groups: no
/// figure of some is everyone's because its layout has no such column.
pub(super) fn recognise(head: &Head, rows: &[Vec<&str>]) -> Option<Mapping> {
    let mut mapping = known(head, rows)?;
    let used: Vec<String> = mapping.uses().into_iter().map(|(_, column)| column).collect();
    for (at, plain) in head.plain.iter().enumerate() {
        let people = characteristic(plain).is_some() || !plain.is_empty() && ANY.contains(&plain.as_str());
        if people && plain != "category type" && !used.contains(&head.names[at]) {
            mapping.groups.push(group(head, at));
        }
    }
    if mapping.period_kind.is_empty() {
        mapping.period_kind = parts_of_year(head, mapping.period.as_deref()).into_iter().map(|at| head.names[at].clone()).collect();
        mapping.measure.retain(|column| !mapping.period_kind.contains(column));
    }
    Some(mapping)
}

/// The columns of quarters, halves and months beside one of years; beside one of days they say nothing more.
fn parts_of_year(head: &Head, period: Option<&str>) -> Vec<usize> {
    const PARTS: [&str; 10] = [
        "quarter",
        "qtr",
        "financial quarter",
        "quarter number",
        "half",
        "half year",
        "financial half",
        "month",
        "month number",
        "month name",
    ];
    let period = period.map(plain);
    if period.as_deref().is_none_or(|name| matches!(name, "date" | "as at")) {
        return Vec::new();
    }
    PARTS.iter().filter_map(|part| head.find(&[part])).filter(|at| period.as_ref() != Some(&head.plain[*at])).collect()
}

fn known(head: &Head, rows: &[Vec<&str>]) -> Option<Mapping> {
    let first = head.plain.first().map(String::as_str);
    let last = head.plain.last().map(String::as_str);
    if head.has(&["measure", "area", "period", "group"]) && (head.has(&["provenance"]) || head.has(&["numerator", "value"])) {
        return Some(tidy(head));
    }
    if head.has(&["areacd", "period", "observation"]) {
        return Some(ons(head));
    }
    if head.has(&["indicator id", "area code", "sex", "age", "time period", "value"]) {
        return Some(fingertips(head));
    }
    if squeezed(head, &["indicatorid", "year", "yearrange", "sexid", "areacode", "value"]) {
        return Some(upload(head));
    }
    if head.has(&["time period", "time identifier", "geographic level"]) {
        return Some(wide::dfe(head, rows));
    }
    if head.has(&["area code", "area name", "period", "indicator", "measure", "value"]) {
        return Some(dashboard(head));
    }
    if let Some(mapping) = wide::workforce(head) {
        return Some(mapping);
    }
    if first == Some("year") && last == Some("value") && head.width() >= 3 {
        return Some(open_sdg(head));
    }
    None
}

fn name(head: &Head, names: &[&str]) -> Option<String> {
    head.find(names).map(|at| head.names[at].clone())
}

fn group(head: &Head, at: usize) -> GroupColumn {
    GroupColumn { column: head.names[at].clone(), characteristic: characteristic(&head.plain[at]).map(str::to_owned) }
}

fn names(head: &Head, wanted: &[&str]) -> Vec<String> {
    wanted.iter().filter_map(|one| name(head, &[one])).collect()
}

/// Whether columns of these names are there, spaces not counting: `IndicatorID` and `INDICATORID` are one.
fn squeezed(head: &Head, wanted: &[&str]) -> bool {
    wanted.iter().all(|one| find_squeezed(head, one).is_some())
}

fn find_squeezed(head: &Head, wanted: &str) -> Option<usize> {
    head.plain.iter().position(|name| name.replace(' ', "") == wanted)
}

fn tidy(head: &Head) -> Mapping {
    let value = ValueColumn {
        value: name(head, &["value"]),
        numerator: name(head, &["numerator"]),
        denominator: name(head, &["denominator"]),
        lower: name(head, &["lower"]),
        upper: name(head, &["upper"]),
        ..ValueColumn::default()
    };
    Mapping {
        layout: Layout::Tidy,
        area: names(head, &["area"]),
        period: name(head, &["period"]),
        measure: names(head, &["measure"]),
        groups: head.find(&["group"]).map(|at| group(head, at)).into_iter().collect(),
        values: vec![value],
        status: name(head, &["status"]),
        ..Mapping::default()
    }
}

fn ons(head: &Head) -> Mapping {
    let value = ValueColumn {
        value: name(head, &["observation"]),
        lower: name(head, &["lci 95", "lci95"]),
        upper: name(head, &["uci 95", "uci95"]),
        ..ValueColumn::default()
    };
    Mapping {
        layout: Layout::Ons,
        area: names(head, &["areacd", "areanm"]),
        period: name(head, &["period"]),
        measure: names(head, &["indicator", "measure"]),
        values: vec![value],
        status: name(head, &["status"]),
        ..Mapping::default()
    }
}

fn fingertips(head: &Head) -> Mapping {
    let limits =
        |side: &str| head.plain.iter().position(|name| name.starts_with(side) && name.contains("95")).map(|at| head.names[at].clone());
    let value = ValueColumn {
        value: name(head, &["value"]),
        numerator: name(head, &["count"]),
        denominator: name(head, &["denominator"]),
        lower: limits("lower ci"),
        upper: limits("upper ci"),
        ..ValueColumn::default()
    };
    Mapping {
        layout: Layout::Fingertips,
        area: names(head, &["area code", "area name"]),
        period: name(head, &["time period"]),
        measure: names(head, &["indicator name"]),
        groups: ["sex", "age", "category"].iter().filter_map(|one| head.find(&[one])).map(|at| group(head, at)).collect(),
        values: vec![value],
        ..Mapping::default()
    }
}

/// Numbers for sexes and for all ages, as Fingertips has them.
const UPLOAD_GROUPS: [(&str, &str); 3] = [("SexId", "sex"), ("AgeId", "age"), ("CategoryId", "category")];

fn upload(head: &Head) -> Mapping {
    let named = |wanted: &str| find_squeezed(head, wanted).map(|at| head.names[at].clone());
    let value = ValueColumn {
        value: named("value"),
        numerator: named("count"),
        denominator: named("denominator"),
        lower: named("lowerci95").or_else(|| named("lowerci")),
        upper: named("upperci95").or_else(|| named("upperci")),
        ..ValueColumn::default()
    };
    let groups = UPLOAD_GROUPS.iter().filter_map(|(column, of)| {
        let at = find_squeezed(head, &column.to_lowercase())?;
        Some(GroupColumn { column: head.names[at].clone(), characteristic: Some(format!("fingertips {of}")) })
    });
    Mapping {
        layout: Layout::FingertipsUpload,
        area: named("areacode").into_iter().collect(),
        period: named("year"),
        period_kind: ["month", "quarter", "yearrange"].into_iter().filter_map(named).collect(),
        measure: named("indicatorid").into_iter().collect(),
        groups: groups.collect(),
        values: vec![value],
        blank: vec!["-1".to_owned()],
        ..Mapping::default()
    }
}

fn dashboard(head: &Head) -> Mapping {
    let mut measure = names(head, &["indicator", "measure"]);
    measure.extend(name(head, &["unit", "units"]));
    Mapping {
        layout: Layout::Dashboard,
        area: names(head, &["area code", "area name"]),
        period: name(head, &["period"]),
        measure,
        groups: head
            .find(&["inequality"])
            .map(|at| GroupColumn { column: head.names[at].clone(), characteristic: None })
            .into_iter()
            .collect(),
        values: vec![ValueColumn { value: name(head, &["value"]), ..ValueColumn::default() }],
        ..Mapping::default()
    }
}

/// Columns of Open SDG that are about the figure and not about whom or what it counts.
const SDG_META: [&str; 6] = ["observation status", "unit multiplier", "unit measure", "units", "unit", "geo code"];

fn open_sdg(head: &Head) -> Mapping {
    let area = head.find(&["geo code", "geocode", "area code"]);
    // The name of a place beside its code is no disaggregation.
    let place = |name: &str| matches!(name, "ward" | "area" | "local authority" | "area name" | "geography");
    let between = 1..head.width().saturating_sub(1);
    let rest: Vec<usize> =
        between.filter(|at| !SDG_META.contains(&head.plain[*at].as_str()) && Some(*at) != area && !place(&head.plain[*at])).collect();
    let (groups, measure): (Vec<usize>, Vec<usize>) = rest.into_iter().partition(|at| characteristic(&head.plain[*at]).is_some());
    let places = (1..head.width()).filter(|at| place(&head.plain[*at]));
    Mapping {
        layout: Layout::OpenSdg,
        area: area.into_iter().chain(places).map(|at| head.names[at].clone()).collect(),
        whole_area: true,
        period: Some(head.names[0].clone()),
        measure: measure.into_iter().map(|at| head.names[at].clone()).collect(),
        groups: groups.into_iter().map(|at| group(head, at)).collect(),
        values: vec![ValueColumn { value: head.names.last().cloned(), ..ValueColumn::default() }],
        ..Mapping::default()
    }
}
