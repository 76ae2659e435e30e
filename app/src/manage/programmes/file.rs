//! A table of actions that was brought back: what is wrong with it, and what it would change.

use crate::{
    manage::{
        form::{Field, error, field, post, problems, submit, title},
        imports::{row, table},
    },
    markup::{Element, el, link},
    page::Page,
};

/// What a row changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// Row of the file.
    pub row: u32,
    /// Title of the action.
    pub title: String,
    /// Whether it is new.
    pub new: bool,
    /// Column, as it is, as it would be.
    pub fields: Vec<(String, String, String)>,
}

/// A table that was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looked {
    /// The programme: code and title.
    pub programme: (String, String),
    /// Name of the file.
    pub name: String,
    /// Row, column, and what is wrong.
    pub issues: Vec<(u32, String, String)>,
    /// Whether nothing can be proposed.
    pub blocked: bool,
    /// Row by row, what changes.
    pub changed: Vec<Changed>,
    /// How many are as they were.
    pub unchanged: usize,
    /// Titles of actions that the table does not have.
    pub missing: Vec<String>,
    /// The changes, as they are sent back.
    pub edits: String,
    /// What proves that they are those of this page.
    pub shown: String,
    /// Whether a role is to be said, as something is told.
    pub asks_role: bool,
    /// The role, as typed.
    pub role: String,
    /// What is wrong with what was typed.
    pub wrong: Vec<(&'static str, String)>,
}

/// The page.
pub fn looked(token: &str, looked: &Looked) -> Page {
    let heading = "Look at this table";
    let new = looked.changed.iter().filter(|one| one.new).count();
    let sums = format!("{new} new, {} changed, {} as before.", looked.changed.len() - new, looked.unchanged);
    let missing = (!looked.missing.is_empty()).then(|| {
        let words = format!("{} not in the table, which stay as they are: {}.", looked.missing.len(), looked.missing.join("; "));
        el("p").with(words)
    });
    let body = el("div")
        .class("page")
        .with(problems(&looked.wrong))
        .with(el("p").with(link(format!("/manage/programmes/{}", looked.programme.0), &looked.programme.1)))
        .with(el("h1").attr("id", "file").with(heading))
        .with(el("p").class("lead").with(&looked.name))
        .with(issues(&looked.issues))
        .with(el("section").with(el("h2").with("What would change")).with(el("p").with(sums)).with(missing).with(changed(&looked.changed)))
        .with(el("section").with(el("h2").with("Propose it")).with(send(token, looked)));
    let fine = looked.wrong.is_empty() && !looked.blocked;
    Page { status: if fine { 200 } else { 422 }, ..Page::new(title(heading, !fine), body) }
}

fn issues(all: &[(u32, String, String)]) -> Option<Element> {
    let rows = all.iter().map(|(at, column, words)| {
        let at = if *at == 0 { "The file".to_owned() } else { format!("Row {at}") };
        row(at, [column.clone(), words.clone()])
    });
    (!all.is_empty()).then(|| {
        el("section").with(el("h2").with("What is to be known of it")).with(table(
            "What is to be known of it",
            &["Row", "Column", "What"],
            rows,
        ))
    })
}

fn changed(all: &[Changed]) -> Option<Element> {
    let rows = all.iter().flat_map(|one| {
        let title = if one.new { format!("{} (new)", one.title) } else { one.title.clone() };
        one.fields
            .iter()
            .map(move |(column, from, to)| row(format!("Row {}", one.row), [title.clone(), column.clone(), from.clone(), to.clone()]))
    });
    (!all.is_empty()).then(|| table("What would change", &["Row", "Action", "Column", "As it is", "As it would be"], rows))
}

fn send(token: &str, looked: &Looked) -> Element {
    if looked.blocked {
        return el("p").with("Mend the table, and bring it again: nothing of it can be proposed yet.");
    }
    if looked.changed.is_empty() {
        return el("p").with("Nothing would change: all of it is as it is already.");
    }
    let hidden = |name: &'static str, value: &str| el("input").attr("type", "hidden").attr("name", name).attr("value", value.to_owned());
    let role = looked.asks_role.then(|| {
        let (hint, value) = ("Who tells what the table says of how far they are. Not a name.", looked.role.as_str());
        let error = error(&looked.wrong, "role");
        field(Field { name: "role", label: "Role", kind: "text", autocomplete: "off", hint, value, error, longest: 200 })
    });
    post(format!("/manage/programmes/{}/propose", looked.programme.0), token)
        .class("stack")
        .with(hidden("edits", &looked.edits))
        .with(hidden("shown", &looked.shown))
        .with(hidden("name", &looked.name))
        .with(role)
        .with(el("p").with("It becomes one proposal, which somebody else approves or returns as a whole."))
        .with(submit("Propose all of it"))
}
