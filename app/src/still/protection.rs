//! How much is hidden, measure by measure: so that anyone can see what protecting people costs.
//!
//! Figures hidden because they are about too few people and figures hidden beside them are told of together: apart they would help whoever
//! wants to work one out.

use domain::{
    format::{count, plural, value},
    measure::Disclosure,
    release::Release,
};

use crate::{
    components::{heads, scrolling},
    markup::{Element, el, link},
    page::Page,
};

/// The page.
pub(super) fn page(release: &Release) -> Page {
    let title = "How much is hidden";
    let catalogue = &release.catalogue;
    let mut rows: Vec<_> = catalogue
        .measures
        .iter()
        .enumerate()
        .filter_map(|(at, measure)| {
            let Disclosure::Threshold { threshold, round_to, .. } = measure.disclosure else { return None };
            let tally = release.report.get(at).copied()?;
            let all = tally.hidden() + tally.released;
            (all > 0).then(|| (100.0 * tally.hidden() as f64 / all as f64, measure, (threshold, round_to), tally))
        })
        .collect();
    rows.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.title.cmp(&other.1.title)));
    let open = catalogue.measures.iter().filter(|measure| !matches!(measure.disclosure, Disclosure::Threshold { .. })).count();
    let lead = format!(
        "Of release {}: figures about people are hidden where they are about too few, and others beside them so that none can be worked out.",
        catalogue.release
    );
    let rest = format!(
        "Nothing is hidden of {}: these are not about people, or their source has protected them already. Each measure’s page says which.",
        plural(open as u64, ("other measure", "other measures"))
    );
    let body = el("div")
        .class("page prose")
        .with(el("h1").with(title))
        .with(super::about::tabs("protection"))
        .with(el("p").class("lead").with(lead))
        .with(if rows.is_empty() {
            el("p").with("No measure of this release has figures that are tested, or the release was published before this was kept.")
        } else {
            table(rows.iter().map(|(lost, measure, (threshold, round_to), tally)| {
                let figure = |text: String| el("td").with(text);
                el("tr")
                    .with(el("th").attr("scope", "row").with(link(format!("/measures/{}", measure.code), &measure.title)))
                    .with(figure(threshold.to_string()))
                    .with(figure(round_to.map_or_else(|| "not rounded".to_owned(), |to| format!("nearest {to}"))))
                    .with(figure(count(tally.released as u64)))
                    .with(figure(count(tally.hidden() as u64)))
                    .with(figure(value(*lost, "", "%", 1)))
                    .with(figure(count(tally.held as u64)))
            }).collect())
        })
        .with(el("p").with(rest))
        .with(el("p").with(
            "Kept means that the figure published before still stands: fewer people than the smallest number shown have been added or taken away since, or the change would give a hidden figure away.",
        ))
        .with(el("p").with(
            "Where counts are rounded, every count shown is, totals as well: each by itself, so that parts may not add up to their total. What is hidden is chosen by the counts as they are. Percentages and rates are worked out from the rounded counts.",
        ))
        .with(el("p").with(link("/about/methods", "How people are protected")));
    Page::new(title, body)
}

fn table(rows: Vec<Element>) -> Element {
    let heads = heads(["Measure", "Smallest number shown", "Counts", "Shown", "Hidden", "Share hidden", "Kept"]);
    scrolling("figures hidden, by measure", el("table").class("figures list").with(heads).with(el("tbody").all(rows)))
}
