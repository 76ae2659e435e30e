//! One programme: how it stands today or stood on any day, what changed since another, and its ledger of moves.

use domain::{
    NaiveDate, day,
    period::long_date,
    programme::{
        Programme,
        changes::{between, ledger, withdrawn},
        counts::{Agreement, Counted, Told, agreement},
        standing::standings,
    },
    view::{area::Link, lead::capital},
};

use super::{
    super::Asked,
    tables::{action, changed, former, moves},
    tally,
};
use crate::{
    components::{crumbs::crumbs, row::made_up, scrolling},
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// The programme with this code, on the day that the query asks for or today.
///
/// # Errors
/// There is no such programme, or what was asked for is no day.
pub(in crate::still) fn page(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let programmes = &asked.council.programmes;
    let Some(programme) = programmes.iter().find(|programme| programme.code.as_str() == code) else {
        let nearest = programmes.iter().map(|other| (other.title.clone(), format!("/programmes/{}", other.code))).collect();
        return Err(PageError::NotFound { what: "programme".to_owned(), given: code.chars().take(80).collect(), nearest });
    };
    let today = asked.site.today;
    let (on, since) = (asked_day(asked, "on", code)?, asked_day(asked, "since", code)?);
    let wrong = |words: String| PageError::BadRequest { message: words, nearest: nearest(code) };
    if let Some(on) = on.filter(|on| *on > today) {
        return Err(wrong(format!("{} has not come: how a programme stands is known until {}.", long_date(on), long_date(today))));
    }
    if let Some(since) = since.filter(|since| *since > on.unwrap_or(today)) {
        return Err(wrong(format!("Nothing can have changed since {}: choose a day before the one that is shown.", long_date(since))));
    }
    Ok(Page::new(programme.title.clone(), body(asked, programme, (on.filter(|on| *on != today), since), today)))
}

/// A day of the query; none where it is blank or not there.
fn asked_day(asked: &Asked, part: &str, code: &str) -> Result<Option<NaiveDate>, PageError> {
    let given = asked.part(part);
    if given.is_empty() {
        return Ok(None);
    }
    let mend = format!("{} is not a day. Write year, month and day, such as 2025-03-31.", given.chars().take(20).collect::<String>());
    day::parse(&given).map(Some).ok_or_else(|| PageError::BadRequest { message: mend, nearest: nearest(code) })
}

/// The way out of a day that will not do.
fn nearest(code: &str) -> Vec<(String, String)> {
    vec![("This page without it".to_owned(), format!("/programmes/{code}"))]
}

fn body(asked: &Asked, programme: &Programme, (on, since): (Option<NaiveDate>, Option<NaiveDate>), today: NaiveDate) -> Element {
    let shown = on.unwrap_or(today);
    let standings = standings(programme, &asked.council.programmes, shown);
    let up = [Link { label: "Programmes".to_owned(), href: "/programmes".to_owned() }];
    let strip = on.map(|on| {
        let words = format!("As it stood on {}. What was told later is not here. ", long_date(on));
        el("p").class("as-it-stood").with(words).with(link(format!("/programmes/{}", programme.code), "As it stands today"))
    });
    let facts = format!("{} answers for it. Reported: {}.", programme.owner, programme.reported);
    let top = el("div")
        .class("page")
        .with(crumbs(&up, &programme.title))
        .with(el("h1").with(&programme.title))
        .with(strip)
        .with(el("p").class("lead").with(&programme.summary))
        .with(el("p").class("summary").with(tally(programme, &standings)))
        .with(el("p").class("facts").with(facts))
        .with(form(programme, on, since));
    let since = since.map(|since| {
        let all = between(programme, since, shown);
        let heading = format!("What changed since {}", long_date(since));
        let empty = all.is_empty().then(|| el("p").with("Nothing."));
        el("section").class("page").with(el("h2").with(heading)).with(empty).all(all.iter().map(changed))
    });
    let of_part = |code: Option<&_>| {
        let own = standings.iter().filter(move |standing| standing.action.part.as_ref() == code);
        let heading = if code.is_some() { "h4" } else { "h3" };
        let items: Vec<Element> = own.map(|standing| action(asked, standing, (heading, shown))).collect();
        (!items.is_empty()).then(|| el("ol").class("actions").all(items))
    };
    let parts = programme.parts.iter().map(|part| {
        let considered = part.considerations.iter().map(|text| el("li").with(text));
        let considered = (!part.considerations.is_empty())
            .then(|| el("div").with(el("p").class("note").with("To be considered:")).with(el("ul").all(considered)));
        let text = (!part.text.is_empty()).then(|| el("p").with(&part.text));
        let mut own = programme.actions.iter().filter(|action| action.part.as_ref() == Some(&part.code)).peekable();
        let invented = own.peek().is_some() && own.all(|action| action.illustrative);
        el("section")
            .attr("id", part.code.to_string())
            .with(el("h3").with(&part.title).with(" ").with(invented.then(made_up)))
            .with(text)
            .with(considered)
            .with(of_part(Some(&part.code)))
    });
    let heading = capital(if programme.parts.is_empty() { &programme.action_word.1 } else { &programme.part_word.1 });
    let work = el("section").class("page").with(el("h2").with(heading)).all(parts).with(of_part(None));
    let counts = programme.counts.iter().rev().filter(|counted| counted.on <= shown).map(|counted| count(programme, counted));
    let all = ledger(programme, shown);
    let words = if all.is_empty() {
        "No date, scope or owner has been changed."
    } else {
        "Every change of a date, of scope or of owner, with who approved it and why. None is ever taken back."
    };
    let table = (!all.is_empty()).then(|| scrolling("the slip ledger", moves(&all)));
    let ledger = (!programme.actions.is_empty())
        .then(|| el("section").class("page").with(el("h2").with("Slip ledger")).with(el("p").class("note").with(words)).with(table));
    let gone = withdrawn(programme, shown);
    let gone = (!gone.is_empty()).then(|| {
        let words = "Approved, public, and withdrawn later: it holds no longer, and what it said of the days before stays said.";
        let table = scrolling("what was withdrawn", former(&gone));
        el("section").class("page").with(el("h2").with("Withdrawn")).with(el("p").class("note").with(words)).with(table)
    });
    let source = el("p").class("page note").with(format!("Read from: {}", programme.source));
    el("div").class("programme").with(top).with(since).all(counts).with(work).with(ledger).with(gone).with(source)
}

/// Chooses a day, and one to compare it with. It works without script.
fn form(programme: &Programme, on: Option<NaiveDate>, since: Option<NaiveDate>) -> Element {
    let field = |name: &'static str, label: &'static str, value: Option<NaiveDate>| {
        let input = el("input").attr("type", "date").attr("id", name).attr("name", name).maybe("value", value.map(|day| day.to_string()));
        el("div").with(el("label").attr("for", name).with(label)).with(" ").with(input)
    };
    el("form")
        .class("days")
        .attr("action", format!("/programmes/{}", programme.code))
        .attr("method", "get")
        .with(field("on", "As it stood on", on))
        .with(field("since", "What changed since", since))
        .with(el("button").attr("type", "submit").with("Show"))
}

/// A count that was published, and how the actions here agree with it.
fn count(programme: &Programme, counted: &Counted) -> Element {
    let rows = counted.lines.iter().map(|line| {
        let told = match line.told {
            Told::Number(number) => number.to_string(),
            Told::Percent(percent) => format!("{percent}%"),
        };
        let number = line.told.number(counted.actions).map_or_else(|| "–".to_owned(), |number| number.to_string());
        el("tr")
            .with(el("th").attr("scope", "row").with(capital(&line.words)))
            .with(el("td").with(told))
            .with(el("td").with(number))
            .with(el("td").with(&line.note))
    });
    let caption = el("caption").class("unseen").with("Counts by status as they were published");
    let of = format!("Of {} {}", counted.actions, programme.action_word.1);
    let columns = ["Status".to_owned(), "As told".to_owned(), of, "Note".to_owned()];
    let head = el("thead").with(el("tr").all(columns.map(|column| el("th").attr("scope", "col").with(column))));
    let table = el("table").class("figures").with(caption).with(head).with(el("tbody").all(rows));
    let agrees = match agreement(programme, counted) {
        Agreement::NoActions => format!("Only these counts were published: the {} themselves are not here.", programme.action_word.1),
        Agreement::Same => format!("The {} here, as they stood that day, come to the same.", programme.action_word.1),
        Agreement::Differs(lines) => {
            let lines: Vec<String> = lines.into_iter().map(|(words, told, ours)| format!("{words}: {told} told, {ours} here")).collect();
            format!("The {} here, as they stood that day, come to something else: {}.", programme.action_word.1, lines.join("; "))
        }
    };
    el("section")
        .class("page")
        .with(el("h2").with(format!("As counted on {}", long_date(counted.on))))
        .with(scrolling("the counts", table))
        .with(el("p").with(agrees))
        .with(el("p").class("note").with(format!("Source: {}", counted.source)))
}
