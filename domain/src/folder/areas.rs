//! `areas.csv`: areas, and how they lie in each other.

mod lineage;

use std::collections::BTreeMap;

use super::{
    issue::{Issues, Mark, Spot, Text},
    names::Names,
    table::{self, Column, Row},
    value,
};
use crate::{
    area::{Area, AreaType},
    code::AreaCode,
    lineage::Lineage,
};

/// Areas by code; the part each plays, where that could be read.
pub(super) type Areas = Names<AreaCode, Option<AreaType>>;

/// The parts that areas play, as files write them.
pub(super) const TYPES: &[(&str, AreaType)] =
    &[("city", AreaType::City), ("neighbourhood", AreaType::Neighbourhood), ("ward", AreaType::Ward), ("comparator", AreaType::Comparator)];

/// The columns that say what became of codes and areas.
const FORMERLY: usize = 10;
const SUCCESSORS: usize = 11;

const COLUMNS: &[Column] = &[
    ("code", true),
    ("name", true),
    ("type", true),
    ("parent", true),
    ("boundary_set", true),
    ("valid_from", false),
    ("valid_to", false),
    ("councillors", false),
    ("illustrative", false),
    ("note", false),
    ("formerly", false),
    ("successors", false),
];

/// An area, with the places of its type and its parent.
struct Read<'t> {
    area: Area,
    kind: Mark<'t>,
    parent: Mark<'t>,
}

/// Reads the file.
pub(super) fn read(text: &Text<'_>, issues: &Issues, areas: &mut Areas) -> (Vec<Area>, Lineage) {
    let mut rows: Vec<(Area, usize, usize)> = Vec::new();
    let mut told = lineage::Told::default();
    let mut whole = true;
    let all = table::read(text, issues, COLUMNS, |row| {
        if let Some(area) = read_row(row, areas) {
            told.read(row, &area);
            rows.push((area, row.cell(2).mark().offset, row.cell(3).mark().offset));
            return;
        }
        whole = false;
        // Codes that this row replaces are not known either.
        if row.cell(FORMERLY).given().is_some() {
            areas.incomplete();
        }
    });
    if !all {
        areas.incomplete();
        whole = false;
    }
    let mark = |offset| Mark { text, issues, offset };
    let rows: Vec<Read<'_>> = rows.into_iter().map(|(area, kind, parent)| Read { area, kind: mark(kind), parent: mark(parent) }).collect();
    check_city(&rows, whole, text, issues);
    check_parents(&rows, areas);
    let listed: Vec<Area> = rows.into_iter().map(|row| row.area).collect();
    let lineage = told.check(&listed, areas, &mark);
    (listed, lineage)
}

fn read_row(row: &Row<'_>, areas: &mut Areas) -> Option<Area> {
    let cell = |column| row.cell(column);
    let Some(code) = cell(0).needed().and_then(|text| value::code::<AreaCode>(&cell(0), text)) else {
        areas.incomplete();
        return None;
    };
    let kind = cell(2).needed().and_then(|text| value::choice(&cell(2), "type of area", text, TYPES));
    areas.define(&code, kind, &cell(0));
    let name = cell(1).needed();
    let parent = cell(3).given().map(|text| value::code(&cell(3), text));
    let boundary_set = cell(4).needed();
    let valid_from = cell(5).given().and_then(|text| value::date(&cell(5), text));
    let valid_to = cell(6).given().and_then(|text| value::date(&cell(6), text));
    if valid_from.zip(valid_to).is_some_and(|(from, to)| to < from) {
        cell(6).raise(format_args!("these boundaries end before they begin"), format_args!("Mend valid_from or valid_to."));
    }
    let councillors = cell(7).given().and_then(|text| value::whole(&cell(7), text, 0, 100)).and_then(|n| u32::try_from(n).ok());
    let illustrative = match cell(8).given() {
        Some(text) => value::choice(&cell(8), "answer", text, &[("yes", true), ("no", false)]),
        None => Some(false),
    };
    let note = cell(9).given().map(str::to_owned);
    Some(Area {
        code,
        name: name?.to_owned(),
        kind: kind?,
        parent: match parent {
            None => None,
            Some(parent) => Some(parent?),
        },
        boundary_set: boundary_set?.to_owned(),
        valid_from,
        valid_to,
        councillors,
        illustrative: illustrative?,
        note,
    })
}

/// There is exactly one city. Where rows could not be read, it may be one of those.
fn check_city(rows: &[Read<'_>], whole: bool, text: &Text<'_>, issues: &Issues) {
    let mut cities = rows.iter().filter(|row| row.area.kind == AreaType::City);
    let Some(first) = cities.next() else {
        if whole {
            issues.push(text.file, (1, 1), format_args!("no area is the city"), format_args!("Give exactly one area the type `city`."));
        }
        return;
    };
    for city in cities {
        city.kind.raise(
            format_args!("there are two cities: {} is one already", first.area.code),
            format_args!("Give exactly one area the type `city`; others are comparators."),
        );
    }
}

/// Every parent is an area of the right type, and none is its own ancestor.
fn check_parents(rows: &[Read<'_>], areas: &Areas) {
    let parents: BTreeMap<&AreaCode, &AreaCode> = rows.iter().filter_map(|row| Some((&row.area.code, row.area.parent.as_ref()?))).collect();
    let any_neighbourhood = rows.iter().any(|row| row.area.kind == AreaType::Neighbourhood);
    for Read { area, parent: spot, .. } in rows {
        let named = area.parent.as_ref().and_then(|parent| areas.find(parent.as_str(), spot));
        if area.parent.is_some() && named.is_none() {
            continue;
        }
        if let Some(round) = circle(&area.code, &parents) {
            spot.raise(
                format_args!("parents go round in a circle: {round}"),
                format_args!("Give one of them a parent outside the circle."),
            );
            continue;
        }
        let parent = named.map(|named| named.about);
        let wanted = match area.kind {
            AreaType::City | AreaType::Comparator if area.parent.is_none() => continue,
            AreaType::City | AreaType::Comparator => "no parent: leave it blank",
            AreaType::Neighbourhood if matches!(parent, Some(Some(AreaType::City) | None)) => continue,
            AreaType::Ward if matches!(parent, Some(Some(AreaType::Neighbourhood) | None)) => continue,
            AreaType::Ward if parent == Some(Some(AreaType::City)) && (!any_neighbourhood || area.valid_to.is_some()) => continue,
            AreaType::Ward if any_neighbourhood => "a neighbourhood as its parent",
            AreaType::Neighbourhood | AreaType::Ward => "the city as its parent",
        };
        spot.raise(format_args!("the parent of `{}` will not do", area.code), format_args!("This type of area has {wanted}."));
    }
}

/// The circle of parents that an area lies on, as `a → b → a`; none if it lies on none of 64 steps or fewer.
fn circle(code: &AreaCode, parents: &BTreeMap<&AreaCode, &AreaCode>) -> Option<String> {
    let mut path = code.to_string();
    let mut at = code;
    for _ in 0..64 {
        at = parents.get(at)?;
        path = format!("{path} → {at}");
        if at == code {
            return Some(path);
        }
    }
    None
}
