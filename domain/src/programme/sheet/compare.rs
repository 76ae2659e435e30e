//! One row of a table, held against the action that it is about.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{COLUMNS, Issue, MOST_ISSUES, cell, list, plain, read_day, status, word};
use crate::{
    code::ActionCode,
    programme::{Action, Moved, Programme, Status, Update, detail::Detail, edit::Edit},
};

/// A row that is being read: its cells by column.
pub(super) struct Row<'a> {
    pub(super) number: u32,
    pub(super) cells: BTreeMap<&'static str, &'a str>,
    pub(super) issues: &'a mut Vec<Issue>,
}

impl Row<'_> {
    pub(super) fn say(&mut self, column: &str, words: impl Into<String>) {
        if self.issues.len() < MOST_ISSUES {
            self.issues.push(Issue { row: self.number, column: column.to_owned(), words: words.into(), blocks: true });
        }
    }

    /// A cell as it is compared; none where the table has no such column.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.cells.get(column).map(|text| plain(text))
    }

    /// A day; none where it is blank or not there, or is none, which is said.
    fn day(&mut self, column: &'static str) -> Option<NaiveDate> {
        let text = self.text(column).filter(|text| !text.is_empty())?;
        let found = read_day(&text);
        if found.is_none() {
            self.say(
                column,
                format!("`{}` is not a day. Write year, month and day, such as 2025-03-31.", text.chars().take(30).collect::<String>()),
            );
        }
        found
    }
}

/// Changes, and the same by column: as it is, as it would be.
pub(super) type Edits = (Vec<Edit>, Vec<(&'static str, String, String)>);

/// What a row changes of an action that is there.
pub(super) fn compare(row: &mut Row<'_>, action: &Action, today: NaiveDate) -> Edits {
    let (mut edits, mut fields) = (Vec::new(), Vec::new());
    let is = |column: &str| plain(&cell(action, column, today));
    for column in ["title", "part"] {
        if row.text(column).is_some_and(|text| text != is(column)) {
            row.say(column, "this is changed in the council’s folder only. Put it back as it was.");
        }
    }
    for (name, detail) in Detail::ALL {
        let Some(text) = row.text(name) else { continue };
        let to = match detail {
            Detail::Starts if text.is_empty() => String::new(),
            Detail::Starts => match row.day(name) {
                Some(day) => day.to_string(),
                None => continue,
            },
            Detail::Partners | Detail::Measures | Detail::WaitsOn => list(&text),
            _ => text,
        };
        let from = detail.of(action);
        if to != list_or_plain(detail, &from) {
            fields.push((name, from.clone(), to.clone()));
            edits.push(Edit::Set { action: action.code.clone(), detail, from, to });
        }
    }
    moves(row, action, today, (&mut edits, &mut fields));
    update(row, action, today, (&mut edits, &mut fields));
    (edits, fields)
}

fn list_or_plain(detail: Detail, text: &str) -> String {
    match detail {
        Detail::Partners | Detail::Measures | Detail::WaitsOn => list(text),
        _ => plain(text),
    }
}

/// What a row changes of date, owner and scope: each with the row's reason.
fn moves(
    row: &mut Row<'_>,
    action: &Action,
    today: NaiveDate,
    (edits, fields): (&mut Vec<Edit>, &mut Vec<(&'static str, String, String)>),
) {
    let reason = row.text("reason").unwrap_or_default();
    let is = |column: &str| cell(action, column, today);
    let mut all = Vec::new();
    if row.text("due").is_some_and(|text| text.is_empty()) && action.due_on(today).is_some() {
        row.say("due", "a date that was set is not taken away. Put it back, or give another.");
    }
    if let Some(due) = row.day("due").filter(|due| action.due_on(today) != Some(*due)) {
        all.push(("due", due.to_string(), Moved::Due(action.due_on(today), due)));
    }
    for column in ["owner", "text"] {
        let Some(to) = row.text(column).filter(|text| *text != plain(&is(column))) else { continue };
        if to.is_empty() {
            row.say(column, "this cannot be blank. Put it back as it was, or say what it is.");
            continue;
        }
        let what =
            if column == "owner" { Moved::Owner(is(column), to.clone()) } else { Moved::Scope(action.scope().to_owned(), to.clone()) };
        all.push((column, to, what));
    }
    for (column, to, what) in all {
        if reason.is_empty() {
            row.say("reason", format!("`{column}` changes, and the row does not say why. Give a reason: it is public."));
        }
        fields.push((column, is(column), to));
        edits.push(Edit::Move { action: action.code.clone(), what, reason: reason.clone() });
    }
}

/// What a row tells of how far an action is.
fn update(
    row: &mut Row<'_>,
    action: &Action,
    today: NaiveDate,
    (edits, fields): (&mut Vec<Edit>, &mut Vec<(&'static str, String, String)>),
) {
    let told: Option<&Update> = action.told(today);
    let given = |column: &str| row.text(column);
    let differs = |column: &str| given(column).filter(|text| *text != plain(&cell(action, column, today)));
    let (state, text, evidence) = (differs("status"), differs("update"), differs("evidence"));
    if state.is_none() && text.is_none() && evidence.is_none() {
        return;
    }
    let word_given = given("status").unwrap_or_default();
    let now = if word_given.is_empty() { told.map(|update| update.status) } else { status(&word_given) };
    let (text, shown) = (text.filter(|text| !text.is_empty()), given("evidence").filter(|text| !text.is_empty()));
    // A status may be written as its word; a change of capitals alone is none.
    if text.is_none() && evidence.is_none() && now == told.map(|update| update.status) {
        return;
    }
    let Some(now) = now else {
        let words: Vec<&str> = Status::ALL.iter().map(|(word, _)| *word).collect();
        return row.say("status", format!("write one of {}.", words.join(", ")));
    };
    let Some(text) = text else {
        return row.say("update", "say what was done since, and what comes next.");
    };
    for (column, to) in [("status", word(now).to_owned()), ("update", text.clone()), ("evidence", shown.clone().unwrap_or_default())] {
        let from = cell(action, column, today);
        if plain(&from) != to {
            fields.push((column, from, to));
        }
    }
    // What showed the one before does not show this one by itself.
    let evidence = if evidence.is_some() { shown } else { None };
    edits.push(Edit::Update { action: action.code.clone(), status: now, text, evidence });
}

/// An action that is new.
pub(super) fn new(row: &mut Row<'_>, programme: &Programme, code: ActionCode) -> Edits {
    let text = |column: &str| row.text(column).unwrap_or_default();
    let fields: Vec<(&'static str, String, String)> = COLUMNS[1..]
        .iter()
        .filter(|column| **column != "reason" && !text(column).is_empty())
        .map(|column| (*column, String::new(), text(column)))
        .collect();
    let (title, owner, words, part) = (text("title"), text("owner"), text("text"), text("part"));
    let (state, told) = (text("status"), text("update"));
    let shown = text("evidence");
    if title.is_empty() {
        row.say("title", format!("`{code}` is new, and has no title. If it is not new, mend its code."));
    }
    if owner.is_empty() {
        row.say("owner", format!("`{code}` is new, and does not say which role answers for it."));
    }
    let part = if part.is_empty() { None } else { Some(part) };
    let part = part.and_then(|part| {
        let found = programme.parts.iter().find(|known| known.code.as_str() == part).map(|known| known.code.clone());
        if found.is_none() {
            row.say("part", format!("this programme has no part `{}`.", part.chars().take(60).collect::<String>()));
        }
        found
    });
    let mut action = Action::new(code.clone(), title, owner);
    (action.text, action.part, action.due) = (words, part, row.day("due"));
    let mut edits = Vec::new();
    action.starts = row.day("starts");
    // What it refers to is looked up when it is proposed: here the texts are only kept.
    let later = Detail::ALL.into_iter().filter(|(_, detail)| *detail != Detail::Starts);
    let later: Vec<(Detail, String)> =
        later.map(|(name, detail)| (detail, list_or_plain(detail, &row.text(name).unwrap_or_default()))).collect();
    edits.push(Edit::Add(Box::new(action)));
    let set = later.into_iter().filter(|(_, to)| !to.is_empty());
    edits.extend(set.map(|(detail, to)| Edit::Set { action: code.clone(), detail, from: String::new(), to }));
    if !state.is_empty() || !told.is_empty() {
        match status(&state) {
            Some(status) if !told.is_empty() => {
                let evidence = Some(shown).filter(|shown| !shown.is_empty());
                edits.push(Edit::Update { action: code, status, text: told, evidence });
            }
            Some(_) => row.say("update", "say what was done, and what comes next."),
            None => row.say("status", "write one of not-started, on-track, at-risk, off-track, complete, paused, cancelled."),
        }
    }
    (edits, fields)
}
