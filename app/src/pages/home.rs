//! The city at a glance.

use domain::view::{
    area::Link,
    home::{HomeView, ThemeGlance},
    row::Row,
};

use crate::{
    components::{
        lead::lead_sentence,
        map::hex_map,
        noted,
        rating::rating_shape,
        row::{figure, hidden, made_up},
        spark::sparkline,
        strip::strip,
    },
    markup::{Element, el, link},
    page::Page,
    site::Site,
};

/// The city at a glance.
pub fn page(view: &HomeView, site: &Site) -> Page {
    let tools = [
        ("/areas".to_owned(), format!("All {}", site.words.ward.1)),
        (format!("/areas/{}", site.city), format!("The {} in full", site.words.city.0)),
        ("/directorates".to_owned(), format!("By {}", site.words.directorate.0)),
    ];
    let words = el("div")
        .class("area-words")
        .with(el("h1").with(format!("How {} measures up", site.place)))
        .with(lead_sentence(&view.lead))
        .with(finder(view, site))
        .with(el("ul").class("tools").all(tools.map(|(href, label)| el("li").with(link(href, label)))));
    let top = el("div").class("page area-top home-top").with(words).with(view.map.as_ref().map(|map| hex_map(map, "/")));
    let due = news("What is due next", &view.due).with(el("p").class("more").with(link("/data/due", "What is due when")));
    let themes = el("div")
        .class("page")
        .with(el("h2").with(&view.plan.0))
        .with(el("ul").class("glances").all(view.themes.iter().map(glance)))
        .with(el("div").class("two").with(news("What is new", &view.new)).with(due));
    Page::new("", el("div").class("live").with(top).with(themes))
}

fn finder(view: &HomeView, site: &Site) -> Element {
    let field = el("input")
        .attr("id", "find-area")
        .attr("name", "q")
        .attr("type", "search")
        .attr("maxlength", "100")
        .attr("autocomplete", "off")
        .attr("placeholder", format!("such as {}", view.example));
    el("form")
        .class("finder big")
        .attr("action", "/find")
        .attr("method", "get")
        .with(el("label").attr("for", "find-area").with(format!("Find your {}, or type a postcode", site.words.ward.0)))
        .with(el("div").class("finder-row").with(field).with(el("button").attr("type", "submit").with("Find")))
}

/// The parts of a theme's measures that are off, near and on target, as a bar in which each part also has its shape and number.
fn counts(glance: &ThemeGlance) -> [Element; 2] {
    let parts = ["off-target", "near-target", "on-target", "cannot-tell"].into_iter().zip(glance.counts).filter(|(_, count)| *count > 0);
    let parts = parts.map(|(class, count)| {
        el("li").class(class).attr("style", format!("--n: {count};")).with(rating_shape(class)).with(" ").with(count.to_string())
    });
    [el("ul").class("counts").attr("aria-hidden", "true").all(parts), el("p").class("unseen").with(&glance.words)]
}

fn lead(row: &Row) -> Element {
    let note = el("span").class("note").with(&row.when).with(" ").with(row.illustrative.then(made_up));
    el("div")
        .class("glance-lead")
        .with(el("p").with(link(row.href.clone(), &row.title)).with(" ").with(note))
        .with(el("p").class("glance-figure").with(figure(&row.figure)))
        .with(hidden(row))
        .with(strip(&row.strip))
        .with(el("div").class("glance-spark").with(sparkline(&row.spark)))
}

fn glance(glance: &ThemeGlance) -> Element {
    let heading = el("h3").with(link(glance.link.href.clone(), &glance.link.label));
    el("li").class("glance").with(heading).with(counts(glance)).with(glance.lead.as_ref().map(lead))
}

fn news(heading: &'static str, items: &[(Link, String)]) -> Element {
    let lines = items.iter().map(|(item, when)| noted(&item.label, &item.href, when));
    el("section").with(el("h2").with(heading)).with(el("ul").class("plain").all(lines))
}
