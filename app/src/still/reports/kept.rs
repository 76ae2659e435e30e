//! A report as a page that needs nothing beside it: what is kept of a frozen one, byte for byte.

use domain::{period::long_date, report::document::Document};

use super::one::sections;
use crate::markup::{Element, el, link};

/// Its look, in the page itself: no other file may change how it reads.
const STYLE: &str = include_str!("kept.css");

/// The page.
pub(in crate::still) fn document(report: &Document) -> String {
    let number = report.number.map(|number| format!("Report {number}, frozen on {}. ", long_date(report.dated)));
    let facts = format!(
        "{}{}, figures of release {}, published {}.",
        number.unwrap_or_default(),
        report.council,
        report.release,
        long_date(report.published)
    );
    let made_up = "Some figures in this report are illustrative: they are made up, and marked.";
    let home = report.address.as_ref().map(|address| el("p").with(link(address.clone(), "This report as it is shown now")));
    let head = el("head")
        .with(el("meta").attr("charset", "utf-8"))
        .with(el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"))
        .with(el("meta").attr("name", "robots").attr("content", "noindex"))
        .with(el("title").with(&report.title))
        // No icon: a browser would look for one elsewhere.
        .with(el("link").attr("rel", "icon").attr("href", "data:,"))
        .with(el("style").with(STYLE));
    let main = el("main")
        .with(el("h1").with(&report.title))
        .with(el("p").class("lead").with(format!("{}.", report.subtitle)))
        .with(el("p").with(facts))
        .with(report.illustrative.then(|| el("p").with(el("strong").with(made_up))))
        .all(sections(report))
        .with(el("footer").with(el("p").with(&report.licence)).with(home));
    let mut html = String::from("<!DOCTYPE html>");
    let page: Element = el("html").attr("lang", report.language.clone()).with(head).with(el("body").with(main));
    page.write(&mut html);
    html
}
