//! What was done, by whom.

use domain::format::plural;

use super::form::{Field, error, field, problems, title};
use crate::{
    markup::{el, link},
    page::Page,
};

/// An entry, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Number.
    pub number: i64,
    /// When, UTC.
    pub at: String,
    /// Who; empty for nobody known.
    pub who: String,
    /// What.
    pub deed: &'static str,
    /// On what.
    pub on: String,
    /// From where.
    pub place: String,
}

/// What is sought, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Number of the user chosen.
    pub who: String,
    /// Short name of the deed chosen.
    pub deed: String,
    /// Part of what it was done on.
    pub on: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// What is wrong with it.
    pub wrong: Vec<(&'static str, String)>,
    /// Address of the next, older entries.
    pub older: Option<String>,
    /// Address of the same as a file.
    pub file: String,
}

/// The entries that were sought. `people` and `deeds`: what can be chosen, value and label.
pub fn audit(search: &Search, lines: &[Line], people: &[(String, String)], deeds: &[(&'static str, &'static str)]) -> Page {
    let option = |value: String, label: String, chosen: &str| {
        el("option").maybe("selected", (value == chosen).then_some("")).attr("value", value).with(label)
    };
    let who = std::iter::once((String::new(), "Anybody".to_owned())).chain(people.iter().cloned());
    let who = el("select").attr("name", "who").attr("id", "who").all(who.map(|(value, label)| option(value, label, &search.who)));
    let deed = std::iter::once(("", "Anything")).chain(deeds.iter().copied());
    let deed = el("select")
        .attr("name", "deed")
        .attr("id", "deed")
        .all(deed.map(|(value, label)| option(value.into(), label.into(), &search.deed)));
    let day = |name: &'static str, label: &'static str, value: &str| {
        let error = error(&search.wrong, name);
        field(Field { name, label, kind: "date", autocomplete: "off", value, error, longest: 10, ..Field::default() })
    };
    let form = el("form")
        .class("finder")
        .attr("action", "/manage/audit")
        .attr("method", "get")
        .with(el("div").class("asked").with(el("label").attr("for", "who").with("Who")).with(who))
        .with(el("div").class("asked").with(el("label").attr("for", "deed").with("What")).with(deed))
        .with(field(Field {
            name: "on",
            label: "On what",
            kind: "text",
            autocomplete: "off",
            value: &search.on,
            longest: 40,
            ..Field::default()
        }))
        .with(day("from", "From", &search.from))
        .with(day("to", "To", &search.to))
        .with(el("button").attr("type", "submit").with("Search"));
    let head = ["Number", "When (UTC)", "Who", "What", "On what", "From where"].map(|label| el("th").attr("scope", "col").with(label));
    let rows = lines.iter().map(|line| {
        let cell = |text: String| el("td").with(text);
        el("tr")
            .with(el("th").attr("scope", "row").with(line.number.to_string()))
            .with(cell(line.at.clone()))
            .with(cell(line.who.clone()))
            .with(cell(line.deed.to_owned()))
            .with(cell(line.on.clone()))
            .with(cell(line.place.clone()))
    });
    let table = el("table")
        .class("figures")
        .with(el("caption").class("unseen").with("Entries of the audit, newest first"))
        .with(el("thead").with(el("tr").all(head)))
        .with(el("tbody").all(rows));
    let found = if lines.is_empty() {
        el("p").with("No entry fits.")
    } else {
        el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", "Entries").with(table)
    };
    let older = search.older.as_ref().map(|href| el("p").with(link(href.clone(), "Older entries")));
    let heading = "Audit";
    let body = el("div")
        .class("page")
        .with(problems(&search.wrong))
        .with(el("h1").with(heading))
        .with(el("p").with("What was done, by whom and when. Nothing in it can be changed or removed, and each entry holds a digest of all before it. To read it is recorded too."))
        .with(form)
        .with(el("p").with(link(search.file.clone(), "Download these entries (CSV)")))
        .with(el("p").with(link("/manage/audit/check", "Check that no entry was changed or removed")))
        .with(found)
        .with(older);
    let status = if search.wrong.is_empty() { 200 } else { 422 };
    Page { status, ..Page::new(title(heading, !search.wrong.is_empty()), body) }
}

/// What following the whole chain has found: the number and the digest of its last entry, or what is wrong with it.
pub fn checked(found: &Result<(i64, String), String>) -> Page {
    let (heading, words) = match found {
        Ok((number, digest)) => (
            "The audit is whole",
            el("div")
                .with(el("p").class("lead").with(format!("Each of its {} holds the digest of the one before.", plural(number.unsigned_abs(), ("entry", "entries")))))
                .with(el("p").with("Who can write to the database's file could cut entries off its end, or write all of them anew. Keep this elsewhere, and hold it against the audit later with ").with(el("code").with(format!("measure-up audit verify --holds {number}:{digest}"))).with(".")),
        ),
        Err(why) => (
            "The audit is not whole",
            el("div")
                .with(el("p").class("lead").attr("role", "alert").with(why.clone()))
                .with(el("p").with("Somebody has changed the database's file by other means than this program. Keep the file as it is, and look at the copies made before.")),
        ),
    };
    let body = el("div").class("page narrow").with(el("p").with(link("/manage/audit", "Audit"))).with(el("h1").with(heading)).with(words);
    Page::new(heading, body)
}
