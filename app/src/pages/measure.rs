//! One measure in full.

use domain::view::{
    area::Link,
    measure::{AreaLine, MeasureView},
};

use crate::{
    components::{
        bar::filter_bar,
        chart::{CHARTS, slot},
        crumbs::crumbs,
        heads,
        lead::lead_sentence,
        links,
        map::hex_map,
        row::{figure, made_up, measure_row, rows},
        scrolling,
        strip::mark_sign,
    },
    markup::{Content, Element, el, link},
    page::Page,
    site::Site,
};

/// One measure in full.
pub fn page(view: &MeasureView, site: &Site) -> Page {
    let charts = el("div").class("page charts").all(CHARTS.map(|id| slot(view.charts.iter().find(|chart| chart.id == id))));
    let body = top(view, &site.words.ward.0).with(charts).with(rest(view));
    Page { charts: view.charts.clone(), ..Page::new(view.title.clone(), body).announced(&view.announcement) }
}

fn top(view: &MeasureView, peers: &str) -> Element {
    let path = &view.bar.path;
    let downloads =
        view.downloads.iter().map(|file| el("li").with(link(file.href.clone(), &file.label).attr("rel", "external").attr("download", "")));
    let average = view.average.as_ref().map(|href| el("li").with(link(href.clone(), "What the average hides")));
    let up = Link { label: "Measures".to_owned(), href: "/measures".to_owned() };
    let words = el("div")
        .class("area-words")
        .with(crumbs(&[up], &view.title))
        .with(el("h1").with(&view.title))
        .with(el("p").class("facts").with(&view.row.unit).with(" ").with(view.any_illustrative.then(made_up)))
        .with(lead_sentence(&view.lead))
        .with(el("p").class("summary").with(view.facts.first().map(|(_, text)| text)))
        .with(el("ul").class("tools").all(downloads).with(average));
    let top = el("div").class("page area-top").with(words).with(view.map.as_ref().map(|map| hex_map(map, path)));
    let row = rows(&view.title, &view.heads, peers, [measure_row(&view.row, path)]);
    el("div").class("live").with(top).with(filter_bar(&view.bar)).with(el("div").class("page").with(row))
}

fn line(line: &AreaLine) -> Element {
    let mark = line.mark.map(|mark| (mark_sign(mark), " "));
    let name = el("th").attr("scope", "row").with(mark).with(link(line.href.clone(), &line.name));
    el("tr").maybe("class", line.mark.map(|_| "marked")).with(name).with(el("td").with(figure(&line.figure)))
}

fn areas((heading, lines): &(String, Vec<AreaLine>)) -> Element {
    el("table")
        .class("places")
        .with(el("caption").with(heading))
        .with(heads(["Area", "Figure"]).class("unseen"))
        .with(el("tbody").all(lines.iter().map(line)))
}

fn targets(view: &MeasureView) -> Option<Element> {
    let rows = view.targets.iter().map(|[period, level, near, who]| {
        el("tr").with(el("th").attr("scope", "row").with(period)).all([level, near, who].map(|text| el("td").with(text)))
    });
    (!view.targets.is_empty()).then(|| {
        let table = el("table").class("figures").with(heads(["Period", "Target", "Near is", "Set by"])).with(el("tbody").all(rows));
        el("section").with(el("h2").with("Targets")).with(scrolling("targets", table))
    })
}

fn fact(term: impl Content, text: impl Content) -> Element {
    el("div").with(el("dt").with(term)).with(" ").with(el("dd").with(text))
}

fn source(view: &MeasureView) -> Option<Element> {
    view.source.as_ref().map(|source| {
        let title = match &source.url {
            Some(url) => link(url.clone(), &source.title).attr("rel", "external"),
            None => el("span").with(&source.title),
        };
        let licence = source.licence.as_ref().map(|licence| format!(" {licence}."));
        let note = source.note.as_deref().unwrap_or_default();
        let note = format!(", {}.{} {note}", source.publisher, licence.unwrap_or_default());
        fact("Source", (title, note.trim_end().to_owned()))
    })
}

/// All areas, and everything a reader needs to trust the measure.
fn rest(view: &MeasureView) -> Element {
    let every = el("section")
        .attr("aria-labelledby", "all-areas")
        .with(el("h2").attr("id", "all-areas").with("Every area"))
        .with(el("div").class("place-groups").all(view.areas.iter().map(areas)));
    let caveats = el("ul").all(view.caveats.iter().map(|caveat| el("li").with(caveat)));
    let about = el("dl")
        .class("about")
        .all(view.facts.iter().map(|(term, text)| fact(term, text)))
        .with(view.directorate.as_ref().map(|of| fact("Answered for by", link(of.href.clone(), &of.label))))
        .with((!view.themes.is_empty()).then(|| fact("Promised in", el("ul").all(links(&view.themes)))))
        .with(source(view))
        .with((!view.caveats.is_empty()).then(|| fact("What it cannot tell", caveats)));
    el("div").class("page").with(every).with(targets(view)).with(el("section").with(el("h2").with("About this measure")).with(about))
}
