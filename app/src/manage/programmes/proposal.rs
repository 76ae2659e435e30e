//! One proposal: what it changes, and the decision on it.

use super::words::{Line, changes};
use crate::{
    manage::form::{Field, error, field, long, post, problems, submit, title},
    markup::{Element, el, link},
    page::Page,
};

/// What the reader can do with a proposal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Can {
    /// Approve it or return it.
    pub decide: bool,
    /// Take it back.
    pub take_back: bool,
    /// Withdraw it.
    pub withdraw: bool,
}

/// A proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Number.
    pub id: i64,
    /// The programme: code and title.
    pub programme: (String, String),
    /// Who proposed it, when, and how it came.
    pub by: String,
    /// Role that tells its updates; blank where it has none.
    pub role: String,
    /// How it stands.
    pub state: String,
    /// Action by action: title, and what changes.
    pub changes: Vec<(String, Vec<Line>)>,
    /// What stands in the way of approving it.
    pub faults: Vec<String>,
    /// What the reader can do.
    pub can: Can,
    /// Why they cannot decide; blank where they can, or nothing is to be decided.
    pub why_not: &'static str,
    /// As whom it is approved, as typed.
    pub approver: String,
    /// The note or reason, as typed.
    pub note: String,
    /// What is wrong with the decision.
    pub wrong: Vec<(&'static str, String)>,
}

/// The page.
pub fn proposal(token: &str, proposal: &Proposal) -> Page {
    let heading = format!("Proposal {}", proposal.id);
    let sections = proposal.changes.iter().map(|(title, lines)| el("section").with(el("h3").with(title)).with(changes(title, lines)));
    let faults = (!proposal.faults.is_empty()).then(|| {
        let items = proposal.faults.iter().map(|words| el("li").with(words));
        el("section").with(el("h2").with("What stands in its way")).with(el("ul").all(items))
    });
    let role = (!proposal.role.is_empty()).then(|| el("p").with(format!("What it tells is told by: {}.", proposal.role)));
    let body = el("div")
        .class("page")
        .with(problems(&proposal.wrong))
        .with(el("p").with(link(format!("/manage/programmes/{}", proposal.programme.0), &proposal.programme.1)))
        .with(el("h1").with(&heading))
        .with(el("p").class("facts").with(&proposal.by))
        .with(el("p").class("lead").with(&proposal.state))
        .with(el("section").with(el("h2").with("What would change")).with(role).all(sections))
        .with(faults)
        .with(decision(token, proposal));
    let status = if proposal.wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(&heading, !proposal.wrong.is_empty()), body) }
}

fn decision(token: &str, proposal: &Proposal) -> Option<Element> {
    let form = |act: &'static str| {
        let act = el("input").attr("type", "hidden").attr("name", "act").attr("value", act);
        post(format!("/manage/proposals/{}", proposal.id), token).class("stack").with(act)
    };
    let wrong = |name: &str| error(&proposal.wrong, name);
    let reason = |name, label, hint| {
        long(Field { name, label, hint, value: &proposal.note, error: wrong(name), longest: 1_000, ..Field::default() })
    };
    let Can { decide, take_back, withdraw } = proposal.can;
    let approve = decide.then(|| {
        let hint = "Your role, or the body that approved it. The public reads it beside every change of date, scope or owner.";
        let (name, label, value, error) = ("approver", "Approved by", proposal.approver.as_str(), wrong("approver"));
        let approver = field(Field { name, label, kind: "text", autocomplete: "off", hint, value, error, longest: 200 });
        form("approve").with(approver).with(el("p").with("What is approved is public at once.")).with(submit("Approve"))
    });
    let send_back = decide.then(|| {
        form("return")
            .with(reason("note", "What is to be changed", "Who proposed it reads this."))
            .with(el("button").attr("type", "submit").with("Return with this note"))
    });
    let own = take_back.then(|| form("take-back").with(el("button").attr("type", "submit").with("Take it back")));
    let gone = withdraw.then(|| {
        let hint = "The public reads this. What it said of the days before stays said.";
        form("withdraw").with(reason("reason", "Why it is withdrawn", hint)).with(el("button").attr("type", "submit").with("Withdraw it"))
    });
    let why_not = (!proposal.why_not.is_empty()).then(|| el("p").with(proposal.why_not));
    let any = decide || take_back || withdraw || why_not.is_some();
    any.then(|| el("section").with(el("h2").with("Your decision")).with(why_not).with(approve).with(send_back).with(own).with(gone))
}
