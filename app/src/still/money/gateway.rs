//! One gateway: demand beside money, as it was known on its day, and since then.

use domain::{
    NaiveDate,
    format::count,
    measure::Measure,
    money::{
        Demand, Expected, Gateway, Pounds,
        amount::{against, words},
        demand::{self, Known, Unknown},
        gateway::{Beside, Verdict},
    },
    period::{Period, long_date},
    view::area::Link,
};

use super::{super::Asked, origin, plan::mark, year::service};
use crate::{
    components::{crumbs::crumbs, heads, row::made_up, scrolling},
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// Whether what was known on a gateway's day is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It is, of everything.
    Frozen,
    /// The day is still to come.
    ToCome,
    /// The day has passed, and of some or all it is not.
    Lost,
}

impl State {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Frozen => "frozen as it was known then",
            Self::ToCome => "still to come, not frozen yet",
            Self::Lost => "its day has passed, and its figures were not frozen",
        }
    }
}

/// How a gateway stands on a day.
pub(super) fn state(gateway: &Gateway, today: NaiveDate) -> State {
    match gateway.demands.iter().all(|demand| demand.frozen.is_some()) {
        _ if today < gateway.on => State::ToCome,
        true => State::Frozen,
        false => State::Lost,
    }
}

/// A demand as it was known until a day, and what it comes to.
struct Column {
    heading: &'static str,
    known: Result<(Period, u32, Option<Expected>, bool), Unknown>,
    why: Option<&'static str>,
}

impl Column {
    fn of(heading: &'static str, known: Result<Known, Unknown>) -> Self {
        let why = known.as_ref().ok().and_then(|known| known.expected.err()).map(demand::NoForecast::sentence);
        Self { heading, known: known.map(|known| (known.period, known.newest, known.expected.ok(), known.illustrative)), why }
    }
}

/// The gateway with this code.
///
/// # Errors
/// There is none.
pub(in crate::still) fn page(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let gateways = &asked.council.money.gateways;
    let Some(gateway) = gateways.iter().find(|gateway| gateway.code.as_str() == code) else {
        let known = gateways.iter().rev().map(|other| (other.title.clone(), format!("/money/{}", other.code)));
        let nearest = known.chain([("Money".to_owned(), "/money".to_owned())]).collect();
        return Err(PageError::NotFound { what: "gateway".to_owned(), given: code.chars().take(80).collect(), nearest });
    };
    let today = asked.site.today;
    let state = state(gateway, today);
    let when = match state {
        State::Frozen => format!(
            "{}. What is shown was known on that day and is frozen: later figures stand beside it, and do not change it.",
            long_date(gateway.on)
        ),
        State::ToCome => format!(
            "{}: still to come. Nothing is frozen yet: what is shown is what is known today, and it changes with every release until the day.",
            long_date(gateway.on)
        ),
        State::Lost => format!(
            "{}. Its day has passed, and what was known then was not frozen: what is shown is what the newest release holds of that time, and may have been revised.",
            long_date(gateway.on)
        ),
    };
    let up = [Link { label: "Money".to_owned(), href: "/money".to_owned() }];
    let top = el("div")
        .class("page")
        .with(crumbs(&up, &gateway.title))
        .with(el("h1").with(&gateway.title))
        .with(el("p").class("as-it-stood").with(when))
        .with(el("p").class("lead").with(&gateway.text))
        .with(el("p").class("note").with(
            "What a year is expected to cost is the demand expected times what one costs in a year. Amounts are of their year (nominal prices).",
        ));
    let demands = gateway.demands.iter().map(|demand| section(asked, gateway, demand));
    Ok(Page::new(gateway.title.clone(), el("div").class("money").with(top).all(demands)))
}

fn section(asked: &Asked, gateway: &Gateway, demand: &Demand) -> Element {
    let Some(measure) = asked.council.measure(&demand.measure) else { return el("section").class("page") };
    let today = asked.site.today;
    let known = |until: NaiveDate| demand::known(asked.release, &demand.measure, until, demand.year);
    let columns = match demand.frozen {
        _ if today < gateway.on => vec![Column::of("As known today", known(today))],
        Some(frozen) => {
            let then = demand::public(asked.release, &demand.measure, frozen.period)
                .map(|()| (frozen.period, frozen.newest, frozen.expected, demand.origin.illustrative()));
            let why = (then.is_ok() && frozen.expected.is_none()).then_some("There was no forecast on the day.");
            vec![Column { heading: "Frozen on the day", known: then, why }, Column::of("Since then", known(today))]
        }
        None => vec![Column::of("Up to the day, not frozen", known(gateway.on))],
    };
    let service = service(asked, &demand.service).map(|service| service.name.clone()).unwrap_or_default();
    let heading = format!("{service}: {}", demand.things.1);
    let table = el("table")
        .class("figures money-lines")
        .with(el("caption").class("unseen").with(format!("{heading}, demand beside money")))
        .with(heads(std::iter::once("").chain(columns.iter().map(|column| column.heading)).map(named)))
        .with(el("tbody").all(rows(demand, measure, &columns)));
    let note = demand.note.as_ref().map(|note| el("p").class("note").with(note));
    let from = el("p").class("note").with("Budget and unit cost: ").with(origin(asked, &demand.origin));
    let page = el("p")
        .class("note")
        .with("The demand, ward by ward and over time: ")
        .with(link(format!("/measures/{}", measure.code), &measure.title));
    el("section")
        .class("page")
        .attr("id", demand.measure.to_string())
        .with(el("h2").with(heading.clone()))
        .with(scrolling(&heading, table))
        .with(true_for(demand, &columns))
        .with(note)
        .with(from)
        .with(page)
}

fn named(heading: &'static str) -> Element {
    if heading.is_empty() { el("span").class("unseen").with("What") } else { el("span").with(heading) }
}

/// The rows of the table: each says one thing of every column.
fn rows(demand: &Demand, measure: &Measure, columns: &[Column]) -> Vec<Element> {
    // Why nothing is known is told once, at the newest figure.
    let row = |head: String, tell: &dyn Fn(&Column, &Beside) -> Element| {
        let cells = columns.iter().map(|column| match &column.known {
            Ok((_, newest, expected, _)) => tell(column, &demand.beside(*newest, *expected)),
            Err(_) => el("td").with(el("span").class("note").with("cannot be told")),
        });
        el("tr").with(el("th").attr("scope", "row").with(head)).all(cells)
    };
    let money = |head: String, pounds: Pounds| {
        el("tr").with(el("th").attr("scope", "row").with(head)).all(columns.iter().map(|_| el("td").with(words(pounds))))
    };
    let td = |text: String| el("td").with(text);
    let note = |text: String| (" ", el("span").class("note").with(text));
    let newest = columns.iter().map(|column| match &column.known {
        Ok((period, newest, _, illustrative)) => {
            td(things(demand, *newest)).with(note(period.until())).with(illustrative.then(|| (" ", made_up())))
        }
        Err(why) => el("td").with(el("span").class("note").with(why.sentence())),
    });
    let newest = el("tr").with(el("th").attr("scope", "row").with(format!("Newest figure: {}", measure.title))).all(newest);
    let expected = row(format!("Expected, {}", demand.year.label()), &|column, beside| match &column.known {
        Ok((_, _, Some(expected), _)) => {
            td(things(demand, expected.number)).with(note(format!("between {} and {}", number(expected.low), number(expected.high))))
        }
        _ => td("No forecast".to_owned()).with(note(format!(
            "{} The newest, {}, is reckoned with.",
            column.why.unwrap_or_default(),
            number(beside.number)
        ))),
    });
    let cost = money(format!("What one {} costs in a year", demand.things.0), demand.unit_cost);
    let spend = row("Demand times unit cost".to_owned(), &|_, beside| {
        let range = beside.range.map(|(low, high)| note(format!("between {} and {}", words(low), words(high))));
        td(words(beside.spend)).with(range)
    });
    let budget = money(format!("Budget, {}", demand.year.label()), demand.budget);
    let difference = row("Difference".to_owned(), &|_, beside| {
        let told = against(beside.spend, demand.budget, ("over the budget", "under the budget", "as budgeted"));
        let stands = el("p").with(mark(beside.verdict.code(), beside.verdict.words()));
        // Without a forecast the amount is what today's number would cost, and no finding.
        if beside.verdict == Verdict::CannotTell {
            el("td").with(stands).with(note(format!("{told} if the number stays as it is")))
        } else {
            td(told).with(stands)
        }
    });
    vec![newest, expected, cost, spend, budget, difference]
}

fn number(number: u32) -> String {
    count(u64::from(number))
}

fn things(demand: &Demand, given: u32) -> String {
    format!("{} {}", number(given), if given == 1 { &demand.things.0 } else { &demand.things.1 })
}

/// What would have to be true for spend to meet the budget.
fn true_for(demand: &Demand, columns: &[Column]) -> Option<Element> {
    let items = columns.iter().filter_map(|column| {
        let (_, newest, expected, _) = column.known.as_ref().ok()?;
        let beside = demand.beside(*newest, *expected);
        let most = beside.most.map(|most| {
            let step = i64::from(beside.number) - i64::from(most);
            let than = match step {
                0 => "as many as are expected".to_owned(),
                _ => format!("{} {} than are expected", count(step.unsigned_abs()), if step > 0 { "fewer" } else { "more" }),
            };
            format!("At {} each, no more than {}: {than}", words(demand.unit_cost), things(demand, most))
        });
        let dearest = beside.dearest.map(|dearest| {
            let than = against(dearest, demand.unit_cost, ("more than it is", "less than it is", "what it is"));
            format!("with {}, each would have to cost no more than {}: {than}", things(demand, beside.number), words(dearest))
        });
        let told: Vec<String> = most.into_iter().chain(dearest).collect();
        (!told.is_empty()).then(|| el("li").with(el("strong").with(column.heading)).with(": ").with(told.join("; or ")).with("."))
    });
    let items: Vec<Element> = items.collect();
    (!items.is_empty()).then(|| {
        el("div")
            .with(el("h3").with("What would have to be true"))
            .with(el("p").with("For the budget to be enough:"))
            .with(el("ul").all(items))
    })
}
