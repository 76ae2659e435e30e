//! Measures that answer a search.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{error::ApiError, wire::Packed};

/// Measures that answer a search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeasureList {
    /// What was typed.
    pub typed: String,
    /// The theme chosen, by code.
    pub theme: String,
    /// Themes to choose from: code and title.
    pub themes: Vec<(String, String)>,
    /// Measures: code, title, unit, directorate, newest figure, whether made up.
    pub measures: Vec<Listed>,
    /// How many there are in all.
    pub all: usize,
}

/// A measure in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    /// Code.
    pub code: String,
    /// Title.
    pub title: String,
    /// Unit.
    pub unit: String,
    /// Directorate.
    pub directorate: String,
    /// What it is broken down by.
    pub breakdowns: String,
    /// When its newest figure ends.
    pub newest: String,
    /// Whether its figures are made up.
    pub illustrative: bool,
}

/// Measures that answer a search.
#[server(prefix = "/api/view", endpoint = "measures", input = GetUrl)]
pub async fn measures(query: String) -> Result<Packed, ApiError> {
    use domain::{filter::decode, search};

    let shown = super::shown()?;
    let catalogue = &shown.release.catalogue;
    let part = |name: &str| {
        let mut parts = query.trim_start_matches('?').split('&').filter_map(|part| part.split_once('='));
        parts.find(|(key, _)| *key == name).map(|(_, value)| decode(value).chars().take(100).collect::<String>()).unwrap_or_default()
    };
    let (typed, theme) = (part("q"), part("theme"));
    let themes = || catalogue.plans.iter().flat_map(|plan| &plan.themes);
    let within = match theme.as_str() {
        "" => None,
        slug => {
            let found = slug.parse().ok().and_then(|code| catalogue.theme(&code)).map(|(_, theme)| &theme.measures);
            Some(found.ok_or_else(|| crate::draw::no_theme(catalogue, slug))?)
        }
    };
    let all = (0..).zip(&catalogue.measures).filter(|(at, _)| within.is_none_or(|within| within.contains(at)));
    let found: Vec<_> =
        if typed.trim().is_empty() { all.collect() } else { search::find(&typed, all, |(_, measure)| measure.title.as_str(), 100) };
    let listed = found.into_iter().map(|(at, measure): (u16, _)| {
        let span = &catalogue.spans[usize::from(at)];
        let breakdowns = catalogue.characteristics.iter().filter(|c| measure.breakdowns.contains(&c.code));
        Listed {
            code: measure.code.to_string(),
            title: measure.title.clone(),
            unit: domain::view::row::unit(measure),
            directorate: catalogue.directorate(&measure.directorate).map(|d| d.name.clone()).unwrap_or_default(),
            breakdowns: domain::format::joined(&breakdowns.map(|c| c.name.to_lowercase()).collect::<Vec<_>>()),
            newest: span.periods.last().map(|&at| catalogue.periods[usize::from(at)].until()).unwrap_or_default(),
            illustrative: span.illustrative,
        }
    });
    Packed::new(&MeasureList {
        measures: listed.collect(),
        themes: themes().map(|theme| (theme.code.to_string(), theme.title.clone())).collect(),
        all: catalogue.measures.len(),
        typed,
        theme,
    })
}
