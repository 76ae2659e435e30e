//! The dashboard of an area.

use domain::{
    filter::address,
    view::{
        area::{AreaView, Highlight, Link, Section},
        lead::capital,
        like::Like,
    },
};

use crate::{
    components::{
        bar::filter_bar,
        crumbs::crumbs,
        lead::lead_sentence,
        links,
        map::hex_map,
        nothing_fits,
        row::{made_up, measure_row, rows},
    },
    markup::{Element, el, link, stay},
    page::Page,
    site::Site,
};

/// The dashboard of an area.
pub fn page(view: &AreaView, site: &Site) -> Page {
    let path = &view.bar.path;
    let sections = view.sections.iter().map(|known| section(known, &view.heads, &site.words.ward.0, path));
    let figures = el("div").class("page").with(view.sections.is_empty().then(|| nothing_fits(path))).all(sections);
    let top = el("div").class("page area-top").with(words(view)).with(view.map.as_ref().map(|map| hex_map(map, path)));
    let body = el("div").class("live").with(top).with(filter_bar(&view.bar)).with(figures);
    let body = body.with(view.within.as_ref().map(within)).with(view.like.as_ref().map(|known| like(known, &site.words.ward.1)));
    Page::new(view.name.clone(), body).announced(&view.announcement)
}

fn words(view: &AreaView) -> Element {
    el("div")
        .class("area-words")
        .with(crumbs(&view.trail, &view.name))
        .with(el("h1").with(&view.name))
        .with(el("p").class("facts").with(view.facts.join(" · ")).with(" ").with(view.illustrative.then(made_up)))
        .with(view.note.as_ref().map(|note| el("p").class("note").with(note)))
        .with(lead_sentence(&view.lead))
        .with(el("ul").class("highlights").all(view.highlights.iter().map(highlight)))
        .with(view.first.as_ref().map(first))
        .with(tools(view))
}

/// What comes first here.
fn first((list, invented): &(Vec<Link>, bool)) -> Element {
    let label = el("span").class("note").with("First here, with what is done about it:");
    el("div").class("first").with(label).with(" ").with(invented.then(made_up)).with(el("ul").class("inline").all(links(list)))
}

fn highlight(highlight: &Highlight) -> Element {
    el("li")
        .with(el("p").class("label").with(&highlight.label))
        .with(link(highlight.href.clone(), &highlight.title).class("title"))
        .with(el("p").class("note").with(&highlight.text))
}

fn tools(view: &AreaView) -> Element {
    let print =
        el("button").class("link").attr("type", "button").attr("data-needs-script", "").attr("data-print", "").with("Print this page");
    let download = link(view.download.clone(), "Download these figures").attr("rel", "external").attr("download", "");
    let code = view.bar.path.strip_prefix("/areas/").unwrap_or_default();
    let query = view.download.split_once('?').map_or("", |(_, query)| query);
    let take = link(address(&format!("{}/take", view.bar.path), query), "Take this");
    let gaps = el("li").with(link(address("/equality", &format!("area={code}")), "Gaps between groups here"));
    let minute = view.like.is_some().then(|| el("li").with(link(format!("{}/minute", view.bar.path), "In one minute")));
    el("ul").class("tools").with(minute).with(el("li").with(print)).with(el("li").with(download)).with(el("li").with(take)).with(gaps)
}

fn within((heading, list): &(String, Vec<Link>)) -> Element {
    el("section").class("page within").with(el("h2").with(heading)).with(el("ul").class("columns").all(links(list)))
}

/// The wards most like this one.
fn like(like: &Like, wards: &str) -> Element {
    let section = el("section").class("page within").with(el("h2").with(format!("{} most like this one", capital(wards))));
    let how = link(like.page.clone(), "How these were found, and what one would expect here");
    if like.wards.is_empty() {
        return section.with(el("p").with("There is no list here. ").with(link(like.page.clone(), "Why, and what it would be made from")));
    }
    let tools = el("ul").class("tools").with(el("li").with(link(like.compare.clone(), "Compare with them"))).with(el("li").with(how));
    section.with(like.made_up.then(made_up)).with(el("ol").class("columns").all(links(&like.wards))).with(tools)
}

/// The room that a theme takes before it is laid out, in lines of text; rather too much than too little, so that nothing lies over what
/// follows. Each area compared makes every row taller.
fn room(section: &Section) -> String {
    let beside = section.rows.iter().map(|row| row.compared.len()).max().unwrap_or(0) as f64;
    format!("--room: {}rem;", (9.0 + section.rows.len() as f64 * (5.0 + 3.4 * beside).max(12.0)).ceil())
}

/// One theme's rows.
fn section(section: &Section, heads: &(String, String), peers: &str, path: &str) -> Element {
    let id = format!("theme-{}", section.code);
    let more = section.more.as_ref().map(|more| el("p").class("more").with(stay(more.href.clone(), &more.label)));
    let heading = el("h2")
        .attr("id", id.clone())
        .with(link(section.href.clone(), &section.title))
        .with(" ")
        .with(el("span").class("count").with(&section.count));
    let table = rows(&section.title, heads, peers, section.rows.iter().map(|row| measure_row(row, path)));
    el("section").class("theme").attr("aria-labelledby", id).attr("style", room(section)).with(heading).with(table).with(more)
}
