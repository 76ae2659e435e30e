//! One meeting: its whole agenda on one page, and each item on a page of its own for a wall.

use domain::meeting::{Held, Item, Stage};

use super::{
    super::Asked,
    address,
    asked::of_item,
    found,
    pinned::{Size, pinned},
    up, when,
};
use crate::{
    components::crumbs::crumbs,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};
use domain::view::area::Link;

/// The page of an item, from where its content begins: the head of the site is above it.
fn screen(held: &Held, item: &Item) -> String {
    format!("{}/{}#main", address(held), item.number)
}

/// The agenda of a meeting.
///
/// # Errors
/// There is no such meeting that is public.
pub(in crate::still) fn page(asked: &Asked, given: &str) -> Result<Page, PageError> {
    let held = found(asked, given)?;
    let meeting = &held.meeting;
    let print =
        el("button").class("link").attr("type", "button").attr("data-needs-script", "").attr("data-print", "").with("Print this page");
    let first = meeting.items.first().map(|item| el("li").with(link(screen(held, item), "Show it item by item")));
    let items = meeting.items.iter().enumerate().map(|(at, item)| part(asked, held, at, item));
    let agenda = if meeting.items.is_empty() {
        el("p").class("empty").with("Nothing is on the agenda yet.")
    } else {
        el("div").class("agenda").all(items)
    };
    let body = el("div")
        .class("page narrow meetings")
        .with(crumbs(&up(), &meeting.name))
        .with(el("h1").with(&meeting.name))
        .with(el("p").class("lead").with(format!("{}.", when(held))))
        .with(el("p").class("note").with(about(asked, held)))
        .with(el("ul").class("tools").with(first).with(el("li").with(print)))
        .with(agenda);
    Ok(Page::new(meeting.name.clone(), body))
}

/// What its figures are, and how far it is.
fn about(asked: &Asked, held: &Held) -> String {
    let state = match held.stage {
        Stage::Closed => " The meeting is closed: no question is added, answers may follow.",
        Stage::Draft | Stage::Published => "",
    };
    format!("Figures are the newest, of release {}: after the next release this page shows that one.{state}", asked.site.release)
}

fn part(asked: &Asked, held: &Held, at: usize, item: &Item) -> Element {
    let title = item.title(asked.catalogue);
    let note = item.note(asked.catalogue);
    let alone = link(screen(held, item), "Show this item alone").attr("aria-label", format!("Show this item alone: {title}"));
    el("section")
        .attr("id", format!("item-{}", item.number))
        .with(el("h2").with(format!("{}. {title}", at + 1)))
        .with((!note.is_empty()).then(|| el("p").with(note.to_owned())))
        .with(pinned(asked, item, Size::Small))
        .with(talk(held, item))
        .with(el("p").class("more").with(alone))
}

fn talk(held: &Held, item: &Item) -> Option<Element> {
    of_item(held, item.number).map(|all| el("div").with(el("h3").with("Questions and answers")).with(all))
}

/// One item by itself.
///
/// # Errors
/// There is no such meeting that is public, or no such item on its agenda.
pub(in crate::still) fn item(asked: &Asked, given: &str, item: &str) -> Result<Page, PageError> {
    let held = found(asked, given)?;
    let items = &held.meeting.items;
    let number = item.parse::<u32>().ok().filter(|number| number.to_string() == item);
    let Some((at, shown)) = number.and_then(|number| held.meeting.item(number)) else {
        let nearest = vec![(held.meeting.name.clone(), address(held))];
        return Err(PageError::NotFound { what: "item of this agenda".to_owned(), given: item.chars().take(40).collect(), nearest });
    };
    let title = shown.title(asked.catalogue);
    let to = |item: Option<&Item>, label: &'static str, way: &'static str| {
        item.map(|item| {
            let label = el("span").with(label).with(": ").with(item.title(asked.catalogue));
            el("li").with(link(screen(held, item), label).attr("rel", way))
        })
    };
    let before = at.checked_sub(1).and_then(|before| items.get(before));
    let whole = link(address(held), "The whole agenda");
    let steps =
        el("ul").class("tabs").with(to(before, "Previous", "prev")).with(to(items.get(at + 1), "Next", "next")).with(el("li").with(whole));
    let note = shown.note(asked.catalogue);
    let mut trail = up().to_vec();
    trail.push(Link { label: held.meeting.name.clone(), href: address(held) });
    let body = el("div")
        .class("page meetings wall")
        .with(el("nav").class("steps-between").attr("aria-label", "Agenda").with(steps))
        .with(el("p").class("facts").with(format!("{}, {}. Item {} of {}", held.meeting.name, when(held), at + 1, items.len())))
        .with(el("h1").with(&title))
        .with((!note.is_empty()).then(|| el("p").class("lead").with(note.to_owned())))
        .with(pinned(asked, shown, Size::Large))
        .with(of_item(held, shown.number).map(|all| el("div").with(el("h2").with("Questions and answers")).with(all)))
        .with(crumbs(&trail, &title));
    Ok(Page::new(format!("{title}: {}", held.meeting.name), body))
}
