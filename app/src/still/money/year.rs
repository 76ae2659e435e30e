//! Budget, spend and forecast of a year: by directorate, or by service of one.

use std::collections::BTreeSet;

use domain::{
    NaiveDate,
    code::ServiceCode,
    council::Service,
    geometry::bars::Axis,
    money::{
        Line, Money, Origin,
        amount::{variance, words},
        sums::Sum,
    },
    period::long_date,
    view::lead::capital,
};

use super::{super::Asked, Choice, cell, origin};
use crate::{
    components::{heads, row::made_up, scrolling},
    markup::{Element, el, link},
};

/// How wide the drawing of a row is, in pixels.
const WIDTH: f64 = 160.0;

/// A row: its name, its amounts and where they come from.
struct Row {
    name: Element,
    sum: Sum,
    note: Option<String>,
    origin: Element,
}

/// The year: by directorate, or where one is chosen by its services.
pub(super) fn section(asked: &Asked, choice: &Choice<'_>) -> Element {
    let money = &asked.council.money;
    let word = &asked.site.words.directorate;
    let label = choice.year.label();
    let (heading, rows, total) = match choice.directorate {
        None => (format!("By {}, {label}", word.0), by_directorate(asked, choice), whole(asked, choice)),
        Some(one) => {
            let rows = one.services.iter().filter_map(|service| {
                let line = money.service_line(choice.year, &service.code)?;
                let sum = money.of_service(choice.year, &service.code)?;
                Some(Row { name: el("span").with(&service.name), sum, note: line.note.clone(), origin: origin(asked, &line.origin) })
            });
            let own = money.own_line(choice.year, Some(&one.code));
            let total = money.of_directorate(choice.year, &one.code).map(|sum| total_row(asked, &one.name, sum, own));
            (format!("{}: services, {label}", one.name), rows.collect(), total)
        }
    };
    let parts = parts(asked, choice);
    let section = el("section").class("page").with(el("h2").with(heading.clone()));
    if rows.is_empty() && total.is_none() && parts.is_none() {
        let none = format!("Nothing is told of {label} here. Choose another year or {}.", word.0);
        return section.with(el("p").class("empty").with(none));
    }
    let first = if choice.directorate.is_some() { "Service".to_owned() } else { capital(&word.0) };
    let apart = apart(money, choice);
    let table = table(&heading, &first, &rows, total.as_ref());
    let shown = (!rows.is_empty() || total.is_some()).then(|| scrolling(&heading, table));
    section.with(shown).with(apart.map(|words| el("p").class("note").with(words))).with(parts)
}

fn by_directorate(asked: &Asked, choice: &Choice<'_>) -> Vec<Row> {
    let money = &asked.council.money;
    let rows = asked.council.directorates.iter().filter_map(|known| {
        let sum = money.of_directorate(choice.year, &known.code)?;
        let own = money.own_line(choice.year, Some(&known.code));
        let href = format!("/money?directorate={}&year={}", known.code, choice.year);
        let name = link(href, &known.name);
        Some(Row { name, sum, note: own.and_then(|line| line.note.clone()), origin: origin_of(asked, own, sum) })
    });
    rows.collect()
}

fn whole(asked: &Asked, choice: &Choice<'_>) -> Option<Row> {
    let money = &asked.council.money;
    let sum = money.of_all(choice.year)?;
    Some(total_row(asked, "The council as a whole", sum, money.own_line(choice.year, None)))
}

fn total_row(asked: &Asked, name: &str, sum: Sum, own: Option<&Line>) -> Row {
    Row { name: el("span").with(name.to_owned()), sum, note: own.and_then(|line| line.note.clone()), origin: origin_of(asked, own, sum) }
}

/// Where a line comes from; of what is added up, that it is.
fn origin_of(asked: &Asked, own: Option<&Line>, sum: Sum) -> Element {
    match own {
        Some(line) => origin(asked, &line.origin),
        None => el("span").class("source").with("Added up from its parts").with(sum.illustrative.then(|| (" ", made_up()))),
    }
}

/// What the whole is, that its parts do not add up to.
fn apart(money: &Money, choice: &Choice<'_>) -> Option<String> {
    let (own, parts) = match choice.directorate {
        None => (money.own_line(choice.year, None)?, money.of_directorates(choice.year)?),
        Some(one) => (money.own_line(choice.year, Some(&one.code))?, money.of_services(choice.year, &one.code)?),
    };
    let (own, parts) = (own.budget?, parts.budget?);
    (own != parts).then(|| format!("The budgets above add up to {}: {} is not told by part.", words(parts), words(own - parts)))
}

fn table(caption: &str, first: &str, rows: &[Row], total: Option<&Row>) -> Element {
    let shown = rows.iter().flat_map(|row| [row.sum.budget, row.sum.outlook]).flatten();
    let axis = Axis::of(shown.map(|amount| amount as f64), WIDTH);
    // A day that all rows have is told once.
    let days: BTreeSet<NaiveDate> = rows.iter().chain(total).filter_map(|row| row.sum.spent.and(row.sum.known)).collect();
    let day = days.first().filter(|_| days.len() == 1);
    let spent = day.map_or_else(|| "Spent".to_owned(), |day| format!("Spent until {}", long_date(*day)));
    let body = rows.iter().map(|row| line(row, Some(&axis), day.is_none()));
    let foot = total.map(|row| el("tfoot").with(line(row, None, day.is_none())));
    el("table")
        .class("figures money-lines")
        .with(el("caption").class("unseen").with(format!("{caption}: budget, spend and what is expected")))
        .with(heads([first, "Budget", "Expected", "Difference", &spent, "Budget and expected", "Where from"].map(str::to_owned)))
        .with(el("tbody").all(body))
        .with(foot)
}

fn line(row: &Row, axis: Option<&Axis>, dated: bool) -> Element {
    let known = row.sum.known.filter(|_| dated).map(|known| el("span").class("note").with(format!("until {}", long_date(known))));
    let note = row.note.as_ref().map(|note| el("span").class("note").with(note));
    el("tr")
        .with(el("th").attr("scope", "row").with(row.name.clone()).with(" ").with(note))
        .with(cell(row.sum.budget))
        .with(cell(row.sum.outlook))
        .with(difference(&row.sum))
        .with(cell(row.sum.spent).with(" ").with(row.sum.spent.and(known)))
        .with(el("td").with(axis.and_then(|axis| drawing(axis, &row.sum))))
        .with(el("td").with(row.origin.clone()))
}

/// The difference in words; where it is not told, that nothing can be said.
fn difference(sum: &Sum) -> Element {
    match sum.outlook.zip(sum.budget) {
        Some((outlook, budget)) => el("td").class("amount").with(variance(outlook, budget)),
        None => el("td").class("amount").with(el("span").class("note").with("cannot be told")),
    }
}

/// What is expected as a bar, the budget as a line across it. The numbers beside it say the same.
fn drawing(axis: &Axis, sum: &Sum) -> Option<Element> {
    let bar = sum.outlook.map(|outlook| axis.bar(outlook as f64));
    let budget = sum.budget.map(|budget| axis.place(budget as f64));
    (bar.is_some() || budget.is_some()).then(|| {
        el("svg")
            .class("money-bar")
            .attr("viewBox", format!("-1 0 {} 16", WIDTH + 2.0))
            .attr("aria-hidden", "true")
            .attr("focusable", "false")
            .with(bar.map(|bar| el("rect").num("x", bar.x).attr("y", "4").num("width", bar.width).attr("height", "8")))
            .with(budget.map(|x| el("path").class("budget").attr("d", format!("M{} 1V15", domain::geometry::text(x)))))
    })
}

/// Parts of services, of the year and the directorate chosen.
fn parts(asked: &Asked, choice: &Choice<'_>) -> Option<Element> {
    let money = &asked.council.money;
    let chosen = |line: &&Line| line.year == choice.year && line.part.is_some();
    let of = |line: &&Line| choice.directorate.is_none_or(|one| line.directorate.as_ref() == Some(&one.code));
    let rows: Vec<Element> = money.lines.iter().filter(chosen).filter(of).map(|line| part(asked, line)).collect();
    (!rows.is_empty()).then(|| {
        let table = el("table")
            .class("figures money-lines")
            .with(el("caption").class("unseen").with("Parts of services, which are in the amounts above and not added to them"))
            .with(heads(["Part", "Budget", "Expected", "Difference", "Spent", "Where from"]))
            .with(el("tbody").all(rows));
        el("section").with(el("h3").with("Parts of services")).with(scrolling("parts of services", table))
    })
}

fn part(asked: &Asked, line: &Line) -> Element {
    let sum = Sum {
        budget: line.budget,
        spent: line.spent,
        outlook: line.outlook(),
        known: line.known,
        illustrative: matches!(line.origin, Origin::Illustrative),
    };
    let service = line.service.as_ref().and_then(|code| service(asked, code)).map(|service| el("span").class("note").with(&service.name));
    let note = line.note.as_ref().map(|note| el("span").class("note").with(note));
    let known = line.known.map(|known| el("span").class("note").with(format!("until {}", long_date(known))));
    el("tr")
        .with(el("th").attr("scope", "row").with(&line.part).with(" ").with(service).with(" ").with(note))
        .with(cell(sum.budget))
        .with(cell(sum.outlook))
        .with(difference(&sum))
        .with(cell(sum.spent).with(" ").with(sum.spent.and(known)))
        .with(el("td").with(origin(asked, &line.origin)))
}

/// A service of the council.
pub(super) fn service<'a>(asked: &Asked<'a>, code: &ServiceCode) -> Option<&'a Service> {
    asked.council.directorates.iter().flat_map(|one| &one.services).find(|service| service.code == *code)
}
