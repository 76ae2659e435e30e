//! The page of all areas.

use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{error::ApiError, wire::Packed};

/// The page of all areas.
#[server(prefix = "/api/view", endpoint = "places", input = GetUrl)]
pub async fn places(subject: String, query: String) -> Result<Packed, ApiError> {
    let shown = super::shown()?;
    super::finish(crate::draw::places(&*shown.release, shown.today, &subject, &query))
}
