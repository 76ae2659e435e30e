//! Downloads, and what is told of releases.

pub(super) mod corrections;
pub(super) mod due;
pub(super) mod files;
pub(super) mod releases;

use domain::{NaiveDate, period::long_date, register::Erratum, view::area::Link};

use super::Asked;
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// The pages there are: path and title.
const PAGES: [(&str, &str); 5] = [
    ("/data", "Downloads"),
    ("/data/files", "Everything as files"),
    ("/data/releases", "Releases"),
    ("/data/corrections", "Corrections"),
    ("/data/due", "What is due when"),
];
/// The feeds there are: path and title.
const FEEDS: [(&str, &str); 3] =
    [("/feeds/releases.atom", "Releases"), ("/feeds/corrections.atom", "Corrections"), ("/feeds/slips.atom", "Dates that were put off")];
/// Days that a correction is told of beside the downloads.
const RECENT: i64 = 30;

/// What the columns of a file mean.
const COLUMNS: [(&str, &str); 4] = [
    (
        "numerator, denominator",
        "How many, out of how many. Of some measures these are rounded, and the value and its range are worked out from the rounded counts: the measure’s page says so.",
    ),
    (
        "obs_status",
        "Why there is no value: c hidden to protect people, x not available, z does not apply, n not collected, u too unreliable, d not yet due, l late. With a value: p provisional, r revised, b break in the series, e estimated, h as published before, for a later change is held back to protect people.",
    ),
    (
        "provenance",
        "published: a source anyone can check. council: entered by the council. illustrative: made up so that the example can be explored.",
    ),
    ("time_period", "ISO 8601: the first day and a length, such as 2026-07-01/P3M for a quarter."),
];

/// The way to each page, of which one is open.
fn tabs(open: &str) -> Element {
    let tabs = PAGES.map(|(path, title)| el("li").with(link(path, title).maybe("aria-current", (path == open).then_some("page"))));
    el("nav").attr("aria-label", "Data").with(el("ul").class("tabs").all(tabs))
}

/// The way up from each but the first.
pub(super) fn up() -> Link {
    Link { label: "Data".to_owned(), href: "/data".to_owned() }
}

/// Where the same is for a program to read.
fn file(path: &'static str) -> Element {
    el("p").class("more").with(link(path, "Download this list (CSV)").attr("rel", "external").attr("download", ""))
}

/// Whether something was corrected or withdrawn so lately that it is told of beside the downloads.
fn recent(one: &Erratum, today: NaiveDate) -> bool {
    (today - one.on.date()).num_days() <= RECENT
}

/// What was corrected or withdrawn lately.
fn lately(asked: &Asked) -> Option<Element> {
    let lines = asked.register.errata().into_iter().filter(|one| recent(one, asked.site.today)).map(|one| {
        let heading = el("strong").with(corrections::heading(&one));
        el("li").with(heading).with(". ").with(one.words.to_owned())
    });
    let lines: Vec<Element> = lines.collect();
    (!lines.is_empty()).then(|| {
        el("section")
            .with(el("h2").with("Corrected lately"))
            .with(el("ul").class("plain").all(lines))
            .with(el("p").class("more").with(link("/data/corrections", "Every correction")))
    })
}

/// Downloads.
pub(super) fn page(asked: &Asked) -> Page {
    let site = asked.site;
    let published = long_date(site.published);
    let lead = format!("Everything shown here can be downloaded. This is release {}, published {published}.", site.release);
    let columns = COLUMNS.map(|(name, meaning)| el("div").with(el("dt").with(name)).with(" ").with(el("dd").with(meaning)));
    let body =
        el("div")
            .class("page narrow")
            .with(el("h1").with("Data"))
            .with(tabs("/data"))
            .with(el("p").class("lead").with(lead))
            .with(lately(asked))
            .with(el("h2").with("What you see"))
            .with(el("p").with(
                "Every dashboard and every measure has a link that downloads exactly the figures shown, with the choices you have made.",
            ))
            .with(el("h2").with("One measure, all of it"))
            .with(
                el("p")
                    .with("Each measure’s page has a link to all its figures: every area, group and period. ")
                    .with(link("/measures", "Choose a measure")),
            )
            .with(el("h2").with("Everything"))
            .with(
                el("p")
                    .with("Every figure of this release as CSV, Parquet, JSON-stat or one database, with what each column means. ")
                    .with(link("/data/files", "Everything as files")),
            )
            .with(el("h2").with("For programs"))
            .with(
                el("p")
                    .with("Figures, ratings with their reasons, gaps, programmes and decisions can be asked by a program, without a key. ")
                    .with(link("/api", "What there is to ask")),
            )
            .with(el("h2").with("Feeds"))
            .with(el("ul").class("inline").all(FEEDS.map(|(path, label)| el("li").with(link(path, label).attr("rel", "external")))))
            .with(el("h2").with("How to read a file"))
            .with(el("dl").class("about").all(columns))
            .with(el("p").class("note").with(&site.attribution));
    Page::new("Data", body)
}
