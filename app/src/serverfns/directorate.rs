//! A directorate's dashboard.

use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{error::ApiError, wire::Packed};

/// A directorate's dashboard.
#[server(prefix = "/api/view", endpoint = "directorate", input = GetUrl)]
pub async fn directorate(subject: String, query: String) -> Result<Packed, ApiError> {
    let shown = super::shown()?;
    super::finish(crate::draw::directorate(&*shown.release, shown.today, &subject, &query))
}
