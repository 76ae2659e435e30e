//! In what forms a page can be taken, as it is chosen: its figures, its picture, a card for another page, and an address that stays.

use domain::{
    filter::{address, encode},
    view::{area::Link, lead::capital},
};

use super::{Asked, filter, minute};
use crate::{
    components::{crumbs::crumbs, row::made_up},
    draw,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// The height of the card of a measure in another page, in CSS pixels: all of it is seen at 320 px of width.
const HEIGHT: u32 = 620;
/// The same of an area's card, which is a list of sentences and scrolls where it is narrow.
const TALL: u32 = 1_000;

/// The forms of a measure by its code.
///
/// # Errors
/// The part of the address that is not right, with the nearest that exists.
pub(super) fn measure(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let catalogue = asked.catalogue;
    let at = draw::find_measure(catalogue, code)?;
    let measure = &catalogue.measures[usize::from(at)];
    let path = format!("/measures/{}", measure.code);
    let (chosen, resolved) = draw::read_filter(catalogue, &format!("{path}/take"), asked.query)?;
    let query = chosen.to_string();
    let area = &catalogue.areas[usize::from(resolved.area.unwrap_or_else(|| catalogue.city()))];
    let group = catalogue.group(resolved.group).map_or_else(|| "everyone".to_owned(), |(_, group)| group.name.clone());
    let invented = catalogue.spans.get(usize::from(at)).is_some_and(|span| span.illustrative);
    let about = format!("{}, {group}, up to {}. ", area.name, resolved.until.label());
    let up = [Link { label: "Measures".to_owned(), href: "/measures".to_owned() }];
    let all = el("ul").with([
        file(format!("{path}/data.csv"), "CSV"),
        goes(address("/api/v1/observations", &format!("measure={}", measure.code)), "For a program (JSON), page by page"),
    ]);
    let [drawing, dots] = ["svg", "png"].map(|ending| address(&format!("{path}/picture.{ending}"), &query));
    let picture = el("ul").with([
        file(drawing, "Picture (SVG), with title, source and licence in it"),
        file(dots, "The same for slides and text documents (PNG)"),
    ]);
    // Only what the card shows goes with it.
    let (kept, _) = filter(catalogue, &path, &query, &["area", "group", "period"])?;
    let card = Card {
        here: address(&format!("/embed{path}"), &kept.to_string()),
        name: format!("{}, {}", measure.title, area.name),
        height: HEIGHT,
        shows: format!("{} alone, without a script, and leads back to this measure", area.name),
    };
    let body = top(&up, (&measure.title, address(&path, &query)), about, invented)
        .with(figures(
            &path,
            &query,
            "What the page of the measure shows with these choices: every area for the group, every group and the trend of the area.",
        ))
        .with(el("h2").with("Every figure of this measure"))
        .with(all)
        .with(el("h2").with("The chart"))
        .with(picture)
        .with(card.told(asked))
        .with(stays(asked, "The measure", &path, &query));
    Ok(Page::new(format!("Take this: {}", measure.title), body))
}

/// The forms of an area's dashboard by its code.
///
/// # Errors
/// The part of the address that is not right, with the nearest that exists.
pub(super) fn area(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let catalogue = asked.catalogue;
    let at = draw::find_area(catalogue, code)?;
    let area = &catalogue.areas[usize::from(at)];
    let path = format!("/areas/{}", area.code);
    let (chosen, resolved) = draw::read_filter(catalogue, &format!("{path}/take"), asked.query)?;
    let query = chosen.to_string();
    let group = catalogue.group(resolved.group).map_or_else(|| "everyone".to_owned(), |(_, group)| group.name.clone());
    let about = format!("{group}, up to {}. ", resolved.until.label());
    let all = el("ul").with([
        goes(address("/api/v1/observations", &format!("area={}", area.code)), "For a program (JSON), page by page"),
        goes("/data/files".to_owned(), "The files of the whole release"),
    ]);
    let card = minute::told(asked, code).ok().map(|told| Card {
        here: format!("/embed{path}"),
        name: format!("{} in one minute", told.name),
        height: TALL,
        shows: format!("{} in one minute, without a script, and leads back to it", told.name),
    });
    let body = top(&[], (&area.name, address(&path, &query)), about, area.illustrative)
        .with(figures(
            &path,
            &query,
            "What the dashboard shows with these choices: the newest figure of every measure on it, beside what each is compared with.",
        ))
        .with(el("h2").with("Every figure of this area"))
        .with(all)
        .with(card.map(|card| card.told(asked)))
        .with(stays(asked, "The dashboard", &path, &query));
    Ok(Page::new(format!("Take this: {}", area.name), body))
}

fn file(href: String, label: &'static str) -> Element {
    el("li").with(link(href, label).attr("rel", "external").attr("download", ""))
}

fn goes(href: String, label: &'static str) -> Element {
    el("li").with(link(href, label).attr("rel", "external"))
}

/// The head of the page: what is taken, and as it is chosen.
fn top(up: &[Link], (title, back): (&str, String), about: String, invented: bool) -> Element {
    let up: Vec<Link> = up.iter().cloned().chain([Link { label: title.to_owned(), href: back.clone() }]).collect();
    let lead = el("p").class("lead").with(capital(&about)).with(link(back, "Choose otherwise")).with(" ").with(invented.then(made_up));
    el("div").class("page narrow").with(crumbs(&up, "Take this")).with(el("h1").with(format!("Take this: {title}"))).with(lead)
}

/// Exactly the figures that the page shows, in each form.
fn figures(path: &str, query: &str, what: &'static str) -> Vec<Element> {
    let [csv, ods, json] = ["csv", "ods", "json"].map(|ending| address(&format!("{path}/figures.{ending}"), query));
    let list = el("ul").with([file(csv, "CSV"), file(ods, "Spreadsheet (ODS), with cover and notes"), file(json, "JSON")]);
    vec![el("h2").with("Exactly these figures"), el("p").with(what), list]
}

/// A card for another page. It shows what was chosen and nothing else, whatever its reader does.
struct Card {
    /// Its address.
    here: String,
    /// What it is of.
    name: String,
    /// Its height, in CSS pixels.
    height: u32,
    /// What it shows, for a sentence.
    shows: String,
}

impl Card {
    /// The card, and the code that shows it in another page.
    fn told(self, asked: &Asked) -> Vec<Element> {
        let below = if asked.site.is_served() { String::new() } else { format!("/releases/{}", asked.site.release) };
        let origin = asked.site.origin.as_deref().unwrap_or_default();
        let frame = el("iframe")
            .attr("src", format!("{origin}{below}{}", self.here))
            .attr("title", format!("{}: {}", self.name, asked.site.name))
            .attr("width", "100%")
            .attr("height", self.height.to_string())
            .attr("loading", "lazy");
        let mut code = String::new();
        frame.write(&mut code);
        let later = if below.is_empty() { "as releases are published, the card shows the newest" } else { "it stays as it is" };
        let words = format!("The card shows {}. Copy this code into a page; {later}.", self.shows);
        let host =
            asked.site.origin.is_none().then(|| {
                el("p").class("note").with("This site has not been told its public address: write it before the path in the code.")
            });
        let see = link(self.here, "See the card").attr("rel", "external");
        let head = el("h2").with(el("label").attr("for", "embed").with("A card for another page"));
        let parts =
            [Some(head), Some(el("p").with(words)), host, Some(super::copied("embed", code)), Some(el("p").class("more").with(see))];
        parts.into_iter().flatten().collect()
    }
}

/// Where what is taken stays as it is, and how it is cited.
fn stays(asked: &Asked, what: &str, path: &str, query: &str) -> Vec<Element> {
    let now = address(path, query);
    let release = asked.site.release;
    let fixed = format!("/releases/{release}{now}");
    let said = encode(&if asked.site.is_served() { now } else { fixed.clone() });
    let lead = asked
        .site
        .is_served()
        .then(|| el("li").with(link(fixed, format!("{what} as release {release} has it, for good")).attr("rel", "external")));
    let cite = el("li").with(link(format!("/cite?page={said}"), "How to cite it").attr("rel", "nofollow"));
    vec![el("h2").with("The address that stays"), el("ul").with(lead).with(cite)]
}
