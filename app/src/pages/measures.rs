//! Every measure, to search and narrow.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::{
    components::{page::Wrong, row::made_up},
    live::opened,
    serverfns::{self, MeasureList},
};

/// Every measure, to search and narrow.
#[component]
pub fn MeasuresPage() -> impl IntoView {
    let search = use_location().search;
    let found = opened::<MeasureList>(Memo::new(move |_| (search.get(), String::new())), |query, _| Box::pin(serverfns::measures(query)));
    view! {
        <Title text="Measures" />
        <Transition>{move || {
            found.get().map(|found| match found {
                Ok(found) => body(&found).into_any(),
                Err(error) => view! { <Wrong error /> }.into_any(),
            })
        }}</Transition>
    }
}

fn body(found: &MeasureList) -> AnyView {
    let themes = found.themes.iter().map(|(code, title)| {
        view! { <option value=code.clone() selected=*code == found.theme>{title.clone()}</option> }
    });
    let rows = found.measures.iter().map(|measure| {
        view! {
            <tr>
                <th scope="row"><a class="title" href=format!("/measures/{}", measure.code)>{measure.title.clone()}</a><span class="note">{measure.unit.clone()}</span></th>
                <td>{measure.directorate.clone()}</td>
                <td>{measure.breakdowns.clone()}</td>
                <td>{measure.newest.clone()} " " {measure.illustrative.then(made_up)}</td>
            </tr>
        }
    });
    let empty = found.measures.is_empty().then(|| {
        view! { <p class="empty">{format!("No measure is called anything like “{}”. ", found.typed)}<a href="/measures">"Show all"</a></p> }
    });
    view! {
        <div class="page">
            <h1>"Measures"</h1>
            <p class="lead">{format!("{} of {}", found.measures.len(), domain::format::plural(found.all as u64, ("measure", "measures")))}</p>
            <form class="finder" method="get" action="/measures">
                <label>"Title" <input type="search" name="q" value=found.typed.clone() maxlength="100" /></label>
                <label>"Theme" <select name="theme"><option value="">"All themes"</option>{themes.collect_view()}</select></label>
                <button type="submit">"Show"</button>
            </form>
            {empty}
            <div class="scroll" tabindex="0" role="region" aria-label="Table: measures">
                <table class="figures list">
                    <thead><tr><th scope="col">"Measure"</th><th scope="col">"Directorate"</th><th scope="col">"By group"</th><th scope="col">"Newest figure"</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </div>
    }
    .into_any()
}
