//! The sentence that comes first.

use domain::view::lead::{Lead, Tone};
use leptos::prelude::*;

/// The sentence that comes first.
pub fn lead_sentence(lead: &Lead) -> AnyView {
    let run = |(tone, text): &(Tone, String)| {
        let text = text.clone();
        match tone {
            Tone::Plain => view! { <span>{text}</span> }.into_any(),
            Tone::Strong => view! { <strong>{text}</strong> }.into_any(),
            Tone::Mine => view! { <mark>{text}</mark> }.into_any(),
        }
    };
    view! { <p class="lead">{lead.0.iter().map(run).collect_view()}</p> }.into_any()
}
