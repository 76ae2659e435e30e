//! The filter bar: says in words what is being shown; every control is a link or a form that works without script.

use domain::view::bar::{Bar, Chip, Control};
use leptos::prelude::*;

use super::{stay::stay, strip::mark_path};

fn href(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn chip(path: &str, chip: &Chip) -> AnyView {
    let without = chip.without.as_ref().map(|query| {
        view! { <a class="chip-remove" href=href(path, query) {..stay()} aria-label=format!("Stop comparing {}", chip.name)>"×"</a> }
    });
    let mark = match chip.mark {
        0 => view! { <circle class="mine" cx="7" cy="7" r="5" /> }.into_any(),
        mark => view! { <path class=format!("other mark-{mark}") d=mark_path(mark, 7.0, 7.0) /> }.into_any(),
    };
    view! {
        <li class="chip">
            <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false">{mark}</svg>
            <span>{chip.name.clone()}</span>
            {without}
        </li>
    }
    .into_any()
}

fn compare(bar: &Bar) -> Option<AnyView> {
    if bar.addable.is_empty() {
        return None;
    }
    let carried = bar.carried.iter().map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> });
    let carried = carried.collect_view();
    let sections = bar.addable.iter().map(|(heading, areas)| {
        let options = areas.iter().map(|(code, name)| view! { <option value=code.clone()>{name.clone()}</option> });
        view! { <optgroup label=heading.clone()>{options.collect_view()}</optgroup> }
    });
    let sections = sections.collect_view();
    let form = view! {
        <details class="control add" name="bar">
            <summary>"+ Compare"</summary>
            <form class="panel" method="get" action=bar.path.clone()>
                {carried}
                <label for="compare">"Compare with"</label>
                <select id="compare" name="compare">{sections}</select>
                <button type="submit">"Add"</button>
            </form>
        </details>
    };
    Some(form.into_any())
}

fn control(path: &str, control: &Control) -> AnyView {
    let sections = control.sections.iter().map(|section| {
        let choices = section.choices.iter().map(|choice| {
            let current = choice.chosen.then_some("true");
            view! { <li><a href=href(path, &choice.query) {..stay()} aria-current=current>{choice.label.clone()}</a></li> }
        });
        let heading = (!section.heading.is_empty()).then(|| view! { <p class="panel-head">{section.heading.clone()}</p> });
        view! { <div class="panel-section">{heading}<ul>{choices.collect_view()}</ul></div> }
    });
    view! {
        <div class="field">
            <span class="field-label" id=format!("label-{}", control.name)>{control.label.clone()}</span>
            <details class=if control.set { "control set" } else { "control" } name="bar" data-control=control.name.clone()>
                <summary><span class="unseen">{format!("{}: ", control.label)}</span>{control.current.clone()}</summary>
                <div class="panel">{sections.collect_view()}</div>
            </details>
        </div>
    }
    .into_any()
}

/// The filter bar of a page.
pub fn filter_bar(bar: &Bar) -> AnyView {
    let path = bar.path.clone();
    let chips = bar.chips.iter().map(|known| chip(&path, known)).collect_view();
    let areas = (!bar.chips.is_empty()).then(|| {
        view! {
            <div class="field areas">
                <span class="field-label">"Area"</span>
                <div class="area-row"><ul class="chips">{chips}</ul>{compare(bar)}</div>
            </div>
        }
    });
    let clear = bar.clearable.then(|| view! { <a class="clear" href=path.clone() {..stay()}>"Clear all"</a> });
    view! {
        <section class="bar" aria-label="What is shown">
            <div class="bar-inner">
                {areas}
                {bar.controls.iter().map(|known| control(&path, known)).collect_view()}
                {clear}
            </div>
        </section>
    }
    .into_any()
}
