//! Every plan with its themes.

use domain::{catalogue::PlanOutline, format::plural, plan::Plan};

use super::Asked;
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// Every plan with its themes, the plan in force first.
pub(super) fn page(asked: &Asked) -> Page {
    let mut plans: Vec<_> = asked.catalogue.plans.iter().zip(&asked.council.plans).collect();
    plans.sort_by_key(|(outline, _)| !outline.current);
    let body = el("div")
        .class("page")
        .with(el("h1").with("Themes"))
        .with(el("p").class("lead").with("What the council has promised to do, plan by plan, and how each theme is measured."))
        .with(el("p").class("more").with(link("/triple-lock", "What is said of each theme through the lenses of the Triple Lock")))
        .all(plans.into_iter().map(|(outline, plan)| section(outline, plan)));
    Page::new("Themes", body)
}

fn section(outline: &PlanOutline, plan: &Plan) -> Element {
    let themes = outline.themes.iter().zip(&plan.themes).map(|(theme, full)| {
        el("li")
            .with(link(format!("/themes/{}", theme.code), &theme.title).class("title"))
            .with(" ")
            .with(el("span").class("note").with(&full.summary))
            .with(" ")
            .with(el("span").class("note").with(plural(theme.measures.len() as u64, ("measure", "measures"))))
    });
    let state = el("span").class("count").with(if outline.current { "in force" } else { "earlier plan" });
    el("section")
        .attr("id", outline.code.to_string())
        .with(el("h2").with(&outline.title).with(" ").with(state))
        .with(el("p").with(&plan.summary))
        .with(el("ul").class("cards").all(themes))
}
