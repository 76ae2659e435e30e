//! A file that is looked at before it is accepted: how far it is, what was understood, what is wrong with it, and what would change.

use super::{
    columns::{Mapper, mapper},
    row, table,
};
use crate::{
    manage::{
        far::far,
        form::{Field, error, field, post, problems, submit, title},
    },
    markup::{Element, el, link},
    page::Page,
};

/// Something that takes a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// The name of the file.
    pub file: String,
    /// What is being done.
    pub words: &'static str,
    /// How much of it is done, and of how much; none where that is not known.
    pub done: Option<(u64, u64)>,
}

/// An issue of the file, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// How grave it is.
    pub grave: &'static str,
    /// The sheet.
    pub sheet: String,
    /// The rows.
    pub rows: String,
    /// The column.
    pub column: String,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

/// Figures that would change, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// How many are new, changed, left out and as before.
    pub counts: [u64; 4],
    /// The first that change: measure, area, period, group, before, after, by how much.
    pub changed: Vec<[String; 7]>,
    /// The first that are new: measure, area, period, group.
    pub new: Vec<[String; 4]>,
    /// The first that are left out.
    pub withdrawn: Vec<[String; 4]>,
}

/// What was understood of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looked {
    /// The name of the file.
    pub file: String,
    /// What stands for all of this, for the form that accepts it.
    pub shown: String,
    /// What was understood, sheet by sheet and measure by measure.
    pub understood: Vec<String>,
    /// What is wrong with it.
    pub issues: Vec<Issue>,
    /// How many more issues there are; blank for none.
    pub more: String,
    /// What should be looked at twice, in sentences.
    pub twice: Vec<String>,
    /// What would change; none where nothing has been loaded.
    pub changes: Option<Changes>,
    /// How many figures can be imported, in words; none where there are none.
    pub figures: Option<String>,
    /// How many rows are refused, in words; none where there are none.
    pub refused: Option<String>,
    /// The kept mapping that it was read by.
    pub kept: Option<String>,
    /// Whether it was read by a mapping that can be kept.
    pub keepable: bool,
    /// Whether it was not recognised, so that the columns are asked for.
    pub asked: bool,
    /// What can be said of the columns.
    pub mapper: Mapper,
    /// What stands in the way.
    pub wrong: Vec<(&'static str, String)>,
}

fn give_up(token: &str, label: &'static str) -> Element {
    post("/manage/imports/give-up", token).with(el("button").attr("type", "submit").with(label))
}

/// The page while something is under way; it asks for itself again.
pub fn working(token: &str, working: &Working) -> Page {
    let share = working.done.filter(|(_, all)| *all > 0).map(|(done, all)| el("p").with(format!("{} % done.", done.min(all) * 100 / all)));
    let body = el("div")
        .class("page narrow")
        .with(el("p").with(link("/manage/imports", "Imports")))
        .with(el("h1").with(working.file.clone()))
        .with(el("p").class("lead").attr("role", "status").with(working.words))
        .with(share)
        .with(working.done.and_then(|done| far("How far it is", done)))
        .with(el("p").with(link("/manage/imports/file", "See how far it is")).with(". The page also asks by itself."))
        .with(give_up(token, "Cancel"));
    Page::new(working.file.clone(), body)
}

/// The page of a file that cannot be read.
pub fn refused(token: &str, file: &str, words: &str) -> Page {
    let body = el("div")
        .class("page narrow")
        .with(el("p").with(link("/manage/imports", "Imports")))
        .with(el("h1").with("This file cannot be read"))
        .with(el("p").class("lead").with(file.to_owned()))
        .with(el("p").attr("role", "alert").with(words.to_owned()))
        .with(give_up(token, "Choose another file"));
    Page { status: 422, ..Page::new("This file cannot be read", body) }
}

/// The page of a file that is in force.
pub fn done(token: &str, number: i64, figures: &str) -> Page {
    let body = el("div")
        .class("page narrow")
        .with(el("h1").with(format!("Import {number} is in force")))
        .with(el("p").class("lead").with(format!("{figures}. Nothing is published yet.")))
        .with(el("p").with(link(format!("/manage/imports/import?number={number}"), "What it changes, and how to withdraw it")))
        .with(give_up(token, "Import another file"));
    Page::new(format!("Import {number} is in force"), body)
}

/// What was understood, what is wrong, what would change; and what can be done about it.
pub fn looked(token: &str, looked: &Looked) -> Page {
    let heading = looked.file.clone();
    let mut wrong = looked.wrong.clone();
    wrong.extend(looked.mapper.wrong.iter().cloned());
    let kept = looked.kept.as_ref().map(|name| {
        el("section")
            .with(el("p").with("Read by the mapping that is kept as ").with(el("strong").with(name)).with(", as the columns are the same."))
            .with(post("/manage/imports/plainly", token).with(el("button").attr("type", "submit").with("Read it without the mapping")))
    });
    let said = looked.understood.iter().map(|line| el("li").with(line));
    let summary = if looked.asked { "What the columns are" } else { "Say what the columns are" };
    let say = el("details")
        .attr("id", "say")
        .maybe("open", (looked.asked || looked.keepable).then_some(""))
        .with(el("summary").with(summary))
        .with(mapper(token, &looked.mapper));
    let body = el("div")
        .class("page")
        .with(problems(&wrong))
        .with(el("p").with(link("/manage/imports", "Imports")))
        .with(el("h1").attr("id", "file").with(heading.clone()))
        .with(kept)
        .with(el("section").with(el("h2").with("What was understood")).with(el("ul").all(said)))
        .with(el("section").with(el("h2").with("What is to be said about it")).with(issues(looked)))
        .with(twice(&looked.twice))
        .with(looked.changes.as_ref().map(|found| {
            el("section").with(el("h2").with("What would change")).with(changes(found, "Left out by the file: they stay as they are"))
        }))
        .with(el("section").with(el("h2").with("Accept it")).with(accept(token, looked)))
        .with(el("section").with(el("h2").with("Columns")).with(say).with(keep(token, looked)).with(download(looked)));
    let status = if wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(&heading, !wrong.is_empty()), body) }
}

/// What the checks of entry would ask about; nothing where they would not.
fn twice(all: &[String]) -> Option<Element> {
    let items = all.iter().map(|words| el("li").with(words));
    let lead = "Nothing of this stops the file: it may be right.";
    (!all.is_empty())
        .then(|| el("section").class("advice").with(el("h2").with("Look at this twice")).with(el("p").with(lead)).with(el("ul").all(items)))
}

fn issues(looked: &Looked) -> Element {
    if looked.issues.is_empty() {
        return el("p").with("Nothing: every row was read as it stands.");
    }
    let rows = looked.issues.iter().map(|issue| {
        row(issue.grave, [issue.sheet.clone(), issue.rows.clone(), issue.column.clone(), issue.what.clone(), issue.mend.clone()])
    });
    let more = (!looked.more.is_empty()).then(|| el("p").with(looked.more.clone()));
    el("div").with(table("Issues, the gravest first", &["How grave", "Sheet", "Rows", "Column", "What", "How to mend it"], rows)).with(more)
}

fn accept(token: &str, looked: &Looked) -> Element {
    let away = give_up(token, "Put it away");
    if looked.figures.is_none() {
        return el("div")
            .with(el("p").with("Nothing of this file can be imported as it was read. Mend it, or say below what its columns are."))
            .with(away);
    }
    let tick = looked.refused.as_ref().map(|rows| {
        let told = error(&looked.wrong, "leave-out").map(|words| {
            el("p")
                .class("asked-error")
                .attr("id", "leave-out-error")
                .with(el("span").class("unseen").with("Error: "))
                .with(words.to_owned())
        });
        let tick = el("input")
            .attr("type", "checkbox")
            .attr("name", "leave-out")
            .attr("id", "leave-out")
            .attr("value", "yes")
            .maybe("aria-describedby", told.as_ref().map(|_| "leave-out-error"));
        let label = el("label").attr("for", "leave-out").with(format!("Leave out what is refused: {rows}"));
        el("div").class("asked").with(told).with(el("div").class("tick").with(tick).with(label))
    });
    let figures = looked.figures.clone().unwrap_or_default();
    let form = post("/manage/imports/accept", token)
        .class("stack")
        .with(el("input").attr("type", "hidden").attr("name", "shown").attr("value", looked.shown.clone()))
        .with(el("p").with(format!("{figures} can be imported. They are in force at once, and published with the next release.")))
        .with(tick)
        .with(submit("Accept"));
    el("div").with(form).with(away)
}

fn keep(token: &str, looked: &Looked) -> Option<Element> {
    let name = Field {
        name: "name",
        label: "Keep what you said of the columns as",
        kind: "text",
        autocomplete: "off",
        hint: "A file with the same columns is read by it the next time.",
        error: error(&looked.wrong, "name"),
        longest: 100,
        ..Field::default()
    };
    looked.keepable.then(|| {
        post("/manage/imports/keep", token).class("stack").with(field(name)).with(el("button").attr("type", "submit").with("Keep it"))
    })
}

/// The mapping as a file.
fn download(looked: &Looked) -> Option<Element> {
    let file = link("/manage/imports/mapping.toml", "Download the mapping");
    (looked.keepable || looked.kept.is_some()).then(|| el("p").with(file).with(" as a file, which measure-up import reads with --mapping."))
}

/// What would change, by number and figure by figure.
pub(super) fn changes(found: &Changes, left_out: &str) -> Element {
    let [new, changed, withdrawn, same] = found.counts;
    let count = |term: String, n: u64| el("div").with(el("dt").with(term)).with(el("dd").with(domain::format::count(n)));
    let counts = el("dl").class("about").all([
        count("New".to_owned(), new),
        count("Changed".to_owned(), changed),
        count(left_out.to_owned(), withdrawn),
        count("As before".to_owned(), same),
    ]);
    let rest = |all: u64, shown: usize| {
        let more = all.saturating_sub(shown as u64);
        (more > 0).then(|| el("p").class("note").with(format!("And {} more.", domain::format::count(more))))
    };
    let lines = |cells: &[String]| {
        let mut cells = cells.iter().cloned();
        let first = cells.next().unwrap_or_default();
        row(first, cells)
    };
    let what = ["Measure", "Area", "Period", "Group"];
    let changed = (!found.changed.is_empty()).then(|| {
        let head = ["Measure", "Area", "Period", "Group", "Before", "After", "By"];
        (
            el("h3").with("Changed"),
            (table("Figures that change", &head, found.changed.iter().map(|one| lines(one))), rest(changed, found.changed.len())),
        )
    });
    let list = |label: &str, of: &[[String; 4]], all: u64| {
        (!of.is_empty()).then(|| {
            el("details")
                .with(el("summary").with(format!("{label}: the first of them")))
                .with(table(label, &what, of.iter().map(|one| lines(one))))
                .with(rest(all, of.len()))
        })
    };
    el("div").with(counts).with(changed).with(list("New", &found.new, new)).with(list(left_out, &found.withdrawn, withdrawn))
}
