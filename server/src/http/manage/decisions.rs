//! Decisions that are recorded: the pages and the forms.

mod words;

use app::manage::decisions::{self as pages, form::Withdrawal};
use domain::{
    code::DecisionCode,
    decision::typed::{NAMES, Typed, TypedLens},
    people::Action,
    store::decisions::{Content, Outcome},
};

use super::{call::Call, entry::show::Names, proposed::asked, reply::Reply};
use crate::manage::{
    Stop,
    decisions::{Decided, Wanted},
};

type Wrong = Vec<(&'static str, String)>;

const LIST: &str = "/manage/decisions";

fn nothing(words: &str) -> Reply {
    Reply::page(app::manage::stopped(404, "Not found", words))
}

/// The list.
pub(super) async fn list(call: Call) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, &call.state.release.council);
    let book = call.desk.decision_book(asker, council).await?;
    let people = Names::read(&call).await?;
    Ok(Reply::page(pages::list(&words::list(&call, asker, &book, &people))))
}

/// The form: for a new decision, to correct one, or to propose again what was returned.
pub(super) async fn form(call: Call) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, &call.state.release.council);
    let book = call.desk.decision_book(asker, council).await?;
    let (code, from) = (call.query.one("code"), call.query.one("from"));
    let mut form = words::blank(&call, asker);
    if !code.is_empty() {
        let standing = book.standing(council, call.desk.today());
        let Some(decision) = standing.into_iter().find(|known| known.code.as_str() == code) else {
            return Ok(nothing("There is no such decision that could be corrected."));
        };
        (form.typed, form.corrects, form.seen) = (Typed::of(decision), true, book.seen(code));
    } else if !from.is_empty() {
        let id = from.parse().unwrap_or(0);
        let returned = book.proposals.iter().find(|one| one.id == id);
        let note = returned.and_then(|one| match &one.outcome {
            Some((Outcome::Returned(note), ..)) => Some((one, note.clone())),
            Some((Outcome::TakenBack, ..)) => Some((one, String::new())),
            _ => None,
        });
        let Some((one, note)) = note else { return Ok(nothing("There is nothing that was returned under this number.")) };
        let Some(decision) = one.content.decision() else {
            return Ok(Reply::go(format!("{LIST}/withdraw?code={}", one.code)));
        };
        (form.typed, form.note, form.seen) = (Typed::of(decision), note, book.seen(one.code.as_str()));
        if let Content::Correction(_, reason) = &one.content {
            form.corrects = true;
            form.reason.clone_from(reason);
        }
    }
    Ok(Reply::page(pages::form::form(&form, &call.token)))
}

/// What was typed into the form.
fn typed(call: &Call) -> Typed {
    let one = |name: &str| call.form.one(name).to_owned();
    let lens = |at: usize| {
        let (_, names) = NAMES[at];
        TypedLens {
            considered: one(names.considered),
            why_not: one(names.why_not),
            effect: one(names.effect),
            changed: one(names.changed),
            evidence: one(names.evidence),
        }
    };
    Typed {
        code: one("code"),
        on: one("on"),
        body: one("body"),
        title: one("title"),
        decided: one("decided"),
        areas: call.form.all("areas"),
        themes: call.form.all("themes"),
        directorate: one("directorate"),
        source: one("source"),
        lenses: [lens(0), lens(1), lens(2)],
    }
}

/// Proposes what was typed.
pub(super) async fn propose(call: Call) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, &call.state.release.council);
    let typed = typed(&call);
    let (corrects, reason) = (call.form.one("corrects") == "yes", call.form.one("reason"));
    let seen = call.form.one("seen").parse().unwrap_or(0);
    let wanted = if corrects { Wanted::Correction(&typed, reason) } else { Wanted::New(&typed) };
    match call.desk.propose_decision(asker, council, &wanted, seen).await? {
        Ok(_) => Ok(Reply::go(format!("{LIST}?done=proposed"))),
        Err(wrong) => {
            // Whoever reads what was approved since, and sends it again, has seen it.
            let book = call.desk.decision_book(asker, council).await?;
            let seen = book.seen(typed.code.trim());
            let form = pages::form::Form { corrects, reason: reason.to_owned(), seen, wrong, typed, ..words::blank(&call, asker) };
            Ok(Reply::page(pages::form::form(&form, &call.token)))
        }
    }
}

/// The decision that is to be withdrawn, as it is told; none where there is none.
async fn withdrawn(call: &Call, code: &str) -> Result<Option<Withdrawal>, Stop> {
    let council = &call.state.release.council;
    let book = call.desk.decision_book(call.asker()?, council).await?;
    let Ok(code) = code.parse::<DecisionCode>() else { return Ok(None) };
    let found = book.standing(council, call.desk.today()).into_iter().find(|known| known.code == code);
    Ok(found.map(|known| Withdrawal {
        code: known.code.to_string(),
        title: known.title.clone(),
        seen: book.seen(code.as_str()),
        ..Withdrawal::default()
    }))
}

/// The form on which a withdrawal is proposed.
pub(super) async fn withdraw_form(call: Call) -> Result<Reply, Stop> {
    Ok(match withdrawn(&call, call.query.one("code")).await? {
        Some(one) => Reply::page(pages::form::withdrawal(&one, &call.token)),
        None => nothing("There is no such decision that could be withdrawn."),
    })
}

/// Proposes a withdrawal.
pub(super) async fn withdraw(call: Call) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, &call.state.release.council);
    let (code, reason) = (call.form.one("code"), call.form.one("reason"));
    let Some(one) = withdrawn(&call, code).await? else { return Ok(nothing("There is no such decision that could be withdrawn.")) };
    let seen = call.form.one("seen").parse().unwrap_or(0);
    Ok(match call.desk.propose_decision(asker, council, &Wanted::Withdrawal(code, reason), seen).await? {
        Ok(_) => Reply::go(format!("{LIST}?done=proposed")),
        Err(wrong) => Reply::page(pages::form::withdrawal(&Withdrawal { reason: reason.to_owned(), wrong, ..one }, &call.token)),
    })
}

/// No proposal has the number 0.
fn number(call: &Call) -> i64 {
    call.part("id").parse().unwrap_or(0)
}

/// A proposal.
pub(super) async fn page(call: Call) -> Result<Reply, Stop> {
    draw(&call, Vec::new()).await
}

async fn draw(call: &Call, wrong: Wrong) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, &call.state.release.council);
    let Some(waiting) = call.desk.waiting_decision(asker, council, number(call)).await? else {
        return Ok(nothing("There is no such proposal."));
    };
    let people = Names::read(call).await?;
    let again = council.directorate(&waiting.proposal.directorate).is_some_and(|of| asker.user().may(&Action::ProposeDecision(of)));
    let note = call.form.one("note").chars().take(2_000).collect();
    let shown = pages::one::Proposal { note, wrong, ..words::proposal(council, &waiting, &people, again) };
    Ok(Reply::page(pages::one::proposal(&shown, &call.token)))
}

/// Approves, returns or takes back.
pub(super) async fn settle(call: Call) -> Result<Reply, Stop> {
    let (asker, council) = (call.asker()?, &call.state.release.council);
    let (outcome, done) = asked(call.form.one("act"), call.form.one("note"));
    match call.desk.settle_decision(asker, council, number(&call), outcome).await {
        Ok(Some(Decided::Done)) => Ok(Reply::go(format!("{LIST}?done={done}"))),
        Ok(Some(Decided::Already)) => draw(&call, vec![("note", "Somebody else has decided on it in this moment.".to_owned())]).await,
        Ok(None) => Ok(nothing("There is no such proposal.")),
        Err(Stop::Wrong(field, words)) => draw(&call, vec![(field, words)]).await,
        Err(other) => Err(other),
    }
}
