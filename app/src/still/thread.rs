//! The golden thread: one knot with all above and below it, or all of a theme, as columns.

pub(super) mod orphans;
mod parts;

use std::collections::BTreeSet;

use domain::{
    format::plural,
    programme::standing::standings,
    thread::{Kind, Knot, Thread},
    view::{area::Link, lead::capital},
};

use self::parts::{columns, drawing};
use super::{Asked, choose, programmes::mark};
use crate::{
    components::crumbs::crumbs,
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// The pages there are: path and title.
const PAGES: [(&str, &str); 2] = [("/thread", "Thread"), ("/thread/orphans", "Orphans")];

/// The thread: at a knot, of a theme, or from its two ends.
///
/// # Errors
/// There is no such knot or theme.
pub(super) fn page(asked: &Asked) -> Result<Page, PageError> {
    let thread = Thread::of(asked.council);
    let (at, theme) = (asked.part("at"), asked.part("theme"));
    if !at.is_empty() {
        let nearest = vec![("The whole thread".to_owned(), "/thread".to_owned())];
        let message = format!("There is nothing named “{at}” on the thread");
        let knot = thread.find(&at).ok_or(PageError::BadRequest { message, nearest })?;
        return Ok(Page::new(thread.knots[knot].title.clone(), of_knot(asked, &thread, knot)));
    }
    let codes = asked.council.plans.iter().flat_map(|plan| &plan.themes).map(|theme| &theme.code);
    match choose::known("theme", &theme, codes, "/thread")?.and_then(|code| asked.council.theme(code)) {
        Some((plan, theme)) => {
            let all = thread.theme(&theme.code);
            let of = format!("{}, {}", theme.title, plan.title);
            Ok(Page::new(format!("Golden thread: {}", theme.title), of_theme(asked, &thread, &all, (theme.title.as_str(), of))))
        }
        None => Ok(Page::new("Golden thread", ends(asked, &thread))),
    }
}

/// The way to each page, of which one is open.
fn tabs(open: &str) -> Element {
    let tabs = PAGES.map(|(path, title)| el("li").with(link(path, title).maybe("aria-current", (path == open).then_some("page"))));
    el("nav").attr("aria-label", "Golden thread").with(el("ul").class("tabs").all(tabs))
}

fn up() -> Link {
    Link { label: "Golden thread".to_owned(), href: "/thread".to_owned() }
}

/// A link that puts a knot into the middle.
fn to(knot: &Knot) -> Element {
    link(format!("/thread?at={}", knot.address), knot.title.clone())
}

/// Chooses a theme.
fn form(asked: &Asked, chosen: Option<&domain::code::ThemeCode>) -> Element {
    choose::form("/thread", [choose::field("All of a theme ", "theme", "Choose one", choose::themes(asked.council, chosen))])
}

/// Both ends of the thread, and its themes.
fn ends(asked: &Asked, thread: &Thread) -> Element {
    let all: BTreeSet<usize> = (0..thread.knots.len()).collect();
    let columns = thread.columns(&all);
    let counts: Vec<String> = Kind::ALL.iter().zip(&columns).map(|(kind, own)| plural(own.len() as u64, kind.words())).collect();
    let lead = "What the nation asks for, what the plans want to achieve, what is measured, what is done about it, and what had to come first: each tied to the next. Begin at either end, and walk.";
    let tied = format!("{}, and {} between them.", domain::format::joined(&counts), plural(thread.ties().count() as u64, ("tie", "ties")));
    let list = |kind: Kind, empty: &'static str| {
        let own = &columns[kind as usize];
        let items = own.iter().map(|&at| {
            let knot = &thread.knots[at];
            let below = if kind == Kind::National { (thread.down(at).len(), "below it") } else { (thread.up(at).len(), "above it") };
            let note = format!("{} {}", plural(below.0 as u64, ("tie", "ties")), below.1);
            el("li").with(to(knot)).with(" ").with(el("span").class("note").with(note))
        });
        let list = if own.is_empty() { el("p").class("empty").with(empty) } else { el("ul").class("plain").all(items) };
        el("section").with(el("h2").with(capital(kind.words().1))).with(list)
    };
    let themes = asked.council.plans.iter().map(|plan| {
        let themes = plan.themes.iter().map(|theme| el("li").with(link(format!("/thread?theme={}", theme.code), theme.title.clone())));
        el("div").with(el("h3").with(plan.title.clone())).with(el("ul").class("plain").all(themes))
    });
    let note = asked.council.outcomes.as_ref().map(|outcomes| {
        el("section")
            .with(el("h2").with("Who tied it"))
            .with(el("p").with(outcomes.note.clone()))
            .with(el("p").class("note").with(format!("National outcomes: {}", outcomes.source)))
    });
    el("div")
        .class("page")
        .with(el("h1").with("The golden thread"))
        .with(tabs("/thread"))
        .with(el("p").class("lead").with(lead))
        .with(el("p").class("summary").with(tied))
        .with(form(asked, None))
        .with(
            el("div")
                .class("thread-ends")
                .with(list(Kind::National, "No national outcome is told of here."))
                .with(el("section").with(el("h2").with("Themes")).all(themes))
                .with(list(Kind::MustDo, "No action here carries out another.")),
        )
        .with(note)
        .with(csv())
}

/// Where the same is for a program to read.
fn csv() -> Element {
    el("p").class("more").with(link("/thread.csv", "Download every tie (CSV)").attr("rel", "external").attr("download", ""))
}

/// One knot in the middle, with all above it and all below.
fn of_knot(asked: &Asked, thread: &Thread, at: usize) -> Element {
    let knot = &thread.knots[at];
    let around = thread.columns(&thread.around(at));
    let what = capital(knot.kind.words().0);
    let what = if knot.of.is_empty() { what } else { format!("{what} · {}", knot.of) };
    let national = asked.council.outcomes.iter().flat_map(|all| &all.national);
    let text = national.filter(|one| knot.kind == Kind::National && knot.address == format!("national:{}", one.code)).map(|one| {
        let context = if one.context { " Councils add to it; it is not theirs alone." } else { "" };
        el("p").class("lead").with(format!("{}{context}", one.text))
    });
    let home = knot.home.as_ref().map(|home| el("p").class("more").with(link(home.clone(), "The page that tells all of it")));
    let standing = mark_of(asked, knot).map(|mark| el("p").with(mark));
    let count = |all: &BTreeSet<usize>| if all.is_empty() { "nothing".to_owned() } else { all.len().to_string() };
    let sentence = format!("Tied to {} directly above and {} directly below.", count(thread.up(at)), count(thread.down(at)));
    el("div")
        .class("page")
        .with(crumbs(&[up()], &knot.title))
        .with(el("h1").with(knot.title.clone()))
        .with(el("p").class("note").with(what))
        .with(standing)
        .all(text)
        .with(el("p").class("summary").with(sentence))
        .with(home)
        .with(drawing(thread, &around, Some(at)))
        .with(columns(asked, thread, &around, Some(at)))
        .with(form(asked, None))
}

/// All of a theme.
fn of_theme(asked: &Asked, thread: &Thread, all: &BTreeSet<usize>, (title, of): (&str, String)) -> Element {
    let own = thread.columns(all);
    let chosen = asked.part("theme").parse().ok();
    el("div")
        .class("page")
        .with(crumbs(&[up()], title))
        .with(el("h1").with(format!("Golden thread: {title}")))
        .with(el("p").class("note").with(of))
        .with(form(asked, chosen.as_ref()))
        .with(drawing(thread, &own, None))
        .with(columns(asked, thread, &own, None))
        .with(el("p").class("more").with(link(format!("/thread/orphans?theme={}", asked.part("theme")), "What is not tied, of this theme")))
}

/// How an action stands today; nothing for what is no action.
fn mark_of(asked: &Asked, knot: &Knot) -> Option<Element> {
    let code = knot.address.strip_prefix("action:")?;
    let programmes = &asked.council.programmes;
    let home = programmes.iter().find(|programme| programme.actions.iter().any(|action| action.code.as_str() == code))?;
    let all = standings(home, programmes, asked.site.today);
    all.iter().find(|standing| standing.action.code.as_str() == code).map(mark)
}
