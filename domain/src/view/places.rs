//! All areas: the map, the list by neighbourhood, and the table.

use super::{
    Scene,
    area::Link,
    bar::{Bar, Choice, Choices, Control, Parts, bar},
    figure::value_text,
    map::{Map, map},
    row::carry,
};
use crate::{
    area::AreaType,
    filter::{Filter, Resolved},
};

/// A neighbourhood and its wards, each with its figure.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceGroup {
    /// The neighbourhood; none for wards that lie in none.
    pub head: Option<(Link, String)>,
    /// Wards and their figures.
    pub places: Vec<(Link, String)>,
}

/// All areas.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacesView {
    /// The filter bar, with the measure as one more control.
    pub bar: Bar,
    /// The map.
    pub map: Option<Map>,
    /// Areas by neighbourhood.
    pub groups: Vec<PlaceGroup>,
    /// Other councils' areas.
    pub comparators: Vec<(Link, String)>,
    /// The measure shown: its title and page.
    pub measure: Option<Link>,
    /// Whether the grouping into neighbourhoods is made up.
    pub grouping_illustrative: bool,
    /// What a screen reader is told when something changes.
    pub announcement: String,
}

/// All areas, coloured by the measure chosen, or the first of the plan in force that has figures for wards.
pub fn places_view(scene: &Scene, filter: &Filter, chosen: &Resolved) -> PlacesView {
    let catalogue = &scene.catalogue;
    let city = catalogue.city();
    let small = |at: u16| scene.measure(at).levels.contains(&AreaType::Ward) && scene.spread.period(at).is_some();
    let of_plan = catalogue.plans.get(chosen.plan).into_iter().flat_map(|plan| &plan.themes).flat_map(|theme| &theme.measures).copied();
    let shown = chosen.measure.or_else(|| of_plan.into_iter().find(|&at| small(at)));
    let map = shown.and_then(|measure| map(scene, measure, city, filter, chosen));
    let figure = |area: u16| {
        let Some(measure) = shown else { return String::new() };
        match scene.shown(measure, chosen.group, area) {
            Ok(value) => value_text(value, scene.measure(measure)),
            Err(why) => why.to_owned(),
        }
    };
    let place = |area: u16| {
        let known = &catalogue.areas[usize::from(area)];
        let href = filter.with(carry).href(&format!("/areas/{}", known.code));
        (Link { label: known.name.clone(), href }, figure(area))
    };
    let mut groups: Vec<PlaceGroup> = catalogue
        .areas_of(AreaType::Neighbourhood)
        .map(|at| PlaceGroup { head: Some(place(at)), places: catalogue.children(at).map(place).collect() })
        .collect();
    let alone: Vec<(Link, String)> =
        catalogue.children(city).filter(|&at| catalogue.areas[usize::from(at)].kind == AreaType::Ward).map(place).collect();
    if !alone.is_empty() {
        groups.push(PlaceGroup { head: None, places: alone });
    }
    let mut controls = bar(catalogue, "/areas", city, filter, chosen, Parts { compare: false, plan: true, rating: false });
    controls.controls.retain(|control| control.name != "against" && control.name != "comparator");
    controls.controls.insert(0, measures(scene, filter, chosen, shown));
    PlacesView {
        bar: controls,
        announcement: map.as_ref().map(|map| format!("{}. {}", map.title, map.sentence)).unwrap_or_default(),
        measure: shown.map(|at| {
            let measure = scene.measure(at);
            Link { label: measure.title.clone(), href: filter.with(carry).href(&format!("/measures/{}", measure.code)) }
        }),
        comparators: catalogue.areas_of(AreaType::Comparator).map(place).collect(),
        grouping_illustrative: catalogue.areas_of(AreaType::Neighbourhood).any(|at| catalogue.areas[usize::from(at)].illustrative),
        map,
        groups,
    }
}

/// The control that chooses the measure, theme by theme.
fn measures(scene: &Scene, filter: &Filter, chosen: &Resolved, shown: Option<u16>) -> Control {
    let catalogue = &scene.catalogue;
    let themes = catalogue.plans.get(chosen.plan).map_or(&[][..], |plan| &plan.themes);
    let sections = themes.iter().map(|theme| Choices {
        heading: theme.short.clone(),
        choices: theme
            .measures
            .iter()
            .filter(|&&at| scene.measure(at).levels.contains(&AreaType::Ward))
            .map(|&at| {
                let measure = scene.measure(at);
                let query = filter.with(|f| f.measure = Some(measure.code.clone())).to_string();
                Choice { label: measure.title.clone(), query, chosen: shown == Some(at) }
            })
            .collect(),
    });
    Control {
        name: "measure".into(),
        label: "Measure".into(),
        current: shown.map(|at| scene.measure(at).title.clone()).unwrap_or_default(),
        set: chosen.measure.is_some(),
        sections: sections.filter(|section| !section.choices.is_empty()).collect(),
    }
}
