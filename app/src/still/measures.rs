//! Every measure, to search and narrow.

use domain::{
    format::{joined, plural},
    measure::Measure,
    search,
    view::row::unit,
};

use super::Asked;
use crate::{
    components::{heads, row::made_up, scrolling},
    draw,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// Every measure that answers what was typed and chosen.
///
/// # Errors
/// There is no such theme.
pub(super) fn page(asked: &Asked) -> Result<Page, PageError> {
    let (typed, chosen) = (asked.part("q"), asked.part("theme"));
    let catalogue = asked.catalogue;
    let within = match chosen.as_str() {
        "" => None,
        slug => {
            let found = slug.parse().ok().and_then(|code| catalogue.theme(&code)).map(|(_, theme)| &theme.measures);
            Some(found.ok_or_else(|| draw::no_theme(catalogue, slug))?)
        }
    };
    let all = (0_u16..).zip(&catalogue.measures).filter(|(at, _)| within.is_none_or(|within| within.contains(at)));
    let found: Vec<_> =
        if typed.trim().is_empty() { all.collect() } else { search::find(&typed, all, |(_, measure)| measure.title.as_str(), 100) };
    let count = format!("{} of {}", found.len(), plural(catalogue.measures.len() as u64, ("measure", "measures")));
    let rows: Vec<_> = found.into_iter().map(|(at, measure)| row(asked, at, measure)).collect();
    let table = if rows.is_empty() { nothing(&typed) } else { table(rows) };
    let body = el("div")
        .class("page")
        .with(el("h1").with("Measures"))
        .with(el("p").class("lead").with(count))
        .with(form(asked, typed, &chosen))
        .with(table);
    Ok(Page::new("Measures", body))
}

fn nothing(typed: &str) -> Element {
    let words = if typed.trim().is_empty() {
        "This theme has no measure. ".to_owned()
    } else {
        format!("No measure is called anything like “{typed}”. ")
    };
    el("p").class("empty").with(words).with(link("/measures", "Show all"))
}

fn form(asked: &Asked, typed: String, chosen: &str) -> Element {
    let plans = asked.catalogue.plans.iter().map(|plan| {
        let themes = plan.themes.iter().map(|theme| {
            let picked = (theme.code.as_str() == chosen).then_some("");
            el("option").attr("value", theme.code.to_string()).maybe("selected", picked).with(&theme.title)
        });
        el("optgroup").attr("label", plan.title.clone()).all(themes)
    });
    let field = el("input").attr("type", "search").attr("name", "q").attr("value", typed).attr("maxlength", "100");
    let themes = el("select").attr("name", "theme").with(el("option").attr("value", "").with("All themes")).all(plans);
    el("form")
        .class("finder")
        .attr("method", "get")
        .attr("action", "/measures")
        .with(el("label").with("Title ").with(field))
        .with(el("label").with("Theme ").with(themes))
        .with(el("button").attr("type", "submit").with("Show"))
}

fn table(rows: Vec<Element>) -> Element {
    let table =
        el("table").class("figures list").with(heads(["Measure", "Directorate", "By group", "Newest figure"])).with(el("tbody").all(rows));
    scrolling("measures", table)
}

fn row(asked: &Asked, at: u16, measure: &Measure) -> Element {
    let catalogue = asked.catalogue;
    let span = &catalogue.spans[usize::from(at)];
    let breakdowns = catalogue.characteristics.iter().filter(|known| measure.breakdowns.contains(&known.code));
    let breakdowns: Vec<_> = breakdowns.map(|known| known.name.to_lowercase()).collect();
    let name = el("th")
        .attr("scope", "row")
        .with(link(format!("/measures/{}", measure.code), &measure.title).class("title"))
        .with(" ")
        .with(el("span").class("note").with(unit(measure)));
    let newest = span.periods.last().map(|&at| catalogue.periods[usize::from(at)].until());
    el("tr")
        .with(name)
        .with(el("td").with(catalogue.directorate(&measure.directorate).map(|known| &known.name)))
        .with(el("td").with(joined(&breakdowns)))
        .with(el("td").with(newest).with(" ").with(span.illustrative.then(made_up)))
}
