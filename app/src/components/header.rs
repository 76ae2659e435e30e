//! The head of every page: whose it is, where one can go, and the search.

use domain::view::lead::capital;

use crate::{
    markup::{Element, el, link},
    site::Site,
};

/// The pages about what a council does: one heading in the head, and the way from each to the others on them.
pub const DOING: [(&str, &str); 9] = [
    ("/programmes", "Programmes"),
    ("/learning", "What was learned"),
    ("/thread", "Golden thread"),
    ("/triple-lock", "Triple Lock"),
    ("/decisions", "Decisions"),
    ("/money", "Money"),
    ("/customer", "Customer Promise"),
    ("/city", "City outcomes"),
    ("/surveys", "Surveys"),
];

/// The head of the page at a path.
pub fn header(site: &Site, path: &str) -> Element {
    let directorates = capital(&site.words.directorate.1);
    let links = [
        ("/areas", "Areas".to_owned()),
        ("/themes", "Themes".to_owned()),
        ("/measures", "Measures".to_owned()),
        ("/directorates", directorates),
        ("/programmes", "Programmes".to_owned()),
        ("/equality", "Equality".to_owned()),
        ("/reports", "Reports".to_owned()),
        ("/data", "Data".to_owned()),
        ("/about/methods", "About".to_owned()),
    ];
    let items = links.map(|(href, label)| {
        let section = if href.starts_with("/about") { "/about" } else { href };
        let doing = href == DOING[0].0 && DOING.iter().any(|(one, _)| path.starts_with(one));
        el("li").with(link(href, label).maybe("aria-current", (doing || path.starts_with(section)).then_some("true")))
    });
    let brand = el("a")
        .class("brand")
        .attr("href", "/")
        .with(el("span").class("brand-name").with("Measure Up"))
        .with(" ")
        .with(el("span").class("brand-council").with(&site.name));
    let nav = el("nav").class("nav").attr("aria-label", "Main").with(el("ul").all(items));
    el("header").class("head").with(el("div").class("head-inner").with(brand).with(nav).with(search(site)))
}

fn search(site: &Site) -> Element {
    let label = format!("Find a {} or postcode", site.words.ward.0);
    let field = el("input")
        .attr("id", "search")
        .attr("name", "q")
        .attr("type", "search")
        .attr("maxlength", "100")
        .attr("autocomplete", "off")
        .attr("placeholder", format!("{} or postcode", capital(&site.words.ward.0)));
    let form = el("form")
        .attr("action", "/find")
        .attr("method", "get")
        .with(el("label").class("unseen").attr("for", "search").with(label))
        .with(field)
        .with(el("button").attr("type", "submit").with("Find"));
    el("search").class("search").with(form)
}

/// Says, on every page, that some figures are made up.
pub fn illustrative_notice() -> Element {
    let words = el("p")
        .with(el("span").class("made-up").attr("aria-hidden", "true"))
        .with("Some figures here are ")
        .with(el("strong").with("illustrative"))
        .with(": made up so that the example can be explored. They are marked wherever they appear. ")
        .with(link("/about/illustrative", "Which ones?"));
    el("aside").class("notice").attr("aria-label", "About the figures").with(words)
}
