//! What a plan promises under a theme: its text, which no filter changes.

use domain::plan::Theme;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{error::ApiError, wire::Packed};

/// What a plan promises under a theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Promises {
    /// The theme in full.
    pub theme: Theme,
    /// The plan's title and where it was read.
    pub plan: (String, String),
    /// Titles of the measures promised, by code.
    pub titles: Vec<(String, String)>,
}

/// What a plan promises under a theme.
#[server(prefix = "/api/view", endpoint = "promise", input = GetUrl)]
pub async fn theme_promise(slug: String) -> Result<Packed, ApiError> {
    let shown = super::shown()?;
    let council = &shown.release.council;
    let found = slug.parse().ok().and_then(|code| council.theme(&code));
    let (plan, theme) = found.ok_or_else(|| crate::draw::no_theme(&shown.release.catalogue, &slug))?;
    let codes = theme.promises.iter().flat_map(|promise| &promise.measures);
    let titles = codes.filter_map(|code| Some((code.to_string(), council.measure(code)?.title.clone())));
    Packed::new(&Promises { theme: theme.clone(), plan: (plan.title.clone(), plan.source.clone()), titles: titles.collect() })
}
