//! An area that is no longer: what it was, and what is in its place. No figure of it is joined to one of today's.

use domain::{
    NaiveDate,
    area::{Area, AreaType},
    code::AreaCode,
    council::Council,
    period::long_date,
    view::lead::capital,
};

use super::Asked;
use crate::{
    components::{crumbs::crumbs, noted},
    markup::{Element, el, link},
    page::Page,
};

/// The areas that are no longer, on the day that a release was published.
pub(super) fn all(council: &Council, day: NaiveDate) -> impl Iterator<Item = &Area> {
    council.areas.iter().filter(move |area| area.former(day))
}

/// `Former ward`.
pub(super) fn word(asked: &Asked, kind: AreaType) -> String {
    format!("Former {}", asked.catalogue.words.area(kind).0)
}

/// The page of an area that is no longer; none where the path is not of one.
pub(super) fn page(asked: &Asked, path: &str) -> Option<Page> {
    let code = path.strip_prefix("/areas/")?.trim_end_matches('/').parse::<AreaCode>().ok()?;
    let area = all(asked.council, asked.catalogue.published).find(|area| area.code == code)?;
    let kind = capital(&word(asked, area.kind).to_lowercase());
    let up = domain::view::area::Link { label: "Areas".to_owned(), href: "/areas".to_owned() };
    let body = el("div")
        .class("page narrow prose")
        .with(crumbs(&[up], &area.name))
        .with(el("h1").with(&area.name))
        .with(el("p").class("facts").with(format!("{kind} · {} · {}", area.code, area.boundary_set)))
        .with(el("p").class("lead").with(lead(asked, area)))
        .with(area.note.as_ref().map(|note| el("p").with(note)))
        .with(now(asked, area));
    Some(Page::new(format!("{} ({kind})", area.name), body))
}

fn lead(asked: &Asked, area: &Area) -> String {
    let (one, _) = asked.catalogue.words.area(area.kind);
    let from = area.valid_from.map(|day| format!("from {} ", long_date(day))).unwrap_or_default();
    let to = area.valid_to.map(long_date).unwrap_or_default();
    let since = area.valid_to.and_then(|last| last.succ_opt()).map(long_date).unwrap_or_default();
    format!("{} was a {one} {from}until {to}. Since {since} other boundaries are in force, and it has no figures here.", area.name)
}

/// What is in its place.
fn now(asked: &Asked, area: &Area) -> Vec<Element> {
    let (one, many) = asked.catalogue.words.area(area.kind);
    let known = |code: &AreaCode| asked.catalogue.areas.iter().find(|area| area.code == *code);
    let successors: Vec<&Area> = asked.council.lineage.successors(&area.code).iter().filter_map(known).collect();
    let same = asked.catalogue.areas.iter().find(|other| other.kind == area.kind && other.name == area.name);
    let why = format!(
        "Figures for a {one} belong to its boundaries. Those of {} are not joined to those of any {one} of today: a difference between them could be one between places, not between years.",
        area.name
    );
    let mut parts = vec![el("h2").with("Why no figures are joined"), el("p").with(why)];
    if let Some(same) = same {
        let words = format!(" is the name of one of today’s {many} too. It is not the same place.");
        parts.push(el("p").with(link(format!("/areas/{}", same.code), &same.name)).with(words));
    }
    if !successors.is_empty() {
        let word = capital(one);
        let links = successors.iter().map(|area| noted(&area.name, &format!("/areas/{}", area.code), &word));
        parts.push(el("h2").with(format!("The {many} in its place now")));
        parts.push(el("ul").class("plain").all(links));
    }
    parts.push(el("p").with(link("/areas", format!("Every {one} of today, on a map and in a list"))));
    parts
}
