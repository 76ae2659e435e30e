//! Reports that are prepared, frozen, corrected and withdrawn: the pages and the forms.

use std::time::Duration;

use app::manage::reports::{self as pages, Choice, Editor, Kept, Line, List, Row, Waiting};
use domain::{
    report::{Chosen, Kind, Part, Template, document::Document, frozen::Frozen},
    store::{
        decisions::{Outcome, Settled},
        reports::{Draft, Stage},
    },
};

use super::{call::Call, entry::show::Names, proposed::asked, reply::Reply};
use crate::manage::{
    Stop,
    reports::{Decided, Fault, Opened, underway::Seen},
};

const LIST: &str = "/manage/reports";
/// How long an answer waits for a report that is soon frozen.
const SOON: Duration = Duration::from_secs(1);
/// Reports that were closed and are listed.
const CLOSED: usize = 20;

fn nothing() -> Reply {
    Reply::page(app::manage::stopped(404, "Not found", "There is no such report."))
}

/// What was just done, by its word in the address.
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "saved" => "It is saved.",
        "handed-in" => "It is handed in. Somebody else who had no hand in it looks at it and freezes it.",
        "approved" => "It is frozen. The public sees it within seconds.",
        "returned" => "It is returned with your note.",
        "taken-back" => "It is taken back, and can be written on.",
        "given-up" => "It is given up.",
        "withdrawn" => "It is withdrawn. The public sees the reason within seconds.",
        "closed" => "It had been handed in, frozen or given up meanwhile, so nothing was done.",
        _ => return None,
    })
}

/// No draft has the number 0.
fn number(call: &Call) -> i64 {
    call.part("id").parse().unwrap_or(0)
}

fn line(draft: &Draft, people: &Names) -> Line {
    let saved = people.act(draft.saved);
    let state = match &draft.stage {
        Stage::Draft(None) => format!("Draft, saved by {saved}"),
        Stage::Draft(Some(note)) => format!("Returned: {note}"),
        Stage::Waits { by, .. } => format!("Handed in by {}", people.act(*by)),
        Stage::Frozen(number) => format!("Frozen as report {number}"),
        Stage::GivenUp => "Given up".to_owned(),
    };
    Line { id: draft.id, title: draft.template.title.clone(), state }
}

/// Everything that a report can be of, below its kind.
fn choices(call: &Call) -> Vec<(&'static str, Vec<Choice>)> {
    let release = &call.state.release;
    let of = |kind: Kind| {
        let all = kind.subjects(release).into_iter();
        // Of the whole council there is one of a kind: it is called by that.
        let named = |of: &str, name: String| if of.is_empty() { kind.words().to_owned() } else { name };
        all.map(|(of, name)| Choice { value: format!("{} {of}", kind.code()).trim().to_owned(), label: named(&of, name) }).collect()
    };
    Kind::ALL.map(|(_, kind)| (kind.words(), of(kind))).into_iter().filter(|(_, all): &(_, Vec<Choice>)| !all.is_empty()).collect()
}

/// The list.
pub(super) async fn list(call: Call) -> Result<Reply, Stop> {
    listed(&call, Vec::new()).await
}

async fn listed(call: &Call, wrong: Vec<(&'static str, String)>) -> Result<Reply, Stop> {
    let drafts = call.desk.reports(call.asker()?, &call.state).await?;
    let people = Names::read(call).await?;
    let lines = |keep: &dyn Fn(&Stage) -> bool| -> Vec<Line> {
        drafts.iter().filter(|draft| keep(&draft.stage)).map(|draft| line(draft, &people)).collect()
    };
    let frozen = call.desk.frozen_reports(call.asker()?, &call.state).await?;
    let frozen = frozen.into_iter().map(|one| Kept {
        number: one.number,
        title: one.title,
        state: if one.withdrawn.is_some() { "Withdrawn".to_owned() } else { format!("Release {}", one.release) },
    });
    let list = List {
        done: done(call.query.one("done")),
        choices: choices(call),
        chosen: call.form.one("what").to_owned(),
        waiting: lines(&|stage| matches!(stage, Stage::Waits { .. })),
        drafts: lines(&|stage| matches!(stage, Stage::Draft(_))),
        closed: lines(&|stage| *stage == Stage::GivenUp).into_iter().take(CLOSED).collect(),
        frozen: frozen.collect(),
        wrong,
    };
    Ok(Reply::page(pages::list(&list, &call.token)))
}

/// Begins a report.
pub(super) async fn begin(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    let what = call.form.one("what");
    let (kind, of) = what.split_once(' ').unwrap_or((what, ""));
    let begun = if let Some(kind) = Kind::read(kind) {
        call.desk.begin_report(asker, &call.state, kind, of).await
    } else {
        // Who may not is told so, whatever they sent.
        call.desk.reports(asker, &call.state).await?;
        Err(Stop::Wrong("what", "Choose what to report.".to_owned()))
    };
    match begun {
        Ok(id) => Ok(Reply::go(format!("{LIST}/{id}"))),
        Err(Stop::Wrong(field, words)) => listed(&call, vec![(field, words)]).await,
        Err(other) => Err(other),
    }
}

/// The sections that a template can have: those that it has, in their order, and then the others.
fn rows(template: &Template) -> Vec<Row> {
    let others = Part::ALL.into_iter().map(|(_, part)| part);
    let others = others.filter(|part| part.fits(template.kind.of()) && template.parts.iter().all(|chosen| chosen.part != *part));
    let row = |part: Part, chosen: bool, intro: &str| Row { code: part.code(), words: part.words(), chosen, intro: intro.to_owned() };
    let own = template.parts.iter().map(|chosen| row(chosen.part, true, &chosen.intro));
    own.chain(others.map(|part| row(part, false, ""))).collect()
}

fn editor(draft: &Draft, template: &Template, seen: i64) -> Editor {
    let subject = template.kind.words();
    Editor {
        id: draft.id,
        what: subject,
        title: template.title.clone(),
        rows: rows(template),
        seen,
        corrects: draft.corrects.clone(),
        note: match &draft.stage {
            Stage::Draft(note) => note.clone().unwrap_or_default(),
            _ => String::new(),
        },
        ..Editor::default()
    }
}

/// A report: to be written, to be looked at and frozen, or what became of it.
pub(super) async fn page(call: Call) -> Result<Reply, Stop> {
    let Some(opened) = call.desk.report(call.asker()?, &call.state, number(&call)).await? else { return Ok(nothing()) };
    if let Some(seen) = call.desk.freezing(call.asker()?, opened.draft.id).await? {
        return freezing(&call, &opened, seen).await;
    }
    match opened.draft.stage {
        Stage::Draft(_) => {
            let draft = &opened.draft;
            let editor = Editor { done: done(call.query.one("done")), ..editor(draft, &draft.template, draft.version) };
            Ok(Reply::page(pages::editor(&editor, &call.token)))
        }
        _ => shown(&call, &opened, Vec::new()).await,
    }
}

/// A report that is not written on.
async fn shown(call: &Call, opened: &Opened, wrong: Vec<(&'static str, String)>) -> Result<Reply, Stop> {
    let people = Names::read(call).await?;
    let draft = &opened.draft;
    let mut state = line(draft, &people).state;
    if let Stage::Waits { release, .. } = draft.stage {
        let now = call.state.release.catalogue.release;
        let since = match &opened.document {
            None => " That release was withdrawn, so nothing of it is shown: return it, to be made of another.".to_owned(),
            Some(_) if now > release => format!(" Release {now} has come since: return it, if it should have its figures."),
            Some(_) => String::new(),
        };
        state = format!("{state}, with the figures of release {release}.{since}");
    }
    let waiting = Waiting {
        id: draft.id,
        title: draft.template.title.clone(),
        state,
        done: done(call.query.one("done")),
        corrects: draft.corrects.clone(),
        sections: opened.document.as_ref().map(app::still::report_sections).unwrap_or_default(),
        waits: matches!(draft.stage, Stage::Waits { .. }),
        frozen: match draft.stage {
            Stage::Frozen(number) => Some(Frozen::address(number)),
            _ => None,
        },
        decides: opened.decides,
        own: opened.own,
        note: call.form.one("note").to_owned(),
        wrong,
    };
    Ok(Reply::page(pages::waiting(&waiting, &call.token)))
}

/// The template that a form tells, over that of the draft.
fn read(call: &Call, own: &Template) -> Template {
    let one = |name: String| call.form.one(&name).to_owned();
    let place =
        |part: Part, at: usize| one(format!("at-{}", part.code())).trim().parse::<u32>().unwrap_or(1_000).max(1) as usize * 100 + at;
    let chosen = Part::ALL.into_iter().map(|(_, part)| part).filter(|part| !call.form.one(&format!("in-{}", part.code())).is_empty());
    let mut parts: Vec<(usize, Chosen)> = chosen
        .enumerate()
        .map(|(at, part)| {
            let intro = one(format!("intro-{}", part.code())).replace("\r\n", "\n").trim().to_owned();
            (place(part, at), Chosen { part, intro })
        })
        .collect();
    parts.sort_by_key(|(place, _)| *place);
    let title = call.form.one("title").trim().to_owned();
    Template { title, parts: parts.into_iter().map(|(_, chosen)| chosen).collect(), ..own.clone() }
}

/// What is wrong, by the field that it is of.
fn told(fault: &Fault) -> Vec<(&'static str, String)> {
    match fault {
        Fault::Template(all) => all
            .iter()
            .map(|fault| {
                let words = fault.to_string();
                let mut letters = words.chars();
                let capital = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default();
                let field = if words.contains("title") { "title" } else { "sections" };
                (field, format!("{capital}."))
            })
            .collect(),
        Fault::Stale => {
            let words = "Somebody else saved this report since you opened it. What you typed is below and is not saved: look at theirs in another window, and save again to put yours over it.";
            vec![("title", words.to_owned())]
        }
        Fault::Closed => Vec::new(),
    }
}

/// Saves, looks at, hands in, gives up; or freezes, returns, takes back.
pub(super) async fn act(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    let id = number(&call);
    let Some(opened) = call.desk.report(asker, &call.state, id).await? else { return Ok(nothing()) };
    let here = format!("{LIST}/{id}");
    let act = call.form.one("act").to_owned();
    if matches!(act.as_str(), "approve" | "return" | "take-back") {
        let (outcome, word) = asked(&act, call.form.one("note"));
        return settle(&call, &opened, &outcome, word).await;
    }
    if act == "give-up" {
        return Ok(match call.desk.give_report_up(asker, &call.state, id).await? {
            Some(Ok(())) => Reply::go(format!("{LIST}?done=given-up")),
            Some(Err(_)) => Reply::go(format!("{here}?done=closed")),
            None => nothing(),
        });
    }
    if !matches!(opened.draft.stage, Stage::Draft(_)) {
        return Ok(Reply::go(format!("{here}?done=closed")));
    }
    let template = read(&call, &opened.draft.template);
    let seen = call.form.one("seen").parse().unwrap_or(0);
    let fault = match call.desk.save_report(asker, &call.state, (id, seen), &template).await? {
        None => return Ok(nothing()),
        Some(Err(fault)) => fault,
        Some(Ok(version)) => match act.as_str() {
            "look" => return Ok(Reply::go(format!("{here}/look"))),
            "hand-in" => match call.desk.hand_report_in(asker, &call.state, (id, version)).await? {
                None => return Ok(nothing()),
                Some(Ok(())) => return Ok(Reply::go(format!("{here}?done=handed-in"))),
                Some(Err(fault)) => fault,
            },
            _ => return Ok(Reply::go(format!("{here}?done=saved"))),
        },
    };
    if fault == Fault::Closed {
        return Ok(Reply::go(format!("{here}?done=closed")));
    }
    // What was typed is not lost, and whoever sends it again has been told of the other version.
    let seen = if fault == Fault::Stale { opened.draft.version } else { seen };
    let editor = Editor { wrong: told(&fault), ..editor(&opened.draft, &template, seen) };
    Ok(Reply::page(pages::editor(&editor, &call.token)))
}

async fn settle(call: &Call, opened: &Opened, outcome: &Outcome, word: &str) -> Result<Reply, Stop> {
    match call.desk.settle_report(call.asker()?, &call.state, opened.draft.id, outcome).await {
        Ok(Decided::Now(settled)) => Ok(decided(opened, settled, word)),
        Ok(Decided::Freezing(run)) => {
            let _still = tokio::time::timeout(SOON, run.ends()).await;
            Ok(Reply::go(format!("{LIST}/{}", opened.draft.id)))
        }
        Err(Stop::Wrong(field, words)) => shown(call, opened, vec![(field, words)]).await,
        Err(other) => Err(other),
    }
}

/// Where to go once a draft is decided on.
fn decided(opened: &Opened, settled: Settled, word: &str) -> Reply {
    match settled {
        Settled::Done => Reply::go(format!("{LIST}?done={word}")),
        Settled::Already => Reply::go(format!("{LIST}/{}?done=closed", opened.draft.id)),
        Settled::Nowhere => nothing(),
    }
}

/// A report that is being frozen: how far it is, or what came of it.
async fn freezing(call: &Call, opened: &Opened, seen: Seen) -> Result<Reply, Stop> {
    let came = match seen {
        Seen::At(far) => return Ok(Reply::page(pages::freezing(opened.draft.id, &opened.draft.template.title, far)).again(1)),
        Seen::Came(came) => came,
    };
    match &*came {
        Ok(settled) => Ok(decided(opened, *settled, "approved")),
        Err(Stop::Wrong(field, words)) => shown(call, opened, vec![(*field, words.clone())]).await,
        Err(other) => Ok(Reply::stopped(other)),
    }
}

/// A draft as it would be handed in now.
pub(super) async fn look(call: Call) -> Result<Reply, Stop> {
    let id = number(&call);
    Ok(match call.desk.look_at_report(call.asker()?, &call.state, id).await? {
        None => nothing(),
        Some(Err(fault)) => {
            let words = told(&fault).into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(" ");
            Reply::page(app::manage::stopped(409, "This report cannot be made now", &words))
        }
        Some(Ok(document)) => Reply::page(looked(id, &document)),
    })
}

fn looked(id: i64, document: &Document) -> app::page::Page {
    pages::look(id, &document.title, document.release, app::still::report_sections(document))
}

async fn frozen(call: &Call) -> Result<Option<Frozen>, Stop> {
    let all = call.desk.frozen_reports(call.asker()?, &call.state).await?;
    Ok(all.into_iter().find(|report| i64::from(report.number) == number(call)))
}

/// What can be done with a frozen report.
pub(super) async fn kept(call: Call) -> Result<Reply, Stop> {
    Ok(frozen(&call).await?.map_or_else(nothing, |one| mended(&call, &one, Vec::new())))
}

fn mended(call: &Call, one: &Frozen, wrong: Vec<(&'static str, String)>) -> Reply {
    let kept = Kept { number: one.number, title: one.title.clone(), state: String::new() };
    let gone = one.withdrawn.as_ref().map(|(_, why)| why.as_str());
    let typed = (call.form.one("wrong"), call.form.one("why"));
    Reply::page(pages::mend::mend(&kept, gone, typed, &wrong, &call.token))
}

/// Begins a report that corrects a frozen one, or withdraws it.
pub(super) async fn mend(call: Call) -> Result<Reply, Stop> {
    let asker = call.asker()?;
    let Some(one) = frozen(&call).await? else { return Ok(nothing()) };
    let result = if call.form.one("act") == "withdraw" && call.form.one("sure").is_empty() {
        Err(Stop::Wrong("sure", "Tick that it is to be withdrawn for good.".to_owned()))
    } else if call.form.one("act") == "withdraw" {
        let done = call.desk.withdraw_report(asker, &call.state, one.number, call.form.one("why")).await;
        done.map(|done| done.map(|_| format!("{LIST}?done=withdrawn")))
    } else {
        let begun = call.desk.begin_correction(asker, &call.state, one.number, call.form.one("wrong")).await;
        begun.map(|begun| begun.map(|id| format!("{LIST}/{id}")))
    };
    match result {
        Ok(Some(to)) => Ok(Reply::go(to)),
        Ok(None) => Ok(nothing()),
        Err(Stop::Wrong(field, words)) => Ok(mended(&call, &one, vec![(field, words)])),
        Err(other) => Err(other),
    }
}
