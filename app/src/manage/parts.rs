//! Parts of the council's folder that are edited here: the list, the text, and what waits for approval.

use super::{
    done::done,
    form::{Field, error, long, post, problems, title},
    imports::table,
    settle::Settle,
};
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// A file in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its path within the folder.
    pub file: String,
    /// What it tells.
    pub about: &'static str,
    /// Whose text holds.
    pub state: &'static str,
}

/// A proposal in the list, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposed {
    /// Its number.
    pub id: i64,
    /// Its file.
    pub file: String,
    /// Who proposed it and when, or what became of it.
    pub words: String,
}

/// The list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// What was just done.
    pub done: Option<&'static str>,
    /// Files.
    pub files: Vec<Line>,
    /// Proposals that wait.
    pub waiting: Vec<Proposed>,
    /// Those that were decided on last.
    pub decided: Vec<Proposed>,
}

/// A line of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// It is as before.
    Same(String),
    /// It is no longer there.
    Gone(String),
    /// It is new.
    New(String),
    /// So many lines that are as before are left out.
    Skipped(usize),
}

/// The text of a file, to be edited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Its path within the folder.
    pub file: String,
    /// What it tells.
    pub about: &'static str,
    /// The text, as typed.
    pub text: String,
    /// Why, as typed.
    pub reason: String,
    /// How many texts of it were approved when this was drawn.
    pub seen: i64,
    /// What would change, where it was looked at.
    pub change: Option<Vec<Changed>>,
    /// What is wrong.
    pub wrong: Vec<(&'static str, String)>,
}

/// A proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Its number.
    pub id: i64,
    /// Its file.
    pub file: String,
    /// What the file tells, who proposed it, and when.
    pub about: String,
    /// Why.
    pub reason: String,
    /// What would change, or has.
    pub change: Vec<Changed>,
    /// What became of it, in a sentence; blank while it waits.
    pub state: String,
    /// Whether the reader may approve or return it.
    pub decides: bool,
    /// Whether the reader may take it back.
    pub own: bool,
    /// The note, as typed.
    pub note: String,
    /// What is wrong.
    pub wrong: Vec<(&'static str, String)>,
}

const HEADING: &str = "Money, surveys, outcomes";

/// The list of files.
pub fn list(list: &List) -> Page {
    let done = done(list.done);
    let lead = "What is told beside figures begins in the council’s folder. Here a new text of a file is proposed, checked, and approved by another person; then the public sees it within seconds. If the folder’s own file is changed later, the folder’s holds.";
    let rows = list.files.iter().map(|line| {
        let name = link(format!("/manage/parts/edit?file={}", line.file), &line.file);
        el("tr").with(el("th").attr("scope", "row").with(name)).with(el("td").with(line.about)).with(el("td").with(line.state))
    });
    let files = if list.files.is_empty() {
        el("p")
            .with("The program could not read the council’s folder when it started, so nothing of it can be edited here. Its log says why.")
    } else {
        table("Files that can be edited here", &["File", "What it tells", "Whose text holds"], rows)
    };
    let lines = |all: &[Proposed], none: &'static str| {
        let items = all.iter().map(|one| {
            el("li")
                .with(link(format!("/manage/parts/{}", one.id), &one.file).class("title"))
                .with(" ")
                .with(el("span").class("note").with(&one.words))
        });
        if all.is_empty() { el("p").with(none) } else { el("ul").class("plain").all(items) }
    };
    let section = |heading: &'static str, content: Element| el("section").with(el("h2").with(heading)).with(content);
    let body = el("div")
        .class("page")
        .with(done)
        .with(el("h1").with(HEADING))
        .with(el("p").class("lead").with(lead))
        .with(section("Waiting for approval", lines(&list.waiting, "Nothing waits.")))
        .with(section("Files", files))
        .with((!list.decided.is_empty()).then(|| section("Decided last", lines(&list.decided, ""))));
    Page::new(HEADING, body)
}

/// The text of a file, and what it would change.
pub fn form(form: &Form, token: &str) -> Page {
    let wrong = !form.wrong.is_empty();
    let hint = "Written as the folder’s files are, TOML or CSV: docs/data-formats.md describes each. No person may be named or recognised.";
    let text = area(Field {
        name: "text",
        label: "Text of the file",
        hint,
        value: &form.text,
        error: error(&form.wrong, "text"),
        ..Field::default()
    });
    let reason = long(Field {
        name: "reason",
        label: "Why it is changed",
        hint: "Whoever approves it reads this.",
        value: &form.reason,
        error: error(&form.wrong, "reason"),
        longest: 2_000,
        ..Field::default()
    });
    let hidden = |name: &'static str, value: String| el("input").attr("type", "hidden").attr("name", name).attr("value", value);
    let act =
        |value: &'static str, label: &'static str| el("button").attr("type", "submit").attr("name", "act").attr("value", value).with(label);
    let send = post("/manage/parts/edit", token)
        .class("stack")
        .with(hidden("file", form.file.clone()))
        .with(hidden("seen", form.seen.to_string()))
        .with(text)
        .with(reason)
        .with(
            el("div")
                .class("acts")
                .with(act("look", "Check it and show what changes"))
                .with(" ")
                .with(act("propose", "Propose it").class("primary")),
        );
    let change = form.change.as_ref().map(|change| {
        el("section")
            .with(el("h2").attr("id", "change").with("What would change"))
            .with(el("p").attr("role", "status").with("The text has no fault. Nothing is proposed yet."))
            .with(difference(change))
    });
    let body = el("div")
        .class("page")
        .with(problems(&form.wrong))
        .with(back())
        .with(el("h1").with(&form.file))
        .with(el("p").class("lead").with(form.about))
        .with(change)
        .with(send);
    Page { status: if wrong { 422 } else { 200 }, ..Page::new(title(&form.file, wrong), body) }
}

/// A field for a whole file.
fn area(field: Field) -> Element {
    let described = if field.error.is_some() { "text-hint text-error" } else { "text-hint" };
    let error = field.error.map(|error| {
        el("p").class("asked-error").attr("id", "text-error").with(el("span").class("unseen").with("Error: ")).with(error.to_owned())
    });
    let text = el("textarea")
        .class("file-text")
        .attr("id", "text")
        .attr("name", "text")
        .attr("rows", "30")
        .attr("wrap", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", described)
        .maybe("aria-invalid", field.error.map(|_| "true"))
        // A browser takes the first line end of a text area away.
        .with(format!("\n{}", field.value));
    let hint = el("p").class("note").attr("id", "text-hint").with(field.hint.to_owned());
    el("div").class("asked wide").with(el("label").attr("for", "text").with(field.label)).with(hint).with(error).with(text)
}

/// A proposal, and what can be done with it.
pub fn proposal(one: &Proposal, token: &str) -> Page {
    let wrong = !one.wrong.is_empty();
    let settle = Settle {
        action: &format!("/manage/parts/{}", one.id),
        decides: one.decides,
        own: one.own,
        waits: one.state.is_empty(),
        note: &one.note,
        wrong: &one.wrong,
        yours: "You proposed it, so somebody else approves it.",
        approve: "Approve",
        once: "Once approved, the public sees it within seconds.",
        whom: "It waits for somebody of the performance team who had no hand in it.",
    };
    let body = el("div")
        .class("page")
        .with(problems(&one.wrong))
        .with(back())
        .with(el("h1").with(&one.file))
        .with(el("p").class("lead").with(&one.about))
        .with(el("p").with(el("strong").with("Why: ")).with(&one.reason))
        .with((!one.state.is_empty()).then(|| el("p").with(&one.state)))
        .with(el("section").with(el("h2").with("What changes")).with(difference(&one.change)))
        .with(settle.acts(token));
    Page { status: if wrong { 422 } else { 200 }, ..Page::new(title(&one.file, wrong), body) }
}

/// A difference by lines: each says in a sign and in a word what it is.
fn difference(change: &[Changed]) -> Element {
    let items = change.iter().map(|line| match line {
        Changed::Same(text) => el("li").with(el("code").with(text)),
        Changed::Gone(text) => {
            el("li").class("line-gone").with(el("span").class("unseen").with("Removed: ")).with(el("del").with(el("code").with(text)))
        }
        Changed::New(text) => {
            el("li").class("line-new").with(el("span").class("unseen").with("Added: ")).with(el("ins").with(el("code").with(text)))
        }
        Changed::Skipped(1) => el("li").class("note").with("1 line as before"),
        Changed::Skipped(count) => el("li").class("note").with(format!("{count} lines as before")),
    });
    el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "What changes, line by line")
        .with(el("ul").class("difference").all(items))
}

fn back() -> Element {
    el("p").with(link("/manage/parts", HEADING))
}
