//! The Triple Lock: how often each lens made a difference to a decision, where lenses pull apart, and what is said of themes, measures and actions.

pub(super) mod lens;
pub(super) mod lines;
mod shares;

use domain::{
    decision::{
        Decision,
        share::{FEWEST, Share, by_quarter, months},
    },
    format::{joined, plural},
    lens::{Conflict, conflicts},
    measure::Lens,
    view::lead::capital,
};

use self::{lines::subject_link, shares::by_lens};
use super::{
    Asked,
    decisions::{
        choice::{Choice, Field},
        standing, table,
    },
};
use crate::{
    components::{row::made_up, scrolling},
    error::PageError,
    markup::{Element, el, link},
    page::Page,
};

/// What counts as a difference.
pub(super) const RULE: &str = "A lens made a difference that can be shown where it was considered before the decision was taken, something changed \
                               because of it, and evidence of that is given. A form that was filled in and changed nothing is no difference.";

/// What these pages can be narrowed by.
const FIELDS: &[Field] = &[Field::Area, Field::Theme, Field::Directorate];
/// Quarters that are told of.
const QUARTERS: usize = 8;
/// Newest decisions that are listed.
const NEWEST: usize = 5;

/// The Triple Lock.
///
/// # Errors
/// The part of the query that is not right.
pub(super) fn page(asked: &Asked) -> Result<Page, PageError> {
    let listed = asked.decisions();
    let all = standing(&listed);
    let choice = Choice::read(asked, "/triple-lock", &all)?;
    let found = choice.of(&all);
    let quarters = by_quarter(&found, QUARTERS);
    let nav = Lens::ALL.map(|lens| el("li").with(link(format!("/triple-lock/{}", lens.code()), capital(lens.words()))));
    let nav = el("nav").attr("aria-label", "Lenses, each with its year").with(el("ul").class("tabs").all(nav));
    let shares = if quarters.is_empty() {
        vec![el("p").class("empty").with(nothing(&all))]
    } else {
        Lens::ALL.map(|lens| by_lens(&quarters, lens)).to_vec()
    };
    let body = el("div")
        .class("page triple-lock")
        .with(el("h1").with("Triple Lock"))
        .with(nav)
        .with(el("p").class("lead").with(lead(&quarters)))
        .with(el("p").class("summary").with(
            "Before it decides something, the council looks at it through three lenses: what it gives back to people and places (social value), what it does \
             to the environment, and whom it leaves better or worse off (equality and inclusion).",
        ))
        .with(choice.form("/triple-lock", FIELDS))
        .with(choice.chosen("/triple-lock"))
        .with(part("shares", "Did the lenses make a difference?").with(el("p").class("note").with(RULE)).with(el("p").class("note").with(format!("A share is told of {FEWEST} decisions or more."))).all(shares).with(more(&found, &quarters)))
        .with(apart(asked, &choice, &found))
        .with(lines::section(asked, &choice))
        .with(newest(&choice, &found));
    Ok(Page::new("Triple Lock", body))
}

fn part(id: &'static str, heading: &'static str) -> Element {
    el("section").attr("aria-labelledby", id).with(el("h2").attr("id", id).with(heading))
}

fn nothing(all: &[&Decision]) -> &'static str {
    if all.is_empty() { "No decision has been recorded here yet." } else { "No decision fits what is chosen." }
}

/// The newest quarter in a sentence.
fn lead(quarters: &[(domain::period::Period, Vec<&Decision>)]) -> String {
    let Some((quarter, own)) = quarters.first() else { return "Nothing can be told of decisions yet.".to_owned() };
    let shares = Lens::ALL.map(|lens| format!("{} in {}", lens.words(), Share::of(own.iter().copied(), lens).words()));
    let decisions = plural(own.len() as u64, ("decision", "decisions"));
    format!("{}: {decisions}. A difference that can be shown was made by {}.", months(quarter), joined(&shares))
}

/// That there are earlier ones.
fn more(found: &[&Decision], quarters: &[(domain::period::Period, Vec<&Decision>)]) -> Option<Element> {
    let shown: usize = quarters.iter().map(|(_, own)| own.len()).sum();
    let earlier = found.len() - shown;
    (earlier > 0).then(|| {
        let words = format!("{} taken before.", plural(earlier as u64, ("decision was", "decisions were")));
        el("p").class("note").with(words).with(" ").with(link("/decisions", "All decisions"))
    })
}

/// The lenses of a conflict, in a sentence.
fn pulls(conflict: &Conflict) -> String {
    let words = |lenses: &[Lens]| joined(&lenses.iter().map(|lens| lens.words()).collect::<Vec<_>>());
    format!("Helps {}; harms {}.", words(&conflict.helps), words(&conflict.harms))
}

/// What helps under one lens and harms under another.
fn apart(asked: &Asked, choice: &Choice, found: &[&Decision]) -> Element {
    let decisions = found.iter().filter_map(|decision| Some((decision, decision.conflict()?)));
    let decisions: Vec<Element> = decisions
        .map(|(decision, conflict)| {
            let harmed = conflict.harms.iter().filter_map(|lens| decision.under(*lens)).filter(|under| !under.changed.is_empty());
            let eased: Vec<&str> = harmed.map(|under| under.changed.as_str()).collect();
            let eased = if eased.is_empty() {
                "Nothing was changed to make up for it.".to_owned()
            } else {
                format!("To make up for it: {}", eased.join(" "))
            };
            el("li")
                .with(link(format!("/decisions/{}", decision.code), &decision.title).class("title"))
                .with(" ")
                .with(decision.illustrative.then(made_up))
                .with(el("p").with(format!("{} {eased}", pulls(&conflict))))
        })
        .collect();
    let subjects: Vec<Element> = conflicts(asked.council)
        .into_iter()
        .filter(|(subject, ..)| choice.fits_subject(subject))
        .map(|(subject, conflict, own)| {
            let why: Vec<&str> = own.iter().filter(|line| conflict.harms.contains(&line.lens)).map(|line| line.text.as_str()).collect();
            let made = own.iter().all(|line| line.illustrative).then(made_up);
            el("li").with(subject_link(asked, &subject)).with(" ").with(made).with(el("p").with(format!(
                "{} {}",
                pulls(&conflict),
                why.join(" ")
            )))
        })
        .collect();
    let list = |heading: &'static str, items: Vec<Element>, none: &'static str| {
        let list = if items.is_empty() { el("p").with(none) } else { el("ul").class("plain").all(items) };
        [el("h3").with(heading), list]
    };
    part("conflicts", "Where the lenses pull apart")
        .with(el("p").class("note").with(
            "What helps under one lens and harms under another. To say so is not to say that it is wrong: it is what has to be weighed.",
        ))
        .with(list("Decisions", decisions, "No decision is known to help under one lens and harm under another."))
        .with(list("Themes, measures and actions", subjects, "None is known to."))
}

fn newest(choice: &Choice, found: &[&Decision]) -> Element {
    let section = part("newest", "Newest decisions");
    if found.is_empty() {
        return section.with(el("p").with("None."));
    }
    let shown = &found[..found.len().min(NEWEST)];
    let all = link(choice.address("/decisions", |_| ()), format!("All {}", plural(found.len() as u64, ("decision", "decisions"))));
    section.with(scrolling("the newest decisions", table(shown))).with(el("p").class("more").with(all))
}
