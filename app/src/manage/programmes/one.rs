//! One programme with its actions, the way to each, and the table that goes out and comes back.

use super::{Proposed, proposals};
use crate::{
    manage::{
        form::{error, post, problems, submit, title},
        imports::{select, table},
    },
    markup::{Element, el, link},
    page::Page,
};

/// An action in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// How it stands: the mark of its colour and word.
    pub mark: Element,
    /// Its last day, in words.
    pub due: String,
    /// Who answers for it.
    pub owner: String,
    /// Whether something about it waits for a decision.
    pub waits: bool,
}

/// A programme.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct One {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// What it calls its actions: one and many.
    pub word: (String, String),
    /// How many of its actions stand how.
    pub tally: String,
    /// The actions that were chosen.
    pub lines: Vec<Line>,
    /// Directorates to choose from: code and name.
    pub directorates: Vec<(String, String)>,
    /// The directorate that is chosen; blank for all.
    pub directorate: String,
    /// Which are chosen: `mine`, `late`, or blank for all.
    pub which: String,
    /// What was proposed of it, the newest first.
    pub proposals: Vec<Proposed>,
    /// The largest file that is read, in words.
    pub largest: String,
    /// What is wrong with the file.
    pub wrong: Vec<(&'static str, String)>,
}

/// The page of a programme.
pub fn one(token: &str, one: &One) -> Page {
    let base = format!("/manage/programmes/{}", one.code);
    let rows = one.lines.iter().map(|line| {
        let waits = line.waits.then(|| el("p").class("note").with("A change of it waits for a decision."));
        el("tr")
            .with(el("th").attr("scope", "row").with(link(format!("{base}/actions/{}", line.code), &line.title)).with(waits))
            .with(el("td").with(line.mark.clone()))
            .with(el("td").with(&line.due))
            .with(el("td").with(&line.owner))
    });
    let actions = if one.lines.is_empty() {
        el("p").with("None that fits what is chosen. ").with(link(base.clone(), "Show all"))
    } else {
        table("Actions", &["Action", "Stands", "Due", "Answered for by"], rows)
    };
    let recent = (!one.proposals.is_empty())
        .then(|| el("section").with(el("h2").with("What was proposed")).with(proposals("What was proposed", &one.proposals)));
    let body = el("div")
        .class("page")
        .with(problems(&one.wrong))
        .with(el("p").with(link("/manage/programmes", "Programmes")))
        .with(el("h1").with(&one.title))
        .with(el("p").class("summary").with(&one.tally))
        .with(
            el("p")
                .with(link(format!("/programmes/{}", one.code), "Public page"))
                .with(" · ")
                .with(link(format!("{base}/add"), "Propose a new action")),
        )
        .with(el("section").with(el("h2").with(domain::view::lead::capital(&one.word.1))).with(chosen(one, &base)).with(actions))
        .with(recent)
        .with(spreadsheet(token, one, &base));
    let status = if one.wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(&one.title, !one.wrong.is_empty()), body) }
}

/// The form that chooses actions, and what is chosen.
fn chosen(one: &One, base: &str) -> Element {
    let all = |label: &str, options: &[(String, String)]| {
        std::iter::once((String::new(), label.to_owned())).chain(options.to_vec()).collect::<Vec<_>>()
    };
    let which =
        [("mine", "Those that I may change"), ("late", "Those that are late")].map(|(value, label)| (value.to_owned(), label.to_owned()));
    el("form")
        .class("days")
        .attr("action", base.to_owned())
        .attr("method", "get")
        .with(select("which", "Which", "", all("All", &which).into_iter(), &one.which, None))
        .with(select("directorate", "Directorate", "", all("Every directorate", &one.directorates).into_iter(), &one.directorate, None))
        .with(el("button").attr("type", "submit").with("Show"))
}

fn spreadsheet(token: &str, one: &One, base: &str) -> Element {
    let wrong = error(&one.wrong, "file");
    let told = wrong.map(|words| {
        el("p").class("asked-error").attr("id", "file-error").with(el("span").class("unseen").with("Error: ")).with(words.to_owned())
    });
    let hint = format!("CSV, XLSX or ODS, up to {}. You see what it would change before anything is proposed.", one.largest);
    let file = el("div")
        .class("asked")
        .with(el("label").attr("for", "file").with("The table, edited"))
        .with(el("p").class("note").attr("id", "file-hint").with(hint))
        .with(told)
        .with(
            el("input")
                .attr("id", "file")
                .attr("name", "file")
                .attr("type", "file")
                .attr("accept", ".csv,.tsv,.txt,.xlsx,.xlsm,.ods")
                .attr("aria-describedby", if wrong.is_some() { "file-hint file-error" } else { "file-hint" })
                .maybe("aria-invalid", wrong.map(|_| "true")),
        );
    let form =
        post(format!("{base}/file"), token).class("stack").attr("enctype", "multipart/form-data").with(file).with(submit("Look at it"));
    let words = "Take all of them away as a table, edit it, and bring it back: it becomes one proposal. A row that changes a date, an owner or what is covered says why in the column reason.";
    el("section")
        .with(el("h2").with("As a spreadsheet"))
        .with(el("p").with(words))
        .with(el("p").with(link(format!("{base}/actions.csv"), "Download as CSV")))
        .with(form)
}
