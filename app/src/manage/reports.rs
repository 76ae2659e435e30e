//! Reports: the list, the sections that one has, and what waits to be frozen.

pub mod mend;

use domain::report::{LONGEST_INTRO, LONGEST_TITLE, frozen::Frozen};

use super::{
    done::done,
    far::far,
    form::{Field, error, field, post, problems, submit, title},
    settle::Settle,
};
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// Something that can be reported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Kind and code.
    pub value: String,
    /// Its name.
    pub label: String,
}

/// A draft in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// How far it has come, in words.
    pub state: String,
}

/// A frozen report in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// Its release, or that it was withdrawn.
    pub state: String,
}

/// The list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// What was just done.
    pub done: Option<&'static str>,
    /// Everything that can be reported, by kind.
    pub choices: Vec<(&'static str, Vec<Choice>)>,
    /// What was chosen.
    pub chosen: String,
    /// Those that wait to be frozen.
    pub waiting: Vec<Line>,
    /// Those that are written.
    pub drafts: Vec<Line>,
    /// Those that were given up.
    pub closed: Vec<Line>,
    /// Those that are frozen.
    pub frozen: Vec<Kept>,
    /// What is wrong.
    pub wrong: Vec<(&'static str, String)>,
}

/// A section that a report can have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its short name.
    pub code: &'static str,
    /// Its heading.
    pub words: &'static str,
    /// Whether the report has it.
    pub chosen: bool,
    /// What is said before it.
    pub intro: String,
}

/// A report that is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Editor {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub what: &'static str,
    /// Its title, as typed.
    pub title: String,
    /// Its sections, in order, and then those that it could have.
    pub rows: Vec<Row>,
    /// The version that it was drawn from.
    pub seen: i64,
    /// The report that it corrects, and what was wrong in it.
    pub corrects: Option<(u32, String)>,
    /// The note that it was returned with; blank for none.
    pub note: String,
    /// What was just done.
    pub done: Option<&'static str>,
    /// What is wrong.
    pub wrong: Vec<(&'static str, String)>,
}

/// A report that waits, or what became of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Waiting {
    /// Its number.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// How far it has come.
    pub state: String,
    /// What was just done.
    pub done: Option<&'static str>,
    /// The report that it corrects, and what was wrong in it.
    pub corrects: Option<(u32, String)>,
    /// Its sections, as they were handed in.
    pub sections: Vec<Element>,
    /// Whether it waits.
    pub waits: bool,
    /// Where it is read, once it is frozen.
    pub frozen: Option<String>,
    /// Whether the reader may freeze or return it.
    pub decides: bool,
    /// Whether the reader may take it back.
    pub own: bool,
    /// The note, as typed.
    pub note: String,
    /// What is wrong.
    pub wrong: Vec<(&'static str, String)>,
}

const HEADING: &str = "Reports";

fn back() -> Element {
    el("p").with(link("/manage/reports", HEADING))
}

fn section(heading: &'static str, content: Element) -> Element {
    el("section").with(el("h2").with(heading)).with(content)
}

fn button(act: &'static str, label: &'static str) -> Element {
    el("button").attr("type", "submit").attr("name", "act").attr("value", act).with(label)
}

/// The list of reports.
pub fn list(list: &List, token: &str) -> Page {
    let wrong = !list.wrong.is_empty();
    let lines = |all: &[Line], none: &'static str| {
        let items = all.iter().map(|one| {
            el("li")
                .with(link(format!("/manage/reports/{}", one.id), &one.title).class("title"))
                .with(" ")
                .with(el("span").class("note").with(&one.state))
        });
        if all.is_empty() { el("p").with(none) } else { el("ul").class("plain").all(items) }
    };
    let frozen = list.frozen.iter().map(|one| {
        el("li")
            .with(link(Frozen::address(one.number), format!("Report {}: {}", one.number, one.title)).class("title"))
            .with(" ")
            .with(el("span").class("note").with(&one.state))
            .with(" ")
            .with(
                link(format!("/manage/reports/frozen/{}", one.number), "Correct or withdraw")
                    .attr("aria-label", format!("Correct or withdraw report {}", one.number)),
            )
    });
    let frozen = if list.frozen.is_empty() { el("p").with("No report is frozen yet.") } else { el("ul").class("plain").all(frozen) };
    let lead = "A report begins as it comes out of the newest release. Choose its sections, put them in order and say something before each. Somebody else who had no hand in it looks at it and freezes it: then it has a number, and never changes.";
    let body = el("div")
        .class("page")
        .with(problems(&list.wrong))
        .with(done(list.done))
        .with(el("h1").with(HEADING))
        .with(el("p").class("lead").with(lead))
        .with(section("Begin a report", begin(list, token)))
        .with(section("Waiting to be frozen", lines(&list.waiting, "Nothing waits.")))
        .with(section("Drafts", lines(&list.drafts, "No report is being written.")))
        .with(section("Frozen", frozen))
        .with((!list.closed.is_empty()).then(|| section("Given up", lines(&list.closed, ""))));
    Page { status: if wrong { 422 } else { 200 }, ..Page::new(title(HEADING, wrong), body) }
}

fn begin(list: &List, token: &str) -> Element {
    let option = |one: &Choice| {
        let chosen = (one.value == list.chosen).then_some("");
        el("option").attr("value", one.value.clone()).maybe("selected", chosen).with(&one.label)
    };
    let groups = list.choices.iter().map(|(words, all)| el("optgroup").attr("label", *words).all(all.iter().map(option)));
    let none = el("option").attr("value", "").with("Choose what to report");
    let wrong = error(&list.wrong, "what");
    let select = el("select")
        .attr("id", "what")
        .attr("name", "what")
        .maybe("aria-invalid", wrong.map(|_| "true"))
        .maybe("aria-describedby", wrong.map(|_| "what-error"))
        .with(none)
        .all(groups);
    let error = wrong.map(|words| {
        el("p").class("asked-error").attr("id", "what-error").with(el("span").class("unseen").with("Error: ")).with(words.to_owned())
    });
    let asked = el("div").class("asked").with(el("label").attr("for", "what").with("What it is of")).with(error).with(select);
    post("/manage/reports", token).class("stack").with(asked).with(submit("Begin"))
}

fn corrects(told: Option<&(u32, String)>) -> Option<Element> {
    told.map(|(number, wrong)| {
        el("p")
            .class("advice")
            .with("It puts right what was wrong in ")
            .with(link(Frozen::address(*number), format!("report {number}")))
            .with(format!(": {wrong}"))
    })
}

/// A report that is written: its title and sections.
pub fn editor(editor: &Editor, token: &str) -> Page {
    let wrong = !editor.wrong.is_empty();
    let hidden = el("input").attr("type", "hidden").attr("name", "seen").attr("value", editor.seen.to_string());
    let name = field(Field {
        name: "title",
        label: "Title",
        kind: "text",
        value: &editor.title,
        error: error(&editor.wrong, "title"),
        longest: LONGEST_TITLE,
        ..Field::default()
    });
    let rows = editor.rows.iter().enumerate().map(|(at, row)| part(row, at + 1));
    let hint = "A report has the sections that are ticked, in the order of their numbers. What you write before one is yours: name no person, and nobody who could be recognised.";
    let sections = el("fieldset")
        .attr("id", "sections")
        .class("report-parts")
        .with(el("legend").with("Sections"))
        .with(el("p").class("note").with(hint))
        .with(
            error(&editor.wrong, "sections")
                .map(|words| el("p").class("asked-error").with(el("span").class("unseen").with("Error: ")).with(words.to_owned())),
        )
        .all(rows);
    let acts = el("div")
        .class("acts")
        .with(button("save", "Save"))
        .with(" ")
        .with(button("look", "Save and look at it"))
        .with(" ")
        .with(button("hand-in", "Save and hand in").class("primary"));
    let address = format!("/manage/reports/{}", editor.id);
    let form = post(address.clone(), token).class("stack").with(hidden).with(name).with(sections).with(acts);
    let give_up = post(address, token).class("stack").with(button("give-up", "Give this draft up"));
    let returned = (!editor.note.is_empty()).then(|| el("p").class("advice").with(el("strong").with("Returned: ")).with(&editor.note));
    let body = el("div")
        .class("page")
        .with(problems(&editor.wrong))
        .with(done(editor.done))
        .with(back())
        .with(el("h1").with(if editor.title.is_empty() { editor.what.to_owned() } else { editor.title.clone() }))
        .with(el("p").class("lead").with(format!("{}, a draft.", editor.what)))
        .with(returned)
        .with(corrects(editor.corrects.as_ref()))
        .with(form)
        .with(give_up);
    Page { status: if wrong { 422 } else { 200 }, ..Page::new(title("A draft of a report", wrong), body) }
}

/// A section: whether the report has it, where, and what is said before it.
fn part(row: &Row, at: usize) -> Element {
    let (tick, place, intro) = (format!("in-{}", row.code), format!("at-{}", row.code), format!("intro-{}", row.code));
    let ticked = el("input")
        .attr("type", "checkbox")
        .attr("id", tick.clone())
        .attr("name", tick.clone())
        .attr("value", "yes")
        .maybe("checked", row.chosen.then_some(""));
    let order = el("input")
        .attr("type", "number")
        .attr("id", place.clone())
        .attr("name", place.clone())
        .attr("min", "1")
        .attr("max", "99")
        .attr("value", at.to_string());
    let text = el("textarea")
        .attr("id", intro.clone())
        .attr("name", intro.clone())
        .attr("rows", "3")
        .attr("maxlength", LONGEST_INTRO.to_string())
        .with(format!("\n{}", row.intro));
    let said = el("details")
        .maybe("open", (!row.intro.is_empty()).then_some(""))
        .with(el("summary").with("What is said before it"))
        .with(el("label").class("unseen").attr("for", intro).with(format!("What is said before “{}”", row.words)))
        .with(text);
    let order = el("span")
        .class("report-place")
        .with(el("label").attr("for", place).with("Place").with(el("span").class("unseen").with(format!(" of “{}”", row.words))))
        .with(" ")
        .with(order);
    let choose = el("span").with(ticked).with(" ").with(el("label").attr("for", tick).with(row.words));
    el("div").class("report-part").with(choose).with(order).with(said)
}

/// A report that waits to be frozen, or what became of it.
pub fn waiting(one: &Waiting, token: &str) -> Page {
    let wrong = !one.wrong.is_empty();
    let settle = Settle {
        action: &format!("/manage/reports/{}", one.id),
        decides: one.decides,
        own: one.own,
        waits: one.waits,
        note: &one.note,
        wrong: &one.wrong,
        yours: "You handed it in, so somebody else looks at it and freezes it.",
        approve: "Freeze",
        once: "Frozen, it has a number and never changes. All its forms are made now: that takes some seconds. The public sees it then.",
        whom: "It waits for somebody of the performance team who had no hand in it.",
    };
    let frozen = one.frozen.as_ref().map(|address| el("p").with(link(address.clone(), "Read it as the public does")));
    let sections = (!one.sections.is_empty()).then(|| {
        el("section")
            .class("report")
            .with(el("h2").with("As it was handed in"))
            .with(el("div").class("narrow").all(one.sections.iter().cloned()))
    });
    let body = el("div")
        .class("page")
        .with(problems(&one.wrong))
        .with(done(one.done))
        .with(back())
        .with(el("h1").with(&one.title))
        .with(el("p").class("lead").with(&one.state))
        .with(corrects(one.corrects.as_ref()))
        .with(frozen)
        .with(settle.acts(token))
        .with(sections);
    Page { status: if wrong { 422 } else { 200 }, ..Page::new(title(&one.title, wrong), body) }
}

/// A report while it is being frozen: how many of its forms are made. The page asks for itself again.
pub fn freezing(id: i64, title: &str, (made, all): (u64, u64)) -> Page {
    let body = el("div")
        .class("page narrow")
        .with(back())
        .with(el("h1").with(title.to_owned()))
        .with(el("p").class("lead").with("It is being frozen: all its forms are made, each from the same document."))
        .with(el("p").attr("role", "status").with(format!("{made} of {all} are made.")))
        .with(far("Forms that are made", (made, all)))
        .with(el("p").with(link(format!("/manage/reports/{id}"), "See how far it is")).with(". The page also asks by itself."));
    Page::new(format!("Freezing: {title}"), body)
}

/// A draft as it would be handed in now.
pub fn look(id: i64, title: &str, release: u32, sections: Vec<Element>) -> Page {
    let body = el("div")
        .class("page narrow report")
        .with(el("p").with(link(format!("/manage/reports/{id}"), "Back to the draft")))
        .with(el("h1").with(title.to_owned()))
        .with(el("p").class("lead").with(format!("A draft, with the figures of release {release}. Nobody else sees it.")))
        .all(sections);
    Page::new(title.to_owned(), body)
}
