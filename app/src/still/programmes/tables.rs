//! Actions, what changed of them, and their moves.

use domain::{
    NaiveDate,
    period::long_date,
    programme::{
        Action, Milestone, Move, Moved, Update, Withdrawn,
        changes::{Change, Former},
        standing::{Because, Standing},
    },
};

use super::{super::Asked, mark};
use crate::{
    components::{heads, row::made_up},
    markup::{Element, el, link},
};

/// An action as it stands on a day. `heading`: its level, below that of the part that it is of.
pub(in crate::still) fn action(asked: &Asked, standing: &Standing<'_>, (heading, on): (&'static str, NaiveDate)) -> Element {
    let Standing { action, .. } = standing;
    let why = standing.because.map(|because| el("p").class("why").with(because_words(because)));
    let text = (!action.text.is_empty()).then(|| el("p").with(&action.text));
    let title = el(heading).with(&action.title).with(" ").with(action.illustrative.then(made_up));
    el("li")
        .attr("id", action.code.to_string())
        .with(el("div").class("action-head").with(title).with(el("p").with(mark(standing))))
        .with(why)
        .with(text)
        .with(el("dl").class("about").all(facts(asked, standing, on)))
        .with(told(action, on))
}

/// Whether it should have been complete, and is not.
pub(in crate::still) fn is_late(standing: &Standing<'_>) -> bool {
    matches!(standing.because, Some(Because::Overdue(_)))
}

/// Why it is shown in another colour, as a sentence.
pub fn because_words(because: Because) -> String {
    let days = |days: i64| if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    match because {
        Because::Overdue(late) => format!("It should have been complete {} ago: what is overdue is never green.", days(late)),
        Because::NotBegun(idle) => format!("It should have begun {} ago.", days(idle)),
        Because::OnlyItsDateMoved => {
            "It is told to be on track, but only its date was put off: nothing has been shown since that makes it green.".to_owned()
        }
    }
}

fn facts(asked: &Asked, standing: &Standing<'_>, on: NaiveDate) -> Vec<Element> {
    let Standing { action, due, first_due, owner, slips, blocked_by, .. } = standing;
    let fact = |term: &'static str, text: Element| el("div").with(el("dt").with(term)).with(" ").with(text);
    let words = |text: String| el("dd").with(text);
    let mut all = Vec::new();
    let times = if *slips == 1 { "once".to_owned() } else { format!("{slips} times") };
    all.push(fact(
        "Due",
        words(match (due, first_due) {
            (None, _) => "No date was set".to_owned(),
            (Some(due), Some(first)) if *slips > 0 => format!("{}; at first {}, put off {times}", long_date(*due), long_date(*first)),
            (Some(due), _) => long_date(*due),
        }),
    ));
    let member = action.member.as_ref().map(|member| format!("; accountable: {member}")).unwrap_or_default();
    all.push(fact("Answered for by", words(format!("{owner}{member}"))));
    if !blocked_by.is_empty() {
        let named = blocked_by.iter().map(|other| el("li").with(waited(asked, other)));
        all.push(fact("Blocked by", el("dd").with(el("ul").all(named))));
    }
    if action.scope_on(on) != action.scope_first() {
        all.push(fact("Covers now", words(action.scope_on(on).to_owned())));
    }
    if !action.partners.is_empty() {
        all.push(fact("With", words(action.partners.join(", "))));
    }
    if let Some(area) = action.area.as_ref().and_then(|code| asked.catalogue.areas.iter().find(|area| area.code == *code)) {
        all.push(fact("Where", el("dd").with(link(format!("/areas/{}", area.code), &area.name))));
    }
    if let Some((_, theme)) = action.theme.as_ref().and_then(|code| asked.council.theme(code)) {
        let outcome = action.outcome.as_ref().map(|outcome| format!(": {outcome}"));
        all.push(fact("For", el("dd").with(link(format!("/themes/{}", theme.code), &theme.title)).with(outcome)));
    }
    let measures: Vec<Element> = action
        .measures
        .iter()
        .filter_map(|code| asked.council.measure(code))
        .map(|measure| el("li").with(link(format!("/measures/{}", measure.code), &measure.title)))
        .collect();
    if !measures.is_empty() {
        all.push(fact("Should move", el("dd").with(el("ul").all(measures))));
    }
    if !action.milestones.is_empty() {
        all.push(fact("On the way", el("dd").with(el("ul").all(action.milestones.iter().map(|step| milestone(step, on))))));
    }
    all
}

/// A step on the way; that it was reached is known from then on.
fn milestone(step: &Milestone, on: NaiveDate) -> Element {
    let reached = step.reached.filter(|reached| *reached <= on).map_or_else(String::new, |day| format!(", reached {}", long_date(day)));
    el("li").with(format!("{}: due {}{reached}", step.title, long_date(step.due)))
}

/// A link to an action that another waits on, on whichever page it is.
fn waited(asked: &Asked, other: &Action) -> Element {
    let home = asked.council.programmes.iter().find(|programme| programme.actions.iter().any(|action| action.code == other.code));
    match home {
        Some(programme) => link(format!("/programmes/{}#{}", programme.code, other.code), &other.title),
        None => el("span").with(&other.title),
    }
}

/// What was told of it until the day, the newest first.
fn told(action: &Action, on: NaiveDate) -> Option<Element> {
    let until = action.updates.iter().filter(|update| update.on <= on).rev();
    let items = until.map(|update| {
        let evidence = update.evidence.as_ref().map(|evidence| el("p").class("note").with(format!("Shown by: {evidence}")));
        let signed = format!("{}, {}: {}. ", long_date(update.on), update.by, update.status.words().to_lowercase());
        let gone = update.withdrawn.as_ref().filter(|gone| gone.on <= on).map(|gone| el("p").class("note").with(taken_back(gone)));
        el("li").with(el("p").with(el("span").class("note").with(signed)).with(&update.text)).with(evidence).with(gone)
    });
    let items: Vec<Element> = items.collect();
    if items.is_empty() {
        return None;
    }
    let summary = if items.len() == 1 { "What was told".to_owned() } else { format!("What was told, {} times", items.len()) };
    Some(el("details").with(el("summary").with(summary)).with(el("ol").class("told").all(items)))
}

/// What changed of an action.
pub(super) fn changed(change: &Change<'_>) -> Element {
    let added = change.added.then(|| el("li").with("Added."));
    let status = change.status.map(|(before, now)| {
        let before = before.map_or_else(|| "not reported".to_owned(), |before| before.words().to_lowercase());
        el("li").with(format!("From {before} to {}.", now.words().to_lowercase()))
    });
    let gone = |withdrawn: Option<&Withdrawn>| withdrawn.map(|gone| format!(" {}", taken_back(gone))).unwrap_or_default();
    let moves = change.moves.iter().map(|one| el("li").with(format!("{} {}{}", what(one), one.reason, gone(one.withdrawn.as_ref()))));
    let told = |update: &Update| format!("{}: {}{}", long_date(update.on), update.text, gone(update.withdrawn.as_ref()));
    let updates = change.updates.iter().map(|update| el("li").with(told(update)));
    el("section").with(el("h3").with(&change.action.title)).with(el("ul").with(added).with(status).all(moves).all(updates))
}

/// What a move changed, as a sentence.
pub(crate) fn what(one: &Move) -> String {
    match &one.what {
        Moved::Due(Some(from), to) if to > from => format!("Put off from {} to {}.", long_date(*from), long_date(*to)),
        Moved::Due(Some(from), to) => format!("Brought forward from {} to {}.", long_date(*from), long_date(*to)),
        Moved::Due(None, to) => format!("To be done by {}.", long_date(*to)),
        Moved::Scope(from, to) => format!("What it covers: from “{from}” to “{to}”."),
        Moved::Owner(from, to) => format!("From {from} to {to}."),
    }
}

/// The ledger, the newest first.
pub(super) fn moves(all: &[(&Action, &Move)]) -> Element {
    let rows = all.iter().map(|(action, one)| {
        el("tr")
            .with(el("th").attr("scope", "row").with(long_date(one.on)))
            .with(el("td").with(link(format!("#{}", action.code), &action.title)))
            .with(el("td").with(what(one)))
            .with(el("td").with(&one.reason).with(one.withdrawn.as_ref().map(|gone| el("p").class("note").with(taken_back(gone)))))
            .with(el("td").with(&one.approver))
    });
    el("table")
        .class("figures words")
        .with(el("caption").class("unseen").with("Every change of date, scope or owner, the newest first"))
        .with(heads(["Day", "Action", "What changed", "Why", "Approved by"]))
        .with(el("tbody").all(rows))
}

/// That something holds no longer.
fn taken_back(gone: &Withdrawn) -> String {
    format!("Withdrawn on {}: {}", long_date(gone.on), gone.why)
}

/// What was withdrawn, the newest first.
pub(super) fn former(all: &[(&Action, Former<'_>, &Withdrawn)]) -> Element {
    let rows = all.iter().map(|(action, former, gone)| {
        let was = match former {
            Former::Action => "The action itself".to_owned(),
            Former::Move(one) => what(one),
            Former::Update(update) => format!("What was told on {}: {}", long_date(update.on), update.status.words().to_lowercase()),
        };
        el("tr")
            .with(el("th").attr("scope", "row").with(long_date(gone.on)))
            .with(el("td").with(&action.title))
            .with(el("td").with(was))
            .with(el("td").with(&gone.why))
    });
    el("table")
        .class("figures words")
        .with(el("caption").class("unseen").with("What was approved and withdrawn later, the newest first"))
        .with(heads(["Day", "Action", "What was withdrawn", "Why"]))
        .with(el("tbody").all(rows))
}
