//! Neighbourhood plans: what a neighbourhood puts first, why, what is done, what moved, and what was learned.

pub(super) mod learning;
mod moved;

use std::collections::BTreeMap;

use domain::{
    alike::Table,
    area::Area,
    code::{ActionCode, AreaCode},
    format::{agreeing, count_words, plural},
    period::long_date,
    priority::{Learned, Priority},
    programme::{
        Programme,
        standing::{Standing, standings},
    },
    view::{area::Link, lead::capital},
};

use super::{Asked, programmes::tables};
use crate::{
    components::{crumbs::crumbs, noted, row::made_up},
    draw,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// The plan of an area; of a ward that of its neighbourhood.
///
/// # Errors
/// There is no such area, or no plan for it.
pub(super) fn page(asked: &Asked, code: &str) -> Result<Page, PageError> {
    let at = draw::find_area(asked.catalogue, code)?;
    let area = &asked.catalogue.areas[usize::from(at)];
    let Some(home) = asked.council.planned_in(area) else { return Err(nowhere(asked, area)) };
    let place = asked.catalogue.area_index(&home.code).unwrap_or(at);
    let own: Vec<&Priority> = asked.council.priorities.of(&home.code).collect();
    let actions = Actions::new(asked);
    let title = format!("Plan for {}", home.name);
    let up = [Link { label: area.name.clone(), href: format!("/areas/{}", area.code) }];
    let of_ward = (area.code != home.code).then(|| {
        let words = format!("{} is part of {}, and this is its plan. ", area.name, home.name);
        el("p").class("note").with(words).with(link(format!("/areas/{}/plan", home.code), "Its own address"))
    });
    let invented = own.iter().any(|priority| priority.illustrative);
    let body = el("div")
        .class("page")
        .with(crumbs(&up, "Plan"))
        .with(el("h1").with(&title).with(" ").with(invented.then(made_up)))
        .with(of_ward)
        .with(el("p").class("lead").with(lead(&own, &actions)))
        .with(
            el("ol").class("contents").all(own.iter().map(|priority| el("li").with(link(format!("#{}", priority.code), &priority.title)))),
        );
    let like = like(asked, place);
    let sections = own.iter().map(|priority| section(asked, priority, &actions, place, &like));
    let others = others(asked, &home.code, &own, &actions);
    let learn = el("p").class("page").with(link("/learning", "What every neighbourhood has learned"));
    Ok(Page::new(title, el("div").class("programme").with(body).all(sections).with(others).with(learn)))
}

/// Says that there is no plan, and leads to those that there are.
fn nowhere(asked: &Asked, area: &Area) -> PageError {
    let mut planned: Vec<&AreaCode> = asked.council.priorities.list.iter().map(|priority| &priority.area).collect();
    planned.dedup();
    let known = planned.iter().filter_map(|code| asked.council.areas.iter().find(|area| area.code == **code));
    let known = known.map(|area| (format!("Plan for {}", area.name), format!("/areas/{}/plan", area.code)));
    let here = (area.name.clone(), format!("/areas/{}", area.code));
    PageError::NotFound { what: "plan for".to_owned(), given: area.name.clone(), nearest: std::iter::once(here).chain(known).collect() }
}

/// Every action, with how it stands today.
struct Actions<'a> {
    all: BTreeMap<&'a ActionCode, (&'a Programme, Standing<'a>)>,
}

impl<'a> Actions<'a> {
    fn new(asked: &Asked<'a>) -> Self {
        let programmes = &asked.council.programmes;
        let all = programmes.iter().flat_map(|programme| {
            standings(programme, programmes, asked.site.today)
                .into_iter()
                .map(move |standing| (&standing.action.code, (programme, standing)))
        });
        Self { all: all.collect() }
    }

    /// Those of a priority, in its order.
    fn of(&self, priority: &Priority) -> Vec<&Standing<'a>> {
        priority.actions.iter().filter_map(|code| Some(&self.all.get(code)?.1)).collect()
    }
}

fn lead(own: &[&Priority], actions: &Actions<'_>) -> String {
    let standings: Vec<&Standing<'_>> = own.iter().flat_map(|priority| actions.of(priority)).collect();
    let late = standings.iter().filter(|standing| tables::is_late(standing)).count();
    let done = standings.iter().filter(|standing| standing.status == Some(domain::programme::Status::Complete)).count();
    let counted = |count: usize| if count == 0 { "none".to_owned() } else { count_words(count as u64) };
    let told = |count: usize, word: (&str, &str)| format!("{} {}", capital(&count_words(count as u64)), agreeing(count as u64, word));
    let first = told(own.len(), ("priority comes", "priorities come"));
    if standings.is_empty() {
        return format!("{first} first here. No action has been told yet.");
    }
    let actions = told(standings.len(), ("action is", "actions are"));
    format!("{first} first here. {actions} to move what they are chosen by: {} complete, {} overdue.", counted(done), counted(late))
}

/// The areas of the same type that are most like this one, by the council's recipe.
fn like(asked: &Asked, area: u16) -> Vec<u16> {
    let Some(recipe) = &asked.council.alike else { return Vec::new() };
    let areas = &asked.catalogue.areas;
    let frames: Vec<_> = (0..).zip(areas).map(|(at, _)| asked.release.area(at)).collect();
    let mut likes = Table::read(asked.catalogue, &frames, recipe, areas[usize::from(area)].kind).likes(areas.len(), recipe);
    likes.lists.get_mut(usize::from(area)).map(std::mem::take).unwrap_or_default()
}

/// One priority.
fn section(asked: &Asked, priority: &Priority, actions: &Actions<'_>, place: u16, like: &[u16]) -> Element {
    let measures = priority.measures.iter().filter_map(|code| asked.council.measure(code));
    let area = &priority.area;
    let measures = measures.map(|measure| el("li").with(link(format!("/measures/{}?area={area}", measure.code), &measure.title)));
    let said = priority.said.iter().map(|voice| el("li").with(&voice.text).with(" ").with(el("span").class("note").with(&voice.source)));
    let said = (!priority.said.is_empty()).then(|| el("div").with(el("h3").with("What residents said")).with(el("ul").all(said)));
    let partners =
        (!priority.partners.is_empty()).then(|| el("p").class("facts").with(format!("Partners: {}.", priority.partners.join(", "))));
    let own = actions.of(priority);
    let today = asked.site.today;
    let list = own.iter().map(|standing| tables::action(asked, standing, ("h4", today)));
    let work = el("div").with(el("h3").with("What is done about it")).with(if own.is_empty() {
        el("p").with("No action has been told yet.")
    } else {
        el("ol").class("actions").all(list)
    });
    let learned: Vec<&Learned> = priority.learned.iter().rev().filter(|learned| learned.on <= today).collect();
    let found = el("div").with(el("h3").with("What was learned")).with(if learned.is_empty() {
        el("p").with("Nothing has been told yet.")
    } else {
        el("ul").class("learned").all(learned.iter().map(|learned| learning::told(learned, None)))
    });
    el("section")
        .class("page")
        .attr("id", priority.code.to_string())
        .with(el("h2").with(&priority.title))
        .with(partners)
        .with(el("h3").with("Why it comes first"))
        .with(el("p").with(&priority.why))
        .with(el("p").class("note").with("Chosen by these measures, which it should move:"))
        .with(el("ul").all(measures))
        .with(said)
        .with(work)
        .with(el("h3").with(format!("What moved since {}", long_date(priority.since))))
        .with(moved::table(asked, priority, place, like))
        .with(found)
        .with(elsewhere(asked, priority))
}

/// Leads to what others learned of the same subject.
fn elsewhere(asked: &Asked, priority: &Priority) -> Option<Element> {
    let priorities = &asked.council.priorities;
    let topic = priorities.topic(&priority.topic)?;
    let others = priorities.learned(asked.site.today);
    let count = others.iter().filter(|(other, _)| other.topic == topic.code && other.area != priority.area).count();
    let words = format!("{}: {} from other places", topic.title, plural(count as u64, ("finding", "findings")));
    (count > 0).then(|| el("p").class("more").with(link(format!("/learning?topic={}&not={}", topic.code, priority.area), words)))
}

/// Actions here, or in a part of here, that are of no priority.
fn others(asked: &Asked, home: &AreaCode, own: &[&Priority], actions: &Actions<'_>) -> Option<Element> {
    let within =
        |code: &AreaCode| code == home || asked.council.areas.iter().any(|area| area.code == *code && area.parent.as_ref() == Some(home));
    let of_priority = |code: &ActionCode| own.iter().any(|priority| priority.actions.contains(code));
    let found = actions
        .all
        .values()
        .filter(|(_, standing)| standing.action.area.as_ref().is_some_and(within) && !of_priority(&standing.action.code));
    let items: Vec<Element> = found
        .map(|(programme, standing)| {
            let href = format!("/programmes/{}#{}", programme.code, standing.action.code);
            noted(&standing.action.title, &href, &programme.title)
        })
        .collect();
    (!items.is_empty()).then(|| el("section").class("page within").with(el("h2").with("Other actions here")).with(el("ul").all(items)))
}
