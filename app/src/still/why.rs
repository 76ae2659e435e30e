//! Why a measure is rated as it is: the rule, its inputs and what they come to.

use domain::{
    filter::Filter,
    lens::Subject,
    view::{area::Link, measure::Commentary, row::carry},
    why::{Why, why},
};

use super::{Asked, triple_lock::lines};
use crate::{
    components::{
        crumbs::crumbs,
        heads,
        rating::{rating_mark, rating_shape},
        row::made_up,
        said::said,
        scrolling,
    },
    draw,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// Why the measure with this code is rated as it is, for the area, group and period of the query.
///
/// # Errors
/// There is no such measure, or the query has a part that is not right.
pub(super) fn page(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let catalogue = asked.catalogue;
    let at = draw::find_measure(catalogue, code)?;
    let (filter, chosen) = draw::read_filter(catalogue, &format!("/measures/{code}/why"), asked.query)?;
    let area = chosen.area.unwrap_or_else(|| catalogue.city());
    let found = why(catalogue, asked.release.area(area).cube(at), (at, area), &chosen);
    Ok(Page::new(format!("Why this rating? {}", found.measure.title), body(asked, &found, &filter, Commentary::of(catalogue, at).as_ref())))
}

fn body(asked: &Asked, why: &Why, filter: &Filter, commentary: Option<&Commentary>) -> Element {
    let title = &why.measure.title;
    let here = filter.with(carry).href(&format!("/measures/{}", why.measure.code));
    let up = [Link { label: "Measures".to_owned(), href: "/measures".to_owned() }, Link { label: title.clone(), href: here.clone() }];
    let about = format!("{title}: {}", why.about());
    let steps = why.steps();
    let steps =
        (!steps.is_empty()).then(|| part("Step by step", el("ol").class("steps").all(steps.into_iter().map(|step| el("li").with(step)))));
    let inputs = why.inputs().into_iter().map(|(term, text)| el("div").with(el("dt").with(term)).with(" ").with(el("dd").with(text)));
    let back = el("ul")
        .class("tools")
        .with(el("li").with(link(here, format!("Back to {title}"))))
        .with(el("li").with(link("/about/methods", "How figures are made")));
    el("div")
        .class("page narrow reasons")
        .with(crumbs(&up, "Why this rating?"))
        .with(el("h1").with("Why this rating?"))
        .with(el("p").class("facts").with(about).with(" ").with(why.illustrative.then(made_up)))
        .with(statuses(why))
        .with(el("p").class("lead").with(why.lead()))
        .with(part("The rule", words(why.rule())))
        .with(part("What went in", el("dl").class("about").all(inputs)))
        .with(steps)
        .with(part("Could it be chance?", words(why.interval_says())))
        .with(part("Has it really changed?", words(why.change_says())))
        .with(part("Is it in its usual range?", words(why.usual_says())))
        .with(part("Will it make year-end?", words(why.forecast_says())))
        .with(part("By last year’s rule", words(why.last_rule_says())))
        .with(part("The council’s part", words(why.reach_says().to_owned())))
        .with(past(why))
        .with(
            lines::of(asked, &Subject::Measure(why.measure.code.clone())).map(|lines| part("Through the lenses of the Triple Lock", lines)),
        )
        .with(commentary.map(said))
        .with(back)
}

fn words(text: String) -> Element {
    el("p").with(text)
}

fn part(heading: &'static str, content: Element) -> [Element; 2] {
    [el("h2").with(heading), content]
}

/// The three statuses, each with its word and its shape.
fn statuses(why: &Why) -> Element {
    let status = |name: &'static str, mark: Element, words: &'static str| {
        el("div").with(el("dt").with(name)).with(" ").with(el("dd").with(mark).with(" ").with(words))
    };
    let sign = |sign: &'static str| el("span").attr("aria-hidden", "true").with(sign);
    el("dl")
        .class("statuses")
        .with(status("Now", rating_shape(why.rating.code()), why.rating.words()))
        .with(status("Real change?", sign("↕"), why.change.words()))
        .with(status("Year-end", sign("◇"), why.forecast.words()))
}

/// The ratings of the periods before, and of this one.
fn past(why: &Why) -> Option<[Element; 2]> {
    let rows = why.past_lines().into_iter().map(|(period, value, target, rating)| {
        el("tr")
            .with(el("th").attr("scope", "row").with(period))
            .with(el("td").with(value))
            .with(el("td").with(target))
            .with(el("td").with(rating_mark(rating)))
    });
    let table = || {
        el("table")
            .class("figures")
            .with(el("caption").class("unseen").with("The newest periods, each against the target of its own time"))
            .with(heads(["Period", "Value", "Target", "Rating"]))
            .with(el("tbody").all(rows))
    };
    (why.past.len() > 1).then(|| part("Earlier ratings", scrolling("earlier ratings", table())))
}
