//! The filter bar: says in words what is being shown; every control is a link or a form that works without script.

use domain::{
    filter::address,
    view::bar::{Bar, Chip, Control},
};

use super::strip::mark_sign;
use crate::markup::{Element, Text, el, stay};

fn chip(path: &str, chip: &Chip) -> Element {
    let without = chip
        .without
        .as_ref()
        .map(|query| stay(address(path, query), "×").class("chip-remove").attr("aria-label", format!("Stop comparing {}", chip.name)));
    el("li").class("chip").with(mark_sign(chip.mark)).with(el("span").with(&chip.name)).with(without)
}

fn compare(bar: &Bar) -> Option<Element> {
    if bar.addable.is_empty() {
        return None;
    }
    let carried =
        bar.carried.iter().map(|(name, value)| el("input").attr("type", "hidden").attr("name", name.clone()).attr("value", value.clone()));
    let sections = bar.addable.iter().map(|(heading, areas)| {
        let options = areas.iter().map(|(code, name)| el("option").attr("value", code.clone()).with(name));
        el("optgroup").attr("label", heading.clone()).all(options)
    });
    let form = el("form")
        .class("panel")
        .attr("method", "get")
        .attr("action", bar.path.clone())
        .all(carried)
        .with(el("label").attr("for", "compare").with("Compare with"))
        .with(el("select").attr("id", "compare").attr("name", "compare").all(sections))
        .with(el("button").attr("type", "submit").with("Add"));
    Some(el("details").class("control add").attr("name", "bar").with(el("summary").with("+ Compare")).with(form))
}

fn control(path: &str, control: &Control) -> Element {
    let sections = control.sections.iter().map(|section| {
        let choices = section.choices.iter().map(|choice| {
            let current = choice.chosen.then_some("true");
            el("li").with(stay(address(path, &choice.query), &choice.label).maybe("aria-current", current))
        });
        let heading = (!section.heading.is_empty()).then(|| el("p").class("panel-head").with(&section.heading));
        el("div").class("panel-section").with(heading).with(el("ul").all(choices))
    });
    let summary = el("summary").with(el("span").class("unseen").with(format!("{}: ", control.label))).with(&control.current);
    let class: Text = if control.set { "control set" } else { "control" }.into();
    let panel = el("details")
        .class(class)
        .attr("name", "bar")
        .attr("data-control", control.name.clone())
        .with(summary)
        .with(el("div").class("panel").all(sections));
    let label = el("span").class("field-label").attr("id", format!("label-{}", control.name)).with(&control.label);
    el("div").class("field").with(label).with(panel)
}

/// The filter bar of a page.
pub fn filter_bar(bar: &Bar) -> Element {
    let areas = (!bar.chips.is_empty()).then(|| {
        let chips = el("ul").class("chips").all(bar.chips.iter().map(|known| chip(&bar.path, known)));
        let row = el("div").class("area-row").with(chips).with(compare(bar));
        el("div").class("field areas").with(el("span").class("field-label").with("Area")).with(row)
    });
    let clear = bar.clearable.then(|| stay(bar.path.clone(), "Clear all").class("clear"));
    let controls = bar.controls.iter().map(|known| control(&bar.path, known));
    let inner = el("div").class("bar-inner").with(areas).all(controls).with(clear);
    el("section").class("bar").attr("aria-label", "What is shown").with(inner)
}
