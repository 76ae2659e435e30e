//! All areas: map, list and table.

use domain::view::{
    area::Link,
    places::{PlaceGroup, PlacesView},
};
use leptos::prelude::*;

use super::no_subject;
use crate::{
    components::{bar::filter_bar, map::hex_map, page::LivePage, row::made_up},
    draw,
    live::live_view,
    serverfns,
    site::Site,
};

/// All areas.
#[component]
pub fn AreasPage() -> impl IntoView {
    let view = live_view(no_subject(), |subject, query| Box::pin(serverfns::places(subject, query)), draw::places);
    let site = StoredValue::new(expect_context::<Site>());
    view! {
        <LivePage view=view title=|_: &PlacesView| "Areas".to_owned() announce=|places| places.announcement.clone() draw=move |places| body(&places, &site.read_value()) />
    }
}

fn place((link, figure): &(Link, String)) -> AnyView {
    view! { <tr><th scope="row"><a href=link.href.clone()>{link.label.clone()}</a></th><td>{figure.clone()}</td></tr> }.into_any()
}

fn group(group: &PlaceGroup, head: &str) -> AnyView {
    let heading = group.head.as_ref().map_or_else(
        || view! { <caption>{head.to_owned()}</caption> }.into_any(),
        |(link, figure)| {
            let figure = figure.clone();
            view! { <caption><a href=link.href.clone()>{link.label.clone()}</a> <span class="note">{figure}</span></caption> }.into_any()
        },
    );
    view! {
        <table class="places">
            {heading}
            <thead class="unseen"><tr><th scope="col">"Area"</th><th scope="col">"Figure"</th></tr></thead>
            <tbody>{group.places.iter().map(place).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn body(view: &PlacesView, site: &Site) -> AnyView {
    let wards = domain::view::lead::capital(&site.words.ward.1);
    let comparators = domain::view::lead::capital(&site.words.comparator.1);
    let measure = view
        .measure
        .as_ref()
        .map(|link| view! { <p class="more"><a href=link.href.clone()>{format!("All about “{}”", link.label)}</a></p> });
    let others = (!view.comparators.is_empty()).then(|| {
        let all = PlaceGroup { head: None, places: view.comparators.clone() };
        group(&all, &comparators)
    });
    let note = view.grouping_illustrative.then(|| {
        view! { <p class="note">{format!("How {} are grouped is made up for this example. ", site.words.ward.1)} {made_up()}</p> }
    });
    view! {
        <div class="page">
            <h1>{format!("{} of {}", domain::view::lead::capital(&site.words.neighbourhood.1), site.place)}</h1>
            <p class="lead">{format!("Choose a measure and a group; the map, the list and every {} answer at once.", site.words.ward.0)}</p>
        </div>
        {filter_bar(&view.bar)}
        <div class="page areas-grid">
            <div class="sticky">{view.map.as_ref().map(|map| hex_map(map, "/areas"))}{measure}</div>
            <section aria-label="List">
                {note}
                <div class="place-groups">{view.groups.iter().map(|known| group(known, &wards)).collect_view()}{others}</div>
            </section>
        </div>
    }
    .into_any()
}
