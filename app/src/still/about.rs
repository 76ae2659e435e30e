//! About: methods, illustrative figures, accessibility, cookies.

mod methods;

use domain::{
    area::AreaType,
    format::{count, plural},
    observation::Provenance,
};

use super::Asked;
use crate::{
    error::PageError,
    markup::{Content, Element, el, link},
    page::Page,
};

/// The pages there are: slug and title.
const PAGES: [(&str, &str); 5] = [
    ("methods", "How figures are made"),
    ("protection", "How much is hidden"),
    ("illustrative", "Illustrative figures"),
    ("accessibility", "Accessibility"),
    ("cookies", "Cookies"),
];

/// About the site.
///
/// # Errors
/// There is no such page.
pub(super) fn page(slug: &str, asked: &Asked) -> Result<Page, PageError> {
    let Some((_, title)) = PAGES.iter().find(|(known, _)| *known == slug) else {
        let nearest = PAGES.map(|(slug, title)| (title.to_owned(), format!("/about/{slug}"))).to_vec();
        return Err(PageError::NotFound { what: "page".to_owned(), given: slug.chars().take(80).collect(), nearest });
    };
    let text = match slug {
        "methods" => methods::methods(),
        "protection" => return Ok(super::protection::page(asked.release)),
        "illustrative" => illustrative(asked),
        "accessibility" => accessibility(),
        _ => cookies(),
    };
    let body = el("div").class("page narrow prose").with(el("h1").with(*title)).with(tabs(slug)).with(text);
    Ok(Page::new(*title, body))
}

/// The way to each page, of which one is open.
pub(super) fn tabs(open: &str) -> Element {
    let tabs = PAGES.map(|(known, title)| {
        el("li").with(link(format!("/about/{known}"), title).maybe("aria-current", (known == open).then_some("page")))
    });
    el("nav").attr("aria-label", "About").with(el("ul").class("tabs").all(tabs))
}

fn heading(text: &'static str) -> Element {
    el("h2").with(text)
}

fn lead(text: &'static str) -> Element {
    el("p").class("lead").with(text)
}

fn paragraph(text: impl Content) -> Element {
    el("p").with(text)
}

/// What is made up here, counted, and how it is marked.
fn illustrative(asked: &Asked) -> Vec<Element> {
    let (catalogue, words) = (asked.catalogue, &asked.site.words);
    let made = catalogue.spans.iter().filter(|span| span.illustrative).count();
    let targets = catalogue.targets.iter().filter(|target| target.provenance == Provenance::Illustrative).count();
    let grouped = catalogue.areas_of(AreaType::Neighbourhood).any(|at| catalogue.areas[usize::from(at)].illustrative);
    let grouping = grouped.then(|| {
        paragraph(format!("How {} are grouped into {} is our own, and marked “illustrative”.", words.ward.1, words.neighbourhood.1))
    });
    if made + targets == 0 {
        return std::iter::once(lead("No figure here is made up.")).chain(grouping).collect();
    }
    let counts = format!(
        "Made up here: figures of {} of {}, and {} of {}.",
        count(made as u64),
        plural(catalogue.measures.len() as u64, ("measure", "measures")),
        count(targets as u64),
        plural(catalogue.targets.len() as u64, ("target", "targets")),
    );
    let marked = "Made-up figures are marked “illustrative” with a dashed ring in every row, map, chart and table, and in the provenance column of every download. They are generated from a fixed seed when the example is loaded: the same every time, and never kept in a file that looks like data.";
    let all = [
        lead("Some figures are made up, so that this example can be explored before the council has put its own in."),
        paragraph(counts),
        paragraph("Every other figure has a source, and a measure’s page names its main one."),
        paragraph(marked),
    ];
    all.into_iter().chain(grouping).collect()
}

fn accessibility() -> Vec<Element> {
    let expected = [
        "Every map and chart has a sentence that says what it shows and a list or table with the same figures.",
        "Ratings have a word and a shape as well as a colour.",
        "Dark mode, reduced motion and large text follow your settings.",
    ];
    vec![
        lead("Everyone should be able to use these pages: with a keyboard, a screen reader, a phone, large text, or without script."),
        paragraph(
            "We aim at level AA of the Web Content Accessibility Guidelines 2.2. The main pages are tested in a browser with an automatic checker, with the keyboard and without script each time the program changes.",
        ),
        heading("What to expect"),
        el("ul").all(expected.map(|item| el("li").with(item))),
        heading("What is not right yet"),
        paragraph(
            "People who use assistive technology every day have not yet tested these pages. Tell the council if something is in your way.",
        ),
    ]
}

fn cookies() -> Vec<Element> {
    vec![
        lead("Unless you sign in, these pages set no cookies and keep nothing in your browser but the files they are made of."),
        paragraph("What you have chosen is in the address of the page, so that you can share it. Nobody counts your visits."),
        heading("For those who sign in"),
        paragraph(
            "People of the council who sign in are given cookies that signing in needs: one that says that they are signed in, which ends with the session after half an hour without use and twelve hours at most; one for the length of the sign-in form; where they sign in by another service, one for the way there and back, of ten minutes at most; and one, kept for half a year, that tells a browser that has signed in before from a stranger’s, so that strangers cannot lock anybody out.",
        ),
    ]
}
