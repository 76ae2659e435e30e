//! A report to read: its sections with their sentences, tables and pictures, and the forms that it can be taken in.

use domain::{
    filter::encode,
    period::long_date,
    report::document::{Block, Document, Picture, Run, Section, Table, TableCell, Text},
};

use super::{Asked, document, trace};
use crate::{
    components::{crumbs::crumbs, row::made_up, scrolling},
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};
use domain::view::area::Link;

/// The forms that a report can be taken in: ending and name.
const FORMS: [(&str, &str); 3] = [("pdf", "PDF"), ("ods", "Spreadsheet (ODS)"), ("docx", "Text to edit (DOCX)")];

/// The page of a report by the two parts of its address.
///
/// # Errors
/// There is no such report.
pub(in crate::still) fn page(asked: &Asked, kind: &str, of: &str) -> Result<Page, PageError> {
    let report = document(asked, kind, of)?;
    let up = Link { label: "Reports".to_owned(), href: "/reports".to_owned() };
    let body = el("div")
        .class("page narrow report")
        .with(crumbs(&[up], &report.title))
        .with(el("h1").with(&report.title))
        .with(el("p").class("lead").with(format!("{}.", report.subtitle)).with(" ").with(report.illustrative.then(made_up)))
        .with(el("p").class("facts").with(format!(
            "{} · release {}, published {}",
            report.council,
            report.release,
            long_date(report.published)
        )))
        .with(tools(&report, &format!("/reports/{kind}/{of}")))
        .with((report.sections.len() > 3).then(|| contents(&report)))
        .all(sections(&report))
        .with(el("p").class("note").with(&report.licence));
    Ok(Page::new(report.title.clone(), body))
}

fn tools(report: &Document, path: &str) -> Element {
    let print =
        el("button").class("link").attr("type", "button").attr("data-needs-script", "").attr("data-print", "").with("Print this page");
    let forms = FORMS
        .map(|(ending, name)| el("li").with(link(format!("{path}/report.{ending}"), name).attr("rel", "external").attr("download", "")));
    let stays =
        report.address.as_ref().map(|address| el("li").with(link(address.clone(), "The address that stays").attr("rel", "external")));
    el("ul").class("tools").all(forms).with(stays).with(el("li").with(print))
}

pub(super) fn contents(report: &Document) -> Element {
    let items = report.sections.iter().map(|section| el("li").with(link(format!("#{}", section.key), &section.heading)));
    el("nav").attr("aria-label", "Contents").with(el("ol").class("contents").all(items))
}

/// The sections of a report.
pub(in crate::still) fn sections(report: &Document) -> impl Iterator<Item = Element> {
    report.sections.iter().map(section)
}

fn section(section: &Section) -> Element {
    el("section").attr("id", section.key.clone()).with(el("h2").with(&section.heading)).all(section.blocks.iter().map(block))
}

fn block(block: &Block) -> Element {
    match block {
        Block::Heading { text } => el("h3").with(text),
        Block::Paragraph(text) => el("div").class("said").with(el("p").all(runs(text))).with(traced(text)),
        Block::List { items } => {
            el("ul").class("plain").all(items.iter().map(|item| el("li").all(runs(item)).with(" ").with(traced(item))))
        }
        Block::Table(table) => self::table(table),
        Block::Picture(picture) => self::picture(picture),
    }
}

fn traced(text: &Text) -> Option<Element> {
    (!text.from.is_empty()).then(|| trace(&text.from))
}

fn runs(text: &Text) -> impl Iterator<Item = Element> {
    text.runs.iter().map(run)
}

fn run(run: &Run) -> Element {
    let words = el(if run.strong { "strong" } else { "span" }).with(&run.text);
    match &run.href {
        Some(href) => el("span").with(link(href.clone(), "").with(words)),
        None => words,
    }
}

fn table(table: &Table) -> Element {
    let heads = table
        .columns
        .iter()
        .map(|column| el("th").attr("scope", "col").maybe("class", column.number.then_some("number")).with(&column.heading));
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(at, cell)| {
            let number = table.columns.get(at).is_some_and(|column| column.number);
            let element = if at == 0 { el("th").attr("scope", "row") } else { el("td").maybe("class", number.then_some("number")) };
            element.with(content(cell))
        });
        el("tr").all(cells)
    });
    let drawn = el("table")
        .class("figures words")
        .with(el("caption").with(&table.caption))
        .with(el("thead").with(el("tr").all(heads)))
        .with(el("tbody").all(rows));
    let notes = table.notes.iter().map(|note| el("p").class("note").with(note));
    el("div").with(scrolling(&table.caption, drawn)).all(notes)
}

fn content(cell: &TableCell) -> Element {
    match &cell.href {
        Some(href) => link(href.clone(), &cell.text),
        None => el("span").with(&cell.text),
    }
}

fn picture(picture: &Picture) -> Element {
    let image = el("img")
        .attr("src", format!("data:image/svg+xml,{}", encode(&picture.svg)))
        .attr("alt", picture.alt.clone())
        .attr("width", picture.size.0.to_string())
        .attr("height", picture.size.1.to_string());
    el("figure").class("drawn").with(image).with(el("figcaption").class("note").with(&picture.caption))
}
