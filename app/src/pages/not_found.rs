//! There is no such page.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{components::page::Wrong, error::ApiError};

/// There is no such page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    let nearest = [("Areas", "/areas"), ("Themes", "/themes"), ("Measures", "/measures")];
    let nearest = nearest.map(|(label, href)| (label.to_owned(), href.to_owned())).to_vec();
    view! { <Wrong error=ApiError::NotFound { what: "page".to_owned(), given: path.chars().take(80).collect(), nearest } /> }
}
