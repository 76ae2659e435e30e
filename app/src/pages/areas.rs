//! All areas: map, list and table.

use domain::view::{
    area::Link,
    lead::capital,
    places::{PlaceGroup, PlacesView},
};

use crate::{
    components::{bar::filter_bar, heads, map::hex_map, row::made_up},
    markup::{Element, el, link},
    page::Page,
    site::Site,
};

/// All areas.
pub fn page(view: &PlacesView, site: &Site) -> Page {
    let lead = format!("Choose a measure and a group; the map, the list and every {} answer at once.", site.words.ward.0);
    let top = el("div")
        .class("page")
        .with(el("h1").with(format!("{} of {}", capital(&site.words.neighbourhood.1), site.place)))
        .with(el("p").class("lead").with(lead));
    let measure =
        view.measure.as_ref().map(|about| el("p").class("more").with(link(about.href.clone(), format!("All about “{}”", about.label))));
    let map = el("div").class("sticky").with(view.map.as_ref().map(|map| hex_map(map, "/areas"))).with(measure);
    let note = view.grouping_illustrative.then(|| {
        el("p").class("note").with(format!("How {} are grouped is made up for this example. ", site.words.ward.1)).with(made_up())
    });
    let wards = capital(&site.words.ward.1);
    let others = (!view.comparators.is_empty()).then(|| {
        let all = PlaceGroup { head: None, places: view.comparators.clone() };
        group(&all, &capital(&site.words.comparator.1))
    });
    let groups = el("div").class("place-groups").all(view.groups.iter().map(|known| group(known, &wards))).with(others);
    let list = el("section").attr("aria-label", "List").with(note).with(groups);
    let body = el("div").class("live").with(top).with(filter_bar(&view.bar)).with(el("div").class("page areas-grid").with(map).with(list));
    Page::new("Areas", body).announced(&view.announcement)
}

fn place((place, figure): &(Link, String)) -> Element {
    el("tr").with(el("th").attr("scope", "row").with(link(place.href.clone(), &place.label))).with(el("td").with(figure))
}

fn group(group: &PlaceGroup, head: &str) -> Element {
    let caption = match &group.head {
        None => el("caption").with(head.to_owned()),
        Some((whole, figure)) => {
            el("caption").with(link(whole.href.clone(), &whole.label)).with(" ").with(el("span").class("note").with(figure))
        }
    };
    el("table")
        .class("places")
        .with(caption)
        .with(heads(["Area", "Figure"]).class("unseen"))
        .with(el("tbody").all(group.places.iter().map(place)))
}
