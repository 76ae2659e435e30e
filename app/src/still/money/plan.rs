//! The picture around a year: savings, gaps, reserves, the strategy, income and debt.

use domain::{
    geometry::bars::Axis,
    money::{
        Pounds, Saving, Step,
        amount::{against, share, words},
        delivery::{Delivery, Progress},
    },
    period::long_date,
};

use super::{super::Asked, Choice, cell, origin, year::service};
use crate::{
    components::{heads, rating::rating_shape, scrolling},
    markup::{Element, el},
};

/// How wide the drawing of a gap is, in pixels.
const WIDTH: f64 = 160.0;

/// A word with its shape and colour.
pub(super) fn mark(code: &'static str, words: &str) -> Element {
    el("span").class(format!("rating {code}")).with(rating_shape(code)).with(" ").with(words.to_owned())
}

fn section(heading: &str, content: Element) -> Element {
    el("section").class("page").with(el("h2").with(heading.to_owned())).with(content)
}

fn table(caption: &'static str, columns: &[&'static str], rows: Vec<Element>) -> Element {
    let table = el("table")
        .class("figures money-lines")
        .with(el("caption").class("unseen").with(caption))
        .with(heads(columns.iter().copied()))
        .with(el("tbody").all(rows));
    scrolling(caption, table)
}

fn head(title: &str, notes: impl IntoIterator<Item = String>) -> Element {
    let notes = notes.into_iter().map(|note| (" ", el("span").class("note").with(note)));
    el("th").attr("scope", "row").with(title.to_owned()).all(notes)
}

/// What is to be saved in the year, by the directorate chosen or all.
pub(super) fn savings(asked: &Asked, choice: &Choice<'_>) -> Element {
    let of =
        |one: &&Saving| one.year == choice.year && choice.directorate.is_none_or(|chosen| one.directorate.as_ref() == Some(&chosen.code));
    let all: Vec<&Saving> = asked.council.money.savings.iter().filter(of).collect();
    let heading = format!("Savings, {}", choice.year.label());
    if all.is_empty() {
        return section(&heading, el("p").class("empty").with("No saving is told of what is chosen."));
    }
    let sum = |amount: &dyn Fn(&Saving) -> Option<Pounds>| -> Option<Pounds> { all.iter().map(|one| amount(one)).sum() };
    let target = sum(&|one| Some(one.target)).unwrap_or_default();
    let known = sum(&|one| one.delivered).map(|delivered| format!(" So far {} is saved.", words(delivered)));
    let total = format!(
        "{} is to be saved.{}",
        words(target),
        known.unwrap_or_else(|| " How much is saved so far is not told of all of it.".to_owned())
    );
    let rows = all.iter().map(|one| saving(asked, one)).collect();
    let columns = ["Scheme", "To be saved", "Saved", "Expected", "How it stands", "Where from"];
    let content = el("div").with(el("p").with(total)).with(table("Savings by scheme", &columns, rows));
    section(&heading, content)
}

fn saving(asked: &Asked, one: &Saving) -> Element {
    let delivery: Delivery = one.delivery(asked.site.today);
    let lacking = delivery.lacking().map(|lacking| el("span").class("note").with(format!("{} short", words(lacking))));
    let of = one.service.as_ref().and_then(|code| service(asked, code)).map(|service| service.name.clone());
    let directorate = || Some(asked.council.directorate(one.directorate.as_ref()?)?.name.clone());
    let known = one.known.map(|known| el("span").class("note").with(format!("until {}", long_date(known))));
    el("tr")
        .with(head(&one.title, of.or_else(directorate).into_iter().chain(one.note.clone())))
        .with(cell(Some(one.target)))
        .with(cell(one.delivered).with(" ").with(one.delivered.and(known)))
        .with(cell(one.forecast))
        .with(el("td").with(mark(delivery.code(), delivery.words())).with(" ").with(lacking))
        .with(el("td").with(origin(asked, &one.origin)))
}

/// What would be lacking in years to come if nothing changed, as it was told.
pub(super) fn gaps(asked: &Asked) -> Element {
    let gaps = &asked.council.money.gaps;
    let heading = "Gaps in years to come";
    if gaps.is_empty() {
        return section(heading, el("p").class("empty").with("No gap is told."));
    }
    let axis = Axis::of(gaps.iter().map(|gap| gap.amount as f64), WIDTH);
    let rows = gaps.iter().map(|gap| {
        let bar = axis.bar(gap.amount as f64);
        let drawing = el("svg")
            .class("money-bar")
            .attr("viewBox", format!("0 0 {WIDTH} 16"))
            .attr("aria-hidden", "true")
            .attr("focusable", "false")
            .with(el("rect").num("x", bar.x).attr("y", "2").num("width", bar.width).attr("height", "12"));
        el("tr")
            .with(head(&gap.year.label(), []))
            .with(cell(Some(gap.amount)))
            .with(el("td").with(drawing))
            .with(el("td").with(long_date(gap.told)))
            .with(el("td").with(origin(asked, &gap.origin)))
    });
    let rows = rows.collect();
    let note = "How much the council would be short in a year if it changed nothing, as it was forecast on a day: what was forecast, not what happened. Whether the gap of one year is part of the next is not told.";
    let columns = ["Year", "Gap", "Size", "Told on", "Where from"];
    section(heading, el("div").with(el("p").class("note").with(note)).with(table("Gaps by year", &columns, rows)))
}

/// What is kept.
pub(super) fn reserves(asked: &Asked) -> Element {
    let rows: Vec<Element> = asked
        .council
        .money
        .reserves
        .iter()
        .map(|one| {
            let least = one.least.map_or_else(
                || el("td").with(el("span").class("note").with("no least amount is told")),
                |least| {
                    let stands = against(one.amount, least, ("above it", "below it", "exactly that"));
                    el("td").class("amount").with(words(least)).with(" ").with(el("span").class("note").with(stands))
                },
            );
            el("tr")
                .with(head(&one.title, one.note.clone()))
                .with(el("td").with(long_date(one.on)))
                .with(cell(Some(one.amount)))
                .with(least)
                .with(el("td").with(origin(asked, &one.origin)))
        })
        .collect();
    if rows.is_empty() {
        return section("Reserves", el("p").class("empty").with("No reserve is told."));
    }
    section("Reserves", table("Reserves", &["Reserve", "On", "Amount", "The least the council means to keep", "Where from"], rows))
}

/// The steps of the financial strategy, and how far they are.
pub(super) fn steps(asked: &Asked) -> Element {
    let steps = &asked.council.money.steps;
    let heading = "Steps of the financial strategy";
    if steps.is_empty() {
        return section(heading, el("p").class("empty").with("No step is told."));
    }
    let today = asked.site.today;
    let next = steps.iter().find(|step| step.to >= today && !matches!(step.progress(today), Progress::Reached(_)));
    let lead = next.map(|step| match step.progress(today) {
        Progress::UnderWay => format!("Now: {}, until {}.", step.title, long_date(step.to)),
        _ => format!("Next: {}, from {}.", step.title, long_date(step.from)),
    });
    let lead = lead.unwrap_or_else(|| "The last day of every step has passed.".to_owned());
    let items = steps.iter().map(|step| item(asked, step));
    section(heading, el("div").with(el("p").with(lead)).with(el("ol").class("actions").all(items)))
}

fn item(asked: &Asked, step: &Step) -> Element {
    let today = asked.site.today;
    let progress = step.progress(today);
    let told = step.told.as_ref().filter(|told| told.on <= today);
    let when = match progress {
        Progress::Overdue(days) => {
            let days = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
            Some(format!("It should have been reached {days} ago: what is overdue is never green."))
        }
        Progress::Reached(on) => Some(format!("Told to be reached on {}.", long_date(on))),
        Progress::ToCome | Progress::UnderWay | Progress::NotTold => None,
    };
    let shown = told.map(|told| format!("{}: {}", long_date(told.on), told.evidence));
    el("li")
        .with(el("div").class("action-head").with(el("h3").with(&step.title)).with(el("p").with(mark(progress.code(), progress.words()))))
        .with(el("p").with(&step.text))
        .with(el("p").class("note").with(format!("{} to {}. ", long_date(step.from), long_date(step.to))).with(when))
        .with(shown.map(|shown| el("p").class("note").with("Shown by: ").with(shown)))
        .with(el("p").class("note").with(origin(asked, &step.origin)))
}

/// What was to come in, what came, and what is owed.
pub(super) fn income(asked: &Asked) -> Element {
    let mut all: Vec<_> = asked.council.money.income.iter().collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.year));
    let rows: Vec<Element> = all
        .into_iter()
        .map(|one| {
            let part =
                share(one.collected, one.due).map(|share| el("span").class("note").with(format!("{share} of what was due for the year")));
            el("tr")
                .with(head(&one.title, [one.year.label()]))
                .with(cell(Some(one.due)))
                .with(cell(Some(one.collected)).with(" ").with(part))
                .with(cell(one.owed))
                .with(el("td").with(long_date(one.known)))
                .with(el("td").with(origin(asked, &one.origin)))
        })
        .collect();
    if rows.is_empty() {
        return section("Income and debt", el("p").class("empty").with("Nothing is told of what comes in and what is owed."));
    }
    let columns = ["Income", "Due for the year", "Collected", "Owed, from earlier years too", "Known until", "Where from"];
    section("Income and debt", table("Income and debt", &columns, rows))
}

/// Other amounts.
pub(super) fn others(asked: &Asked) -> Option<Element> {
    let others = &asked.council.money.others;
    let rows: Vec<Element> = others
        .iter()
        .map(|one| {
            el("tr")
                .with(head(&one.title, one.note.clone()))
                .with(el("td").with(&one.when))
                .with(cell(Some(one.amount)))
                .with(el("td").with(origin(asked, &one.origin)))
        })
        .collect();
    (!rows.is_empty()).then(|| section("Other amounts", table("Other amounts", &["What", "When", "Amount", "Where from"], rows)))
}
