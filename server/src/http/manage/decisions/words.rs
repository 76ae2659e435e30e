//! Decisions and proposals as their pages say them.

use app::manage::decisions::{
    Line, List, Told,
    form::Form,
    one::{Part, Proposal as Shown},
};
use domain::{
    area::AreaType,
    council::Council,
    decision::Decision,
    format::joined,
    lens::Effect,
    measure::Lens,
    people::Action,
    period::long_date,
    store::decisions::{Content, Outcome, Proposal},
    view::lead::capital,
};

use super::super::{
    call::Call,
    entry::show::Names,
    proposed::{became, done},
};
use crate::manage::{
    Asker,
    decisions::{Book, Waiting},
};

/// Proposals that were decided on and are listed.
const DECIDED: usize = 20;

fn kind(content: &Content) -> &'static str {
    match content {
        Content::New(_) => "New",
        Content::Correction(..) => "Correction",
        Content::Withdrawal(_) => "Withdrawal",
    }
}

/// The title that a proposal has, or the reference of what it is of.
fn title(proposal: &Proposal, before: Option<&Decision>) -> String {
    let decision = proposal.content.decision().or(before);
    decision.map_or_else(|| proposal.code.to_string(), |decision| decision.title.clone())
}

/// The list.
pub(super) fn list(call: &Call, asker: &Asker, book: &Book, people: &Names) -> List {
    let council = &call.state.release.council;
    let standing = book.standing(council, call.desk.today());
    let line = |one: &Proposal| Line {
        id: one.id,
        title: title(one, standing.iter().find(|known| known.code == one.code).copied()),
        kind: kind(&one.content),
        by: format!("Proposed by {}", people.act(one.proposed)),
        state: became(one.outcome.as_ref(), people),
    };
    // What was returned is done with once something else is proposed of the same decision.
    let newest = |one: &Proposal| !book.proposals.iter().any(|other| other.code == one.code && other.id > one.id);
    let returned =
        |one: &&Proposal| matches!(one.outcome, Some((Outcome::Returned(_), ..))) && one.hands.contains(&asker.id()) && newest(one);
    let told = standing.iter().map(|decision| Told {
        code: decision.code.to_string(),
        title: decision.title.clone(),
        when: format!("{}, {}", long_date(decision.on), decision.body),
        open: council.directorate(&decision.directorate).is_some_and(|of| asker.user().may(&Action::ProposeDecision(of))),
    });
    let done = done(call.query.one("done"));
    List {
        done,
        waiting: book.proposals.iter().filter(|one| one.outcome.is_none()).map(line).collect(),
        returned: book.proposals.iter().filter(returned).map(line).collect(),
        decided: book.proposals.iter().filter(|one| one.outcome.is_some()).take(DECIDED).map(line).collect(),
        told: told.collect(),
    }
}

/// The form with nothing typed.
pub(super) fn blank(call: &Call, asker: &Asker) -> Form {
    let council = &call.state.release.council;
    let open = council.directorates.iter().filter(|of| asker.user().may(&Action::ProposeDecision(of)));
    let areas = [AreaType::Neighbourhood, AreaType::Ward].map(|kind| {
        let own = council.areas.iter().filter(|area| area.kind == kind && !area.former(call.desk.today()));
        (capital(&council.words.area(kind).1), own.map(|area| (area.code.to_string(), area.name.clone())).collect())
    });
    let themes = council
        .plans
        .iter()
        .map(|plan| (plan.title.clone(), plan.themes.iter().map(|theme| (theme.code.to_string(), theme.title.clone())).collect()));
    Form {
        directorates: open.map(|of| (of.code.to_string(), of.name.clone())).collect(),
        directorate_word: council.words.directorate.0.clone(),
        areas: areas.to_vec(),
        themes: themes.collect(),
        ..Form::default()
    }
}

/// A proposal. `again`: whether the reader may propose it anew.
pub(super) fn proposal(council: &Council, waiting: &Waiting, people: &Names, again: bool) -> Shown {
    let Waiting { proposal, before, decides, own } = waiting;
    let returned = matches!(proposal.outcome, Some((Outcome::Returned(_) | Outcome::TakenBack, ..)));
    let before = before.as_ref().filter(|_| proposal.outcome.is_none());
    let parts = match proposal.content.decision() {
        Some(decision) => parts(council, decision, before.filter(|_| matches!(proposal.content, Content::Correction(..)))),
        None => Vec::new(),
    };
    Shown {
        id: proposal.id,
        title: title(proposal, before),
        about: format!("{} of the decision {}. Proposed by {}.", kind(&proposal.content), proposal.code, people.act(proposal.proposed)),
        reason: proposal.content.reason().to_owned(),
        public: before.map(|decision| format!("/decisions/{}", decision.code)),
        parts,
        state: became(proposal.outcome.as_ref(), people),
        decides: *decides,
        own: *own,
        again: again && returned,
        ..Shown::default()
    }
}

/// The parts of a decision in words, each beside what is told now.
fn parts(council: &Council, decision: &Decision, before: Option<&Decision>) -> Vec<Part> {
    let after = said(council, decision);
    let before = before.map(|before| said(council, before));
    let at = |number: usize| before.as_ref().and_then(|all| all.get(number)).map(|(_, text)| text.clone());
    after.into_iter().enumerate().map(|(number, (name, text))| Part { name, before: at(number), after: text }).collect()
}

fn said(council: &Council, decision: &Decision) -> Vec<(String, String)> {
    let areas: Vec<&str> = decision.areas.iter().filter_map(|code| council.area(code)).map(|area| area.name.as_str()).collect();
    let themes: Vec<&str> = decision.themes.iter().filter_map(|code| council.theme(code)).map(|(_, theme)| theme.title.as_str()).collect();
    let directorate = council.directorate(&decision.directorate).map(|of| of.name.clone()).unwrap_or_default();
    let named = |names: &[&str], none: &str| if names.is_empty() { none.to_owned() } else { joined(names) };
    let mut all = vec![
        ("Title".to_owned(), decision.title.clone()),
        ("Day".to_owned(), long_date(decision.on)),
        ("Taken by".to_owned(), decision.body.clone()),
        ("What was decided".to_owned(), decision.decided.clone()),
        (capital(&council.words.directorate.0), directorate),
        ("Where".to_owned(), named(&areas, &format!("All of {}", council.place))),
        ("Themes".to_owned(), named(&themes, "None")),
        ("Where it can be read".to_owned(), decision.source.clone()),
    ];
    all.extend(Lens::ALL.map(|lens| (capital(lens.words()), under(decision, lens))));
    all
}

fn under(decision: &Decision, lens: Lens) -> String {
    let Some(under) = decision.under(lens) else { return "Not known whether it was considered.".to_owned() };
    if let Some(why) = &under.why_not {
        return format!("Not considered: {why}");
    }
    let or = |text: &str, none: &str| if text.is_empty() { none.to_owned() } else { text.to_owned() };
    let effect = if under.effect == Effect::CannotTell { "cannot tell yet".to_owned() } else { under.effect.words().to_lowercase() };
    format!("Considered; {effect}. Changed: {} Shown by: {}", or(&under.changed, "nothing."), or(&under.evidence, "nothing."))
}
