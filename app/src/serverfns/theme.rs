//! The live part of a theme's page.

use domain::view::theme::ThemeView;
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{error::ApiError, wire::Wire};

/// The live part of a theme's page.
#[server(prefix = "/api/view", endpoint = "theme", input = GetUrl)]
pub async fn theme(subject: String, query: String) -> Result<Wire<ThemeView>, ApiError> {
    let shown = super::shown()?;
    super::finish(crate::draw::theme(&*shown.release, shown.today, &subject, &query)).map(Wire)
}
