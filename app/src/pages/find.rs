//! What answers a search.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::{
    live::opened,
    serverfns::{self, Found},
    site::Site,
};

/// What answers a search.
#[component]
pub fn FindPage() -> impl IntoView {
    let query = use_query_map();
    let found = opened::<Found>(Memo::new(move |_| (query.read().get("q").unwrap_or_default(), String::new())), |typed, _| {
        Box::pin(serverfns::find(typed))
    });
    let site = StoredValue::new(expect_context::<Site>());
    view! {
        <Title text="Find" />
        <Transition>{move || found.get().and_then(Result::ok).map(|found| body(&found, &site.read_value()))}</Transition>
    }
}

fn body(found: &Found, site: &Site) -> AnyView {
    let ward = site.words.ward.0.clone();
    let areas = found.areas.iter().map(|(name, what, href)| view! { <li><a class="title" href=href.clone()>{name.clone()}</a> " " <span class="note">{what.clone()}</span></li> });
    let measures = found.measures.iter().map(|(title, href)| view! { <li><a href=href.clone()>{title.clone()}</a></li> });
    let sentence = match (found.areas.len() + found.measures.len(), found.postcode, found.has_postcodes) {
        _ if found.typed.trim().is_empty() => format!("Type the name of a {ward}, or a measure."),
        (0, true, false) => format!("This council has not added a postcode lookup yet. Type the name of a {ward} instead."),
        (0, true, true) => format!("“{}” is not a postcode in {}. Check it, or type the name of a {ward}.", found.typed, site.place),
        (0, false, _) => format!("Nothing is called anything like “{}”. Check the spelling, or look through the list.", found.typed),
        _ => format!("For “{}”:", found.typed),
    };
    let measures = (!found.measures.is_empty()).then(|| view! { <h2>"Measures"</h2><ul class="plain">{measures.collect_view()}</ul> });
    view! {
        <div class="page narrow">
            <h1>"Find"</h1>
            <form class="finder" action="/find" method="get">
                <label>{format!("Name of a {ward}, a postcode, or a measure")} <input name="q" type="search" maxlength="100" value=found.typed.clone() /></label>
                <button type="submit">"Find"</button>
            </form>
            <p role="status">{sentence}</p>
            <ul class="plain">{areas.collect_view()}</ul>
            {measures}
            <p><a href="/areas">{format!("Every {ward} on a map and in a list")}</a></p>
        </div>
    }
    .into_any()
}
