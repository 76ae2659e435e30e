//! The live part of a theme's page.

use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{error::ApiError, wire::Packed};

/// The live part of a theme's page.
#[server(prefix = "/api/view", endpoint = "theme", input = GetUrl)]
pub async fn theme(subject: String, query: String) -> Result<Packed, ApiError> {
    let shown = super::shown()?;
    super::finish(crate::draw::theme(&*shown.release, shown.today, &subject, &query))
}
