//! The pages of those who sign in. The server draws them for one reader at a time, keeps none of them, and sends them without script, but for the
//! one on which figures are entered.

pub mod approvals;
pub mod area;
pub mod audit;
pub mod beside;
pub mod decisions;
pub mod directorate;
mod done;
pub mod entry;
mod far;
pub mod form;
pub mod home;
pub mod imports;
pub mod measures;
pub mod meetings;
pub mod parts;
pub mod people;
pub mod programmes;
pub mod releases;
pub mod reports;
mod settle;
pub mod sign_in;
pub mod unsubscribe;

use crate::{
    components::{
        footer::{footer, footer_signed},
        header::header,
    },
    markup::{Element, el, link},
    page::Page,
    site::{Assets, Site},
};

/// Who is signed in, for the head of their pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Their name.
    pub name: String,
    /// What proves that a form was drawn for their session.
    pub token: String,
    /// Where they may go: address and label.
    pub links: Vec<(String, String)>,
}

/// The inline style of a document, which its policy names by hash.
pub fn inline_style(site: &Site) -> String {
    format!("--head: {}", site.head_colour)
}

/// The document of a page at a path.
pub fn document(assets: &Assets, site: &Site, page: &Page, path: &str, signed: Option<&Signed>) -> String {
    let head = page.unlisted_head(&site.name).with(el("link").attr("rel", "stylesheet").attr("href", assets.css.clone()));
    let body = el("body")
        .with(link("#main", "Skip to the page").class("skip"))
        .with(header(site, path))
        .with(signed.map(|signed| bar(signed, path)))
        .with(el("main").attr("id", "main").attr("tabindex", "-1").with((*page.body).clone()))
        .with(if signed.is_some() { footer_signed(site) } else { footer(site, None) });
    let mut html = String::from("<!DOCTYPE html>");
    el("html").attr("lang", "en-GB").attr("style", inline_style(site)).with(head).with(body).write(&mut html);
    html
}

/// Where the reader is signed in, and how to sign out.
fn bar(signed: &Signed, path: &str) -> Element {
    let links = signed
        .links
        .iter()
        .map(|(href, label)| el("li").with(link(href.clone(), label).maybe("aria-current", (href == path).then_some("page"))));
    let leave = form::post("/sign-out", &signed.token).with(el("button").class("link").attr("type", "submit").with("Sign out"));
    el("nav")
        .class("signed")
        .attr("aria-label", "Signed in")
        .with(el("p").with("Signed in as ").with(el("strong").with(&signed.name)))
        .with(el("ul").class("tabs").all(links))
        .with(leave)
}

/// A page that says why something cannot be done.
pub fn stopped(status: u16, heading: &'static str, words: &str) -> Page {
    let body = el("div")
        .class("page narrow")
        .with(el("h1").with(heading))
        .with(el("p").class("lead").with(words.to_owned()))
        .with(el("p").with(link("/manage", "Back to your pages")));
    Page { status, ..Page::new(heading, body) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_escapes_what_it_shows_and_holds_no_script() {
        let site = Site { name: "A <b> council".into(), head_colour: "#123456".into(), ..Site::default() };
        let signed =
            Signed { name: "<script>alert(1)</script>".into(), token: "t\"><img>".into(), links: vec![("/manage".into(), "Start".into())] };
        let page = stopped(403, "You may not do this", "You may not <i>.");
        let html = document(&Assets::default(), &site, &page, "/manage", Some(&signed));
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en-GB\" style=\"--head: #123456\"><head><meta charset=\"utf-8\"><title>"));
        for trace in ["<script", "<img>", "<i>", "<b>", "</meta>"] {
            assert!(!html.contains(trace), "{trace}: {html}");
        }
        assert_eq!(html.matches("<h1").count(), 1);
        assert!(html.contains("aria-current=\"page\""));
    }
}
