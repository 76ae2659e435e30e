//! Finding an area by its name or a postcode.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{error::ApiError, wire::Packed};

/// What answers a search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// What was typed.
    pub typed: String,
    /// Areas: name, what it is, its page.
    pub areas: Vec<(String, String, String)>,
    /// Measures: title and page.
    pub measures: Vec<(String, String)>,
    /// Whether what was typed looks like a postcode.
    pub postcode: bool,
    /// Whether the council has a postcode lookup.
    pub has_postcodes: bool,
}

/// Areas and measures that answer what was typed.
#[server(prefix = "/api/view", endpoint = "find", input = GetUrl)]
pub async fn find(typed: String) -> Result<Packed, ApiError> {
    use domain::{
        area::AreaType,
        search::{self, is_postcode},
    };

    let shown = super::shown()?;
    let (catalogue, council) = (&shown.release.catalogue, &shown.release.council);
    let typed: String = typed.chars().take(100).collect();
    let squeezed: String = typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    let by_postcode = council
        .postcodes
        .iter()
        .filter(|known| is_postcode(&squeezed) && (squeezed.starts_with(&known.postcode) || known.postcode.starts_with(&squeezed)))
        .filter_map(|known| catalogue.areas.iter().find(|area| area.code == known.area));
    let mut areas: Vec<_> = by_postcode.collect();
    let by_code = catalogue.areas.iter().filter(|area| area.code.as_str().eq_ignore_ascii_case(typed.trim()));
    areas.extend(by_code);
    let known = catalogue.areas.iter().filter(|area| area.kind != AreaType::Comparator);
    areas.extend(search::find(&typed, known, |area| area.name.as_str(), 8));
    let mut seen = std::collections::BTreeSet::new();
    areas.retain(|area| seen.insert(&area.code));
    areas.truncate(10);
    let areas = areas.into_iter().map(|area| {
        let word = domain::view::lead::capital(&catalogue.words.area(area.kind).0);
        (area.name.clone(), word, format!("/areas/{}", area.code))
    });
    let measures = search::find(&typed, catalogue.measures.iter(), |measure| measure.title.as_str(), 6);
    Packed::new(&Found {
        areas: areas.collect(),
        measures: measures.into_iter().map(|measure| (measure.title.clone(), format!("/measures/{}", measure.code))).collect(),
        postcode: is_postcode(&squeezed),
        has_postcodes: !council.postcodes.is_empty(),
        typed,
    })
}
