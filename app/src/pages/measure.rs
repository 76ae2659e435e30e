//! One measure in full.

use domain::{
    filter::address,
    format::ordinal,
    view::{
        area::Link,
        measure::{AreaLine, MeasureView},
    },
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
        said::said,
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
    let body = top(view, site).with(charts).with(rest(view));
    Page { charts: view.charts.clone(), ..Page::new(view.title.clone(), body).announced(&view.announcement) }
}

/// In what other forms the measure can be taken, as it is chosen, and what was asked about it, which is told beside the release that is served.
fn taken(view: &MeasureView, site: &Site) -> impl Iterator<Item = Element> {
    let (path, query) = (&view.bar.path, view.downloads.first().and_then(|file| file.href.split_once('?')).map_or("", |(_, query)| query));
    let to = |href: String, label: &'static str| el("li").with(link(href, label));
    let asked = site.is_served().then(|| to(format!("{path}/questions"), "Asked at meetings"));
    [to(address(&format!("{path}/take"), query), "Take this")].into_iter().chain(asked)
}

fn top(view: &MeasureView, site: &Site) -> Element {
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
        .with(el("ul").class("tools").all(downloads).all(taken(view, site)).with(average));
    let top = el("div").class("page area-top").with(words).with(view.map.as_ref().map(|map| hex_map(map, path)));
    let row = rows(&view.title, &view.heads, &site.words.ward.0, [measure_row(&view.row, path)]);
    el("div").class("live").with(top).with(filter_bar(&view.bar)).with(el("div").class("page").with(row).with(view.said.as_ref().map(said)))
}

fn line(line: &AreaLine, ranked: bool) -> Element {
    let mark = line.mark.map(|mark| (mark_sign(mark), " "));
    let name = el("th").attr("scope", "row").with(mark).with(link(line.href.clone(), &line.name));
    let row = el("tr").maybe("class", line.mark.map(|_| "marked")).with(name).with(el("td").with(figure(&line.figure)));
    match (ranked, line.rank) {
        (false, _) => row,
        (true, None) => row.with(el("td").class("rank").with("–")),
        (true, Some((best, worst))) if best == worst => row.with(el("td").class("rank").with(ordinal(best))),
        (true, Some((best, worst))) => row.with(el("td").class("rank").with(format!("{} to {}", ordinal(best), ordinal(worst)))),
    }
}

/// A table of areas; with the range of their ranks where there are any.
fn areas((heading, lines): &(String, Vec<AreaLine>)) -> Element {
    let ranked = lines.iter().filter(|line| line.rank.is_some()).count();
    let note = (ranked > 0).then(|| el("span").class("note").with(format!("rank, of {ranked}")));
    let columns = ["Area", "Figure", "Rank: between"].into_iter().take(if ranked > 0 { 3 } else { 2 });
    el("table")
        .class("places")
        .with(el("caption").with(heading).with(" ").with(note))
        .with(heads(columns).class("unseen"))
        .with(el("tbody").all(lines.iter().map(|known| line(known, ranked > 0))))
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
        let fit = if source.best_fit { " Figures for wards are a best fit to today’s boundaries." } else { "" };
        let note = format!(", {}.{}{fit} {note}", source.publisher, licence.unwrap_or_default());
        fact("Source", (title, note.trim_end().to_owned()))
    })
}

/// Why ranks are ranges, or why there are none; nothing where no two places could be ranked.
fn ranks(view: &MeasureView) -> String {
    if view.areas.iter().all(|(_, lines)| lines.len() < 2) {
        return String::new();
    }
    if view.areas.iter().flat_map(|(_, lines)| lines).all(|line| line.rank.is_none()) {
        return "There are no ranks: without a 95% interval places cannot be told apart.".to_owned();
    }
    let why = "This is no league table: figures are uncertain, so a rank is a range. Where the 95% intervals of two places overlap, either may come first; a place without an interval is not ranked.";
    format!("{why} {}", view.first)
}

/// All areas, and everything a reader needs to trust the measure.
fn rest(view: &MeasureView) -> Element {
    let every = el("section")
        .attr("aria-labelledby", "all-areas")
        .with(el("h2").attr("id", "all-areas").with("Every area"))
        .with(el("p").class("note").with(ranks(view)))
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
