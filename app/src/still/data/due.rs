//! What is due when: the release that is planned, and every measure with its newest figure and the one that comes next.

use domain::{
    NaiveDate,
    catalogue::Catalogue,
    format::{agreeing, plural},
    period::long_date,
    register::Coming,
    view::due::{Expected, expected},
};

use super::{Asked, file, tabs};
use crate::{
    components::crumbs::crumbs,
    markup::{Element, el, link},
    page::Page,
};

/// What is due when: what is late before all else, then every other measure by directorate.
pub(crate) fn page(asked: &Asked) -> Page {
    let (catalogue, today) = (asked.catalogue, asked.site.today);
    let all = expected(catalogue, today);
    let (late, rest): (Vec<Expected>, Vec<Expected>) = all.iter().partition(|one| one.late(today).is_some());
    let lead = match late.len() {
        0 => "No figure is late.".to_owned(),
        count => {
            let count = count as u64;
            let verb = agreeing(count, ("is", "are"));
            format!("{count} of {} {verb} late with the next figure.", plural(all.len() as u64, ("measure", "measures")))
        }
    };
    let late = (!late.is_empty()).then(|| {
        let lines = late.iter().map(|one| {
            let of = catalogue.directorate(&catalogue.measures[usize::from(one.measure)].directorate);
            line(one, catalogue, today, of.map(|of| of.name.as_str()))
        });
        section("What is late", el("ul").class("due").all(lines))
    });
    let directorates = catalogue.directorates.iter().filter_map(|directorate| {
        let own = rest.iter().filter(|one| catalogue.measures[usize::from(one.measure)].directorate == directorate.code);
        let lines: Vec<Element> = own.map(|one| line(one, catalogue, today, None)).collect();
        (!lines.is_empty()).then(|| section(&directorate.name, el("ul").class("due").all(lines)))
    });
    let body = el("div")
        .class("page")
        .with(crumbs(&[super::up()], "What is due when"))
        .with(el("h1").with("What is due when"))
        .with(tabs("/data/due"))
        .with(el("p").class("lead").with(lead))
        .with(el("p").class("note").with(
            "A figure is due a number of days after its period ends, which each measure’s page names; after that day it is late, whoever it comes from.",
        ))
        .with(section("The next release", planned(asked.register.coming.as_ref(), today)))
        .with(late)
        .all(directorates)
        .with(file("/data/due.csv"));
    Page::new("What is due when", body)
}

fn section(heading: &str, content: Element) -> Element {
    el("section").with(el("h2").with(heading.to_owned())).with(content)
}

/// The release that is planned. One whose day has passed is late as well.
fn planned(coming: Option<&Coming>, today: NaiveDate) -> Element {
    let Some(coming) = coming else { return el("p").with("No day has been told for it.") };
    let day = coming.at.date();
    let late = (day < today).then(|| {
        let days = (today - day).num_days().unsigned_abs();
        el("span").class("late").with(days_late(days))
    });
    let verb = if late.is_some() { "It was planned for " } else { "It is planned for " };
    el("p").with(verb).with(el("strong").with(long_date(day))).with(".").with(late.map(|late| (" ", late)))
}

fn days_late(days: u64) -> String {
    format!("{} late", plural(days, ("day", "days")))
}

/// A measure: its newest figure, and when the next is due.
fn line(one: &Expected, catalogue: &Catalogue, today: NaiveDate, directorate: Option<&str>) -> Element {
    let measure = &catalogue.measures[usize::from(one.measure)];
    let newest = one.newest.map_or_else(|| "No figure yet".to_owned(), |newest| format!("Newest: {}", newest.label()));
    let next = match (one.next, one.late(today)) {
        (None, _) => el("span").class("when quiet").with("Comes now and then: nothing is due"),
        (Some(next), None) => el("span").class("when").with(format!("{} is due {}", next.period.label(), long_date(next.by))),
        (Some(next), Some(_)) => el("span")
            .class("when")
            .with(format!("{} was due {} ", next.period.label(), long_date(next.by)))
            .with(el("span").class("late").with(days_late(next.days_late(today)))),
    };
    let newest = match directorate {
        Some(name) => format!("{newest} · {name}"),
        None => newest,
    };
    el("li")
        .with(el("span").with(link(format!("/measures/{}", measure.code), &measure.title).class("title")))
        .with(" ")
        .with(el("span").class("note").with(newest))
        .with(" ")
        .with(next)
}
