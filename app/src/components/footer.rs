//! The foot of every page: which release, whose data, how to get in touch.

use domain::filter::{address, encode};

use crate::{
    markup::{Element, el, link},
    site::Site,
};

/// The pages that the foot leads to.
const LINKS: [(&str, &str); 9] = [
    ("/about/methods", "How figures are made"),
    ("/about/protection", "How much is hidden"),
    ("/about/illustrative", "Illustrative figures"),
    ("/about/accessibility", "Accessibility"),
    ("/about/cookies", "Cookies"),
    ("/equality", "Equality"),
    ("/reports", "Reports"),
    ("/data", "Data"),
    ("/sign-in", "Sign in"),
];

/// The foot of a page that everybody sees. `cited`: what the page's path begins with, its path and its query, where it can be cited.
pub fn footer(site: &Site, cited: Option<(&str, &str, &str)>) -> Element {
    foot(site, cited, &LINKS)
}

/// The foot of a page for those who are signed in, who need no way to that.
pub(crate) fn footer_signed(site: &Site) -> Element {
    let (_sign_in, links) = LINKS.split_last().unwrap_or((&("", ""), &[]));
    foot(site, None, links)
}

fn foot(site: &Site, cited: Option<(&str, &str, &str)>, links: &[(&'static str, &'static str)]) -> Element {
    let published = domain::period::long_date(site.published);
    let inner = el("div")
        .class("foot-inner")
        .with(el("p").with(link("/data/releases", format!("Release {}", site.release))).with(format!(" · published {published}")))
        .with(el("ul").with(cited.map(cite)).all(links.iter().map(|(href, label)| el("li").with(link(*href, *label)))))
        .with(el("p").class("quiet").with(&site.attribution));
    el("footer").class("foot").with(inner)
}

fn cite((below, path, query): (&str, &str, &str)) -> Element {
    let page = encode(&address(&format!("{below}{path}"), query));
    el("li").with(link(format!("/cite?page={page}"), "Cite this page").attr("rel", "nofollow"))
}
