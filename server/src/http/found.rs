//! Being found and cited: what the heads of pages tell, the map of the site, and citations (ADR 32).

pub(super) mod cite;
mod data;
pub(super) mod map;

use app::{
    head::{Told, elements},
    markup::Element,
    page::Page,
    site::Site,
};
use serde_json::Value;

use super::state::State;

/// The path of the picture of the whole site.
const CARD: &str = "/card.png";

/// What the head of a page says beside its title. `more`: what programs read of it beside what is read of any page.
pub(super) fn head(state: &State, site: &Site, page: &Page, address: (&str, &str), more: Vec<Value>) -> Vec<Element> {
    let (path, _) = address;
    // Of a release apart programs are told nothing: the living page is the one that is known.
    let data = if state.apart.is_some() || page.status != 200 { Vec::new() } else { data::of_page(state, site, page, path) };
    let data: Vec<String> = data.into_iter().chain(more).map(|one| one.to_string()).collect();
    let below = state.apart.as_ref().map(|(apart, _)| apart.prefix.as_str());
    elements(page, site, Told { address, below, card: &card(state, path), data: &data })
}

/// What programs read of everything as files: the same as is in `dataset.jsonld`.
pub(super) fn dataset(state: &State, site: &Site, files: &[open_data::File]) -> Value {
    open_data::dataset(&data::about(state, site), &state.release, files)
}

/// The path of the picture of a page: that of its measure or area, where the release has it; else that of the site.
fn card(state: &State, path: &str) -> String {
    let catalogue = &state.release.catalogue;
    let mut parts = path.trim_start_matches('/').split('/');
    let known = match (parts.next(), parts.next()) {
        // One that only an earlier release has, has none now.
        _ if state.apart.is_some() => None,
        (Some("measures"), Some(code)) => {
            code.parse().ok().filter(|code| catalogue.measure_index(code).is_some()).map(|code| format!("/measures/{code}{CARD}"))
        }
        (Some("areas"), Some(code)) => {
            code.parse().ok().filter(|code| catalogue.area_index(code).is_some()).map(|code| format!("/areas/{code}{CARD}"))
        }
        _ => None,
    };
    known.unwrap_or_else(|| CARD.to_owned())
}
