//! Pages that other sites show inside theirs: small, without a program, without a way to anything but the page they are from.

use crate::{
    apart::Apart,
    manage::inline_style,
    markup::{Element, el, link},
    page::Page,
    site::{Assets, Site},
};

/// The document of a card. `from`: the page that it is from, as an address of this site. Links open there, in a window of their own; those of a card of
/// an earlier release, in that release.
pub fn document(assets: &Assets, site: &Site, page: &Page, from: &str, apart: Option<&Apart>) -> String {
    let stylesheet = |href: &String| el("link").attr("rel", "stylesheet").attr("href", href.clone());
    let head = page
        .unlisted_head(&site.name)
        .with(el("link").attr("rel", "canonical").attr("href", from.to_owned()))
        .with(el("base").attr("target", "_blank"))
        .with(stylesheet(&assets.css));
    let source = el("p").class("card-source").with(link(from.to_owned(), format!("{} · Measure Up", site.name)));
    let mut main: Element = el("main").attr("id", "main").with((*page.body).clone()).with(source);
    if let Some(apart) = apart {
        main.readdress(&|href| apart.under(href));
    }
    let mut html = String::from("<!DOCTYPE html>");
    let body = el("body").class("embedded").with(main);
    el("html").attr("lang", "en-GB").attr("style", inline_style(site)).with(head).with(body).write(&mut html);
    html
}
