//! The city at a glance.

use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{error::ApiError, wire::Packed};

/// The city at a glance.
#[server(prefix = "/api/view", endpoint = "home", input = GetUrl)]
pub async fn home(subject: String, query: String) -> Result<Packed, ApiError> {
    let shown = super::shown()?;
    super::finish(crate::draw::home(&*shown.release, shown.today, &subject, &query))
}
