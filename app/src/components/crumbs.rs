//! The way up.

use domain::view::area::Link;
use leptos::prelude::*;

/// The way up from a page: links, then where one is.
pub fn crumbs(trail: &[Link], here: &str) -> AnyView {
    let links = trail.iter().map(|link| view! { <li><a href=link.href.clone()>{link.label.clone()}</a></li> });
    view! {
        <nav class="crumbs" aria-label="Up from here">
            <ol>
                {links.collect_view()}
                <li aria-current="page">{here.to_owned()}</li>
            </ol>
        </nav>
    }
    .into_any()
}
