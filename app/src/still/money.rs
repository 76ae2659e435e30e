//! Money: what the council plans to spend and expects to, by directorate and service, and the picture around it.

pub(super) mod gateway;
mod plan;
mod year;

use domain::{
    code::DirectorateCode,
    council::Directorate,
    money::{
        Money, Origin, Pounds,
        amount::{variance, words},
    },
    period::{Period, long_date},
    view::lead::capital,
};

use super::Asked;
use crate::{
    components::row::made_up,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// The directorate and year that the reader has chosen.
struct Choice<'a> {
    directorate: Option<&'a Directorate>,
    year: Period,
}

/// Money, of the year and directorate that the query asks for.
///
/// # Errors
/// There is no such directorate, or nothing is told of the year.
pub(super) fn page(asked: &Asked) -> Result<Page, PageError> {
    let money = &asked.council.money;
    let top = el("div").class("page").with(el("h1").with("Money"));
    let years = money.years();
    let Some(newest) = years.first() else {
        let none = top
            .with(el("p").class("lead").with("Nothing about the council’s money has been published here yet."))
            .with(list_of_gateways(asked));
        return Ok(Page::new("Money", none));
    };
    let choice = Choice { directorate: directorate(asked)?, year: year(asked, &years)?.unwrap_or(*newest) };
    let body = el("div")
        .class("money")
        .with(
            top.with(el("p").class("lead").with(lead(money, &choice)))
                .with(el("p").class("note").with(
                    "Money of the year it is of (nominal prices), after what comes in for a service is taken off. Each line says where it was read; what is marked illustrative is made up.",
                ))
                .with(form(asked, &choice, &years)),
        )
        .with(year::section(asked, &choice))
        .with(plan::savings(asked, &choice))
        .all(of_the_council(asked, &choice))
        .with(el("div").class("page").with(list_of_gateways(asked)));
    Ok(Page::new("Money", body))
}

/// What is told of the council as a whole; where a directorate is chosen, the way to it.
fn of_the_council(asked: &Asked, choice: &Choice) -> Vec<Element> {
    if choice.directorate.is_some() {
        let way = link(format!("/money?year={}", choice.year), "the council’s gaps, reserves, steps, income and debt");
        return vec![el("p").class("page").with("Told of the council as a whole: ").with(way).with(".")];
    }
    let all = [plan::gaps(asked), plan::reserves(asked), plan::steps(asked), plan::income(asked)];
    all.into_iter().chain(plan::others(asked)).collect()
}

/// The directorate that the query asks for; none where it asks for none.
fn directorate<'a>(asked: &Asked<'a>) -> Result<Option<&'a Directorate>, PageError> {
    let given = asked.part("directorate");
    if given.is_empty() {
        return Ok(None);
    }
    let found = given.parse::<DirectorateCode>().ok().and_then(|code| asked.council.directorate(&code));
    found.map(Some).ok_or_else(|| PageError::BadRequest {
        message: format!("There is no {} “{given}”", asked.site.words.directorate.0),
        nearest: nearest("directorate", asked.council.directorates.iter().map(|known| (known.name.clone(), known.code.to_string()))),
    })
}

/// The year that the query asks for; none where it asks for none.
fn year(asked: &Asked, years: &[Period]) -> Result<Option<Period>, PageError> {
    let given = asked.part("year");
    if given.is_empty() {
        return Ok(None);
    }
    let found = given.parse().ok().filter(|year| years.contains(year));
    found.map(Some).ok_or_else(|| PageError::BadRequest {
        message: format!("Nothing is told here about money of “{given}”"),
        nearest: nearest("year", years.iter().map(|year| (year.label(), year.to_string()))),
    })
}

/// What can be chosen instead.
fn nearest(name: &str, choices: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let whole = ("This page without it".to_owned(), "/money".to_owned());
    choices.map(|(label, code)| (label, format!("/money?{name}={code}"))).chain([whole]).collect()
}

/// The year in one sentence.
fn lead(money: &Money, choice: &Choice<'_>) -> String {
    let (sum, who) = match choice.directorate {
        None => (money.of_all(choice.year), "the council".to_owned()),
        Some(one) => (money.of_directorate(choice.year, &one.code), one.name.clone()),
    };
    let year = choice.year.label();
    let Some((sum, budget)) = sum.and_then(|sum| Some((sum, sum.budget?))) else {
        return format!("For {year} no budget of {who} is told here.");
    };
    let planned = format!("For {year} the budget of {who} is {}", words(budget));
    match (sum.outlook, sum.known) {
        (Some(outlook), Some(known)) if known >= choice.year.end() => {
            format!("{planned}, and {} was spent: {}.", words(outlook), variance(outlook, budget))
        }
        (Some(outlook), Some(known)) => {
            format!(
                "{planned}; as told on {}, {} is expected to be spent: {}.",
                long_date(known),
                words(outlook),
                variance(outlook, budget)
            )
        }
        _ => format!("{planned}. What it will come to is not told of every part, so nothing is said of it as a whole."),
    }
}

/// Chooses a directorate and a year. It works without script.
fn form(asked: &Asked, choice: &Choice<'_>, years: &[Period]) -> Element {
    let option = |value: String, label: &str, picked: bool| {
        el("option").attr("value", value).maybe("selected", picked.then_some("")).with(label.to_owned())
    };
    let word = &asked.site.words.directorate;
    let directorates = asked.council.directorates.iter().map(|known| {
        let picked = choice.directorate.is_some_and(|chosen| chosen.code == known.code);
        option(known.code.to_string(), &known.name, picked)
    });
    let all = option(String::new(), &format!("All {}", word.1), choice.directorate.is_none());
    let years = years.iter().map(|year| option(year.to_string(), &year.label(), *year == choice.year));
    let field = |label: String, name: &'static str, options: Element| el("label").with(label).with(options.attr("name", name));
    el("form")
        .class("finder")
        .attr("method", "get")
        .attr("action", "/money")
        .with(field(format!("{} ", capital(&word.0)), "directorate", el("select").with(all).all(directorates)))
        .with(field("Year ".to_owned(), "year", el("select").all(years)))
        .with(el("button").attr("type", "submit").with("Show"))
}

/// Every gateway, the newest first.
fn list_of_gateways(asked: &Asked) -> Element {
    let today = asked.site.today;
    let items = asked.council.money.gateways.iter().rev().map(|gateway| {
        let state = gateway::state(gateway, today);
        el("li")
            .with(link(format!("/money/{}", gateway.code), &gateway.title).class("title"))
            .with(" ")
            .with(el("span").class("note").with(format!("{}: {}", long_date(gateway.on), state.words())))
            .with(" ")
            .with(el("span").class("note").with(&gateway.text))
    });
    let items: Vec<Element> = items.collect();
    let section = el("section").attr("id", "gateways").with(el("h2").with("Demand beside money"));
    if items.is_empty() {
        return section.with(el("p").class("empty").with("No gateway is planned: no day is told on which demand is held beside money."));
    }
    let why = "At each gateway the demand for a service is held beside the money for it, and what would have to be true for the two to meet. What was known on the day is kept as it was.";
    section.with(el("p").class("note").with(why)).with(el("ul").class("cards").all(items))
}

/// Where an amount comes from.
fn origin(asked: &Asked, origin: &Origin) -> Element {
    match origin {
        Origin::Illustrative => made_up(),
        Origin::Published { source, place } => {
            let title =
                asked.council.sources.iter().find(|known| known.code == *source).map_or(source.as_str(), |known| known.title.as_str());
            el("span").class("source").with(format!("{title}: {place}"))
        }
    }
}

/// An amount in a cell of a table, or that it is not told.
fn cell(amount: Option<Pounds>) -> Element {
    match amount {
        Some(amount) => el("td").class("amount").with(words(amount)),
        None => el("td").class("amount").with(el("span").class("note").with("not told")),
    }
}
