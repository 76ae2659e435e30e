//! A directorate's dashboard.

use domain::view::directorate::DirectorateView;
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{error::ApiError, wire::Wire};

/// A directorate's dashboard.
#[server(prefix = "/api/view", endpoint = "directorate", input = GetUrl)]
pub async fn directorate(subject: String, query: String) -> Result<Wire<DirectorateView>, ApiError> {
    let shown = super::shown()?;
    super::finish(crate::draw::directorate(&*shown.release, shown.today, &subject, &query)).map(Wire)
}
