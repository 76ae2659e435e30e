//! Everything of the newest release as files.

use domain::format::value;

use super::{tabs, up};
use crate::{
    components::{crumbs::crumbs, heads, scrolling},
    markup::{Element, el, link},
    page::Page,
    still::Asked,
};

/// What each file is, in the order in which they are shown.
const KNOWN: [(&str, &str); 15] = [
    ("observations.csv", "Every figure, one a row, with its marks and where it comes from: for any spreadsheet or program"),
    ("observations.csv.gz", "The same, compressed"),
    ("observations.parquet", "The same for data frames and DuckDB, with typed columns"),
    ("release.sqlite", "The same as a database, with measures, areas, groups and periods beside the figures"),
    ("measures.csv", "Every measure: how it is made, by whom, and where it comes from"),
    ("areas.csv", "Every area with its code and boundaries"),
    ("groups.csv", "Every equality group, by characteristic"),
    ("periods.csv", "Every period with its first and last day"),
    ("sources.csv", "Where figures come from"),
    ("observations.csv-metadata.json", "What every column of the CSV files means (CSVW)"),
    ("json-stat/index.json", "A cube for each measure (JSON-stat 2.0)"),
    ("catalogue.jsonld", "The catalogue of all of this (DCAT 3)"),
    ("dataset.jsonld", "The same for search engines (schema.org)"),
    ("SHA256SUMS", "Checksums of every file"),
    ("README.txt", "How to read all of this, the marks, the licence"),
];

/// A size as people read it: `1.2 MB`.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => value(bytes as f64 / 1e3, "", " kB", 0),
        _ => value(bytes as f64 / 1e6, "", " MB", 1),
    }
}

/// The page. `files`: names and bytes of what there is; nothing while it is being written.
pub(in crate::still) fn page(asked: &Asked, files: Option<&[(String, u64)]>) -> Page {
    let number = asked.site.release;
    let top = el("div")
        .class("page")
        .with(crumbs(&[up()], "Everything as files"))
        .with(el("h1").with("Everything as files"))
        .with(tabs("/data/files"));
    let Some(files) = files else {
        let words = format!("The files of release {number} are being written. They will be here in a minute or two.");
        return Page::new("Everything as files", top.with(el("p").class("lead").with(words)));
    };
    let own = KNOWN.iter().map(|(name, what)| ((*name).to_owned(), (*what).to_owned()));
    let since = files.iter().filter_map(|(name, _)| {
        let before = name.strip_prefix("changes-since-")?.strip_suffix(".csv")?;
        Some((name.clone(), format!("What is not as it was in release {before}, figure by figure")))
    });
    let rows = own.chain(since).filter_map(|(name, what)| {
        let (_, bytes) = files.iter().find(|(known, _)| *known == name)?;
        let to = link(format!("/data/open/{number}/{name}"), &name).attr("rel", "external").attr("download", "");
        let latest = (!name.starts_with("changes-")).then(|| link(format!("/data/open/latest/{name}"), "newest").attr("rel", "external"));
        Some(
            el("tr")
                .with(el("th").attr("scope", "row").with(to))
                .with(el("td").with(what))
                .with(el("td").class("number").with(size(*bytes)))
                .with(el("td").with(latest)),
        )
    });
    let columns = ["File", "What it is", "Size", "Address that stays"].map(str::to_owned);
    let table = el("table")
        .class("figures words")
        .with(el("caption").class("unseen").with("Files of this release"))
        .with(heads(columns))
        .with(el("tbody").all(rows));
    let body = top
        .with(el("p").class("lead").with(format!(
            "Everything in release {number}, under the Open Government Licence: figures of few people are hidden in every file, and what is made up is marked."
        )))
        .with(scrolling("files of this release", table))
        .with(notes(number));
    Page::new("Everything as files", body)
}

fn notes(number: u32) -> Element {
    let line = |term: &'static str, words: String| el("div").with(el("dt").with(term)).with(" ").with(el("dd").with(words));
    el("dl").class("about").all([
        line(
            "Addresses",
            format!(
                "The files below /data/open/{number}/ stay as they are, unless the release is withdrawn: then they go, and what later releases changed since it. What is below /data/open/latest/ leads to the newest release."
            ),
        ),
        line("Large files", "They can be fetched in parts, and go on where they stopped.".to_owned()),
        line("To be said with them", "The attribution at the foot of this page, and the number of the release.".to_owned()),
    ])
}
