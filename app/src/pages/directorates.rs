//! Every directorate.

use domain::view::lead::capital;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    live::opened,
    serverfns::{self, Outlines},
    site::Site,
};

/// Every directorate.
#[component]
pub fn DirectoratesPage() -> impl IntoView {
    let outlines = opened::<Outlines>(Memo::new(|_| <(String, String)>::default()), |_, _| Box::pin(serverfns::themes()));
    let words = expect_context::<Site>().words.directorate;
    let heading = capital(&words.1);
    view! {
        <Title text=heading.clone() />
        <div class="page">
            <h1>{heading}</h1>
            <p class="lead">{format!("Who answers for what: open a {} to see its measures, those off target first.", words.0)}</p>
            <Transition>{move || outlines.get().and_then(Result::ok).map(|known| list(&known))}</Transition>
        </div>
    }
}

fn list(known: &Outlines) -> AnyView {
    let items = known.directorates.iter().map(|(code, name, lead, services, measures)| {
        view! {
            <li>
                <a class="title" href=format!("/directorates/{code}")>{name.clone()}</a>
                <span class="note">{lead.clone()}</span>
                <span class="note">{domain::format::joined(services)}</span>
                <span class="note">{domain::format::plural(*measures as u64, ("measure", "measures"))}</span>
            </li>
        }
    });
    view! { <ul class="cards">{items.collect_view()}</ul> }.into_any()
}
