//! What a plan promises under a theme: its text, which no choice changes.

use domain::{code::ThemeCode, council::Council, plan::Theme};
use serde::{Deserialize, Serialize};

use crate::markup::{Element, el, link};

/// What a plan promises under a theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Promises {
    /// The theme in full.
    pub theme: Theme,
    /// The plan's title and where it was read.
    pub plan: (String, String),
    /// Titles of the measures promised, by code.
    pub titles: Vec<(String, String)>,
}

/// What the plans promise under each theme.
pub fn all(council: &Council) -> Vec<Promises> {
    let themes = council.plans.iter().flat_map(|plan| &plan.themes);
    themes.filter_map(|theme| promises(council, &theme.code)).collect()
}

/// What a plan promises under a theme; none where there is no such theme.
pub fn promises(council: &Council, code: &ThemeCode) -> Option<Promises> {
    let (plan, theme) = council.theme(code)?;
    let codes = theme.promises.iter().flat_map(|promise| &promise.measures);
    let titles = codes.filter_map(|code| Some((code.to_string(), council.measure(code)?.title.clone())));
    Some(Promises { theme: theme.clone(), plan: (plan.title.clone(), plan.source.clone()), titles: titles.collect() })
}

/// What a plan promises under a theme.
pub fn section(known: &Promises) -> Element {
    let theme = &known.theme;
    let phases = theme.actions.iter().map(|phase| list(&format!("Actions, {}", phase.name), &phase.actions));
    let locks = theme.triple_lock.iter().map(|lock| list(&format!("Triple Lock: {}", lock.lens.words()), &lock.commitments));
    let promised = theme.promises.iter().map(|promise| {
        let links = promise.measures.iter().map(|code| {
            let title = known.titles.iter().find(|(known, _)| known == code.as_str()).map(|(_, title)| title);
            el("li").with(link(format!("/measures/{code}"), title))
        });
        el("li").with(&promise.text).with(" ").with(el("ul").class("inline").all(links))
    });
    let grid = el("div")
        .class("promise-grid")
        .with(list("Outcomes", &theme.outcomes))
        .with(list("Priorities", &theme.priorities))
        .all(phases)
        .with(list("Benefits for residents", &theme.benefits_residents))
        .with(list("Benefits for ward councillors", &theme.benefits_councillors))
        .all(locks)
        .with(list("Who answers for it", &theme.accountable))
        .with(el("section").with(el("h3").with("What it promises to measure")).with(el("ol").all(promised)));
    el("div")
        .class("page promises")
        .with(el("h2").with("What the plan promises"))
        .with(el("p").class("summary").with(&theme.summary))
        .with(grid)
        .with(el("p").class("note").with(format!("In our own words, from: {}", known.plan.1)))
}

fn list(heading: &str, items: &[String]) -> Option<Element> {
    let lines = items.iter().map(|item| el("li").with(item));
    (!items.is_empty()).then(|| el("section").with(el("h3").with(heading.to_owned())).with(el("ul").all(lines)))
}
