//! What the head of a document says to those who find it by a search, and to sites and programs that lead to it. All of it is taken from the page as
//! it is drawn, so that it can tell nothing that the page does not.

use domain::filter;

use crate::{
    markup::{Element, el},
    page::Page,
    site::Site,
};

/// Choices of a query that change no figure: what is listed, and how maps are drawn.
const DRAWN_ONLY: [&str; 3] = ["map", "q", "show"];
/// Fewer characters say too little of a page: whose it is comes with them.
const LITTLE: usize = 90;
/// More are cut off wherever they are shown.
const MUCH: usize = 280;
/// The class of what marks a figure as made up.
const MADE_UP: &str = "made-up-tag";

/// Where a document is, and what is told beside it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// Its path and query, as they are on the living site.
    pub address: (&'a str, &'a str),
    /// What its own path begins with where it is of a release apart, such as `/releases/3`.
    pub below: Option<&'a str>,
    /// The path of the picture that is shown where somebody leads to it.
    pub card: &'a str,
    /// What programs read of it, each a whole text of JSON.
    pub data: &'a [String],
}

/// The address of a page by which it is known: without choices that change no figure, and without what others add to count their readers.
pub fn canonical((path, query): (&str, &str)) -> String {
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    let kept = query.split('&').filter(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        !value.is_empty() && !DRAWN_ONLY.contains(&name) && !name.starts_with("utm_")
    });
    // A path of strokes alone is no page; nothing else is led to from here.
    let path = if path.starts_with("//") || path.is_empty() { "/" } else { path };
    filter::address(path, &kept.collect::<Vec<_>>().join("&"))
}

/// What a page says, in a sentence or two: its title and the sentence that comes first on it. Where anything on the page is made up, that it is.
pub fn description(page: &Page, site: &Site) -> String {
    let lead = page.body.find("lead").map(|lead| lead.words(MADE_UP)).unwrap_or_default();
    let mut text = page.title.trim_end_matches(['.', ':']).to_owned();
    if text.is_empty() || lead.starts_with(&text) {
        text.clone_from(&lead);
    } else if !lead.is_empty() {
        text = format!("{text}{} {lead}", stop(&text));
    }
    if text.chars().count() < LITTLE {
        text = format!("{text}{} {}: how its plans’ promises measure up, by area and equality group.", stop(&text), site.name);
    }
    let mut text = shortened(text.trim());
    if made_up(page) {
        text.push_str(" Some figures are illustrative: made up as an example.");
    }
    text
}

/// What a text wants to end as a sentence does.
fn stop(text: &str) -> &'static str {
    if text.is_empty() || text.ends_with(['.', '?']) { "" } else { "." }
}

/// Whether anything on a page is made up.
pub fn made_up(page: &Page) -> bool {
    page.body.find(MADE_UP).is_some()
}

/// A text cut off between words.
fn shortened(text: &str) -> String {
    if text.chars().count() <= MUCH {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MUCH).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.']))
}

/// The way up from a page, as it is drawn on it: labels and addresses; the page itself, which comes last, has none.
pub fn trail(page: &Page) -> Vec<(String, Option<String>)> {
    let items = page.body.find("crumbs").map(|crumbs| crumbs.every("li")).unwrap_or_default();
    let to = |item: &Element| item.every("a").first().and_then(|link| link.attribute("href")).map(str::to_owned);
    items.into_iter().map(|item| (item.words(""), to(item))).collect()
}

/// The elements that follow the title; none of a page that is not there.
pub fn elements(page: &Page, site: &Site, told: Told<'_>) -> Vec<Element> {
    if page.status != 200 {
        return Vec::new();
    }
    let origin = site.origin.as_deref();
    let whole = |path: &str| format!("{}{path}", origin.unwrap_or_default());
    let meta = |name: &'static str, content: String| el("meta").attr("name", name).attr("content", content);
    let property = |name: &'static str, content: String| el("meta").attr("property", name).attr("content", content);
    let name = format!("Measure Up · {}", site.name);
    let title = if page.title.is_empty() { name.clone() } else { page.title.clone() };
    let described = description(page, site);
    let living = canonical(told.address);
    let mut all = vec![
        meta("description", described.clone()),
        el("link").attr("rel", "canonical").attr("href", whole(&living)),
        property("og:type", "website".to_owned()),
        property("og:site_name", name),
        property("og:locale", "en_GB".to_owned()),
        property("og:title", title),
        property("og:description", described),
    ];
    // These two mean nothing without a host. Of a release apart it is its own address: who is led to it is to find what was meant.
    if origin.is_some() {
        all.push(property("og:url", whole(&format!("{}{living}", told.below.unwrap_or_default()))));
        all.push(property("og:image", whole(told.card)));
    }
    // What else it would say, it takes from the others.
    all.push(meta("twitter:card", if origin.is_some() { "summary_large_image" } else { "summary" }.to_owned()));
    all.extend(told.data.iter().map(|data| el("script").attr("type", "application/ld+json").with(data)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::{crumbs::crumbs, row};
    use domain::view::area::Link;

    fn site() -> Site {
        Site { name: "Vale Council".into(), origin: Some("https://vale.example".into()), ..Site::default() }
    }

    fn page() -> Page {
        let up = [Link { label: "Measures".into(), href: "/measures".into() }];
        let lead = el("p")
            .class("lead")
            .with("In the Vale: ")
            .with(el("strong").with("80%"))
            .with(", \"well\" <above>.")
            .with(" ")
            .with(row::made_up());
        Page::new("Repairs", el("div").with(crumbs(&up, "Repairs")).with(el("h1").with("Repairs")).with(lead))
    }

    fn html(all: &[Element]) -> String {
        let mut html = String::new();
        for element in all {
            element.write(&mut html);
        }
        html
    }

    #[test]
    fn an_address_is_known_without_what_changes_no_figure() {
        for (given, expected) in [
            (("/", ""), "/"),
            (("/areas/", "show=all&group=male&map=boundaries"), "/areas?group=male"),
            (("/measures", "q=repairs&utm_source=x"), "/measures"),
            (("/areas/X", "group=&compare=A,B"), "/areas/X?compare=A,B"),
            (("//example.org", ""), "/"),
        ] {
            assert_eq!(canonical(given), expected);
        }
    }

    #[test]
    fn a_description_is_what_the_page_says_and_names_what_is_made_up() {
        let words = description(&page(), &site());
        assert!(words.starts_with("Repairs. In the Vale: 80%, \"well\" <above>. Vale Council: how"), "{words}");
        assert!(words.ends_with("Some figures are illustrative: made up as an example."), "{words}");
        let long = Page::new("", el("p").class("lead").with("word ".repeat(200)));
        let words = description(&long, &site());
        assert!(words.ends_with("word…") && words.chars().count() <= MUCH + 1, "{words}");
        assert_eq!(trail(&page()), [("Measures".to_owned(), Some("/measures".to_owned())), ("Repairs".to_owned(), None)]);
    }

    #[test]
    fn nothing_in_a_head_ends_it() {
        let data = ["{\"a\":\"</script><b>\"}".to_owned()];
        let told = Told { address: ("/measures/x", "show=all"), card: "/measures/x/card.png", data: &data, ..Told::default() };
        let words = html(&elements(&page(), &site(), told));
        assert!(words.contains("<script type=\"application/ld+json\">{\"a\":\"\\u003c/script>\\u003cb>\"}</script>"), "{words}");
        assert!(words.contains("<link rel=\"canonical\" href=\"https://vale.example/measures/x\">"), "{words}");
        assert!(words.contains("<meta property=\"og:image\" content=\"https://vale.example/measures/x/card.png\">"), "{words}");
        assert!(words.contains("&quot;well&quot; &lt;above&gt;") && !words.contains("<b>"), "{words}");
        let apart = Told { below: Some("/releases/3"), ..told };
        assert!(html(&elements(&page(), &site(), apart)).contains("content=\"https://vale.example/releases/3/measures/x\""));
        // Without a host, what has to be whole is left out; of what is not there nothing is said.
        let nowhere = Site { origin: None, ..site() };
        let words = html(&elements(&page(), &nowhere, told));
        assert!(
            words.contains("rel=\"canonical\" href=\"/measures/x\"") && !words.contains("og:image") && !words.contains("og:url"),
            "{words}"
        );
        assert!(elements(&Page { status: 404, ..page() }, &site(), told).is_empty());
    }
}
