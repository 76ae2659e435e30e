//! What pages share: a live view inside a page, its errors, its announcement.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{error::ApiError, site::PageStatus};

/// Draws a live view; what is wrong with the address; or that the page is coming.
#[component]
pub fn LivePage<V, D, T>(
    /// The view.
    view: Signal<Option<Result<V, ApiError>>>,
    /// Its title.
    title: fn(&V) -> String,
    /// What a screen reader is told when it changes.
    announce: fn(&V) -> String,
    /// How it is drawn.
    draw: D,
) -> impl IntoView
where
    V: Clone + Send + Sync + 'static,
    D: Fn(V) -> T + Copy + Send + Sync + 'static,
    T: IntoView + 'static,
{
    // Nothing is announced until something has changed: a page that has just loaded speaks for itself.
    let announcement = RwSignal::new(String::new());
    Effect::new(move |before: Option<String>| {
        let now = view.with(|view| view.as_ref().and_then(|view| view.as_ref().ok()).map(announce)).unwrap_or_default();
        if before.is_some_and(|before| !before.is_empty() && before != now) {
            announcement.set(now.clone());
        }
        now
    });
    view! {
        <p class="unseen" role="status" aria-live="polite">{announcement}</p>
        <Transition fallback=|| view! { <p class="loading">"Fetching the figures…"</p> }>
            {move || {
                view.get().map(|found| match found {
                    Ok(found) => view! { <Title text=title(&found) />{draw(found)} }.into_any(),
                    Err(error) => view! { <Wrong error /> }.into_any(),
                })
            }}
        </Transition>
    }
}

/// A page that says what is wrong, and offers the nearest that is right.
#[component]
pub fn Wrong(
    /// What is wrong.
    error: ApiError,
) -> impl IntoView {
    if let Some(status) = use_context::<PageStatus>() {
        status.set(error.status());
    }
    let (heading, nearest) = match &error {
        ApiError::NotFound { nearest, .. } => ("Not found", nearest.clone()),
        ApiError::BadRequest { nearest, .. } => ("That address is not quite right", nearest.clone()),
        ApiError::Unreachable | ApiError::Internal => ("This page could not be shown", Vec::new()),
    };
    let links = nearest.iter().map(|(label, href)| view! { <li><a href=href.clone()>{label.clone()}</a></li> });
    let offered = (!nearest.is_empty()).then(|| view! { <p>"Did you mean:"</p><ul>{links.collect_view()}</ul> });
    view! {
        <Title text=heading />
        <div class="page narrow">
            <h1>{heading}</h1>
            <p class="lead">{format!("{}.", error.to_string().trim_end_matches('.'))}</p>
            {offered}
            <p><a href="/">"Start from the city at a glance"</a></p>
        </div>
    }
}
