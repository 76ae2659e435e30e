//! About: methods, illustrative figures, accessibility, cookies.

mod methods;

use crate::{
    error::PageError,
    markup::{Element, el, link},
    page::Page,
    site::Site,
};

/// The pages there are: slug and title.
const PAGES: [(&str, &str); 4] = [
    ("methods", "How figures are made"),
    ("illustrative", "Illustrative figures"),
    ("accessibility", "Accessibility"),
    ("cookies", "Cookies"),
];

/// About the site.
///
/// # Errors
/// There is no such page.
pub(super) fn page(slug: &str, site: &Site) -> Result<Page, PageError> {
    let Some((_, title)) = PAGES.iter().find(|(known, _)| *known == slug) else {
        let nearest = PAGES.map(|(slug, title)| (title.to_owned(), format!("/about/{slug}"))).to_vec();
        return Err(PageError::NotFound { what: "page".to_owned(), given: slug.chars().take(80).collect(), nearest });
    };
    let tabs = PAGES.map(|(known, title)| {
        el("li").with(link(format!("/about/{known}"), title).maybe("aria-current", (known == slug).then_some("page")))
    });
    let text = match slug {
        "methods" => methods::methods(),
        "illustrative" => illustrative(site),
        "accessibility" => accessibility(),
        _ => cookies(),
    };
    let body = el("div")
        .class("page narrow prose")
        .with(el("h1").with(*title))
        .with(el("nav").attr("aria-label", "About").with(el("ul").class("tabs").all(tabs)))
        .with(text);
    Ok(Page::new(*title, body))
}

fn heading(text: &'static str) -> Element {
    el("h2").with(text)
}

fn lead(text: &'static str) -> Element {
    el("p").class("lead").with(text)
}

fn words(text: &'static str) -> Element {
    el("p").with(text)
}

fn illustrative(site: &Site) -> Vec<Element> {
    let published = format!(
        "Figures from the Census, national statistics and {}’s own plans are real, with their source on each measure’s page.",
        site.name
    );
    let grouping =
        format!("How {} are grouped into {} is also our own, and marked in the same way.", site.words.ward.1, site.words.neighbourhood.1);
    vec![
        lead("Some figures are made up, so that this example can be explored before the council has put its own in."),
        el("p").with(published),
        words(
            "Made-up figures are marked “illustrative” with a dashed ring in every row, map, chart and table, and in the provenance column of every download. They are generated from a fixed seed when the example is loaded: the same every time, and never kept in a file that looks like data.",
        ),
        el("p").with(grouping),
    ]
}

fn accessibility() -> Vec<Element> {
    let expected = [
        "Every map and chart has a sentence that says what it shows and a list or table with the same figures.",
        "Ratings have a word and a shape as well as a colour.",
        "Dark mode, reduced motion and large text follow your settings.",
    ];
    vec![
        lead("Everyone should be able to use these pages: with a keyboard, a screen reader, a phone, large text, or without script."),
        words(
            "We aim at level AA of the Web Content Accessibility Guidelines 2.2. The main pages are tested in a browser with an automatic checker, with the keyboard and without script each time the program changes.",
        ),
        heading("What to expect"),
        el("ul").all(expected.map(|item| el("li").with(item))),
        heading("What is not right yet"),
        words(
            "People who use assistive technology every day have not yet tested these pages. Tell the council if something is in your way.",
        ),
    ]
}

fn cookies() -> Vec<Element> {
    vec![
        lead("These pages set no cookies and keep nothing in your browser but the files they are made of."),
        words("What you have chosen is in the address of the page, so that you can share it. Nobody counts your visits."),
    ]
}
