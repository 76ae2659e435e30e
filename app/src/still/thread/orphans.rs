//! Where the thread is broken, plan by plan.

use domain::{
    format::plural,
    plan::Plan,
    thread::{
        Thread,
        orphans::{Asked as Narrowed, Orphans, of_plan, unserved},
    },
};

use super::{super::choose, Asked, tabs, to, up};
use crate::{
    components::{crumbs::crumbs, heads, scrolling},
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

const PATH: &str = "/thread/orphans";

/// What is not tied, of all plans or of a theme, and of all directorates or of one.
///
/// # Errors
/// There is no such theme or directorate.
pub(in crate::still) fn page(asked: &Asked) -> Result<Page, PageError> {
    let council = asked.council;
    let themes = council.plans.iter().flat_map(|plan| &plan.themes).map(|theme| &theme.code);
    let theme = choose::known("theme", &asked.part("theme"), themes, PATH)?;
    let directorates = council.directorates.iter().map(|directorate| &directorate.code);
    let directorate = choose::known("directorate", &asked.part("directorate"), directorates, PATH)?;
    let thread = Thread::of(council);
    let narrowed = Narrowed { theme, directorate };
    let plans: Vec<(&Plan, Orphans)> = council
        .plans
        .iter()
        .filter(|plan| theme.is_none_or(|code| plan.themes.iter().any(|own| own.code == *code)))
        .map(|plan| (plan, of_plan(&thread, plan, narrowed)))
        .collect();
    let of_directorates =
        council.directorates.iter().map(|one| choose::option(one.code.as_str(), &one.name, directorate == Some(&one.code)));
    let form = choose::form(
        PATH,
        [
            choose::field("Theme ", "theme", "Every theme", choose::themes(council, theme)),
            choose::field("Directorate ", "directorate", "Every directorate", of_directorates),
        ],
    );
    let chosen = [
        theme.and_then(|code| council.theme(code)).map(|(_, theme)| theme.title.clone()),
        directorate.and_then(|code| council.directorate(code)).map(|one| one.name.clone()),
    ];
    let chosen: Vec<String> = chosen.into_iter().flatten().collect();
    let chosen = (!chosen.is_empty())
        .then(|| el("p").class("note").with(format!("Shown: {}. ", chosen.join("; "))).with(link(PATH, "Show everything")));
    let lead = "An outcome that nothing measures from quarter to quarter, a measure that nobody does anything about, an action that no measure would show: each is a question to the plan.";
    let national = if chosen.is_some() { Vec::new() } else { unserved(&thread) };
    let national = (!national.is_empty())
        .then(|| el("section").with(el("h2").with("National outcomes that nothing here serves")).with(list(&thread, &national)));
    let body = el("div")
        .class("page")
        .with(crumbs(&[up()], "Orphans"))
        .with(el("h1").with("Orphans of the golden thread"))
        .with(tabs(PATH))
        .with(el("p").class("lead").with(lead))
        .with(form)
        .with(chosen)
        .with(scrolling("orphans by plan", counts(&plans)))
        .with(
            directorate
                .map(|_| el("p").class("note").with("Outcomes answer to roles and not to a directorate: they are not listed under one.")),
        )
        .all(plans.iter().map(|(plan, orphans)| of_one(&thread, plan, orphans)))
        .with(national);
    Ok(Page::new("Orphans of the golden thread", body))
}

const SORTS: [(&str, &str); 3] = [
    ("Outcomes without a quarterly measure", "Every outcome has a measure with a figure each quarter."),
    ("Measures without an action", "Every measure has an action that should move it."),
    ("Actions without a measure", "Every action has a measure that it should move."),
];

fn sorts(orphans: &Orphans) -> [&Vec<usize>; 3] {
    [&orphans.outcomes, &orphans.measures, &orphans.actions]
}

/// How many there are, plan by plan.
fn counts(plans: &[(&Plan, Orphans)]) -> Element {
    let rows = plans.iter().map(|(plan, orphans)| {
        let cells = sorts(orphans).map(|all| el("td").with(all.len().to_string()));
        el("tr").with(el("th").attr("scope", "row").with(link(format!("#{}", plan.code), plan.title.clone()))).all(cells)
    });
    el("table")
        .class("figures")
        .with(el("caption").class("unseen").with("How many of each, plan by plan"))
        .with(heads(std::iter::once("Plan").chain(SORTS.map(|(words, _)| words))))
        .with(el("tbody").all(rows))
}

fn of_one(thread: &Thread, plan: &Plan, orphans: &Orphans) -> Element {
    let sorts = SORTS.into_iter().zip(sorts(orphans)).map(|((words, none), all)| {
        let count = el("span").class("count").with(all.len().to_string());
        let section = el("section").with(el("h3").with(words).with(" ").with(count));
        if all.is_empty() { section.with(el("p").class("empty").with(none)) } else { section.with(list(thread, all)) }
    });
    let total: usize = self::sorts(orphans).iter().map(|all| all.len()).sum();
    el("section")
        .attr("id", plan.code.to_string())
        .with(el("h2").with(plan.title.clone()))
        .with(el("p").class("note").with(plural(total as u64, ("orphan", "orphans"))))
        .all(sorts)
}

fn list(thread: &Thread, all: &[usize]) -> Element {
    let items = all.iter().map(|&at| {
        let knot = &thread.knots[at];
        let of = (!knot.of.is_empty()).then(|| el("span").class("note").with(knot.of.clone()));
        el("li").with(to(knot)).with(" ").with(of)
    });
    el("ul").class("plain orphans").all(items)
}
