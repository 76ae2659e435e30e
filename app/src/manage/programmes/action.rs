//! One action: how it stands, what was told of it, and the form to propose a change.

use domain::programme::Status;

use crate::{
    manage::{
        form::{Field, error, field, long, post, problems, submit, title},
        imports::select,
    },
    markup::{Element, el, link},
    page::Page,
};

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Status, by its short name; blank for no update.
    pub status: String,
    /// What was done.
    pub update: String,
    /// What shows it.
    pub evidence: String,
    /// Role that tells it.
    pub role: String,
    /// The last day.
    pub due: String,
    /// Who answers for it.
    pub owner: String,
    /// What it covers.
    pub text: String,
    /// Why date, owner or scope change.
    pub reason: String,
    /// The step that was reached.
    pub milestone: String,
    /// When.
    pub reached: String,
}

/// An action.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// The programme: code and title.
    pub programme: (String, String),
    /// Code.
    pub code: String,
    /// Title.
    pub title: String,
    /// How it stands.
    pub mark: Element,
    /// Why it is not the colour of its status; blank where it is.
    pub why: String,
    /// Facts: what, and how it is.
    pub facts: Vec<(&'static str, String)>,
    /// What was told, moved and withdrawn, the newest first: when, and what.
    pub history: Vec<(String, String)>,
    /// Proposals that wait: number and who proposed it.
    pub waiting: Vec<(i64, String)>,
    /// Steps that were not reached, by their titles.
    pub steps: Vec<String>,
    /// Whether the reader may propose a change of it.
    pub proposes: bool,
    /// What was typed.
    pub typed: Typed,
    /// What is wrong with it.
    pub wrong: Vec<(&'static str, String)>,
}

/// The page of an action.
pub fn action(token: &str, action: &Action) -> Page {
    let facts = action.facts.iter().map(|(term, text)| el("div").with(el("dt").with(*term)).with(" ").with(el("dd").with(text)));
    let waiting = action
        .waiting
        .iter()
        .map(|(id, by)| el("li").with(link(format!("/manage/proposals/{id}"), format!("Proposal {id}"))).with(format!(", {by}")));
    let waiting =
        (!action.waiting.is_empty()).then(|| el("section").with(el("h2").with("Waiting for a decision")).with(el("ul").all(waiting)));
    let history = action.history.iter().map(|(when, what)| el("li").with(el("span").class("note").with(format!("{when}: "))).with(what));
    let history = if action.history.is_empty() { el("p").with("Nothing was told of it yet.") } else { el("ol").class("told").all(history) };
    let form = if action.proposes {
        form(token, action)
    } else {
        el("p").with("You may not propose changes of this action: it is of another directorate.")
    };
    let body = el("div")
        .class("page programme")
        .with(problems(&action.wrong))
        .with(el("p").with(link(format!("/manage/programmes/{}", action.programme.0), &action.programme.1)))
        .with(el("h1").with(&action.title))
        .with(el("p").with(action.mark.clone()))
        .with((!action.why.is_empty()).then(|| el("p").class("why").with(&action.why)))
        .with(el("dl").class("about").all(facts))
        .with(waiting)
        .with(el("section").with(el("h2").with("Propose a change")).with(form))
        .with(el("section").with(el("h2").with("What was told and changed")).with(history));
    let status = if action.wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(&action.title, !action.wrong.is_empty()), body) }
}

fn form(token: &str, action: &Action) -> Element {
    let Typed { status, update, evidence, role, due, owner, text, reason, milestone, reached } = &action.typed;
    let wrong = |name: &str| error(&action.wrong, name);
    let statuses = Status::ALL.iter().map(|(value, status)| ((*value).to_owned(), status.words().to_owned()));
    let statuses = std::iter::once((String::new(), "No update".to_owned())).chain(statuses);
    let line = |name, label, kind, hint, value, longest| {
        field(Field { name, label, kind, autocomplete: "off", hint, value, error: wrong(name), longest })
    };
    let area =
        |name, label, hint, value, longest| long(Field { name, label, hint, value, error: wrong(name), longest, ..Field::default() });
    let steps = std::iter::once((String::new(), "None".to_owned())).chain(action.steps.iter().map(|step| (step.clone(), step.clone())));
    let legend = |words: &'static str| el("legend").with(words);
    let told = el("fieldset")
        .with(legend("How far it is"))
        .with(select("status", "Status", "What is overdue is shown red whatever is said here, until it is complete.", statuses, status, wrong("status")))
        .with(area("update", "What was done, and what comes next", "The public reads this.", update, 2_000))
        .with(line("evidence", "What shows it", "text", "A report, a page, a figure. Needed for what is complete, and for on track when its date was put off because it was late or in doubt.", evidence, 1_000))
        .with(line("role", "Role that tells it", "text", "Not a name.", role, 200));
    let moved = el("fieldset")
        .with(legend("Date, owner and what it covers"))
        .with(line("due", "Due", "date", "A date that is put off goes into the public ledger, for ever.", due, 10))
        .with(line("owner", "Answered for by", "text", "A role.", owner, 200))
        .with(area("text", "What it covers", "", text, 2_000))
        .with(area(
            "reason",
            "Why one of these changes",
            "The public reads this. Leave it blank where none of them changes.",
            reason,
            1_000,
        ));
    let steps = (!action.steps.is_empty()).then(|| {
        el("fieldset")
            .with(legend("A step on the way"))
            .with(select("milestone", "Step that was reached", "", steps, milestone, wrong("milestone")))
            .with(line("reached", "When", "date", "", reached, 10))
    });
    let action = format!("/manage/programmes/{}/actions/{}", action.programme.0, action.code);
    post(action, token).class("stack").with(told).with(moved).with(steps).with(submit("Propose"))
}
