//! Finding an area by its name, its code or a postcode, and a measure by its title.

use std::collections::BTreeSet;

use domain::{
    area::{Area, AreaType},
    search::{self, is_postcode},
    view::lead::capital,
};

use super::{Asked, former};
use crate::{
    components::noted,
    markup::{Element, el, link},
    page::Page,
};

/// What answers a search.
pub(super) fn page(asked: &Asked) -> Page {
    let typed = asked.part("q");
    let (areas, measures) = (areas(asked, &typed), measures(asked, &typed));
    let ward = &asked.site.words.ward.0;
    let sentence = sentence(asked, &typed, !areas.is_empty() || !measures.is_empty());
    let measures = (!measures.is_empty()).then(|| [el("h2").with("Measures"), el("ul").class("plain").all(measures)]);
    let body = el("div")
        .class("page narrow")
        .with(el("h1").with("Find"))
        .with(form(ward, typed))
        .with(el("p").attr("role", "status").with(sentence))
        .with((!areas.is_empty()).then(|| el("ul").class("plain").all(areas)))
        .with(measures)
        .with(el("p").with(link("/areas", format!("Every {ward} on a map and in a list"))));
    Page::new("Find", body)
}

fn form(ward: &str, typed: String) -> Element {
    let field = el("input").attr("name", "q").attr("type", "search").attr("maxlength", "100").attr("value", typed);
    el("form")
        .class("finder")
        .attr("action", "/find")
        .attr("method", "get")
        .with(el("label").with(format!("Name of a {ward}, a postcode, or a measure ")).with(field))
        .with(el("button").attr("type", "submit").with("Find"))
}

/// A postcode without spaces, in capitals.
fn squeezed(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

fn areas(asked: &Asked, typed: &str) -> Vec<Element> {
    let catalogue = asked.catalogue;
    let postcode = squeezed(typed);
    let mut areas: Vec<&Area> = Vec::new();
    if is_postcode(&postcode) {
        let fits =
            asked.council.postcodes.iter().filter(|known| postcode.starts_with(&known.postcode) || known.postcode.starts_with(&postcode));
        areas.extend(fits.filter_map(|known| catalogue.areas.iter().find(|area| area.code == known.area)));
    }
    areas.extend(catalogue.areas.iter().filter(|area| area.code.as_str().eq_ignore_ascii_case(typed.trim())));
    let known = catalogue.areas.iter().filter(|area| area.kind != AreaType::Comparator);
    areas.extend(search::find(typed, known, |area| area.name.as_str(), 8));
    let mut seen = BTreeSet::new();
    areas.retain(|area| seen.insert(&area.code));
    let found = areas.into_iter().take(10);
    let found = found.map(|area| noted(&area.name, &format!("/areas/{}", area.code), &capital(&catalogue.words.area(area.kind).0)));
    found.chain(former_areas(asked, typed)).collect()
}

/// Areas that are no longer, by name or code, and areas of today by a code that they had.
fn former_areas(asked: &Asked, typed: &str) -> Vec<Element> {
    let code = typed.trim().to_uppercase();
    let renamed = asked.council.lineage.now(&code).and_then(|now| asked.council.area(now));
    let renamed =
        renamed.map(|area| noted(&area.name, &format!("/areas/{}", area.code), &format!("The code {code} was replaced by {}", area.code)));
    let known = || former::all(asked.council, asked.catalogue.published);
    let mut found: Vec<&Area> = known().filter(|area| area.code.as_str().eq_ignore_ascii_case(&code)).collect();
    found.extend(search::find(typed, known(), |area| area.name.as_str(), 4));
    found.dedup_by(|one, two| one.code == two.code);
    // Many have the name of an area of today, which leads elsewhere.
    let named = |area: &Area| format!("{} ({})", area.name, former::word(asked, area.kind).to_lowercase());
    let found = found.into_iter().map(|area| el("li").with(link(format!("/areas/{}", area.code), named(area))));
    renamed.into_iter().chain(found).collect()
}

fn measures(asked: &Asked, typed: &str) -> Vec<Element> {
    let found = search::find(typed, asked.catalogue.measures.iter(), |measure| measure.title.as_str(), 6);
    found.into_iter().map(|measure| el("li").with(link(format!("/measures/{}", measure.code), &measure.title))).collect()
}

/// Says what has been found, or what to try instead.
fn sentence(asked: &Asked, typed: &str, found: bool) -> String {
    let ward = &asked.site.words.ward.0;
    match (is_postcode(&squeezed(typed)), asked.council.postcodes.is_empty()) {
        _ if typed.trim().is_empty() => format!("Type the name of a {ward}, or a measure."),
        _ if found => format!("For “{typed}”:"),
        (true, true) => format!("This council has not added a postcode lookup yet. Type the name of a {ward} instead."),
        (true, false) => format!("“{typed}” is not a postcode in {}. Check it, or type the name of a {ward}.", asked.site.place),
        (false, _) => format!("Nothing is called anything like “{typed}”. Check the spelling, or look through the list."),
    }
}
