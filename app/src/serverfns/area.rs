//! An area's dashboard.

use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{error::ApiError, wire::Packed};

/// An area's dashboard.
#[server(prefix = "/api/view", endpoint = "area", input = GetUrl)]
pub async fn area(subject: String, query: String) -> Result<Packed, ApiError> {
    let shown = super::shown()?;
    super::finish(crate::draw::area(&*shown.release, shown.today, &subject, &query))
}
