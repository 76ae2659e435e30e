//! Files that were brought in, and the form to bring one in.

pub mod columns;
pub mod file;
pub mod one;
pub mod said;

use super::form::{error, post, problems, submit, title};
use crate::{
    markup::{Content, Element, el, link},
    page::Page,
};

/// An import in the list, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub number: i64,
    /// The name of its file.
    pub file: String,
    /// When it was accepted, UTC.
    pub at: String,
    /// Who accepted it.
    pub by: String,
    /// How many figures it has.
    pub figures: String,
    /// Whether it is in force, or when it was withdrawn and by whom.
    pub state: String,
}

/// The list of imports, and what is around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// The imports, the newest first.
    pub imports: Vec<Listed>,
    /// The file that the reader is looking at, if there is one.
    pub looking: Option<String>,
    /// The council's measures: code and title.
    pub measures: Vec<(String, String)>,
    /// Names of the mappings that are kept.
    pub mappings: Vec<String>,
    /// The largest file, in words.
    pub largest: String,
    /// What is wrong with what was sent.
    pub wrong: Vec<(&'static str, String)>,
}

/// A table that can be scrolled sideways. `name` is what a screen reader calls it.
pub(in crate::manage) fn table(name: &str, head: &[&'static str], rows: impl Iterator<Item = Element>) -> Element {
    let head = head.iter().map(|label| el("th").attr("scope", "col").with(*label));
    let table = el("table")
        .class("figures")
        .with(el("caption").class("unseen").with(name.to_owned()))
        .with(el("thead").with(el("tr").all(head)))
        .with(el("tbody").all(rows));
    el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", name.to_owned()).with(table)
}

/// A row whose first cell names it.
pub(super) fn row(first: impl Content, cells: impl IntoIterator<Item = String>) -> Element {
    el("tr").with(el("th").attr("scope", "row").with(first)).all(cells.into_iter().map(|text| el("td").with(text)))
}

/// A list to choose one of: value and label.
pub(super) fn select(
    name: &str,
    label: &str,
    hint: &str,
    options: impl Iterator<Item = (String, String)>,
    chosen: &str,
    wrong: Option<&str>,
) -> Element {
    let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
    let options =
        options.map(|(value, label)| el("option").maybe("selected", (value == chosen).then_some("")).attr("value", value).with(label));
    let told = wrong.map(|words| {
        el("p").class("asked-error").attr("id", error_id.clone()).with(el("span").class("unseen").with("Error: ")).with(words.to_owned())
    });
    let described = [(!hint.is_empty()).then_some(hint_id.clone()), wrong.map(|_| error_id)];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let select = el("select")
        .attr("name", name.to_owned())
        .attr("id", name.to_owned())
        .maybe("aria-describedby", (!described.is_empty()).then(|| described.join(" ")))
        .maybe("aria-invalid", wrong.map(|_| "true"))
        .all(options);
    let hint = (!hint.is_empty()).then(|| el("p").class("note").attr("id", hint_id).with(hint.to_owned()));
    el("div").class("asked").with(el("label").attr("for", name.to_owned()).with(label.to_owned())).with(hint).with(told).with(select)
}

/// The measures to choose one of, after an empty choice.
pub(super) fn measures(none: &str, measures: &[(String, String)]) -> impl Iterator<Item = (String, String)> {
    let first = std::iter::once((String::new(), none.to_owned()));
    first.chain(measures.to_vec())
}

/// The list of imports.
pub fn list(token: &str, list: &List) -> Page {
    let heading = "Imports";
    let rows = list.imports.iter().map(|import| {
        let number = link(format!("/manage/imports/import?number={}", import.number), format!("Import {}", import.number));
        row(number, [import.file.clone(), import.figures.clone(), import.state.clone(), import.by.clone(), import.at.clone()])
    });
    let imports = if list.imports.is_empty() {
        el("p").with("No file has been imported yet.")
    } else {
        table("Imports, the newest first", &["Import", "File", "Figures", "State", "Accepted by", "When (UTC)"], rows)
    };
    let body = el("div")
        .class("page")
        .with(problems(&list.wrong))
        .with(el("h1").with(heading))
        .with(el("p").class("lead").with("Bring in the figures of a table. You see what was understood and what would change before anything is written; nothing is published by it."))
        .with(list.looking.as_ref().map_or_else(|| upload(token, list), |file| looking(token, file)))
        .with(el("section").with(el("h2").with("Files that were imported")).with(imports))
        .with(mappings(token, &list.mappings));
    let status = if list.wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(heading, !list.wrong.is_empty()), body) }
}

fn looking(token: &str, file: &str) -> Element {
    el("section")
        .with(el("h2").attr("id", "file").with("The file that you are looking at"))
        .with(el("p").with(link("/manage/imports/file", file.to_owned())))
        .with(post("/manage/imports/give-up", token).with(el("button").attr("type", "submit").with("Put it away")))
}

fn upload(token: &str, list: &List) -> Element {
    let wrong = error(&list.wrong, "file");
    let told = wrong.map(|words| {
        el("p").class("asked-error").attr("id", "file-error").with(el("span").class("unseen").with("Error: ")).with(words.to_owned())
    });
    let file = el("div")
        .class("asked")
        .with(el("label").attr("for", "file").with("File"))
        .with(
            el("p")
                .class("note")
                .attr("id", "file-hint")
                .with(format!("CSV, XLSX or ODS, up to {}. It is kept for half an hour, and only you see it.", list.largest)),
        )
        .with(told)
        .with(
            el("input")
                .attr("id", "file")
                .attr("name", "file")
                .attr("type", "file")
                .attr("accept", ".csv,.tsv,.txt,.xlsx,.xlsm,.ods")
                .attr("aria-describedby", if wrong.is_some() { "file-hint file-error" } else { "file-hint" })
                .maybe("aria-invalid", wrong.map(|_| "true")),
        );
    let measure = select(
        "measure",
        "Measure",
        "If the file is of one measure and does not name it.",
        measures("The file says it", &list.measures),
        "",
        error(&list.wrong, "measure"),
    );
    let form = post("/manage/imports/upload", token)
        .class("stack")
        .attr("enctype", "multipart/form-data")
        .with(measure)
        .with(file)
        .with(submit("Look at it"));
    el("section").with(el("h2").with("Bring in a file")).with(form)
}

fn mappings(token: &str, names: &[String]) -> Option<Element> {
    let items = names.iter().map(|name| {
        let form = post("/manage/imports/forget", token)
            .with(el("input").attr("type", "hidden").attr("name", "name").attr("value", name.clone()))
            .with(el("button").attr("type", "submit").attr("aria-label", format!("Remove {name}")).with("Remove"));
        el("li").with(el("strong").with(name)).with(form)
    });
    let note = "A file with the same columns is read by its mapping. To change one, keep another under its name.";
    (!names.is_empty()).then(|| {
        el("section").with(el("h2").with("Mappings that are kept")).with(el("p").with(note)).with(el("ul").class("acts").all(items))
    })
}
