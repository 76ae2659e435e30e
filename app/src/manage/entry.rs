//! Entering figures: a table of cells, what is implausible about them, and what the service says.

mod findings;
mod table;

pub use findings::{Finding, findings};
pub use table::{Cell, Row, Table};

use super::form::{post, title};
use crate::{
    markup::{Element, el, link},
    page::Page,
};

/// What is entered of one measure and period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Where the form is sent.
    pub action: String,
    /// Title of the measure.
    pub title: String,
    /// Its unit.
    pub unit: String,
    /// The period, as people say it.
    pub period: String,
    /// The measure's public page.
    pub public: String,
    /// How far it has come, in a sentence.
    pub state: String,
    /// The note it was returned with; blank where it was not.
    pub note: String,
    /// The version that is before the reader.
    pub version: i64,
    /// The characteristic shown; blank for everyone.
    pub by: String,
    /// Whether it can be changed now.
    pub locked: bool,
    /// Why what was sent was not done, in sentences; blank where it was.
    pub problem: String,
    /// Whether findings are shown: once somebody asked for them, or handed in.
    pub checked: bool,
    /// What the checks found.
    pub findings: Vec<Finding>,
    /// The tables: characteristic, name, and how many of its cells are filled of how many.
    pub tabs: Vec<(String, String, usize, usize)>,
    /// The table shown.
    pub table: Table,
    /// What the service says.
    pub commentary: Commentary,
    /// Rows that were pasted and could not be placed.
    pub left: Vec<String>,
    /// What was pasted, where rows of it are left.
    pub pasted: String,
}

/// What the service says about its figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Commentary {
    /// The role that signs it.
    pub role: String,
    /// The text.
    pub text: String,
    /// What there is to say about it, and by which rule.
    pub remarks: Vec<(String, String)>,
    /// The text of the period before.
    pub before: Option<String>,
}

/// The page of a measure and period.
pub fn entry(entry: &Entry, token: &str) -> Page {
    let heading = format!("{}, {}", entry.title, entry.period);
    let wrong = !entry.problem.is_empty();
    let note = (!entry.note.is_empty())
        .then(|| el("div").class("advice returned").with(el("h2").with("Returned with a note")).with(el("p").with(&entry.note)));
    let problem = wrong.then(|| {
        el("div").class("problems").attr("role", "alert").with(el("h2").with("There is a problem")).with(el("p").with(&entry.problem))
    });
    let body = el("div")
        .class("page entry")
        .with(problem)
        .with(el("p").with(link("/manage/measures", "My measures")))
        .with(el("h1").with(&heading))
        .with(el("p").class("facts").with(&entry.unit).with(" · ").with(link(entry.public.clone(), "Public page")))
        .with(el("p").class("lead").attr("id", "state").attr("role", "status").with(&entry.state))
        .with(note);
    let body = if entry.locked {
        body.with(findings(entry)).with(table::table(&entry.table, true)).with(said(&entry.commentary))
    } else {
        body.with(form(entry, token))
    };
    let status = if wrong { 422 } else { 200 };
    Page { status, ..Page::new(title(&heading, wrong), body) }
}

fn form(entry: &Entry, token: &str) -> Element {
    let hidden = |name: &'static str, value: String| el("input").attr("type", "hidden").attr("name", name).attr("value", value);
    post(entry.action.clone(), token)
        .attr("id", "entry")
        .attr("autocomplete", "off")
        .with(hidden("version", entry.version.to_string()).attr("id", "version"))
        .with(hidden("by", entry.by.clone()))
        // The first button is what the Enter key presses where there is no script.
        .with(el("div").class("doing").with(act("save", "Save draft", false)).with(act("check", "Check", false)))
        .with(findings(entry))
        .with(tabs(entry))
        .with(el("p").class("note only-script").with("Arrow keys and Enter move between cells. Paste a block from a spreadsheet into its first cell. What you type is saved as you go."))
        .with(table::table(&entry.table, false))
        .with(paste(entry))
        .with(commentary(&entry.commentary))
        .with(
            el("div")
                .class("doing")
                .with(act("save", "Save draft", false))
                .with(act("check", "Check", false))
                .with(act("submit", "Submit for approval", true)),
        )
}

fn act(value: &'static str, label: &'static str, first: bool) -> Element {
    let button = el("button").attr("type", "submit").attr("name", "act").attr("value", value).with(label);
    if first { button.class("primary") } else { button }
}

/// The tables that there are. To go to another one keeps what was typed in this one.
fn tabs(entry: &Entry) -> Option<Element> {
    let tabs = entry.tabs.iter().map(|(code, name, filled, of)| {
        let button = el("button")
            .attr("type", "submit")
            .attr("name", "go")
            .attr("value", if code.is_empty() { "everyone".to_owned() } else { code.clone() });
        let button = button.maybe("aria-current", (*code == entry.by).then_some("true"));
        el("li").with(button.with(name).with(" ").with(el("span").class("note").with(format!("{filled} of {of} filled"))))
    });
    (entry.tabs.len() > 1)
        .then(|| el("nav").class("sections").attr("aria-label", "Tables, saved as you go from one to another").with(el("ul").all(tabs)))
}

fn paste(entry: &Entry) -> Element {
    let left = entry.left.iter().map(|words| el("li").with(words));
    let left = (!entry.left.is_empty())
        .then(|| el("div").class("problems").with(el("h3").with("These rows could not be placed")).with(el("ul").all(left)));
    let hint = "Copy cells in the spreadsheet and paste them here: rows of this table, with the area’s name or code before the figures or in the order of the table. A row may name one group after its area.";
    el("details")
        .class("paste")
        .maybe("open", (!entry.left.is_empty()).then_some(""))
        .with(el("summary").with("Paste rows from a spreadsheet"))
        .with(left)
        .with(
            el("div")
                .class("asked wide")
                .with(el("label").attr("for", "paste").with("Rows"))
                .with(el("p").class("note").attr("id", "paste-hint").with(hint))
                .with(
                    el("textarea")
                        .attr("id", "paste")
                        .attr("name", "paste")
                        .attr("rows", "6")
                        .attr("spellcheck", "false")
                        .attr("aria-describedby", "paste-hint")
                        .with(&entry.pasted),
                ),
        )
        .with(act("paste", "Put them into the table", false))
}

fn remarks(said: &Commentary) -> Option<Element> {
    let items = said
        .remarks
        .iter()
        .map(|(words, rule)| el("li").with(el("strong").with(words)).with(" ").with(el("span").class("note").with(rule)));
    (!said.remarks.is_empty()).then(|| {
        el("div")
            .class("advice")
            .attr("id", "remarks")
            .with(el("p").with("Readers will notice, and you decide what to do about it:"))
            .with(el("ul").all(items))
    })
}

fn commentary(said: &Commentary) -> Element {
    let before = said
        .before
        .as_ref()
        .map(|text| el("details").with(el("summary").with("What was said of the period before")).with(el("p").with(text)));
    let described = if said.remarks.is_empty() { "commentary-hint" } else { "commentary-hint remarks" };
    el("fieldset")
        .class("said")
        .with(el("legend").with(el("h2").with("Commentary")))
        .with(remarks(said))
        .with(
            el("div").class("asked").with(el("label").attr("for", "role").with("Signed by (a role, not a name)")).with(
                el("input")
                    .attr("id", "role")
                    .attr("name", "role")
                    .attr("type", "text")
                    .attr("maxlength", "200")
                    .attr("value", said.role.clone()),
            ),
        )
        .with(
            el("div")
                .class("asked wide")
                .with(el("label").attr("for", "commentary").with("What lies behind the figures, and what happens next"))
                .with(
                    el("p")
                        .class("note")
                        .attr("id", "commentary-hint")
                        .with("Why they are as they are, what is being done, by whom and by when. Nothing that tells about one person."),
                )
                .with(
                    el("textarea")
                        .attr("id", "commentary")
                        .attr("name", "commentary")
                        .attr("rows", "6")
                        .attr("maxlength", "4000")
                        .attr("aria-describedby", described)
                        .with(&said.text),
                ),
        )
        .with(before)
}

/// Commentary as it is read.
pub(super) fn said(said: &Commentary) -> Element {
    let text = if said.text.is_empty() {
        el("p").class("note").with("None was written.")
    } else {
        el("div").all(said.text.split("\n\n").map(|part| el("p").with(part.to_owned()))).with(el("p").class("note").with(&said.role))
    };
    el("section").with(el("h2").with("Commentary")).with(remarks(said)).with(text)
}
