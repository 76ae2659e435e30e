//! In what forms a measure can be taken, as it is chosen: its figures, its picture, a card for another page, and an address that stays.

use domain::{
    filter::{address, encode},
    view::{area::Link, lead::capital},
};

use super::{Asked, filter};
use crate::{
    components::{crumbs::crumbs, row::made_up},
    draw,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// The height of the card in another page, in CSS pixels: all of it is seen at 320 px of width.
const HEIGHT: u32 = 620;

/// The forms of a measure by its code.
///
/// # Errors
/// The part of the address that is not right, with the nearest that exists.
pub(super) fn page(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let catalogue = asked.catalogue;
    let at = draw::find_measure(catalogue, code)?;
    let measure = &catalogue.measures[usize::from(at)];
    let path = format!("/measures/{}", measure.code);
    let (chosen, resolved) = draw::read_filter(catalogue, &format!("{path}/take"), asked.query)?;
    let query = chosen.to_string();
    let area = &catalogue.areas[usize::from(resolved.area.unwrap_or_else(|| catalogue.city()))];
    let group = catalogue.group(resolved.group).map_or_else(|| "everyone".to_owned(), |(_, group)| group.name.clone());
    let invented = catalogue.spans.get(usize::from(at)).is_some_and(|span| span.illustrative);
    let title = format!("Take this: {}", measure.title);
    let about = format!("{}, {group}, up to {}. ", area.name, resolved.until.label());
    let up = [
        Link { label: "Measures".to_owned(), href: "/measures".to_owned() },
        Link { label: measure.title.clone(), href: address(&path, &query) },
    ];
    let file = |href: String, label: &'static str| el("li").with(link(href, label).attr("rel", "external").attr("download", ""));
    let goes = |href: String, label: &'static str| el("li").with(link(href, label).attr("rel", "external"));
    let shown = ["csv", "ods", "json"].map(|ending| address(&format!("{path}/figures.{ending}"), &query));
    let [csv, ods, json] = shown;
    let figures = el("ul").with([file(csv, "CSV"), file(ods, "Spreadsheet (ODS), with cover and notes"), file(json, "JSON")]);
    let all = el("ul").with([
        file(format!("{path}/data.csv"), "CSV"),
        goes(address("/api/v1/observations", &format!("measure={}", measure.code)), "For a program (JSON), page by page"),
    ]);
    let [drawing, dots] = ["svg", "png"].map(|ending| address(&format!("{path}/picture.{ending}"), &query));
    let picture = el("ul").with([
        file(drawing, "Picture (SVG), with title, source and licence in it"),
        file(dots, "The same for slides and text documents (PNG)"),
    ]);
    let body = el("div")
        .class("page narrow")
        .with(crumbs(&up, "Take this"))
        .with(el("h1").with(&title))
        .with(
            el("p")
                .class("lead")
                .with(capital(&about))
                .with(link(address(&path, &query), "Choose otherwise"))
                .with(" ")
                .with(invented.then(made_up)),
        )
        .with(el("h2").with("Exactly these figures"))
        .with(el("p").with(
            "What the page of the measure shows with these choices: every area for the group, every group and the trend of the area.",
        ))
        .with(figures)
        .with(el("h2").with("Every figure of this measure"))
        .with(all)
        .with(el("h2").with("The chart"))
        .with(picture)
        .with(card(asked, &measure.title, &area.name, &path, &query)?)
        .with(stays(asked, &path, &query));
    Ok(Page::new(title, body))
}

/// The card, and the code that shows it in another page. It shows one area and group, whatever its reader does.
fn card(asked: &Asked, measure: &str, area: &str, path: &str, query: &str) -> Result<Vec<Element>, PageError> {
    // Only what the card shows goes with it.
    let (kept, _) = filter(asked.catalogue, path, query, &["area", "group", "period"])?;
    let here = address(&format!("/embed{path}"), &kept.to_string());
    let below = if asked.site.is_served() { String::new() } else { format!("/releases/{}", asked.site.release) };
    let origin = asked.site.origin.as_deref().unwrap_or_default();
    let src = format!("{origin}{below}{here}");
    let frame = el("iframe")
        .attr("src", src)
        .attr("title", format!("{measure}, {area}: {}", asked.site.name))
        .attr("width", "100%")
        .attr("height", HEIGHT.to_string())
        .attr("loading", "lazy");
    let mut code = String::new();
    frame.write(&mut code);
    let words = format!(
        "The card shows {area} alone, without a script, and leads back to this measure. Copy this code into a page; as releases are published, the card \
         shows the newest."
    );
    let host = asked
        .site
        .origin
        .is_none()
        .then(|| el("p").class("note").with("This site has not been told its public address: write it before the path in the code."));
    let see = link(here, "See the card").attr("rel", "external");
    Ok([
        Some(el("h2").with(el("label").attr("for", "embed").with("A card for another page"))),
        Some(el("p").with(if below.is_empty() {
            words
        } else {
            words.replace("as releases are published, the card shows the newest", "it stays as it is")
        })),
        host,
        Some(super::copied("embed", code)),
        Some(el("p").class("more").with(see)),
    ]
    .into_iter()
    .flatten()
    .collect())
}

/// Where the measure stays as it is, and how it is cited.
fn stays(asked: &Asked, path: &str, query: &str) -> Vec<Element> {
    let now = address(path, query);
    let release = asked.site.release;
    let fixed = format!("/releases/{release}{now}");
    let said = encode(&if asked.site.is_served() { now } else { fixed.clone() });
    let lead = asked
        .site
        .is_served()
        .then(|| el("li").with(link(fixed, format!("The measure as release {release} has it, for good")).attr("rel", "external")));
    let cite = el("li").with(link(format!("/cite?page={said}"), "How to cite it").attr("rel", "nofollow"));
    vec![el("h2").with("The address that stays"), el("ul").with(lead).with(cite)]
}
