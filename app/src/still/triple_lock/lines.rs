//! What is said of themes, measures and actions under each lens, and what lacks a line or evidence.

use domain::{
    format::plural,
    lens::{self, Kind, Line, Subject, coverage, subjects},
    measure::Lens,
    view::lead::capital,
};

use super::{
    super::decisions::{choice::Choice, marks::effect},
    part,
};
use crate::{
    components::{heads, row::made_up, scrolling},
    markup::{Element, el, link},
    still::Asked,
};

/// A link to what a line is about.
pub(in crate::still) fn subject_link(asked: &Asked, subject: &Subject) -> Element {
    let council = asked.council;
    match subject {
        Subject::Theme(code) => {
            link(format!("/themes/{code}"), council.theme(code).map_or_else(|| code.to_string(), |(_, theme)| theme.title.clone()))
        }
        Subject::Measure(code) => {
            link(format!("/measures/{code}"), council.measure(code).map_or_else(|| code.to_string(), |measure| measure.title.clone()))
        }
        Subject::Action(code) => {
            let mut all = council.programmes.iter().flat_map(|programme| programme.actions.iter().map(move |action| (programme, action)));
            match all.find(|(_, action)| action.code == *code) {
                Some((programme, action)) => link(format!("/programmes/{}#{code}", programme.code), &action.title),
                None => el("span").with(code.to_string()),
            }
        }
    }
    .class("title")
}

fn word(kind: Kind, many: bool) -> &'static str {
    match (kind, many) {
        (Kind::Theme, true) => "themes",
        (Kind::Theme, false) => "theme",
        (Kind::Measure, true) => "measures",
        (Kind::Measure, false) => "measure",
        (Kind::Action, true) => "actions",
        (Kind::Action, false) => "action",
    }
}

/// Lines by subject: how far each kind is covered, and the lines of the kind that is chosen.
pub(super) fn section(asked: &Asked, choice: &Choice) -> Element {
    let given = asked.part("lines");
    let kind = Kind::ALL.into_iter().find(|kind| kind.code() == given).unwrap_or(Kind::Theme);
    let tabs = Kind::ALL.map(|other| {
        let href = choice.address("/triple-lock", |_| ());
        let joint = if href.contains('?') { '&' } else { '?' };
        let tab = link(format!("{href}{joint}lines={}#lines", other.code()), capital(word(other, true)));
        el("li").with(tab.maybe("aria-current", (other == kind).then_some("true")))
    });
    let all: Vec<Subject> = subjects(asked.council, kind).into_iter().filter(|subject| choice.fits_subject(subject)).collect();
    let own: Vec<(&Subject, Vec<&Line>)> = all.iter().map(|subject| (subject, lens::of(asked.council, subject))).collect();
    let (with, without): (Vec<_>, Vec<_>) = own.into_iter().partition(|(_, lines)| !lines.is_empty());
    let list = if with.is_empty() {
        el("p").class("empty").with(format!("Nothing is said of any {} that fits what is chosen.", word(kind, false)))
    } else {
        scrolling("what is said of each", table(asked, kind, &with))
    };
    let lacking = (!without.is_empty()).then(|| {
        let items = without.iter().map(|(subject, _)| el("li").with(subject_link(asked, subject)));
        let count = plural(without.len() as u64, (word(kind, false), word(kind, true)));
        el("details")
            .with(el("summary").with(format!("Without a line under any lens: {count}")))
            .with(el("ul").class("contents").all(items))
    });
    part("lines", "What is said of themes, measures and actions")
        .with(el("p").class("note").with("One line for each lens, with what shows it. Where nothing shows it, that is said."))
        .with(scrolling("how far the lines go", covered(asked)))
        .with(el("nav").attr("aria-label", "Lines by subject").with(el("ul").class("tabs").all(tabs)))
        .with(list)
        .with(lacking)
}

/// How far each kind is covered under each lens.
fn covered(asked: &Asked) -> Element {
    let rows = Kind::ALL.map(|kind| {
        let cells = Lens::ALL.map(|lens| {
            let found = coverage(asked.council, kind, lens);
            let words = format!("{} of {} have a line", found.with_line, found.all);
            let lacking = found.with_line - found.with_evidence;
            let note = if lacking == 0 { "all with evidence".to_owned() } else { format!("{lacking} lacking evidence") };
            let note = (found.with_line > 0).then(|| (" ", el("span").class("note").with(note)));
            el("td").with(words).with(note)
        });
        el("tr").with(el("th").attr("scope", "row").with(capital(word(kind, true)))).all(cells)
    });
    let columns = ["Of".to_owned()].into_iter().chain(Lens::ALL.map(|lens| capital(lens.words())));
    el("table")
        .class("figures words")
        .with(
            el("caption")
                .class("unseen")
                .with("How many themes, measures and actions have a line under each lens, and how many of these lack evidence"),
        )
        .with(heads(columns))
        .with(el("tbody").all(rows))
}

fn table(asked: &Asked, kind: Kind, all: &[(&Subject, Vec<&Line>)]) -> Element {
    let rows = all.iter().map(|(subject, lines)| {
        let cells = Lens::ALL.map(|lens| {
            let line = lines.iter().find(|line| line.lens == lens);
            el("td").with(line.map_or_else(|| el("span").class("note").with("No line"), |line| said(line)))
        });
        el("tr").with(el("th").attr("scope", "row").with(subject_link(asked, subject))).all(cells)
    });
    let columns = [capital(word(kind, false))].into_iter().chain(Lens::ALL.map(|lens| capital(lens.words())));
    el("table")
        .class("figures words")
        .with(el("caption").class("unseen").with(format!("What is said of {} under each lens", word(kind, true))))
        .with(heads(columns))
        .with(el("tbody").all(rows))
}

/// A line: what it does, how, and what shows it.
pub(in crate::still) fn said(line: &Line) -> Element {
    let evidence = line.evidence.as_ref().map_or_else(|| "No evidence is given.".to_owned(), |evidence| format!("Shown by: {evidence}"));
    el("div")
        .with(el("p").with(effect(line.effect)).with(" ").with(line.illustrative.then(made_up)))
        .with(el("p").with(&line.text))
        .with(el("p").class("note").with(evidence))
}

/// The lines about one thing, each under the name of its lens; none where there is no line.
pub(in crate::still) fn of(asked: &Asked, subject: &Subject) -> Option<Element> {
    let lines = lens::of(asked.council, subject);
    let items = lines.iter().map(|line| {
        let name = link(format!("/triple-lock/{}", line.lens.code()), capital(line.lens.words()));
        el("div").with(el("dt").with(name)).with(" ").with(el("dd").with(said(line)))
    });
    (!lines.is_empty()).then(|| el("dl").class("about").all(items))
}
