//! The dashboard of a directorate.

use domain::view::{
    area::Link,
    directorate::{DirectorateView, ServiceSection},
    lead::capital,
};

use crate::{
    components::{
        bar::filter_bar,
        crumbs::crumbs,
        lead::lead_sentence,
        noted, nothing_fits,
        row::{measure_row, rows},
    },
    markup::{Element, el, link},
    page::Page,
    site::Site,
};

/// The dashboard of a directorate.
pub fn page(view: &DirectorateView, site: &Site) -> Page {
    let services = view.services.iter().map(|section| {
        let jump = link(format!("#{}", section.code), &section.name).attr("rel", "external");
        el("li").with(jump).with(" ").with(el("span").class("note").with(&section.summary))
    });
    let up = Link { label: capital(&site.words.directorate.1), href: "/directorates".to_owned() };
    let top = el("div")
        .class("page")
        .with(crumbs(&[up], &view.name))
        .with(el("h1").with(&view.name))
        .with(el("p").class("facts").with(&view.role))
        .with(lead_sentence(&view.lead))
        .with(el("nav").attr("aria-label", "Services").with(el("ul").class("services").all(services)));
    let late = view.late.iter().map(|(title, href, what)| noted(title, href, what));
    let late =
        (!view.late.is_empty()).then(|| el("section").class("late-list").with(el("h2").with("What is late")).with(el("ul").all(late)));
    let figures = el("div")
        .class("page")
        .with(view.services.is_empty().then(|| nothing_fits(&view.bar.path)))
        .all(view.services.iter().map(|section| service(section, &view.heads, &site.words.ward.0)))
        .with(late);
    let body = el("div").class("live").with(top).with(filter_bar(&view.bar)).with(figures);
    Page::new(view.name.clone(), body).announced(&view.announcement)
}

fn service(section: &ServiceSection, heads: &(String, String), peers: &str) -> Element {
    let lines = section.rows.iter().flat_map(|(row, owner)| {
        let owner = el("span").class("note").with("Answers for it: ").with(owner);
        [measure_row(row, "/areas"), el("tr").class("ends").with(el("td").attr("colspan", "7").with(owner))]
    });
    let id = format!("service-{}", section.code);
    let heading = el("h2").attr("id", id.clone()).with(&section.name).with(" ").with(el("span").class("count").with(&section.summary));
    el("section")
        .class("theme")
        .attr("id", section.code.clone())
        .attr("aria-labelledby", id)
        .with(heading)
        .with(el("p").class("note").with(&section.lead))
        .with(rows(&section.name, heads, peers, lines))
}
