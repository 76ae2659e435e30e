//! One measure in full.

use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{error::ApiError, wire::Packed};

/// One measure in full.
#[server(prefix = "/api/view", endpoint = "measure", input = GetUrl)]
pub async fn measure(subject: String, query: String) -> Result<Packed, ApiError> {
    let shown = super::shown()?;
    super::finish(crate::draw::measure(&*shown.release, shown.today, &subject, &query))
}
