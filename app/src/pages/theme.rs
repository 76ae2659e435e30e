//! A theme: how it stands, and what is promised.

use domain::view::{
    area::Link,
    theme::{Placed, ThemeMeasure, ThemeView},
};

use super::promises::{Promises, section};
use crate::{
    components::{
        bar::filter_bar,
        crumbs::crumbs,
        lead::lead_sentence,
        links, noted, nothing_fits,
        row::{measure_row, rows},
    },
    markup::{Element, el, link},
    page::Page,
    site::Site,
};

/// A theme.
pub fn page(view: &ThemeView, promised: &Promises, site: &Site) -> Page {
    let siblings = view
        .siblings
        .iter()
        .map(|(theme, here)| el("li").with(link(theme.href.clone(), &theme.label).maybe("aria-current", here.then_some("page"))));
    let up = Link { label: "Themes".to_owned(), href: "/themes".to_owned() };
    let top = el("div")
        .class("page")
        .with(crumbs(&[up, view.plan.clone()], &view.title))
        .with(el("h1").with(&view.title))
        .with(lead_sentence(&view.lead))
        .with(el("nav").attr("aria-label", "Themes of this plan").with(el("ul").class("tabs").all(siblings)));
    let shared = (!view.shared.is_empty())
        .then(|| [el("p").class("label").with("Also measured in the other plan"), el("ul").class("inline").all(links(&view.shared))]);
    let lines = view.measures.iter().flat_map(|measure| [Some(measure_row(&measure.row, "/areas")), ends(measure)]).flatten();
    let figures = el("div")
        .class("page")
        .with(el("h2").with("How it stands"))
        .with(view.measures.is_empty().then(|| nothing_fits(&view.bar.path)))
        .with(rows(&view.title, &view.heads, &site.words.ward.0, lines))
        .with(shared);
    let body = el("div").class("live").with(top).with(filter_bar(&view.bar)).with(figures).with(section(promised));
    Page::new(view.title.clone(), body).announced(&view.announcement)
}

fn placed(heading: &str, list: &[Placed]) -> Option<Element> {
    let items = list.iter().map(|place| noted(&place.name, &place.href, &place.text));
    (!list.is_empty()).then(|| el("div").with(el("p").class("label").with(heading.to_owned())).with(el("ul").all(items)))
}

fn ends(measure: &ThemeMeasure) -> Option<Element> {
    let grid = el("div")
        .class("ends-grid")
        .with(placed(&measure.ends.0, &measure.best))
        .with(placed(&measure.ends.1, &measure.worst))
        .with(placed("Groups furthest from everyone", &measure.groups));
    let some = !(measure.best.is_empty() && measure.groups.is_empty());
    some.then(|| el("tr").class("ends").with(el("td").attr("colspan", "7").with(grid)))
}
