//! The wards most like one, on its dashboard.

use super::{Scene, area::Link, row::carry};
use crate::{
    area::AreaType,
    filter::{Filter, MAX_COMPARED},
};

/// The wards most like one.
#[derive(Debug, Clone, PartialEq)]
pub struct Like {
    /// Their dashboards, nearest first; none where there is no list.
    pub wards: Vec<Link>,
    /// This dashboard with all of them compared.
    pub compare: String,
    /// The page that says how they were found.
    pub page: String,
    /// Whether any figure that the list rests on is made up.
    pub made_up: bool,
}

/// The wards most like an area; none where it is not a ward, or the council has no recipe.
pub(super) fn like(scene: &Scene, area: u16, filter: &Filter) -> Option<Like> {
    let catalogue = &scene.catalogue;
    let likes = catalogue.alike.as_ref()?;
    let place = &catalogue.areas[usize::from(area)];
    let list = likes.lists.get(usize::from(area)).filter(|_| place.kind == AreaType::Ward)?;
    let known = || list.iter().map(|&at| &catalogue.areas[usize::from(at)]);
    let path = format!("/areas/{}", place.code);
    Some(Like {
        wards: known()
            .map(|other| Link { label: other.name.clone(), href: filter.with(carry).href(&format!("/areas/{}", other.code)) })
            .collect(),
        compare: filter.with(|f| f.compare = known().take(MAX_COMPARED).map(|other| other.code.clone()).collect()).href(&path),
        page: format!("{path}/alike"),
        made_up: likes.made_up,
    })
}
