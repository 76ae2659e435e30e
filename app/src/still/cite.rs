//! How a page is cited.

use domain::{citation::Citation, filter::encode, period::long_date};

use super::Asked;
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// What is told of a page that is cited.
#[derive(Debug, Clone, PartialEq)]
pub struct Cited {
    /// What is cited.
    pub citation: Citation,
    /// The page, as it was asked for.
    pub page: String,
    /// The same as CSL-JSON.
    pub csl: String,
    /// Whether its address is of the release, and so stays as it is.
    pub stays: bool,
}

/// Which page is to be cited: the page that asks for it.
pub(super) fn ask(asked: &Asked) -> Page {
    let lead = "Every page of figures has “Cite this page” at its foot. An address of this site can be written here instead.";
    let body = el("div").class("page narrow").with(el("h1").with("Cite a page")).with(el("p").class("lead").with(lead)).with(form(asked));
    Page::new("Cite a page", body)
}

fn form(asked: &Asked) -> Element {
    let field = el("input").attr("name", "page").attr("type", "text").attr("maxlength", "2000").attr("placeholder", "/measures");
    let label = format!("Address of a page of {} ", asked.site.name);
    el("form")
        .class("finder")
        .attr("action", "/cite")
        .attr("method", "get")
        .with(el("label").with(label).with(field))
        .with(el("button").attr("type", "submit").with("Cite it"))
}

/// The citation of a page, in each form to copy and to take.
pub(super) fn page(asked: &Asked, cited: &Cited) -> Page {
    let Cited { citation, page, csl, stays } = cited;
    let published = long_date(citation.published);
    let lead = el("p")
        .class("lead")
        .with(link(page.clone(), &citation.title))
        .with(format!(", release {} of {}, published {published}.", citation.release, citation.council));
    let where_to = if *stays {
        "The address in the citation leads to the page as it was published in that release, and stays so. What was approved or corrected since is on \
         the page of today."
    } else {
        "This page tells of all releases, so its address leads to what it says on the day it is read: the day is in the citation."
    };
    let host =
        asked.site.origin.is_none().then(|| {
            el("p").class("note").with("This site has not been told its public address: write it before the path in the citation.")
        });
    let forms = [
        ("text", "As text", citation.text(), None),
        ("bibtex", "BibTeX", citation.bibtex(), Some("bib")),
        ("ris", "RIS", citation.ris(), Some("ris")),
        ("csl", "CSL-JSON", csl.clone(), Some("json")),
    ];
    let sections = forms.map(|(key, name, text, file)| section(key, name, text, file.map(|ending| taken(ending, page))));
    let body = el("div")
        .class("page narrow")
        .with(el("h1").with("Cite this page"))
        .with(lead)
        .with(el("p").with(where_to))
        .with(host)
        .with(sections)
        .with(el("h2").with("Another page"))
        .with(form(asked));
    Page::new(format!("Cite: {}", citation.title), body)
}

/// Where a form of the citation is as a file.
fn taken(ending: &str, page: &str) -> String {
    format!("/cite/citation.{ending}?page={}", encode(page))
}

fn section(key: &'static str, name: &'static str, text: String, file: Option<String>) -> Element {
    let file = file.map(|href| {
        el("p").class("more").with(link(href, format!("{name} as a file")).attr("rel", "external nofollow").attr("download", ""))
    });
    el("section").with(el("h2").with(el("label").attr("for", key).with(name))).with(super::copied(key, text)).with(file)
}
