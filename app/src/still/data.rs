//! Downloads.

use crate::{
    markup::{el, link},
    page::Page,
    site::Site,
};

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

/// Downloads.
pub(super) fn page(site: &Site) -> Page {
    let published = domain::period::long_date(site.published);
    let lead = format!("Everything shown here can be downloaded. This is release {}, published {published}.", site.release);
    let columns = COLUMNS.map(|(name, meaning)| el("div").with(el("dt").with(name)).with(" ").with(el("dd").with(meaning)));
    let body =
        el("div")
            .class("page narrow")
            .with(el("h1").with("Data"))
            .with(el("p").class("lead").with(lead))
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
            .with(el("h2").with("How to read a file"))
            .with(el("dl").class("about").all(columns))
            .with(el("p").class("note").with(&site.attribution));
    Page::new("Data", body)
}
