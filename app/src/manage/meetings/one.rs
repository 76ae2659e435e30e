//! One meeting as those see it who arrange it, ask and answer.

use domain::{
    decision::typed::LONGEST_LINE,
    meeting::{
        Stage,
        typed::{LONGEST_ADDRESS, Typed, TypedItem},
    },
};

use super::{Wrong, back, details, hidden};
use crate::{
    manage::{
        done::done,
        form::{Field, error, field, post, problems, submit, title},
        imports::select,
    },
    markup::{Element, el, link},
    page::Page,
};

/// A question or an answer, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remark {
    /// Its number.
    pub id: i64,
    /// Who says it, as the public reads it.
    pub by: String,
    /// The words; none where it was withdrawn.
    pub words: Option<String>,
    /// Who recorded it and when, and what was changed since.
    pub note: String,
    /// Whether the reader may correct or withdraw it.
    pub changes: bool,
}

/// A question with its answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub asked: Remark,
    /// Answers, in order.
    pub answers: Vec<Remark>,
    /// Whether the reader may answer it.
    pub takes_answer: bool,
}

/// An item of the agenda.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub number: u32,
    /// What it is called.
    pub title: String,
    /// What is shown, and what is said of it.
    pub note: String,
    /// What was asked.
    pub questions: Vec<Question>,
}

/// What can be pinned: code and name of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Measures.
    pub measures: Vec<(String, String)>,
    /// Areas.
    pub areas: Vec<(String, String)>,
    /// Groups.
    pub groups: Vec<(String, String)>,
    /// What the whole of the council's area is called.
    pub place: String,
}

/// The meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct One {
    /// Its number.
    pub id: i64,
    /// Its version, which forms send back.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// When and where.
    pub when: String,
    /// Who wrote it last, and when.
    pub saved: String,
    /// How far it is.
    pub stage: Stage,
    /// Its agenda.
    pub rows: Vec<Row>,
    /// Whether the reader arranges meetings.
    pub arranges: bool,
    /// What can be pinned.
    pub choices: Choices,
    /// Name, day, time and place, as typed.
    pub typed: Typed,
    /// The item that is to be added, as typed.
    pub item: TypedItem,
    /// What was just done.
    pub done: Option<&'static str>,
    /// What is wrong.
    pub wrong: Wrong,
}

impl One {
    fn path(&self) -> String {
        format!("/manage/meetings/{}", self.id)
    }

    /// A form of one button that does something to the meeting, or to an item of it.
    fn act(&self, token: &str, act: &'static str, item: Option<&Row>, label: &'static str) -> Element {
        let name = item.map(|item| format!("{label}: {}", item.title));
        post(self.path(), token)
            .with(hidden("seen", self.version.to_string()))
            .with(hidden("act", act))
            .with(item.map(|item| hidden("item", item.number.to_string())))
            .with(el("button").attr("type", "submit").maybe("aria-label", name).with(label))
    }
}

/// The page of a meeting.
pub fn page(one: &One, token: &str) -> Page {
    let open = one.arranges && one.stage != Stage::Closed;
    let rows = one.rows.iter().enumerate().map(|(at, row)| item(one, token, at, row));
    let agenda = if one.rows.is_empty() { el("p").with("Nothing is on the agenda yet.") } else { el("div").class("agenda").all(rows) };
    let public = (one.stage != Stage::Draft).then(|| el("p").with(link(format!("/meetings/{}", one.id), "As the public sees it")));
    let stage = match one.stage {
        Stage::Draft => "A draft: only the performance team sees it.",
        Stage::Published => "Published: the public sees every change within seconds.",
        Stage::Closed => "Closed: the agenda stays as it is, and takes answers only.",
    };
    let done = done(one.done);
    let body = el("div")
        .class("page narrow meetings")
        .with(problems(&one.wrong))
        .with(done)
        .with(back())
        .with(el("h1").with(&one.name))
        .with(el("p").class("lead").with(format!("{}.", one.when)))
        .with(el("p").class("note").with(format!("{stage} {}", one.saved)))
        .with(public)
        .with(open.then(|| steps(one, token)))
        .with(el("section").with(el("h2").attr("id", "agenda").attr("tabindex", "-1").with("Agenda")).with(agenda))
        .with(open.then(|| add(one, token)))
        .with(open.then(|| edit(one, token)));
    let bad = !one.wrong.is_empty();
    Page { status: if bad { 422 } else { 200 }, ..Page::new(title(&one.name, bad), body) }
}

/// What comes next.
fn steps(one: &One, token: &str) -> Element {
    let next = match one.stage {
        Stage::Draft => el("div")
            .with(el("p").with("Once it is published, everybody can read the agenda, and what is asked and answered is public as it is recorded."))
            .with(one.act(token, "publish", None, "Publish")),
        _ => el("div")
            .with(el("p").with("Once it is closed, the agenda stays as it is and takes no further question; it is not opened again. Answers can still be recorded."))
            .with(one.act(token, "close", None, "Close")),
    };
    el("section").with(el("h2").with("Next")).with(next)
}

fn item(one: &One, token: &str, at: usize, row: &Row) -> Element {
    let acts = (one.arranges && one.stage != Stage::Closed).then(|| {
        let up = (at > 0).then(|| el("li").with(one.act(token, "earlier", Some(row), "Move up")));
        let down = (at + 1 < one.rows.len()).then(|| el("li").with(one.act(token, "later", Some(row), "Move down")));
        // What was asked about stays.
        let gone = row.questions.is_empty().then(|| el("li").with(one.act(token, "remove", Some(row), "Remove")));
        el("ul").class("inline").with(up).with(down).with(gone)
    });
    let ask = (one.stage == Stage::Published).then(|| {
        let href = format!("{}/say?item={}", one.path(), row.number);
        el("p").with(link(href, "Record a question").attr("aria-label", format!("Record a question: {}", row.title)))
    });
    let asked = (!row.questions.is_empty())
        .then(|| el("ul").class("plain talk").all(row.questions.iter().map(|question| asked(one, row, question))));
    el("section")
        .attr("id", format!("item-{}", row.number))
        .with(el("h3").with(format!("{}. {}", at + 1, row.title)))
        .with((!row.note.is_empty()).then(|| el("p").class("note").with(&row.note)))
        .with(acts)
        .with(asked)
        .with(ask)
}

fn asked(one: &One, row: &Row, question: &Question) -> Element {
    let answers = (!question.answers.is_empty())
        .then(|| el("ul").all(question.answers.iter().map(|answer| el("li").all(remark(one, answer, "answered")))));
    let answer = question.takes_answer.then(|| {
        let href = format!("{}/say?item={}&answers={}", one.path(), row.number, question.asked.id);
        el("p").with(link(href, "Record an answer").attr("aria-label", format!("Record an answer to question {}", question.asked.id)))
    });
    el("li").all(remark(one, &question.asked, "asked")).with(answers).with(answer)
}

fn remark(one: &One, remark: &Remark, did: &str) -> Vec<Element> {
    let words = match &remark.words {
        Some(words) => el("blockquote").all(words.lines().map(|line| el("p").with(line.to_owned()))),
        None => el("p").with("Withdrawn."),
    };
    let change = remark.changes.then(|| {
        let name = format!("Correct or withdraw number {}", remark.id);
        el("p").with(link(format!("{}/remarks/{}", one.path(), remark.id), "Correct or withdraw").attr("aria-label", name))
    });
    let head = el("p").with(el("strong").with(&remark.by)).with(format!(" {did}:"));
    [Some(head), Some(words), Some(el("p").class("note").with(&remark.note)), change].into_iter().flatten().collect()
}

/// The form that adds an item.
fn add(one: &One, token: &str) -> Element {
    let (typed, wrong, choices) = (&one.item, &one.wrong, &one.choices);
    let options = |none: &str, all: &[(String, String)]| std::iter::once((String::new(), none.to_owned())).chain(all.to_vec());
    let text = |name, label, hint, value, longest| {
        field(Field { name, label, kind: "text", autocomplete: "off", hint, value, error: error(wrong, name), longest })
    };
    let form = post(one.path(), token)
        .class("stack")
        .with(hidden("seen", one.version.to_string()))
        .with(hidden("act", "add"))
        .with(select("measure", "Measure", "", options("No measure", &choices.measures), &typed.measure, error(wrong, "measure")))
        .with(select("area", "Area", "", options(&choices.place, &choices.areas), &typed.area, error(wrong, "area")))
        .with(select("group", "Group", "", options("Everyone", &choices.groups), &typed.group, error(wrong, "group")))
        .with(text(
            "report",
            "Or a report",
            "Its address from /reports/ on, such as /reports/quarterly/council.",
            &typed.report,
            LONGEST_ADDRESS,
        ))
        .with(text("words", "What is said of it", "For an item that shows nothing, all that it says.", &typed.words, LONGEST_LINE))
        .with(submit("Add to the agenda"));
    el("section").with(el("h2").with("Add an item")).with(form)
}

/// The form of name, day, time and place.
fn edit(one: &One, token: &str) -> Element {
    let form = post(one.path(), token)
        .class("stack")
        .with(hidden("seen", one.version.to_string()))
        .with(hidden("act", "details"))
        .all(details(&one.typed, &one.wrong))
        .with(submit("Save"));
    el("section").with(el("h2").with("Name, day and place")).with(form)
}
