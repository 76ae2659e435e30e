//! A rating: word, shape and colour, always together.

use domain::view::row::Rated;
use leptos::prelude::*;

/// The shape of a rating: disc with a tick, triangle, diamond with a cross, dashed ring.
pub fn rating_shape(class: &str) -> AnyView {
    let drawing = match class {
        "on-target" => view! { <circle cx="8" cy="8" r="7" /><path class="cut" d="M4.6 8.2 7 10.6l4.4-5" /> }.into_any(),
        "near-target" => view! { <path d="M8 1.2 15.2 14H.8Z" /><path class="cut" d="M8 5.8v4M8 11.4v1" /> }.into_any(),
        "off-target" => view! { <path d="M8 .6 15.4 8 8 15.4.6 8Z" /><path class="cut" d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" /> }.into_any(),
        _ => view! { <circle class="ring" cx="8" cy="8" r="6.2" /> }.into_any(),
    };
    view! { <svg class=format!("shape {class}") viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">{drawing}</svg> }
    .into_any()
}

/// A rating with its reason, and the change beside it.
pub fn rating(rated: &Rated, (arrow, words): &(String, String)) -> AnyView {
    view! {
        <p class=format!("rating {}", rated.class)>
            {rating_shape(&rated.class)}
            <span class="rating-word">{rated.word.clone()}</span>
        </p>
        <p class="why">{rated.why.clone()}</p>
        <p class="change"><span aria-hidden="true">{arrow.clone()}</span> " " {words.clone()}</p>
    }
    .into_any()
}
