//! About: methods, illustrative figures, accessibility, cookies.

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
        "methods" => methods(),
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

fn methods() -> Vec<Element> {
    vec![
        heading("Values and intervals"),
        words(
            "A percentage or a rate is worked out from its parts: how many, out of how many. Beside it stands the range in which the true figure lies 19 times out of 20, by Wilson’s method for percentages and Byar’s or the exact method for rates. Where a source gives its own range, we keep it.",
        ),
        heading("Rating: now, against the target"),
        words(
            "On target means the target is met. Near target means it is missed by no more than the tolerance set with it. Off target means it is missed by more. Where there is no target or no figure, or where neither higher nor lower is better, we say that we cannot tell, and why.",
        ),
        heading("Change: real or chance"),
        words(
            "We compare the newest figure with the same period a year before. Improving or getting worse means that chance alone would give so large a difference less than one time in twenty. A break in the way a figure is counted is never compared across.",
        ),
        heading("Gaps"),
        words(
            "The gap is the figure of the group shown minus the figure it is held against. Within chance means that the two could be the same.",
        ),
        heading("Protecting people"),
        words(
            "Small counts are hidden, on either side of a share, and so is a share that would say the same of every member of a group. Other figures are hidden beside these, so that none can be worked out: areas add up to larger ones, groups to everyone and quarters to a year. Before anything is published we try to work out every hidden figure from all that would show, and publish only if none can be told. Nothing that has not passed this check leaves the server.",
        ),
        words(
            "What was published before counts too. A figure once hidden stays hidden while it is the same. Where only a few people have been added or taken away since, the figure published before stays, and says so: the difference would tell about them.",
        ),
        el("p").with(link("/about/protection", "How much is hidden, measure by measure")),
        heading("Best fit"),
        words(
            "Census figures for wards are put together from small areas. Each counts wholly to the ward in which the middle of its people lies.",
        ),
    ]
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
